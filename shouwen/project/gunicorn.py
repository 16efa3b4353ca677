"""How gunicorn serves the house. The listening socket is opened by `shouwen serve` and handed down."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from shouwen.project import lifeline, settings

wsgi_app = "shouwen.project.wsgi:application"
preload_app = True  # the application is loaded once; the workers share its memory
worker_class = "gthread"
workers = settings.WEB_WORKERS
threads = settings.WEB_THREADS
timeout = 60
graceful_timeout = 8
keepalive = 15
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  heartbeats need no disk
loglevel = settings.LOG_LEVEL.lower()
control_socket_disable = True


def on_starting(server: Any) -> None:
    lifeline.tie_to_parent()


def post_worker_init(worker: Any) -> None:
    """Threads do not survive the fork, so each worker follows the adopted charter by itself."""
    from shouwen.works.journal import charters

    charters.follow()
