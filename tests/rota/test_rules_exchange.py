"""Swaps, give-aways and substitutes, judged by the rules alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coop.kernel.ranges import Days
from coop.rota.rules import (
    Burden,
    Checker,
    Duty,
    Move,
    Opening,
    Place,
    Profile,
    RuleValue,
    Violation,
    Worker,
    filling,
    first_obstacle,
    handover,
    last_call,
    moved,
    reach,
    runs,
    substitutes,
    swap,
)
from tests.rota.paper import BUENOS_AIRES, KINDS, MONDAY, checker, duty, voted

OVEN = Place(skill_id=5)
BAKER = frozenset({5})


def on(n: int) -> date:
    """A day, counted from MONDAY."""
    return MONDAY + timedelta(days=n)


def own(duties: Iterable[Duty]) -> dict[int, list[Duty]]:
    """Everybody's own."""
    found: dict[int, list[Duty]] = {}
    for one in duties:
        found.setdefault(one.member_id, []).append(one)
    return found


def known(*workers: Worker) -> dict[int, Worker]:
    return {w.member_id: w for w in workers}


def test_a_swap_puts_each_on_the_other_s_shift_and_place() -> None:
    one, other = duty("2026-11-02 M", member=1, place=OVEN), duty("2026-11-04 T", member=2)
    after = moved([one, other], swap(one, other))
    assert after == (
        duty("2026-11-02 M", member=2, place=OVEN),
        duty("2026-11-04 T", member=1),
    )


def test_a_give_away_and_a_filling_leave_the_rest_as_it_is() -> None:
    one, rest = duty("2026-11-02 M", member=1), duty("2026-11-03 M", member=3)
    assert moved([one, rest], handover(one, 2)) == (replace(one, member_id=2), rest)
    assert moved([rest], filling(Opening(MONDAY, "T", OVEN), 4)) == (
        duty("2026-11-02 T", member=4, place=OVEN),
        rest,
    )


@pytest.mark.parametrize(
    ("taker", "hers", "said"),
    [
        (Worker(2), [], "Lacks the skill"),
        (Worker(2, skills=BAKER), ["2026-11-02 T"], "Already works shift T"),
        (Worker(2, skills=BAKER), ["2026-11-01 n"], "Only 0:00 h of rest"),
        (Worker(2, skills=BAKER, absences=(Days(MONDAY, on(1)),)), [], "Is away"),
        (Worker(2, skills=BAKER, kinds=frozenset("T")), [], "Does not work shift M"),
        (Worker(2, skills=BAKER), [f"2026-11-0{n} M" for n in range(3, 9)], "Works 7 days in a row"),
    ],
)
def test_what_speaks_against_taking_a_shift_is_said(taker: Worker, hers: list[str], said: str) -> None:
    given_away = duty("2026-11-02 M", member=1, place=OVEN)
    roster = [given_away, *(duty(text, member=2) for text in hers)]
    judge = checker(days=reach([MONDAY]))
    found = first_obstacle(judge, known(Worker(1, skills=BAKER), taker), own(roster), handover(given_away, 2))
    assert found is not None and found.member_id == 2 and said in str(found.sentence)


def test_both_sides_of_a_swap_are_judged() -> None:
    one, other = duty("2026-11-02 M", member=1), duty("2026-11-02 T", member=2)
    early = duty("2026-11-03 M", member=1)
    judge = checker(days=reach([MONDAY]))
    found = first_obstacle(judge, known(Worker(1), Worker(2)), own([one, other, early]), swap(one, other))
    assert found is not None and (found.member_id, found.rule) == (1, "min_rest")
    assert first_obstacle(judge, known(Worker(1), Worker(2)), own([one, other]), swap(one, other)) is None
    stranger = first_obstacle(judge, known(Worker(1)), own([one]), handover(one, 7))
    assert stranger is not None and stranger.rule == "roll"


def test_whoever_has_left_the_roll_can_still_lose_a_shift() -> None:
    one = duty("2026-11-02 M", member=1)
    assert first_obstacle(checker(), known(Worker(2)), own([one]), handover(one, 2)) is None


