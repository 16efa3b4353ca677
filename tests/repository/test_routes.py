"""Every address of the house states the action it needs, and keeps out everybody who may not do it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from shouwen.law.charter import Charter, load
from shouwen.project.api import api
from shouwen.works.conftest import CORNER_SHOP
from shouwen.works.customers.actions import add_customer
from shouwen.works.duty.models import Notice, Verdict
from shouwen.works.hall.day import ANY
from shouwen.works.journal import charters
from shouwen.works.matters import actions
from shouwen.works.matters.models import Matter
from shouwen.works.people import access
from shouwen.works.people.tests.cast import Cast, assemble
from shouwen.works.records.actions.boards import open_board
from shouwen.works.records.actions.sheets import Mark, file_sheet
from shouwen.works.records.tests.conftest import TIDY_SHOP
from shouwen.works.speech.actions import say

# allauth guards its own pages; these are all that are served, and sign-up among them is closed.
SIGN_IN = "account/"
API_ROOT = "api/"
WATCHERS = ["owner", "teammate", "boss", "fitter", "stranger", "hotline", "inspector", "chief", "nobody"]
SEEN = {"owner", "teammate", "boss", "chief"}
"""Who may see the matter the owner took in, and the findings on it."""
CONFIDENTIAL = {"owner", "inspector"}
OTHERWISE = [
    ("charter/", "number", "clause"),
    ("notices/", "id", "notice"),
    ("handbook/", "clause", "principle"),
    ("api/handbook/", "clause", "principle"),
    ("inspection/", "number", "filing"),
    ("api/filings/", "number", "filing"),
    ("board", "code", "unit"),
    ("handbook/keepers/", "code", "unit"),
    ("calls/", "name", "talk"),
]
"""Where a slot of that name means another thing than elsewhere."""
LEADERS, CLERKS = {"boss", "chief"}, {"owner", "teammate", "stranger", "boss", "chief"}
ONLY = [
    (r"POST api/matters$", set(WATCHERS) - {"boss", "chief"}),
    (r"GET api/filings$", set(WATCHERS)),
    (r"\w+ (calls/<str:name>/|api/talks/{talk})", {"owner", "boss", "chief"}),
    (r"\w+ (inspection/filed/<str:number>|api/filings)", {"owner", "boss", "chief"}),
    (r"\w+ inspection/sheets/", CLERKS),
    (r"\w+ (board/<str:code>/$|api/boards/{unit}(/told/{item})?$)", SEEN),
    (r"\w+ (board/<str:code>/|api/boards/)", LEADERS),
    (r"\w+ (training/<str:username>/$|api/training/{person}$)", {"owner", "boss", "chief"}),
    (r"\w+ (training/<str:username>/|api/training/{person}/)", LEADERS),
    (r"\w+ (matters/[<{]|findings/[<{]|api/matters/[<{])", SEEN),
]
"""Who enters where the address names the thing of somebody: of the owner, and of the hall."""
ANSWERED_TO_ALL = ("?text=红包", "?q=红包", "?closed=both")
TAKEN = {"channel": "phone", "area": "near", "content": "楼道灯不亮"}
BODIES: dict[str, dict[str, Any]] = {
    "/api/matters": {"flow": "job", "step": "taken", "data": TAKEN},
    "/api/matters/*/steps/sent": {"revision": 1, "data": {"crew": "crew"}},
    "/api/matters/*/hand-over": {"revision": 1, "to_unit": "crew", "reason": "就近"},
    "/api/matters/*/notes": {"text": "催办"},
    "/api/customers": {"name": "何秀英"},
    "/api/shifts": {"shifts": [{"staff": "owner", "day": "2026-03-02", "span": "08:30-17:30"}]},
    "/api/clocks": {"marks": [{"staff": "owner", "at": "2026-03-02T08:30:00", "way": "in"}]},
    "/api/halls/hall/tickets": {"business": ANY},
    "/api/halls/hall/counter/open": {"counter": "1"},
    "/api/filings": {
        "sheet": "manner",
        "unit": "hall",
        "person": "owner",
        "marks": {item: {"result": "pass"} for item in ("badge", "uniform", "hands")},
    },
    "/api/filings/*/items/hours/mend": {"note": "已补戴"},
    "/api/boards/hall/notices/hours": {"zh": "8:00–18:00"},
    "/api/boards/hall/told/hours": {"about": "X-1"},
    "/api/training/owner/passed": {"module": "basics"},
    "/api/training/owner/assessed": {"quality": "patience", "mark": "4"},
    "/api/training/owner/coached": {"quality": "patience", "note": "演练"},
    "/api/units/hall/keepers/keys": {"person": "owner"},
    "/api/facts": {
        "facts": [{"kind": "matter.noted", "at": "2026-03-02 08:00", "subject": "X-1", "unit": "hall"}]
    },
}
"""What the operations of the API are sent: well formed, so that only the right to do it decides."""
WORDS = """
chapter: {zh: 用语, en: Words}
clauses:
- {clause: "9.9", cites: CS-9.9, title: {zh: 问候, en: Greeting}, says: {zh: 问候, en: Greeting}, phrase: {required: 您好}}
"""


def routes() -> Iterator[tuple[str, str, str | None]]:
    """Method, address and stated action of every page and of every operation of the API."""
    for address, pattern in walk(get_resolver()):
        if address.startswith(SIGN_IN) or (address.startswith(API_ROOT) and pattern.name != "openapi-json"):
            continue
        yield "GET", address, getattr(pattern.callback, "needs", None)
        yield "POST", address, getattr(pattern.callback, "needs", None)
    for prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                for method in operation.methods:
                    address = API_ROOT + prefix.strip("/") + path.lstrip("/")
                    yield method, address, getattr(operation.view_func, "needs", None)


def walk(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield address, pattern
        else:
            yield from walk(pattern, address)


ROUTES = sorted(set(routes()))


def test_every_route_states_an_action_of_the_registry() -> None:
    unstated = [
        address for _, address, action in ROUTES if (action or "").partition(":")[0] not in access.ACTIONS
    ]
    assert unstated == [] and len(ROUTES) > 30


def test_nobody_signs_up_by_themselves(client: Client, db: None) -> None:
    page = client.post(
        "/account/signup/", {"username": "new", "password1": "long-enough-9", "password2": "long-enough-9"}
    )
    assert page.status_code == 200 and "password1" not in page.content.decode()
    from shouwen.works.people.models import Staff

    assert not Staff.objects.exists()


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(charters, "current", shop_with_records)
    return assemble()


@cache
def shop_with_records() -> Charter:
    """The corner shop kept in order as the tidy shop is: one charter with something behind every page."""
    with TemporaryDirectory() as folder:
        shutil.copytree(CORNER_SHOP, folder, dirs_exist_ok=True)
        shutil.copy(TIDY_SHOP / "1-order.yaml", Path(folder) / "order.yaml")
        (Path(folder) / "words.yaml").write_text(WORDS, encoding="utf-8")
        return load(folder)


@pytest.fixture
def samples(cast: Cast) -> dict[str, Any]:
    """What stands in for each part of an address: things of the owner's hall."""
    customer = add_customer(name="陈桂兰", phone="13800001234", by=cast.owner)
    data = {"channel": "phone", "area": "near", "content": "楼道灯不亮", "customer": customer.code}
    matter = actions.open_matter(flow="job", step="taken", data=data, by=cast.owner)
    finding = Verdict.objects.create(
        scope=f"subject:{matter.number}", key="2#precede|x", verdict="breached", clause="2", rule="2#precede",
        charter="corner-shop", version="1", subject=matter.number, staff="owner", unit="hall", at=timezone.now(),
    )  # fmt: skip
    notice = Notice.objects.create(
        verdict=finding, key=finding.key, kind="breach", to_staff="owner", at=timezone.now()
    )
    found = {item: Mark("fail" if item == "badge" else "pass") for item in ("badge", "uniform", "hands")}
    hall = cast.unit("hall")
    filing = file_sheet(sheet="manner", unit=hall, person=cast.people["owner"], marks=found, by=cast.boss)
    open_board(unit=hall, place="board", by=cast.boss)
    said = say(talk="T-1", speaker="staff", text="您好", by=cast.owner)
    return {
        "clause": "1", "principle": "5.2", "filing": filing.number, "unit": "hall", "sheet": "manner", "item": "hours",
        "place": "board", "person": "owner", "username": "owner", "thing": "keys", "post": "clerk",
        "act": "call", "notice": notice.pk,
        "number": matter.number, "flow": "job", "step": "sent", "kind": "csv", "code": customer.code,
        "id": finding.pk, "bearer": "staff", "talk": said.subject,
    }  # fmt: skip


