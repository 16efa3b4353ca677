"""The Django app of the ledger."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "shouwen.works.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Ledger 积分账"
