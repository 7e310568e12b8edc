"""Reading what members ask to be put right about their hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from coop.kernel.ranges import Days
from coop.rota import rules
from coop.rota.queries import setting
from coop.rota.queries.shifts import shifts
from coop.rota.rules import Planned, Proposal, Span
from coop.rota.tables import AmendmentRow
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Amendment:
    """A presence that a member says is hers, and the answer.

    Attributes:
        state: asked, accepted, refused or withdrawn.
        answer: what the officer wrote; always there when it was refused.
    """

    id: int
    member_id: int
    day: date
    start_at: datetime
    end_at: datetime
    why: str
    asked_at: datetime
    state: str
    answer: str | None
    settled_at: datetime | None
    settled_by: int | None

    @property
    def days(self) -> Days:
        """Its day alone."""
        return Days(self.day, self.day + timedelta(days=1))

    @property
    def span(self) -> Span:
        """The presence."""
        return Span(self.start_at, self.end_at)


def amendments(uow: UnitOfWork, *, member_id: int | None = None) -> tuple[Amendment, ...]:
    """All requests, or one member's; those that wait first, then the newest."""
    query = select(AmendmentRow)
    if member_id is not None:
        query = query.where(AmendmentRow.member_id == member_id)
    rows = uow.session.scalars(query.order_by(AmendmentRow.state != "asked", AmendmentRow.id.desc()))
    return tuple(_amendment(r) for r in rows)


def get_amendment(uow: UnitOfWork, amendment_id: int) -> Amendment:
    """A request by key.

    Raises:
        NoSuchThing: there is none.
    """
    return _amendment(uow.get(AmendmentRow, amendment_id))


def open_amendments(uow: UnitOfWork, days: Days | None = None) -> int:
    """How many requests wait for an answer, perhaps about some days."""
    query = select(func.count(AmendmentRow.id)).where(AmendmentRow.state == "asked")
    if days is not None:
        query = query.where(AmendmentRow.day >= days.start, AmendmentRow.day < days.end)
    return int(uow.session.scalar(query) or 0)


def amended(uow: UnitOfWork, days: Days, *, member_id: int | None = None) -> Mapping[tuple[int, date], Span]:
    """The presences that were accepted, by member and day; of two for one day, the later."""
    query = select(AmendmentRow).where(
        AmendmentRow.state == "accepted", AmendmentRow.day >= days.start, AmendmentRow.day < days.end
    )
    if member_id is not None:
        query = query.where(AmendmentRow.member_id == member_id)
    rows = uow.session.scalars(query.order_by(AmendmentRow.settled_at, AmendmentRow.id))
    return {(r.member_id, r.day): Span(r.start_at, r.end_at) for r in rows}


def counted(uow: UnitOfWork, amendment: Amendment) -> Proposal:
    """What the day would count with the presence that is asked for."""
    planned = planned_of(uow, amendment.member_id, amendment.days)
    tolerance = setting.profile(uow).limit("tolerance", amendment.day).value or 0
    return rules.amended(amendment.member_id, amendment.day, planned, amendment.span, tolerance=tolerance)


def planned_of(uow: UnitOfWork, member_id: int, days: Days) -> tuple[Planned, ...]:
    """A member's published shifts of some days, wherever they are."""
    return tuple(
        Planned(s.day, s.code, Span(s.start_at, s.end_at)) for s in shifts(uow, days, member_id=member_id)
    )


def _amendment(row: AmendmentRow) -> Amendment:
    return Amendment(
        row.id,
        row.member_id,
        row.day,
        row.start_at,
        row.end_at,
        row.why,
        row.asked_at,
        row.state,
        row.answer,
        row.settled_at,
        row.settled_by,
    )
