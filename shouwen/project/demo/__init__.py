"""The demo: an invented company, its people, and a month of their work, lived through the house's own doors."""

from __future__ import annotations

from dataclasses import dataclass

from shouwen.words import Words

SEED = 20260301


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody to sign in as."""

    username: str
    password: str
    role: Words


def load(*, seed: int = SEED, month: str | None = None) -> None:
    """Fill an empty database; `month` (YYYY-MM) is lived through to its end, without it the 30 days up to now.

    Errors: ValueError for a month that cannot be read or lies ahead. All or nothing.
    """
    from shouwen.project.demo import filling

    filling.everything(seed=seed, month=month)


def accounts() -> list[Account]:
    """The accounts to show, one a role; none when the database is not the demo's."""
    from shouwen.project.demo import filling

    return filling.accounts()
