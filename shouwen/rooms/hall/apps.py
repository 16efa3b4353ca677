"""The Django app of the room; it has pages and no tables."""

from __future__ import annotations

from django.apps import AppConfig


class HallRoomConfig(AppConfig):
    name = "shouwen.rooms.hall"
    label = "hall_room"
    verbose_name = "营业厅排队 Hall"
