"""The worker: Procrastinate with our timing, and the patience to wait for a database that is away."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import time

import psycopg
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from procrastinate import exceptions
from procrastinate.contrib.django import app

from shouwen.works.duty import schedule

logger = logging.getLogger(__name__)

LOOK_EVERY_S = 1.0  # jobs that wait for an instant start at most so late; a new fact needs no looking
HEARTBEAT_S, SILENT_S = 5.0, 20.0  # a worker that is silent so long is taken for dead
FIRST_PAUSE_S, LONGEST_PAUSE_S, STEADY_AFTER_S = 0.5, 10.0, 60.0
AWAY = (exceptions.ConnectorException, psycopg.Error, DatabaseError)


def run() -> None:
    """Work until SIGTERM or SIGINT; the job in hand is ended first. A database that goes away is waited for."""
    # A connection that died shows in the job, which is tried again; asking before each would cost every fact.
    connections.settings[DEFAULT_DB_ALIAS]["CONN_HEALTH_CHECKS"] = False
    asyncio.run(_run())


async def _run() -> None:
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    pause = FIRST_PAUSE_S
    while not told.is_set():
        began = time.monotonic()
        try:
            await _work(told)
        except AWAY as error:
            logger.warning("the worker lost the database: %s", error.__cause__ or error)
        if told.is_set():
            return
        pause = (
            FIRST_PAUSE_S if time.monotonic() - began > STEADY_AFTER_S else min(2 * pause, LONGEST_PAUSE_S)
        )
        logger.warning("the worker begins again in %.1f s", pause)
        await _wait(told, pause)


async def _work(told: asyncio.Event) -> None:
    """One life of a Procrastinate worker; it ends by itself when it loses the database.

    Begins with a sweep: what was left lying while no worker ran does not wait for the next minute.
    """
    await asyncio.to_thread(schedule.sweep_now)
    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
        async with app.open_async():
            working = asyncio.create_task(
                app.run_worker_async(
                    name=f"worker-{os.getpid()}",
                    fetch_job_polling_interval=LOOK_EVERY_S,
                    update_heartbeat_interval=HEARTBEAT_S,
                    stalled_worker_timeout=SILENT_S,
                    delete_jobs="successful",
                    install_signal_handlers=False,
                )
            )
            stopping = asyncio.create_task(told.wait())
            await asyncio.wait({working, stopping}, return_when=asyncio.FIRST_COMPLETED)
            stopping.cancel()
            working.cancel()  # no harm if it has ended; else the job in hand is ended first
            with contextlib.suppress(asyncio.CancelledError):
                await working


async def _wait(told: asyncio.Event, seconds: float) -> None:
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(told.wait(), seconds)
