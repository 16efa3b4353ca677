"""The Django app of attendance."""

from __future__ import annotations

from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    name = "shouwen.works.attendance"
    label = "attendance"
    verbose_name = "Attendance 考勤"
