"""The latest conversations, a new one, and transcripts from other systems."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from shouwen.rooms.frame.language import current
from shouwen.rooms.frame.layout import show
from shouwen.words import Words
from shouwen.works.journal import charters
from shouwen.works.people.access import needs
from shouwen.works.refusal import Refused
from shouwen.works.speech import actions, queries, transcript


@needs("talk.record")
def index(request: HttpRequest) -> HttpResponse:
    """The page."""
    return _page(request)


@needs("talk.record")
def new(request: HttpRequest) -> HttpResponse:
    """A conversation begins: a name for it, in the channel that was chosen."""
    address = reverse("calls:talk", args=[actions.new_talk()])
    return redirect(f"{address}?{urlencode({'channel': request.GET.get('channel', '')})}")


@require_POST
@needs("talk.record")
def bring_in(request: HttpRequest) -> HttpResponse:
    """A transcript, as a file or as text."""
    file = request.FILES.get("file")
    content = file.read() if file else request.POST.get("transcript", "").encode()
    try:
        names = actions.bring_in(content=content, by=request.user)  # type: ignore[arg-type]
    except Refused as refused:
        return _page(request, refused)
    done = Words(f"已导入 {len(names)} 场谈话。", f"{len(names)} conversations were brought in.")
    messages.success(request, done.in_(current()))
    return redirect("calls:talk", name=names[0]) if len(names) == 1 else redirect("calls:index")


def _page(request: HttpRequest, refused: Refused | None = None) -> HttpResponse:
    context = {
        "talks": queries.recent(request.user),  # type: ignore[arg-type]
        "channels": charters.current().header.channels.items(),
        "example": transcript.EXAMPLE,
        "refused": refused,
        "typed": request.POST.get("transcript", ""),
    }
    return show(request, "calls/index.html", context, place="calls", status=refused.http if refused else 200)
