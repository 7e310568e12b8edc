"""Needs against people, candidates for a gap, and the fairness account of newcomers."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coop.kernel.ranges import Days, weeks_days
from coop.rota.rules import Account, Need, Place, Worker, balance, candidates, newcomers_share, why_open
from tests.rota.paper import MONDAY, checker, duty

OVEN = Place(skill_id=5)
WEEK = weeks_days(MONDAY, 1)


def test_the_tightest_place_comes_first() -> None:
    needs = [Need(d, "M", OVEN, 2) for d in WEEK] + [Need(MONDAY, "T", Place(), 1)]
    away = Worker(2, skills=frozenset({5}), absences=(Days(MONDAY, MONDAY + timedelta(days=4)),))
    workers = [Worker(1, skills=frozenset({5})), away, Worker(3)]
    first, second = balance(needs, workers, checker(days=WEEK))
    assert (first.place, first.wanted, first.able, first.most, first.enough) == (OVEN, 14, 2, 9, False)
    assert (second.wanted, second.able, second.most, second.enough) == (1, 2, 12, True)


def test_every_obstacle_is_named() -> None:
    skilled = frozenset({5})
    workers = [
        Worker(1, skills=skilled, absences=(WEEK,)),
        Worker(2, skills=skilled),
        Worker(3, skills=skilled),
        Worker(4, skills=skilled),
        Worker(5),
    ]
    tuesday = MONDAY + timedelta(days=1)
    duties = [duty("2026-11-03 T", member=2), duty("2026-11-02 n", member=3)]
    found = candidates(checker(), workers, duties, Need(tuesday, "M", OVEN, 1))
    assert [(c.member_id, c.obstacle) for c in found] == [(4, None), (1, "away"), (2, "busy"), (3, "rule")]
    assert "1 of the 4" in str(why_open(found))
    why = why_open(found[1:])
    assert [str(p) for p in why.facts["parts"]] == [
        "away: 1",
        "on another shift that day: 1",
        "held back by a rule: 1",
    ]
    assert "rest before" in str(why)
    assert len(why_open(found[1:3]).facts["parts"]) == 2, "what holds nobody back is not named"
    assert "Nobody has the skill" in str(why_open([]))


def test_a_shift_that_the_law_forbids_is_no_matter_of_other_shifts() -> None:
    """Eight hours at night: whoever works another shift that day could not take it either."""
    night = Need(MONDAY, "N", OVEN, 1)
    workers = [Worker(n, skills=frozenset({5})) for n in (1, 2)]
    found = candidates(checker(), workers, [duty("2026-11-02 M", member=1)], night)
    assert [c.obstacle for c in found] == ["rule", "rule"]
    assert "All who could do it (2)" in str(why_open(found)) and "at night" in str(why_open(found))
    (place,) = balance([night], workers, checker(days=WEEK))
    assert (place.wanted, place.able, place.most, place.enough) == (1, 0, 0, False)
    assert "at night" in str(place.why)


def test_a_shift_that_makes_a_later_one_impossible_is_refused_too() -> None:
    found = candidates(
        checker(), [Worker(1)], [duty("2026-11-04 M")], Need(date(2026, 11, 3), "n", Place(), 1)
    )
    assert [c.obstacle for c in found] == ["rule"]


accounts = st.lists(st.integers(0, 100), min_size=1, max_size=12)


@given(accounts, st.integers(0, 365))
def test_a_newcomer_starts_with_the_average_of_the_others(nights: list[int], present: int) -> None:
    counted = {n: Account(nights=nights[n]) for n in range(len(nights))}
    days = {**dict.fromkeys(counted, 365), 99: present}
    shared = newcomers_share(counted, days, 365)
    assert {n: shared[n] for n in counted} == counted
    average = sum(nights) * (365 - present) / (365 * len(nights) + present)
    assert abs(shared[99].nights - average) <= 0.5
