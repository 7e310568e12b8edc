"""Saying, weighing and withdrawing wishes about shifts, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from coop.kernel.clock import FrozenClock
from coop.kernel.errors import CoopError
from coop.kernel.ranges import Days, NoSuchYear
from coop.people import usecases as people
from coop.rota import queries, usecases
from coop.rota.rules import errors
from coop.store import UnitOfWork
from tests.cast import Cast
from tests.rota.agreed import Agreed, on
from tests.rota.test_usecases import MONDAY, WEEK, Workshop, refused

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def shop(cast: Cast, uow: UnitOfWork) -> Workshop:
    return Workshop(uow, cast)


def nights_of(shop: Workshop, plan_id: int) -> set[int]:
    return {d.member_id for d in queries.plan_duties(shop.uow, plan_id) if d.kind == "N"}


def test_a_date_a_stretch_of_days_and_a_weekday_can_be_meant(shop: Workshop) -> None:
    uow, bruno = shop.uow, shop.cast.bruno
    usecases.add_wish(uow, bruno, "want", start=MONDAY, kind_id=shop.kinds["M"])
    usecases.add_wish(uow, bruno, "rather_not", start=MONDAY, last=TUESDAY)
    usecases.add_wish(uow, bruno, "cannot", start=MONDAY, weekdays=[1], reason="Estudio")
    one, some, always = queries.wishes(uow, WEEK)
    assert (one.first, one.last, one.kind) == (MONDAY, MONDAY, "M")
    assert (some.first, some.last, some.kind) == (MONDAY, TUESDAY, None)
    assert (always.last, always.wish.weekdays, always.reason) == (None, {1}, "Estudio")
    assert always.wish.on(TUESDAY + timedelta(days=700)) and not always.wish.on(MONDAY)
    assert queries.wishes(uow, WEEK, member_id=shop.cast.ana) == ()
    assert queries.wishes(uow, Days(WEEK.end, WEEK.end + timedelta(days=7))) == (always,)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"what": "demand"}, errors.UnknownWish),
        ({"last": MONDAY - timedelta(days=1)}, errors.WishBackwards),
        ({"start": date(2026, 11, 3)}, errors.WishTooLate),
        ({"last": MONDAY, "weekdays": [1]}, errors.WishOnNoDay),
        ({"what": "cannot", "last": MONDAY + timedelta(days=40)}, errors.ThatIsAnAbsence),
        ({"what": "cannot", "weekdays": range(7)}, errors.ThatIsAnAbsence),
        ({"reason": "x" * 301}, errors.ReasonTooLong),
        ({"start": date(9999, 1, 1)}, NoSuchYear),
    ],
)
def test_what_cannot_be_meant_is_refused(
    shop: Workshop, wrong: dict[str, Any], error: type[CoopError]
) -> None:
    said: dict[str, Any] = {"what": "want", "start": MONDAY, **wrong}
    with pytest.raises(error):
        usecases.add_wish(shop.uow, shop.cast.bruno, said.pop("what"), **said)


def test_nobody_wishes_without_end_nor_for_a_shift_that_is_no_more(shop: Workshop) -> None:
    uow = shop.uow
    usecases.end_kind(uow, shop.kinds["T"])
    with pytest.raises(errors.UnknownKind):
        usecases.add_wish(uow, shop.cast.bruno, "want", start=MONDAY, kind_id=shop.kinds["T"])
    for _ in range(40):
        last = usecases.add_wish(uow, shop.cast.bruno, "want", start=MONDAY)
    with pytest.raises(errors.TooManyWishes):
        usecases.add_wish(uow, shop.cast.bruno, "want", start=MONDAY)
    usecases.withdraw_wish(uow, last)
    assert usecases.add_wish(uow, shop.cast.bruno, "want", start=MONDAY)


def test_what_was_said_is_withdrawn_but_never_changed(shop: Workshop) -> None:
    uow = shop.uow
    wish_id = usecases.add_wish(uow, shop.cast.bruno, "cannot", start=MONDAY, reason="Médico")
    refused(uow, "UPDATE rota_wish SET what = 'want'")
    refused(uow, "DELETE FROM rota_wish")
    usecases.withdraw_wish(uow, wish_id)
    usecases.withdraw_wish(uow, wish_id)
    view = queries.get_wish(uow, wish_id)
    assert (view.withdrawn_on, view.reason) == (uow.today(), None)
    assert queries.wishes(uow, WEEK) == ()


def test_the_solver_plans_nobody_who_cannot_and_the_coordinator_may(shop: Workshop) -> None:
    uow, cast = shop.uow, shop.cast
    for member in (cast.ana, cast.bruno, cast.gabi, cast.hugo):
        usecases.add_wish(uow, member, "cannot", start=MONDAY, weekdays=range(7), kind_id=shop.kinds["N"])
    plan_id = shop.solved()
    assert nights_of(shop, plan_id) <= {cast.elsa, cast.irma, cast.juan}
    assert queries.verdict(uow, plan_id).violations == ()
    said = queries.wishes_of_plan(uow, plan_id)
    assert (said.wanted, said.unmet) == (0, frozenset())
    free = next(d for d in queries.plan_duties(uow, plan_id) if d.kind == "N")
    usecases.set_duty(uow, plan_id, free.member_id, free.day, kind=None)
    idle = {d.member_id for d in queries.plan_duties(uow, plan_id) if abs((d.day - free.day).days) <= 1}
    asked = next(m for m in (cast.hugo, cast.bruno, cast.gabi, cast.ana) if m not in idle)
    usecases.set_duty(uow, plan_id, asked, free.day, kind="N", place=shop.at_gate)
    (shown,) = queries.verdict(uow, plan_id).violations
    assert (shown.rule, shown.hard, shown.member_id) == ("wish", False, asked)
    assert {w.wish.member_id for w in queries.wishes_of_plan(uow, plan_id).unmet} == {asked}
    usecases.publish_plan(uow, plan_id)


def test_a_plan_says_how_many_wishes_it_meets(shop: Workshop) -> None:
    uow, cast = shop.uow, shop.cast
    usecases.add_wish(uow, cast.bruno, "want", start=TUESDAY, kind_id=shop.kinds["N"])
    usecases.add_wish(uow, cast.hugo, "want", start=TUESDAY, kind_id=shop.kinds["T"])
    usecases.add_wish(uow, cast.irma, "rather_not", start=MONDAY, last=MONDAY + timedelta(days=1))
    plan_id = usecases.draft_plan(uow, WEEK)
    usecases.set_duty(uow, plan_id, cast.bruno, TUESDAY, kind="N", place=shop.at_gate)
    said = queries.wishes_of_plan(uow, plan_id)
    assert (said.wanted, said.met) == (4, 3)
    assert [w.wish.member_id for w in said.unmet] == [cast.hugo]
    assert (cast.bruno, TUESDAY) in said.by_cell and (cast.bruno, MONDAY) not in said.by_cell
    usecases.set_duty(uow, plan_id, cast.bruno, TUESDAY, kind=None)
    assert queries.wishes_of_plan(uow, plan_id).met == 2


def test_a_day_away_holds_no_wish(shop: Workshop) -> None:
    uow, cast = shop.uow, shop.cast
    usecases.add_wish(uow, cast.bruno, "want", start=MONDAY, last=TUESDAY)
    people.add_absence(uow, cast.bruno, "holiday", MONDAY, TUESDAY)
    said = queries.wishes_of_plan(uow, usecases.draft_plan(uow, WEEK))
    assert list(said.by_cell) == [(cast.bruno, TUESDAY)]


def test_each_sees_what_became_of_her_wishes(shop: Workshop, clock: FrozenClock) -> None:
    uow, cast = shop.uow, shop.cast
    early = usecases.add_wish(uow, cast.bruno, "rather_not", start=MONDAY, last=TUESDAY)
    assert queries.wished_days(uow, cast.bruno, WEEK) == ()
    plan_id = usecases.draft_plan(uow, WEEK)
    usecases.set_duty(uow, plan_id, cast.bruno, TUESDAY, kind="N", place=shop.at_gate)
    usecases.publish_plan(uow, plan_id)
    days = queries.wished_days(uow, cast.bruno, WEEK)
    assert [(d.day, d.wish_id, d.worked, d.met) for d in days] == [
        (MONDAY, early, None, True),
        (TUESDAY, early, "N", False),
    ]
    clock.set(uow.now() + timedelta(hours=1))
    late = usecases.add_wish(uow, cast.bruno, "cannot", start=TUESDAY)
    days = queries.wished_days(uow, cast.bruno, WEEK)
    assert [(d.wish_id, d.met) for d in days] == [(early, True), (late, None)]
    assert queries.wishes_of_plan(uow, plan_id).wanted == 2
    assert queries.wished_days(uow, cast.carla, WEEK) == ()


def test_what_is_said_after_publication_blames_no_rota(shop: Workshop, clock: FrozenClock) -> None:
    uow = shop.uow
    plan_id = shop.published()
    one = queries.plan_duties(uow, plan_id)[0]
    clock.set(uow.now() + timedelta(hours=1))
    usecases.add_wish(uow, one.member_id, "cannot", start=one.day)
    assert queries.verdict(uow, plan_id).violations == ()
    copied = usecases.copy_plan(uow, plan_id)
    assert [v.rule for v in queries.verdict(uow, copied).violations] == ["wish"]


def test_a_wish_of_before_keeps_its_past_when_it_is_withdrawn(shop: Workshop, clock: FrozenClock) -> None:
    uow, bruno = shop.uow, shop.cast.bruno
    wish_id = usecases.add_wish(uow, bruno, "want", start=MONDAY, weekdays=[0, 4])
    clock.set(uow.now() + timedelta(days=8))
    assert uow.today() in WEEK and uow.today() > MONDAY
    usecases.withdraw_wish(uow, wish_id)
    (view,) = queries.wishes(uow, WEEK)
    assert view.wish.on(MONDAY) and not view.wish.on(MONDAY + timedelta(days=4))
    assert replace(view.wish, days=WEEK).on(MONDAY + timedelta(days=4))


def test_a_wish_said_after_the_rota_is_late_also_when_a_swap_made_a_small_version_since(
    cast: Cast, uow: UnitOfWork, clock: FrozenClock
) -> None:
    Agreed(uow, cast, clock)
    thursday = Days(on(10), on(11))
    usecases.add_wish(uow, cast.gabi, "rather_not", start=on(10), last=on(10))
    clock.move(timedelta(hours=1))
    key = usecases.propose_swap(uow, cast.ana, on(7), other_id=cast.bruno, back_day=on(10))
    usecases.accept_exchange(uow, key, cast.bruno)
    (day,) = queries.wished_days(uow, cast.gabi, thursday)
    assert (day.worked, day.met) == ("Tarde", None)
