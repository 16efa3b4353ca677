"""What facts carry: declared by the header or the language, asked for by forms, carried along by flows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from shouwen.law.charter.language import Body, DataField, FactKind, Flow, Form


def brought(bodies: Iterable[Body], declared: Mapping[str, FactKind]) -> Mapping[str, FactKind]:
    """The kinds of fact the language declares for the rules in use, then those of the header.

    A header may rename such a kind and give it further fields; those of the language stay as they are.
    """
    known = list(bodies)
    kinds = {name: kind for body in known for name, kind in body.brings.items()}
    for of, name, field in (each for body in known for each in body.carries()):
        kinds[of] = kinds[of].model_copy(update={"data": {name: field, **kinds[of].data}})
    for name, kind in declared.items():
        own = kinds.get(name)
        kinds[name] = (
            own.model_copy(update={"title": kind.title, "data": {**kind.data, **own.data}}) if own else kind
        )
    return kinds


def vocabulary(
    declared: Mapping[str, FactKind], flows: Iterable[Flow], forms: Mapping[str, Form]
) -> Mapping[str, FactKind]:
    """The kinds of fact with all their fields. What the header says of a field comes first."""
    kinds = dict(declared)
    for flow in flows:
        carried = _carried(flow, forms)
        for step in flow.steps.values():
            kind = kinds.get(step.records)
            if kind is None:
                continue
            asked = _fields(forms.get(step.form or ""))
            kinds[step.records] = kind.model_copy(update={"data": {**carried, **asked, **kind.data}})
    return kinds


def _carried(flow: Flow, forms: Mapping[str, Form]) -> Mapping[str, DataField]:
    """The fields a flow carries, typed as the form of the step that first asks for them."""
    asked: dict[str, DataField] = {}
    for step in flow.steps.values():
        for name, field in _fields(forms.get(step.form or "")).items():
            asked.setdefault(name, field)
    return {name: asked[name] for name in flow.carry if name in asked}


def _fields(form: Form | None) -> Mapping[str, DataField]:
    if form is None:
        return {}
    return {name: DataField(title=f.title, type=f.type, of=f.of) for name, f in form.fields.items()}
