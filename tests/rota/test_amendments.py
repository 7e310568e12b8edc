"""Hours that the clock does not say as they were: asked, answered by another, never overwritten."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from coop.kernel.clock import FrozenClock
from coop.kernel.ranges import Days
from coop.rota import queries, rules, usecases
from coop.rota.rules import Planned, Span, errors
from coop.store import Actor, UnitOfWork
from coop.web.notices import notices
from tests.cast import Cast
from tests.rota.paper import BUENOS_AIRES
from tests.rota.test_usecases import MONDAY, WEEK, Workshop, refused

TUESDAY = MONDAY + timedelta(days=1)
DAY = Days(MONDAY, TUESDAY)
SIX, TEN, TWO = 360, 600, 840


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An hour in Buenos Aires."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=BUENOS_AIRES).astimezone(UTC)


@pytest.fixture
def shop(cast: Cast, uow: UnitOfWork, clock: FrozenClock) -> Workshop:
    """Ana had the morning at the oven on Monday, came late by her punch, and forgot to clock out."""
    shop = Workshop(uow, cast)
    plan_id = usecases.draft_plan(uow, WEEK)
    usecases.set_duty(uow, plan_id, cast.ana, MONDAY, kind="M", place=shop.at_oven)
    usecases.publish_plan(uow, plan_id)
    clock.set(at(MONDAY, 9))
    usecases.clock_in(uow, cast.ana)
    clock.set(at(TUESDAY, 12))
    return shop


@pytest.fixture
def asked(shop: Workshop) -> int:
    return ask(shop, shop.cast.ana)


def ask(
    shop: Workshop, member_id: int, *, day: date = MONDAY, came: int = SIX, went: int = TWO, why: str = "x"
) -> int:
    shop.uow.actor = Actor(member_id)
    try:
        return usecases.ask_amendment(shop.uow, member_id, day, came=came, went=went, why=why)
    finally:
        shop.uow.actor = Actor(shop.cast.elsa)


def proposed(shop: Workshop, member_id: int | None = None) -> tuple[int, int, str]:
    """Minutes proposed and between punches, and the note, of Ana's Monday."""
    (one,) = queries.proposals(shop.uow, DAY, member_id=member_id or shop.cast.ana)
    return one.minutes, one.punched, one.note


def punches(uow: UnitOfWork) -> list[tuple[object, ...]]:
    return [tuple(r) for r in uow.session.execute(text("SELECT id, member_id, at, way FROM rota_punch"))]


def test_what_is_asked_changes_nothing_until_it_is_accepted(shop: Workshop, asked: int) -> None:
    before = punches(shop.uow)
    assert proposed(shop) == (300, 0, "exit missing")
    usecases.accept_amendment(shop.uow, asked)
    assert proposed(shop) == (480, 480, "amended")
    assert punches(shop.uow) == before
    assert notices(shop.uow, shop.cast.ana)[0].sentence.message.startswith("Your hours of %(day)s are put")
    assert "amended" not in rules.UNFINISHED
    usecases.confirm_hours(shop.uow, DAY)
    (worked,) = queries.worked(shop.uow, DAY)
    assert (worked.minutes, worked.note) == (480, "amended")


def test_a_request_that_waits_or_is_refused_blocks_no_confirmation(shop: Workshop, asked: int) -> None:
    assert queries.open_amendments(shop.uow, DAY) == queries.open_amendments(shop.uow) == 1
    with pytest.raises(errors.AmendmentAnswer):
        usecases.refuse_amendment(shop.uow, asked, answer="  ")
    usecases.refuse_amendment(shop.uow, asked, answer="The oven was off")
    assert proposed(shop) == (300, 0, "exit missing")
    told = notices(shop.uow, shop.cast.ana)[0].sentence
    assert told.facts["reason"] == "The oven was off"
    usecases.confirm_hours(shop.uow, DAY)
    assert queries.worked(shop.uow, DAY)[0].minutes == 300


