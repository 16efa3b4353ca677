"""Whatever the charter and whatever the log, both engines say the same, field by field."""

from __future__ import annotations

import os
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shouwen.law.charter.language import KINDS
from shouwen.law.judge import judge
from shouwen.law.judge.sql import judge as judge_sql
from shouwen.law.judge.sql import lists
from tests.generative.worlds import RULES, World, worlds

EXAMPLES = int(os.environ.get("SHOUWEN_EXAMPLES", "8"))
pytestmark = pytest.mark.slow


SILENT = {"flow", "form", "approval", "org", "principle"}
"""Kinds that give no verdicts."""
RETOLD = {"checklist", "access", "publish", "train", "competence"}
"""Kinds that become rows of those that are made."""
SAID = {"phrase"}
"""Made in test_talks, of what people say."""


def test_every_kind_of_rule_is_made() -> None:
    assert set(RULES) == set(KINDS) - SILENT - RETOLD - SAID


@pytest.mark.parametrize("crowd", [2, 400], ids=["crowds", "lists"])
@pytest.mark.parametrize("key", sorted(RULES))
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_engines_agree(key: str, crowd: int, data: st.DataObject) -> None:
    world: World = data.draw(worlds(must=key))
    said = judge(world.facts, world.charter, world.now)
    with patch.object(lists, "CROWD", crowd):
        by_sql = judge_sql(world.facts, world.charter, world.now)
    assert by_sql.verdicts == said.verdicts
