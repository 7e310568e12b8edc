"""The smallest contradiction, on conflicts whose smallest set is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from coop.kernel.ranges import Days
from coop.rota.rules import Need, Place, Profile, Worker
from coop.rota.solver.build import Plan, problem_of
from coop.rota.solver.conflict import AWAY, NEED, Clash, Conflict, Reason, smallest_conflict
from tests.rota.paper import BUENOS_AIRES, KINDS, MONDAY, voted

ONE = timedelta(days=1)


def plan_of(
    needs: list[Need],
    workers: list[Worker],
    *,
    kinds: str = "MTn",
    days: int = 7,
    profile: Profile | None = None,
) -> Plan:
    horizon = Days(MONDAY, MONDAY + timedelta(days=7))
    return Plan(horizon, [KINDS[k] for k in kinds], needs, workers, profile or Profile(), BUENOS_AIRES)


def conflict(plan: Plan) -> Conflict | None:
    return smallest_conflict(problem_of(plan), seconds=30)


def need(day: int, kind: str, people: int = 1, place: Place | None = None) -> Need:
    return Need(MONDAY + day * ONE, kind, place or Place(), people)


def test_what_can_be_covered_is_no_conflict() -> None:
    assert conflict(plan_of([need(0, "M")], [Worker(1)])) is None


def test_one_who_is_away_contradicts_the_need_that_only_she_can_meet() -> None:
    """The other needs and the rules have nothing to do with it."""
    oven = Place(skill_id=1)
    away = (Days(MONDAY + 2 * ONE, MONDAY + 3 * ONE),)
    ana = Worker(1, skills=frozenset({1}), absences=away)
    plan = plan_of([need(0, "M"), need(2, "M", place=oven), need(4, "T")], [ana, Worker(2)])
    assert conflict(plan) == Conflict((Reason(NEED, 1), Reason(AWAY, 0)), minimal=True)


def test_an_evening_and_the_next_morning_contradict_the_rest_of_the_only_one() -> None:
    found = conflict(plan_of([need(0, "M"), need(2, "T"), need(3, "M")], [Worker(1)]))
    assert found == Conflict((Reason(NEED, 1), Reason(NEED, 2), Reason("min_rest", 0)), minimal=True)


def test_two_shifts_of_one_day_need_two_people_whatever_the_rules_say() -> None:
    found = conflict(plan_of([need(0, "M"), need(0, "n")], [Worker(1)]))
    assert found == Conflict((Reason(NEED, 0), Reason(NEED, 1)), minimal=True)


def test_seven_days_contradict_a_streak_or_a_week_but_never_both() -> None:
    """Each of three rules suffices by itself with the days it needs; one of them is named."""
    found = conflict(plan_of([need(day, "M") for day in range(7)], [Worker(1)]))
    assert found is not None and found.minimal
    assert len({r.what for r in found.reasons if r.what != NEED}) == 1


def test_a_long_shift_contradicts_the_day_of_everybody_who_could_take_it() -> None:
    found = conflict(plan_of([need(0, "L"), need(1, "M")], [Worker(1), Worker(2)], kinds="ML"))
    assert found == Conflict((Reason(NEED, 0), Reason("max_day", 0), Reason("max_day", 1)), minimal=True)


def test_a_rule_that_is_only_kept_where_possible_is_never_to_blame() -> None:
    needs = [need(2, "T"), need(3, "M")]
    soft = replace(voted({"min_rest": 720}).voted[0], weight=40)
    assert conflict(plan_of(needs, [Worker(1)], profile=Profile((soft,)))) is None
    assert conflict(plan_of(needs, [Worker(1)], profile=voted({"min_rest": 600}))) is not None


def test_every_reason_of_a_smallest_set_is_needed() -> None:
    """Two people, away on different days, a morning and a night on each of six days."""
    away = [Days(MONDAY + n * ONE, MONDAY + (n + 2) * ONE) for n in (1, 3)]
    workers = [Worker(n, absences=(days,)) for n, days in enumerate(away)]
    problem = problem_of(plan_of([need(day, kind) for day in range(6) for kind in "Mn"], workers))
    found = smallest_conflict(problem, seconds=30)
    assert found is not None and found.minimal
    clash = Clash(problem)
    assert clash.ask(found.reasons, 10)[0] is False
    for one in found.reasons:
        assert clash.ask([r for r in found.reasons if r != one], 10)[0] is True, one


def test_a_search_without_time_says_nothing_or_that_it_may_not_be_the_smallest() -> None:
    plan = plan_of([need(day, "M") for day in range(7)], [Worker(1)])
    found = smallest_conflict(problem_of(plan), seconds=30, going_on=lambda _left: False)
    assert found is not None and (not found.minimal or len(found.reasons) == 1)
