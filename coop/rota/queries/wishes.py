"""What became of the wishes: by a plan, and by the rota in force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coop.kernel.ranges import Days
from coop.rota.queries import setting
from coop.rota.queries.plans import get_plan, plan_duties, workers
from coop.rota.queries.said import WishView, get_wish, wishes
from coop.rota.queries.shifts import segments, shifts
from coop.rota.rules import CANNOT, DayWish, Worker, day_wishes
from coop.store import UnitOfWork

__all__ = ["WishView", "WishedDay", "WishesOfPlan", "get_wish", "wished_days", "wishes", "wishes_of_plan"]


@dataclass(frozen=True, slots=True)
class WishesOfPlan:
    """The wishes of everybody about the days of a plan.

    Attributes:
        by_cell: what each member said about each day.
        unmet: those that the plan does not meet.
        wanted: how many wishes there are; what somebody cannot work is not one of them.
    """

    by_cell: Mapping[tuple[int, date], tuple[DayWish, ...]]
    unmet: frozenset[DayWish]
    wanted: int

    @property
    def met(self) -> int:
        """How many wishes are met."""
        return self.wanted - sum(w.wish.what != CANNOT for w in self.unmet)


def wishes_of_plan(uow: UnitOfWork, plan_id: int) -> WishesOfPlan:
    """The wishes about the days of a plan, those given before it was published."""
    plan = get_plan(uow, plan_id)
    worked = {(d.member_id, d.day): d.kind for d in plan_duties(uow, plan_id)}
    kinds = _codes(uow)
    cells = {
        (worker.member_id, day): said
        for worker in workers(uow, plan.days, said_before=plan.published_at)
        for day in plan.days
        if (said := _of_day(worker, day, kinds))
    }
    every = [(cell, wish) for cell, said in cells.items() for wish in said]
    return WishesOfPlan(
        cells,
        frozenset(wish for cell, wish in every if not wish.met(worked.get(cell))),
        sum(wish.wish.what != CANNOT for _, wish in every),
    )


def _codes(uow: UnitOfWork) -> tuple[str, ...]:
    return tuple(k.code for k in setting.kinds(uow, also_ended=True))


def _of_day(worker: Worker, day: date, kinds: tuple[str, ...]) -> tuple[DayWish, ...]:
    return () if worker.away(day) else day_wishes(worker.wishes, day, kinds)


@dataclass(frozen=True, slots=True)
class WishedDay:
    """A day of the rota in force about which a member had said something.

    Attributes:
        worked: name of the shift; None = free.
        met: None when it was said after that rota was published, whatever members agreed since.
    """

    day: date
    wish_id: int
    worked: str | None
    met: bool | None


def wished_days(uow: UnitOfWork, member_id: int, days: Days) -> tuple[WishedDay, ...]:
    """What became of a member's wishes on those of some days that have a rota, by day."""
    worker = next((w for w in workers(uow, days) if w.member_id == member_id), None)
    if worker is None:
        return ()
    names = {k.code: k.name for k in setting.kinds(uow, also_ended=True)}
    worked = {s.day: s.code for s in shifts(uow, days, member_id=member_id)}
    found = []
    for plan_id, part in segments(uow, days, agreed=False):
        published_at = get_plan(uow, plan_id).published_at
        for day in part:
            for said in _of_day(worker, day, tuple(names)):
                code = worked.get(day)
                in_time = published_at is None or said.wish.said_at <= published_at
                name = names[code] if code is not None else None
                found.append(WishedDay(day, said.wish.id, name, said.met(code) if in_time else None))
    return tuple(found)
