"""Fields of facts as the desk's pages say them; what rules ask stands in `law.charter.sentences`."""

from __future__ import annotations

from collections.abc import Mapping

from shouwen.law.charter import Charter
from shouwen.words import Words


def field_titles(charter: Charter) -> Mapping[str, tuple[Words, Mapping[str, Words]]]:
    """Every field by name: what it is called, and what its values are called, as forms and vocabulary say."""
    kept: Mapping[str, tuple[Words, Mapping[str, Words]]] | None = charter.__dict__.get("_desk_fields")
    if kept is None:
        found: dict[str, tuple[Words, Mapping[str, Words]]] = {}
        for fields in [kind.data for kind in charter.facts.values()] + [
            form.fields for form in charter.forms.values()
        ]:
            for name, spec in fields.items():
                labels = {value: label or Words(value, value) for value, label in spec.of.items()}
                found[name] = (spec.title or Words(name, name), {**found.get(name, (None, {}))[1], **labels})
        kept = charter.__dict__["_desk_fields"] = found
    return kept


TRUTH = {"true": Words("是", "yes"), "false": Words("否", "no")}


def _field(charter: Charter, name: str) -> Words:
    return field_titles(charter).get(name, (Words(name, name), {}))[0]


def _value(charter: Charter, name: str, value: str) -> Words:
    labels = field_titles(charter).get(name, (None, {}))[1]
    return labels.get(value) or TRUTH.get(value) or Words(value, value)


def field_words(charter: Charter, name: str, value: object) -> tuple[Words, Words]:
    """A field of a fact as people read it: its title, and its value's label."""
    text = ("true" if value else "false") if isinstance(value, bool) else str(value)
    return _field(charter, name), _value(charter, name, text)
