"""Clients of the desk: processes that sign in, keep their connection, and send one request after another.

They speak HTTP over a bare socket, so that on a small machine the server has the processor and not its guests.
"""

from __future__ import annotations

import itertools
import multiprocessing
import socket
import time
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

WARM_S = 1.0


@dataclass(frozen=True)
class Errand:
    """What a client does over and over: `kind` names the request, `among` what it goes through in turn."""

    kind: str
    among: Sequence[str] = ()
    clerk: str = ""
    seconds: float = 5.0


@dataclass
class Outcome:
    """The times of the answers in seconds, and what the errand made (numbers of matters)."""

    times: list[float] = field(default_factory=list)
    made: list[str] = field(default_factory=list)


class Guest:
    """One signed-in browser without a window."""

    def __init__(self, host: str, port: int) -> None:
        self.host, self.port = host, port
        self.cookies: dict[str, str] = {}
        self.socket, self.left = socket.create_connection((host, port)), b""

    def sign_in(self, username: str, password: str) -> None:
        self.ask("GET", "/account/login/")
        status, _, _ = self.post("/account/login/", {"login": username, "password": password})
        if status != 302:
            raise RuntimeError(f"{username} was not let in: {status}")

    def post(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        body = urlencode({"csrfmiddlewaretoken": self.cookies["csrftoken"], **form}).encode()
        return self.ask("POST", path, body)

    def ask(self, method: str, path: str, body: bytes = b"") -> tuple[int, dict[str, str], bytes]:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = (
            f"{method} {path} HTTP/1.1\r\nHost: localhost:{self.port}\r\nCookie: {cookies}\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        self.socket.sendall(head.encode() + body)
        status, headers, length = self._head()
        while len(self.left) < length:
            self._more()
        answer, self.left = self.left[:length], self.left[length:]
        if headers.get("connection") == "close":
            self.socket, self.left = socket.create_connection((self.host, self.port)), b""
        return status, headers, answer

    def _head(self) -> tuple[int, dict[str, str], int]:
        while b"\r\n\r\n" not in self.left:
            self._more()
        head, _, self.left = self.left.partition(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {}
        for line in lines:
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
            if name.lower() == "set-cookie":
                cookie, _, content = value.partition(";")[0].partition("=")
                self.cookies[cookie] = content
        return int(first.split()[1]), headers, int(headers.get("content-length", "0"))

    def _more(self) -> None:
        got = self.socket.recv(65536)
        if not got:
            raise ConnectionError("the server hung up")
        self.left += got


def send(host: str, port: int, password: str, errands: Sequence[Errand]) -> list[Outcome]:
    """All errands at once, each in a process of its own; answers when the last has ended."""
    context = multiprocessing.get_context("spawn")
    gate = context.Barrier(len(errands))
    with context.Pool(len(errands), initializer=_keep, initargs=(gate,)) as pool:
        return pool.starmap(_run, [(host, port, password, errand) for errand in errands])


def _keep(gate: object) -> None:
    global _GATE
    _GATE = gate


def _run(host: str, port: int, password: str, errand: Errand) -> Outcome:
    guest = Guest(host, port)
    if errand.clerk:
        guest.sign_in(errand.clerk, password)
    doing = REQUESTS[errand.kind](guest, errand)
    outcome = Outcome()
    _GATE.wait()  # type: ignore[name-defined]
    begun = time.perf_counter()
    while (now := time.perf_counter()) < begun + WARM_S + errand.seconds:
        made = next(doing)
        if now > begun + WARM_S:
            outcome.times.append(time.perf_counter() - now)
        if made:
            outcome.made.append(made)
    return outcome


def _expect(status: int, wanted: int, what: str, page: bytes) -> None:
    if status != wanted:
        raise RuntimeError(
            f"{what}: answered {status} instead of {wanted}: {page[:2000].decode(errors='replace')}"
        )


def _get(guest: Guest, path: str, holds: bytes) -> None:
    status, _, page = guest.ask("GET", path)
    _expect(status, 200, path, page)
    if holds not in page:
        raise RuntimeError(f"{path} does not show {holds.decode()}")


def empty(guest: Guest, errand: Errand) -> Iterator[str]:
    while True:
        _get(guest, "/empty/", b"")
        yield ""


def listing(guest: Guest, errand: Errand) -> Iterator[str]:
    while True:
        _get(guest, "/matters/", b'<td class="no inline">')
        yield ""


def matter(guest: Guest, errand: Errand) -> Iterator[str]:
    for number in itertools.cycle(errand.among):
        _get(guest, f"/matters/{number}/", number.encode())
        yield ""


def search(guest: Guest, errand: Errand) -> Iterator[str]:
    for word in itertools.cycle(errand.among):
        _get(guest, f"/search/?q={quote(word)}", b'<td class="no inline">')
        yield ""


def take_in(guest: Guest, errand: Errand) -> Iterator[str]:
    """`among`: customer, phone, address, area and content of the next call, parted by tabs."""
    guest.ask("GET", "/intake/repair/")
    for call in itertools.cycle(errand.among):
        customer, phone, address, area, content = call.split("\t")
        form = {
            "customer": customer, "contact": phone, "address": address, "area": area, "content": content, "kind": "home",
            "step": "reported", "request_id": uuid.uuid4().hex,
        }  # fmt: skip
        status, head, page = guest.post("/intake/repair/", form)
        _expect(status, 303, "take in", page)
        yield head["location"].partition("?")[0].strip("/").split("/")[-1]


def advance(guest: Guest, errand: Errand) -> Iterator[str]:
    """`among`: numbers of fresh matters; each is dispatched, and dispatched again to another crew."""
    guest.ask("GET", "/keys/")
    for revision in itertools.count(1):
        for number in errand.among:
            crew = "cx-qx" if revision % 2 else "cd-qx"
            form = {"revision": str(revision), "crew": crew, "request_id": uuid.uuid4().hex}
            status, _, page = guest.post(f"/matters/{number}/steps/dispatched/", form)
            _expect(status, 303, "advance", page)
            yield ""


REQUESTS = {each.__name__: each for each in (empty, listing, matter, search, take_in, advance)}
