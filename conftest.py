"""What only a conftest may do: stand before a fixture of another plugin. The rest is shouwen/project/testing.py."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def django_db_modify_db_settings(postgres: Path, django_db_modify_db_settings_parallel_suffix: None) -> None:
    """pytest-django asks this before it makes the test database: the server has to run by then."""
