"""From a workplace's values to the neutral problem, and from its solution back to duties."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from coop.kernel.clock import wall_time
from coop.kernel.ranges import Days
from coop.rota.rules import (
    CANNOT,
    NOTHING,
    WANT,
    Account,
    Duty,
    Need,
    Profile,
    ShiftKind,
    Worker,
    day_wishes,
    is_night,
    night_minutes,
    span_of,
)
from coop.rota.solver.problem import Bound, Cell, Past, Person, Problem, Rules, Slot, Solution, Weights, Wish

LOOK_BACK = 21
"""Days before a plan whose shifts still count for rest, weeks and streaks."""

GUARD_WEIGHT = 3
"""How much worse an empty guard post is than another gap."""

DEFAULT_WEIGHTS = Weights()


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything a rota is made from.

    Attributes:
        days: to be planned.
        kinds: shift kinds in force.
        needs: people wanted; their order is that of the cells.
        workers: who can be planned.
        history: duties of the LOOK_BACK days before, and no others.
        accounts: fairness accounts; members without one start at zero.
        guards: ids of posts that must not stay empty.
        hard: ids of posts at which turns are shared out evenly.
        holidays: of the co-op, among the days.
    """

    days: Days
    kinds: Sequence[ShiftKind]
    needs: Sequence[Need]
    workers: Sequence[Worker]
    profile: Profile
    zone: ZoneInfo
    history: Sequence[Duty] = ()
    accounts: Mapping[int, Account] | None = None
    guards: frozenset[int] = frozenset()
    hard: frozenset[int] = frozenset()
    holidays: frozenset[date] = frozenset()


def problem_of(plan: Plan, weights: Weights = DEFAULT_WEIGHTS) -> Problem:
    """The neutral problem; where a rule changes inside the days its strictest value holds."""
    origin = wall_time(plan.days.start, 0, plan.zone)

    def minute(instant: datetime) -> int:
        return (instant - origin) // timedelta(minutes=1)

    def midnight(day: date) -> int:
        return minute(wall_time(day, 0, plan.zone))

    def slot(day: date, kind: ShiftKind) -> Slot:
        span = span_of(day, kind, plan.zone)
        night, dark = is_night(day, kind, plan.zone), night_minutes(day, kind, plan.zone)
        return Slot(minute(span.start), minute(span.end), night, dark)

    def bound(code: str) -> Bound:
        limit = plan.profile.strictest(code, plan.days)
        return Bound(limit.value, limit.weight)

    by_code = {kind.code: n for n, kind in enumerate(plan.kinds)}
    monday = plan.days.start - timedelta(days=plan.days.start.weekday())
    weeks = (plan.days.last - monday).days // 7 + 1
    past: dict[int, list[Past]] = {}
    for duty in sorted(plan.history, key=lambda d: d.day):
        if duty.day < plan.days.start and duty.kind in by_code:
            s = slot(duty.day, plan.kinds[by_code[duty.kind]])
            done = Past((duty.day - plan.days.start).days, s.start, s.end, s.night)
            past.setdefault(duty.member_id, []).append(done)
    return Problem(
        midnights=tuple(midnight(plan.days.start + timedelta(days=n)) for n in range(len(plan.days) + 1)),
        mondays=tuple(midnight(monday + timedelta(weeks=n)) for n in range(-1, weeks + 1)),
        first_weekday=plan.days.start.weekday(),
        slots=tuple(tuple(slot(day, kind) for day in plan.days) for kind in plan.kinds),
        people=tuple(_person(plan, worker, tuple(past.get(worker.member_id, ()))) for worker in plan.workers),
        cells=tuple(
            Cell(
                (need.day - plan.days.start).days,
                by_code[need.kind],
                need.people,
                need.place.sector_id,
                need.place.skill_id,
                GUARD_WEIGHT if need.place.post_id in plan.guards else 1,
                need.place.post_id in plan.hard,
            )
            for need in plan.needs
        ),
        rules=Rules(
            min_rest=bound("min_rest"),
            max_shift=bound("max_day"),
            max_night=bound("max_night"),
            max_week=bound("max_week"),
            weekly_rest=bound("weekly_rest"),
            max_days=bound("max_days"),
            max_nights=bound("max_nights"),
        ),
        weights=weights,
        holidays=frozenset(n for n, day in enumerate(plan.days) if day in plan.holidays),
    )


def _person(plan: Plan, worker: Worker, past: tuple[Past, ...]) -> Person:
    minor = any(worker.minor(day) for day in (plan.days.start, plan.days.last))
    kinds = {
        n
        for n, kind in enumerate(plan.kinds)
        if (worker.kinds is None or kind.code in worker.kinds) and not (minor and _touches_night(kind))
    }
    cannot: set[tuple[int, int]] = set()
    wishes: list[Wish] = []
    by_code = {kind.code: n for n, kind in enumerate(plan.kinds)}
    for day_number, day in enumerate(plan.days):
        for said in () if worker.away(day) else day_wishes(worker.wishes, day, by_code):
            about = frozenset(by_code[code] for code in said.kinds)
            if said.wish.what == CANNOT:
                cannot.update((day_number, kind) for kind in about)
            else:
                wishes.append(Wish(day_number, about, said.wish.what == WANT))
    account = (plan.accounts or {}).get(worker.member_id, NOTHING)
    limits = [
        plan.profile.strictest(code, plan.days).value if minor else None
        for code in ("minor_day", "minor_week")
    ]
    return Person(
        key=worker.member_id,
        sector=worker.sector_id,
        skills=worker.skills,
        kinds=frozenset(kinds),
        away=frozenset(n for n, day in enumerate(plan.days) if worker.away(day)),
        cannot=frozenset(cannot),
        wishes=tuple(wishes),
        max_shift=limits[0],
        max_week=limits[1],
        past=past,
        nights=account.nights,
        weekends=account.weekends,
        holidays=account.holidays,
        hard=account.hard,
    )


def _touches_night(kind: ShiftKind) -> bool:
    """Whether a shift has a minute between 20 and 6 (Ley 20.744 art. 190)."""
    return kind.start < 6 * 60 or kind.end > 20 * 60


def duties_of(plan: Plan, problem: Problem, solution: Solution) -> tuple[Duty, ...]:
    """The solution as duties, by member and day."""
    found = []
    for person, taken in zip(problem.people, solution.taken, strict=True):
        for n in taken:
            if n is not None:
                need = plan.needs[n]
                found.append(Duty(person.key, need.day, need.kind, need.place))
    return tuple(found)