def test_days_that_follow_each_other_make_one_version() -> None:
    assert runs([on(0), on(1), on(4)]) == (Days(on(0), on(2)), Days(on(4), on(5)))
    assert runs([]) == ()


def test_agreeing_is_possible_until_the_voted_time_before_the_earlier_shift() -> None:
    both = [duty("2026-11-04 T"), duty("2026-11-02 M")]
    six = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)  # six in the morning in Buenos Aires
    assert last_call(checker(), both) == six - timedelta(hours=12)
    assert last_call(checker(voted({"swap_notice": 2880})), both) == six - timedelta(hours=48)
    free = Profile((RuleValue("swap_notice", None, None, date(2026, 1, 1), "2026-001"),))
    assert last_call(checker(free), both) == six


# ---- the order of substitutes


def order(opening: Opening, burdens: dict[int, Burden], *, judge: Checker | None = None) -> list[int]:
    workers = [Worker(n, skills=BAKER) for n in sorted(burdens)]
    found = substitutes(judge or checker(), workers, {}, opening, burdens=burdens)
    assert all(s.can for s in found)
    return [s.member_id for s in found]


def test_of_those_who_can_the_least_burdened_is_asked_first() -> None:
    burdens = {1: Burden(2400, 0, 0), 2: Burden(960, 9, 0), 3: Burden(960, 1, 4), 4: Burden(960, 1, 3)}
    weekday, night, saturday = Opening(on(0), "M"), Opening(on(0), "n"), Opening(on(5), "M")
    assert order(weekday, burdens) == [4, 3, 2, 1], "the shortest week first, then turns altogether"
    assert order(night, burdens) == [1, 4, 3, 2], "who had no night comes first, in spite of her week"
    assert order(saturday, burdens) == [2, 1, 4, 3]


def test_those_who_cannot_stand_last_with_the_reason() -> None:
    workers = [
        Worker(1),
        Worker(2, skills=BAKER, absences=(Days(MONDAY, on(7)),)),
        Worker(3, skills=BAKER),
        Worker(4, skills=BAKER),
        Worker(5, skills=BAKER),
    ]
    roster = own([duty("2026-11-02 T", member=3), duty("2026-11-01 n", member=4)])
    found = substitutes(checker(), workers, roster, Opening(MONDAY, "M", OVEN), burdens={})
    rules = [s.obstacle.rule if s.obstacle else None for s in found]
    assert rules == [None, "busy", "min_rest", "absent", "skill"]
    assert [s.member_id for s in found] == [5, 3, 4, 2, 1]


def test_a_rule_that_would_give_way_is_said_and_comes_after_clean_ones() -> None:
    soft = Profile((RuleValue("max_days", 2, 300, date(2026, 1, 1), "2026-001"),))
    roster = own(duty(f"2026-11-0{n} M", member=1) for n in (2, 3))
    found = substitutes(
        checker(soft),
        [Worker(1), Worker(2)],
        roster,
        Opening(on(2), "M"),
        burdens={2: Burden(2000, 20, 20)},
    )
    assert [(s.member_id, s.can) for s in found] == [(2, True), (1, True)]
    assert found[0].reason is None and "3 days in a row" in str(found[1].reason)


# ---- properties

PEOPLE = range(1, 5)
HORIZON = Days(MONDAY - timedelta(days=14), MONDAY + timedelta(days=70))
"""Far around the days on which shifts lie, so that nothing is history."""
CODES = ("M", "T", "n", "L")
PLACES = (Place(), OVEN)


