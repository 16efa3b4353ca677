"""A log made ready for the SQL engine: the same facts and faults whichever way they take."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from shouwen.law.charter import Charter, load
from shouwen.law.facts import Problems, read_facts, write_facts
from shouwen.project.cli.judge import command
from shouwen.project.logfiles import as_they_lie

MONTH = Path(__file__).resolve().parents[3] / "examples" / "power-hall" / "march.jsonl"
ZONE = "Asia/Shanghai"


@pytest.fixture(scope="module")
def charter() -> Charter:
    return load("power-hall")


texts = st.sampled_from(["BX-1", "BX-2", "x", "", " BX", "BX\u3000", "a\nb", "城区", "\x85x"]) | st.none()
rows = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["repair.reported"] * 5 + ["repair", "Repair.reported", ""]) | st.none(),
        "at": st.sampled_from([1_772_582_400_000_000] * 5 + [-(1 << 60), 1 << 60]) | st.none(),
        "subject": texts,
        "id": st.sampled_from(["a", "b", "c", "d"]) | texts,
        "staff": texts,
        "area": st.sampled_from(["urban", "rural", "", None]),
    }
)
SCHEMA = pa.schema(
    [
        (name, pa.int64() if name == "at" else pa.string())
        for name in ("kind", "at", "subject", "id", "staff", "area")
    ]
)


@pytest.mark.slow
@settings(max_examples=80)
@given(log=st.lists(rows, max_size=4))
def test_only_a_log_without_faults_is_judged_as_it_lies(
    charter: Charter, log: list[dict[str, object]]
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.parquet"
        pq.write_table(pa.Table.from_pylist(log, SCHEMA), path)
        quick, careful = Problems(), Problems()
        found = as_they_lie([path], charter, quick)
        facts = list(read_facts([path], ZONE, careful))
    if found is None:
        assert quick == Problems()
        return
    assert (quick.rows, quick.facts) == (careful.rows, careful.facts) == (len(facts), len(facts))
    assert found.kinds == Counter(fact.kind for fact in facts)
    assert found.last_at == max((fact.at for fact in facts), default=0)
    assert [(fact.subject, fact.id, fact.staff) for fact in facts] == [
        (row["subject"], row["id"], row["staff"]) for row in log
    ]


def test_a_log_in_order_is_judged_as_it_lies(charter: Charter, tmp_path: Path) -> None:
    facts = [fact for fact in read_facts([MONTH], ZONE, Problems()) if "kind" not in fact.data]
    write_facts(facts, tmp_path / "log.parquet", ZONE)
    problems = Problems()
    assert as_they_lie([tmp_path / "log.parquet"], charter, problems) is not None
    assert (problems.rows, problems.facts) == (len(facts), len(facts))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["march.jsonl", "march.csv", "march.parquet", "faulty.csv"])
def test_both_engines_tell_the_same(tmp_path: Path, name: str) -> None:
    facts = list(read_facts([MONTH], ZONE, Problems()))
    write_facts(facts, tmp_path / name, ZONE)
    if name == "faulty.csv":
        text = (tmp_path / name).read_text("utf-8")
        (tmp_path / name).write_text(
            text.replace("m05,", "m04,").replace("2026-03-09T", "2026-13-09T"), "utf-8"
        )
    told = {}
    for engine in ("python", "duckdb"):
        arguments = [
            str(tmp_path / name),
            "--charter",
            "power-hall",
            "--engine",
            engine,
            "--now",
            "2026-03-24T10:00",
            "--json",
        ]
        told[engine] = json.loads(CliRunner().invoke(command, arguments).stdout)
        assert told[engine].pop("engine") == engine
    assert told["python"] == told["duckdb"]
    assert bool(told["python"]["problems_found"]) == (name == "faulty.csv")
