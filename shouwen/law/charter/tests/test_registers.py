"""What several clauses say of one sheet, notice, module, quality, keeper or body is joined, and checked together."""

from __future__ import annotations

from pathlib import Path

import pytest

from shouwen.law.charter import load
from shouwen.law.charter.tests.packs import errors, write

SHEET = "checklist: {sheet: look, title: {zh: 仪容, en: Look}, posts: crew, items: {badge: {zh: 工牌, en: Badge}}}"
MORE = (
    "checklist: {sheet: look, posts: head, moment: case, follow_up: 1d, items: {shoes: {zh: 鞋, en: Shoes}}}"
)
NOTICE = "publish: {item: rates, title: {zh: 价费, en: Rates}, at: [board, wall], parts: {table: {zh: 表, en: Table}}}"
TOLD = "publish: {item: safety, title: {zh: 安全, en: Safety}, told: {after: repair.arrived}}"
MODULE = "train: {module: safety, title: {zh: 安全, en: Safety}, for: crew, pass: 60}"
QUALITY = "competence: {qualities: {calm: {zh: 冷静, en: Calm}}, for: crew, every: quarter}"
KEEPER = "assign: {keeper: {of: {box: {zh: 便民箱, en: Box}}}}"
BODY = "org: {body: group, title: {zh: 小组, en: Group}, head: head, duties: {a: {zh: 甲, en: A}}}"
DUTY = "org: {body: group, members: [crew], duties: {b: {zh: 乙, en: B}}}"


def test_a_sheet_is_the_union_of_its_clauses(tmp_path: Path) -> None:
    sheet = load(write(tmp_path, SHEET, MORE)).sheets["look"]
    assert (sheet.title.en, sheet.posts, sheet.moment) == ("Look", ("crew", "head"), "case")
    assert {key: (item.clause, item.posts) for key, item in sheet.items.items()} == {
        "badge": ("1", ("crew",)),
        "shoes": ("2", ("head",)),
    }
    assert str(sheet.items["badge"].follow_up) == "3d"


def test_every_part_of_a_notice_is_an_item(tmp_path: Path) -> None:
    notices = load(write(tmp_path, NOTICE, TOLD)).notices
    assert list(notices) == ["rates.table", "safety"]
    assert (notices["rates.table"].at, notices["rates.table"].told) == (("board", "wall"), False)
    assert (notices["safety"].after, notices["safety"].told) == (("repair.arrived",), True)


def test_modules_qualities_keepers_and_bodies_are_joined(tmp_path: Path) -> None:
    other = QUALITY.replace("for: crew", "for: head")
    charter = load(write(tmp_path, MODULE, QUALITY, other, KEEPER, BODY, DUTY, "principle: {receipt: true}"))
    assert charter.modules["safety"].pass_mark == 60
    assert charter.qualities["calm"].posts == ("crew", "head")
    assert charter.qualities["calm"].clauses == ("2", "3")
    assert charter.keepers["box"].clause == "4"
    group = charter.bodies["group"]
    assert (group.roles("head"), group.roles("crew")) == (("head",), ("member",))
    assert list(group.duties) == ["a", "b"]
    assert charter.principles["7"].receipt


def test_the_language_declares_its_facts_and_the_header_adds_to_them(tmp_path: Path) -> None:
    header = (write(tmp_path / "plain", SHEET) / "charter.yaml").read_text(encoding="utf-8")
    header += (
        "  item.ticked: {title: {zh: 查, en: Looked at}, data: {shift: {type: text}, result: {type: text}}}\n"
    )
    kind = load(write(tmp_path / "more", SHEET, header=header)).facts["item.ticked"]
    assert kind.title.en == "Looked at"
    assert kind.data["shift"].type == "text"
    assert kind.data["result"].type == "choice"
    assert "item.ticked" not in load(write(tmp_path / "none", NOTICE)).facts


