from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PeopleConfig(AppConfig):
    name = "shouwen.works.people"
    label = "people"

    def ready(self) -> None:
        """Every app states its rules of access before the first request."""
        autodiscover_modules("access")
