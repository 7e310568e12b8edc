"""Reading two plans side by side, on the days they have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coop.kernel.ranges import Days
from coop.rota import rules
from coop.rota.queries.plans import (
    PlanView,
    get_plan,
    history,
    judge,
    plan_duties,
    plan_needs,
    solver_plan,
    workers,
)
from coop.rota.rules import Duty, Need
from coop.rota.rules.compare import Line, Load, Spread, compared, loads, spread
from coop.rota.rules.errors import NothingInCommon
from coop.rota.solver.build import problem_of
from coop.rota.solver.cost import cost
from coop.rota.solver.task import placed, with_unasked
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Side:
    """One of two plans, on the days that both have.

    Attributes:
        wanted, missing: people times shifts, by the needs of this plan.
        hard, soft: broken rules that may never be broken, and that are kept where possible.
        cost: as the solver counts it; less is better.
        nights, weekends, minutes: least and most of one person, among those who work in one of both.
    """

    plan: PlanView
    wanted: int
    missing: int
    hard: int
    soft: int
    cost: int
    nights: Spread
    weekends: Spread
    minutes: Spread


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two plans side by side.

    Attributes:
        days: that both have.
        lines: everybody who works in one of them.
        changed: person-days that differ.
    """

    days: Days
    one: Side
    other: Side
    lines: tuple[Line, ...]
    changed: int


def compare(uow: UnitOfWork, one_id: int, other_id: int) -> Comparison:
    """Put two plans side by side.

    Raises:
        NoSuchThing: there is no such plan.
        NothingInCommon: they have no day in common.
    """
    one, other = get_plan(uow, one_id), get_plan(uow, other_id)
    if not one.days.meets(other.days):
        raise NothingInCommon()
    days = Days(max(one.days.start, other.days.start), min(one.days.end, other.days.end))
    first, second = ([d for d in plan_duties(uow, plan.id) if d.day in days] for plan in (one, other))
    lines = compared(first, second, judge(uow, days))
    everybody = [line.member_id for line in lines]
    return Comparison(
        days,
        _side(uow, one, days, first, everybody),
        _side(uow, other, days, second, everybody),
        lines,
        sum(line.changed for line in lines),
    )


def _side(
    uow: UnitOfWork, plan: PlanView, days: Days, duties: Sequence[Duty], everybody: Sequence[int]
) -> Side:
    needs = [n for n in plan_needs(uow, plan.id) if n.day in days]
    checker = judge(uow, days)
    who = workers(uow, days, said_before=plan.published_at)
    found = checker.violations([*history(uow, days), *duties], who)
    each = loads(duties, checker)
    had = [each.get(m, Load()) for m in everybody]
    return Side(
        plan,
        sum(n.people for n in needs),
        sum(g.missing for g in rules.gaps(duties, needs)),
        sum(v.hard for v in found),
        sum(not v.hard for v in found),
        cost_of(uow, days, needs, duties),
        spread(load.nights for load in had),
        spread(load.weekends for load in had),
        spread(load.minutes for load in had),
    )


def cost_of(uow: UnitOfWork, days: Days, needs: Sequence[Need], duties: Sequence[Duty]) -> int:
    """What a rota costs as the solver counts it; shifts outside the needs count for their people."""
    plan = solver_plan(uow, days, with_unasked(needs, duties))
    problem = problem_of(plan)
    rosters = placed(problem, plan.needs, [w.member_id for w in plan.workers], duties)
    return cost(problem, rosters)
