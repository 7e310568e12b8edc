"""Notice: what changed in a rota that people could already rely on, and whether it came too late."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coop.kernel.ranges import Days
from coop.rota.rules.check import Duty


@dataclass(frozen=True, slots=True)
class Issue:
    """A published version.

    Attributes:
        version: counts up from 1.
        days: the days it rules.
        on: the day it was published.
        agreed: whether members made it by what they agreed about their own shifts.
    """

    version: int
    days: Days
    on: date
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """A member's day that is not as it was.

    Attributes:
        before, after: what is worked; None = free.
    """

    member_id: int
    day: date
    before: Duty | None
    after: Duty | None


def changes(
    before: Iterable[Duty], after: Iterable[Duty], *, member_id: int | None = None
) -> tuple[Changed, ...]:
    """What one version changes of another, by day and member.

    Args:
        before: shifts of the one, of everybody.
        after: shifts of the other, of the same days.
        member_id: whose changes alone; None = everybody's.
    """
    old = {(d.day, d.member_id): d for d in before}
    new = {(d.day, d.member_id): d for d in after}
    return tuple(
        Changed(who, day, old.get((day, who)), new.get((day, who)))
        for day, who in sorted({*old, *new})
        if old.get((day, who)) != new.get((day, who)) and member_id in (None, who)
    )


def late_days(days: Days, today: date, notice: int | None) -> Days | None:
    """The first of some days that a version published today rules without the notice; None if none.

    Args:
        days: of the version.
        today: the day of publishing.
        notice: days between publishing and the first shift; None = no notice is asked for.
    """
    if notice is None:
        return None
    end = min(days.end, today + timedelta(days=notice))
    return Days(days.start, end) if end > days.start else None


def relied_on(day: date, issues: Sequence[Issue], notice: int | None) -> Issue | None:
    """The version of a day that people could rely on; None when the one in force is still it.

    It is the one that was in force when the notice began; when the first came later than that,
    the first; without any notice, the one before.

    Args:
        day: of the rota.
        issues: every version that rules the day or not, in order.
        notice: as it holds on that day.
    """
    ruling = [issue for issue in issues if day in issue.days]
    if len(ruling) < 2:
        return None
    if notice is None:
        return ruling[-2]
    in_time = [issue for issue in ruling if issue.on + timedelta(days=notice) <= day]
    base = in_time[-1] if in_time else ruling[0]
    return None if base is ruling[-1] else base
