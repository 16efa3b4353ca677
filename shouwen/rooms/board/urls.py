"""The addresses of the boards: /boards/ for everybody, /board/ for the staff."""

from __future__ import annotations

from django.urls import path

from shouwen.rooms.board.pages import editing, public, staff

app_name = "board"
urlpatterns = [
    path("boards/", public.index, name="public_index"),
    path("boards/<str:code>/", public.board, name="public"),
    path("boards/<str:code>/kiosk/", public.kiosk, name="kiosk"),
    path("board/", staff.index, name="index"),
    path("board/<str:code>/", staff.board, name="staff"),
    path("board/<str:code>/edit/", editing.board, name="edit"),
    path("board/<str:code>/places/", editing.place, name="open"),
    path("board/<str:code>/edit/<str:item>/", editing.item, name="item"),
]
