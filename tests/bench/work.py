"""The first half of the walk: people, products, orders, rota, hours."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from coop.production import queries as production
from coop.rota import queries as rota
from coop.rota import usecases as rotas
from coop.rota.rules import Need, Worker
from coop.store import reading, writing
from tests.bench import factory
from tests.bench.walk import DAY, Walk
from tests.factory.production import bring_methods, bring_orders


def import_people(walk: Walk) -> None:
    """Everybody of the file becomes a candidate."""
    walk.at(walk.founded_on, 9)
    with walk.step("people"), writing() as uow:
        walk.found["people"] = factory.import_people(uow, walk.scale.folder, walk.scale.people)


def found_coop(walk: Walk) -> None:
    """The founding act makes all of them members and gives the first mandates."""
    walk.at(walk.founded_on, 17)
    with walk.step("founding"), writing() as uow:
        walk.found["members"] = len(factory.found(uow, walk.founded_on))


def import_products(walk: Walk) -> None:
    """Products, units, work centres, bills and routings."""
    walk.at(walk.founded_on + DAY, 9)
    with walk.step("products"), writing(walk.office("coordinator")) as uow:
        bring_methods(uow, walk.scale.folder)
        created = {each.file_name: each.created for each in reversed(production.imports(uow))}
    walk.found["imported"] = created


def import_orders(walk: Walk) -> None:
    """The work orders of the month with their operations."""
    walk.at(walk.month.first - 10 * DAY, 9)
    with walk.step("orders"), writing(walk.office("coordinator")) as uow:
        done = bring_orders(uow, walk.scale.folder, walk.scale.orders or str(walk.month))
        walk.found["work_orders"], walk.found["operations"] = (batch.created for batch in done)


def derive_demand(walk: Walk) -> None:
    """What the orders ask for on the days of the rota."""
    with walk.step("demand"), reading() as uow:
        work = production.labour_demand(uow, walk.rota)
    walk.found["labour_minutes"] = sum(each.minutes for each in work)


def set_shifts(walk: Walk) -> int:
    """Shift kinds, who works which, posts for the work that no order asks for; a draft of the rota.

    Returns:
        Key of the draft.
    """
    with walk.step("shifts"), writing(walk.office("coordinator")) as uow:
        kinds = factory.add_shifts(uow, walk.scale.folder)
        shift_of = factory.allow_shifts(uow, walk.scale.folder, kinds)
        walk.found["posts"] = factory.add_posts(uow, kinds, shift_of, since=walk.rota.start)
        return rotas.draft_plan(uow, walk.rota)


def make_rota(walk: Walk, plan_id: int) -> None:
    """Solve and store the rota, publish it, and let the checker judge what was published."""
    coordinator = walk.office("coordinator")
    with walk.step("rota"):
        with reading() as uow:
            plan = rota.solver_input(uow, plan_id)
        made = rotas.make_rota(plan, seconds=walk.scale.seconds, seed=1, watch=lambda _report: True)
        with writing(coordinator) as uow:
            rotas.store_solution(uow, plan_id, made.duties, result=made.result)
    with walk.step("publish"), writing(coordinator) as uow:
        rotas.publish_plan(uow, plan_id)
    with walk.step("judge"), reading() as uow:
        verdict = rota.verdict(uow, plan_id)
        walk.found["shifts_assigned"] = len(rota.shifts(uow, walk.rota))
    walk.found["shifts_uncovered"] = verdict.missing
    walk.found["shifts_beyond_staff"] = sum(_lacking(need, plan.workers) for need in plan.needs)
    walk.found["rest_violations"] = len(verdict.violations)


def _lacking(need: Need, workers: Sequence[Worker]) -> int:
    """How many people more than there are a need asks for: no rota can cover them."""
    able = [
        w
        for w in workers
        if w.fits(need.place) and not w.away(need.day) and (w.kinds is None or need.kind in w.kinds)
    ]
    return max(0, need.people - len(able))


def punch(walk: Walk) -> None:
    """Everybody clocks in and out nearly on time; one exit in a hundred is forgotten."""
    chance = random.Random(20337)
    with reading() as uow:
        shifts = rota.shifts(uow, walk.rota)
    taps: dict[date, list[tuple[datetime, int, bool]]] = defaultdict(list)
    for shift in shifts:
        came = shift.start_at - timedelta(minutes=chance.randrange(12))
        taps[shift.day].append((came, shift.member_id, True))
        if chance.random() > 0.01:
            left = shift.end_at + timedelta(minutes=chance.randrange(9))
            taps[shift.day].append((left, shift.member_id, False))
    with walk.step("punches"):
        for _day, of_day in sorted(taps.items()):
            with writing() as uow:
                for instant, member_id, comes in sorted(of_day):
                    walk.clock.set(instant)
                    (rotas.clock_in if comes else rotas.clock_out)(uow, member_id)
    walk.found["punches"] = sum(map(len, taps.values()))


def confirm_hours(walk: Walk) -> None:
    """The coordinator confirms the hours of the whole month once it is over."""
    walk.at(walk.month.days.end, 18)
    with walk.step("hours"), writing(walk.office("coordinator")) as uow:
        rotas.confirm_hours(uow, walk.month.days)
        walk.found["hours_minutes"] = sum(rota.confirmed_minutes(uow, walk.month.days).values())
