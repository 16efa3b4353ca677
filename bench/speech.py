"""Phrases and feelings: how fast rules are judged, what more rules cost, and how good a reading of emotion is.

The text is what the information desk of CrossWOZ wrote, one turn at a time, with a forbidden word put into every
twenty-fifth. Made-up rule words begin with two signs that stand in that text, which is hard on any engine:
nearly every sign begins something. Figures are characters a second of one core; `times` compares with ten words.
"""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from bench.emotion import DATA, Turn, quality, split, turns

TABOO = tuple("不知道 不清楚 不行 我不能 但是 早着呢 等着吧 找别人吧 没办法 不可以".split())
FEW, SOME, MANY = len(TABOO), 1_000, 10_000
SAMPLE = 400
Row = Mapping[str, Any]
LEFT_OUT = "left out: the corpora are not beside this checkout (../shared/data)"


def run() -> list[Row]:
    """The measurements; AssertionError when two ways of looking find different words."""
    everything = turns()
    if not everything:
        return [{"measured": LEFT_OUT}]
    return [*_packs(_desk()), *_speed(_desk()), *_feelings(everything)]


def _packs(lines: Sequence[str]) -> list[Row]:
    """The phrase rules of all charters at once, on the same text; AssertionError when the engines find different words."""
    from shouwen.law.speech import PhraseBook, PhraseRule, folded, judge
    from shouwen.law.speech.normal import folded_word

    rules = _rules()
    book = PhraseBook(rules)
    words = sorted({folded_word(word) for rule in rules for word in rule.words})
    plain, said = [folded(line) for line in lines], _said(lines)
    compiled = [re.compile(re.escape(word)) for word in words]
    part = plain[:SAMPLE]
    by_loop = [[(m.start(), m[0]) for word in compiled for m in word.finditer(line)] for line in part]
    alone = PhraseBook([PhraseRule("all", "all", forbidden=tuple(words))])
    by_engine = [[(hit.start, line[hit.start : hit.end]) for hit in alone.find(line)[1]] for line in part]
    assert [sorted(set(each)) for each in by_loop] == [sorted(set(each)) for each in by_engine]
    ways: dict[str, Callable[[], object]] = {
        "judged, findings with places": lambda: judge(said, book, with_kept=False),
        "judged, what was kept as well": lambda: judge(said, book),
        "folded and searched": lambda: [book.find(line) for line in lines],
        "ahocorasick-rs alone, text folded before": _rust(words, plain),
        "pyahocorasick alone, text folded before": _c(words, plain),
    }
    took = {way: _seconds({0: work})[0] for way, work in ways.items()}
    began = time.process_time()
    for line in part:
        for word in compiled:
            word.search(line)
    signs, loop = sum(map(len, lines)), time.process_time() - began
    name = f"five charters, {len(rules)} rules: "
    rows = [_row(name + way, len(words), signs / spent, 1.0) for way, spent in took.items()]
    return [
        *rows,
        _row(f"{name}a loop over re, text folded before", len(words), sum(map(len, part)) / loop, 1.0),
    ]


def _rules() -> list[Any]:
    """The phrase rules of every charter that is shipped, told apart by its name."""
    from shouwen.law.charter import load
    from shouwen.law.charter.load import packs
    from shouwen.law.judge.compile import compile as rows_of
    from shouwen.law.judge.rules import PhraseRow

    found = {}
    for name, _ in packs():
        for row in rows_of(load(name)).of(PhraseRow):
            rule = replace(row.phrase, id=f"{name} {row.phrase.id}")
            found[rule.id] = rule
    return list(found.values())


def _said(lines: Sequence[str]) -> list[Any]:
    from shouwen.law.speech import Utterance

    return [
        Utterance(f"u{i}", f"talk-{i // 16}", i, "staff", line, "phone", frozenset(), "middle", "clerk")
        for i, line in enumerate(lines)
    ]


def _speed(lines: Sequence[str]) -> list[Row]:
    from shouwen.law.speech import folded, judge

    signs = sum(map(len, lines))
    plain = [folded(line) for line in lines]
    said = _said(lines)
    books = {count: _book(_words(plain, count)) for count in (FEW, SOME, MANY)}
    ways: dict[str, Callable[[int], Callable[[], object]]] = {
        "judged, findings with places": lambda n: lambda: judge(said, books[n], with_kept=False),
        "folded and searched": lambda n: lambda: [books[n].find(line) for line in lines],
        "ahocorasick-rs alone, text folded before": lambda n: _rust(_words(plain, n), plain),
        "pyahocorasick alone, text folded before": lambda n: _c(_words(plain, n), plain),
    }
    rows: list[Row] = []
    for way, made in ways.items():
        took = _seconds({count: made(count) for count in (FEW, SOME, MANY)})
        rows += [_row(way, count, signs / spent, spent / took[FEW]) for count, spent in took.items()]
    return [*rows, *_loops(plain)]


