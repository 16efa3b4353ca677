"""Who opens the customer file: everybody who holds a post, because anybody may be the one asked first."""

from __future__ import annotations

from django.db.models import Q

from shouwen.works.customers.models import Customer
from shouwen.works.people.access import EVERYTHING, Standing, rule


@rule("customer.see", Customer)
@rule("customer.edit", Customer)
def _the_file(stood: Standing) -> Q:
    return EVERYTHING
