"""The power company's house, as the works test it."""

from shouwen.works.speech.tests.conftest import cast

__all__ = ["cast"]
