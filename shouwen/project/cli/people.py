"""`shouwen people`: who works here, for an operator: load, list, passwords, keys to the API, endings."""

from __future__ import annotations

import json
import os
import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from shouwen.project.cli.table import print_table
from shouwen.project.trouble import Exit, Trouble, say
from shouwen.words import Words

if TYPE_CHECKING:
    from shouwen.works.people.models import Staff
    from shouwen.works.people.roster import Loaded

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # no i, l, o, 0, 1: a password is read out and copied by hand
THINGS = {
    "unit": Words("单位", "units"),
    "person": Words("人员", "people"),
    "posting": Words("任岗", "postings"),
}
DEEDS = {"added": Words("新增", "added"), "mended": Words("修改", "changed"), "ended": Words("终止", "ended")}


@click.group("people")
def command() -> None:
    """Load, list and end units, staff and their posts; set passwords; make keys to the API.

    Works while the house is open and while it is closed. Exit codes: 0 done, 2 not done and nothing changed, others
    as of `serve`.
    """


@contextmanager
def _house() -> Iterator[None]:
    """Django, and the database with every migration."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shouwen.project.settings")
    import django

    django.setup()
    from django.conf import settings

    from shouwen.project import embedded, prepare

    with (
        embedded.running(settings.HOME, settings.DATABASES["default"]["NAME"])
        if settings.IS_EMBEDDED
        else nullcontext()
    ):
        prepare.check_database()
        prepare.migrate()
        yield


@command.command("load")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--end-missing", is_flag=True, help="Posts that no row of the files gives end today.")
@click.option("--dry-run", is_flag=True, help="Check everything and tell the changes, but change nothing.")
def load_command(files: tuple[Path, ...], end_missing: bool, dry_run: bool) -> None:
    """Load CSV files of units and of staff with their posts; a changed row mends, loading again changes nothing.

    \b
    Units: code, name_zh, name_en [, parent, kind]
    Staff: code, name, unit, post [, from_on, supervisor, leads]; a row for each post
    """
    with _house():
        from shouwen.law.charter import CharterErrors
        from shouwen.works.people.roster import Faults, load

        try:
            loaded = load(files, end_missing=end_missing, dry_run=dry_run)
        except Faults as wrong:
            for sentence in wrong.faults:
                say(sentence, err=True)
            count = len(wrong.faults)
            raise Trouble(
                Exit.USAGE,
                f"共 {count} 处要改，没有装入任何内容。",
                f"{count} to mend; nothing was loaded.",
            ) from None
        except CharterErrors as errors:
            raise Trouble(
                Exit.BAD_SETTING, f"SHOUWEN_CHARTER：{errors}", f"SHOUWEN_CHARTER: {errors}"
            ) from None
    _tell(loaded, dry_run)


def _tell(loaded: Loaded, dry_run: bool) -> None:
    """What was mended or ended one by one, what was added by number."""
    for note in loaded.notes:
        say(note, err=True)
    for change in loaded.changes:
        if change.did != "added":
            did, thing = DEEDS[change.did], THINGS[change.thing]
            click.echo(f"{did.zh}{thing.zh} {did.en}: {change.what}")
    counts = Counter((change.thing, change.did) for change in loaded.changes)
    zh = [f"{DEEDS[did].zh}{THINGS[thing].zh} {n}" for (thing, did), n in counts.items()]
    en = [f"{THINGS[thing].en} {DEEDS[did].en}: {n}" for (thing, did), n in counts.items()]
    only = Words("（试运行，未写入）", " (dry run, nothing written)") if dry_run else Words("", "")
    say(
        Words(
            f"{'，'.join(zh) or '没有变化'}{only.zh}。",
            f"{', '.join(en) or 'Nothing to change'}{only.en}.",
        )
    )


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: units, people.")
def list_command(as_json: bool) -> None:
    """Everybody, with the posts they hold and will hold."""
    with _house():
        units, people = _units(), _people()
    if as_json:
        click.echo(json.dumps({"units": units, "people": people}, ensure_ascii=False, indent=2))
        return
    rows = []
    for person in people:
        tail = [person["supervisor"], _sign_in(person)]
        for held in person["postings"] or [{}]:
            leads = "✓" if held.get("leads") else ""
            cells = [held.get("unit"), held.get("post"), leads, held.get("from_on"), held.get("until_on")]
            rows.append([person["code"], person["name"], *cells, *tail])
    columns = "code name unit post leads from_on until_on supervisor sign-in".split()
    print_table("", columns, rows)


def _sign_in(person: dict[str, Any]) -> str:
    if not person["is_active"]:
        return "ended 已停用"
    return "yes 可登录" if person["has_password"] else "no password 未设密码"


def _units() -> list[dict[str, Any]]:
    from shouwen.works.people.models import Unit

    columns = ("code", "name_zh", "name_en", "parent__code", "kind")
    rows = Unit.objects.order_by("path").values_list(*columns)
    return [dict(zip(("code", "name_zh", "name_en", "parent", "kind"), row, strict=True)) for row in rows]


def _people() -> list[dict[str, Any]]:
    from django.db.models import Prefetch, Q
    from django.utils import timezone

    from shouwen.works.people.models import Posting, Staff

    current = Posting.objects.filter(Q(until_on__isnull=True) | Q(until_on__gte=timezone.localdate()))
    held = Prefetch("postings", current.select_related("unit").order_by("from_on", "id"))
    staff = Staff.objects.order_by("username").select_related("supervisor").prefetch_related(held, "tokens")
    return [
        {
            "code": person.username,
            "name": person.name,
            "supervisor": person.supervisor.username if person.supervisor else None,
            "is_active": person.is_active,
            "has_password": person.has_usable_password(),
            "postings": [
                {
                    "unit": each.unit.code,
                    "post": each.post,
                    "leads": each.leads,
                    "from_on": each.from_on.isoformat(),
                    "until_on": each.until_on.isoformat() if each.until_on else None,
                }
                for each in person.postings.all()
            ],
            "keys": [
                {"name": token.name, "ends_at": token.ends_at.isoformat()} for token in person.tokens.all()
            ],
        }
        for person in staff
    ]


@command.command("password")
@click.argument("code")
@click.option("--generate", is_flag=True, help="Make one and print it, once, on standard output.")
def password_command(code: str, generate: bool) -> None:
    """Set the password of CODE: asked for twice, or made with --generate. Sessions under the old one end."""
    with _house():
        staff = _active(code)
        password = _generated() if generate else _asked(staff)
        staff.set_password(password)
        staff.save(update_fields=["password"])
    if generate:
        click.echo(password)
    say(Words(f"「{code}」的密码已设置。", f"The password of '{code}' is set."), err=True)


def _generated() -> str:
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


WEAK = {
    "password_too_short": Words("密码不足 8 个字符", "the password is shorter than 8 characters"),
    "password_too_common": Words("密码太常见", "the password is a common one"),
    "password_too_similar": Words("密码与代码或姓名太相似", "the password is too much like the code or name"),
}
"""Said by us: of Django's own sentences not all are there in Chinese."""


