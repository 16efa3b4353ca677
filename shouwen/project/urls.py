"""The addresses of the house: sign-in, the API, and the rooms."""

from __future__ import annotations

from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("allauth.urls")),
]
if find_spec("shouwen.project.api"):
    from shouwen.project.api import api

    urlpatterns.append(path("api/", api.urls))
if find_spec("shouwen.rooms.desk.urls"):
    urlpatterns.append(path("", include("shouwen.rooms.desk.urls")))
