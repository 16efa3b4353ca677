"""The Django app of the room; it has pages and no tables."""

from __future__ import annotations

from django.apps import AppConfig


class AttendanceRoomConfig(AppConfig):
    name = "shouwen.rooms.attendance"
    label = "attendance_room"
    verbose_name = "考勤 Attendance"
