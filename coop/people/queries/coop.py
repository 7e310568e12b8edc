"""Reading the co-op itself: letterhead, time zone, sectors, skills, holidays."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from coop.documents.rules import Letterhead
from coop.kernel.errors import N_, NotFound
from coop.kernel.ranges import Days
from coop.people.tables import CoopRow, HolidayRow, MemberSkillRow, SectorRow, SkillRow
from coop.store import UnitOfWork
from coop.store.unit_of_work import BUENOS_AIRES


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
class Named:
    """A sector or a skill."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day on which the co-op does not work."""

    id: int
    day: date
    name: str


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


def letterhead(uow: UnitOfWork) -> Letterhead:
    """The co-op as it stands at the head of its papers, its town and province in the address.

    Raises:
        NotFounded: before the founding act.
    """
    coop = get_coop(uow)
    return Letterhead(
        name=coop.name,
        legal_name=coop.legal_name,
        cuit=coop.cuit or "",
        matricula=coop.matricula or "",
        address=", ".join(filter(None, (coop.address, coop.city, coop.province))),
    )


def workplace_zone(session: Session) -> ZoneInfo:
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


def get_sector(uow: UnitOfWork, sector_id: int) -> Named:
    """A sector by key.

    Raises:
        NoSuchThing: there is none.
    """
    row = uow.get(SectorRow, sector_id)
    return Named(row.id, row.name)


def get_skill(uow: UnitOfWork, skill_id: int) -> Named:
    """A skill by key.

    Raises:
        NoSuchThing: there is none.
    """
    row = uow.get(SkillRow, skill_id)
    return Named(row.id, row.name)


def get_holiday(uow: UnitOfWork, holiday_id: int) -> Holiday:
    """A day off by key.

    Raises:
        NoSuchThing: there is none.
    """
    row = uow.get(HolidayRow, holiday_id)
    return Holiday(row.id, row.day, row.name)
