"""Who may bring in facts from other systems: who leads the unit they speak of; without a unit, the whole house."""

from __future__ import annotations

from shouwen.works.people.access import Standing, plain_rule


@plain_rule("fact.record")
def _brought_in(stood: Standing, unit: str) -> bool:
    """`fact.record:hall` asks for a unit; `fact.record` whether the person may bring in anything at all."""
    return stood.everything or (unit in stood.led_codes if unit else bool(stood.leads))
