"""Whatever stands in a pack, loading it gives a charter or CharterErrors, never another exception."""

from __future__ import annotations

import copy
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shouwen.law.charter import CharterErrors, load
from shouwen.law.charter.source import read
from shouwen.law.charter.tests.packs import HEADER, SMALL

FILES = ("charter.yaml", "1-complaints.yaml", "2-measures.yaml")
DATA: dict[str, Any] = {name: read(name, (SMALL / name).read_bytes()).data for name in FILES}
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
    st.sampled_from(
        [
            "",
            "any",
            "1wd",
            "same day",
            "2026-02-30",
            "08:00",
            "-k",
            "((",
            "$promptly",
            "$unset",
            "$x",
            "99999999y",
            "0s",
        ]
    ),
)
TREES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)
RELAXED = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def outcome(files: dict[str, bytes]) -> None:
    """Load a pack of these files; anything but a charter or CharterErrors fails the test."""
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            (Path(folder) / name).write_bytes(content)
        try:
            load(folder)
        except CharterErrors as found:
            assert found.errors
            assert all(error.place.line >= 1 and error.what.zh and error.mend.en for error in found.errors)
            assert str(found)


@pytest.mark.slow
@RELAXED
@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))
)
def test_bytes(content: bytes) -> None:
    outcome({"charter.yaml": HEADER.encode(), "chapter.yaml": content})
    outcome({"charter.yaml": content})


@pytest.mark.slow
@RELAXED
@given(st.text(alphabet="-:#{}[]&*!|>'\"%@` \n\tab1,?~$", max_size=120))
def test_signs_of_yaml(content: str) -> None:
    outcome({"charter.yaml": HEADER.encode(), "chapter.yaml": content.encode()})


@pytest.mark.slow
@RELAXED
@given(st.data())
def test_one_place_of_a_good_pack_replaced(draw: st.DataObject) -> None:
    data = copy.deepcopy(DATA)
    name = draw.draw(st.sampled_from(FILES))
    here: Any = data[name]
    while True:
        key = draw.draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))
        below = here[key]
        if not isinstance(below, dict | list) or not below or draw.draw(st.integers(0, 5)) == 0:
            break
        here = below
    action = draw.draw(st.sampled_from(["replace", "remove", "rename"]))
    if action == "replace":
        here[key] = draw.draw(TREES)
    elif action == "remove" or isinstance(here, list):
        del here[key]
    else:
        here[draw.draw(st.text(max_size=8))] = here.pop(key)
    outcome({name: yaml.safe_dump(content, allow_unicode=True).encode() for name, content in data.items()})


@pytest.mark.slow
@RELAXED
@given(st.text(max_size=20))
def test_any_name(name: str) -> None:
    try:
        load(name)
    except CharterErrors as found:
        assert found.errors
