"""The settings of the house with one address more: see floor_urls."""

from __future__ import annotations

from shouwen.project.settings import *  # noqa: F403

ROOT_URLCONF = "bench.floor_urls"
