"""Absences: who is away when."""

from __future__ import annotations

from datetime import date

from coop.kernel.errors import N_, CoopError, Invalid
from coop.kernel.ranges import check_days
from coop.people import queries, rules
from coop.people.tables import AbsenceRow
from coop.store import UnitOfWork


class AlreadyAway(CoopError):
    message = N_("%(name)s is away from %(start)s to %(last)s already. Take that absence off first.")


class UnknownAbsence(Invalid):
    message = N_("There is no such kind of absence. Choose one from the list.")


def add_absence(uow: UnitOfWork, member_id: int, kind: str, start: date, end: date) -> int:
    """Write down that a member is away.

    Args:
        uow: the unit of work.
        member_id: who.
        kind: one of `rules.ABSENCES`.
        start: first day away.
        end: first day back (half-open).

    Returns:
        The key.

    Raises:
        UnknownAbsence, AbsenceBackwards, AbsenceTooLong: it cannot be right.
        AlreadyAway: another absence of hers has a day in common with it.
        NoSuchYear: a day is absurd.
    """
    check_days(start, end)
    if kind not in rules.ABSENCES:
        raise UnknownAbsence()
    days = rules.check_absence(start, end)
    person = queries.get_member(uow, member_id)
    for other in queries.absences(uow, days, member_id=member_id):
        raise AlreadyAway(name=person.name, start=other.days.start, last=other.days.last)
    row = AbsenceRow(
        member_id=member_id,
        kind=kind,
        start_on=start,
        end_on=end,
        noted_by=uow.actor.member_id,
        noted_at=uow.now(),
    )
    uow.add(row)
    return row.id


def end_absence(uow: UnitOfWork, absence_id: int) -> None:
    """Take an absence off: from today on when it has begun, wholly when it has not.

    Raises:
        NoSuchThing: there is none.
    """
    row = uow.get(AbsenceRow, absence_id)
    today = uow.today()
    if row.start_on < today:
        row.end_on = min(row.end_on, today)
    else:
        uow.session.delete(row)
    uow.session.flush()
