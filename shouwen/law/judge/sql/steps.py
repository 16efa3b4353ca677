"""A statement as named steps, so that what is sent to the engine reads from top to bottom."""

from __future__ import annotations


class Steps:
    """Common table expressions in the order in which they were added."""

    def __init__(self) -> None:
        self._steps: list[tuple[str, str]] = []

    def add(self, name: str, query: str) -> Steps:
        """One more step; `name` must be new."""
        assert name not in dict(self._steps), f"step {name} is there already"
        self._steps.append((name, query.strip()))
        return self

    def statement(self, query: str) -> str:
        """The whole statement, ending in `query`."""
        with_ = ",\n".join(f"{name} AS (\n{step}\n)" for name, step in self._steps)
        return f"WITH\n{with_}\n{query.strip()}"
