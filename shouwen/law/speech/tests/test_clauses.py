"""Clauses of service regulations as rules: for each an utterance that breaks it and one that does not."""

from __future__ import annotations

from typing import Any

import pytest

from shouwen.law.speech import Model, PhraseRule, Reason
from shouwen.law.speech.tests.words import found
from shouwen.words import Words

FUNCTION = Words("示范用语", "model sentence")


def at(*situations: str, **more: Any) -> dict[str, Any]:
    return {"situations": frozenset(situations), **more}


def model(*keywords: str, slots: tuple[str, ...] = ()) -> Model:
    return Model(FUNCTION, slots, keywords)


# clause, rule, where, said so that it is kept, said so that it is breached
CLAUSES: list[tuple[str, dict[str, Any], dict[str, Any], str, str]] = [
    (
        "AS-1.2.2.A",
        {"forbidden": ("不行", "不清楚", "这不是我们的事", "没法干", "找别人吧", "那没有办法了")},
        at(),
        "您看这样行不行？我去问清楚。",
        "这不是我们的事，您找别人吧。",
    ),
    (
        "AS-1.2.2.B",
        {"situations": ("enquiry",), "forbidden_together": (("你再打", "我不管"),)},
        at("enquiry"),
        "这边没听清，请你再打一次。",
        "你再打那个号码，这事我不管。",
    ),
    (
        "AS-1.2.3.B",
        {"situations": ("dissatisfied",), "required_any": ("先消消气", "别着急", "别生气")},
        at("dissatisfied"),
        "您別著急，慢慢说。",
        "有什么事，说吧。",
    ),
    (
        "AS-1.3.2.D",
        {"channels": ("phone",), "positions": ("closing",), "required": ("感谢您", "再见")},
        at(channel="phone", position="closing"),
        "感谢您选用我们的产品，再见！",
        "好的，再见。",
    ),
    (
        "CC-6.1",
        {
            "forbidden": ("我不能",),
            "better": {"我不能": Words("看看我们能够帮您做什么", "let us see what we can do")},
        },
        at(),
        "我能不能先帮您登记？",
        "我 不 能 给您改。",
    ),
    ("CC-6.5", {"forbidden": ("但是",)}, at(), "您说的“但是”指什么？", "可以，但是要等。"),
    (
        "CC-6.6b",
        {"reason": Reason(refusals=("办不了",), reasons=("因为",))},
        at(),
        "今天办不了，因为系统正在检修。",
        "今天办不了。",
    ),
    (
        "CC-9.2.15",
        {
            "situations": ("dissatisfied",),
            "positions": ("closing",),
            "required": ("谢谢您的反映", "再见"),
            "model": model("做得不够", "改进", "监督", slots=("wish",)),
        },
        at("dissatisfied", position="closing", known={"wish": "节日快乐"}),
        "谢谢您的反映，我们做得不够，一定改进，请继续监督。祝您节日快乐，再见。",
        "谢谢您的反映，我们一定改进。再见。",
    ),
    (
        "PH-1.2.1c",
        {"channels": ("hall",), "situations": ("seeing-off",), "required": ("请走好", "再见")},
        at("seeing-off", channel="hall"),
        "请走好，再见！",
        "走好啊。",
    ),
    (
        "PH-2.1.12",
        {
            "channels": ("on-site",),
            "situations": ("asks-restoration",),
            "forbidden": ("早着呢", "等着吧", "不知道"),
        },
        at("asks-restoration", channel="on-site"),
        "不是不知道，正在查故障点，请您再等等。",
        "早着呢，等着吧！",
    ),
    (
        "PH-2.1.13.2",
        {"situations": ("cash",), "model": model("收您", "找您", "请清点", slots=("received", "change"))},
        at("cash", known={"received": "200元", "change": "15元"}),
        "收您２００元，找您１５元，请清点。",
        "收您200元，找您50元，请清点。",
    ),
    (
        "GS-5.8.2.4.a2",
        {"situations": ("cause-is-ours",), "required_any": ("对不起", "非常抱歉")},
        at("cause-is-ours"),
        "對不起，是我们记错了。",
        "我们改过来就是了。",
    ),
    (
        "HT-4.2.10.2",
        {"situations": ("clerk-busy",), "required": ("对不起", "请稍候")},
        at("clerk-busy"),
        "对不起，请稍候，马上就好。",
        "等一下。",
    ),
    (
        "HT-4.5.29",
        {"situations": ("heat-is-off",), "model": model(slots=("cause",))},
        at("heat-is-off", known={"cause": "管道抢修"}),
        "因管道抢修，今晚停热，给您添麻烦了。",
        "今晚停热。",
    ),
]


@pytest.mark.parametrize(("clause", "rule", "where", "good", "bad"), CLAUSES, ids=[row[0] for row in CLAUSES])
def test_a_clause_is_kept_on_one_side_and_breached_on_the_other(
    clause: str, rule: dict[str, Any], where: dict[str, Any], good: str, bad: str
) -> None:
    compiled = PhraseRule(clause, clause, **rule)
    assert {finding.verdict for finding in found(good, compiled, **where)} == {"kept"}
    assert {finding.verdict for finding in found(bad, compiled, **where)} == {"breached"}
