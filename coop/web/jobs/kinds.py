"""Kinds of long work and how one piece of it runs.

The row is the truth. It is written in the same transaction as what caused it; the queue only
wakes the worker, and what the queue loses the worker finds again in the rows.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import or_, select, update

from coop.kernel.errors import N_, CoopError, Sentence
from coop.kernel.hooks import Hook
from coop.kernel.sentences import to_json
from coop.store import Actor, UnitOfWork, reading, writing
from coop.web.tables import Job

log = logging.getLogger(__name__)

REPORT_EVERY = 0.5
LOST_AFTER = timedelta(seconds=60)
MOST_ATTEMPTS = 3


class Stopped(CoopError):
    message = N_("Stopped. What was finished so far is kept.")


class NoSuchJobKind(CoopError):
    message = N_("This version of the program does not know this kind of work: %(kind)s.")


@dataclass(frozen=True, slots=True)
class JobKind:
    """One kind of long work.

    Attributes:
        code: `module.verb`.
        title: English name.
        run: does it; may be called again after a crash, so it must be able to go on or repeat.
    """

    code: str
    title: str
    run: Callable[[Progress, dict[str, Any]], dict[str, Any]]


KINDS: dict[str, JobKind] = {}

wake: Hook[[int], None] = Hook(lambda _job_id: None)
"""Tells the worker that there is something to do; answered by the queue."""


def register(kind: JobKind) -> None:
    """Make a kind known; `coop/wiring.py` does it."""
    KINDS[kind.code] = kind


class Progress:
    """How a running piece of work tells how far it is.

    Attributes:
        job_id: its row.
        actor: the member who asked for it.
    """

    def __init__(self, job_id: int, actor: Actor) -> None:
        self.job_id = job_id
        self.actor = actor
        self._told = 0.0

    def step(self, done: int, whole: int, sentence: Sentence | None = None) -> None:
        """Report, at most twice a second; call it often and outside any unit of work.

        Raises:
            Stopped: somebody asked to stop.
        """
        if done < whole and time.monotonic() - self._told < REPORT_EVERY:
            return
        self._told = time.monotonic()
        with writing() as uow:
            job = uow.get(Job, self.job_id)
            job.done, job.whole, job.beat_at = done, whole, uow.now()
            if sentence is not None:
                job.message = to_json(sentence)
            stop = job.stop
        if stop:
            raise Stopped()


def enqueue(uow: UnitOfWork, code: str, args: dict[str, Any]) -> int:
    """Ask for long work in the transaction that causes it; the worker is woken after the commit.

    Args:
        uow: the unit of work.
        code: a registered kind.
        args: what JSON can carry.

    Returns:
        The job's key, for the page that shows its progress.
    """
    job = uow.add(
        Job(kind=code, args=args, state="queued", created_by=uow.actor.member_id, created_at=uow.now())
    )
    uow.after_commit(lambda: wake(job_id))
    job_id = job.id
    return job_id


def stop_job(uow: UnitOfWork, job_id: int) -> None:
    """Ask a piece of work to stop: one that waits ends at once, one that runs at its next step."""
    job = uow.get(Job, job_id)
    job.stop = True
    if job.state == "queued":
        job.state, job.ended_at = "stopped", uow.now()


def run_one(job_id: int) -> None:
    """Run one queued job to its end; does nothing when another worker has it."""
    with writing() as uow:
        claimed = uow.session.execute(
            update(Job)
            .where(Job.id == job_id, Job.state == "queued")
            .values(state="running", started_at=uow.now(), beat_at=uow.now(), attempts=Job.attempts + 1)
        )
        if claimed.rowcount != 1:  # type: ignore[attr-defined]
            return
        job = uow.get(Job, job_id)
        code, args, actor = job.kind, job.args, Actor(member_id=job.created_by)
    state, message, result = "done", None, None
    try:
        kind = KINDS.get(code)
        if kind is None:
            raise NoSuchJobKind(kind=code)
        result = kind.run(Progress(job_id, actor), args)
    except Stopped as stopped:
        state, message = "stopped", stopped.sentence
    except CoopError as error:
        state, message = "failed", error.sentence
    except Exception:  # the edge of the worker: nobody else would hear of it
        log.exception("job %s (%s) failed", job_id, code)
        state, message = (
            "failed",
            Sentence(
                N_(
                    "The program failed at this. What went wrong stands in the program's own log, not "
                    "in the record book. Try again; if it fails again, tell whoever looks after the computer."
                )
            ),
        )
    with writing() as uow:
        job = uow.get(Job, job_id)
        job.state, job.ended_at, job.result = state, uow.now(), result
        if message is not None:
            job.message = to_json(message)


def run_queued(app: Flask) -> int:
    """Run everything that waits, oldest first, also what a dead worker left behind.

    Returns:
        How many pieces of work were run.
    """
    count = 0
    with app.app_context():
        with writing() as uow:
            lost = or_(Job.beat_at.is_(None), Job.beat_at < uow.now() - LOST_AFTER)
            uow.session.execute(
                update(Job)
                .where(Job.state == "running", lost)
                .values(state="queued")
                .execution_options(synchronize_session=False)
            )
            uow.session.execute(
                update(Job)
                .where(Job.state == "queued", Job.attempts >= MOST_ATTEMPTS)
                .values(
                    state="failed",
                    ended_at=uow.now(),
                    message=to_json(Sentence(N_("It was interrupted three times. Ask for it again."))),
                )
                .execution_options(synchronize_session=False)
            )
        while True:
            with reading() as uow:
                job_id = uow.session.scalar(
                    select(Job.id).where(Job.state == "queued").order_by(Job.id).limit(1)
                )
            if job_id is None:
                return count
            run_one(job_id)
            count += 1
