"""`shouwen people` as an operator uses it: a house is staffed from files, all of it or nothing."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from django.test import Client
from django.utils import timezone

from shouwen.project import prepare
from shouwen.project.cli import main
from shouwen.works.people.actions import staff_of_key
from shouwen.works.people.models import Posting, Staff, Token, Unit

pytestmark = pytest.mark.django_db

UNITS = """\
code,name_zh,name_en,parent,kind
hall,东厅,East Hall,town,hall
town,青禾公司,Qinghe,,company
crew,抢修班,Crew,town,crew
"""
STAFF = """\
code,name,unit,post,from_on,supervisor,leads
clerk1,麦小满,hall,clerk,2026-03-01,boss,
boss,苗谷雨,hall,supervisor,2026/3/1,,yes
boss,苗谷雨,crew,crew-leader,2026-03-01,,否
fitter,桑立夏,crew,crew,,boss,no
"""


class Office:
    """Files of units and staff, loaded as the operator would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.units, self.staff = folder / "units.csv", folder / "staff.csv"
        self.units.write_text(UNITS)
        self.staff.write_text(STAFF)

    def load(self, *options: object) -> Result:
        return call("load", self.units, self.staff, *options)

    def mend(self, old: str, new: str) -> None:
        for file in (self.units, self.staff):
            file.write_text(file.read_text().replace(old, new))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.fixture
def loaded(office: Office) -> Office:
    assert office.load().exit_code == 0
    return office


def call(*arguments: object, typed: str | None = None) -> Result:
    done = CliRunner().invoke(main, ["people", *map(str, arguments)], input=typed)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done


def listed() -> dict[str, list[dict[str, object]]]:
    done = call("list", "--json")
    found: dict[str, list[dict[str, object]]] = json.loads(done.stdout)
    return found


def rows() -> tuple[int, int, int]:
    return Unit.objects.count(), Staff.objects.count(), Posting.objects.count()


# -- load


def test_what_was_loaded_is_what_is_listed(office: Office) -> None:
    done = office.load()
    assert (done.exit_code, done.stderr) == (0, "")
    assert "units added: 3, people added: 3, postings added: 4." in done.stdout
    house = listed()
    assert [(unit["code"], unit["parent"]) for unit in house["units"]] == [
        ("town", None),
        ("crew", "town"),
        ("hall", "town"),
    ]
    assert Unit.objects.get(code="hall").path == "/town/hall/"
    boss, clerk, fitter = house["people"]
    posting = {"unit": "hall", "post": "supervisor", "leads": True, "from_on": "2026-03-01", "until_on": None}
    assert boss["postings"] == [posting, {**posting, "unit": "crew", "post": "crew-leader", "leads": False}]
    assert (clerk["name"], clerk["supervisor"], clerk["has_password"]) == ("麦小满", "boss", False)
    assert fitter["postings"][0]["from_on"] == timezone.localdate().isoformat()  # type: ignore[index]


def test_loaded_again_nothing_changes(loaded: Office) -> None:
    before = listed()
    done = loaded.load("--end-missing")
    assert (done.exit_code, done.stdout) == (0, "没有变化。\nNothing to change.\n")
    assert listed() == before


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("东厅", "东街厅", "hall (name_zh)"),
        ("East Hall,town,hall", "East Hall,crew,hall", "hall (parent)"),
        ("hall,东厅,East Hall,town", "hall,东厅,East Hall,", "hall (parent)"),
        ("麦小满", "麦满", "clerk1 (name)"),
        ("2026-03-01,boss", "2026-03-02,boss", "clerk1 clerk @hall (from_on)"),
        ("2026-03-01,boss", "2026-03-01,fitter", "clerk1 (supervisor)"),
        ("2026/3/1,,yes", "2026/3/1,,", "boss supervisor @hall (leads)"),
    ],
)
def test_a_changed_row_mends_that_and_nothing_else(loaded: Office, old: str, new: str, told: str) -> None:
    loaded.mend(old, new)
    counts = rows()
    done = loaded.load()
    assert done.exit_code == 0, done.stderr
    assert [line.partition(": ")[2] for line in done.stdout.splitlines()[:-2]] == [told]
    assert rows() == counts
    assert "Nothing to change." in loaded.load().stdout


