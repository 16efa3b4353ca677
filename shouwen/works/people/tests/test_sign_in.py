"""Signing in by staff code and password, with one-time passwords for who wants them."""

from __future__ import annotations

import base64
import hmac
import struct
import time

import pytest
from django.test import Client

from shouwen.works.people.models import Staff

PASSWORD = "lantern-River-9"


@pytest.fixture
def clerk(db: None) -> Staff:
    return Staff.objects.create_user("w-07", PASSWORD, name="何秀英")


def one_time(secret: str) -> str:
    """What the person's telephone would show now (RFC 6238)."""
    digest = hmac.digest(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), "sha1")
    start = digest[-1] & 0x0F
    (number,) = struct.unpack(">I", digest[start : start + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06d}"


def sign_in(client: Client, login: str = "w-07", password: str = PASSWORD) -> bool:
    client.post("/account/login/", {"login": login, "password": password})
    return "_auth_user_id" in client.session


def test_the_staff_code_and_the_password_open_the_door(clerk: Staff, client: Client) -> None:
    assert sign_in(client)
    client.post("/account/logout/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("login", "password"), [("w-07", "wrong"), ("w-08", PASSWORD), ("", ""), ("何秀英", PASSWORD)]
)
def test_anything_else_does_not(clerk: Staff, client: Client, login: str, password: str) -> None:
    assert not sign_in(client, login, password)


def test_who_has_left_does_not_come_in_and_is_put_out(clerk: Staff, client: Client) -> None:
    assert sign_in(client)
    Staff.objects.update(is_active=False)
    assert client.get("/matters/").status_code == 302
    assert not sign_in(Client())


def test_a_one_time_password_once_set_up_is_asked_for(clerk: Staff, client: Client) -> None:
    sign_in(client)
    place = "/account/2fa/totp/activate/"
    assert client.get(place).url.startswith("/account/reauthenticate/"), "the password is asked for once more"
    page = client.post("/account/reauthenticate/", {"password": PASSWORD, "next": place}, follow=True)
    secret = page.context["form"].secret
    client.post(place, {"code": one_time(secret)})
    again = Client()
    assert not sign_in(again), "the password alone is not enough any more"
    again.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "_auth_user_id" not in again.session
    again.post("/account/2fa/authenticate/", {"code": one_time(secret)})
    assert "_auth_user_id" in again.session


def test_a_new_person_needs_a_code_that_is_one(db: None) -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        Staff.objects.create_user("何 秀英", PASSWORD, name="何秀英")
    with pytest.raises(ValidationError):
        Staff.objects.create_user("w-09", PASSWORD)
