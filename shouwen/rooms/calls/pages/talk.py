"""One conversation: what to say now beside what was said, every word of the charter marked where it stands."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from shouwen.law.charter.language.rules.phrase import LANGUAGES, LISTENERS, POSITIONS
from shouwen.law.judge.words import why
from shouwen.rooms.frame.layout import show
from shouwen.words import Words
from shouwen.works.journal import charters
from shouwen.works.people import access
from shouwen.works.people.access import needs
from shouwen.works.refusal import NotFound, Refused
from shouwen.works.speech import actions, queries

_FEELINGS = {
    "anger": Words("客户似乎有些生气", "The customer seems angry"),
    "anxiety": Words("客户似乎很着急", "The customer seems anxious"),
    "sadness": Words("客户似乎很难过", "The customer seems sad"),
    "shouting": Words("客户似乎在高声说话", "The customer seems to be shouting"),
    "calm": Words("客户似乎平静", "The customer seems calm"),
}
_VERDICTS = {
    "breached": Words("不合要求", "Not as required"),
    "open": Words("还要做", "Still to do"),
    "undecided": Words("无法认定", "Undecided"),
    "praised": Words("值得表扬", "Worth praise"),
    "kept": Words("做到", "Done"),
}


@needs("talk.record")
def one(request: HttpRequest, name: str) -> HttpResponse:
    """The page; to htmx the prompts alone, for the situation just chosen."""
    return _page(request, name)


@require_POST
@needs("talk.record")
def say(request: HttpRequest, name: str) -> HttpResponse:
    """One turn, of staff or of the customer as the button says."""
    slots = {
        key.removeprefix("slot-"): value for key, value in request.POST.items() if key.startswith("slot-")
    }
    try:
        actions.say(
            talk=name,
            speaker="customer" if request.POST.get("speaker") == "customer" else "staff",
            text=request.POST.get("text", ""),
            by=request.user,  # type: ignore[arg-type]
            channel=request.POST.get("channel", ""),
            situations=request.POST.getlist("situation"),
            position=request.POST.get("position", ""),
            to=request.POST.get("to", ""),
            language=request.POST.get("language", ""),
            slots={key: value for key, value in slots.items() if value},
        )
    except Refused as refused:
        return _page(request, name, refused)
    query = request.POST.copy()
    for gone in [key for key in query if key in ("csrfmiddlewaretoken", "text", "speaker", "position", "to")]:
        query.pop(gone)
    return redirect(f"{reverse('calls:talk', args=[name])}?{query.urlencode()}#say")


@require_POST
@needs("talk.record")
def end(request: HttpRequest, name: str) -> HttpResponse:
    """The conversation is over."""
    try:
        actions.finish(talk=name, by=request.user)  # type: ignore[arg-type]
    except Refused as refused:
        return _page(request, name, refused)
    return redirect("calls:talk", name=name)


def _page(request: HttpRequest, name: str, refused: Refused | None = None) -> HttpResponse:
    charter, asked = charters.current(), request.POST if refused else request.GET
    try:
        talk = queries.talk(request.user, name)  # type: ignore[arg-type]
    except NotFound:
        if queries.all_of(name):
            raise
        talk = queries.Talk(name, (), (), None, False, "")
    channel = asked.get("channel", "") or talk.channel
    chosen = asked.getlist("situation")
    known = {key.removeprefix("slot-"): value for key, value in asked.items() if key.startswith("slot-")}
    stood = access.standing(request.user)
    began = talk.turns[0].at if talk.turns else timezone.now()
    shown = queries.prompts(
        channel=channel,
        situations=chosen,
        position=asked.get("position", "") or ("middle" if _staff_spoke(talk) else "opening"),
        post=stood.posted[0][0] if stood else "",
        known={key: value for key, value in known.items() if value},
        felt=talk.feeling,
        lasted_s=int((timezone.now() - began).total_seconds()),
    )
    open_slots = {
        slot: rule.model.titles[slot]
        for _, rule in shown
        if rule.model and rule.situations
        for slot in rule.model.slots
        if slot not in rule.model.filled
    }
    context: dict[str, Any] = {
        "talk": talk,
        "prompts": [(each, [Words(*LANGUAGES[name]) for name in each.languages]) for each, _ in shown],
        "languages": [(key, Words(*words)) for key, words in LANGUAGES.items()],
        "language": asked.get("language", ""),
        "slots": [(slot, title, known.get(slot, "")) for slot, title in open_slots.items()],
        "channels": charter.header.channels.items(),
        "channel": channel,
        "channel_words": charter.header.channels.get(channel),
        "situations": charter.header.situations.items(),
        "chosen": chosen,
        "felt": _FEELINGS.get(talk.feeling.emotion) if talk.feeling else None,
        "suggested": _suggested(talk, chosen),
        "positions": [
            (key, Words(*words))
            for key, words in POSITIONS.items()
            if key not in ("opening", "middle", "closing")
        ],
        "listeners": [(key, Words(*words)) for key, words in LISTENERS.items()],
        "findings": [
            (_VERDICTS.get(v.verdict, Words(v.verdict, v.verdict)), v, why(v, charter)) for v in talk.verdicts
        ],
        "typed": asked.get("text", "") if refused else "",
        "refused": refused,
    }
    return show(
        request,
        "calls/talk.html",
        context,
        place="calls",
        part="calls/parts/now.html",
        status=refused.http if refused else 200,
    )


def _staff_spoke(talk: queries.Talk) -> bool:
    return any(turn.said.speaker == "staff" for turn in talk.turns)


def _suggested(talk: queries.Talk, chosen: list[str]) -> tuple[str, Words] | None:
    """The situation the customer's words suggest, unless it is chosen already."""
    name = queries.felt_situation(talk.feeling)
    return (name, charters.current().header.situations[name]) if name and name not in chosen else None
