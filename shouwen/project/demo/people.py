"""The customers of the demo town. Their telephone numbers begin with 1200, which no network gives out."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from shouwen.project.demo import corpus
from shouwen.project.demo.corpus import Area

PREFIX = "1200"
SHARES = {"urban": 62, "rural": 28, "remote": 10}


@dataclass(frozen=True, slots=True)
class Caller:
    """A customer as the stories need them."""

    code: str
    name: str
    kind: str
    phone: str
    address: str
    area: Area
    street: str


def callers(rng: Random, count: int) -> list[Caller]:
    """So many customers with names, telephone numbers and addresses of their own."""
    names = [surname + given for surname in corpus.SURNAMES for given in corpus.GIVEN]
    rng.shuffle(names)
    organisations = list(corpus.ORGANISATIONS)
    numbers = rng.sample(range(10_000_000), count)
    found = []
    for index in range(count):
        is_company = bool(organisations) and index % 15 == 7
        name = organisations.pop(0) if is_company else names[index % len(names)]
        area: Area = rng.choices(list(SHARES), list(SHARES.values()))[0]  # type: ignore[assignment]
        street = rng.choice(corpus.STREETS[area])
        kind = "company" if is_company else "person"
        address = _address(rng, area, street)
        found.append(
            Caller(f"K{index + 1:05d}", name, kind, f"{PREFIX}{numbers[index]:07d}", address, area, street)
        )
    return found


def _address(rng: Random, area: str, street: str) -> str:
    if area != "urban":
        return f"{street}{rng.randint(1, 9)}组{rng.randint(1, 60)}号"
    if rng.random() < 0.6:
        estate = rng.choice(corpus.ESTATES)
        return f"{street}{estate}{rng.randint(1, 18)}栋{rng.randint(1, 4)}单元{rng.randint(1, 11)}0{rng.randint(1, 4)}室"
    return f"{street}{rng.randint(1, 288)}号"
