"""The Django app of the room; it has pages and no tables."""

from __future__ import annotations

from django.apps import AppConfig


class CallsRoomConfig(AppConfig):
    name = "shouwen.rooms.calls"
    label = "calls_room"
    verbose_name = "用语助手 Calls"
