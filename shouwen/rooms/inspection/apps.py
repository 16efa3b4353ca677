"""The Django app of the room; it has pages and no tables."""

from __future__ import annotations

from django.apps import AppConfig


class InspectionConfig(AppConfig):
    name = "shouwen.rooms.inspection"
    label = "inspection"
    verbose_name = "检查 Inspections"
