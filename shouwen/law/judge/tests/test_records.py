"""The public record, and what a judgement comes to."""

from __future__ import annotations

import json
from pathlib import Path

from shouwen.law.judge import judge
from shouwen.law.judge.records import COLUMNS, points_number, record
from shouwen.law.judge.summary import percentile, summarise
from shouwen.law.judge.tests.packs import at, log, small


def test_a_record_has_every_column_and_is_json(tmp_path: Path) -> None:
    charter = small(tmp_path)
    for verdict in judge(log(), charter, at("13:00")).verdicts:
        written = record(verdict, charter)
        assert tuple(written) == COLUMNS
        assert json.loads(json.dumps(written)) == written


def test_a_record_reads_as_people_count(tmp_path: Path) -> None:
    charter = small(tmp_path)
    late = next(v for v in judge(log(), charter, at("13:00")).verdicts if v.key == "1#limit|j2|f05")
    written = record(late, charter)
    assert written["at"] == "2026-03-02T09:00:00+08:00"
    assert (written["points"], written["money"], written["late_s"]) == (-5, -2000, 300)
    assert (written["cites"], written["evidence"]) == (["S-1"], ["f05", "f08"])
    assert written["version"] == charter.version_text


def test_points_have_decimals_only_where_they_need_them() -> None:
    assert [points_number(each) for each in (-500, -50, 125, 0)] == [-5, -0.5, 1.25, 0]


def test_a_summary_counts_and_names_the_worst(tmp_path: Path) -> None:
    verdicts = judge(log(), small(tmp_path), at("13:00")).verdicts
    arrival = next(each for each in summarise(verdicts) if each.clause == "1")
    assert arrival.counts == {"praised": 1, "breached": 2, "undecided": 1, "overdue": 2, "open": 1}
    assert (arrival.total, arrival.points, arrival.money) == (7, -1850, -8000)
    assert [verdict.late_s for verdict in arrival.worst] == [3600, 2700, 600]
    assert (arrival.median_s, arrival.p95_s) == (3000, 9000)


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([], 50) is None
    assert [percentile([1, 2, 3, 4], percent) for percent in (25, 50, 51, 95, 100)] == [1, 2, 3, 4, 4]
