"""The customer file over the API: type-ahead and one file."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status

from shouwen.works.customers import actions, queries
from shouwen.works.people.api import needs

router = Router(tags=["customers"])


class Suggestion(Schema):
    """A line of the type-ahead; the number is masked."""

    code: str
    name: str
    phone: str
    address: str
    area: str


class AddressOut(Schema):
    text: str
    area: str


class CustomerOut(Schema):
    """The whole file."""

    code: str
    name: str
    kind: str
    note: str
    phones: list[str]
    addresses: list[AddressOut]


class CustomerIn(Schema):
    """What is known when a file is opened; `code` where another system has given one."""

    name: str
    phone: str = ""
    address: str = ""
    area: str = ""
    kind: str = "person"
    note: str = ""
    code: str | None = None


@router.get("/customers", response=list[Suggestion])
@needs("customer.see")
def find(request: HttpRequest, typed: Annotated[str, Query(max_length=120)] = "") -> list[queries.Suggestion]:
    """Customers whose number, name or code begins as typed; at most ten."""
    return queries.type_ahead(request.user, typed)


@router.get("/customers/{code}", response=CustomerOut)
@needs("customer.see")
def one(request: HttpRequest, code: str) -> CustomerOut:
    """One file, with its numbers in full."""
    return _out(request, code)


@router.post("/customers", response={201: CustomerOut})
@needs("customer.edit")
def add(request: HttpRequest, body: CustomerIn) -> Status:
    """Open a file."""
    customer = actions.add_customer(**body.dict(), by=request.user)
    return Status(201, _out(request, customer.code))


def _out(request: HttpRequest, code: str) -> CustomerOut:
    customer = queries.one(request.user, code)
    return CustomerOut(
        code=customer.code,
        name=customer.name,
        kind=customer.kind,
        note=customer.note,
        phones=[contact.phone for contact in customer.contacts.all()],
        addresses=[AddressOut(text=each.text, area=each.area) for each in customer.addresses.all()],
    )
