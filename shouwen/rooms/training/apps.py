"""The Django app of the room; it has pages and no tables."""

from __future__ import annotations

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "shouwen.rooms.training"
    label = "training"
    verbose_name = "培训与测评 Training"