def test_confirmed_hours_are_taken_back_and_written_anew(shop: Workshop, asked: int) -> None:
    uow = shop.uow
    usecases.confirm_hours(uow, DAY)
    usecases.accept_amendment(uow, asked)
    (worked,) = queries.worked(uow, DAY)
    assert (worked.minutes, worked.note, worked.reason) == (480, "by hand", "x")
    rows = [r[0] for r in uow.session.execute(text("SELECT minutes FROM rota_worked ORDER BY id"))]
    assert rows == [300, -300, 480]
    assert queries.confirmed_minutes(uow, DAY) == {shop.cast.ana: 480}
    assert uow.session.execute(text("SELECT worked_id FROM rota_amendment")).scalar_one() == worked.id
    assert len(notices(uow, shop.cast.ana)) == 1  # told once, not twice


def test_nobody_decides_about_her_own_hours(shop: Workshop) -> None:
    uow, elsa, hugo = shop.uow, shop.cast.elsa, shop.cast.hugo
    own = ask(shop, elsa, came=TEN, went=TWO)
    assert [len(notices(uow, m)) for m in (hugo, elsa)] == [1, 0]  # the secretary is asked, not herself
    for answer in (
        lambda: usecases.accept_amendment(uow, own),
        lambda: usecases.refuse_amendment(uow, own, answer="no"),
    ):
        with pytest.raises(errors.AmendmentOwn):
            answer()
    refused(uow, f"UPDATE rota_amendment SET state = 'accepted', settled_at = asked_at, settled_by = {elsa}")
    uow.actor = Actor(hugo)
    usecases.accept_amendment(uow, own)
    assert proposed(shop, elsa) == (240, 240, "amended")


def test_a_night_ends_on_the_next_day_and_a_day_nobody_planned_counts_too(shop: Workshop) -> None:
    sunday = MONDAY - timedelta(days=1)
    key = ask(shop, shop.cast.bruno, day=sunday, came=1320, went=300)
    found = queries.get_amendment(shop.uow, key)
    assert (found.start_at, found.end_at) == (at(sunday, 22), at(MONDAY, 5))
    usecases.accept_amendment(shop.uow, key)
    (one,) = queries.proposals(shop.uow, Days(sunday, TUESDAY), member_id=shop.cast.bruno)
    assert (one.day, one.minutes, one.planned) == (sunday, 420, 0)


def test_of_two_accepted_requests_the_later_counts(shop: Workshop, asked: int) -> None:
    usecases.accept_amendment(shop.uow, asked)
    usecases.accept_amendment(shop.uow, ask(shop, shop.cast.ana, came=TEN))
    assert proposed(shop)[0] == 240


WRONG: tuple[tuple[dict[str, object], type[Exception]], ...] = (
    ({"day": MONDAY - timedelta(days=92)}, errors.AmendmentTooOld),
    ({"day": TUESDAY, "came": SIX, "went": 541 + 180}, errors.AmendmentAhead),
    ({"day": TUESDAY + timedelta(days=1)}, errors.AmendmentAhead),
    ({"why": "  "}, errors.AmendmentWhy),
    ({"why": "x" * 501}, errors.AmendmentWhy),
)


