"""What the pages show of long work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from coop.kernel.sentences import Sentence, from_json
from coop.store import UnitOfWork
from coop.web.jobs.kinds import KINDS
from coop.web.tables import Job


@dataclass(frozen=True, slots=True)
class JobView:
    """A piece of long work as a person sees it.

    Attributes:
        kind: code of its kind.
        done, whole: steps; whole is 0 while unknown.
        left: time left by the pace so far, None while unknown.
        result: what its kind returned, once done.
    """

    id: int
    kind: str
    title: Sentence
    state: str
    done: int
    whole: int
    message: Sentence | None
    left: timedelta | None
    created_at: datetime
    ended_at: datetime | None
    created_by: int | None
    result: dict[str, Any] | None

    @property
    def module(self) -> str:
        """Whose work it is."""
        return self.kind.partition(".")[0]

    @property
    def is_over(self) -> bool:
        return self.state in ("done", "failed", "stopped")

    @property
    def percent(self) -> int:
        return 100 * self.done // self.whole if self.whole else 0


def get_job(uow: UnitOfWork, job_id: int) -> JobView:
    """One piece of work.

    Raises:
        NoSuchThing: there is none.
    """
    return _view(uow, uow.get(Job, job_id))


def recent_jobs(uow: UnitOfWork, *, limit: int = 200) -> tuple[JobView, ...]:
    """The newest pieces of work, newest first."""
    rows = uow.session.scalars(select(Job).order_by(Job.id.desc()).limit(limit))
    return tuple(_view(uow, r) for r in rows)


def _view(uow: UnitOfWork, row: Job) -> JobView:
    left = None
    if row.state == "running" and row.started_at and row.done and row.whole:
        left = (uow.now() - row.started_at) / row.done * (row.whole - row.done)
    kind = KINDS.get(row.kind)
    return JobView(
        id=row.id,
        kind=row.kind,
        title=Sentence(kind.title if kind else row.kind),
        state=row.state,
        done=row.done,
        whole=row.whole,
        message=from_json(row.message) if row.message else None,
        left=left,
        created_at=row.created_at,
        ended_at=row.ended_at,
        created_by=row.created_by,
        result=row.result,
    )
