"""Reading absences, and who read whose private data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from coop.kernel.ranges import Days
from coop.people.tables import AbsenceRow, MemberRow, ReadingRow
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which a member is away; `kind` is for the member and the secretary alone."""

    id: int
    member_id: int
    kind: str
    days: Days


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody read a member's private data."""

    reader_id: int
    reader: str
    what: str
    at: datetime


def absences(uow: UnitOfWork, days: Days, *, member_id: int | None = None) -> tuple[Absence, ...]:
    """Absences with a day in common with a range, of everybody or of one member, by first day."""
    query = select(AbsenceRow).where(AbsenceRow.start_on < days.end, AbsenceRow.end_on > days.start)
    if member_id is not None:
        query = query.where(AbsenceRow.member_id == member_id)
    rows = uow.session.scalars(query.order_by(AbsenceRow.start_on, AbsenceRow.id))
    return tuple(Absence(r.id, r.member_id, r.kind, Days(r.start_on, r.end_on)) for r in rows)


def get_absence(uow: UnitOfWork, absence_id: int) -> Absence:
    """An absence by key.

    Raises:
        NoSuchThing: there is none.
    """
    r = uow.get(AbsenceRow, absence_id)
    return Absence(r.id, r.member_id, r.kind, Days(r.start_on, r.end_on))


def readings_of(uow: UnitOfWork, member_id: int) -> tuple[Reading, ...]:
    """Who read a member's private data, the latest first."""
    rows = uow.session.execute(
        select(ReadingRow, MemberRow.given_names, MemberRow.family_name)
        .join(MemberRow, MemberRow.id == ReadingRow.reader_id)
        .where(ReadingRow.member_id == member_id)
        .order_by(ReadingRow.at.desc(), ReadingRow.id.desc())
    )
    return tuple(Reading(r.reader_id, f"{given} {family}", r.what, r.at) for r, given, family in rows)
