"""Reading mandates: who holds which office when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from coop.people import rules
from coop.people.queries.members import Member, members
from coop.people.tables import AlternateRow, MandateRow, MemberRow
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Mandate:
    """An office given to a member.

    Attributes:
        since: first day in office.
        until: first day after the term (half-open).
        decision_id: the decision that gave it.
        ended_on: first day no longer in office, when it was ended early.
        ended_decision_id: the decision that ended it.
        resigned_why: why its holder gave it up; None when she did not.
    """

    id: int
    member_id: int
    office: str
    since: date
    until: date
    decision_id: int
    ended_on: date | None
    ended_decision_id: int | None
    resigned_why: str | None

    @property
    def ends(self) -> date:
        """First day no longer in office, however it ends."""
        return min(self.until, self.ended_on) if self.ended_on else self.until


def _mandate(r: MandateRow) -> Mandate:
    return Mandate(
        r.id,
        r.member_id,
        r.office,
        r.since,
        r.until,
        r.decision_id,
        r.ended_on,
        r.ended_decision_id,
        r.resigned_why,
    )


def get_mandate(uow: UnitOfWork, mandate_id: int) -> Mandate:
    """A mandate by key.

    Raises:
        NoSuchThing: there is none.
    """
    return _mandate(uow.get(MandateRow, mandate_id))


def mandates(uow: UnitOfWork) -> tuple[Mandate, ...]:
    """Every mandate ever given, the latest first."""
    rows = uow.session.scalars(select(MandateRow).order_by(MandateRow.since.desc(), MandateRow.id.desc()))
    return tuple(_mandate(r) for r in rows)


def mandates_in_force(session: Session, day: date) -> tuple[Mandate, ...]:
    """Mandates held on a day by who is a member that day, in the order of `rules.OFFICES`."""
    rows = session.scalars(
        select(MandateRow)
        .join(MemberRow, MemberRow.id == MandateRow.member_id)
        .where(
            MandateRow.since <= day,
            MandateRow.until > day,
            or_(MandateRow.ended_on.is_(None), MandateRow.ended_on > day),
            MemberRow.joined_on <= day,
            or_(MemberRow.left_on.is_(None), MemberRow.left_on > day),
        )
        .order_by(MandateRow.id)
    )
    return tuple(
        sorted(
            (_mandate(r) for r in rows),
            key=lambda m: (rules.OFFICES.index(m.office), m.id),
        )
    )


def offices_of(uow: UnitOfWork, member_id: int, day: date) -> frozenset[str]:
    """The offices a member holds on a day."""
    return offices_in_force(uow.session, member_id, day)


def holders(uow: UnitOfWork, office: str, day: date) -> tuple[Member, ...]:
    """Who holds an office on a day, by number."""
    return members(
        uow,
        [m.member_id for m in mandates_in_force(uow.session, day) if m.office == office],
    )


def offices_in_force(session: Session, member_id: int, day: date) -> frozenset[str]:
    """Answers `web.identity.offices_in_force`: permissions follow from mandates in force."""
    return frozenset(m.office for m in mandates_in_force(session, day) if m.member_id == member_id)


@dataclass(frozen=True, slots=True)
class Alternate:
    """Who takes an office next.

    Attributes:
        place: 1 is the first to take it.
        until: first day after the term.
        decision_id: the decision that named her.
        seated_on: first day in office; None while she waits.
    """

    id: int
    member_id: int
    office: str
    place: int
    until: date
    decision_id: int
    seated_on: date | None


def alternates(uow: UnitOfWork) -> tuple[Alternate, ...]:
    """Every alternate ever named, by election and place."""
    rows = uow.session.scalars(
        select(AlternateRow).order_by(
            AlternateRow.decision_id.desc(), AlternateRow.office, AlternateRow.place
        )
    )
    return tuple(
        Alternate(r.id, r.member_id, r.office, r.place, r.until, r.decision_id, r.seated_on) for r in rows
    )
