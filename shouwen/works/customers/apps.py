from __future__ import annotations

from django.apps import AppConfig


class CustomersConfig(AppConfig):
    name = "shouwen.works.customers"
    label = "customers"
