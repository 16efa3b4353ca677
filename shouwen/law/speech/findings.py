"""What the judge of speech found: one record for each rule and occasion, with places, clause and better wording."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from shouwen.words import Words

What = Literal["forbidden", "required", "order", "reason", "language"]
Verdict = Literal["kept", "breached", "undecided", "open"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of the rule as it was said: `said` is `text[start:end]` of the utterance, as written there."""

    utterance: str
    word: str
    said: str
    start: int
    end: int
    better: Words | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule on one occasion.

    `what`: the part of the rule that is judged. `utterances`: ids of the occasion; the first one is in the key.
    `hits`: forbidden words said, required words said, or the refusal. `lacking`: words or `{slots}` not said
    (of words of which one is enough: all of them, joined by a stroke). `unknown`: why it is undecided. Open: it can
    still be said, because the conversation goes on.
    """

    what: What
    verdict: Verdict
    rule: str
    clause: str
    subject: str
    at: int
    utterances: tuple[str, ...]
    staff: str | None
    unit: str | None
    hits: tuple[Hit, ...] = ()
    lacking: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Stable however many utterances follow."""
        return f"{self.rule}|{self.what}|{self.subject}|{self.utterances[0]}"


_UNKNOWN = {
    "channel": Words("渠道", "channel"),
    "situation": Words("场合", "situation"),
    "position": Words("所处环节", "position"),
    "post": Words("岗位", "post"),
    "silence": Words("静默时长", "length of the silence"),
    "language": Words("所用语言", "language spoken"),
}


def why(finding: Finding) -> Words:
    """One sentence on a finding, in both languages."""
    head = Words(f"第 {finding.clause} 条：", f"Clause {finding.clause}: ")
    better = [hit.better for hit in finding.hits if hit.better]
    said = [Words(word, word) for word in finding.lacking or tuple(hit.said for hit in finding.hits)]
    if finding.verdict == "undecided":
        body = not_known([_UNKNOWN.get(name, _slot_words(name)) for name in finding.unknown])
    else:
        body = in_words(finding.what, finding.verdict, said, dict.fromkeys(better))
    return Words(f"{head.zh}{body.zh}。", f"{head.en}{body.en}.")


def not_known(names: Iterable[Words]) -> Words:
    """Why it is undecided, by the names of what is not known."""
    known = list(names)
    return Words(
        f"不知道{'、'.join(name.zh for name in known)}，无法认定",
        f"not decided, because the {', '.join(name.en for name in known)} is not known",
    )


def in_words(what: What, verdict: str, said: Iterable[Words], better: Iterable[Words] = ()) -> Words:
    """What a decided finding says: `said` are the words it is about, said or lacking, `better` what to say instead."""
    listed = list(said)
    zh = "、".join(f"「{word.zh}」" for word in listed)
    en = ", ".join(f"“{word.en}”" for word in listed)
    bad = verdict == "breached"
    match what:
        case "forbidden" if bad:
            instead = list(better)
            tail = Words("；".join(each.zh for each in instead), "; ".join(each.en for each in instead))
            return Words(
                f"说了禁语{zh}" + (f"，宜说：{tail.zh}" if instead else ""),
                f"forbidden words were said: {en}" + (f"; better: {tail.en}" if instead else ""),
            )
        case "forbidden":
            return Words("没有说禁语", "no forbidden words were said")
        case "required" if bad:
            return Words(f"没有说{zh}", f"not said: {en}")
        case "required" if verdict == "open":
            return Words(f"还应说{zh}", f"still to be said: {en}")
        case "required":
            return Words("该说的都说了", "what has to be said was said")
        case "order" if bad:
            return Words(f"次序不对，先后说了{zh}", f"said in the wrong order: {en}")
        case "order":
            return Words("按次序说了", "said in the right order")
        case "language" if bad:
            return Words("没有使用规定的语言", "not the language that is prescribed")
        case "language":
            return Words("使用了规定的语言", "the language that is prescribed")
        case _ if bad:
            return Words(f"说了{zh}，没有说明原因", f"{en} was said and no reason given")
        case _ if verdict == "open":
            return Words(f"说了{zh}，还应说明原因", f"{en} was said; the reason is still to be given")
    return Words(f"说了{zh}，并说明了原因", f"{en} was said and a reason given")


def _slot_words(name: str) -> Words:
    return Words(f"「{name}」的内容", f"what fills “{name}”")
