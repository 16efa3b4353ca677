"""What the judge of speech found: one record for each rule and occasion, with places, clause and better wording."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from shouwen.words import Words

What = Literal["forbidden", "required", "reason"]
Verdict = Literal["kept", "breached", "undecided"]


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
    (of required_any: all of them, joined by a stroke). `unknown`: why it is undecided.
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
}


def why(finding: Finding) -> Words:
    """One sentence on a finding, in both languages."""
    head = Words(f"第 {finding.clause} 条：", f"Clause {finding.clause}: ")
    said = [hit.said for hit in finding.hits]
    zh, en = "、".join(f"「{word}」" for word in said), ", ".join(f"“{word}”" for word in said)
    lack_zh = "、".join(f"「{word}」" for word in finding.lacking)
    lack_en = ", ".join(f"“{word}”" for word in finding.lacking)
    match finding.verdict, finding.what:
        case "undecided", _:
            names = [
                _UNKNOWN.get(name, Words(f"「{name}」的内容", f"what fills “{name}”"))
                for name in finding.unknown
            ]
            body = Words(
                f"不知道{'、'.join(name.zh for name in names)}，无法认定",
                f"not decided, because the {', '.join(name.en for name in names)} is not known",
            )
        case "breached", "forbidden":
            better = [hit.better for hit in finding.hits if hit.better]
            body = Words(f"说了禁语{zh}", f"forbidden words were said: {en}")
            if better:
                body = Words(
                    f"{body.zh}，宜说：{'；'.join(words.zh for words in dict.fromkeys(better))}",
                    f"{body.en}; better: {'; '.join(words.en for words in dict.fromkeys(better))}",
                )
        case "breached", "required":
            body = Words(f"没有说{lack_zh}", f"not said: {lack_en}")
        case "breached", _:
            body = Words(f"说了{zh}，没有说明原因", f"{en} was said and no reason given")
        case _, "forbidden":
            body = Words("没有说禁语", "no forbidden words were said")
        case _, "required":
            body = Words("该说的都说了", "what has to be said was said")
        case _:
            body = Words(f"说了{zh}，并说明了原因", f"{en} was said and a reason given")
    return Words(f"{head.zh}{body.zh}。", f"{head.en}{body.en}.")
