"""The pytest plugin of the house: one throw-away PostgreSQL a run, shared data, a browser, and what counts as slow.

A plugin and not a conftest, because Django's settings are read before any conftest is.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
IS_FIRST = "PYTEST_XDIST_WORKER" not in os.environ
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "client", "admin_client", "django_db_setup"}

if IS_FIRST:  # xdist's workers inherit this environment
    os.environ["SHOUWEN_HOME"] = str(
        Path(tempfile.gettempdir()) / f"shouwen-test-{os.getpid()}-{secrets.token_hex(3)}"
    )
    os.environ["SHOUWEN_TEST_RUN"] = str(os.getpid())
    os.environ["SHOUWEN_SECRET_KEY"] = "only-for-tests-" + "0" * 40
    for name in [name for name in os.environ if name.startswith("SHOUWEN_")]:
        if name not in {"SHOUWEN_HOME", "SHOUWEN_TEST_RUN", "SHOUWEN_SECRET_KEY"}:
            del os.environ[name]
    os.environ.pop("DATABASE_URL", None)
    named = [
        argument
        for argument in sys.argv[1:]
        if not argument.startswith("-") and Path(argument.split("::")[0]).exists()
    ]
    law = ROOT / "shouwen" / "law"
    if not named or not all(Path(name.split("::")[0]).absolute().is_relative_to(law) for name in named):
        os.environ["DJANGO_SETTINGS_MODULE"] = (
            "shouwen.project.settings"  # the law floor is tested without Django
        )
HOME = Path(os.environ["SHOUWEN_HOME"])


def pytest_configure(config: pytest.Config) -> None:
    from hypothesis import settings

    settings.register_profile("house", deadline=None, print_blob=True)
    settings.load_profile("house")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES or "browser" in fixtures:
            item.add_marker(pytest.mark.slow)
        if "browser" in fixtures:
            item.add_marker(pytest.mark.browser)
        if "bench" in item.nodeid.split("/")[0]:
            item.add_marker(pytest.mark.bench)


def pytest_unconfigure() -> None:
    if IS_FIRST and (HOME / "warden").exists():
        import psutil

        try:
            warden = psutil.Process(int((HOME / "warden").read_text()))
            warden.terminate()
            warden.wait(30)
        except psutil.NoSuchProcess:
            pass
        shutil.rmtree(HOME, ignore_errors=True)


# -- the database


@pytest.fixture(scope="session")
def postgres() -> Path:
    """The run's PostgreSQL, started by whichever worker asks first; gives the SHOUWEN_HOME it lives in."""
    (HOME / "static").mkdir(parents=True, exist_ok=True)  # WhiteNoise warns where there is none
    with (HOME / "starting").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        if not (HOME / "ready").exists():
            warden = subprocess.Popen(
                [sys.executable, "-m", "shouwen.project.warden", HOME, os.environ["SHOUWEN_TEST_RUN"]],
                stdout=subprocess.PIPE,
                text=True,
                start_new_session=True,
            )
            (HOME / "warden").write_text(str(warden.pid))
            assert warden.stdout is not None
            answer = warden.stdout.readline().strip()
            warden.stdout.close()
            warden.returncode = (
                0  # its life is the run's, not this worker's: no complaint at garbage collection
            )
            if answer != "ready":
                pytest.exit("The throw-away PostgreSQL of the tests did not start; its words are above.", 1)
    return HOME


GUARDS = """
DO $$ DECLARE guarded regclass; BEGIN
    FOR guarded IN SELECT tgrelid FROM pg_trigger WHERE NOT tgisinternal AND tgtype & 32 <> 0 LOOP
        EXECUTE format('ALTER TABLE %s {verb} TRIGGER USER', guarded);
    END LOOP;
END $$"""


@pytest.fixture(autouse=True, scope="session")
def _tables_can_be_emptied() -> Iterator[None]:
    """Between tests that commit, tables are emptied; facts and verdicts refuse TRUNCATE from everybody else."""
    if "DJANGO_SETTINGS_MODULE" not in os.environ:  # the law floor alone
        yield
        return
    from django.db.backends.postgresql.operations import DatabaseOperations

    flush, off, on = (
        DatabaseOperations.execute_sql_flush,
        GUARDS.format(verb="DISABLE"),
        GUARDS.format(verb="ENABLE"),
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", lambda self, sql: flush(self, [off, *sql, on]))
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> Iterator[None]:
    """Tests with real commits end by emptying every table, which the journal refuses to everybody; only for that
    moment its triggers are off."""
    from django.db.backends.postgresql.operations import DatabaseOperations

    flush = DatabaseOperations.sql_flush
    guarded = ("journal_fact", "duty_verdict", "ledger_entry")

    def flush_unguarded(self: Any, style: Any, tables: Any, **how: Any) -> list[str]:
        of = [table for table in guarded if table in tables]
        switch = "ALTER TABLE {} {} TRIGGER USER".format
        statements: list[str] = flush(self, style, tables, **how)
        return (
            [switch(table, "DISABLE") for table in of]
            + statements
            + [switch(table, "ENABLE") for table in of]
        )

    DatabaseOperations.sql_flush = flush_unguarded
    yield
    DatabaseOperations.sql_flush = flush


@pytest.fixture(autouse=True)
def _quick_passwords(request: pytest.FixtureRequest) -> None:
    """Hashing made to be slow is slow in every test that signs in."""
    if "db" in request.fixturenames or request.node.get_closest_marker("django_db"):
        settings = request.getfixturevalue("settings")
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


# -- what lies beside the checkout


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder ../shared/data beside the checkout: real logs and corpora too large for the repository."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("left out: the proof on real logs; the folder ../shared/data is not beside this checkout")
    return folder


# -- the browser


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The machine's Chromium; CHROMIUM names another than the usual places."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not found or not Path(found).exists():
        pytest.skip("left out: what a person sees; no Chromium here (install it, or name it in CHROMIUM)")
    return Path(found)


CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--font-render-hinting=none",
]  # fmt: skip


@pytest.fixture(scope="session")
def _browser(chromium: Path) -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    # Playwright's loop runs in this thread, and Django would take that for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def browser(_browser: Any) -> Iterator[Any]:
    """A fresh browser context (cookies of its own): `page = browser.new_page()`."""
    context = _browser.new_context(
        locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1280, "height": 800}
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()
