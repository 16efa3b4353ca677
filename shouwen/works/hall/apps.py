"""The Django app of the hall."""

from __future__ import annotations

from django.apps import AppConfig


class HallConfig(AppConfig):
    name = "shouwen.works.hall"
    label = "hall"
    verbose_name = "营业厅排队 Hall"
