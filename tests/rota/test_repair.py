"""Mending a rota: few changes, no broken rule, nothing in force until somebody chooses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coop.kernel.ranges import Days
from coop.people import usecases as people
from coop.rota import queries, usecases
from coop.rota.rules import Checker, Duty, Need, Place, Profile, Worker, errors, gaps
from coop.rota.solver import solver
from coop.rota.solver.build import Plan, duties_of, problem_of
from coop.rota.solver.repair import ALL, FEW, OTHERS, WayOut, repairer
from coop.rota.solver.task import Mending, mending_of, only_lost
from coop.rota.usecases.planning import draft_with
from coop.rota.usecases.repairing import NoSuchRepair, read_repair, stored
from coop.store import UnitOfWork, reading, writing
from coop.web import jobs
from tests.cast import Cast
from tests.rota.paper import BUENOS_AIRES, KINDS, MONDAY, duty, mended
from tests.rota.test_solver import plans, team
from tests.rota.test_usecases import MONDAY as NEXT_MONDAY
from tests.rota.test_usecases import WEEK, Workshop

ONE = timedelta(days=1)


def two_weeks(needs: Sequence[Need], workers: Sequence[Worker], kinds: str = "MTn") -> Plan:
    days = Days(MONDAY, MONDAY + timedelta(days=14))
    return Plan(days, [KINDS[k] for k in kinds], needs, workers, Profile(), BUENOS_AIRES)


def away(plan: Plan, member: int, days: Days) -> Plan:
    workers = [replace(w, absences=(days,)) if w.member_id == member else w for w in plan.workers]
    return replace(plan, workers=workers)


def ways_of(
    plan: Plan, duties: Sequence[Duty], *, free: Days | None = None, most: int = 2
) -> tuple[Mending, dict[str, WayOut]]:
    found = mending_of(plan, duties, free or plan.days, most=most)
    ways = repairer()(found.task, seconds=20)
    return found, {way.way: way for way in ways}


def judged(plan: Plan, duties: Sequence[Duty]) -> set[tuple[str, int, object]]:
    judge = Checker({k.code: k for k in plan.kinds}, plan.profile, plan.zone, plan.days)
    found = judge.violations([*plan.history, *duties], plan.workers)
    return {(v.rule, v.member_id, v.day) for v in found if v.hard}


def test_whoever_is_free_takes_the_shift_and_nobody_else_notices() -> None:
    needs = [Need(MONDAY + n * ONE, "M", Place(), 2) for n in range(5)]
    plan = two_weeks(needs, [Worker(n) for n in (1, 2, 3)])
    duties = [duty(f"{MONDAY + n * ONE} M", member=m) for n in range(5) for m in (1, 2)]
    found, ways = ways_of(away(plan, 2, Days(MONDAY + ONE, MONDAY + 2 * ONE)), duties)
    way = ways[ALL]
    assert (way.lacking, way.touched, way.changes, way.proved) == (0, (2,), 1, True)
    assert [(m.member_id, m.old is None, m.new is None, m.forced) for m in found.moves(way)] == [
        (2, False, True, True),
        (3, True, False, False),
    ]


def test_a_shift_that_nobody_can_take_at_once_is_covered_by_a_chain() -> None:
    """Only 1 and 2 know the oven; 2 has the night before and gives it to 3."""
    oven = Place(skill_id=1)
    needs = [Need(MONDAY, "n", Place(), 1), Need(MONDAY + ONE, "M", oven, 1)]
    able = frozenset({1})
    plan = two_weeks(needs, [Worker(1, skills=able), Worker(2, skills=able), Worker(3)])
    duties = [duty(f"{MONDAY} n", member=2), duty(f"{MONDAY + ONE} M", member=1, place=oven)]
    _, ways = ways_of(away(plan, 1, Days(MONDAY, MONDAY + 3 * ONE)), duties)
    assert (ways[ALL].lacking, ways[ALL].touched, ways[ALL].changes) == (0, (1, 2), 3)
    _, ways = ways_of(away(plan, 1, Days(MONDAY, MONDAY + 3 * ONE)), duties, most=1)
    assert (ways[FEW].lacking, ways[FEW].changes) == (1, 0)


def test_few_people_cover_less_and_the_fewest_cover_everything() -> None:
    """Five shifts are lost and each of the others has one day free: five people, or what two can."""
    days = [MONDAY + n * ONE for n in range(5)]
    needs = [Need(day, "M", Place(), 5) for day in days]
    duties = [duty(f"{day} M", member=m) for n, day in enumerate(days) for m in range(5) if m != n]
    duties += [duty(f"{day} M", member=9) for day in days]
    plan = two_weeks(needs, [Worker(n) for n in (*range(5), 9)])
    _, ways = ways_of(away(plan, 9, Days(MONDAY, MONDAY + 7 * ONE)), duties)
    assert (ways[FEW].lacking, len(ways[FEW].touched)) == (3, 2)
    assert (ways[ALL].lacking, len(ways[ALL].touched), ways[ALL].changes) == (0, 5, 5)


def test_another_way_leaves_somebody_alone_whom_the_first_one_asks() -> None:
    plan = two_weeks([Need(MONDAY, "M", Place(), 1)], [Worker(n) for n in range(4)])
    _, ways = ways_of(away(plan, 0, Days(MONDAY, MONDAY + ONE)), [duty(f"{MONDAY} M", member=0)])
    assert ways[OTHERS].lacking == 0 and ways[OTHERS].touched != ways[ALL].touched


def test_the_turn_decides_among_those_who_are_free() -> None:
    plan = team(4, 1, days=1, kinds="n")
    from coop.rota.solver.build import Account

    plan = replace(plan, accounts={0: Account(), 1: Account(5), 2: Account(1), 3: Account(4)})
    plan = away(plan, 0, Days(MONDAY, MONDAY + ONE))
    _, ways = ways_of(plan, [Duty(0, MONDAY, "n", Place(1))])
    assert ways[ALL].touched == (2,)


def test_days_outside_the_free_ones_stay_as_they_are_and_still_count() -> None:
    """3 has the morning after the free days, so she cannot take the night at their end."""
    needs = [Need(MONDAY, "n", Place(), 1)]
    plan = two_weeks(needs, [Worker(1), Worker(3)])
    duties = [duty(f"{MONDAY} n", member=1), duty(f"{MONDAY + ONE} M", member=3)]
    plan = away(plan, 1, Days(MONDAY, MONDAY + ONE))
    _, ways = ways_of(plan, duties, free=Days(MONDAY, MONDAY + ONE))
    assert (ways[ALL].lacking, ways[ALL].changes) == (1, 0)
    _, ways = ways_of(plan, duties[:1], free=Days(MONDAY, MONDAY + ONE))
    assert ways[ALL].lacking == 0


def test_a_shift_that_breaks_a_rule_by_now_is_given_up_and_covered() -> None:
    needs = [Need(MONDAY, "T", Place(), 1), Need(MONDAY + ONE, "M", Place(), 1)]
    plan = two_weeks(needs, [Worker(1), Worker(2)])
    duties = [duty(f"{MONDAY} T"), duty(f"{MONDAY + ONE} M")]  # eight hours of rest
    found, ways = ways_of(plan, duties)
    assert judged(plan, duties) and not judged(plan, mended(found, ways[ALL]))
    assert (ways[ALL].lacking, ways[ALL].changes) == (0, 1)


def test_what_nothing_asks_for_any_more_is_not_covered_but_may_stay() -> None:
    duties = [duty(f"{MONDAY} M", member=1), duty(f"{MONDAY} M", member=2)]
    plan = two_weeks([Need(MONDAY, "M", Place(), 1)], [Worker(1), Worker(2), Worker(3)])
    found, ways = ways_of(plan, duties)
    assert ways == {} and found.moves(None) == ()
    found, ways = ways_of(away(plan, 1, Days(MONDAY, MONDAY + ONE)), duties)
    assert ways == {} and [m.member_id for m in found.moves(None)] == [1]


def test_only_what_was_covered_is_lost() -> None:
    needs = [Need(MONDAY, "M", Place(), 3), Need(MONDAY, "T", Place(), 1)]
    assert only_lost(needs, [duty(f"{MONDAY} M")]) == (Need(MONDAY, "M", Place(), 1),)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(plans(), st.data())
def test_no_way_out_breaks_a_rule_or_touches_more_than_allowed(plan: Plan, data: st.DataObject) -> None:
    problem = problem_of(plan)
    duties = duties_of(plan, problem, solver()(problem, seconds=2, workers=1))
    if not duties:
        return
    lost = data.draw(st.sampled_from(duties))
    first, last = (data.draw(st.integers(0, len(plan.days) - 1)) for _ in range(2))
    free = Days(plan.days.start + min(first, last) * ONE, plan.days.start + (max(first, last) + 1) * ONE)
    broken = away(plan, lost.member_id, Days(lost.day, lost.day + 2 * ONE))
    most = data.draw(st.integers(1, 3))
    found, ways = ways_of(broken, duties, free=free, most=most)
    before = judged(broken, duties)
    outside = [d for d in duties if d.day not in free]
    for way in ways.values():
        after = [*outside, *mended(found, way)]
        assert judged(broken, after) <= {b for b in before if b[2] not in free}
        assert sum(g.missing for g in gaps(after, broken.needs) if g.need.day in free) == way.lacking
        assert way.lacking <= sum(g.missing for g in gaps(duties, broken.needs)) + 2
        assert {m.day for m in found.moves(way)} <= set(free)
    if FEW in ways:
        assert len(ways[FEW].touched) <= most and ways[FEW].lacking >= ways[ALL].lacking


# ---- in the co-op


@pytest.fixture
def shop(cast: Cast, uow: UnitOfWork) -> Workshop:
    return Workshop(uow, cast)


def night_of(uow: UnitOfWork, day: int = 2) -> Duty:
    found = (s.duty for s in queries.shifts(uow, WEEK) if s.code == "N")
    return next(d for d in found if d.day == NEXT_MONDAY + day * ONE)


def searched(uow: UnitOfWork, days: Days = WEEK, scope: str = "lost") -> usecases.Repair:
    found = queries.mending(uow, days, scope=scope, most=2)
    ways = usecases.find_ways(found, seconds=10, watch=lambda _r: True)
    return usecases.Repair(found.free, scope, 2, found.moves(None), queries.fingerprint(found), ways)


def test_an_absence_shows_the_shifts_that_cannot_be_kept(shop: Workshop) -> None:
    uow = shop.uow
    shop.published()
    assert queries.unkept(uow) == ()
    with pytest.raises(errors.NothingToRepair):
        usecases.ask_repair(uow, WEEK)
    lost = night_of(uow)
    people.add_absence(uow, lost.member_id, "illness", lost.day, lost.day + ONE)
    (one,) = queries.unkept(uow)
    assert (one.member_id, one.first, one.last, one.shifts) == (lost.member_id, lost.day, lost.day, 1)
    with pytest.raises(errors.NothingToRepair):
        usecases.ask_repair_for(uow, shop.cast.carla)
    with pytest.raises(errors.NothingPublished):
        usecases.ask_repair(uow, Days(WEEK.end, WEEK.end + ONE))
    with pytest.raises(errors.DaysTooLong):
        usecases.ask_repair(uow, Days(WEEK.start, WEEK.start))


def test_what_is_found_is_stored_and_read_back(shop: Workshop) -> None:
    shop.published()
    lost = night_of(shop.uow)
    people.add_absence(shop.uow, lost.member_id, "illness", lost.day, lost.day + ONE)
    repair = searched(shop.uow)
    assert read_repair(stored(repair)) == repair
    assert [m.old for m in repair.lost] == [lost]
    assert repair.alternatives[0].lacking == 0


def test_the_job_finds_ways_and_the_chosen_one_becomes_a_version_of_its_days(app: Flask, cast: Cast) -> None:
    with app.app_context():
        with writing() as uow:
            shop = Workshop(uow, cast)
            published = shop.published()
            lost = night_of(uow)
            people.add_absence(uow, lost.member_id, "illness", lost.day, lost.day + ONE)
            other = jobs.enqueue(uow, "rota.solve", {})
            job_id = usecases.ask_repair_for(uow, lost.member_id)
            assert usecases.get_repair(uow, job_id) is None
            with pytest.raises(NoSuchRepair):
                usecases.get_repair(uow, other)
            with pytest.raises(NoSuchRepair):
                usecases.choose_repair(uow, job_id, 0)
        jobs.run_one(job_id)
        with reading() as uow:
            assert jobs.get_job(uow, job_id).state == "done"
            before = queries.shifts(uow, WEEK)
        with writing(cast.actor("elsa")) as uow:
            with pytest.raises(NoSuchRepair):
                usecases.choose_repair(uow, job_id, 9)
            draft = usecases.choose_repair(uow, job_id, 0)
            assert queries.shifts(uow, WEEK) == before
            plan = queries.get_plan(uow, draft)
            assert lost.day in plan.days and len(plan.days) <= len(queries.get_plan(uow, published).days)
            assert queries.verdict(uow, draft).violations == ()
            assert queries.verdict(uow, draft).missing == 0
            assert lost.member_id in queries.concerned(uow, draft)
            usecases.publish_plan(uow, draft)
            assert queries.unkept(uow) == ()
            assert {s.day for s in queries.shifts(uow, WEEK)} == {s.day for s in before}
            with pytest.raises(errors.RotaHasChanged):
                usecases.choose_repair(uow, job_id, 0)


def test_what_was_open_before_is_covered_when_it_is_asked_for(shop: Workshop) -> None:
    uow = shop.uow
    plan_id = shop.solved()
    given_up = next(d for d in queries.plan_duties(uow, plan_id) if d.kind == "M")
    usecases.set_duty(uow, plan_id, given_up.member_id, given_up.day, kind=None)
    usecases.publish_plan(uow, plan_id)
    assert queries.mending(uow, WEEK, scope="lost", most=2).open == 0
    assert queries.mending(uow, WEEK, scope="open", most=2).open == 1
    usecases.add_post(
        uow,
        "Depósito",
        kind_id=shop.kinds["T"],
        weekdays=[0],
        people_needed=1,
        since=NEXT_MONDAY,
    )
    found = searched(uow, scope="now")
    assert found.alternatives[0].lacking == 0
    assert sum(m.new is not None for m in found.alternatives[0].moves) >= 2


def test_a_draft_is_judged_with_the_shifts_in_force_behind_it(cast: Cast, uow: UnitOfWork) -> None:
    """The night of Monday would end where the morning of Tuesday begins that is in force already."""
    shop = Workshop(uow, cast)
    whole, first = Days(NEXT_MONDAY, NEXT_MONDAY + 2 * ONE), Days(NEXT_MONDAY, NEXT_MONDAY + ONE)
    need = Need(NEXT_MONDAY, "N", shop.at_gate, 1)
    morning = Duty(cast.ana, NEXT_MONDAY + ONE, "M", shop.at_oven)
    usecases.publish_plan(uow, draft_with(uow, whole, needs=[need], duties=[morning]))
    night = Duty(cast.ana, NEXT_MONDAY, "N", shop.at_gate)
    draft = draft_with(uow, first, needs=[need], duties=[night])
    assert [(v.rule, v.day) for v in queries.verdict(uow, draft).hard] == [("min_rest", morning.day)]
    with pytest.raises(errors.RuleBroken):
        usecases.publish_plan(uow, draft)
    usecases.set_duty(uow, draft, cast.ana, NEXT_MONDAY, kind=None)
    with pytest.raises(errors.RuleBroken):
        usecases.set_duty(uow, draft, cast.ana, NEXT_MONDAY, kind="N", place=shop.at_gate)
    told = {c.member_id: c.obstacle for c in queries.candidates_for(uow, draft, need)}
    assert (told[cast.ana], told[cast.bruno]) == ("rule", None)
    usecases.set_duty(uow, draft, cast.bruno, NEXT_MONDAY, kind="N", place=shop.at_gate)
    assert queries.verdict(uow, draft).violations == ()


def test_what_the_rota_in_force_breaks_already_is_not_blamed_on_a_draft_before_it(
    cast: Cast, uow: UnitOfWork
) -> None:
    shop = Workshop(uow, cast)
    duties = [Duty(cast.ana, NEXT_MONDAY + n * ONE, "M", shop.at_oven) for n in range(3)]
    usecases.publish_plan(uow, draft_with(uow, WEEK, needs=[], duties=duties))
    people.set_skills(uow, cast.ana, set())
    other = [replace(duties[0], member_id=cast.bruno)]
    draft = draft_with(uow, Days(NEXT_MONDAY, NEXT_MONDAY + ONE), needs=[], duties=other)
    assert queries.verdict(uow, draft).violations == ()


def test_a_way_out_rests_on_the_shifts_before_and_behind_its_days_too(cast: Cast, uow: UnitOfWork) -> None:
    shop, free = Workshop(uow, cast), Days(NEXT_MONDAY + ONE, NEXT_MONDAY + 2 * ONE)
    duties = [Duty(cast.ana, NEXT_MONDAY + n * ONE, "M", shop.at_oven) for n in range(3)]
    usecases.publish_plan(uow, draft_with(uow, WEEK, needs=[], duties=duties))
    marks = [queries.fingerprint(queries.mending(uow, free, scope="lost", most=2))]
    for one in (duties[0], duties[2]):
        other = [replace(one, member_id=cast.bruno)]
        days = Days(one.day, one.day + ONE)
        usecases.publish_plan(uow, draft_with(uow, days, needs=[], duties=other))
        marks.append(queries.fingerprint(queries.mending(uow, free, scope="lost", most=2)))
    assert len(set(marks)) == 3
