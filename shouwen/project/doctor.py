"""What `shouwen doctor` looks at. Each examination says what it found and, if that is bad, the cure."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from shouwen.project import settings
from shouwen.project.trouble import Trouble
from shouwen.words import Words

State = Literal["good", "note", "bad"]
LATE_HEARTBEAT_S = 60
LATE_JOB_S = 60


@dataclass(frozen=True)
class Found:
    """`about` is the examination's stable name; `note` means: works, but something is left out."""

    about: str
    state: State
    words: Words


def examine() -> Iterator[Found]:
    yield _python()
    yield _packages()
    yield _frontend()
    yield _chromium()
    yield _disk()
    try:
        from shouwen.project.prepare import check_database

        check_database()
    except Trouble as trouble:
        yield Found("database", "bad", trouble.words)
        return
    for look in (_postgresql, _migrations, _charter, _worker, _queue, _judging):
        yield _carefully(look)


def _carefully(look: Callable[[], Found]) -> Found:
    """An examination that fails is itself a finding; the others still go on."""
    try:
        return look()
    except Exception as error:
        said = f"{type(error).__name__}: {str(error).strip().splitlines()[0] if str(error) else ''}"
        about = look.__name__.strip("_")
        return Found(
            about, "bad", Words(f"{about} 检查不了（{said}）", f"{about} could not be examined ({said})")
        )


def _python() -> Found:
    version = ".".join(map(str, sys.version_info[:3]))
    return Found("python", "good", Words(f"Python {version}", f"Python {version}"))


def _packages() -> Found:
    """Every requirement of the installed distribution that applies here is installed."""
    from packaging.requirements import Requirement

    wrong = []
    for line in metadata.requires("shouwen") or []:
        requirement = Requirement(line)
        if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
            continue
        try:
            version = metadata.version(requirement.name)
        except metadata.PackageNotFoundError:
            wrong.append(requirement.name)
            continue
        if not requirement.specifier.contains(version, prereleases=True):
            wrong.append(f"{requirement.name} {version}")
    if wrong:
        listed = ", ".join(wrong)
        return Found(
            "packages",
            "bad",
            Words(
                f"依赖缺失或版本不符：{listed}；请运行 scripts/setup",
                f"missing or wrong: {listed}; run scripts/setup",
            ),
        )
    return Found("packages", "good", Words("依赖齐全", "all packages are there"))


def _frontend() -> Found:
    from django.contrib.staticfiles.finders import find

    needed = [
        "vendor/htmx.min.js",
        "vendor/tabler.min.css",
        "vendor/tabler-icons.min.css",
        "vendor/echarts.min.js",
    ]
    missing = [name for name in needed if find(name) is None]
    if missing:
        listed = ", ".join(missing)
        return Found(
            "frontend",
            "bad",
            Words(
                f"缺少前端文件：{listed}；请运行 scripts/setup",
                f"front-end files missing: {listed}; run scripts/setup",
            ),
        )
    return Found("frontend", "good", Words("前端文件齐全", "the front-end files are there"))


def _chromium() -> Found:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if found and Path(found).exists():
        return Found("chromium", "good", Words(f"浏览器 {found}", f"Chromium at {found}"))
    return Found(
        "chromium",
        "note",
        Words(
            "没有 Chromium：只影响浏览器测试和截图，可安装 chromium 或设置 CHROMIUM",
            "no Chromium: only browser tests and screenshots need it; install chromium or set CHROMIUM",
        ),
    )


def _disk() -> Found:
    place = next(folder for folder in (settings.HOME, *settings.HOME.parents) if folder.exists())
    free_mb = shutil.disk_usage(place).free >> 20
    words = Words(f"{place} 剩余 {free_mb} MB", f"{free_mb} MB free at {place}")
    return Found("disk", "good" if free_mb > 1024 else "note" if free_mb > 200 else "bad", words)


def _postgresql() -> Found:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select current_setting('server_version'), pg_size_pretty(pg_database_size(current_database()))"
        )
        version, size = cursor.fetchone()
    where = Words("内置", "embedded") if settings.IS_EMBEDDED else Words("外部", "by DATABASE_URL")
    return Found(
        "postgresql",
        "good",
        Words(f"PostgreSQL {version}（{where.zh}，{size}）", f"PostgreSQL {version} ({where.en}, {size})"),
    )


def _migrations() -> Found:
    from shouwen.project.prepare import missing_migrations

    missing = missing_migrations()
    if missing:
        return Found(
            "migrations",
            "bad",
            Words(
                f"数据库还差 {len(missing)} 步升级：请运行 shouwen serve 或 shouwen manage migrate",
                f"{len(missing)} migrations are not applied: run `shouwen serve` or `shouwen manage migrate`",
            ),
        )
    return Found("migrations", "good", Words("数据库结构是最新的", "every migration is applied"))


def _charter() -> Found:
    from shouwen.works.journal import charters

    charter = charters.current()
    words = Words(f"规范 {charter.name} {charter.version}", f"charter {charter.name} {charter.version}")
    return Found("charter", "good", words)


def _worker() -> Found:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*), extract(epoch from now() - max(last_heartbeat)) from procrastinate_workers"
        )
        count, ago_s = cursor.fetchone()
    if not count or ago_s > LATE_HEARTBEAT_S:
        return Found(
            "worker",
            "bad",
            Words(
                "没有在运行的后台工作进程：请运行 shouwen serve 或 shouwen work",
                "no worker is alive: run `shouwen serve` or `shouwen work`",
            ),
        )
    return Found(
        "worker",
        "good",
        Words(f"后台工作进程 {ago_s:.0f} 秒前有心跳", f"a worker was heard {ago_s:.0f} s ago"),
    )


def _queue() -> Found:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) filter (where status = 'todo'), count(*) filter (where status = 'failed'),"
            " coalesce(extract(epoch from now() - min(greatest(coalesce(scheduled_at, at), at))"
            "   filter (where status = 'todo' and coalesce(scheduled_at, at) <= now())), 0)"
            " from procrastinate_jobs left join lateral ("
            "   select max(at) as at from procrastinate_events where job_id = procrastinate_jobs.id) e on true"
        )
        waiting, failed, late_s = cursor.fetchone()
    words = Words(
        f"待办任务 {waiting} 件，最久已等 {late_s:.0f} 秒；失败 {failed} 件",
        f"{waiting} jobs wait, the longest for {late_s:.0f} s; {failed} failed",
    )
    return Found("queue", "bad" if late_s > LATE_JOB_S else "note" if failed else "good", words)


def _judging() -> Found:
    """How far live judging is behind, and the scopes it cannot judge, with the first error."""
    from shouwen.works.duty import queries

    lag = queries.lag()
    if worst := queries.failing().first():
        return Found(
            "judging",
            "bad",
            Words(
                f"{lag.failing} 处判定失败，会自动重试；最早的是 {worst.scope}：{worst.error}",
                f"{lag.failing} scopes cannot be judged and are tried again; the first is {worst.scope}: {worst.error}",
            ),
        )
    words = Words(
        f"待判定 {lag.waiting} 件（另有批量导入 {lag.later} 件），到点的最久已等 {lag.late_s:.0f} 秒",
        f"{lag.waiting} facts wait to be judged (and {lag.later} of an import), "
        f"the longest overdue look for {lag.late_s:.0f} s",
    )
    return Found("judging", "bad" if lag.late_s > LATE_JOB_S else "good", words)