@st.composite
def rosters(draw: st.DrawFn) -> tuple[Checker, list[Worker], list[Duty]]:
    """A workplace with voted rules and a roster of five weeks that breaks none of them."""
    limits = {
        "max_day": 720,
        "min_rest": draw(st.sampled_from((600, 720, 960))),
        "max_week": draw(st.sampled_from((960, 1920, 2880))),
        "weekly_rest": draw(st.sampled_from((0, 2100, 4320, 7200))),
        "max_days": draw(st.integers(1, 7)),
        "max_nights": draw(st.integers(1, 4)),
    }
    judge = Checker(KINDS, voted(limits), BUENOS_AIRES, HORIZON)
    workers = [
        Worker(
            n,
            skills=BAKER if draw(st.booleans()) else frozenset(),
            absences=tuple(
                Days(on(k), on(k + draw(st.integers(1, 4))))
                for k in draw(st.lists(st.integers(0, 34), max_size=1))
            ),
            kinds=draw(st.sampled_from((None, None, frozenset("MT")))),
        )
        for n in PEOPLE
    ]
    cells = st.tuples(
        st.integers(0, 34), st.sampled_from(PEOPLE), st.sampled_from(CODES), st.sampled_from(PLACES)
    )
    roster: list[Duty] = []
    for day, member, code, place in draw(st.lists(cells, min_size=12, max_size=60)):
        more = [*roster, Duty(member, on(day), code, place)]
        if not hard(judge, more, workers):
            roster = more
    return judge, workers, roster


def hard(judge: Checker, roster: Iterable[Duty], workers: list[Worker]) -> list[Violation]:
    """What a whole roster breaks, judged at once."""
    return [v for v in judge.violations(roster, workers) if v.hard]


def verdict(judge: Checker, workers: list[Worker], roster: list[Duty], moves: tuple[Move, ...]) -> bool:
    """Whether the check of an agreement lets it pass, in the window it looks at, as the co-op asks it."""
    days = [d.day for m in moves for d in (m.gives, m.takes) if d]
    window = replace(judge, days=reach(days), _cache={})
    return first_obstacle(window, known(*workers), own(roster), moves) is None


def agrees_with_the_whole(
    judge: Checker, workers: list[Worker], roster: list[Duty], moves: tuple[Move, ...]
) -> bool:
    """The check allows exactly what leaves the whole roster without a breach; answers which it was."""
    allowed = verdict(judge, workers, roster, moves)
    broken = hard(judge, moved(roster, moves), workers)
    assert allowed == (not broken), (allowed, moves, broken)
    return allowed


@settings(max_examples=60)
@given(rosters(), st.data())
def test_a_swap_is_allowed_exactly_when_the_whole_roster_keeps_every_hard_rule(
    place: tuple[Checker, list[Worker], list[Duty]], data: st.DataObject
) -> None:
    judge, workers, roster = place
    if len({d.member_id for d in roster}) < 2:
        return
    one = data.draw(st.sampled_from(roster))
    for other in roster:
        if other.member_id != one.member_id:
            agrees_with_the_whole(judge, workers, roster, swap(one, other))


@settings(max_examples=60)
@given(rosters(), st.data())
def test_a_give_away_is_allowed_exactly_when_the_whole_roster_keeps_every_hard_rule(
    place: tuple[Checker, list[Worker], list[Duty]], data: st.DataObject
) -> None:
    judge, workers, roster = place
    if not roster:
        return
    one = data.draw(st.sampled_from(roster))
    free = Opening(on(data.draw(st.integers(0, 34))), data.draw(st.sampled_from(CODES)), OVEN)
    for worker in workers:
        if worker.member_id != one.member_id:
            agrees_with_the_whole(judge, workers, roster, handover(one, worker.member_id))
        agrees_with_the_whole(judge, workers, roster, filling(free, worker.member_id))


@settings(max_examples=30)
@given(rosters(), st.sampled_from(CODES), st.sampled_from(PLACES), st.integers(0, 34))
@example((checker(), [Worker(1)], []), "M", Place(), 0)
def test_the_first_substitutes_are_those_whom_no_rule_holds_back(
    place: tuple[Checker, list[Worker], list[Duty]], code: str, where: Place, day: int
) -> None:
    judge, workers, roster = place
    opening = Opening(on(day), code, where)
    found = substitutes(judge, workers, own(roster), opening, burdens={})
    assert sorted(s.member_id for s in found) == sorted(w.member_id for w in workers)
    for one in found:
        after = [*roster, opening.of(one.member_id)]
        assert one.can == (not hard(judge, after, workers))
    assert [s.can for s in found] == sorted((s.can for s in found), reverse=True)
