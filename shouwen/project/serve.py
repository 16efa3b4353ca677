"""`shouwen serve`: database, web server and one worker, started together and stopped together."""

from __future__ import annotations

import errno
import http.client
import socket
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from shouwen.project import embedded, settings
from shouwen.project.embedded import Cluster
from shouwen.project.family import Child, Ears, Ended, Family, python
from shouwen.project.trouble import Exit, Trouble, of_the_folder, say
from shouwen.words import Words

ANSWERS_WITHIN_S = 60.0


@dataclass(frozen=True, slots=True)
class House:
    """One company being served: where it answers, and what its processes are told beyond our own environment."""

    company: str
    listener: socket.socket
    env: Mapping[str, str]

    @property
    def port(self) -> int:
        """The port that was asked for, or the free one that was taken."""
        port: int = self.listener.getsockname()[1]
        return port


def serve(host: str, port: int, *, demo: bool, companies: Sequence[str] = ()) -> None:
    """Blocks until stopped. Raises Trouble before anything runs, or when a part cannot be started at all.

    With several companies the first answers at `port`, the others at the ports after it; each has a database of its
    own in the one embedded server, and web server and worker of its own.
    """
    served = list(companies) or [settings.COMPANY]
    if len(served) > 1 and not settings.IS_EMBEDDED:
        raise Trouble(
            Exit.BAD_SETTING,
            "DATABASE_URL 只指向一个数据库，一次只能服务一家公司：请去掉 --all，或不设 DATABASE_URL。",
            "DATABASE_URL names one database, which holds one company: leave out --all, or DATABASE_URL.",
        )
    with ExitStack() as stack:
        ears = stack.enter_context(Ears())
        try:
            houses = _houses(stack, host, port, served)
            family = Family(ears)
            if settings.IS_EMBEDDED:
                names = [
                    embedded.database_of("" if each == settings.COMPANIES[0] else each) for each in served
                ]
                cluster = Cluster(settings.HOME, databases=names)
                stack.callback(cluster.stop)
                cluster.start()
            else:
                make_home(settings.HOME)
            stack.callback(_deafen, ears)
            stack.callback(family.stop)
            if settings.IS_EMBEDDED:
                family.children.append(database_child(cluster))
            for house in houses:
                open_house(house, family, host, demo=demo, alone=len(houses) == 1, static=house is houses[0])
            family.watch()
        except Ended:
            pass
        say(Words("正在停止……", "Stopping ..."))
    say(Words("已全部停止。", "All of it has stopped."))


def _houses(stack: ExitStack, host: str, port: int, companies: Sequence[str]) -> list[House]:
    """Every port is opened before anything else; each company then knows where the others answer."""
    listeners = {
        company: stack.enter_context(listen(host, port and port + place))
        for place, company in enumerate(companies)
    }
    if len(companies) == 1:
        return [House(companies[0], listeners[companies[0]], {"SHOUWEN_COMPANY": companies[0]})]
    ports = ",".join(f"{company}={each.getsockname()[1]}" for company, each in listeners.items())
    shared = {"SHOUWEN_NEIGHBOURS": ports, "SHOUWEN_CHARTER": "", "SHOUWEN_WEB_WORKERS": "1"}
    return [House(name, each, {"SHOUWEN_COMPANY": name, **shared}) for name, each in listeners.items()]


def open_house(house: House, family: Family, host: str, *, demo: bool, alone: bool, static: bool) -> None:
    """Make a company ready while those that are open already are watched; then open it."""
    prepare(family, house.env, demo=demo, static=static)
    named = Words("", "") if alone else Words(f"（{house.company}）", f" of {house.company}")
    web = family.add(
        Words(f"网页服务{named.zh}", f"web server{named.en}"), lambda: start_web(house.listener, house.env)
    )
    family.add(Words(f"后台工作进程{named.zh}", f"worker{named.en}"), lambda: start_worker(house.env))
    wait_for_answer(web, house.listener)
    address = f"http://{_shown(host)}:{house.port}/"
    say(
        Words(
            f"首问已开门{named.zh}：{address}（按 Ctrl-C 停止）",
            f"Shouwen{named.en} is open at {address} (Ctrl-C stops it)",
        )
    )


