"""The Django app of conversations; it has no tables, what was said stands in the journal."""

from __future__ import annotations

from django.apps import AppConfig


class SpeechConfig(AppConfig):
    name = "shouwen.works.speech"
    label = "speech"
    verbose_name = "服务用语 Speech"
