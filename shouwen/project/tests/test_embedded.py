"""The embedded PostgreSQL: private, durable, and usable from a path of any length."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from shouwen.project import embedded
from shouwen.project.trouble import Exit, Trouble

pytestmark = pytest.mark.slow


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[embedded.Cluster]:
    deep = tmp_path / ("很深的目录" * 5) / ("d" * 60)
    deep.mkdir(parents=True)
    cluster = embedded.Cluster(deep / "home")
    yield cluster
    cluster.stop()
    if cluster.sockets != cluster.data and cluster.sockets.exists():
        cluster.sockets.rmdir()


def test_it_runs_in_a_folder_too_deep_for_a_socket_and_keeps_what_is_committed(
    cluster: embedded.Cluster,
) -> None:
    cluster.start()
    assert cluster.sockets != cluster.data
    with psycopg.connect(embedded.url(cluster.home)) as connection:
        shown = {
            name: connection.execute(f"show {name}").fetchone() for name in ("fsync", "listen_addresses")
        }
        assert shown == {"fsync": ("on",), "listen_addresses": ("",)}
        superuser = connection.execute(
            "select rolsuper from pg_roles where rolname = current_user"
        ).fetchone()
        assert superuser == (False,)
        connection.execute("create table kept (a int)")
    for folder in (cluster.data, cluster.sockets):
        assert folder.stat().st_mode & 0o077 == 0

    cluster.stop()
    cluster.stop()  # once more does no harm
    cluster.start()
    with psycopg.connect(embedded.url(cluster.home)) as connection:
        assert connection.execute("select count(*) from kept").fetchone() == (0,)


def test_one_house_a_folder(cluster: embedded.Cluster) -> None:
    cluster.start()
    second = embedded.Cluster(cluster.home)
    with pytest.raises(Trouble) as trouble:
        second.start()
    assert trouble.value.code is Exit.ALREADY_RUNNING
    with embedded.running(cluster.home), psycopg.connect(embedded.url(cluster.home)) as connection:
        connection.execute("select 1")  # a command uses the one that runs
    assert cluster.process is not None and cluster.process.poll() is None
