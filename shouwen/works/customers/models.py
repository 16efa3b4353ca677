"""The customer file: who they are, how to reach them, and where the power, heat or service is delivered."""

from __future__ import annotations

from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Reverse, Upper

from shouwen.words import Words

KINDS = {"person": Words("个人", "Person"), "company": Words("单位", "Organisation")}
AREAS = {
    "urban": Words("城区", "Urban"),
    "rural": Words("农村", "Rural"),
    "remote": Words("偏远地区", "Remote"),
}


def _choices(words: dict[str, Words]) -> list[tuple[str, str]]:
    return [(value, said.zh) for value, said in words.items()]


class Customer(models.Model):
    """A person or organisation served; actions.add_customer draws the code unless another system gave one."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=_choices(KINDS), default="person")
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="customer_kind_is_known"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(code=""), name="customer_has_name_and_code"),
        ]
        indexes = [models.Index(OpClass(Upper("name"), "text_pattern_ops"), name="customer_name_prefix")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Contact(models.Model):
    """A telephone number, digits only, so that it is found however it is typed."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="contacts")
    phone = models.CharField(max_length=20)
    label = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "phone"], name="contact_once"),
            models.CheckConstraint(
                condition=Q(phone__regex=r"^[0-9]{3,20}$"), name="contact_phone_is_digits"
            ),
        ]
        indexes = [
            models.Index(fields=["phone"], name="contact_phone_prefix", opclasses=["varchar_pattern_ops"]),
            models.Index(OpClass(Reverse("phone"), "text_pattern_ops"), name="contact_phone_ending"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.phone}"


class Address(models.Model):
    """Where service is given; its area class decides how fast a crew has to arrive."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="addresses")
    text = models.CharField(max_length=200)
    area = models.CharField(max_length=10, choices=_choices(AREAS))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["customer", "text"], name="address_once"),
            models.CheckConstraint(
                condition=Q(area__in=list(AREAS)) & ~Q(text=""), name="address_area_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.text}"
