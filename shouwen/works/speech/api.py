"""Conversations over the API: bring in a transcript, read what the charter says of it, ask what to say now."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema, Status

from shouwen.law.judge.records import record
from shouwen.law.speech import read_emotion
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.api import Refusal, Said, needs, said
from shouwen.works.speech import actions, queries

router = Router(tags=["talks"])


class TalksOut(Schema):
    """The conversations a transcript held."""

    talks: list[str]


class MarkOut(Schema):
    """A piece of a turn; `mark` bad for what may not be said, good for what has to be, else empty."""

    text: str
    mark: str
    clause: str
    better: Said | None = None


class TurnOut(Schema):
    speaker: str
    staff: str | None
    pieces: list[MarkOut]


class TalkOut(Schema):
    """A conversation with the records of its verdicts, as `shouwen judge` writes them."""

    talk: str
    is_over: bool
    emotion: str | None
    turns: list[TurnOut]
    findings: list[dict[str, object]]


class AvoidOut(Schema):
    word: str
    better: Said | None = None


class PromptOut(Schema):
    """What one clause wants to be said (all of, one of, as a sentence) and not to be said, here and now."""

    clause: str
    say: list[str]
    say_one_of: list[str]
    sentence: Said | None = None
    avoid: list[AvoidOut]
    because: list[str]


@router.post("/talks", response={201: TalksOut, 403: Refusal, 422: Refusal})
@needs("talk.record")
def bring_in(request: HttpRequest) -> Status:
    """Bring in a transcript, the body of the request: JSON lines or CSV with talk, at, speaker, text, staff ..."""
    return Status(201, TalksOut(talks=actions.bring_in(content=request.body, by=request.user)))


@router.get("/talks/{talk}", response={200: TalkOut, 404: Refusal})
@needs("talk.record")
def one(request: HttpRequest, talk: Annotated[str, Path(max_length=120)]) -> TalkOut:
    """A conversation, its words marked in place."""
    found, charter = queries.talk(request.user, talk), charters.current()
    return TalkOut(
        talk=found.name,
        is_over=found.is_over,
        emotion=found.feeling.emotion if found.feeling else None,
        turns=[
            TurnOut(
                speaker=turn.said.speaker,
                staff=turn.said.staff,
                pieces=[
                    MarkOut(
                        text=p.text, mark=p.mark, clause=p.clause, better=said(p.better) if p.better else None
                    )
                    for p in turn.pieces
                ],
            )
            for turn in found.turns
        ],
        findings=[record(verdict, charter) for verdict in found.verdicts],
    )


@router.get("/prompts", response=list[PromptOut])
@needs("talk.record")
def prompts(
    request: HttpRequest,
    channel: Annotated[str, Query(max_length=60)] = "",
    situation: Annotated[str, Query(max_length=400)] = "",
    position: Annotated[str, Query(max_length=60)] = "",
    customer: Annotated[str, Query(max_length=2000)] = "",
    lasted_s: int = 0,
) -> list[PromptOut]:
    """What to say now. `situation` may hold several, parted by spaces; `customer` is what the customer said last:
    it chooses what is shown and is not kept."""
    stood = access.standing(request.user)
    found = queries.prompts(
        channel=channel,
        situations=situation.split(),
        position=position,
        post=stood.posted[0][0] if stood else "",
        known={},
        felt=read_emotion(customer) if customer else None,
        lasted_s=lasted_s,
    )
    return [
        PromptOut(
            clause=each.clause,
            say=list(each.say),
            say_one_of=list(each.say_one_of),
            sentence=said(each.sentence) if each.sentence else None,
            avoid=[
                AvoidOut(word=word, better=said(better) if better else None) for word, better in each.avoid
            ],
            because=list(each.because),
        )
        for each, _ in found
    ]
