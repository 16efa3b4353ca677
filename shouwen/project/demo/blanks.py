"""Forms of any charter filled in as somebody of the demo would: by the type of a field, its title, and the examples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from random import Random

from shouwen.law.charter.charter import Charter
from shouwen.law.charter.forms import is_needed
from shouwen.law.charter.language import Form, FormField, Step
from shouwen.law.facts.fact import Value
from shouwen.law.worktime.instants import to_datetime
from shouwen.project.demo import corpus
from shouwen.project.demo.company import Company, StaffPlan
from shouwen.project.demo.people import Caller

OPTIONAL = 0.85
"""How often a field is filled in that need not be."""
AS_WRITTEN = 0.75
"""How often a choice is that of the charter's own example."""
HOUR = timedelta(hours=1)


@dataclass
class Clerk:
    """Fills in forms for one company; `said` has what customers say, by flow."""

    charter: Charter
    company: Company
    rng: Random

    @cached_property
    def samples(self) -> Mapping[tuple[str, str], Mapping[str, Value]]:
        """Data with which an example takes a step, by flow and step."""
        found: dict[tuple[str, str], dict[str, Value]] = {}
        for clause in self.charter.clauses.values():
            for example in clause.examples:
                if example.flow and example.step and example.then[0].word == "allowed" and example.data:
                    one = {k: v[0] if isinstance(v, tuple) else v for k, v in example.data.items()}
                    found.setdefault((example.flow, example.step), one)
        return found

    def fill(
        self, flow: str, name: str, step: Step, caller: Caller, actor: StaffPlan, at: int, *, exactly: bool
    ) -> dict[str, Value]:
        """The form of a step. `exactly`: choices and numbers are those of the charter's example."""
        if not step.form:
            return {}
        form: Form = self.charter.forms[step.form]
        sample = self.samples.get((flow, name), {})
        data: dict[str, Value] = {}
        for key, field in form.fields.items():
            known = sample.get(key)
            wanted = is_needed(field, data) or (key in sample if exactly else self.rng.random() < OPTIONAL)
            if field.type == "customer" or wanted:
                value = self._value(flow, step, key, field, known, caller, actor, at, exactly)
                if value is not None:
                    data[key] = value
        return data

    def _value(
        self,
        flow: str,
        step: Step,
        key: str,
        field: FormField,
        known: Value,
        caller: Caller,
        actor: StaffPlan,
        at: int,
        exactly: bool,
    ) -> Value:
        rng = self.rng
        match field.type:
            case "text":
                return self._text(flow, key, field, caller)
            case "yes_no":
                return True if field.must else self._as_written(known, [True, True, False], exactly)
            case "choice":
                return self._as_written(known, list(field.of), exactly)
            case "customer":
                return caller.code
            case "phone":
                return caller.phone
            case "staff":
                others = [each.username for each in self.company.staff if each.username != actor.username]
                return rng.choice(others)
            case "unit":
                return self.unit_for(flow, step, actor) if key == step.assigns else actor.unit
            case "date":
                return to_datetime(at, self.charter.zone).date().isoformat()
            case "datetime":
                return (to_datetime(at, self.charter.zone) + HOUR).strftime("%Y-%m-%dT%H:%M")
        least = int(field.least or 0)
        most = int(field.most if field.most is not None else max(least, 1) * 20)
        return self._as_written(known, [rng.randint(least, most)], exactly)

    def _as_written(self, known: Value, others: Sequence[Value], exactly: bool) -> Value:
        if known is not None and (exactly or self.rng.random() < AS_WRITTEN):
            return known
        return self.rng.choice(others)

    def unit_for(self, flow: str, step: Step, actor: StaffPlan) -> str:
        """Where a matter goes: a unit of those who take the steps after this one."""
        name = next(key for key, each in self.charter.flows[flow].steps.items() if each is step)
        later = [
            post
            for each in self.charter.flows[flow].steps.values()
            if each.after == "any" or name in each.after
            for post in each.who
        ]
        units = [plan.unit for post in later for plan in self.company.holding(post)]
        return self.rng.choice(units) if units else actor.unit

    def _text(self, flow: str, key: str, field: FormField, caller: Caller) -> str:
        said = self._words(flow, key, field, caller)
        least, most = int(field.least or 0), int(field.most if field.most is not None else 400)
        while len(said) < least:
            said += "，请按规定尽快处理"
        return said[:most]

    def _words(self, flow: str, key: str, field: FormField, caller: Caller) -> str:
        title = field.title.zh
        if key in ("content", "enquiry", "complaint", "problem", "matter"):
            return self.rng.choice(self.company.said.get(flow, corpus.CONTENTS))
        if key == "address" or "地址" in title or "地点" in title:
            return caller.address
        if any(sign in title for sign in ("姓名", "联系人", "客户名", "投诉人", "用户名", "称呼")):
            return caller.name
        if any(sign in title for sign in ("编号", "号码", "单号", "票号", "车号")):
            return f"{self.rng.randrange(10_000, 99_999)}"
        for signs, texts in corpus.BY_TITLE:
            if any(sign in title for sign in signs):
                return self.rng.choice(texts)
        return self.rng.choice(corpus.PLAIN)
