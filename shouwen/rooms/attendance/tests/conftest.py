"""The shop with the clock, as the works test it."""

from shouwen.works.attendance.tests.conftest import cast, give

__all__ = ["cast", "give"]
