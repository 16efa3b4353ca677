"""Signing in: people are added by the house, so nobody signs up; and every request asks who it is in two short statements."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection
from django.http import HttpRequest

from shouwen.works.people.models import Staff

_COLUMNS = [field.attname for field in Staff._meta.concrete_fields]
_STAFF = f"SELECT {', '.join(_COLUMNS)} FROM people_staff WHERE id = %s"  # noqa: S608 - columns of the model


class HouseAdapter(DefaultAccountAdapter):
    """allauth's account adapter with the front door closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class HouseBackend(AuthenticationBackend):
    """allauth's backend; who a session belongs to is asked without the detour of a queryset, on every request."""

    def get_user(self, user_id: Any) -> Staff | None:
        with connection.cursor() as cursor:
            cursor.execute(_STAFF, [user_id])
            row = cursor.fetchone()
        user: Staff | None = Staff.from_db("default", _COLUMNS, row) if row else None
        return user if user is not None and user.is_active else None