def _asked(staff: Staff) -> str:
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    password: str = click.prompt(
        "密码 Password", hide_input=True, confirmation_prompt="再输一次 Again", err=True
    )
    try:
        validate_password(password, user=staff)
    except ValidationError as error:
        said = [
            WEAK.get(each.code or "", Words(each.messages[0], each.messages[0])) for each in error.error_list
        ]
        raise Trouble(
            Exit.USAGE,
            f"没有设置：{'，'.join(each.zh for each in said)}；请换一个。",
            f"Not set: {', '.join(each.en for each in said)}; choose another.",
        ) from None
    return password


@command.command("end")
@click.argument("code")
@click.option("--undo", is_flag=True, help="They are back: may sign in again; posts come with `load`.")
def end_command(code: str, undo: bool) -> None:
    """CODE signs in no more, from now on; their posts end today, their API keys at once."""
    with _house():
        from shouwen.works.matters.models import Matter
        from shouwen.works.people.actions import end_staff

        staff = _person(code)
        if undo:
            staff.is_active = True
            staff.save(update_fields=["is_active"])
            say(
                Words(
                    f"「{code}」可再次登录；请用 shouwen people load 重新定岗。",
                    f"'{code}' may sign in again; give them a post with `shouwen people load`.",
                )
            )
            return
        count = end_staff(staff=staff)
        in_hand = list(
            Matter.objects.filter(holder=staff, closed_at=None)
            .order_by("number")
            .values_list("number", flat=True)
        )
    say(
        Words(
            f"「{code}」已停用，终止任岗 {count} 项。",
            f"'{code}' signs in no more; postings ended: {count}.",
        )
    )
    if in_hand:
        say(
            Words(
                f"名下仍有未结事项 {len(in_hand)} 件，请由本单位转交：{'、'.join(in_hand[:10])}",
                f"Open matters still in their hands: {len(in_hand)}. Have the unit hand them over: {', '.join(in_hand[:10])}",
            )
        )


