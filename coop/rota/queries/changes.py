"""What changed in the rota since people could rely on it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from sqlalchemy import select

from coop.kernel.clock import local_date
from coop.kernel.ranges import Days
from coop.rota import rules
from coop.rota.queries import setting
from coop.rota.queries.plans import get_plan, plan_duties
from coop.rota.queries.shifts import shifts
from coop.rota.rules import Changed, Duty, Issue
from coop.rota.tables import PlanRow
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Change:
    """A member's day that is not what she could rely on.

    Attributes:
        since: the version that she could rely on.
        notice: days of notice that hold on that day; None = none are asked for.
    """

    changed: Changed
    since: int
    notice: int | None


def changes(
    uow: UnitOfWork, days: Days, *, member_id: int | None = None, upto: int | None = None
) -> tuple[Change, ...]:
    """What the rota in force changed of some days since people could rely on it, by day and member.

    Where notice is asked for, what members changed by agreeing on it themselves is left out.

    Args:
        uow: the unit of work.
        days: which days.
        member_id: whose; None = everybody's.
        upto: the last version that counts; None = the newest.
    """
    profile, plans = setting.profile(uow), _issues(uow, days, upto)
    wanted: dict[tuple[int, int], list[date]] = defaultdict(list)
    for day in days:
        base = rules.relied_on(day, list(plans), profile.limit("notice", day).value)
        if base is not None:
            now = max(issue.version for issue in plans if day in issue.days)
            wanted[base.version, now].append(day)
    keys = {issue.version: plan for issue, plan in plans.items()}
    duties: dict[int, Mapping[date, list[Duty]]] = {}

    def of_day(version: int, day: date) -> Sequence[Duty]:
        if version not in duties:
            duties[version] = _by_day(plan_duties(uow, keys[version]))
        return duties[version].get(day, ())

    found = []
    for (before, after), some in wanted.items():
        for day in some:
            notice = profile.limit("notice", day).value
            steps = [i for i in plans if day in i.days and before <= i.version <= after]
            imposed = None if notice is None else _imposed(day, steps, of_day)
            found += [
                Change(one, before, notice)
                for one in rules.changes(of_day(before, day), of_day(after, day), member_id=member_id)
                if imposed is None or one.member_id in imposed
            ]
    return tuple(sorted(found, key=lambda c: (c.changed.day, c.changed.member_id)))


def _imposed(
    day: date, steps: Sequence[Issue], of_day: Callable[[int, date], Sequence[Duty]]
) -> frozenset[int] | None:
    """Whose day a version changed that no agreement made; None when none of the versions is by agreement."""
    if not any(issue.agreed for issue in steps):
        return None
    return frozenset(
        one.member_id
        for old, new in pairwise(steps)
        if not new.agreed
        for one in rules.changes(of_day(old.version, day), of_day(new.version, day))
    )


def _issues(uow: UnitOfWork, days: Days, upto: int | None) -> Mapping[Issue, int]:
    rows = uow.session.execute(
        select(
            PlanRow.id,
            PlanRow.version,
            PlanRow.start_on,
            PlanRow.end_on,
            PlanRow.published_at,
            PlanRow.exchange_id,
        )
        .where(PlanRow.state == "published", PlanRow.start_on < days.end, PlanRow.end_on > days.start)
        .order_by(PlanRow.version)
    )
    return {
        Issue(version, Days(start, end), local_date(at, uow.zone), exchange is not None): plan
        for plan, version, start, end, at, exchange in rows
        if version is not None and at is not None and (upto is None or version <= upto)
    }


def _by_day(duties: tuple[Duty, ...]) -> Mapping[date, list[Duty]]:
    found: dict[date, list[Duty]] = defaultdict(list)
    for duty in duties:
        found[duty.day].append(duty)
    return found


@dataclass(frozen=True, slots=True)
class Late:
    """What publishing a draft today would do without the notice.

    Attributes:
        days: the days that come too soon.
        notice: days of notice that hold on the first day of the draft.
        decision: number of the decision that set them.
        changes: what it changes of the rota in force on them.
        fresh: how many of them had no rota so far.
    """

    days: Days
    notice: int
    decision: str
    changes: tuple[Change, ...]
    fresh: int


def find_late(uow: UnitOfWork, plan_id: int) -> Late | None:
    """What publishing a plan today would change without the notice; None when it comes in time."""
    plan, profile = get_plan(uow, plan_id), setting.profile(uow)
    voted = profile.setter("notice", plan.days.start)
    if voted is None or voted.value is None:
        return None
    days = rules.late_days(plan.days, uow.today(), voted.value)
    if days is None:
        return None
    issues = list(_issues(uow, days, None))
    ruling = {day: max((i.version for i in issues if day in i.days), default=None) for day in days}
    before = [s.duty for s in shifts(uow, days)]
    after = [d for d in plan_duties(uow, plan_id) if d.day in days]
    known = tuple(
        Change(c, version, voted.value)
        for c in rules.changes(before, after)
        if (version := ruling[c.day]) is not None
    )
    return Late(days, voted.value, voted.decision, known, sum(v is None for v in ruling.values()))
