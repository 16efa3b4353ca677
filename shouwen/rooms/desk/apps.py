"""The Django app of the desk; it has pages and no tables."""

from __future__ import annotations

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "shouwen.rooms.desk"
    label = "desk"
    verbose_name = "工作台 Desk"
