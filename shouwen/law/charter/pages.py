"""One page for every clause, in Markdown: both languages, source, rule, examples and what came of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from shouwen.law.charter.changes import HEAD
from shouwen.law.charter.language import KINDS, Clause, Example
from shouwen.law.charter.matching import told_expected
from shouwen.law.charter.prove import ClauseProof, Proof
from shouwen.law.charter.sentences import consequences, sentences
from shouwen.law.charter.wording import label, leaves, shown

INDEX = "README.md"
STANDINGS = {
    "proven": "已生效并得到证明 · in force and proven",
    "in-force": "已生效 · in force",
    "handbook": "仅手册 · handbook",
    "waiting": "待设定 · waits for a setting",
    "failing": "示例不符 · an example fails",
}


def pages(proof: Proof) -> Mapping[str, str]:
    """The pages by the names of their files: an index and one for each clause."""
    charter = proof.charter
    raws = {
        str(raw["clause"]): raw
        for _, chapter in json.loads(charter.text)["chapters"]
        for raw in chapter["clauses"]
    }
    found = {each.clause.clause: each for each in proof.clauses}
    made = {INDEX: "\n".join(_index(proof)) + "\n"}
    for number, each in found.items():
        made[f"{number}.md"] = "\n".join(_page(proof, each, raws[number])) + "\n"
    return made


def _index(proof: Proof) -> Iterator[str]:
    charter = proof.charter
    standing = {each.clause.clause: STANDINGS[each.standing] for each in proof.clauses}
    yield f"# {charter.title.zh} · {charter.title.en}"
    yield f"\n{charter.header.company.zh} · {charter.header.company.en}"
    yield f"\n`{charter.name}` {charter.version_text}, {charter.header.effective.isoformat()}"
    for section in charter.chapters:
        yield f"\n## {section.title.zh} · {section.title.en}\n"
        yield "| 条 clause | 标题 title | 出处 source | 状态 standing |"
        yield "|---|---|---|---|"
        for number in section.clauses:
            clause = charter.clauses[number]
            title = _cell(f"{clause.title.zh} · {clause.title.en}")
            yield f"| [{number}]({number}.md) | {title} | {', '.join(clause.cites)} | {standing[number]} |"


def _page(proof: Proof, each: ClauseProof, raw: Mapping[str, Any]) -> Iterator[str]:
    clause = each.clause
    yield f"# {clause.clause} {clause.title.zh} · {clause.title.en}"
    yield f"\n出处 source: {', '.join(clause.cites)}  \n状态 standing: {STANDINGS[each.standing]}"
    yield f"\n{clause.says.zh}\n\n{clause.says.en}"
    if clause.reading:
        yield f"\n> 理解：{clause.reading.zh}\n>\n> Reading: {clause.reading.en}"
    if rules := sentences(proof.charter, clause):
        yield "\n## 怎样执行 How it is carried out\n"
        for told in rules:
            yield f"- **{told.kind.zh}** {told.says.zh}  \n  **{told.kind.en}** {told.says.en}"
            yield from (f"  - {point.zh} · {point.en}" for point in told.points)
        for name, text in consequences(proof.charter, clause):
            yield f"- {name.zh}：{text.zh} · {name.en}: {text.en}"
    rule = {key: value for key, value in raw.items() if key in KINDS or key in HEAD}
    if rule:
        yield "\n## 规则 Rule\n\n| 规则 | rule | 值 | value |\n|---|---|---|---|"
        for path, value in leaves(rule):
            name, said = label(path), shown(value, proof.charter.posts)
            yield f"| {_cell(name.zh)} | {_cell(name.en)} | {_cell(said.zh)} | {_cell(said.en)} |"
    if clause.examples:
        yield "\n## 示例 Examples\n\n| 示例 example | 发生了什么 what happened | 结论 outcome | 验证 proof |\n|---|---|---|---|"
        yield from _examples(each, clause)


def _examples(each: ClauseProof, clause: Clause) -> Iterator[str]:
    failed = {outcome.example: outcome.got for outcome in each.outcomes if not outcome.passed}
    ran = {outcome.example for outcome in each.outcomes}
    for example in clause.examples:
        outcome = ", ".join(told_expected(expected) for expected in example.then)
        proof = f"✗ {failed[example.name]}" if example.name in failed else "✓" if example.name in ran else "—"
        cells = (example.name, _happened(example), outcome, proof)
        yield "| " + " | ".join(map(_cell, cells)) + " |"


def _happened(example: Example) -> str:
    parts = [f"{example.on.isoformat()}:"] if example.on else []
    for fact in example.facts:
        known = {**fact.head, **fact.data}
        details = f" ({', '.join(f'{name}: {value}' for name, value in known.items())})" if known else ""
        parts.append(f"{fact.time} {fact.kind}{details};")
    if example.step:
        by = ", ".join(example.by) or "—"
        parts.append(f"{example.flow}: {', '.join(example.state) or 'new'} → {example.step} ({by})")
    if example.form or example.data:
        parts.append(f"{example.form or ''} {json.dumps(dict(example.data), ensure_ascii=False)}".strip())
    if example.only:
        parts.append("only")
    if example.now:
        parts.append(f"now {example.now}")
    return " ".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
