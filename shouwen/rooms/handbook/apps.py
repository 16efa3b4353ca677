"""The Django app of the room; it has pages and no tables."""

from __future__ import annotations

from django.apps import AppConfig


class HandbookConfig(AppConfig):
    name = "shouwen.rooms.handbook"
    label = "handbook"
    verbose_name = "规范手册 Handbook"
