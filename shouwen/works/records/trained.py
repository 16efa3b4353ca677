"""Which modules somebody has passed, as the flow machine asks before a step; a plain reading of facts."""

from __future__ import annotations

from collections.abc import Collection

from shouwen.law.charter.registers import Module
from shouwen.law.facts.fact import Fact, read
from shouwen.works.journal import charters, store


def passed_modules(username: str, posts: Collection[str] | None = None) -> frozenset[str]:
    """The modules somebody has passed by the charter's mark, as far as they are asked of these posts (None: any).

    One statement; none where no module is asked of them.
    """
    known = charters.current().modules
    modules = {
        name: module
        for name, module in known.items()
        if posts is None or not set(module.posts).isdisjoint(posts)
    }
    if not modules:
        return frozenset()
    facts = store.select("subject = %s AND kind = 'training.passed'", [f"staff:{username}"])
    named = ((modules.get(read(fact, "module") or ""), fact) for fact in facts)
    return frozenset(module.name for module, fact in named if module and is_passed(module, fact))


def is_passed(module: Module, fact: Fact) -> bool:
    """Whether what was reached in a module is enough."""
    if module.pass_mark is None:
        return True
    mark = fact.data.get("mark")
    return isinstance(mark, int | float) and mark >= module.pass_mark
