"""Who records a conversation: whoever has a post in a house whose charter has words. Who sees one: those who
spoke or wrote it down, and those who lead the unit."""

from __future__ import annotations

from django.db.models import Q

from shouwen.law.charter.language import Phrase
from shouwen.law.judge.rules.phrase import ENDED, SAID
from shouwen.works.journal import charters
from shouwen.works.journal.models import Fact
from shouwen.works.people.access import Standing, plain_rule, rule


@plain_rule("talk.record")
def _record(stood: Standing, unit: str) -> bool:
    """`talk.record:hall` asks for a unit: who brings in what others said has to lead it."""
    if not any(charters.current().rules_of(Phrase)):
        return False
    return stood.everything or not unit or unit in stood.led_codes


@rule("talk.see", Fact)
def _see(stood: Standing) -> Q:
    spoken = Q(kind__in=(SAID, ENDED))
    return spoken & (Q(staff=stood.username) | Q(by=stood.username) | stood.in_led("unit"))
