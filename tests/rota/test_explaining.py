"""Why a shift is as it is, why a gap stays open: by the numbers and on the pages."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask

from coop.people import usecases as people
from coop.rota import queries, usecases
from coop.rota.rules import Duty
from coop.rota.rules.errors import NotNeededThere, NotOnThatDay
from coop.rota.usecases.explaining import NoSuchConflict, read_conflict, stored_conflict
from coop.rota.usecases.planning import draft_with
from coop.store import UnitOfWork, reading, writing
from coop.web import jobs
from coop.web.tables import Job
from tests.cast import Browser, Cast
from tests.rota.test_usecases import MONDAY, WEEK, Workshop
from tests.rota.test_views import bruno, elsa, planned, shop, text

__all__ = ["bruno", "elsa", "shop"]
ONE = timedelta(days=1)


def test_the_effect_that_is_told_is_the_one_that_comes_about(cast: Cast, uow: UnitOfWork) -> None:
    """Whoever is told to be possible is put in by hand, and the cost is counted again."""
    plan_id = Workshop(uow, cast).solved()
    needs, before = queries.plan_needs(uow, plan_id), queries.plan_duties(uow, plan_id)
    oven = next(d for d in before if d.kind == "M")
    why = queries.why(uow, plan_id, oven.member_id, oven.day)
    assert why.free.lacking == 1
    cost = queries.cost_of(uow, WEEK, needs, before)
    other = next(o for o in why.others if o.effect is not None and o.reason is None)
    assert other.effect is not None and other.effect.lacking == 0
    usecases.set_duty(uow, plan_id, oven.member_id, oven.day, kind=None)
    freed = queries.cost_of(uow, WEEK, needs, queries.plan_duties(uow, plan_id))
    assert freed - cost == why.free.cost + 2000
    usecases.set_duty(uow, plan_id, other.member_id, oven.day, kind="M", place=oven.place)
    after = queries.cost_of(uow, WEEK, needs, queries.plan_duties(uow, plan_id))
    assert after - cost == other.effect.cost
    with pytest.raises(NotOnThatDay):
        queries.why(uow, plan_id, oven.member_id, oven.day)


def test_those_who_are_held_back_are_told_with_the_rule(cast: Cast, uow: UnitOfWork) -> None:
    shop = Workshop(uow, cast)
    plan_id = usecases.draft_plan(uow, WEEK)
    usecases.set_duty(uow, plan_id, cast.ana, MONDAY + ONE, kind="M", place=shop.at_oven)
    usecases.set_duty(uow, plan_id, cast.bruno, MONDAY, kind="N", place=shop.at_gate)
    people.add_absence(uow, cast.gabi, "holiday", MONDAY, MONDAY + 3 * ONE)
    why = queries.why(uow, plan_id, cast.ana, MONDAY + ONE)
    told = {o.member_id: (o.effect is not None, str(o.reason)) for o in why.others}
    assert told[cast.elsa] == (True, "None")
    assert not told[cast.bruno][0] and "of rest" in told[cast.bruno][1]
    assert not told[cast.gabi][0] and "away" in told[cast.gabi][1]


def test_of_two_where_one_is_wanted_either_may_be_free_and_the_cost_can_be_counted(
    cast: Cast, uow: UnitOfWork
) -> None:
    shop = Workshop(uow, cast)
    plan_id = usecases.draft_plan(uow, WEEK)
    needs = queries.plan_needs(uow, plan_id)
    usecases.set_duty(uow, plan_id, cast.ana, MONDAY, kind="M", place=shop.at_oven)
    alone = queries.cost_of(uow, WEEK, needs, queries.plan_duties(uow, plan_id))
    usecases.set_duty(uow, plan_id, cast.bruno, MONDAY, kind="M", place=shop.at_oven)
    both = queries.cost_of(uow, WEEK, needs, queries.plan_duties(uow, plan_id))
    for member in (cast.ana, cast.bruno):
        why = queries.why(uow, plan_id, member, MONDAY)
        assert (why.free.lacking, [o.member_id for o in why.others]) == (0, [cast.elsa, cast.gabi])
        assert str(why.sentences[0]) == "The shift needs 1 there and has 2."
    assert both - alone == -queries.why(uow, plan_id, cast.bruno, MONDAY).free.cost


def test_whoever_works_where_nobody_is_wanted_leaves_no_gap(cast: Cast, uow: UnitOfWork) -> None:
    shop = Workshop(uow, cast)
    duty = Duty(cast.ana, MONDAY, "T", shop.at_gate)
    plan_id = draft_with(uow, WEEK, needs=(), duties=[duty])
    why = queries.why(uow, plan_id, cast.ana, MONDAY)
    assert (why.free.lacking, str(why.sentences[0])) == (0, "The shift needs 0 there and has 1.")


def left_alone(uow: UnitOfWork, cast: Cast) -> tuple[int, int]:
    """A plan whose oven has nobody on Monday: all who know it are away; returns plan and need."""
    for member in (cast.ana, cast.bruno, cast.elsa, cast.gabi):
        people.add_absence(uow, member, "holiday", MONDAY, MONDAY + ONE)
    plan_id = usecases.draft_plan(uow, WEEK)
    needs = queries.plan_needs(uow, plan_id)
    return plan_id, next(n for n, need in enumerate(needs) if need.kind == "M")


def test_the_smallest_contradiction_names_the_need_and_whoever_is_away(cast: Cast, uow: UnitOfWork) -> None:
    Workshop(uow, cast)
    plan_id, number = left_alone(uow, cast)
    plan = queries.solver_input(uow, plan_id)
    found = usecases.explain_gap(plan, plan_id, number)
    assert found.minimal and [n for n, _ in found.needs] == [plan.needs[number]]
    assert [able for _, able in found.needs] == [4] and found.rules == ()
    everybody = sorted((cast.ana, cast.bruno, cast.elsa, cast.gabi))
    assert found.away == tuple((m, (MONDAY,)) for m in everybody)
    assert read_conflict(stored_conflict(found)) == found
    with pytest.raises(NotNeededThere):
        usecases.ask_conflict(uow, plan_id, 999)


def test_where_nothing_contradicts_that_is_said(cast: Cast, uow: UnitOfWork) -> None:
    Workshop(uow, cast)
    plan_id = usecases.draft_plan(uow, WEEK)
    found = usecases.explain_gap(queries.solver_input(uow, plan_id), plan_id, 0)
    assert not found.found and read_conflict(stored_conflict(found)) == found


def test_the_coordinator_asks_why_and_everybody_reads_the_answer(
    app: Flask, elsa: Browser, shop: Cast
) -> None:
    with app.app_context(), writing(shop.actor("elsa")) as uow:
        plan_id, number = left_alone(uow, shop)
        other = jobs.enqueue(uow, "rota.solve", {})
        with pytest.raises(NoSuchConflict):
            usecases.get_conflict(uow, other)
    gap = f"/cronograma/planes/{plan_id}/faltantes/{number}"
    assert f"{gap}/contradiccion" in text(elsa.get(gap))
    answer = elsa.post(f"{gap}/contradiccion", at=gap)
    found = re.search(r"next=(\S+)", answer.location)
    assert answer.status_code == 303 and found is not None
    assert elsa.get(found[1]).status_code == 303
    with app.app_context():
        jobs.run_queued(app)
    elsa.sign_in(shop.numbers["bruno"])
    page = text(elsa.get(found[1]))
    assert "Ana Acosta" in page and "Horno 1" in page and "no sobra nada" in page
    assert elsa.post(f"{gap}/contradiccion", at=HOME).status_code == 403
    assert elsa.get(f"/cronograma/contradicciones/{other}").status_code == 404


def test_who_only_said_that_she_cannot_is_counted_but_not_named(cast: Cast, uow: UnitOfWork) -> None:
    Workshop(uow, cast)
    for member in (cast.ana, cast.bruno, cast.elsa):
        people.add_absence(uow, member, "holiday", MONDAY, MONDAY + ONE)
    usecases.add_wish(uow, cast.gabi, "cannot", start=MONDAY)
    plan_id = usecases.draft_plan(uow, WEEK)
    number = next(n for n, need in enumerate(queries.plan_needs(uow, plan_id)) if need.kind == "M")
    found = usecases.explain_gap(queries.solver_input(uow, plan_id), plan_id, number)
    job_id = jobs.enqueue(uow, "rota.conflict", {})
    uow.get(Job, job_id).result = stored_conflict(found)
    everything = usecases.get_conflict(uow, job_id)
    assert everything is not None and cast.gabi in dict(everything.away)
    told = usecases.get_conflict(uow, job_id, with_wishes=False)
    assert told is not None and told.unnamed == 1
    assert dict(told.away).keys() == {cast.ana, cast.bruno, cast.elsa}


HOME = "/cronograma/"


def test_a_member_reads_why_a_shift_is_as_it_is(app: Flask, bruno: Browser, shop: Cast) -> None:
    plan_id = planned(app, shop, publish=True)
    with app.app_context(), reading() as uow:
        duty = queries.plan_duties(uow, plan_id)[0]
    url = f"/cronograma/planes/{plan_id}/por-que/{duty.member_id}/{duty.day}"
    assert url in text(bruno.get(f"/cronograma/planes/{plan_id}/tabla"))
    assert "faltaría una persona" in text(bruno.get(url))
    assert bruno.get(f"{url}?format=csv").status_code == 200
    for wrong, status in ((f"{duty.member_id}/2027-01-01", 422), ("1/ayer", 404), ("99/2026-11-09", 422)):
        assert bruno.get(f"/cronograma/planes/{plan_id}/por-que/{wrong}").status_code == status, wrong
