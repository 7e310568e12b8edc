"""Reading the co-op and its people. To other modules: ids and frozen values, never rows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from coop.kernel.errors import N_, NotFound
from coop.kernel.ranges import Days
from coop.people import rules
from coop.people.tables import (
    AbsenceRow,
    CoopRow,
    HolidayRow,
    MandateRow,
    MemberRow,
    MemberSkillRow,
    ReadingRow,
    SectorRow,
    SkillRow,
)
from coop.store import UnitOfWork
from coop.store.unit_of_work import BUENOS_AIRES, clock
from coop.web.identity import Person


class NotFounded(NotFound):
    message = N_("This co-op has not been founded yet. Enter the founding act first.")
    status = 409


@dataclass(frozen=True, slots=True)
class Coop:
    """The co-op of this installation.

    Attributes:
        matricula: number in the register of co-operatives (INAES).
        currency: ISO 4217 code; all money is in its minor units.
        zone: IANA name of the workplace's time zone.
    """

    name: str
    legal_name: str
    address: str
    city: str
    province: str
    founded_on: date
    cuit: str | None = None
    matricula: str | None = None
    currency: str = "ARS"
    zone: str = "America/Argentina/Buenos_Aires"


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

    @property
    def name(self) -> str:
        """Given names, then the family name."""
        return f"{self.given_names} {self.family_name}"

    @property
    def sorted_name(self) -> str:
        """The family name first, as on printed rolls."""
        return f"{self.family_name}, {self.given_names}"


@dataclass(frozen=True, slots=True)
class Named:
    """A sector or a skill."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Absence:
    """Days on which a member is away; `kind` is for the member and the secretary alone."""

    id: int
    member_id: int
    kind: str
    days: Days


@dataclass(frozen=True, slots=True)
class Mandate:
    """An office given to a member.

    Attributes:
        since: first day in office.
        until: first day after the term (half-open).
        decision_id: the decision that gave it.
        ended_on: first day no longer in office, when it was ended early.
        ended_decision_id: the decision that ended it.
    """

    id: int
    member_id: int
    office: str
    since: date
    until: date
    decision_id: int
    ended_on: date | None
    ended_decision_id: int | None

    @property
    def ends(self) -> date:
        """First day no longer in office, however it ends."""
        return min(self.until, self.ended_on) if self.ended_on else self.until

    def is_in_force(self, day: date) -> bool:
        """Whether the office is held on a day."""
        return self.since <= day < self.ends


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which the co-op does not work."""

    id: int
    day: date
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody read a member's private data."""

    reader_id: int
    reader: str
    what: str
    at: datetime


# ---- the co-op


def find_coop(uow: UnitOfWork) -> Coop | None:
    """The co-op, or None before the founding act."""
    row = uow.session.get(CoopRow, 1)
    if row is None:
        return None
    return Coop(
        name=row.name,
        legal_name=row.legal_name,
        cuit=row.cuit,
        matricula=row.matricula,
        address=row.address,
        city=row.city,
        province=row.province,
        currency=row.currency,
        zone=row.zone,
        founded_on=row.founded_on,
    )


def get_coop(uow: UnitOfWork) -> Coop:
    """The co-op.

    Raises:
        NotFounded: before the founding act.
    """
    found = find_coop(uow)
    if found is None:
        raise NotFounded()
    return found


def zone_of(session: Session) -> ZoneInfo:
    """The workplace's time zone; answers the hook of `store`."""
    row = session.get(CoopRow, 1)
    return ZoneInfo(row.zone) if row else BUENOS_AIRES


def list_holidays(uow: UnitOfWork, days: Days) -> tuple[Holiday, ...]:
    """The holidays of a range of days, in order."""
    rows = uow.session.scalars(
        select(HolidayRow)
        .where(HolidayRow.day >= days.start, HolidayRow.day < days.end)
        .order_by(HolidayRow.day)
    )
    return tuple(Holiday(r.id, r.day, r.name) for r in rows)


def holidays(uow: UnitOfWork, days: Days) -> frozenset[date]:
    """The days of a range on which the co-op does not work."""
    return frozenset(h.day for h in list_holidays(uow, days))


# ---- members


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


def sectors(uow: UnitOfWork) -> tuple[Named, ...]:
    """All sectors, by name."""
    return tuple(Named(r.id, r.name) for r in uow.session.scalars(select(SectorRow).order_by(SectorRow.name)))


def skills(uow: UnitOfWork) -> tuple[Named, ...]:
    """All skills, by name."""
    return tuple(Named(r.id, r.name) for r in uow.session.scalars(select(SkillRow).order_by(SkillRow.name)))


def skills_of(uow: UnitOfWork, member_ids: Collection[int]) -> dict[int, frozenset[int]]:
    """Keys of the skills of some members; a member without any has an empty set."""
    found: dict[int, set[int]] = {m: set() for m in member_ids}
    for row in uow.session.scalars(select(MemberSkillRow).where(MemberSkillRow.member_id.in_(found))):
        found[row.member_id].add(row.skill_id)
    return {m: frozenset(s) for m, s in found.items()}


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


# ---- mandates


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


# ---- answers to the hooks of `web`


def offices_in_force(session: Session, member_id: int, day: date) -> frozenset[str]:
    """Answers `web.identity.offices_in_force`: permissions follow from mandates in force."""
    return frozenset(m.office for m in mandates_in_force(session, day) if m.member_id == member_id)


def person(session: Session, member_id: int) -> Person | None:
    """Answers `web.identity.find_person`."""
    return _person(session, session.get(MemberRow, member_id))


def person_by_number(session: Session, number: int) -> Person | None:
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