@pytest.mark.parametrize(("wrong", "error"), WRONG)
def test_what_cannot_be_asked_is_refused_with_what_to_do(
    shop: Workshop, wrong: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        ask(shop, shop.cast.ana, **wrong)  # type: ignore[arg-type]
    assert queries.amendments(shop.uow) == ()


def test_one_request_a_day_waits_and_is_answered_or_taken_back_once(shop: Workshop, asked: int) -> None:
    uow = shop.uow
    with pytest.raises(errors.AmendmentOpen):
        ask(shop, shop.cast.ana)
    with pytest.raises(errors.AmendmentNotYours):
        usecases.withdraw_amendment(uow, asked)
    uow.actor = Actor(shop.cast.ana)
    usecases.withdraw_amendment(uow, asked)
    uow.actor = Actor(shop.cast.elsa)
    late: tuple[Callable[[], None], ...] = (
        lambda: usecases.withdraw_amendment(uow, asked),
        lambda: usecases.accept_amendment(uow, asked),
        lambda: usecases.refuse_amendment(uow, asked, answer="no"),
    )
    for act in late:
        with pytest.raises(errors.AmendmentSettled):
            act()
    again = ask(shop, shop.cast.ana)
    assert [a.id for a in queries.amendments(uow, member_id=shop.cast.ana)] == [again, asked]
    assert queries.amendments(uow, member_id=shop.cast.bruno) == ()
    with pytest.raises(errors.NotYours):
        usecases.ask_amendment(uow, shop.cast.carla, MONDAY, came=SIX, went=TWO, why="x")


def test_the_database_lets_nobody_rewrite_a_request(shop: Workshop, asked: int) -> None:
    uow = shop.uow
    for statement in (
        "DELETE FROM rota_amendment",
        "UPDATE rota_amendment SET start_at = end_at",
        "UPDATE rota_amendment SET why = 'y'",
        "UPDATE rota_amendment SET state = 'accepted'",
        "UPDATE rota_punch SET way = 'out'",
    ):
        refused(uow, statement)
    usecases.accept_amendment(uow, asked)
    refused(uow, "UPDATE rota_amendment SET state = 'asked', settled_at = NULL")
    with pytest.raises(IntegrityError), uow.savepoint():
        uow.session.execute(text("UPDATE rota_amendment SET answer = 'other'"))


def test_an_amended_presence_keeps_the_tolerance_and_what_was_planned() -> None:
    span = Span(at(MONDAY, 6), at(MONDAY, 14))
    shift = Planned(MONDAY, "M", span)
    almost = Span(at(MONDAY, 6, 10), at(MONDAY, 14, 12))
    found = rules.amended(1, MONDAY, [shift], almost, tolerance=15)
    assert (found.minutes, found.planned, found.note) == (480, 480, "amended")
    elsewhere = Span(at(MONDAY, 20), at(MONDAY, 22))
    found = rules.amended(1, MONDAY, [shift], elsewhere, tolerance=15)
    assert (found.minutes, found.planned) == (120, 480)


def test_a_presence_elsewhere_in_the_day_counts_alone_and_not_beside_a_solidarity_shift() -> None:
    pot = Planned(MONDAY, "S", Span(at(MONDAY, 6), at(MONDAY, 14)), elsewhere=True)
    late = Span(at(MONDAY, 14), at(MONDAY, 22))
    found = rules.amended(1, MONDAY, [pot], late, tolerance=15)
    assert (found.minutes, found.planned, found.note) == (480, 480, "amended")


def test_a_late_entry_to_a_night_is_kept_under_the_day_the_night_begins(
    cast: Cast, uow: UnitOfWork, clock: FrozenClock
) -> None:
    shop = Workshop(uow, cast)
    plan_id = usecases.draft_plan(uow, WEEK)
    usecases.set_duty(uow, plan_id, cast.gabi, MONDAY, kind="N", place=shop.at_gate)
    usecases.publish_plan(uow, plan_id)
    clock.set(at(TUESDAY, 0, 45))
    usecases.clock_in(uow, cast.gabi)
    clock.set(at(TUESDAY, 12))
    key = ask(shop, cast.gabi, day=TUESDAY, came=30, went=SIX)
    found = queries.get_amendment(uow, key)
    assert (found.day, found.start_at) == (MONDAY, at(TUESDAY, 0, 30))
    assert queries.counted(uow, found).minutes == 330
    usecases.accept_amendment(uow, key)
    (one,) = queries.proposals(uow, Days(MONDAY, TUESDAY + timedelta(days=1)), member_id=cast.gabi)
    assert (one.day, one.minutes, one.planned, one.note) == (MONDAY, 330, 420, "amended")


def test_a_presence_counts_for_its_day_even_when_its_night_is_not_planned_any_more() -> None:
    span = Span(at(TUESDAY, 0, 30), at(TUESDAY, 6))
    found = rules.amended(1, MONDAY, [], span, tolerance=15)
    assert (found.day, found.minutes, found.planned) == (MONDAY, 330, 0)
    night = Planned(MONDAY, "N", Span(at(MONDAY, 23), at(TUESDAY, 6)))
    morning = Planned(TUESDAY, "M", Span(at(TUESDAY, 6), at(TUESDAY, 14)))
    for later, day in (((0, 6), MONDAY), ((5, 12), TUESDAY), ((20, 22), TUESDAY)):
        presence = Span(at(TUESDAY, later[0]), at(TUESDAY, later[1]))
        assert rules.day_of_presence(TUESDAY, [night, morning], presence) == day
