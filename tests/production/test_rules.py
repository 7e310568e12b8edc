"""Explosion, low-level codes, days and minutes: properties and small cases by hand."""

from __future__ import annotations

import random
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.kernel.ranges import Days
from coop.production import rules
from coop.production.rules import BillLine, Bills, Step

LONG_AGO = date(2000, 1, 1)
DAY = date(2026, 11, 3)
NONE: frozenset[date] = frozenset()


def whole(_item: int, exact: Fraction) -> int:
    return -(-exact.numerator // exact.denominator)


def pieces(_item: int, exact: Fraction) -> int:
    return -(-exact.numerator // (exact.denominator * 1000)) * 1000


def line(product: int, component: int, quantity: int, per: int = 1000) -> BillLine:
    return BillLine(product, component, quantity, per, LONG_AGO)


@st.composite
def bills(draw: st.DrawFn, *, whole_numbers: bool = False) -> list[BillLine]:
    """Bills without circles: an item takes only items with a higher number."""
    count = draw(st.integers(2, 8))
    pairs = draw(st.sets(st.tuples(st.integers(1, count), st.integers(1, count)), max_size=14))
    per = st.just(1000) if whole_numbers else st.sampled_from([1000, 12000, 7000])
    some = st.integers(1, 9).map(lambda n: n * 1000) if whole_numbers else st.integers(1, 5000)
    return [line(a, b, draw(some), draw(per)) for a, b in sorted(pairs) if a < b]


demands = st.dictionaries(
    st.integers(1, 8), st.integers(1, 50).map(lambda n: n * 1000), min_size=1, max_size=4
)


@given(bills(whole_numbers=True), demands, st.integers(1, 20))
def test_explosion_is_linear_in_the_quantity(
    lines: list[BillLine], demand: dict[int, int], times: int
) -> None:
    once = Bills(lines).explode(demand, DAY, round_up=whole).needs
    more = Bills(lines).explode({i: q * times for i, q in demand.items()}, DAY, round_up=whole).needs
    assert more == {item: q * times for item, q in once.items()}


@given(bills(), demands, st.integers(1, 20))
def test_with_rounding_a_larger_order_never_needs_more_in_proportion(
    lines: list[BillLine], demand: dict[int, int], times: int
) -> None:
    once = Bills(lines).explode(demand, DAY, round_up=pieces).needs
    more = Bills(lines).explode({i: q * times for i, q in demand.items()}, DAY, round_up=pieces).needs
    assert all(more[item] <= q * times for item, q in once.items())


@given(bills(), demands, st.randoms(use_true_random=False))
def test_explosion_does_not_depend_on_the_order_of_lines_or_demands(
    lines: list[BillLine], demand: dict[int, int], chance: random.Random
) -> None:
    here = Bills(lines).explode(demand, DAY, round_up=pieces)
    shuffled, items = lines[:], list(demand.items())
    chance.shuffle(shuffled)
    chance.shuffle(items)
    there = Bills(shuffled).explode(dict(items), DAY, round_up=pieces)
    assert here.needs == there.needs
    assert sorted(map(repr, here.requirements)) == sorted(map(repr, there.requirements))


@given(bills(), demands)
def test_what_is_needed_is_what_was_demanded_and_asked_for_rounded_once(
    lines: list[BillLine], demand: dict[int, int]
) -> None:
    result = Bills(lines).explode(demand, DAY, round_up=whole)
    for item, quantity in result.needs.items():
        asked = sum(
            (r.quantity for r in result.requirements if r.component_id == item), Fraction(demand.get(item, 0))
        )
        assert quantity == whole(item, asked)


@given(bills())
def test_every_component_lies_below_all_that_it_goes_into(lines: list[BillLine]) -> None:
    levels = Bills(lines).levels
    assert all(levels[each.component_id] > levels[each.product_id] for each in lines)
    components = {each.component_id for each in lines}
    assert all(level == 0 for item, level in levels.items() if item not in components)


def test_a_circle_is_refused_and_its_path_is_named() -> None:
    names = {1: "mug", 2: "handle", 3: "clay"}
    lines = [line(1, 2, 1000), line(2, 3, 200), line(3, 1, 1)]
    with pytest.raises(rules.BillCycle) as caught:
        Bills(lines, name=names.__getitem__)
    assert caught.value.facts["path"] == "mug → handle → clay → mug"


def test_an_item_that_goes_into_itself_is_a_circle_of_one() -> None:
    with pytest.raises(rules.BillCycle) as caught:
        Bills([line(4, 4, 1)])
    assert caught.value.facts["path"] == "4 → 4"


def test_a_bill_a_thousand_levels_deep_is_exploded() -> None:
    deep = Bills([line(n, n + 1, 1000) for n in range(3000)])
    assert deep.levels[3000] == 3000
    assert deep.explode({0: 5000}, DAY, round_up=whole).needs[3000] == 5000


def test_a_shared_part_is_added_up_before_it_is_rounded() -> None:
    """Two plates each take a third of a box of 12: one box, not two."""
    lines = [line(1, 3, 1000, 3000), line(2, 3, 1000, 3000)]
    needs = Bills(lines).explode({1: 1000, 2: 1000}, DAY, round_up=pieces).needs
    assert needs == {1: 1000, 2: 1000, 3: 1000}


def test_a_line_holds_from_its_first_day_until_before_its_last() -> None:
    old = BillLine(1, 2, 1000, 1000, date(2026, 1, 1), date(2026, 11, 3))
    new = BillLine(1, 3, 1000, 1000, date(2026, 11, 3), None)
    both = Bills([old, new])
    assert [each.component_id for each in both.lines(1, date(2026, 11, 2))] == [2]
    assert [each.component_id for each in both.lines(1, date(2026, 11, 3))] == [3]
    assert both.lines(1, date(2025, 12, 31)) == []


def test_run_time_grows_with_the_quantity_and_set_up_does_not() -> None:
    thrown = Step(1, 10, 100, setup_minutes=15, run_minutes=8, run_per=10_000, members=2)
    assert rules.elapsed_minutes(thrown, 25_000) == 15 + 20
    assert rules.elapsed_minutes(thrown, 26_000) == 15 + 21  # 20.8 minutes: a begun minute is whole
    assert rules.labour_minutes(thrown, 25_000) == 70


def test_a_kiln_takes_the_same_time_for_any_lot() -> None:
    fired = Step(2, 20, 200, setup_minutes=30, run_minutes=600, run_per=None, members=1)
    assert rules.elapsed_minutes(fired, 1000) == rules.elapsed_minutes(fired, 900_000) == 630


@given(
    st.lists(st.integers(0, 2000), min_size=1, max_size=8),
    st.integers(1, 40),
)
def test_spreading_keeps_every_minute_and_the_sequence_and_levels_the_days(
    minutes: list[int], count: int
) -> None:
    days = [DAY + timedelta(days=n) for n in range(count)]
    pieces_ = list(rules.spread(minutes, days))
    for position, whole_ in enumerate(minutes):
        assert sum(m for p, _d, m in pieces_ if p == position) == whole_
    assert [p for p, _d, _m in pieces_] == sorted(p for p, _d, _m in pieces_)
    assert all(m > 0 for _p, _d, m in pieces_)
    per_day = [sum(m for _p, d, m in pieces_ if d == day) for day in days]
    assert max(per_day) - min(per_day) <= 1


def test_operations_fall_on_the_days_of_their_turn() -> None:
    monday, tuesday = date(2026, 11, 2), date(2026, 11, 3)
    assert list(rules.spread([60, 0, 180], [monday, tuesday])) == [
        (0, monday, 60),
        (2, monday, 60),
        (2, tuesday, 120),
    ]


def test_nobody_plans_on_sundays_or_holidays_unless_there_is_no_other_day() -> None:
    friday, sunday = date(2026, 11, 6), date(2026, 11, 8)
    holiday = frozenset({date(2026, 11, 9)})
    assert rules.working_days(Days(friday, date(2026, 11, 11)), holidays=holiday) == [
        friday,
        date(2026, 11, 10),
    ]
    assert rules.working_days(Days(sunday, date(2026, 11, 9)), holidays=holiday) == [sunday]


@pytest.mark.parametrize(
    ("elapsed", "start"),
    [(0, "2026-11-10"), (480, "2026-11-10"), (481, "2026-11-06"), (960, "2026-11-06"), (961, "2026-11-05")],
)
def test_work_begins_as_many_working_days_before_as_it_needs(elapsed: int, start: str) -> None:
    """Due on Tuesday 10; Monday 9 is a holiday, the weekend lies between."""
    holidays = frozenset({date(2026, 11, 9)})
    assert rules.latest_start(date(2026, 11, 10), elapsed, holidays=holidays) == date.fromisoformat(start)


def test_what_is_due_on_a_sunday_is_made_by_the_friday_before() -> None:
    assert rules.latest_start(date(2026, 11, 8), 60, holidays=NONE) == date(2026, 11, 6)
    assert rules.working_day_before(date(2026, 11, 9), holidays=NONE) == date(2026, 11, 6)


def test_an_order_goes_forward_one_step_at_a_time() -> None:
    rules.check_step(number="7", state=rules.PLANNED, to=rules.RELEASED)
    rules.check_step(number="7", state=rules.RELEASED, to=rules.DONE)
    for state, to in [(rules.PLANNED, rules.DONE), (rules.DONE, rules.RELEASED), (rules.DONE, rules.DONE)]:
        with pytest.raises(rules.WrongTurn):
            rules.check_step(number="7", state=state, to=to)


@given(bills(), st.integers(-20, 60), st.integers(0, 3000), st.sets(st.integers(0, 80), max_size=8))
def test_parts_are_ready_before_what_they_go_into_and_nothing_begins_before_today(
    lines: list[BillLine], days_left: int, minutes: int, free: set[int]
) -> None:
    holidays = frozenset(DAY + timedelta(days=n) for n in free)
    due = DAY + timedelta(days=days_left)
    order = list(Bills(lines).explode({1: 1000}, DAY, round_up=whole).needs)
    elapsed = {item: minutes * item for item in order}
    parts = [(each.product_id, each.component_id) for each in lines if each.product_id in elapsed]
    slots = rules.schedule(elapsed, parts, due=due, today=DAY, holidays=holidays)
    assert list(slots) == order
    for product, component in parts:
        assert slots[component].due < slots[product].start
    for item, slot in slots.items():
        assert DAY <= slot.start <= slot.due
        open_days = rules.working_days(Days(slot.start, slot.due + timedelta(days=1)), holidays=holidays)
        assert len(open_days) * 480 >= elapsed[item]
        assert slot.start in open_days and slot.due in open_days


def test_an_order_is_made_as_late_as_it_can_be_for_its_day() -> None:
    """A mug (2 days) with a handle (1 day), due on Friday 13: handle on Wednesday, mug from Thursday."""
    slots = rules.schedule({1: 960, 2: 100}, [(1, 2)], due=date(2026, 11, 13), today=DAY, holidays=NONE)
    assert slots[1] == rules.Slot(date(2026, 11, 12), date(2026, 11, 13))
    assert slots[2] == rules.Slot(date(2026, 11, 11), date(2026, 11, 11))


def test_an_order_that_is_late_already_begins_today_and_says_when_it_is_ready() -> None:
    slots = rules.schedule({1: 960, 2: 100}, [(1, 2)], due=DAY, today=DAY, holidays=NONE)
    assert slots[2] == rules.Slot(DAY, DAY)
    assert slots[1] == rules.Slot(date(2026, 11, 4), date(2026, 11, 5))
