"""What makes a forbidden word innocent: the customer's own words quoted, a negation before it, a question A-not-A.

Only speech marks that are closed, and only negations that stand right before the word within the same clause,
shield. What remains is for a person to appeal against; what is shielded here is never charged.
"""

from __future__ import annotations

import re

from shouwen.law.speech.book import Found
from shouwen.law.speech.normal import STOP, Normal, folded

REACH = 8
"""So many signs after 您说 a quotation without speech marks may still begin with other words."""

_MARKS = re.compile(
    '“[^“”]*”|「[^「」]*」|『[^『』]*』|‘[^‘’]*’|"[^"]*"|＂[^＂]*＂|《[^《》]*》|﹁[^﹁﹂]*﹂'
)
_SOMEBODY = "您|客户|用户|顾客|业主|住户|对方|他|她|他们|先生|女士|小姐|大爷|大妈|阿姨|师傅|人家"
_LATELY = "刚才|刚刚|刚|之前|上次|昨天|今天|电话里|信里|投诉里|留言里|也|又|还|一直|总|都|曾"
_SAYS = "说|讲|问|反映|反应|提到|表示|认为|觉得|写|回答|抱怨|的意思是|的原话是"
_REPORTED = re.compile(
    f"(?:{_SOMEBODY})(?:{_LATELY})*(?:是)?(?:{_SAYS})(?:的是|的|过|了|到|道)?{STOP}?(?=([^{STOP}]{{0,{REACH}}}))"
)
_TO_SOMEBODY = re.compile("(?:跟|对|和|给|向|同|与|告诉|替|帮)(?:这位|那位|刚才那位|一位)?$")
_NEGATIONS = (
    "不是 并非 并不是 绝不是 绝非 又不是 也不是 没说 没有说 没讲 没有讲 不说 从不说 绝不说 不要说 不能说 不该说 不应说 "
    "不应该说 不会说 不可以说 不可说 不许说 不准说 禁说 禁止说 别说 不得说 不是说 并不是说 不等于 不代表 不至于 谈不上"
)
_NEGATED = re.compile(
    f"(?:{'|'.join(sorted((folded(word) for word in _NEGATIONS.split()), key=len, reverse=True))})"
    "(?:我们|我|咱们|咱|您|你|他们|他|她|一句|什么)?$"
)

_NOT_KNOWING = ("不知道", "不清楚", "不晓得", "不了解")
_WHETHER_YOU = re.compile(f"(?:您|你)[^{STOP}]*?(?:是否|能否|可否|愿否|([^{STOP}])不\\1)")


def is_shielded(normal: Normal, found: Found, harmless: list[Found]) -> bool:
    """Whether a forbidden word at this place is not staff's own refusal; `harmless` are longer words that excuse it."""
    return (
        any(longer.start <= found.start and found.end <= longer.end for longer in harmless)
        or _is_question(normal, found)
        or _asks_politely(normal, found)
        or _is_negated(normal, found)
        or _is_in_marks(normal, found)
        or _is_reported(normal, found)
    )


def _is_question(normal: Normal, found: Found) -> bool:
    """行不行, 可不可以: the sign after 不 also stands right before it."""
    start, text = found.start, normal.text
    return text[start] == "不" and found.end - start > 1 and start > 0 and text[start - 1] == text[start + 1]


def _asks_politely(normal: Normal, found: Found) -> bool:
    """不知道您方不方便: a question put to the customer, and no ignorance."""
    not_knowing = normal.text[found.start : found.end].endswith(_NOT_KNOWING)
    return not_knowing and _WHETHER_YOU.match(normal.text, found.end) is not None


def _is_negated(normal: Normal, found: Found) -> bool:
    return _NEGATED.search(normal.text, max(0, found.start - REACH), found.start) is not None


def _is_in_marks(normal: Normal, found: Found) -> bool:
    start, end = normal.span(found.start, found.end)
    return any(marks.start() < start and end < marks.end() for marks in _MARKS.finditer(normal.original))


def _is_reported(normal: Normal, found: Found) -> bool:
    """您说不知道: the word begins at most REACH signs after the verb, in that clause or in one it opens."""
    return any(
        said.end() <= found.start <= said.end(1) and not _TO_SOMEBODY.search(normal.text, 0, said.start())
        for said in _REPORTED.finditer(normal.text, 0, found.end)
    )
