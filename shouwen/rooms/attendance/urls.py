"""The addresses of attendance, under /attendance/."""

from __future__ import annotations

from django.urls import path

from shouwen.rooms.attendance.pages import month, plan, shift, team

app_name = "attendance"
urlpatterns = [
    path("", month.index, name="month"),
    path("clock/", month.clock, name="clock"),
    path("shifts/<str:code>/", shift.one, name="shift"),
    path("shifts/<str:code>/correction/", shift.ask, name="ask"),
    path("corrections/<int:id>/", team.decide, name="decide"),
    path("team/", team.index, name="team"),
    path("team/mark/", team.mark, name="mark"),
    path("plan/", plan.index, name="plan"),
    path("plan/week/", plan.by_week, name="plan_week"),
    path("plan/rows/", plan.rows, name="plan_rows"),
    path("plan/log/", plan.log, name="plan_log"),
    path("plan/<str:code>/", plan.change, name="change"),
]