def _loops(plain: Sequence[str]) -> list[Row]:
    """A loop over `re` on a part of the text; what it finds is compared with what the engine finds."""
    part = plain[:SAMPLE]
    rows, few = [], 0.0
    for count in (FEW, SOME):
        words = _words(plain, count)
        compiled = [re.compile(word) for word in words]
        began = time.process_time()
        found = [(line, hit[0]) for line in part for word in compiled for hit in word.finditer(line)]
        took = time.process_time() - began
        engine = _book(words)
        assert set(found) == {(line, hit.word) for line in part for hit in engine.find(line)[1]}
        few = few or took
        rows.append(_row("a loop over re, text folded before", count, sum(map(len, part)) / took, took / few))
    return rows


def _feelings(everything: Sequence[Turn]) -> list[Row]:
    """Turns of series and dialogues of which nothing was seen when the model was made."""
    from shouwen.law.speech import read_emotion

    _, held_out = split(everything)
    sources = {"television series": "cped", "series and calm enquiries": ""}
    rows: list[Row] = []
    for name, prefix in sources.items():
        some = [turn for turn in held_out if turn.source.startswith(prefix)]
        for row in quality(some, lambda text: read_emotion(text).emotion):
            rows.append(
                {
                    "measured": f"{row['emotion']}, {name}",
                    "turns": row["turns"],
                    "read so": row["read_so"],
                    "precision": row["precision"],
                    "recall": row["recall"],
                }
            )
        unsure = sum(read_emotion(turn.text).emotion == "uncertain" for turn in some)
        rows.append({"measured": f"uncertain, {name}", "turns": len(some), "read so": unsure})
    return rows


def _desk() -> list[str]:
    """What the information desk wrote."""
    text = (DATA / "dialogue_crosswoz" / "val.jsonl").read_text(encoding="utf-8")
    dialogues = map(json.loads, text.splitlines())
    lines = [turn["text"] for one in dialogues for turn in one["turns"] if turn["role"] == "sys"]
    return [line + (TABOO[i // 25 % FEW] if i % 25 == 0 else "") for i, line in enumerate(lines)]


def _words(plain: Sequence[str], count: int) -> list[str]:
    """The forbidden words, and made-up ones of three to six signs up to `count`."""
    drawn = random.Random(2026)
    pairs = sorted({pair for line in plain for pair in re.findall("[一-鿿]{2}", line)})
    signs = sorted({sign for pair in pairs for sign in pair})
    made = dict.fromkeys(TABOO)
    while len(made) < count:
        word = drawn.choice(pairs) + "".join(drawn.choices(signs, k=drawn.randint(1, 4)))
        if not re.search(r"(.)\1", word):
            made[word] = None
    return list(made)


def _book(words: Sequence[str]) -> Any:
    from shouwen.law.speech import PhraseBook, PhraseRule

    return PhraseBook(
        PhraseRule(f"rule-{i}", str(i), forbidden=tuple(words[i : i + 10])) for i in range(0, len(words), 10)
    )


def _rust(words: Sequence[str], plain: Sequence[str]) -> Callable[[], object]:
    from ahocorasick_rs import AhoCorasick, Implementation

    machine = AhoCorasick(words, implementation=Implementation.ContiguousNFA, store_patterns=False)
    return lambda: [machine.find_matches_as_indexes(line, overlapping=True) for line in plain]


def _c(words: Sequence[str], plain: Sequence[str]) -> Callable[[], object]:
    import ahocorasick

    machine = ahocorasick.Automaton()
    for i, word in enumerate(words):
        machine.add_word(word, i)
    machine.make_automaton()
    return lambda: [list(machine.iter(line)) for line in plain]


def _row(way: str, words: int, per_second: float, times: float) -> Row:
    return {"measured": way, "words": words, "characters_per_second": per_second, "times": times}


def _seconds(works: Mapping[int, Callable[[], object]]) -> dict[int, float]:
    """Processor seconds of each, the best of many runs; by turns, so that a busy machine slows all alike."""
    best = dict.fromkeys(works, float("inf"))
    for _ in range(20):
        for count, work in works.items():
            began = time.process_time()
            work()
            best[count] = min(best[count], time.process_time() - began)
    return best
