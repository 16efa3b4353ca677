"""What is said is recorded, judged at once, and shown to those whom it concerns."""

from __future__ import annotations

import json

import pytest

from shouwen.works.duty import live
from shouwen.works.duty.models import Verdict
from shouwen.works.people.tests.cast import Cast
from shouwen.works.refusal import NotAllowed, NotFound, Refused
from shouwen.works.speech import actions, queries

pytestmark = pytest.mark.django_db


def line(talk: str, second: int, speaker: str, text: str, **more: str) -> str:
    at = f"2026-03-02 08:00:{second:02}"
    return json.dumps({"talk": talk, "at": at, "speaker": speaker, "text": text, **more}, ensure_ascii=False)


def brought(cast: Cast, *lines: str, by: str = "boss") -> list[str]:
    return actions.bring_in(content="\n".join(lines).encode(), by=getattr(cast, by))


def test_words_are_marked_in_place_with_the_better_wording(cast: Cast) -> None:
    actions.say(talk="T1", speaker="staff", text="您好。", by=cast.owner, channel="hall")
    actions.say(
        talk="T1", speaker="customer", text="要等多久？急死了！急死了！", by=cast.owner, channel="hall"
    )
    actions.say(talk="T1", speaker="staff", text="这个不 知 道。", by=cast.owner, channel="hall")
    talk = queries.talk(cast.owner, "T1")
    good, _, bad = talk.turns
    assert [piece.mark for piece in good.pieces] == ["good", ""]
    marked = bad.pieces[1]
    assert (marked.text, marked.mark, marked.clause) == ("不 知 道", "bad", "1.1.3d")
    assert marked.better and marked.better.en == "I will look it up for you at once"
    assert talk.feeling and talk.feeling.emotion == "anxiety"
    assert next((v.clause, v.verdict) for v in talk.verdicts) == ("1.1.3d", "breached")


def test_the_worker_finds_the_same_and_the_end_settles_it(cast: Cast) -> None:
    actions.say(talk="T1", speaker="staff", text="您好。", by=cast.owner, channel="hall")
    actions.finish(talk="T1", by=cast.owner)
    while live.judge_touched():
        pass
    held = {
        row.key for row in Verdict.objects.filter(subject="T1", superseded_at=None, rule__contains="#phrase")
    }
    assert held == {verdict.key for verdict in queries.talk(cast.owner, "T1").verdicts}
    kept = Verdict.objects.get(subject="T1", clause="1.1.3", superseded_at=None)
    assert (kept.verdict, kept.staff, kept.words) == ("kept", "owner", None)
    with pytest.raises(Refused, match="talk-over"):
        actions.say(talk="T1", speaker="staff", text="再说一句", by=cast.owner)


def test_the_words_of_a_breach_are_kept_with_the_verdict(cast: Cast) -> None:
    brought(cast, line("C1", 5, "staff", "等着吧。", staff="owner", channel="hall"))
    while live.judge_touched():
        pass
    row = Verdict.objects.get(subject="C1", clause="1.1.3d", superseded_at=None)
    assert (row.verdict, row.words, row.points) == ("breached", "等着吧", -100)


@pytest.mark.parametrize("who", ["owner", "boss", "chief"])
def test_whom_a_talk_concerns_sees_it(cast: Cast, who: str) -> None:
    actions.say(talk="T1", speaker="staff", text="您好。", by=cast.owner, channel="hall")
    assert queries.talk(getattr(cast, who), "T1").turns
    assert [row["subject"] for row in queries.recent(getattr(cast, who))] == ["T1"]


@pytest.mark.parametrize("who", ["teammate", "stranger", "nobody"])
def test_whom_it_does_not_concern_does_not(cast: Cast, who: str) -> None:
    actions.say(talk="T1", speaker="staff", text="您好。", by=cast.owner, channel="hall")
    with pytest.raises(NotFound):
        queries.talk(getattr(cast, who), "T1")
    with pytest.raises(NotAllowed if who == "nobody" else NotFound):
        actions.say(talk="T1", speaker="staff", text="我也说", by=getattr(cast, who))


def test_what_others_said_only_their_leader_brings_in(cast: Cast) -> None:
    turn = line("C1", 0, "staff", "您好。", staff="owner", channel="hall")
    with pytest.raises(NotAllowed):
        brought(cast, turn, by="teammate")
    assert brought(cast, turn, by="owner") == ["C1"]
    assert brought(cast, line("C2", 0, "staff", "您好。", staff="owner", channel="hall")) == ["C2"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "Line 1 the file is empty"),
        ("not a line at all", "Line 1 has no column 'talk'"),
        ("{", "Line 1 is no JSON object"),
        (line("C", 0, "clerk", "您好"), "Line 1 has a wrong speaker; write staff or customer"),
        ('{"talk": "C", "speaker": "staff", "text": "x"}', "Line 1 has no 'at'"),
        ('{"talk": "C", "at": "soon", "speaker": "staff", "text": "x"}', "Line 1 'soon' is no time"),
        ("talk,at,speaker,text\nC,2026-03-02 08:00,staff\n", "Line 2 does not have the columns"),
        (line("C", 0, "staff", "您好", staff="who"), "Line 1: nobody with the code 'who'"),
        (line("C", 0, "staff", "您好", staff="owner", situation="cush"), "There is no situation 'cush'"),
        (line("C", 0, "staff", "您好", staff="owner", mood="bad"), "has no field 'mood'"),
    ],
)
def test_a_transcript_that_cannot_be_read_is_told_by_its_line(cast: Cast, content: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        actions.bring_in(content=content.encode(), by=cast.boss)
    assert words in refused.value.words.en
    assert queries.recent(cast.boss) == []


def test_a_csv_is_as_good(cast: Cast) -> None:
    text = "talk,at,speaker,staff,text,channel\nC9,2026-03-02 08:00:00,staff,owner,您好。,hall\n"
    assert actions.bring_in(content=("\ufeff" + text).encode(), by=cast.boss) == ["C9"]
    assert queries.talk(cast.boss, "C9").is_over


def test_prompts_follow_the_situation_and_the_feeling(cast: Cast) -> None:
    asked = {"position": "", "post": "clerk", "known": {"received": "200元"}, "lasted_s": 0}
    found = queries.prompts(channel="counter", situations=["cash"], felt=None, **asked)
    assert found[0][0].clause == "1.3.4.3"
    assert found[0][0].sentence and "200元" in found[0][0].sentence.zh
    waits = {"channel": "hall", "situations": ["next-waiting"], "felt": None}
    assert "1.1.4b" not in {each.clause for each, _ in queries.prompts(**waits, **asked)}
    assert "1.1.4b" in {each.clause for each, _ in queries.prompts(**waits, **{**asked, "lasted_s": 600})}
