"""Notice of a new rota: what came too late is said, marked and told; on both engines."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.kernel.clock import FrozenClock
from coop.kernel.ranges import Days
from coop.records import queries as records
from coop.rota import papers, queries, rules, usecases
from coop.rota.rules import Changed, Duty, Issue
from coop.store import UnitOfWork
from coop.web.notices import notices
from tests.cast import Cast, proof
from tests.rota.agreed import Agreed, on
from tests.rota.paper import duty
from tests.rota.test_usecases import MONDAY, WEEK, Workshop

ONE = timedelta(days=1)
DAYS = st.dates(date(2026, 11, 2), date(2026, 11, 29))
DUTIES = st.lists(
    st.builds(Duty, st.integers(1, 4), DAYS, st.sampled_from("MTN")),
    max_size=12,
    unique_by=lambda d: (d.member_id, d.day),
)


@pytest.fixture
def shop(cast: Cast, uow: UnitOfWork) -> Workshop:
    return Workshop(uow, cast)


def ask_for_notice(uow: UnitOfWork, days: int) -> None:
    decided = proof(uow, number="2026-002", kind="rota.rule")
    usecases.set_rule(uow, decided, "notice", value=days, weight=None, since=date(2026, 11, 1))


def nights(shop: Workshop, of: Sequence[tuple[int, date]], *, old: int | None = None) -> int:
    """Publish a plan with the gate's nights as given, anew or as another version."""
    uow = shop.uow
    plan_id = usecases.draft_plan(uow, WEEK) if old is None else usecases.copy_plan(uow, old)
    for had in queries.plan_duties(uow, plan_id):
        usecases.set_duty(uow, plan_id, had.member_id, had.day, kind=None)
    for member_id, day in of:
        usecases.set_duty(uow, plan_id, member_id, day, kind="N", place=shop.at_gate)
    usecases.publish_plan(uow, plan_id)
    return plan_id


# ---- the law


@given(before=DUTIES, after=DUTIES)
def test_changes_lead_from_one_version_to_the_other(before: list[Duty], after: list[Duty]) -> None:
    found = rules.changes(before, after)
    now = {(d.member_id, d.day): d for d in before}
    for change in found:
        assert now.get((change.member_id, change.day)) == change.before != change.after
        now.pop((change.member_id, change.day), None)
        if change.after is not None:
            now[change.member_id, change.day] = change.after
    assert set(now.values()) == set(after)
    back = [Changed(c.member_id, c.day, c.after, c.before) for c in found]
    assert list(rules.changes(after, before)) == back
    for member in (1, 2, 3, 4):
        own = [c for c in found if c.member_id == member]
        assert list(rules.changes(before, after, member_id=member)) == own


def test_the_same_shift_in_another_place_is_a_change() -> None:
    here, there = duty("2026-11-02 M"), duty("2026-11-02 M", place=rules.Place(post_id=7))
    assert rules.changes([here], [here]) == ()
    assert rules.changes([here], [there]) == (Changed(1, here.day, here, there),)


@pytest.mark.parametrize(
    ("today", "notice", "late"),
    [
        (MONDAY - 14 * ONE, 14, None),
        (MONDAY - 13 * ONE, 14, Days(MONDAY, MONDAY + ONE)),
        (MONDAY - ONE, 3, Days(MONDAY, MONDAY + 2 * ONE)),
        (MONDAY - ONE, 28, WEEK),
        (MONDAY - ONE, None, None),
    ],
)
def test_days_are_late_when_less_than_the_notice_lies_before_them(
    today: date, notice: int | None, late: Days | None
) -> None:
    assert rules.late_days(WEEK, today, notice) == late


def test_people_could_rely_on_what_was_in_force_when_the_notice_began() -> None:
    first = Issue(1, WEEK, MONDAY - 20 * ONE)
    second = Issue(2, WEEK, MONDAY - 10 * ONE)
    third = Issue(3, WEEK, MONDAY - 2 * ONE)
    every = [first, second, third]
    assert rules.relied_on(MONDAY, every, 5) == second
    assert rules.relied_on(MONDAY, every, 14) == first
    assert rules.relied_on(MONDAY, every, 28) == first  # the first came late itself
    assert rules.relied_on(MONDAY, every, 2) is None  # the third came in time
    assert rules.relied_on(MONDAY, every, None) == second
    assert rules.relied_on(MONDAY, [first], 28) is None
    assert rules.relied_on(WEEK.end, every, 28) is None


# ---- in the rota


def test_without_a_voted_notice_nothing_comes_late_and_changes_show_against_the_version_before(
    shop: Workshop,
) -> None:
    uow, ana, bruno = shop.uow, shop.cast.ana, shop.cast.bruno
    old = nights(shop, [(ana, MONDAY)])
    assert queries.changes(uow, WEEK) == ()
    draft = usecases.copy_plan(uow, old)
    assert queries.find_late(uow, draft) is None
    nights(shop, [(bruno, MONDAY)], old=old)
    found = queries.changes(uow, WEEK)
    assert [(c.changed.member_id, c.since, c.notice) for c in found] == [(ana, 1, None), (bruno, 1, None)]
    assert queries.changes(uow, WEEK, member_id=ana) == found[:1]
    assert queries.changes(uow, WEEK, upto=1) == ()


