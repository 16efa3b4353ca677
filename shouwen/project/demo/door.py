"""What the sign-in page and the menu show of the demo: people to sign in as, and the companies next door."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from shouwen.project import demo
from shouwen.project.demo import company
from shouwen.words import Words


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A company served beside this one, and where."""

    name: Words
    href: str
    is_this: bool


def context(request: HttpRequest) -> dict[str, Any]:
    """For every template: both are looked for only where a page shows them."""
    return {"demo_accounts": demo.accounts, "demo_neighbours": lambda: neighbours(request)}


def neighbours(request: HttpRequest) -> Sequence[Neighbour]:
    """All companies that `shouwen serve --all` serves, at the host of this request; none otherwise."""
    scheme, host = request.scheme, re.sub(r":\d+$", "", request.get_host())
    return [
        Neighbour(company.of(key).name, f"{scheme}://{host}:{port}/", key == settings.COMPANY)
        for key, port in settings.NEIGHBOURS.items()
    ]
