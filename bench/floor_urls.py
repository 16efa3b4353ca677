"""The addresses of the house and an empty view, the floor that pages are measured against."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def empty(request: HttpRequest) -> HttpResponse:
    """Nothing, through every layer that any page goes through."""
    return HttpResponse(b"")


urlpatterns = [path("empty/", empty), path("", include("shouwen.project.urls"))]