def test_a_change_inside_the_notice_is_announced_marked_and_told(shop: Workshop, clock: FrozenClock) -> None:
    uow, ana, bruno, gabi = shop.uow, shop.cast.ana, shop.cast.bruno, shop.cast.gabi
    tuesday, sunday = MONDAY + ONE, WEEK.last
    old = nights(shop, [(ana, tuesday), (gabi, sunday)])
    ask_for_notice(uow, 7)
    clock.move(ONE)  # Wednesday the 4th: Monday and Tuesday are inside
    draft = usecases.copy_plan(uow, old)
    usecases.set_duty(uow, draft, ana, tuesday, kind=None)
    usecases.set_duty(uow, draft, bruno, tuesday, kind="N", place=shop.at_gate)
    usecases.set_duty(uow, draft, gabi, sunday, kind=None)
    late = queries.find_late(uow, draft)
    assert late is not None
    assert (late.days, late.notice, late.decision, late.fresh) == (
        Days(MONDAY, MONDAY + 2 * ONE),
        7,
        "2026-002",
        0,
    )
    assert [c.changed.member_id for c in late.changes] == [ana, bruno]
    usecases.publish_plan(uow, draft)
    marked = {(c.changed.member_id, c.changed.day): (c.since, c.notice) for c in queries.changes(uow, WEEK)}
    assert marked == {(ana, tuesday): (1, 7), (bruno, tuesday): (1, 7)}  # Sunday's came in time
    told = {who: str(notices(uow, who)[0].sentence.message) for who in (ana, bruno, gabi)}
    assert "Without the notice" in told[ana] and "Without the notice" in told[bruno]
    assert "Without the notice" not in told[gabi]
    assert notices(uow, ana)[0].sentence.facts["days"] == [tuesday]
    entry = next(e for e in records.entries(uow) if e.kind == "rota.published" and e.facts["version"] == 2)
    assert entry.facts["late"] == 2
    context = papers.wall(uow, str(draft)).context
    cells = {
        (line.name.split(",")[0], n): cell
        for _sector, lines in context["blocks"][0].groups
        for line in lines
        for n, cell in enumerate(line.cells)
        if cell.changed
    }
    assert {key: cell.code for key, cell in cells.items()} == {("Acosta", 1): "", ("Benítez", 1): "N"}
    assert (context["since"], context["notice"]) == ([1], [7])


def test_what_is_put_back_is_no_change_any_more(shop: Workshop, clock: FrozenClock) -> None:
    uow, ana, bruno = shop.uow, shop.cast.ana, shop.cast.bruno
    ask_for_notice(uow, 14)
    old = nights(shop, [(ana, MONDAY)])
    other = nights(shop, [(bruno, MONDAY)], old=old)
    clock.move(ONE)
    assert len(queries.changes(uow, WEEK)) == 2
    nights(shop, [(ana, MONDAY), (bruno, WEEK.last)], old=other)
    found = queries.changes(uow, WEEK)
    assert [(c.changed.member_id, c.changed.day, c.since) for c in found] == [(bruno, WEEK.last, 1)]


def test_a_first_rota_that_comes_late_says_how_many_days_had_none(shop: Workshop) -> None:
    ask_for_notice(shop.uow, 10)  # today is Tuesday the 3rd: Monday to Thursday are late
    draft = usecases.draft_plan(shop.uow, WEEK)
    usecases.set_duty(shop.uow, draft, shop.cast.ana, MONDAY, kind="N", place=shop.at_gate)
    late = queries.find_late(shop.uow, draft)
    assert late is not None and (len(late.days), late.fresh, late.changes) == (4, 4, ())
    usecases.publish_plan(shop.uow, draft)
    assert queries.changes(shop.uow, WEEK) == ()


def test_what_members_agreed_themselves_came_to_nobody_without_notice(
    cast: Cast, uow: UnitOfWork, clock: FrozenClock
) -> None:
    Agreed(uow, cast, clock)
    days = Days(on(7), on(11))
    key = usecases.propose_swap(uow, cast.ana, on(7), other_id=cast.bruno, back_day=on(10))
    usecases.accept_exchange(uow, key, cast.bruno)
    assert len(queries.changes(uow, days)) == 4  # without voted notice the mark says no more than that
    ask_for_notice(uow, 14)
    assert queries.changes(uow, days) == ()
    (small,) = [p.id for p in queries.plans(uow) if p.exchange_id == key and p.days.start == on(7)]
    draft = usecases.copy_plan(uow, small)
    usecases.set_duty(uow, draft, cast.elsa, on(7), kind=None)
    usecases.publish_plan(uow, draft)
    assert [(c.changed.member_id, c.since) for c in queries.changes(uow, days)] == [(cast.elsa, 1)]
