"""The co-op's own data: letterhead, sectors, skills, holidays."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import func, select

from coop.kernel.errors import N_, CoopError, Invalid
from coop.kernel.ranges import Days, check_days
from coop.people import queries, rules
from coop.people.tables import (
    CoopRow,
    HolidayRow,
    MemberRow,
    MemberSkillRow,
    SectorRow,
    SkillRow,
)
from coop.store import UnitOfWork

FIRST_YEAR, LAST_YEAR = 2000, 2100


class NameTaken(CoopError):
    message = N_("There is one called %(name)s already. Choose another name.")


class StillInUse(CoopError):
    message = N_("%(name)s is still in use by %(count)s people. Move them first.")


class UnknownZone(Invalid):
    message = N_("There is no time zone called %(zone)s. Write one such as America/Argentina/Buenos_Aires.")


class DayTaken(CoopError):
    message = N_("%(day)s is a holiday already. Take it off first to rename it.")


class YearOutOfRange(Invalid):
    message = N_("The holidays of %(year)s are not known. Choose a year between 2000 and 2100.")


def check_zone(zone: str) -> None:
    """Refuse a time zone that does not exist.

    Raises:
        UnknownZone: there is none of that name.
    """
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as wrong:
        raise UnknownZone(zone=zone) from wrong


def change_coop(
    uow: UnitOfWork,
    *,
    name: str,
    address: str,
    city: str,
    province: str,
    matricula: str | None,
    cuit: str | None,
) -> None:
    """Correct the letterhead. The legal name and the day of founding stand in the founding act.

    Raises:
        BadCuit: the CUIT is wrong.
        NotFounded: before the founding act.
    """
    queries.get_coop(uow)
    row = uow.get(CoopRow, 1)
    row.name, row.address, row.city, row.province, row.matricula = (
        name,
        address,
        city,
        province,
        matricula,
    )
    row.cuit = rules.plain_cuit(cuit) if cuit else None
    uow.session.flush()


def add_sector(uow: UnitOfWork, name: str) -> int:
    """Add a sector; returns its key.

    Raises:
        NameTaken: there is one of that name.
    """
    return _add_named(uow, SectorRow, name)


def rename_sector(uow: UnitOfWork, sector_id: int, name: str) -> None:
    """Give a sector another name.

    Raises:
        NameTaken: there is one of that name.
    """
    _rename(uow, SectorRow, sector_id, name)


def remove_sector(uow: UnitOfWork, sector_id: int) -> None:
    """Take a sector off that nobody belongs to.

    Raises:
        StillInUse: people belong to it.
    """
    row = uow.get(SectorRow, sector_id)
    used = uow.session.scalar(select(func.count()).where(MemberRow.sector_id == sector_id)) or 0
    if used:
        raise StillInUse(name=row.name, count=used)
    uow.session.delete(row)
    uow.session.flush()


def add_skill(uow: UnitOfWork, name: str) -> int:
    """Add a skill; returns its key.

    Raises:
        NameTaken: there is one of that name.
    """
    return _add_named(uow, SkillRow, name)


def rename_skill(uow: UnitOfWork, skill_id: int, name: str) -> None:
    """Give a skill another name.

    Raises:
        NameTaken: there is one of that name.
    """
    _rename(uow, SkillRow, skill_id, name)


def remove_skill(uow: UnitOfWork, skill_id: int) -> None:
    """Take a skill off that nobody has.

    Raises:
        StillInUse: people have it.
    """
    row = uow.get(SkillRow, skill_id)
    used = uow.session.scalar(select(func.count()).where(MemberSkillRow.skill_id == skill_id)) or 0
    if used:
        raise StillInUse(name=row.name, count=used)
    uow.session.delete(row)
    uow.session.flush()


def add_holiday(uow: UnitOfWork, day: date, name: str) -> int:
    """Write down a day on which the co-op does not work; returns its key.

    Raises:
        DayTaken: it is one already.
        NoSuchYear: the day is absurd.
    """
    check_days(day)
    if uow.session.scalar(select(HolidayRow.id).where(HolidayRow.day == day)) is not None:
        raise DayTaken(day=day)
    row = HolidayRow(day=day, name=name)
    uow.add(row)
    return row.id


def remove_holiday(uow: UnitOfWork, holiday_id: int) -> None:
    """Work on that day after all.

    Raises:
        NoSuchThing: there is none.
    """
    uow.session.delete(uow.get(HolidayRow, holiday_id))
    uow.session.flush()


def fill_holidays(uow: UnitOfWork, year: int) -> int:
    """Add Argentina's public holidays of a year to the table; days already there stay.

    Returns:
        How many days were added.

    Raises:
        YearOutOfRange: before 2000 or after 2100.

    References:
        Ley 27.399; the days come from the `holidays` package and can be corrected in the table.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise YearOutOfRange(year=str(year))
    # Slow to load, and needed once a year.
    import holidays as public_holidays

    have = queries.holidays(uow, Days(date(year, 1, 1), date(year + 1, 1, 1)))
    known = public_holidays.country_holidays("AR", years=year, language="es")
    new = [(day, name) for day, name in sorted(known.items()) if day not in have]
    for day, name in new:
        uow.session.add(HolidayRow(day=day, name=name))
    uow.session.flush()
    return len(new)


def _add_named(uow: UnitOfWork, table: type[SectorRow | SkillRow], name: str) -> int:
    _check_name(uow, table, name)
    row = table(name=name)
    uow.add(row)
    return row.id


def _rename(uow: UnitOfWork, table: type[SectorRow | SkillRow], key: int, name: str) -> None:
    row = uow.get(table, key)
    _check_name(uow, table, name, but=key)
    row.name = name
    uow.session.flush()


def _check_name(
    uow: UnitOfWork,
    table: type[SectorRow | SkillRow],
    name: str,
    *,
    but: int | None = None,
) -> None:
    # Names are few; comparing here finds "soldadura" and "Soldadura" alike on both engines.
    for key, taken in uow.session.execute(select(table.id, table.name)):
        if key != but and taken.casefold() == name.casefold():
            raise NameTaken(name=taken)
