"""Rules about what is inspected and what hangs: checklist, publish."""

from __future__ import annotations

from collections.abc import Mapping

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.language import Checklist, Publish
from shouwen.law.charter.language.rules.publish import PLACES
from shouwen.law.charter.sentences.events import Said
from shouwen.law.charter.sentences.told import NONE, PERIODS, clauses, kinds, listed, posts, where
from shouwen.law.worktime.words import limit_words
from shouwen.words import Words

MOMENTS: Mapping[str, Words] = {
    "before_duty": Words("上岗前", "before duty"),
    "on_duty": Words("在岗时", "on duty"),
    "case": Words("办理业务时", "with a piece of work"),
    "inspection": Words("检查时", "at an inspection"),
    "works": Words("现场作业时", "at works on a site"),
}
AUDIENCES: Mapping[str, Words] = {
    "staff": Words("员工", "staff"),
    "customers": Words("客户", "customers"),
    "public": Words("公众", "the public"),
}


def checklist(charter: Charter, body: Checklist) -> Said:
    """Which sheet, who or what is inspected, when, and how soon it is mended; the items as points."""
    sheet = charter.sheets[body.sheet]
    of = (
        posts(charter, body.posts) if body.posts else body.place or sheet.place or posts(charter, sheet.posts)
    )
    moment, mended = MOMENTS[body.moment or sheet.moment], limit_words(body.follow_up)
    about = Words(f"，检查{of.zh}", f", of {of.en}") if of.zh else NONE
    every = (
        Words(f"每{PERIODS[body.every].zh}至少一次", f"at least once every {PERIODS[body.every].en}")
        if body.every
        else None
    )
    return clauses(
        Words(
            f"《{sheet.title.zh}》{moment.zh}填写{about.zh}",
            f"'{sheet.title.en}' is filed {moment.en}{about.en}",
        ),
        every,
        Words(f"不合格的 {mended.zh}内整改", f"what fails is put right within {mended.en}"),
    ), tuple(body.items.values())


def publish(charter: Charter, body: Publish) -> Said:
    """Where it hangs, for whom, how soon and how long; or when it is told in person. The parts as points."""
    parts = tuple(body.parts.values())
    if body.told:
        after, until = kinds(charter, body.told.after), kinds(charter, body.told.until)
        before = Words(f"，且在「{until.zh}」之前", f", before '{until.en}'") if body.told.until else NONE
        only = where(charter, body.told.where, body.told.after)
        return Words(
            f"{only.zh}「{after.zh}」之后当面告知{body.title.zh}{before.zh}",
            f"{only.en}'{body.title.en}' is told in person after '{after.en}'{before.en}",
        ), parts
    places, whom, within = (
        listed(PLACES[each] for each in body.at),
        AUDIENCES[body.audience],
        limit_words(body.within),
    )
    if body.after:
        after, only = kinds(charter, body.after), where(charter, body.where, body.after)
        when = Words(
            f"{only.zh}「{after.zh}」后 {within.zh}内", f"{only.en}within {within.en} after '{after.en}'"
        )
    else:
        when = Words(
            f"启用或撤下后 {within.zh}内", f"within {within.en} after a board opens or it was taken down"
        )
    renewed = limit_words(body.renew) if body.renew else None
    return clauses(
        Words(
            f"{when.zh}在{places.zh}向{whom.zh}公示{body.title.zh}",
            f"'{body.title.en}' is posted for {whom.en} ({places.en}) {when.en}",
        ),
        Words(f"每 {renewed.zh}更新", f"renewed every {renewed.en}") if renewed else None,
    ), parts
