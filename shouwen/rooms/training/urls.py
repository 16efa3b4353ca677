"""The addresses of training, under /training/."""

from __future__ import annotations

from django.urls import path

from shouwen.rooms.training.pages import acts, people

app_name = "training"
urlpatterns = [
    path("", people.mine, name="mine"),
    path("team/", people.team, name="team"),
    path("team/export.<str:kind>", people.export, name="export"),
    path("<str:username>/", people.one, name="one"),
    path("<str:username>/passed/", acts.passed, name="passed"),
    path("<str:username>/assessed/", acts.assessed, name="assessed"),
    path("<str:username>/coached/", acts.coached, name="coached"),
]
