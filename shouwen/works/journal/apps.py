"""The Django app of the journal."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "shouwen.works.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Journal 事实簿"
