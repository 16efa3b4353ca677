"""A small charter with every kind of rule, and a day on which all of it happens."""

from __future__ import annotations

from pathlib import Path

from shouwen.law.charter import Charter, load
from shouwen.law.facts import Fact
from shouwen.law.worktime.instants import parse_iso

ZONE = "Asia/Shanghai"
HEADER = """
charter: small
prefix: S
title: {zh: 小规范, en: Small}
company: {zh: 某公司, en: A company}
version: "1"
effective: 2026-01-01
posts: {chief: {zh: 班长, en: Chief}, manager: {zh: 经理, en: Manager}}
calendars:
  hall: {title: {zh: 营业厅, en: Hall}, week: {mon-fri: ["08:30-12:00", "13:30-17:30"]}, holidays: china}
facts:
  job.opened:
    title: {zh: 报修, en: Reported}
    data: {area: {title: {zh: 地段, en: area}, type: choice, of: [urban, rural]}, due_at: {type: datetime}}
  job.begun: {title: {zh: 派工, en: Dispatched}}
  job.done:
    title: {zh: 到场, en: Arrived}
    data: {stars: {title: {zh: 星级, en: stars}, type: integer}, ok: {type: yes_no}}
  job.dropped: {title: {zh: 撤销, en: Withdrawn}}
  job.paused: {title: {zh: 客户不在, en: Customer absent}}
  job.resumed: {title: {zh: 客户回来, en: Customer back}}
  crew.joined: {title: {zh: 班组成立, en: Crew formed}}
"""
CHAPTER = """
chapter: {zh: 全部, en: All}
clauses:
  - clause: "1"
    cites: S-1
    title: {zh: 到场时限, en: Arrival}
    says: {zh: 及时到场。, en: Arrive in time.}
    limit:
      from: job.opened
      to: job.done
      within: {area: {urban: 45min, rural: 90min}}
      ends: job.dropped
      stops: [{from: job.paused, to: job.resumed, at_most: 1h}]
    warn: 10min
    escalate: [{after: 30min, tell: chief}, {after: 2h, tell: manager}]
    breach: {tell: chief, points: -5, money: -20}
    praise: {within: 10min, points: 1.5, tell: manager}
  - clause: "2"
    cites: S-2
    title: {zh: 约定时间, en: Appointment}
    says: {zh: 按约定到场。, en: Keep the appointment.}
    limit: {from: job.opened, to: job.done, due: due_at, where: {due_at: {given: true}}}
    exception_to: "1"
  - clause: "3"
    cites: [S-3, S-4]
    title: {zh: 先派工后到场, en: Order}
    says: {zh: 先派工。, en: Dispatch first.}
    precede:
      - {what: job.begun, before: job.done}
      - {what: job.begun, after: job.opened, until: job.dropped}
  - clause: "4"
    cites: S-4
    title: {zh: 撤销扣分, en: Withdrawals}
    says: {zh: 撤销扣分。, en: Withdrawals cost.}
    score: {on: job.dropped, to: unit, points: -1 * k, kth: month}
  - clause: "5"
    cites: S-5
    title: {zh: 每日到场, en: Every day}
    says: {zh: 每日两次。, en: Twice a day.}
    cadence: {of: job.done, every: day, at_least: 2, per: unit, during: {from: crew.joined}}
    breach: {points: -1}
  - clause: "6"
    cites: S-6
    title: {zh: 屡次超时, en: Late again}
    says: {zh: 两次超时。, en: Late twice.}
    threshold:
      - {breaches: "1", per: unit, in: month, reaches: 2}
      - {count: job.dropped, per: unit, in: 7d, reaches: 2}
  - clause: "7"
    cites: S-7
    title: {zh: 指标, en: Targets}
    says: {zh: 指标。, en: Targets.}
    target:
      - {kept: "1", per: unit, every: day, at_least: "90%"}
      - {mean: {of: job.done, field: stars}, per: unit, every: day, at_least: 4}
      - {share: {of: job.done, where: {ok: true}}, per: all, every: month, at_least: "50%", sample: 3}
      - {count: {of: job.dropped}, per: unit, every: day, at_most: 1}
"""


def small(folder: Path) -> Charter:
    """The charter."""
    (folder / "charter.yaml").write_text(HEADER, encoding="utf-8")
    (folder / "all.yaml").write_text(CHAPTER, encoding="utf-8")
    return load(folder)


def at(text: str) -> int:
    """09:30 of Monday 2 March 2026, or a full date and time."""
    return parse_iso(text if "-" in text else f"2026-03-02T{text}", ZONE)


def log() -> list[Fact]:
    """A day of two units: in time, late, withdrawn, by appointment, without an area, still open."""
    rows: list[tuple[str, str, str, str, dict[str, str | int | bool]]] = [
        ("2026-02-28T12:00", "crew.joined", "u", "u", {}),
        ("08:00", "job.opened", "j1", "u", {"area": "urban"}),
        ("08:01", "job.begun", "j1", "u", {}),
        ("08:08", "job.done", "j1", "u", {"stars": 5, "ok": True}),
        ("09:00", "job.opened", "j2", "u", {"area": "urban"}),
        ("09:10", "job.paused", "j2", "u", {}),
        ("09:20", "job.resumed", "j2", "u", {}),
        ("10:00", "job.done", "j2", "u", {"stars": 3, "ok": False}),
        ("10:00", "job.opened", "j3", "u", {"area": "rural"}),
        ("12:30", "job.dropped", "j3", "u", {}),
        ("10:30", "job.opened", "j4", "v", {"due_at": "2026-03-02T15:00"}),
        ("11:00", "job.opened", "j5", "v", {}),
        ("11:10", "job.dropped", "j5", "u", {}),
        ("11:20", "job.opened", "j6", "v", {"area": "rural"}),
        ("11:30", "job.opened", "j7", "v", {"area": "urban"}),
        ("12:50", "job.opened", "j8", "v", {"area": "urban"}),
        ("12:55", "job.paused", "j8", "v", {}),
    ]
    return [
        Fact(kind, at(time), subject, f"f{number:02}", staff="ann", unit=unit, customer="c", data=data)
        for number, (time, kind, subject, unit, data) in enumerate(rows, 1)
    ]
