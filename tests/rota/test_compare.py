"""Two rotas side by side: figures counted on paper."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from coop.rota import queries, usecases
from coop.rota.rules.compare import Load, compared, loads
from coop.rota.rules.errors import NothingInCommon
from coop.store import UnitOfWork, writing
from tests.cast import Browser, Cast
from tests.rota.paper import checker, duty
from tests.rota.test_usecases import MONDAY, WEEK, Workshop
from tests.rota.test_views import bruno, planned, shop, text

__all__ = ["bruno", "shop"]
TABLE = "/cronograma/planes/comparar"


def test_saturday_and_sunday_are_one_weekend_and_a_night_counts_as_one() -> None:
    duties = [duty("2026-11-07 N"), duty("2026-11-08 M"), duty("2026-11-09 T")]
    assert loads(duties, checker()) == {1: Load(shifts=3, minutes=1440, nights=1, weekends=1)}


def test_a_day_that_differs_counts_once_for_whoever_has_it() -> None:
    one = [duty("2026-11-09 M"), duty("2026-11-10 M"), duty("2026-11-09 T", member=2)]
    other = [duty("2026-11-09 T"), duty("2026-11-10 M"), duty("2026-11-11 L", member=3)]
    lines = {line.member_id: line for line in compared(one, other, checker())}
    assert {m: line.changed for m, line in lines.items()} == {1: 1, 2: 1, 3: 1}
    minutes = {m: (line.one.minutes, line.other.minutes) for m, line in lines.items()}
    assert minutes == {1: (960, 960), 2: (480, 0), 3: (0, 720)}


def test_a_copy_is_as_good_and_a_gap_in_it_shows(cast: Cast, uow: UnitOfWork) -> None:
    shop = Workshop(uow, cast)
    first = shop.published()
    second = usecases.copy_plan(uow, first)
    same = queries.compare(uow, first, second)
    assert (same.changed, same.one.cost, same.one.missing) == (0, same.other.cost, 0)
    assert same.one.wanted == 12 and sum(line.one.shifts for line in same.lines) == 12
    given_up = queries.plan_duties(uow, second)[0]
    usecases.set_duty(uow, second, given_up.member_id, given_up.day, kind=None)
    found = queries.compare(uow, first, second)
    assert (found.changed, found.other.missing) == (1, 1)
    assert found.other.cost > found.one.cost
    assert found.other.minutes.least <= found.one.minutes.least
    later = shop.solved(type(WEEK)(WEEK.end, WEEK.end + timedelta(days=7)))
    with pytest.raises(NothingInCommon):
        queries.compare(uow, first, later)


def test_the_cost_is_the_one_the_solver_claims(cast: Cast, uow: UnitOfWork) -> None:
    plan_id = Workshop(uow, cast).solved()
    plan = queries.get_plan(uow, plan_id)
    needs, duties = queries.plan_needs(uow, plan_id), queries.plan_duties(uow, plan_id)
    assert plan.result is not None
    assert queries.cost_of(uow, plan.days, needs, duties) == plan.result["cost"]


def test_everybody_compares_two_plans_and_takes_the_list_along(
    app: Flask, bruno: Browser, shop: Cast
) -> None:
    assert bruno.get(TABLE).status_code == 200
    first = planned(app, shop, publish=True)
    assert "Elegí dos" in text(bruno.get(TABLE))
    with app.app_context(), writing(shop.actor("elsa")) as uow:
        second = usecases.copy_plan(uow, first)
    page = text(bruno.get(f"{TABLE}?uno={first}&otro={second}"))
    assert "Costo" in page and "Horas (A)" in page
    assert text(bruno.get(f"{TABLE}?uno={first}&otro={second}&format=csv")).count("Horas") == 2
    assert "Costo" in text(bruno.get(f"{TABLE}?uno=x&otro=99"))  # the two newest
    assert WEEK.start == MONDAY