def filled(address: str, samples: dict[str, Any]) -> str:
    """The address with something in every slot; a slot this table does not know is an error to mend here."""
    samples = {
        **samples,
        **{slot: samples[name] for start, slot, name in OTHERWISE if address.startswith(start)},
    }
    return "/" + re.sub(r"[<{](?:\w+:)?(\w+)[>}]", lambda slot: str(samples[slot[1]]), address)


def sent(client: Client, method: str, address: str) -> int:
    """The status of a request whose changes are rolled back."""
    body = json.dumps(BODIES.get(re.sub(r"[A-Z]{2}\d{8}-\d{4}", "*", address), {}))
    with transaction.atomic():
        mark = transaction.savepoint()
        status = client.generic(method, address, body, content_type="application/json").status_code
        transaction.savepoint_rollback(mark)
    return status


def test_a_visitor_who_is_not_signed_in_gets_nowhere(samples: dict[str, Any]) -> None:
    client = Client()
    let_in = {
        (method, address): status
        for method, address, action in ROUTES
        if action != access.PUBLIC
        and (status := sent(client, method, filled(address, samples))) not in (302, 401, 405)
    }  # fmt: skip
    assert let_in == {}


def client_of(cast: Cast, name: str) -> Client:
    client = Client()
    client.force_login(getattr(cast, name))
    return client


