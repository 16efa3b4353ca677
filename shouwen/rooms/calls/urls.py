"""The addresses of conversations, under /calls/."""

from __future__ import annotations

from django.urls import path

from shouwen.rooms.calls.pages import talk, talks

app_name = "calls"
urlpatterns = [
    path("", talks.index, name="index"),
    path("new/", talks.new, name="new"),
    path("transcript/", talks.bring_in, name="bring_in"),
    path("<str:name>/", talk.one, name="talk"),
    path("<str:name>/say/", talk.say, name="say"),
    path("<str:name>/end/", talk.end, name="end"),
]
