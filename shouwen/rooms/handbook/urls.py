"""The addresses of the handbook, under /handbook/; chapters and clauses stand under /charter/."""

from __future__ import annotations

from django.urls import path

from shouwen.rooms.handbook.pages import bodies, keepers, principles, who

app_name = "handbook"
urlpatterns = [
    path("", principles.index, name="index"),
    path("principles/<str:clause>/read/", principles.read, name="read"),
    path("readers/", principles.readers, name="readers"),
    path("bodies/", bodies.index, name="bodies"),
    path("who/", who.index, name="who"),
    path("who/<slug:post>/", who.one, name="post"),
    path("keepers/", keepers.index, name="keepers"),
    path("keepers/<str:code>/", keepers.name, name="keep"),
]
