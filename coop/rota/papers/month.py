"""One person's month on paper: her shifts day by day, with nothing to sign."""

from __future__ import annotations

from datetime import date

from coop.documents.rules import Draft
from coop.kernel.errors import N_, Sentence
from coop.kernel.ranges import month_days
from coop.people import queries as people
from coop.rota import queries, rules
from coop.store import UnitOfWork

MONTH = "rota.month"


def month_ref(member_id: int, month: date, version: int) -> str:
    """What a person's month is about; the version is the newest that rules a day of it."""
    return f"{member_id}-{month:%Y%m}-{version}"


def month_title(uow: UnitOfWork, member_id: int, month: date, version: int) -> Sentence:
    """The title of a person's month."""
    days = month_days(month.year, month.month)
    facts = {
        "name": people.get_member(uow, member_id).name,
        "start": days.start,
        "last": days.last,
        "version": str(version),
    }
    return Sentence(N_("Shifts of %(name)s from %(start)s to %(last)s, version %(version)s"), facts)


def month(uow: UnitOfWork, ref: str) -> Draft:
    """A person's month by the rota as it stood with a version.

    Args:
        uow: the unit of work.
        ref: as `month_ref` makes it.
    """
    member_id, text, version = (int(part) for part in ref.split("-"))
    first = date(text // 100, text % 100, 1)
    days = month_days(first.year, first.month)
    member = people.get_member(uow, member_id)
    found = queries.shifts(uow, days, member_id=member_id, upto=version)
    shapes = {k.code: k.shift for k in queries.kinds(uow, also_ended=True)}
    where = queries.places(uow)
    holidays = {h.day: h.name for h in people.list_holidays(uow, days)}
    context = {
        "title": month_title(uow, member_id, first, version),
        "coop": people.letterhead(uow),
        "member": member,
        "month": first,
        "rows": [
            (s, where.name(s.place), holidays.get(s.day, ""), s.day.weekday() >= 5 or s.day in holidays)
            for s in found
        ],
        "minutes": sum(s.minutes for s in found),
        "nights": sum(rules.is_night(s.day, shapes[s.code], uow.zone) for s in found),
        "weekend_days": sum(s.day.weekday() >= 5 for s in found),
        "version": version,
    }
    facts = {
        "member": member.number,
        "start": days.start,
        "end": days.end,
        "version": version,
        "shifts": [[s.day, s.code, s.start_at, s.end_at] for s in found],
    }
    return Draft("papers/rota_month.html", context, facts, member.language or "es_AR")
