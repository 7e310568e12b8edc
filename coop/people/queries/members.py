"""Reading people: the roll, the workforce, candidates; who she is to the web floor."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from coop.people import rules
from coop.people.tables import MemberRow
from coop.store import UnitOfWork
from coop.store.unit_of_work import clock
from coop.web.identity import Person


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the co-op, as she stands today.

    Attributes:
        number: on the roll; printed on badge and payslip.
        status: candidate, trial, member or left, today.
        trial_on, joined_on: first day on trial, as a full member.
        left_on: first day no longer with the co-op (half-open).
        language: her own; None is the workplace's.
        household_size: persons who live on this income, herself included.
        decision_id: the decision that admitted her.
    """

    id: int
    number: int
    given_names: str
    family_name: str
    status: rules.Status
    trial_on: date | None
    joined_on: date | None
    left_on: date | None
    sector_id: int | None
    cuit: str | None
    dni: str | None
    cbu: str | None
    language: str | None
    birth_on: date | None
    household_size: int
    decision_id: int | None

    @property
    def name(self) -> str:
        """Given names, then the family name."""
        return f"{self.given_names} {self.family_name}"

    @property
    def sorted_name(self) -> str:
        """The family name first, as on printed rolls."""
        return f"{self.family_name}, {self.given_names}"


def _member(row: MemberRow, today: date) -> Member:
    return Member(
        id=row.id,
        number=row.number,
        given_names=row.given_names,
        family_name=row.family_name,
        status=rules.status_on(today, trial_on=row.trial_on, joined_on=row.joined_on, left_on=row.left_on),
        trial_on=row.trial_on,
        joined_on=row.joined_on,
        left_on=row.left_on,
        sector_id=row.sector_id,
        cuit=row.cuit,
        dni=row.dni,
        cbu=row.cbu,
        language=row.language,
        birth_on=row.birth_on,
        household_size=row.household_size,
        decision_id=row.decision_id,
    )


def _members(uow: UnitOfWork, query: Select[MemberRow]) -> tuple[Member, ...]:
    today = uow.today()
    return tuple(_member(r, today) for r in uow.session.scalars(query.order_by(MemberRow.number)))


def get_member(uow: UnitOfWork, member_id: int) -> Member:
    """A person by key, whatever her status.

    Raises:
        NoSuchThing: there is none.
    """
    return _member(uow.get(MemberRow, member_id), uow.today())


def find_member_by_number(uow: UnitOfWork, number: int) -> Member | None:
    """A person by the number on the roll, or None."""
    row = uow.session.scalar(select(MemberRow).where(MemberRow.number == number))
    return None if row is None else _member(row, uow.today())


def members(uow: UnitOfWork, member_ids: Collection[int] | None = None) -> tuple[Member, ...]:
    """Everybody ever written down, or those with the given keys, by number."""
    query = select(MemberRow)
    return _members(uow, query if member_ids is None else query.where(MemberRow.id.in_(member_ids)))


def roll(uow: UnitOfWork, day: date) -> tuple[Member, ...]:
    """The members in force on a day, by number: who counts for the quorum and votes."""
    return _members(
        uow,
        select(MemberRow).where(
            MemberRow.joined_on <= day,
            or_(MemberRow.left_on.is_(None), MemberRow.left_on > day),
        ),
    )


def workforce(uow: UnitOfWork, day: date) -> tuple[Member, ...]:
    """Who works on a day, by number: the roll and those on trial."""
    here = or_(MemberRow.joined_on <= day, MemberRow.trial_on <= day)
    return _members(
        uow,
        select(MemberRow).where(here, or_(MemberRow.left_on.is_(None), MemberRow.left_on > day)),
    )


def candidates(uow: UnitOfWork) -> tuple[Member, ...]:
    """Who has not been admitted as a full member and has not left, by number."""
    query = select(MemberRow).where(MemberRow.joined_on.is_(None))
    return tuple(m for m in _members(uow, query) if m.status != "left")


def names(uow: UnitOfWork) -> dict[int, str]:
    """The name of everybody by key."""
    rows = uow.session.execute(select(MemberRow.id, MemberRow.given_names, MemberRow.family_name))
    return {key: f"{given} {family}" for key, given, family in rows}


def find_person(session: Session, member_id: int) -> Person | None:
    """Answers `web.identity.find_person`."""
    return _person(session, session.get(MemberRow, member_id))


def find_person_by_number(session: Session, number: int) -> Person | None:
    """Answers `web.identity.find_person_by_number`."""
    return _person(session, session.scalar(select(MemberRow).where(MemberRow.number == number)))


def _person(session: Session, row: MemberRow | None) -> Person | None:
    if row is None:
        return None
    known = _member(row, UnitOfWork(session=session, clock=clock()).today())
    return Person(
        known.id,
        known.number,
        known.name,
        known.language,
        known.status in ("trial", "member"),
    )
