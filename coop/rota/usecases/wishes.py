"""What a member says beforehand about her shifts."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from coop.kernel.ranges import Days, check_days
from coop.people import queries as people
from coop.rota import queries, rules
from coop.rota.rules import errors
from coop.rota.tables import WishRow
from coop.store import UnitOfWork

ONE = timedelta(days=1)
WEEK = timedelta(days=7)


def add_wish(
    uow: UnitOfWork,
    member_id: int,
    what: str,
    *,
    start: date,
    last: date | None = None,
    weekdays: Collection[int] = (),
    kind_id: int | None = None,
    reason: str | None = None,
) -> int:
    """Write down what a member wants, would rather not, or cannot work.

    Args:
        uow: the unit of work.
        member_id: who says it.
        what: key of `rules.SAID`.
        start: first day it is about, after today.
        last: last day; None = that one day, or with weekdays, until it is withdrawn.
        weekdays: 0 (Monday) to 6 (Sunday); none = every day.
        kind_id: key of a kind of shift in use; None = any.
        reason: for the member and the coordinator alone.

    Returns:
        Its key.

    Raises:
        UnknownWish, UnknownKind: nobody can say that.
        WishBackwards, WishTooLate, WishOnNoDay, NoSuchYear: the days cannot be right.
        ThatIsAnAbsence: it says that she works no shift on any day of more than a month.
        TooManyWishes, ReasonTooLong: it is too much.
    """
    check_days(start, last)
    if what not in rules.SAID:
        raise errors.UnknownWish()
    if last is not None and last < start:
        raise errors.WishBackwards()
    if start <= uow.today():
        raise errors.WishTooLate()
    if reason is not None and len(reason) > rules.LONGEST_WHY:
        raise errors.ReasonTooLong(most=rules.LONGEST_WHY)
    on = frozenset(weekdays) or rules.EVERY_DAY
    end = last + ONE if last is not None else None if weekdays else start + ONE
    if end is not None and not any(day.weekday() in on for day in Days(start, min(end, start + WEEK))):
        raise errors.WishOnNoDay()
    long = end is None or end - start > rules.LONGEST_CANNOT
    if what == rules.CANNOT and kind_id is None and on == rules.EVERY_DAY and long:
        raise errors.ThatIsAnAbsence()
    if kind_id is not None:
        kind = queries.get_kind(uow, kind_id)
        if kind.ended_on is not None and kind.ended_on <= start:
            raise errors.UnknownKind(code=kind.code)
    people.get_member(uow, member_id)
    standing = queries.wishes(uow, Days(uow.today() + ONE, date.max), member_id=member_id)
    if len(standing) >= rules.MOST_WISHES:
        raise errors.TooManyWishes(most=rules.MOST_WISHES)
    row = WishRow(
        member_id=member_id,
        what=what,
        kind_id=kind_id,
        weekdays=sum(1 << n for n in on),
        start_on=start,
        end_on=end,
        reason=reason,
        said_at=uow.now(),
        withdrawn_on=None,
    )
    return uow.add(row).id


def withdraw_wish(uow: UnitOfWork, wish_id: int) -> None:
    """Let a wish count no more from today on; its reason is forgotten."""
    row = uow.get(WishRow, wish_id)
    if row.withdrawn_on is None:
        row.withdrawn_on, row.reason = uow.today(), None
    uow.session.flush()