def test_two_units_may_change_places_with_all_below_them(loaded: Office) -> None:
    loaded.units.write_text("code,name_zh,name_en,parent\nhall,东厅,East Hall,\ntown,青禾公司,Qinghe,hall\n")
    assert loaded.load().exit_code == 0
    paths = dict(Unit.objects.values_list("code", "path"))
    assert paths == {"hall": "/hall/", "town": "/hall/town/", "crew": "/hall/town/crew/"}
    assert Unit.objects.get(code="hall").kind == "hall"  # the file has no such column


def test_a_removed_posting_ends_only_when_that_is_asked_for(loaded: Office) -> None:
    loaded.mend("boss,苗谷雨,crew,crew-leader,2026-03-01,,否\n", "")
    assert "Nothing to change." in loaded.load().stdout
    done = loaded.load("--end-missing")
    assert "终止任岗 ended: boss crew-leader @crew" in done.stdout
    assert Posting.objects.get(post="crew-leader").until_on == timezone.localdate()
    assert "Nothing to change." in loaded.load("--end-missing").stdout


def test_a_posting_that_has_not_begun_is_taken_back(loaded: Office) -> None:
    later = timezone.localdate() + timedelta(days=9)
    loaded.mend("桑立夏,crew,crew,,", f"桑立夏,crew,crew,{later},")
    loaded.load()
    loaded.mend(f"fitter,桑立夏,crew,crew,{later},boss,no\n", "")
    loaded.load("--end-missing")
    assert not Posting.objects.filter(staff__username="fitter").exists()


def test_a_posting_that_comes_back_goes_on(loaded: Office) -> None:
    Posting.objects.filter(post="clerk").update(until_on=timezone.localdate() - timedelta(days=3))
    assert "clerk1 clerk @hall (until_on)" in loaded.load().stdout
    loaded.mend("2026-03-01,boss", ",boss")
    Posting.objects.filter(post="clerk").update(until_on=timezone.localdate() - timedelta(days=3))
    assert "postings added: 1." in loaded.load().stdout


def test_a_dry_run_tells_and_changes_nothing(office: Office) -> None:
    done = office.load("--dry-run")
    assert "postings added: 4 (dry run, nothing written)." in done.stdout
    assert rows() == (0, 0, 0)


def test_files_of_excel_in_chinese_are_read(office: Office) -> None:
    office.units.write_bytes(UNITS.encode("gb18030"))
    office.staff.write_bytes(STAFF.replace(",", "\t").encode("utf-16"))
    done = office.load()
    assert done.exit_code == 0 and "was read as GB18030" in done.stderr
    assert (
        Unit.objects.get(code="hall").name_zh == "东厅"
        and Staff.objects.get(username="boss").name == "苗谷雨"
    )


# -- what is wrong with files

