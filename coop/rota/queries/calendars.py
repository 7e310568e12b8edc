"""Reading a member's shifts for the calendar of her phone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from sqlalchemy import select

from coop.kernel.ranges import Days
from coop.people import queries as people
from coop.rota.queries.places import places
from coop.rota.queries.shifts import shifts
from coop.rota.tables import CalendarRow, PlanRow
from coop.store import UnitOfWork
from coop.store.unit_of_work import NoSuchThing
from coop.web import identity

BACK, AHEAD = timedelta(days=35), timedelta(days=366)
"""How far a calendar reaches; a longer one only makes every fetch heavier."""


@dataclass(frozen=True, slots=True)
class Event:
    """A shift as a calendar shows it: nothing of a person but when, what and where.

    Attributes:
        uid: the same for a member's day whatever is planned on it.
        start_at, end_at: instants, half-open.
        version: of the rota.
        at: when that version was published.
    """

    uid: str
    start_at: datetime
    end_at: datetime
    name: str
    place: str
    version: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Feed:
    """A member's calendar.

    Attributes:
        coop: name of the workplace.
        language: her own; None is the workplace's.
    """

    coop: str
    language: str | None
    events: tuple[Event, ...]


def calendar_since(uow: UnitOfWork, member_id: int) -> datetime | None:
    """When a member's living address was made; None when she has none."""
    return uow.session.scalar(
        select(CalendarRow.made_at).where(CalendarRow.member_id == member_id, CalendarRow.ended_at.is_(None))
    )


def feed(uow: UnitOfWork, token: str) -> Feed:
    """The calendar behind a secret address.

    Raises:
        NoSuchThing: there is no such address any more, or its member is not here any more.
    """
    hashed = identity.token_sha256(token)
    member_id = uow.session.scalar(
        select(CalendarRow.member_id).where(
            CalendarRow.token_sha256 == hashed, CalendarRow.ended_at.is_(None)
        )
    )
    person = identity.find_person(uow.session, member_id) if member_id is not None else None
    if person is None or not person.active:
        raise NoSuchThing()
    days = Days(uow.today() - BACK, uow.today() + AHEAD)
    found, where = shifts(uow, days, member_id=person.member_id), places(uow)
    published = {
        version: at
        for version, at in uow.session.execute(select(PlanRow.version, PlanRow.published_at))
        if at is not None
    }
    name = _uids(uow, person.member_id)
    events = tuple(
        Event(
            name(s.day),
            s.start_at,
            s.end_at,
            s.name,
            where.name(s.place),
            s.version,
            published[s.version],
        )
        for s in found
    )
    return Feed(people.get_coop(uow).name, person.language, events)


def _uids(uow: UnitOfWork, member_id: int) -> Callable[[date], str]:
    first = uow.session.scalar(
        select(CalendarRow.token_sha256)
        .where(CalendarRow.member_id == member_id)
        .order_by(CalendarRow.id)
        .limit(1)
    )
    seed = str(first)
    return lambda day: f"{sha256(f'{seed} {day}'.encode()).hexdigest()[:32]}@coop"
