"""`shouwen serve`: database, web server and one worker, started together and stopped together."""

from __future__ import annotations

import errno
import http.client
import socket
import time
from contextlib import ExitStack
from pathlib import Path

from shouwen.project import settings
from shouwen.project.embedded import Cluster
from shouwen.project.family import Child, Ears, Ended, Family, python
from shouwen.project.trouble import Exit, Trouble, of_the_folder, say
from shouwen.words import Words

ANSWERS_WITHIN_S = 60.0


def serve(host: str, port: int, *, demo: bool) -> None:
    """Blocks until stopped. Raises Trouble before anything runs, or when a part cannot be started at all."""
    with ExitStack() as stack:
        ears = stack.enter_context(Ears())
        try:
            listener = stack.enter_context(listen(host, port))
            family = Family(ears)
            if settings.IS_EMBEDDED:
                cluster = Cluster(settings.HOME)
                stack.callback(cluster.stop)
                cluster.start()
            else:
                make_home(settings.HOME)
            stack.callback(_deafen, ears)
            stack.callback(family.stop)
            prepare(demo=demo)
            if settings.IS_EMBEDDED:
                family.children.append(database_child(cluster))
            web = family.add(Words("网页服务", "web server"), lambda: start_web(listener))
            family.add(Words("后台工作进程", "worker"), start_worker)
            address = f"http://{_shown(host)}:{listener.getsockname()[1]}/"
            wait_for_answer(web, listener)
            say(
                Words(
                    f"首问已开门：{address}（按 Ctrl-C 停止）",
                    f"Shouwen is open at {address} (Ctrl-C stops it)",
                )
            )
            family.watch()
        except Ended:
            pass
        say(Words("正在停止……", "Stopping ..."))
    say(Words("已全部停止。", "All of it has stopped."))


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


def prepare(*, demo: bool) -> None:
    """In a process of its own, which gives its memory back: this one stays small and imports no Django."""
    process = python(["-m", "shouwen.project.prepare", *([] if demo else ["--no-demo"])])
    try:
        status = process.wait()
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


def start_web(listener: socket.socket):  # type: ignore[no-untyped-def]
    handle = listener.fileno()
    return python(
        ["-m", "gunicorn", "-c", "python:shouwen.project.gunicorn", "--bind", f"fd://{handle}"],
        pass_fds=[handle],
    )


def start_worker():  # type: ignore[no-untyped-def]
    return python(["-m", "shouwen.project.cli", "work"])


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
