"""The maps and charters under examples/, proven on the real logs, and the page that tells of them."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from shouwen.law.charter import load
from shouwen.law.charter.prove import prove
from shouwen.law.facts import Problems
from shouwen.law.facts.maps import load_map, read_log
from shouwen.law.facts.writing import as_record

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "foreign-logs.md"
LOGS = {
    "incidents": "incidents_servicenow/incidents_dev.csv.gz",
    "nyc311": "nyc311/service_requests_dev.csv",
}


@pytest.fixture
def agreement(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    monkeypatch.syspath_prepend(str(ROOT / "examples"))
    import agreement

    yield agreement
    sys.modules.pop("agreement")


@pytest.mark.slow
@pytest.mark.parametrize("name", LOGS)
def test_every_clause_of_an_example_is_proven(name: str) -> None:
    proof = prove(load(ROOT / "examples" / name / "charter"))
    assert {each.standing for each in proof.clauses} == {"proven"}


@pytest.mark.slow
@pytest.mark.parametrize("name", LOGS)
def test_every_row_of_a_real_log_is_read(shared_data: Path, name: str) -> None:
    problems = Problems()
    log_map = load_map(ROOT / "examples" / name / "map.yaml")
    facts = list(read_log([shared_data / LOGS[name]], log_map, "UTC", problems))
    assert problems.found == 0
    assert {fact.kind for fact in facts} == set(load(ROOT / "examples" / name / "charter").facts)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["incidents", "clocks", "nyc311"])
def test_the_page_says_what_the_logs_say(shared_data: Path, agreement: ModuleType, name: str) -> None:
    assert agreement.block(PAGE.read_text("utf-8"), name) == "\n".join(agreement.BLOCKS[name](shared_data))


@pytest.mark.slow
def test_the_usual_limits_are_those_of_the_log(shared_data: Path, agreement: ModuleType) -> None:
    charter = load(ROOT / "examples" / "nyc311" / "charter")
    (limit,) = charter.clauses["1.2"].limit
    written = {sort: float(hours.limit_s) / 3600 for sort, hours in limit.within.steps[0].values.items()}
    assert written == agreement.usual_hours(agreement.nyc_rows(shared_data))


def test_the_worked_example_of_the_page_is_true(tmp_path: Path) -> None:
    blocks = PAGE.read_text("utf-8").split("```")
    log, map_text, stated = (
        next(each for each in blocks[1::2] if mark in each) for mark in ("no,state", "map:", '"kind"')
    )
    (tmp_path / "log.csv").write_text(log.lstrip(), "utf-8")
    (tmp_path / "map.yaml").write_text(map_text.removeprefix("yaml"), "utf-8")
    facts = read_log([tmp_path / "log.csv"], load_map(tmp_path / "map.yaml"), "UTC", Problems())
    records = [as_record(fact, "Asia/Shanghai") for fact in facts]
    expected = [json.loads(line) for line in stated.strip().splitlines()]
    assert [{key: value for key, value in record.items() if key != "id"} for record in records] == expected


@pytest.mark.slow
def test_a_difference_that_nothing_explains_is_an_error(shared_data: Path, agreement: ModuleType) -> None:
    rows = {row["number"]: row for row in agreement.incident_rows(shared_data)}
    facts = agreement.facts_of(shared_data / LOGS["incidents"], "incidents", "UTC")
    wrong = dict.fromkeys(list(rows)[:1], agreement.LATE)
    reading = agreement.Reading("as shipped", "1.1", [])
    with pytest.raises(ValueError, match="no class explains INC0000089"):
        list(
            agreement.compare(
                ROOT / "examples" / "incidents" / "charter", [reading], facts, rows, wrong, facts[-1].at
            )
        )
