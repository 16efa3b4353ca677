"""The Django app of the records."""

from __future__ import annotations

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "shouwen.works.records"
    label = "records"
    verbose_name = "检查、公示与培训 Records"
