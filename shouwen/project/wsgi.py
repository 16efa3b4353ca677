"""The web application as gunicorn loads it: whole, before it forks, so that the workers share what they never change."""

from __future__ import annotations

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwen.project.settings")


def warm() -> None:
    """Load what the first requests would: addresses, the charter with its rules and calendars, the templates."""
    from django.template.loader import get_template
    from django.urls import get_resolver

    from shouwen.law.judge.compile import compile
    from shouwen.rooms.frame.layout import TEMPLATES
    from shouwen.works.journal import charters

    _ = get_resolver().url_patterns
    charter = charters.current()
    compile(charter)
    _ = charter.calendars, charter.flows, charter.forms
    for name in TEMPLATES:
        get_template(name)
    gc.collect()
    gc.freeze()  # what is here now stays: the collector need not write into pages that are shared


application = get_wsgi_application()
warm()
