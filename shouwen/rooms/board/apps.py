"""The Django app of the room; it has pages and no tables."""

from __future__ import annotations

from django.apps import AppConfig


class BoardConfig(AppConfig):
    name = "shouwen.rooms.board"
    label = "board"
    verbose_name = "公示 Notice boards"