@pytest.mark.parametrize(
    ("clauses", "what"),
    [
        (
            (SHEET, MORE.replace("shoes", "badge")),
            "the item 'badge' of the sheet 'look' is laid down by clause 1",
        ),
        (
            (SHEET, SHEET.replace("badge", "shoes")),
            "title of the sheet 'look' is laid down by clause 1 already",
        ),
        ((MORE,), "'look' has no title"),
        ((SHEET.replace(", posts: crew", ""),), "says neither whom nor what it inspects"),
        ((SHEET.replace("posts: crew", "posts: clerk"),), "there is no post 'clerk'"),
        ((SHEET.replace("items", "follow_up: 2wd, items"),), "working days need a calendar"),
        ((NOTICE, NOTICE), "the notice 'rates.table' is laid down by clause 1 already"),
        (
            (MODULE, MODULE.replace("title: {zh: 安全, en: Safety}, ", "")),
            "asks the training 'safety' of the same post",
        ),
        ((KEEPER, KEEPER), "the keeper of 'box' is laid down by clause 1 already"),
        ((DUTY,), "'group' has no title"),
        ((MODULE.replace("pass: 60", "before_duty: false"),), "nothing says when this training is needed"),
        ((QUALITY.replace("quarter", "quarter, low: 3"),), "low and coach go together"),
        ((NOTICE.replace("at: [board, wall], ", ""),), "give exactly one of at and told"),
        ((TOLD.replace("told:", "renew: 1mo, told:"),), "renew has no effect here"),
        ((f"{SHEET}\nexamples:\n- {{name: x, ticks: {{shoes: pass}}, then: kept}}",), "has no item 'shoes'"),
        (
            ("org: {body: g, title: {zh: 组, en: G}}\nbreach: {points: -1}",),
            "breach has no rule to follow from",
        ),
    ],
)
def test_what_contradicts_itself_is_an_error(clauses: tuple[str, ...], what: str, tmp_path: Path) -> None:
    found = errors(write(tmp_path, *clauses))
    assert [error for error in found if what in error.what.en], [str(error) for error in found]
    assert all(error.mend.zh and error.what.zh for error in found)


FLOW = """\
flow:
  name: job
  title: {zh: 事项, en: Job}
  prefix: JB
  start: [asked]
  carry: [n]
  steps:
    asked: {title: {zh: 申请, en: Ask}, records: repair.reported, who: [crew], form: ask}
    granted: {title: {zh: 批准, en: Grant}, records: repair.done, who: [head], after: asked, ends: true}
form: {name: ask, title: {zh: 单, en: Ask}, fields: {n: {title: {zh: 天数, en: Days}, type: integer}}}
"""
GRANT = "approval: {flow: job, step: granted, tiers: [%s]}"


@pytest.mark.parametrize(
    ("clause", "what"),
    [
        (GRANT % "{by: head}, {when: {n: 1}, by: head}", "tier 2 can never apply"),
        (GRANT % "{when: {n: 1}, by: head}, {when: {n: 1}, by: head}", "tier 2 can never apply"),
        (GRANT % "{by: crew}", "the post 'crew' is not in who of the step 'granted'"),
        (GRANT % "{when: {m: 1}, by: head}", "there is no field known of the matter 'm'"),
        (GRANT % "{when: {n: few}, by: head}", "'few' is not a value of the field n"),
        ("approval: {flow: job, step: granted}", "this approval asks for nothing"),
        ("approval: {flow: job, step: given, needs: [n]}", "there is no step 'given'"),
        ("approval: {flow: work, step: granted, needs: [n]}", "there is no flow 'work'"),
        ("approval: {flow: job, step: granted, not_by: ask}", "there is no step 'ask'"),
        (
            "assign: {flow: job, step: granted, by: {m: {a: head}}}",
            "there is no field known of the matter 'm'",
        ),
        ("assign: {flow: job, step: granted}", "give exactly one of"),
    ],
)
def test_a_signature_that_cannot_be_given_is_an_error(clause: str, what: str, tmp_path: Path) -> None:
    (error,) = errors(write(tmp_path, FLOW, clause))
    assert what in error.what.en


def test_a_leader_follows_from_a_person_of_the_form(tmp_path: Path) -> None:
    lead = (
        "form: {name: f, title: {zh: 单, en: F}, fields: {who: {title: {zh: 人, en: Who}, type: %s}, "
        "lead: {title: {zh: 上级, en: Lead}, type: %s, fill: {lead_of: who}}}}"
    )
    assert errors(write(tmp_path / "good", lead % ("staff", "staff"))) == ()
    (error,) = errors(write(tmp_path / "text", lead % ("text", "staff")))
    assert "no field 'who' of type staff" in error.what.en
    (error,) = errors(write(tmp_path / "unit", lead % ("staff", "unit")))
    assert "fill goes with staff only" in error.what.en
