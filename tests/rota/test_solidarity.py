"""Solidarity shifts: hours for others count like all others."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from coop.kernel.clock import FrozenClock
from coop.kernel.ranges import Days
from coop.people import usecases as people
from coop.rota import queries, usecases
from coop.rota.queries import hours
from coop.rota.rules import Place, Planned, Punch, errors, proposals, span_of
from coop.rota.rules.shifts import ShiftKind
from coop.store import UnitOfWork
from tests.cast import Cast
from tests.rota.paper import BUENOS_AIRES, MONDAY
from tests.rota.test_usecases import MONDAY as NEXT
from tests.rota.test_usecases import WEEK, Workshop, refused

POT = ShiftKind("S", "Olla popular", 540, 780)
SHIFT = Planned(MONDAY, "S", span_of(MONDAY, POT, BUENOS_AIRES), elsewhere=True)


def at(hour: int) -> datetime:
    return datetime(MONDAY.year, MONDAY.month, MONDAY.day, hour, tzinfo=BUENOS_AIRES)


@pytest.mark.parametrize(
    ("now", "punches", "minutes", "note"),
    [
        (None, [], 240, "solidarity"),
        (at(14), [], 240, "solidarity"),
        (at(8), [], 240, "to come"),
        (at(12), [], 240, "to come"),
        (None, [Punch(at(9), "in"), Punch(at(15), "out")], 360, "other hours"),
    ],
)
def test_it_counts_as_planned_once_it_is_over_unless_clocked_otherwise(
    now: datetime | None, punches: list[Punch], minutes: int, note: str
) -> None:
    (one,) = proposals(1, [SHIFT], punches, zone=BUENOS_AIRES, tolerance=15, now=now)
    assert (one.minutes, one.note, one.planned) == (minutes, note, 240)


def test_the_same_shift_in_the_workplace_counts_nothing_without_clocking_in() -> None:
    here = Planned(SHIFT.day, SHIFT.kind, SHIFT.span)
    (one,) = proposals(1, [here], [], zone=BUENOS_AIRES, tolerance=15)
    assert (one.minutes, one.note) == (0, "no punches")


def worked_week(uow: UnitOfWork, cast: Cast, clock: FrozenClock, *, confirmed: bool = True) -> Workshop:
    """Bruno cooks for the neighbourhood on Monday; Ana is planned at the oven and stays away."""
    shop = Workshop(uow, cast)
    kind = usecases.add_kind(uow, "S", name="Olla popular", start=540, end=780, solidarity=True)
    pot = usecases.add_post(
        uow, "Olla", kind_id=kind, weekdays=[0], people_needed=1, since=NEXT, on_holidays=True
    )
    plan_id = usecases.draft_plan(uow, WEEK)
    usecases.set_duty(uow, plan_id, cast.bruno, NEXT, kind="S", place=Place(post_id=pot))
    usecases.set_duty(uow, plan_id, cast.ana, NEXT, kind="M", place=shop.at_oven)
    usecases.publish_plan(uow, plan_id)
    clock.set(uow.now() + timedelta(days=14))
    if confirmed:
        usecases.confirm_hours(uow, WEEK)
    return shop


def test_its_hours_are_confirmed_like_all_others_and_told_apart(
    cast: Cast, uow: UnitOfWork, clock: FrozenClock
) -> None:
    worked_week(uow, cast, clock)
    assert queries.confirmed_minutes(uow, WEEK) == {cast.bruno: 240, cast.ana: 0}
    assert queries.solidarity_minutes(uow, WEEK) == {NEXT: 240}
    usecases.correct_hours(uow, cast.bruno, NEXT, minutes=180, reason="Se fue antes")
    assert queries.solidarity_minutes(uow, WEEK) == {NEXT: 180}
    assert queries.solidarity_minutes(uow, Days(WEEK.end, WEEK.end + timedelta(days=7))) == {}


def test_orders_are_never_made_on_it(cast: Cast, uow: UnitOfWork) -> None:
    Workshop(uow, cast)
    with pytest.raises(errors.OrdersAreMadeHere):
        usecases.add_kind(uow, "S", name="Olla", start=540, end=780, takes_orders=True, solidarity=True)
    kind = usecases.add_kind(uow, "S", name="Olla", start=540, end=780, solidarity=True)
    with pytest.raises(errors.OrdersAreMadeHere):
        usecases.set_takes_orders(uow, kind, takes_orders=True)
    refused(uow, "UPDATE rota_kind SET takes_orders = TRUE WHERE solidarity")
    refused(uow, "UPDATE rota_kind SET solidarity = NOT solidarity")


def test_whoever_is_away_that_day_is_proposed_nothing(
    cast: Cast, uow: UnitOfWork, clock: FrozenClock
) -> None:
    worked_week(uow, cast, clock, confirmed=False)
    assert [p.minutes for p in queries.proposals(uow, WEEK, member_id=cast.bruno)] == [240]
    people.add_absence(uow, cast.bruno, "illness", NEXT, NEXT + timedelta(days=1))
    (one,) = queries.proposals(uow, WEEK, member_id=cast.bruno)
    assert (one.minutes, one.note) == (0, "no punches")


def test_the_hours_of_years_are_read_in_parts_that_a_version_a_day_does_not_break(
    cast: Cast, uow: UnitOfWork, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    years, read, shifts = Days(NEXT - timedelta(days=1500), WEEK.end), list[Days](), hours.shifts

    def watched(uow: UnitOfWork, days: Days) -> tuple[queries.Shift, ...]:
        read.append(days)
        return shifts(uow, days)

    with monkeypatch.context() as none:
        none.setattr(hours, "shifts", watched)
        assert queries.solidarity_minutes(uow, years) == {} and not read
    worked_week(uow, cast, clock)
    monkeypatch.setattr(hours, "shifts", watched)
    assert queries.solidarity_minutes(uow, years) == {NEXT: 240}
    assert [day for part in read for day in part] == list(years)
    assert max(len(part) for part in read) < 500
