"""form: a record and its fields."""

from __future__ import annotations

from typing import Annotated, ClassVar, Self

from pydantic import Field, model_validator

from shouwen.law.charter.language.base import FieldName, Name, Node, Said, YesNo, wrong
from shouwen.law.charter.language.rules.body import Body, only_one_of
from shouwen.law.charter.language.vocabulary import Choices, FieldType
from shouwen.law.charter.language.where import Conditions, Where
from shouwen.words import Words


class Needed(Node):
    """Required only where other fields of the same form say so."""

    where: Conditions


class Fill(Node):
    """Filled in by the house: whoever leads the unit of somebody named in another field."""

    lead_of: FieldName | None = None
    """The leader of the unit of the person in this field."""
    lead_above: FieldName | None = None
    """The leader of the unit above that of the person in this field."""

    @model_validator(mode="after")
    def _one_leader(self) -> Self:
        only_one_of(self, "lead_of", "lead_above")
        return self

    @property
    def person(self) -> str:
        """The field that names the person."""
        return self.lead_of or self.lead_above or ""


class FormField(Node):
    """One field of a form."""

    title: Said
    """The label."""
    type: FieldType
    """What may be filled in."""
    of: Choices = Field(default_factory=dict)
    """For choice: the values, with their labels or as a plain list."""
    required: YesNo | Needed = False
    """true, or {where: {...}}: required where other fields of the form say so."""
    must: YesNo = False
    """For yes_no: it has to be confirmed."""
    least: int | float | None = None
    """The least number, or the least length of a text."""
    most: int | float | None = None
    """The greatest number, or the greatest length of a text."""
    fill: Fill | None = None
    """For staff: nobody fills it in, it follows from another field."""
    help: Said | None = None
    """A hint beside the field."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.type == "choice") != bool(self.of):
            raise wrong(
                Words(
                    "type: choice 须有 of，其他类型不得有",
                    "type: choice needs of, and no other type takes it",
                ),
                Words("请写 of: [urban, rural] 或删去 of", "write of: [urban, rural] or remove of"),
            )
        if self.must and self.type != "yes_no":
            raise wrong(
                Words("must 只能用于 yes_no", "must goes with yes_no only"),
                Words("改成 required: true", "write required: true instead"),
                ("must",),
            )
        if self.fill and self.type != "staff":
            raise wrong(
                Words("fill 只能用于 staff", "fill goes with staff only"),
                Words("改成 type: staff 或删去 fill", "write type: staff, or remove fill"),
                ("fill",),
            )
        if self.least is not None and self.most is not None and self.least > self.most:
            raise wrong(
                Words("least 大于 most", "least is greater than most"),
                Words("请对调或改正", "swap or correct them"),
                ("least",),
            )
        return self

    @property
    def needed_where(self) -> Where | None:
        """The condition under which it is required: None never, () always."""
        if isinstance(self.required, Needed):
            return self.required.where
        return () if self.required or self.must else None


class Form(Body):
    """A record: what has to be filled in before it can be filed."""

    key: ClassVar[str] = "form"
    title_of_kind: ClassVar[Words] = Words("表单", "form")

    name: Name
    """The name by which steps ask for it."""
    title: Said | None = None
    """The heading of the form, on screen and in print; one of the clauses that ask for the form gives it."""
    fields: Annotated[dict[FieldName, FormField], Field(min_length=1)]
    """The fields in their order."""

    @property
    def stage(self) -> int:
        """It gives no verdicts."""
        return 0

    def joined(self, other: Form) -> Form:
        """The form with the fields of both; several clauses may ask for fields of one form."""
        return self.model_copy(
            update={"title": self.title or other.title, "fields": {**self.fields, **other.fields}}
        )
