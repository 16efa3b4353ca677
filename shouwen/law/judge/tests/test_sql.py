"""The SQL engine reads a log as files have it, and says what it cannot read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

from shouwen.law.charter import Charter
from shouwen.law.facts import Fact, write_facts
from shouwen.law.judge import Judgement, judge
from shouwen.law.judge.sql import judge as judge_sql
from shouwen.law.judge.sql import judge_table
from shouwen.law.judge.sql.engine import verdicts_of
from shouwen.law.judge.tests.packs import at, log, small

pytestmark = pytest.mark.slow
NOW = "2026-04-01T00:00"


@pytest.fixture
def charter(tmp_path: Path) -> Charter:
    return small(tmp_path)


def test_a_parquet_file_is_judged_as_its_facts_are(charter: Charter, tmp_path: Path) -> None:
    write_facts(log(), tmp_path / "log.parquet", charter.zone)
    table = judge_table(tmp_path / "log.parquet", charter, at(NOW))
    assert Judgement.of(verdicts_of(table, charter)) == judge(log(), charter, at(NOW))


def test_several_files_with_different_columns_are_one_log(charter: Charter, tmp_path: Path) -> None:
    facts = log()
    write_facts(facts[::2], tmp_path / "1.parquet", charter.zone)
    write_facts(facts[1::2], tmp_path / "2.parquet", charter.zone)
    table = judge_table(sorted(tmp_path.glob("*.parquet")), charter, at(NOW))
    assert Judgement.of(verdicts_of(table, charter)) == judge(facts, charter, at(NOW))


def test_the_order_of_the_log_does_not_matter(charter: Charter) -> None:
    assert judge_sql(reversed(log()), charter, at(NOW)) == judge(log(), charter, at(NOW))


def test_an_id_counts_once_however_often_it_comes(charter: Charter) -> None:
    other = [replace(fact, unit="w", at=fact.at + 1) for fact in log()]
    assert judge_sql([*other, *log(), *log()], charter, at(NOW)) == judge(log(), charter, at(NOW))


def test_facts_that_differ_under_one_id_are_settled_alike(charter: Charter) -> None:
    twins = [replace(fact, unit="a", data={**fact.data, "area": "rural"}) for fact in log()]
    said = judge([*twins, *log()], charter, at(NOW))
    assert said == judge([*log(), *twins], charter, at(NOW))
    assert judge_sql([*log(), *twins], charter, at(NOW)) == said


def test_no_facts_give_no_verdicts(charter: Charter) -> None:
    assert judge_sql([], charter, at(NOW)).verdicts == ()


@pytest.mark.parametrize("value", [1, 1.0, 2.5, True, "1", "", None, 1e20, 1e-7, float("1e22")])
def test_typed_columns_are_compared_by_canonical_text(charter: Charter, value: float | str | None) -> None:
    facts = [Fact("job.opened", at("08:00"), "j", "f1", data={"area": value})]
    plain = judge(facts, charter, at("12:00"))
    columns = {"kind": ["job.opened"], "at": [at("08:00")], "subject": ["j"], "id": ["f1"], "area": [value]}
    table = judge_table(pa.table(columns), charter, at("12:00"))
    assert Judgement.of(verdicts_of(table, charter)) == plain


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"kind": ["a.b"], "at": [1], "id": ["f"]}, "no column 'subject'"),
        ({"kind": ["a.b"], "subject": ["s"], "id": ["f"]}, "a column 'at'"),
        ({"kind": ["a.b"], "subject": ["s"], "id": ["f"], "at": ["2026-03-02"]}, "not VARCHAR"),
    ],
)
def test_what_cannot_be_read_is_told(charter: Charter, columns: dict[str, list[object]], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        judge_table(pa.table(columns), charter, at(NOW))