POSTS = "clerk, hotline, crew, crew-leader, supervisor, station-head, department, discipline, manager, guide, cashier, reader"
CLERK = "clerk1,麦小满,hall,clerk,2026-03-01,boss,"
WRONG = [
    ("units.csv:1: nmae_en: there is no column 'nmae_en'; did you mean 'name_en'?", "name_en", "nmae_en"),
    ("units.csv:1: name_en: the column is missing; add it to the header.", "name_en", "nmae_en"),
    ("units.csv:1: the header names code twice; rename or remove one", "name_en", "code"),
    ("units.csv:2: name_en: nothing is filled in; fill it in.", "East Hall", ""),
    (
        "units.csv:2: code: 'ha ll' is no code; a code begins with a letter or digit",
        "hall,东厅",
        "ha ll,东厅",
    ),
    ("units.csv:2: name_zh: is longer than 80 letters; shorten it.", "东厅", "厅" * 81),
    ("units.csv:4: code: unit 'hall' stands in {}/units.csv:2 already; keep one", "crew,抢", "hall,抢"),
    (
        "units.csv:2: parent: there is no unit 'towm'; did you mean 'town'?",
        "East Hall,town",
        "East Hall,towm",
    ),
    (
        "units.csv:3: parent: unit 'town' would stand below itself; mend the parent",
        "Qinghe,,",
        "Qinghe,hall,",
    ),
    ("units.csv:2: has 6 values under 5 columns; check the delimiters", "East Hall", "East,Hall"),
    ("units.csv:2: its quotation marks do not match", "East Hall", '"East"ern" Hall'),
    ("staff.csv:2: name: nothing is filled in", CLERK, CLERK.replace("麦小满", "")),
    ("staff.csv:2: unit: there is no unit 'halls'; did you mean 'hall'?", "麦小满,hall", "麦小满,halls"),
    ("staff.csv:2: post: the charter knows no post 'clrk'; did you mean 'clerk'?", "hall,clerk", "hall,clrk"),
    (f"staff.csv:2: post: the charter knows no post '2'; it has: {POSTS}.", "hall,clerk", "hall,2"),
    (
        "staff.csv:2: from_on: '2026-02-30' is no day; write it as 2026-03-01.",
        "clerk,2026-03-01",
        "clerk,2026-02-30",
    ),
    ("staff.csv:2: from_on: '1.3.26' is no day", "clerk,2026-03-01", "clerk,1.3.26"),
    ("staff.csv:5: leads: 'maybe' is neither yes nor no; write yes or no.", "boss,no", "boss,maybe"),
    (
        "staff.csv:2: supervisor: there is nobody with the code 'bos'; did you mean 'boss'?",
        "01,boss,",
        "01,bos,",
    ),
    ("staff.csv:2: supervisor: nobody is their own supervisor; name somebody else", "01,boss,", "01,clerk1,"),
    ("staff.csv:4: name: 'boss' has '苗谷雨' in {}/staff.csv:3 and '苗雨' here", "苗谷雨,crew", "苗雨,crew"),
    (
        "staff.csv:3: the same post in the same unit stands in {}/staff.csv:2 already",
        "boss,苗谷雨,hall,supervisor,2026/3/1,,yes",
        CLERK,
    ),
    ("staff.csv:5: code: differs from 'boss' only in capitals; sign-in cannot", "fitter,桑", "Boss,桑"),
]


@pytest.mark.parametrize(("told", "old", "new"), WRONG, ids=[told[:50] for told, *_ in WRONG])
def test_each_fault_is_told_with_line_column_and_cure_and_nothing_is_loaded(
    office: Office, told: str, old: str, new: str
) -> None:
    assert old in UNITS + STAFF
    office.mend(old, new)
    done = office.load()
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"{office.folder}/{told.format(office.folder)}" in done.stderr
    assert "nothing was loaded." in done.stderr and rows() == (0, 0, 0)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (None, "cannot be read (No such file or directory)"),
        (b"", "the file holds no row; export it again"),
        (b"code,name,unit,post\n,,,\n", "the file holds no row"),
        (b"PK\x03\x04\x14\x00", "is an Excel workbook and no CSV file; save it in Excel as 'CSV UTF-8'"),
        (
            b"code,name,unit,post\nx,\x81\xff,hall,clerk\n",
            "staff.csv:2: name: holds signs that cannot be read",
        ),
    ],
)
def test_a_file_that_is_none_is_told_with_its_cure(office: Office, content: bytes | None, told: str) -> None:
    office.staff.unlink()
    if content is not None:
        office.staff.write_bytes(content)
    done = office.load()
    assert done.exit_code == 2 and told in done.stderr and rows() == (0, 0, 0)


def test_all_faults_of_all_files_are_told_at_once_and_none_that_only_follows(office: Office) -> None:
    office.mend("East Hall", "")
    office.mend("fitter,桑立夏,crew,crew", "fitter,桑立夏,crew,crow")
    done = office.load()
    assert "units.csv:2: name_en" in done.stderr and "staff.csv:5: post" in done.stderr
    assert "共 2 处要改，没有装入任何内容。\n2 to mend; nothing was loaded.\n" in done.stderr


def test_one_bad_row_keeps_a_loaded_house_as_it_was(loaded: Office) -> None:
    before = listed()
    loaded.mend("东厅", "西厅")
    loaded.mend("boss,no", "boss,maybe")
    assert loaded.load("--end-missing").exit_code == 2
    assert listed() == before


