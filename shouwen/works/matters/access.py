"""Who sees a matter, who acts on it, and who may pass it on."""

from __future__ import annotations

from django.db.models import Q

from shouwen.works.journal import charters
from shouwen.works.matters.models import Matter
from shouwen.works.people.access import NOTHING, Standing, plain_rule, rule


def _mine(stood: Standing) -> Q:
    """In my hands, or taken in by me and still with whoever took it in."""
    return Q(holder_id=stood.staff_id) | Q(taken_in_by_id=stood.staff_id, handed_on=False)


def _by_unit(stood: Standing) -> Q:
    """The unit that holds it, and the unit that took it in: whoever the customer asks again can answer."""
    return stood.in_units("unit_id") | stood.in_units("taken_in_unit_id") | Q(taken_in_by_id=stood.staff_id)


@rule("matter.see", Matter)
@rule("matter.step", Matter)
def seen(stood: Standing) -> Q:
    """By the tree of units; by the posts of `who_sees` where the charter names them, then by nobody else."""
    named = {name: set(flow.who_sees) for name, flow in charters.current().flows.items() if flow.who_sees}
    theirs = sorted(name for name, posts in named.items() if posts & stood.posts)
    by_post = Q(flow__in=theirs) if theirs else NOTHING
    by_unit = Q(confidential=False) & _by_unit(stood)
    if named:
        by_unit &= ~Q(flow__in=sorted(named))
    return by_unit | by_post | _mine(stood)


@rule("matter.hand_over", Matter)
def _passed_on(stood: Standing) -> Q:
    """By whoever holds it, the unit that holds it and its leaders; a confidential one by who may see it."""
    return seen(stood) & (Q(confidential=True) | stood.in_units("unit_id") | _mine(stood))


@plain_rule("matter.open")
def _opened(stood: Standing, flow: str) -> bool:
    """By the posts of a step the flow may start with; without a flow: of any flow."""
    flows = charters.current().flows
    chosen = [flows[flow]] if flow in flows else [] if flow else list(flows.values())
    return any(stood.posts & set(each.steps[step].who) for each in chosen for step in each.start)
