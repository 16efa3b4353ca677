"""Signing in: people are added by the house, so nobody signs up."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class HouseAdapter(DefaultAccountAdapter):
    """allauth's account adapter with the front door closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
