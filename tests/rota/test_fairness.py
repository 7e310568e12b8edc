"""The fairness ledger over the published rota, on both engines."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coop.kernel.clock import FrozenClock
from coop.kernel.ranges import Days
from coop.people import usecases as people
from coop.rota import queries, usecases
from coop.rota.rules import Account
from coop.store import Actor, UnitOfWork
from tests.cast import Cast
from tests.rota.test_usecases import MONDAY, WEEK, Workshop, refused

SUNDAY = MONDAY + timedelta(days=6)


def put(shop: Workshop, plan_id: int, member: int, *days: int) -> None:
    """Put somebody at the gate by night on some days of the week from MONDAY."""
    for day in days:
        on = MONDAY + timedelta(days=day)
        usecases.set_duty(shop.uow, plan_id, member, on, kind="N", place=shop.at_gate)


def work_week(shop: Workshop) -> None:
    """Bruno guards by night from Tuesday to Thursday, Hugo on the weekend; Ana is at the oven."""
    uow, cast = shop.uow, shop.cast
    people.add_holiday(uow, SUNDAY, "Fiesta")
    plan_id = usecases.draft_plan(uow, WEEK)
    put(shop, plan_id, cast.bruno, 1, 2, 3)
    put(shop, plan_id, cast.hugo, 5, 6)
    usecases.set_duty(uow, plan_id, cast.ana, MONDAY, kind="M", place=shop.at_oven)
    usecases.publish_plan(uow, plan_id)


@pytest.fixture
def shop(cast: Cast, uow: UnitOfWork) -> Workshop:
    return Workshop(uow, cast)


def test_nights_weekends_holidays_and_hard_posts_are_counted(shop: Workshop) -> None:
    uow, cast = shop.uow, shop.cast
    work_week(shop)
    assert queries.fairness(uow, WEEK) == {
        cast.bruno: Account(nights=3),
        cast.hugo: Account(nights=2, weekends=1, holidays=1),
        cast.ana: Account(),
    }
    usecases.set_hard(uow, shop.post, hard=True)
    assert queries.fairness(uow, WEEK)[cast.ana] == Account(hard=1)
    assert queries.get_post(uow, shop.post).rule.hard
    usecases.set_hard(uow, shop.post, hard=False)
    assert queries.fairness(uow, WEEK)[cast.ana] == Account()
    refused(uow, "UPDATE rota_post SET guard = NOT guard")


def test_the_ledger_shares_by_the_days_on_the_roll(shop: Workshop, clock: FrozenClock) -> None:
    """Seven people share five nights; one of them leaves before the week is over."""
    uow, cast = shop.uow, shop.cast
    work_week(shop)
    lines = {line.member_id: line for line in queries.fairness_ledger(uow, WEEK)}
    assert sum(line.shares["nights"].due for line in lines.values()) == 50
    assert lines[cast.bruno].shares["nights"].over == 30 - lines[cast.bruno].shares["nights"].due
    assert {line.days for line in lines.values()} == {7}
    assert cast.carla not in lines
    assert [line.name for line in lines.values()] == sorted(line.name for line in lines.values())
    clock.set(uow.now() + timedelta(days=9))
    uow.actor = Actor(cast.juan)
    people.leave_coop(uow, cast.juan, uow.today() + timedelta(days=1))
    lines = {line.member_id: line for line in queries.fairness_ledger(uow, WEEK)}
    assert lines[cast.juan].days == (uow.today() + timedelta(days=1) - MONDAY).days < 7
    assert lines[cast.juan].shares["nights"].due < lines[cast.hugo].shares["nights"].due
    assert queries.first_rota_day(uow) == MONDAY


def test_holidays_and_hard_posts_enter_the_next_plan(shop: Workshop) -> None:
    uow, cast = shop.uow, shop.cast
    usecases.set_hard(uow, shop.post, hard=True)
    work_week(shop)
    next_week = Days(WEEK.end, WEEK.end + timedelta(days=7))
    people.add_holiday(uow, next_week.start, "Otra")
    plan = queries.solver_input(uow, usecases.draft_plan(uow, next_week))
    assert plan.accounts is not None
    assert plan.accounts[cast.hugo].holidays == 1 and plan.accounts[cast.ana].hard == 1
    assert (plan.hard, plan.holidays) == ({shop.post}, {next_week.start})