def test_ending_the_missing_needs_a_file_of_staff(loaded: Office) -> None:
    done = call("load", loaded.units, "--end-missing")
    assert done.exit_code == 2 and "--end-missing needs a file of staff" in done.stderr
    assert not Posting.objects.filter(until_on__isnull=False).exists()


# -- passwords, keys, endings


def test_a_generated_password_is_printed_once_and_opens_the_door(loaded: Office, client: Client) -> None:
    done = call("password", "clerk1", "--generate")
    password = done.stdout.strip()
    assert client.login(username="clerk1", password=password)
    assert password not in done.stderr and call("password", "clerk1", "--generate").stdout.strip() != password


def test_a_typed_password_is_asked_for_twice_and_weighed(loaded: Office, client: Client) -> None:
    weak = call("password", "clerk1", typed="clerk1\nclerk1\n")
    assert weak.exit_code == 2 and "密码不足 8 个字符" in weak.stderr
    assert "the password is too much like the code or name" in weak.stderr
    assert not Staff.objects.get(username="clerk1").has_usable_password()
    done = call("password", "clerk1", typed="plum-rain-41\nplum-rain-41\n")
    assert done.exit_code == 0 and "plum-rain-41" not in done.output
    assert client.login(username="clerk1", password="plum-rain-41")


def test_a_key_is_printed_alone_opens_the_api_and_ends(loaded: Office, client: Client) -> None:
    key = call("key", "clerk1", "--name", "exchange").stdout.strip()
    assert client.get("/api/me", headers={"Authorization": f"Bearer {key}"}).status_code == 200
    other = call("key", "clerk1").stdout.strip()
    refused = call("key", "clerk1", "--end", "--name", "exchang")
    assert refused.exit_code == 2 and "there is: api, exchange." in refused.stderr
    assert call("key", "clerk1", "--end", "--name", "exchange").exit_code == 0
    assert staff_of_key(key) is None and staff_of_key(other) is not None
    call("key", "clerk1", "--end")
    assert not Token.objects.exists()


def test_who_is_ended_has_neither_post_nor_key_nor_entrance(loaded: Office, client: Client) -> None:
    password, key = (
        call(*words).stdout.strip() for words in (("password", "boss", "--generate"), ("key", "boss"))
    )
    client.login(username="boss", password=password)
    assert client.get("/").status_code == 200
    done = call("end", "boss")
    assert "'boss' signs in no more; postings ended: 2." in done.stdout
    assert client.get("/").status_code == 302 and not client.login(username="boss", password=password)
    assert staff_of_key(key) is None
    assert not Posting.objects.filter(staff__username="boss", until_on=None).exists()
    for refused in (call("password", "boss", "--generate"), call("key", "boss")):
        assert refused.exit_code == 2 and "shouwen people end boss --undo" in refused.stderr


def test_an_old_file_does_not_bring_back_who_was_ended(loaded: Office) -> None:
    call("end", "clerk1")
    done = loaded.load()
    assert done.exit_code == 2 and "staff.csv:2: code: 'clerk1' has been ended; remove the row" in done.stderr
    assert call("end", "clerk1", "--undo").exit_code == 0
    assert "clerk1 clerk @hall (until_on)" in loaded.load().stdout


@pytest.mark.parametrize("words", [("end",), ("key",), ("key", "--end"), ("password", "--generate")])
def test_an_unknown_code_is_told_with_the_one_that_was_meant(loaded: Office, words: tuple[str, ...]) -> None:
    done = call(*words, "clerk2")
    assert done.exit_code == 2 and "nobody with the code 'clerk2'; did you mean 'clerk1'?" in done.stderr


def test_the_list_tells_posts_and_who_has_no_password(loaded: Office) -> None:
    lines = call("list").stdout.splitlines()
    assert lines[0].split("\t")[:5] == ["code", "name", "unit", "post", "leads"]
    first = "boss 苗谷雨 hall supervisor ✓ 2026-03-01".split()
    assert lines[1].split("\t") == [*first, "", "", "no password 未设密码"]
    assert len(lines) == 5


# -- the first start


def test_a_house_without_anybody_says_how_to_begin(
    office: Office, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare.say_how_to_begin()
    assert "shouwen people load units.csv staff.csv" in capsys.readouterr().out
    office.load()
    prepare.say_how_to_begin()
    assert capsys.readouterr().out == ""
