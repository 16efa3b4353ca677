"""Makes the database ready for a start: its version, migrations, charter, demo company, and the static files.

    python -m shouwen.project.prepare [--no-demo] [--no-static]

Runs before web server and worker, in a process of its own; ends with the exit code of what went wrong.
"""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

from shouwen.project import lifeline, settings
from shouwen.project.trouble import Exit, Trouble, of_the_folder, say
from shouwen.words import Words

OLDEST_POSTGRESQL = 15
ONE_AT_A_TIME = 7_210_001  # advisory lock: two houses on one database do not migrate at once


def prepare(*, demo: bool, static: bool = True) -> None:
    from django.db import connection

    check_database()
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(%s)", [ONE_AT_A_TIME])  # let go when this process ends
    migrate()
    keep_charter()
    if demo:
        load_demo()
    else:
        say_how_to_begin()
    if static:
        collect_static()


def check_database() -> None:
    """Raises Trouble: unreachable, older than PostgreSQL 15, or migrated by a newer Shouwen."""
    from django.db import OperationalError, connection

    try:
        connection.ensure_connection()
    except OperationalError as error:
        first = str(error).strip().splitlines()[0]
        raise Trouble(
            Exit.DATABASE_UNREACHABLE,
            f"连不上数据库（{first}）：请先运行 shouwen serve，或检查 DATABASE_URL。",
            f"The database cannot be reached ({first}): start `shouwen serve` first, or check DATABASE_URL.",
        ) from error
    version = connection.cursor().connection.info.server_version // 10_000
    if version < OLDEST_POSTGRESQL:
        raise Trouble(
            Exit.DATABASE_UNSUPPORTED,
            f"DATABASE_URL 指向 PostgreSQL {version}，至少需要 {OLDEST_POSTGRESQL}：请升级，或不设 DATABASE_URL 而用内置的。",
            f"DATABASE_URL leads to PostgreSQL {version} but {OLDEST_POSTGRESQL} is the oldest that works: "
            "upgrade it, or leave DATABASE_URL empty and use the embedded one.",
        )
    if newer := unknown_migrations():
        raise Trouble(
            Exit.DATABASE_NEWER,
            f"数据库已由更新版本的首问升级过（例如 {newer[0]}）：请安装该版本或更新的版本，或恢复升级前的备份。",
            f"The database was migrated by a newer Shouwen ({newer[0]}, for one): "
            "install that version or a later one, or restore the backup from before the upgrade.",
        )


def unknown_migrations() -> list[str]:
    """Applied to the database but not known to this version."""
    from django.apps import apps
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    ours = {config.label for config in apps.get_app_configs()}
    known = set(loader.disk_migrations) | {
        old for new in loader.disk_migrations.values() for old in new.replaces
    }
    return sorted(
        f"{app}.{name}" for app, name in loader.applied_migrations if app in ours and (app, name) not in known
    )


def missing_migrations() -> list[str]:
    """Known to this version but not yet applied."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    return [str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def migrate() -> None:
    from django.core.management import call_command

    missing = missing_migrations()
    if not missing:
        return
    say(Words(f"正在升级数据库（{len(missing)} 步）……", f"Migrating the database ({len(missing)} steps) ..."))
    call_command("migrate", interactive=False, verbosity=0)


def keep_charter() -> None:
    from shouwen.works.journal import actions, charters

    actions.adopt(charters.current())


def load_demo() -> None:
    """The demo company, into a database that holds nobody yet; then the accounts to sign in with."""
    from django.contrib.auth import get_user_model

    from shouwen.project import demo

    if not get_user_model().objects.exists():
        say(Words("正在装入演示公司……", "Loading the demo company ..."))
        demo.load(seed=demo.SEED, month=None)
    print_accounts()


def print_accounts() -> None:
    from shouwen.project import demo

    accounts = demo.accounts()
    if not accounts:
        return
    say(Words("演示账号（岗位、用户名、密码）：", "Demo accounts (role, user name, password):"))
    for account in accounts:
        print(f"  {account.username:<12} {account.password:<14} {account.role.zh} · {account.role.en}")


def say_how_to_begin() -> None:
    """Without the demo company and before anybody was loaded, nobody could sign in."""
    from django.contrib.auth import get_user_model

    if not get_user_model().objects.exists():
        say(
            Words(
                "还没有任何人员，无法登录：请用 shouwen people load 单位.csv 人员.csv 装入（格式见 docs/operating.md）。",
                "Nobody can sign in yet: load your people with `shouwen people load units.csv staff.csv` "
                "(docs/operating.md tells the format).",
            )
        )


def collect_static() -> None:
    """Once for each state of the files: compressed and under hashed names, so that browsers may keep them for ever."""
    from django.conf import settings as django_settings
    from django.contrib.staticfiles.finders import find, get_finders
    from django.core.management import call_command

    if find("vendor/htmx.min.js") is None:
        raise Trouble(
            Exit.INSTALL_INCOMPLETE,
            "缺少前端文件：请用 make serve 启动一次，或运行 scripts/setup。",
            "The front-end files are missing: start once with `make serve`, or run scripts/setup.",
        )
    files = [Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])]
    seen = "\n".join(f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in sorted(files))
    state = hashlib.sha256(seen.encode()).hexdigest()
    stamp = settings.STATIC_ROOT / "stamp"
    if stamp.exists() and stamp.read_text() == state:
        return
    stamp.unlink(missing_ok=True)
    django_settings.STORAGES["staticfiles"]["BACKEND"] = settings.HASHED_FILES
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(state)


def main(arguments: list[str]) -> int:
    lifeline.tie_to_parent(last_word_s=5)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwen.project.settings")
    import django

    try:
        django.setup()
        prepare(demo="--no-demo" not in arguments, static="--no-static" not in arguments)
    except Trouble as trouble:
        say(trouble.words, err=True)
        return trouble.code
    except OSError as error:
        say(of_the_folder(error, settings.HOME).words, err=True)
        return of_the_folder(error, settings.HOME).code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
