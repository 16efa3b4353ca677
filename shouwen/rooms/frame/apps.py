"""The Django app of the frame; it has templates and no tables."""

from __future__ import annotations

from django.apps import AppConfig


class FrameConfig(AppConfig):
    name = "shouwen.rooms.frame"
    label = "frame"
    verbose_name = "页面框架 Frame"
