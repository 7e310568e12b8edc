"""The unit of work: what happens together, or not at all.

This is the only file of the project that commits.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy.orm import Session

from coop.kernel.clock import Clock, SystemClock, local_date
from coop.kernel.errors import N_, NotFound
from coop.kernel.hooks import Hook
from coop.store.base import Base
from coop.store.engine import WRITE, db, one_writer

log = logging.getLogger(__name__)

Row = TypeVar("Row", bound=Base)

BUENOS_AIRES = ZoneInfo("America/Argentina/Buenos_Aires")


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a member, at an enrolled device or not; neither for the program itself."""

    member_id: int | None = None
    device_id: int | None = None


NOBODY = Actor()

workplace_zone: Hook[[Session], ZoneInfo] = Hook(lambda _session: BUENOS_AIRES)
"""The time zone of the workplace; answered by `people` once a co-op is founded."""


class NoSuchThing(NotFound):
    message = N_("There is nothing here any more, or it is not for you to see. Go back to the list.")


class WriteInside(RuntimeError):
    """A unit of work was opened inside another: a view or job may open one at a time."""


@dataclass
class UnitOfWork:
    """What a use case works with.

    Attributes:
        session: SQLAlchemy session of this unit. Use cases flush and never commit.
        clock: the only source of the present instant.
        actor: who acts.
    """

    session: Session
    clock: Clock = field(default_factory=SystemClock)
    actor: Actor = NOBODY
    _after: list[Callable[[], None]] = field(default_factory=list)
    _zone: ZoneInfo | None = None

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return self.clock.now()

    @property
    def zone(self) -> ZoneInfo:
        """The time zone of the workplace."""
        if self._zone is None:
            self._zone = workplace_zone(self.session)
        return self._zone

    def today(self) -> date:
        """The calendar day at the workplace."""
        return local_date(self.now(), self.zone)

    def get(self, row: type[Row], key: int) -> Row:
        """A row by its key.

        Raises:
            NoSuchThing: there is none.
        """
        found = self.session.get(row, key)
        if found is None:
            raise NoSuchThing()
        return found

    def add(self, row: Row) -> Row:
        """Store a new row and give it its key."""
        self.session.add(row)
        self.session.flush()
        return row

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Undo what happens inside, and only that, when it raises."""
        with self.session.begin_nested():
            yield

    def after_commit(self, act: Callable[[], None]) -> None:
        """Do something once everything is safely stored: wake a job, send a message.

        It may fail without harm: what is stored stays stored, and the log says what happened.
        """
        self._after.append(act)


def clock() -> Clock:
    """The clock of the running application."""
    found: Clock = current_app.extensions.setdefault("coop_clock", SystemClock())
    return found


@contextmanager
def reading(actor: Actor = NOBODY) -> Iterator[UnitOfWork]:
    """Open a unit that sees one state of the database and cannot write.

    Inside a write unit it is a part of that unit and sees what the unit has written.
    """
    session = db.session()
    try:
        yield UnitOfWork(session=session, clock=clock(), actor=actor)
    finally:
        if not session.info.get(WRITE):
            session.rollback()


@contextmanager
def writing(actor: Actor = NOBODY) -> Iterator[UnitOfWork]:
    """Open the one door to a write; commits at the end, rolls back on any error.

    Slow work (hashing, PDF, the network) belongs before or after it: everybody waits meanwhile.
    """
    session = db.session()
    if session.info.get(WRITE):
        raise WriteInside("a unit of work is open already")
    session.rollback()  # a read transaction is never turned into a write
    uow = UnitOfWork(session=session, clock=clock(), actor=actor)
    with one_writer(db.engine):
        session.info[WRITE] = True
        try:
            session.connection(execution_options={WRITE: True})
            yield uow
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.info.pop(WRITE, None)
    for act in uow._after:
        try:
            act()
        except Exception:  # an edge: who asked must not hear that nothing was stored
            log.exception("stored, but what was to follow the commit failed")
