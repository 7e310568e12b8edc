"""The queue that wakes the worker process: huey on a small file beside the database."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, current_app
from huey import SqliteHuey, crontab

from coop.web.jobs.kinds import run_queued


def queue_of(app: Flask) -> SqliteHuey:
    """The application's queue; made once."""
    found: SqliteHuey | None = app.extensions.get("coop_queue")
    if found is None:
        path = Path(app.config["COOP_INSTANCE"]) / "queue.sqlite3"
        path.parent.mkdir(parents=True, exist_ok=True)
        found = SqliteHuey("coop", filename=str(path), results=False)
        app.extensions["coop_queue"] = found
        _tasks(app, found)
    return found


def wake(job_id: int) -> None:
    """Tell the worker that there is something to do. Lost wakes do no harm."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    if not app.testing:
        queue_of(app)
        app.extensions["coop_run_queued"]()


def _tasks(app: Flask, queue: SqliteHuey) -> None:
    @queue.task(name="run_queued")  # type: ignore[untyped-decorator]
    def run_now() -> None:
        run_queued(app)

    @queue.periodic_task(crontab(minute="*"), name="look_again")  # type: ignore[untyped-decorator]
    def look_again() -> None:
        run_queued(app)

    app.extensions["coop_run_queued"] = run_now


def work(app: Flask) -> None:
    """Be the worker: run what waits, then what comes, until the process is told to end."""
    queue = queue_of(app)
    run_queued(app)
    consumer = queue.create_consumer(workers=1, periodic=True, initial_delay=0.1, max_delay=1.0)
    consumer.run()
