"""The Django app of duty."""

from django.apps import AppConfig


class DutyConfig(AppConfig):
    name = "shouwen.works.duty"
    label = "duty"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Duty 应办与认定"
