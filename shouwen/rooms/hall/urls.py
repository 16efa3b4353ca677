"""The addresses of the hall, under /hall/."""

from __future__ import annotations

from django.urls import path

from shouwen.rooms.hall.pages import board, counter, guide

app_name = "hall"
urlpatterns = [
    path("", guide.index, name="guide"),
    path("draw/", guide.draw, name="draw"),
    path("counter/", counter.index, name="counter"),
    path("counter/<str:act>/", counter.act, name="act"),
    path("board/", board.index, name="board"),
]
