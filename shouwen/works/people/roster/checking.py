"""Whether the rows of roster files fit the house, the charter and each other, before anything is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from shouwen.law.charter.errors import did_you_mean
from shouwen.words import Words
from shouwen.works.people.models import CODE, Staff, Unit
from shouwen.works.people.roster.sheets import Line, Sheets

_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")  # Excel writes 2026/3/1 whatever was typed
_YES, _NO = {"yes", "y", "true", "1", "是"}, {"no", "n", "false", "0", "否", ""}
_LONGEST = {"code": 40, "name_zh": 80, "name_en": 120, "kind": 40, "name": 80, "path": 400}  # as models.py


@dataclass(frozen=True, slots=True)
class Held:
    """A post that a row gives; what the file leaves open is None."""

    code: str
    unit: str
    post: str
    from_on: date | None
    leads: bool | None


@dataclass(slots=True)
class Roster:
    """What the files say: rows of units by code, first rows of people by code, and the posts they hold."""

    units: dict[str, Line] = field(default_factory=dict)
    people: dict[str, Line] = field(default_factory=dict)
    posts: list[Held] = field(default_factory=list)
    faults: list[Words] = field(default_factory=list)


def check(sheets: Sheets, posts: Collection[str]) -> Roster:
    """Everything the files say, with all that is wrong in it; `posts` are those of the charter."""
    roster = Roster()
    parents = dict(Unit.objects.values_list("code", "parent__code"))
    for code in sheets.left_out:
        parents.setdefault(code, None)
    for row in sheets.units:
        _unit(row, roster, parents)
    for row in roster.units.values():
        _place_in_tree(row, parents, roster)
    _staff(sheets, roster, set(parents), posts)
    return roster


# -- units


def _unit(row: Line, roster: Roster, parents: dict[str, str | None]) -> None:
    _code(row, roster)
    _lengths(row, ("name_zh", "name_en", "kind"), roster)
    if first := roster.units.get(row["code"]):
        what = Words(
            f"单位「{row['code']}」已在 {first.place} 列出",
            f"unit '{row['code']}' stands in {first.place} already",
        )
        roster.faults.append(row.fault("code", what, _ONE_ROW))
        return
    roster.units[row["code"]] = row
    if "parent" in row:
        parents[row["code"]] = row["parent"] or None
    else:
        parents.setdefault(row["code"], None)


def _place_in_tree(row: Line, parents: Mapping[str, str | None], roster: Roster) -> None:
    """The parent exists, is not below the unit itself, and the way from the root is not too long."""
    code, above = row["code"], parents[row["code"]]
    if above is not None and above not in parents:
        roster.faults.append(_unknown_unit(row, "parent", above, parents))
        return
    way = [code]
    while above is not None and above not in way:
        way.append(above)
        above = parents.get(above)
    if above == code:
        what = Words(f"单位「{code}」成了自己的下级", f"unit '{code}' would stand below itself")
        mend = Words("请改正上级单位，最上级留空", "mend the parent; it is empty at the root")
        roster.faults.append(row.fault("parent", what, mend))
    elif len("/".join(way)) + 2 > _LONGEST["path"]:
        what = Words("层级太深", "stands too deep in the tree")
        mend = Words("请减少层级，或缩短各级代码", "use fewer levels or shorter codes")
        roster.faults.append(row.fault("parent", what, mend))


def _unknown_unit(row: Line, column: str, code: str, known: Collection[str]) -> Words:
    otherwise = Words("请在单位文件中补上这个单位", "add the unit to the file of units")
    what = Words(f"没有单位「{code}」", f"there is no unit '{code}'")
    return row.fault(column, what, did_you_mean(code, known, otherwise))


# -- staff


def _staff(sheets: Sheets, roster: Roster, units: Collection[str], posts: Collection[str]) -> None:
    active = dict(Staff.objects.values_list("username", "is_active"))
    known = set(active) | {row["code"] for row in sheets.staff} | sheets.left_out
    cased = {code.casefold(): code for code in active}
    places: dict[tuple[str, str, str], Line] = {}
    for row in sheets.staff:
        _person(row, roster, known)
        code = row["code"]
        if active.get(code) is False:
            what = Words(f"「{code}」已停用", f"'{code}' has been ended")
            mend = Words(
                f"请删去该行；如已复职，先运行 shouwen people end {code} --undo",
                f"remove the row or, if they are back, run `shouwen people end {code} --undo` first",
            )
            roster.faults.append(row.fault("code", what, mend))
        if (other := cased.setdefault(code.casefold(), code)) != code:
            what = Words(f"与「{other}」只差大小写", f"differs from '{other}' only in capitals")
            mend = Words(
                "登录时无法区分，请统一写法或另取代码",
                "sign-in cannot tell them apart: write it alike, or choose another",
            )
            roster.faults.append(row.fault("code", what, mend))
        if row["unit"] not in units:
            roster.faults.append(_unknown_unit(row, "unit", row["unit"], units))
        if row["post"] not in posts:
            otherwise = Words(f"可用的岗位：{'、'.join(posts)}", f"it has: {', '.join(posts)}")
            what = Words(f"规范中没有岗位「{row['post']}」", f"the charter knows no post '{row['post']}'")
            roster.faults.append(row.fault("post", what, did_you_mean(row["post"], posts, otherwise)))
        _posting(row, roster, places)


def _person(row: Line, roster: Roster, known: Collection[str]) -> None:
    _code(row, roster)
    _lengths(row, ("name",), roster)
    code = row["code"]
    first = roster.people.setdefault(code, row)
    if "supervisor" in row and "supervisor" not in first:
        first = roster.people[code] = row
    for column in ("name", "supervisor"):
        if column in row and column in first and row[column] != first[column]:
            what = Words(
                f"「{code}」在 {first.place} 写的是「{first[column]}」，这里是「{row[column]}」",
                f"'{code}' has '{first[column]}' in {first.place} and '{row[column]}' here",
            )
            roster.faults.append(row.fault(column, what, Words("请写成一致", "write the same in both rows")))
    chief = row.get("supervisor")
    if chief and chief == code:
        what = Words("不能是自己的主管", "nobody is their own supervisor")
        mend = Words("请填写上级的代码，或留空", "name somebody else, or leave it empty")
        roster.faults.append(row.fault("supervisor", what, mend))
    elif chief and chief not in known:
        otherwise = Words(
            "请在人员文件中补上此人，或留空", "add them to the file of staff, or leave it empty"
        )
        what = Words(f"没有人员「{chief}」", f"there is nobody with the code '{chief}'")
        roster.faults.append(row.fault("supervisor", what, did_you_mean(chief, known, otherwise)))


def _posting(row: Line, roster: Roster, places: dict[tuple[str, str, str], Line]) -> None:
    key = (row["code"], row["unit"], row["post"])
    if first := places.get(key):
        what = Words(
            f"同一人在同一单位的同一岗位已在 {first.place} 列出",
            f"the same post in the same unit stands in {first.place} already",
        )
        roster.faults.append(row.fault(None, what, _ONE_ROW))
        return
    places[key] = row
    roster.posts.append(Held(*key, from_on=_day(row, roster), leads=_leads(row, roster)))


def _day(row: Line, roster: Roster) -> date | None:
    text = row.get("from_on")
    if not text:
        return None
    try:
        if found := _DAY.fullmatch(text):
            return date(*map(int, found.groups()))
    except ValueError:
        pass  # the 30th of February is told like every other day that is none
    what = Words(f"「{text}」不是日期", f"'{text}' is no day")
    roster.faults.append(row.fault("from_on", what, Words("请写成 2026-03-01", "write it as 2026-03-01")))
    return None


def _leads(row: Line, roster: Roster) -> bool | None:
    if "leads" not in row:
        return None
    text = row["leads"].casefold()
    if text not in _YES | _NO:
        what = Words(f"「{row['leads']}」既不是“是”也不是“否”", f"'{row['leads']}' is neither yes nor no")
        roster.faults.append(row.fault("leads", what, Words("请填写 yes 或 no（是或否）", "write yes or no")))
    return text in _YES


# -- both


_ONE_ROW = Words("请只保留一行", "keep one of the rows")


def _code(row: Line, roster: Roster) -> None:
    if not re.fullmatch(CODE, row["code"]):
        what = Words(f"「{row['code']}」不能作代码", f"'{row['code']}' is no code")
        mend = Words(
            "代码以字母或数字开头，只含字母、数字、点、下划线和连字符",
            "a code begins with a letter or digit and holds only letters, digits, dots, underscores and hyphens",
        )
        roster.faults.append(row.fault("code", what, mend))
    _lengths(row, ("code",), roster)


def _lengths(row: Line, columns: Collection[str], roster: Roster) -> None:
    for column in columns:
        if column in row and len(row[column]) > _LONGEST[column]:
            what = Words(f"超过 {_LONGEST[column]} 个字", f"is longer than {_LONGEST[column]} letters")
            roster.faults.append(row.fault(column, what, Words("请缩短", "shorten it")))
