"""Words and marks by which a feeling shows itself; each one clear enough to stand alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from shouwen.law.speech.normal import folded

WORDS: Mapping[str, tuple[str, ...]] = {
    "anger": tuple(
        "气死 气人 气愤 愤怒 恼火 火大 窝火 忍无可忍 受够了 太过分 过分了 欺人太甚 欺负人 骗子 骗人 骗我 糊弄我 耍我 耍人 推诿 "
        "踢皮球 什么态度 态度恶劣 态度太差 不负责任 没人管 有没有人管 投诉你 要投诉 去投诉 曝光 要个说法 给个说法 讨说法 凭什么 "
        "岂有此理 不像话 混蛋 王八蛋 闭嘴 少废话 有完没完 神经病 不要脸 无耻 缺德 坑人 黑心 霸王条款 乱收费 你敢 讲不讲理 "
        "怎么搞的 干什么吃的 烦死 放屁 可恶 太可气 叫你们领导 找你们领导 叫你们经理 什么玩意".split()
    ),
    "anxiety": tuple(
        "着急 急死 急坏 心急 焦急 焦虑 担心 担忧 害怕 不放心 怎么办 咋办 来不及 等不及 急用 急等 急着 救命 出什么事 不会有事 "
        "有没有危险 万一 心慌 吓死 吓坏 坐立不安 提心吊胆 求求 冻坏 孩子发烧 老人受不了".split()
    ),
    "sadness": tuple(
        "难过 难受 伤心 心酸 心碎 痛苦 想哭 哭了 流泪 眼泪 委屈 绝望 失望 灰心 心灰意冷 寒心 无助 活不下去 再也见不到 没希望 "
        "撑不下去 坚持不住 命苦".split()
    ),
}

_NOT = re.compile("(?:不用|不要|不必|不再|没有|用不着|不|没|别|甭|勿)$")
_LOUD = re.compile(r"[！!]{2,}|[？?]{3,}|[！!][？?]+[！!]|[？?][！!]+[？?]")
_AGAIN = re.compile(r"([一-鿿]{1,4})(?:[，,、\s]*\1){2,}")
_MILD = frozenset("谢 哈 嗯 好 对 是 哦 呵 嘻 啊 呀 天 妈 爸".split())
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b(?:\W+\b[A-Z]{2,}\b){2,}")


@cache
def _folded_words() -> tuple[tuple[str, str, str], ...]:
    return tuple((emotion, word, folded(word)) for emotion, words in WORDS.items() for word in words)


def feelings(text: str) -> dict[str, list[str]]:
    """The words of each emotion that a text holds, without those it denies: 不着急 is not anxious."""
    normal = folded(text)
    found: dict[str, list[str]] = {}
    for emotion, word, sought in _folded_words():
        at = normal.find(sought)
        if at >= 0 and not _NOT.search(normal, max(0, at - 3), at):
            found.setdefault(emotion, []).append(word)
    return found


def loud(text: str) -> list[str]:
    """The marks of shouting in a text: rows of exclamation marks, a word said three times on end, capitals."""
    again = [match for match in _AGAIN.finditer(text) if not _MILD.issuperset(match[1])]
    return [match[0] for match in (*_LOUD.finditer(text), *again, *_CAPITALS.finditer(text))]
