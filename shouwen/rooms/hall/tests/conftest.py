"""The hall with numbers, as the works test it."""

from shouwen.works.hall.tests.conftest import cast

__all__ = ["cast"]