@command.command("key")
@click.argument("code")
@click.option("--name", help="What the key is for (default: api). With --end: only keys of this name.")
@click.option(
    "--days", type=click.IntRange(1, 3650), default=90, show_default=True, help="How long it opens."
)
@click.option("--end", is_flag=True, help="End the keys of CODE instead.")
def key_command(code: str, name: str | None, days: int, end: bool) -> None:
    """Make a key to the API with the rights of CODE; it is printed once, on standard output."""
    with _house():
        if end:
            _end_keys(_person(code), name)
            return
        from shouwen.works.people.actions import make_token

        staff = _active(code)
        name = name or "api"
        longest = 80
        if len(name) > longest:
            raise Trouble(
                Exit.USAGE,
                f"名称超过 {longest} 个字：请缩短。",
                f"The name is longer than {longest} letters: shorten it.",
            )
        click.echo(make_token(staff=staff, name=name, by=staff, days=days))
    say(
        Words(
            f"这是「{code}」的接口密钥「{name}」，{days} 天内有效，只显示这一次。",
            f"The key '{name}' of '{code}' to the API opens for {days} days and is shown this once.",
        ),
        err=True,
    )


def _end_keys(staff: Staff, name: str | None) -> None:
    from shouwen.works.people.actions import end_token

    tokens = list(staff.tokens.filter(name=name) if name else staff.tokens.all())
    if not tokens:
        names = sorted(set(staff.tokens.values_list("name", flat=True)))
        raise Trouble(
            Exit.USAGE,
            f"「{staff.username}」没有这样的密钥；现有：{'、'.join(names) or '无'}。",
            f"'{staff.username}' has no such key; there is: {', '.join(names) or 'none'}.",
        )
    for token in tokens:
        end_token(token=token, by=staff)
    say(Words(f"已终止密钥 {len(tokens)} 个。", f"Keys ended: {len(tokens)}."))


def _person(code: str) -> Staff:
    from shouwen.law.charter.errors import did_you_mean
    from shouwen.works.people.models import Staff

    staff: Staff | None = Staff.objects.filter(username=code).first()
    if staff is None:
        otherwise = Words("请用 shouwen people list 查看", "see `shouwen people list`")
        mend = did_you_mean(code, Staff.objects.values_list("username", flat=True), otherwise)
        raise Trouble(
            Exit.USAGE,
            f"没有人员「{code}」；{mend.zh}。",
            f"There is nobody with the code '{code}'; {mend.en}.",
        )
    return staff


def _active(code: str) -> Staff:
    staff = _person(code)
    if not staff.is_active:
        raise Trouble(
            Exit.USAGE,
            f"「{code}」已停用；如已复职，先运行 shouwen people end {code} --undo。",
            f"'{code}' has been ended; if they are back, run `shouwen people end {code} --undo` first.",
        )
    return staff