def _deafen(ears: Ears) -> None:
    """While stopping, a second Ctrl-C changes nothing: every step has its own time limit."""
    ears.raising = False


def _shown(host: str) -> str:
    if host in {"0.0.0.0", "::"}:  # noqa: S104  asked for by the person
        return "localhost"
    return f"[{host}]" if ":" in host else host


def make_home(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise of_the_folder(error, home) from error


def listen(host: str, port: int) -> socket.socket:
    """Opened before anything else, so that a port in use is said at once; port 0 takes a free one."""
    try:
        family, *_, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen(1024)
        except OSError:
            listener.close()
            raise
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Trouble(
                Exit.PORT_IN_USE,
                f"{host} 的端口 {port} 已被占用：请停掉占用它的程序，或换一个端口（--port 或 SHOUWEN_PORT，0 表示任选空闲端口）。",
                f"Port {port} on {host} is in use: stop what uses it, "
                "or choose another with --port or SHOUWEN_PORT (0 takes a free one).",
            ) from error
        raise Trouble(
            Exit.BAD_SETTING,
            f"无法在 {host}:{port} 监听（{error.strerror}）：请检查 SHOUWEN_HOST 和 SHOUWEN_PORT。",
            f"Nothing can listen on {host}:{port} ({error.strerror}): check SHOUWEN_HOST and SHOUWEN_PORT.",
        ) from error
    return listener


def prepare(family: Family, env: Mapping[str, str], *, demo: bool, static: bool) -> None:
    """In a process of its own, which gives its memory back: this one stays small and imports no Django.

    Static files are not touched while somebody serves them.
    """
    flags = [] if demo else ["--no-demo"]
    flags += [] if static else ["--no-static"]
    process = python(["-m", "shouwen.project.prepare", *flags], env=env)
    try:
        status = family.watch_until_over(process)
    except BaseException:
        process.terminate()
        process.wait()
        raise
    if status == 0:
        return
    if status in set(Exit) - {Exit.UNEXPECTED}:
        raise SystemExit(status)  # its one sentence has been said
    raise Trouble(
        Exit.UNEXPECTED,
        "准备数据库的步骤没有完成，原因见上。",
        "The database could not be made ready; the reason stands above.",
    )


def database_child(cluster: Cluster) -> Child:
    def again() -> object:
        cluster.stop()
        cluster.start()
        return cluster.process

    child = Child(Words("数据库", "database"), again)  # type: ignore[arg-type]
    child.process = cluster.process
    child.started_at = time.monotonic()
    return child


def start_web(listener: socket.socket, env: Mapping[str, str]):  # type: ignore[no-untyped-def]
    handle = listener.fileno()
    return python(
        ["-m", "gunicorn", "-c", "python:shouwen.project.gunicorn", "--bind", f"fd://{handle}"],
        env=env,
        pass_fds=[handle],
    )


def start_worker(env: Mapping[str, str]):  # type: ignore[no-untyped-def]
    return python(["-m", "shouwen.project.cli", "work"], env=env)


def wait_for_answer(web: Child, listener: socket.socket) -> None:
    """Raises Trouble if the web server falls, or says nothing, before its first answer."""
    host, port = listener.getsockname()[:2]
    until = time.monotonic() + ANSWERS_WITHIN_S
    while time.monotonic() < until:
        assert web.process is not None
        if web.process.poll() is not None:
            break
        connection = http.client.HTTPConnection("127.0.0.1" if host == "0.0.0.0" else host, port, timeout=10)  # noqa: S104
        try:
            connection.request(
                "GET", "/account/login/", headers={"Host": settings.ALLOWED_HOSTS[0].lstrip(".")}
            )
            answer = connection.getresponse()
            answer.read()
            if answer.status < 500:
                return
            break
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    raise Trouble(
        Exit.CHILD_FAILED,
        "网页服务没有启动，原因见上；可运行 shouwen doctor 检查。",
        "The web server did not start; the reason stands above, and `shouwen doctor` may tell more.",
    )
