"""Reading what of the rota in force cannot be kept, and what is needed to mend it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from coop.kernel.canonical import digest
from coop.kernel.ranges import Days
from coop.rota.queries.plans import demand, plan_needs, solver_plan, workers
from coop.rota.queries.shifts import segments, shifts
from coop.rota.rules import Duty, Need
from coop.rota.rules.errors import NothingPublished
from coop.rota.solver.task import AFTER, Mending, mending_of, only_lost
from coop.rota.tables import PlanRow
from coop.store import UnitOfWork

ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Unkept:
    """Published shifts that a member cannot keep, being away or not on the roll.

    Attributes:
        first, last: days of the first and the last of them.
        shifts: how many.
    """

    member_id: int
    first: date
    last: date
    shifts: int


def unkept(uow: UnitOfWork) -> tuple[Unkept, ...]:
    """Who cannot keep which published shifts from tomorrow on, by first day."""
    days = days_ahead(uow)
    if days is None:
        return ()
    known = {w.member_id: w for w in workers(uow, days)}
    lost: dict[int, list[date]] = defaultdict(list)
    for shift in shifts(uow, days):
        who = known.get(shift.member_id)
        if who is None or who.away(shift.day):
            lost[shift.member_id].append(shift.day)
    found = [Unkept(m, min(own), max(own), len(own)) for m, own in lost.items()]
    return tuple(sorted(found, key=lambda u: (u.first, u.member_id)))


def days_ahead(uow: UnitOfWork, start: date | None = None) -> Days | None:
    """The days from tomorrow, or a later day, to the end of what is published; None without any."""
    first = max(start or date.min, uow.today() + ONE)
    end = uow.session.scalar(select(func.max(PlanRow.end_on)).where(PlanRow.state == "published"))
    return Days(first, end) if end is not None and first < end else None


def mending(uow: UnitOfWork, days: Days, *, scope: str, most: int) -> Mending:
    """The task of mending some days of the rota in force.

    Args:
        uow: the unit of work.
        days: on which shifts may change; what is past or unpublished is left out.
        scope: what is to be covered, a key of `forms.SCOPES`.
        most: people whom the way with few people may touch.

    Raises:
        NothingPublished: no rota is in force on any of the days.
    """
    ahead = days_ahead(uow, days.start)
    if ahead is None or ahead.start >= days.end:
        raise NothingPublished(start=days.start)
    free = Days(ahead.start, min(days.end, ahead.end))
    whole = Days(free.start, min(free.end + AFTER * ONE, ahead.end))
    duties = tuple(s.duty for s in shifts(uow, whole))
    plan = solver_plan(uow, whole, wanted(uow, free, duties, scope))
    return mending_of(plan, duties, free, most=most)


def wanted(uow: UnitOfWork, days: Days, duties: tuple[Duty, ...], scope: str) -> tuple[Need, ...]:
    """What is to be covered on some days of the rota in force."""
    if scope == "now":
        return demand(uow, days)
    needs = needs_in_force(uow, days)
    return only_lost(needs, duties) if scope == "lost" else needs


def needs_in_force(uow: UnitOfWork, days: Days) -> tuple[Need, ...]:
    """What the plans in force were made for, on some days."""
    return tuple(
        need for plan, part in segments(uow, days) for need in plan_needs(uow, plan) if need.day in part
    )


def fingerprint(found: Mending) -> str:
    """Of everything that a way out rests on; another one means that it may not fit any more."""
    people = found.task.problem.people
    return digest(
        [
            [[d.member_id, d.day, d.kind, *d.place] for d in found.published],
            [[n.day, n.kind, *n.place, n.people] for n in found.needs],
            [
                [key, sorted(p.away), sorted(p.cannot), [[s.day, s.start, s.end] for s in p.past]]
                for key, p in zip(found.workers, people, strict=True)
            ],
        ]
    )
