"""One tree for every "no": a stable code for machines, a sentence for people, and nothing changed."""

from __future__ import annotations

from shouwen.words import Words


class Refused(Exception):
    """An act that was not done, with the reason; whatever had begun is rolled back with it.

    `code` is stable (the list is in docs/works.md), `field` names the field of the form to mend, `clause`
    the clause of the charter that asks for it, `http` the status a page or the API answers with.
    """

    def __init__(
        self, code: str, words: Words, *, field: str | None = None, clause: str | None = None, http: int = 422
    ) -> None:
        super().__init__(f"{code}: {words.en}")
        self.code, self.words, self.field, self.clause, self.http = code, words, field, clause, http


class NotAllowed(Refused):
    """The person has no right to it; the answer is the same whatever the reason."""

    def __init__(self, words: Words | None = None) -> None:
        words = words or Words(
            "您的岗位没有这项权限。如工作需要，请联系本单位负责人。",
            "Your post does not carry this right. If your work needs it, ask the head of your unit.",
        )
        super().__init__("not-allowed", words, http=403)


class NotFound(Refused):
    """There is no such thing, or none that this person may know of: the two sound alike on purpose."""

    def __init__(self, words: Words | None = None) -> None:
        words = words or Words("没有找到，或您无权查看。", "Not found, or not yours to see.")
        super().__init__("not-found", words, http=404)


class StalePage(Refused):
    """Somebody moved it first; the page has to be read again before acting."""

    def __init__(self) -> None:
        words = Words(
            "这件事项刚被别人处理过，您看到的已不是最新情况。请刷新页面后再操作。",
            "Someone has just acted on this matter, so what you see is out of date. Reload and try again.",
        )
        super().__init__("stale-page", words, http=409)
