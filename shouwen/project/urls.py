"""The addresses of the house: sign-in, the API, and the rooms."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from shouwen.project.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.urls")),
    path("api/", api.urls),
    path("hall/", include("shouwen.rooms.hall.urls")),
    path("calls/", include("shouwen.rooms.calls.urls")),
    path("attendance/", include("shouwen.rooms.attendance.urls")),
    path("inspection/", include("shouwen.rooms.inspection.urls")),
    path("training/", include("shouwen.rooms.training.urls")),
    path("handbook/", include("shouwen.rooms.handbook.urls")),
    path("", include("shouwen.rooms.board.urls")),
    path("", include("shouwen.rooms.desk.urls")),
]
