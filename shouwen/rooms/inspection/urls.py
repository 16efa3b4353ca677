"""The addresses of inspections, under /inspection/."""

from __future__ import annotations

from django.urls import path

from shouwen.rooms.inspection.pages import filed, filling, home

app_name = "inspection"
urlpatterns = [
    path("", home.index, name="index"),
    path("sheets/<slug:sheet>/", filling.fill, name="fill"),
    path("filed/", filed.index, name="filed"),
    path("filed/export.<str:kind>", filed.export, name="export"),
    path("filed/<str:number>/", filed.one, name="one"),
    path("filed/<str:number>/mend/", filed.mend, name="mend"),
]
