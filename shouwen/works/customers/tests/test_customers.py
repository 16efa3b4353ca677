"""The customer file: found while the telephone rings, masked in lists, never doubled unseen."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from shouwen.works.customers import queries
from shouwen.works.customers.actions import add_address, add_contact, add_customer, rename
from shouwen.works.customers.models import Customer
from shouwen.works.customers.phones import masked
from shouwen.works.people.tests.cast import Cast
from shouwen.works.refusal import NotAllowed, NotFound, Refused


@pytest.fixture
def chen(cast: Cast) -> Customer:
    return add_customer(
        name="陈桂兰", phone="138 1234 5678", address="幸福里 3-2-501", area="urban", by=cast.owner
    )


def names(cast: Cast, typed: str, who: str = "owner") -> list[str]:
    return [line.name for line in queries.type_ahead(getattr(cast, who), typed)]


@pytest.mark.parametrize("typed", ["138", "1381234", "138-1234", "５６７８", "5678", "陈", "陈桂", "c1"])
def test_a_customer_is_found_by_what_is_typed_so_far(cast: Cast, chen: Customer, typed: str) -> None:
    add_customer(name="何秀英", phone="15900004321", by=cast.owner, code="H-7")
    assert names(cast, typed) == ["陈桂兰"]


@pytest.mark.parametrize("typed", ["", "  ", "桂兰", "678", "139", "%", "_", "'"])
def test_what_does_not_begin_so_is_not_offered(cast: Cast, chen: Customer, typed: str) -> None:
    assert names(cast, typed) == []


def test_lists_show_the_number_masked_and_the_file_shows_it_whole(cast: Cast, chen: Customer) -> None:
    (line,) = queries.type_ahead(cast.owner, "138")
    assert (line.phone, line.address, line.area) == ("138****5678", "幸福里 3-2-501", "urban")
    assert [contact.phone for contact in queries.one(cast.owner, chen.code).contacts.all()] == ["13812345678"]


@pytest.mark.parametrize(
    ("digits", "shown"),
    [
        ("13812345678", "138****5678"),
        ("057112345678", "0571****5678"),
        ("12345", "***45"),
        ("95598", "***98"),
        ("110", "**0"),
    ],
)
def test_masking_leaves_too_little_to_ring_anybody(digits: str, shown: str) -> None:
    assert masked(digits) == shown and len(masked(digits)) == len(digits)


def test_who_already_has_the_number_is_shown_before_a_second_file_is_opened(
    cast: Cast, chen: Customer
) -> None:
    son = add_customer(name="陈小军", phone="138-1234-5678", by=cast.owner)
    assert {line.name for line in queries.same_phone(cast.owner, "１３８ 1234 5678")} == {"陈桂兰", "陈小军"}
    assert [line.name for line in queries.same_phone(cast.owner, "13812345678", but=son)] == ["陈桂兰"]


def test_the_same_number_and_address_again_are_the_same_and_the_area_is_mended(
    cast: Cast, chen: Customer
) -> None:
    add_contact(customer=chen, phone="13812345678", by=cast.owner)
    add_address(customer=chen, text="幸福里  ３-2-501", area="rural", by=cast.owner)
    assert (chen.contacts.count(), [address.area for address in chen.addresses.all()]) == (1, ["rural"])


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": " "}, "missing-field"),
        ({"name": "字" * 121}, "bad-field"),
        ({"phone": "不知道"}, "bad-field"),
        ({"address": "幸福里"}, "missing-field"),
        ({"address": "幸福里", "area": "moon"}, "bad-field"),
        ({"kind": "alien"}, "bad-field"),
        ({"code": "H-7"}, "code-taken"),
    ],
)
def test_a_file_is_opened_whole_or_not_at_all(cast: Cast, fields: dict[str, str], told: str) -> None:
    add_customer(name="何秀英", by=cast.owner, code="H-7")
    with pytest.raises(Refused, match=told):
        add_customer(**{"name": "陈桂兰", "by": cast.owner} | fields)
    assert Customer.objects.count() == 1


def test_without_a_post_the_file_stays_closed(cast: Cast, chen: Customer) -> None:
    assert names(cast, "138", "nobody") == []
    with pytest.raises(NotFound):
        queries.one(cast.nobody, chen.code)
    with pytest.raises(NotAllowed):
        rename(customer=chen, name="别人", by=cast.nobody)


def test_looking_up_costs_a_fixed_number_of_statements(
    cast: Cast, chen: Customer, django_assert_num_queries: Any
) -> None:
    person = cast.owner
    with django_assert_num_queries(4):  # standing, customers, contacts, addresses
        queries.type_ahead(person, "138")


@pytest.mark.parametrize("typed", ["1381", "5678", "陈桂"])
def test_looking_up_goes_by_an_index(cast: Cast, chen: Customer, typed: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        rows = Customer.objects.filter(queries.begins(typed))
        plan = rows.order_by().explain()
    assert "Seq Scan on customers_contact" not in plan and "Index" in plan
