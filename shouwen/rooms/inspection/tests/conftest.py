"""The tidy shop, as the works test it."""

from shouwen.works.records.tests.conftest import shop

__all__ = ["shop"]