def may_enter(cast: Cast, name: str, method: str, address: str, action: str, allowed: set[str]) -> bool:
    """Whether the watcher should be let in: by the action, and where the address names the matter, by the matter."""
    person = getattr(cast, name)
    if not access.may(person, action.format(flow="job")):
        return False
    if address == "api/facts":
        return name in {"boss", "chief"}
    if address.startswith("notices/"):
        return name == "owner"
    mine = next((who for place, who in ONLY if re.match(place, f"{method} {address}")), set(WATCHERS))
    return name in mine & (allowed if mine is SEEN else mine)


@pytest.mark.parametrize("name", WATCHERS)
def test_everybody_enters_where_they_may_and_nowhere_else(
    cast: Cast, samples: dict[str, Any], name: str
) -> None:
    client = client_of(cast, name)
    wrong = {}
    for method, address, action in ROUTES:
        status = sent(client, method, filled(address, samples))
        if status == 405 or action == access.PUBLIC:
            continue
        if may_enter(cast, name, method, address, action or "", SEEN):
            let_in = status not in (401, 403) and status < 500 and status != 404
        else:
            let_in = status not in (403, 404)
        if let_in != may_enter(cast, name, method, address, action or "", SEEN):
            wrong[method, address] = status
    assert wrong == {}


@pytest.mark.parametrize("name", ["owner", "teammate", "boss", "hotline", "inspector", "chief"])
def test_a_confidential_matter_is_on_no_page_of_others(
    cast: Cast, samples: dict[str, Any], name: str
) -> None:
    secret = actions.open_matter(
        flow="word", step="heard", data={"content": "有人收红包"}, by=cast.owner
    ).number
    client = client_of(cast, name)
    places = {
        filled(address, {**samples, "number": secret}) for method, address, _ in ROUTES if method == "GET"
    }
    lists = ["/matters/", "/search/", "/api/matters", "/matters/export.csv"]
    places |= {place + query for place in lists for query in ANSWERED_TO_ALL}
    shown = {place for place in places if tells(client, place, secret)}
    assert bool(shown) == (name in CONFIDENTIAL), shown


def tells(client: Client, place: str, number: str) -> bool:
    """Whether a page says more of the secret than was asked with."""
    page = client.get(place)
    text = b"".join(page.streaming_content if page.streaming else [page.content]).decode(errors="ignore")
    return (number in text and number not in place) or ("红包" in text and "红包" not in place)


def test_the_samples_are_seen_by_whom_the_matrix_says(cast: Cast, samples: dict[str, Any]) -> None:
    matter = Matter.objects.get(number=samples["number"])
    assert {name for name in WATCHERS if access.may(getattr(cast, name), "matter.see", matter)} == SEEN
    assert not access.may(AnonymousUser(), "matter.see", matter)
