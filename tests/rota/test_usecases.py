"""Planning, publishing, punching and confirming, on both engines."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError

from coop.kernel.clock import FrozenClock
from coop.kernel.ranges import Days, NoSuchYear
from coop.kernel.sentences import Sentence
from coop.people import usecases as people
from coop.people.tables import MemberRow
from coop.records import queries as records
from coop.records import usecases as book
from coop.rota import queries, usecases
from coop.rota.rules import Change, Need, Place, errors
from coop.store import Actor, UnitOfWork, reading, writing
from coop.web import jobs
from coop.web.notices import notices
from tests.cast import Cast, proof
from tests.rota.paper import voted

MONDAY = date(2026, 11, 9)
WEEK = Days(MONDAY, MONDAY + timedelta(days=7))


class Workshop:
    """A workshop with three shifts, an oven post and a gate, seen by a coordinator."""

    def __init__(self, uow: UnitOfWork, cast: Cast) -> None:
        self.uow, self.cast = uow, cast
        uow.actor = Actor(cast.elsa)
        self.oven = people.add_skill(uow, "Horno")
        hours = (("M", 360, 840, True), ("T", 840, 1320, True), ("N", 1380, 1800, False))
        self.kinds = {
            code: usecases.add_kind(uow, code, name=code, start=start, end=end, takes_orders=orders)
            for code, start, end, orders in hours
        }
        for member in (cast.ana, cast.bruno, cast.elsa, cast.gabi):
            people.set_skills(uow, member, {self.oven})
        self.post = usecases.add_post(
            uow,
            "Horno 1",
            kind_id=self.kinds["M"],
            weekdays=range(5),
            people_needed=1,
            since=date(2026, 1, 1),
            skill_id=self.oven,
        )
        self.gate = usecases.add_post(
            uow,
            "Portería",
            kind_id=self.kinds["N"],
            weekdays=range(7),
            people_needed=1,
            since=date(2026, 1, 1),
            on_holidays=True,
            guard=True,
        )

    @property
    def at_oven(self) -> Place:
        return Place(skill_id=self.oven, post_id=self.post)

    @property
    def at_gate(self) -> Place:
        return Place(post_id=self.gate)

    def solved(self, days: Days = WEEK) -> int:
        plan_id = usecases.draft_plan(self.uow, days)
        plan = queries.solver_input(self.uow, plan_id)
        made = usecases.make_rota(plan, seconds=1, workers=1, watch=lambda _r: True)
        usecases.store_solution(self.uow, plan_id, made.duties, result=made.result)
        return plan_id

    def published(self, days: Days = WEEK) -> int:
        plan_id = self.solved(days)
        usecases.publish_plan(self.uow, plan_id)
        return plan_id


@pytest.fixture
def shop(cast: Cast, uow: UnitOfWork) -> Workshop:
    return Workshop(uow, cast)


def refused(uow: UnitOfWork, statement: str) -> None:
    """The database itself refuses a statement."""
    with pytest.raises(IntegrityError), uow.savepoint():
        uow.session.execute(text(statement))


# ---- setting


def test_a_code_is_never_used_again(shop: Workshop) -> None:
    usecases.end_kind(shop.uow, shop.kinds["M"])
    with pytest.raises(errors.CodeTaken):
        usecases.add_kind(shop.uow, "M", name="Mañana", start=300, end=780)
    assert [k.code for k in queries.kinds(shop.uow)] == ["T", "N"]
    assert [p.name for p in queries.posts(shop.uow)] == ["Portería"]


@pytest.mark.parametrize(("start", "end"), [(600, 600), (1440, 1500), (-1, 30), (60, 1501)])
def test_impossible_hours_are_refused(shop: Workshop, start: int, end: int) -> None:
    with pytest.raises(errors.BadHours):
        usecases.add_kind(shop.uow, "X", name="?", start=start, end=end)


def test_the_hours_of_a_kind_cannot_be_changed_afterwards(shop: Workshop) -> None:
    refused(shop.uow, "UPDATE rota_kind SET start_minute = 300")
    refused(shop.uow, "DELETE FROM rota_kind")
    refused(shop.uow, "UPDATE rota_post SET people = 9")


def test_a_rule_needs_a_carried_decision_about_rota_rules(shop: Workshop) -> None:
    uow = shop.uow
    decided = proof(uow, number="2026-002", kind="rota.rule")
    usecases.set_rule(uow, decided, "min_rest", value=660, weight=None, since=MONDAY)
    assert queries.profile(uow).limit("min_rest", MONDAY).value == 660
    assert queries.profile(uow).limit("min_rest", MONDAY - timedelta(days=1)).value == 720
    found = {r.rule.code: r for r in queries.rules_in_force(uow, MONDAY)}
    assert (found["min_rest"].decision, found["max_day"].decision) == ("2026-002", None)
    other = proof(uow, number="2026-003", kind="assembly.text")
    blocked = book.record_decision(
        uow,
        number="2026-004",
        kind="rota.rule",
        matter="rota",
        outcome="carried",
        subject="0" * 64,
        facts={},
        state="blocked",
    )
    for proves_nothing in (other, replace(other, decision_id=blocked.id)):
        with pytest.raises(IntegrityError), uow.savepoint():
            usecases.set_rule(uow, proves_nothing, "min_rest", value=0, weight=None, since=MONDAY)
    refused(uow, "UPDATE rota_rule SET value = 0")
    refused(uow, "DELETE FROM rota_rule")


@pytest.mark.parametrize(
    ("code", "value", "error"),
    [
        ("min_rest", 10_081, errors.RuleValueAbsurd),
        ("max_days", 0, errors.RuleValueAbsurd),
        ("nonsense", 1, errors.RuleUnknown),
        ("minor_night", 600, errors.RuleNotVotable),
    ],
)
def test_rules_out_of_bounds_are_refused(
    shop: Workshop, code: str, value: int, error: type[Exception]
) -> None:
    decided = proof(shop.uow, number="2026-002", kind="rota.rule")
    with pytest.raises(error):
        usecases.set_rule(shop.uow, decided, code, value=value, weight=None, since=MONDAY)


# ---- planning


def test_a_plan_covers_its_posts_and_breaks_no_rule(shop: Workshop) -> None:
    plan_id = shop.solved()
    verdict = queries.verdict(shop.uow, plan_id)
    assert (verdict.violations, verdict.missing) == ((), 0)
    plan = queries.get_plan(shop.uow, plan_id)
    assert (plan.wanted, plan.placed, plan.state) == (12, 12, "draft")
    assert queries.shifts(shop.uow, WEEK) == ()
    able = {shop.cast.ana, shop.cast.bruno, shop.cast.elsa, shop.cast.gabi}
    at_oven = {d.member_id for d in queries.plan_duties(shop.uow, plan_id) if d.place == shop.at_oven}
    assert at_oven <= able


def test_only_the_workforce_is_planned(shop: Workshop) -> None:
    assert shop.cast.carla not in {w.member_id for w in queries.workers(shop.uow, WEEK)}


def test_whoever_is_away_is_not_planned(shop: Workshop) -> None:
    people.add_absence(shop.uow, shop.cast.ana, "holiday", WEEK.start, WEEK.end)
    duties = queries.plan_duties(shop.uow, shop.solved())
    assert shop.cast.ana not in {d.member_id for d in duties}


def test_a_member_is_planned_on_the_kinds_she_may_work(shop: Workshop) -> None:
    for member in (shop.cast.ana, shop.cast.bruno, shop.cast.elsa, shop.cast.hugo, shop.cast.irma):
        usecases.set_allowed(shop.uow, member, [shop.kinds["M"]])
    duties = queries.plan_duties(shop.uow, shop.solved())
    assert {d.member_id for d in duties if d.kind == "N"} <= {shop.cast.gabi, shop.cast.juan}
    usecases.set_allowed(shop.uow, shop.cast.ana, [])
    assert shop.cast.ana not in queries.allowed_kinds(shop.uow)


def test_rest_and_fairness_look_back_at_the_published_rota(shop: Workshop) -> None:
    shop.published()
    week2 = Days(WEEK.end, WEEK.end + timedelta(days=7))
    plan_id = shop.solved(week2)
    assert queries.verdict(shop.uow, plan_id).violations == ()
    plan = queries.solver_input(shop.uow, plan_id)
    assert len(plan.history) == 12
    assert plan.accounts is not None
    assert sum(a.nights for a in queries.fairness(shop.uow, WEEK).values()) == 7
    usecases.publish_plan(shop.uow, plan_id)
    nights = queries.fairness(shop.uow, Days(WEEK.start, week2.end))
    assert sum(a.nights for a in nights.values()) == 14
    assert max(a.nights for a in nights.values()) <= 3


def test_a_plan_needs_days_to_come_kinds_and_needs(cast: Cast, uow: UnitOfWork) -> None:
    with pytest.raises(errors.NoKinds):
        usecases.draft_plan(uow, WEEK)
    usecases.add_kind(uow, "M", name="Mañana", start=360, end=840)
    with pytest.raises(errors.NothingNeeded):
        usecases.draft_plan(uow, WEEK)
    with pytest.raises(errors.DaysOver):
        usecases.draft_plan(uow, Days(uow.today(), MONDAY))
    with pytest.raises(errors.DaysTooLong):
        usecases.draft_plan(uow, Days(MONDAY, MONDAY))
    with pytest.raises(errors.DaysTooLong):
        usecases.draft_plan(uow, Days(MONDAY, MONDAY + timedelta(days=93)))


def test_the_job_works_a_draft_out(app: Flask, cast: Cast) -> None:
    with app.app_context():
        with writing() as uow:
            plan_id = usecases.draft_plan(Workshop(uow, cast).uow, WEEK)
            job_id = usecases.ask_solution(uow, plan_id, seconds=2)
            with pytest.raises(errors.StillSolving):
                usecases.ask_solution(uow, plan_id, seconds=2)
            with pytest.raises(errors.StillSolving):
                usecases.publish_plan(uow, plan_id)
        jobs.run_one(job_id)
        with reading() as uow:
            assert jobs.get_job(uow, job_id).state == "done"
            plan = queries.get_plan(uow, plan_id)
    assert plan.placed == 12
    assert plan.result is not None and plan.result["missing"] == 0


def test_a_stopped_job_keeps_what_it_has(app: Flask, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    steps = []

    def step(self: jobs.Progress, done: int, whole: int, sentence: Sentence | None = None) -> None:
        steps.append((done, whole))
        if len(steps) > 1:  # somebody presses Stop while the solver is at work
            raise jobs.Stopped()

    monkeypatch.setattr(jobs.Progress, "step", step)
    with app.app_context():
        with writing() as uow:
            plan_id = usecases.draft_plan(Workshop(uow, cast).uow, WEEK)
            job_id = usecases.ask_solution(uow, plan_id, seconds=60)
        jobs.run_one(job_id)
        with reading() as uow:
            assert jobs.get_job(uow, job_id).state == "stopped"
            assert len(queries.plan_duties(uow, plan_id)) == 12
            assert queries.verdict(uow, plan_id).violations == ()


# ---- by hand


def test_a_hand_edit_that_breaks_a_rule_is_refused_in_words(shop: Workshop) -> None:
    uow, cast = shop.uow, shop.cast
    plan_id = usecases.draft_plan(uow, WEEK)
    usecases.set_duty(uow, plan_id, cast.ana, MONDAY, kind="N", place=shop.at_gate)
    with pytest.raises(errors.RuleBroken) as told:
        usecases.set_duty(uow, plan_id, cast.ana, MONDAY + timedelta(days=1), kind="M", place=shop.at_oven)
    assert "Only 0:00 h of rest before" in str(told.value)
    with pytest.raises(errors.RuleBroken, match="Lacks the skill"):
        usecases.set_duty(uow, plan_id, cast.hugo, MONDAY, kind="M", place=shop.at_oven)
    with pytest.raises(errors.NotNeededThere):
        usecases.set_duty(uow, plan_id, cast.ana, MONDAY, kind="T", place=shop.at_gate)
    with pytest.raises(errors.OutsidePlan):
        usecases.set_duty(uow, plan_id, cast.ana, WEEK.end, kind=None)
    assert [(d.member_id, d.kind) for d in queries.plan_duties(uow, plan_id)] == [(cast.ana, "N")]


def test_a_day_can_be_changed_and_freed(shop: Workshop) -> None:
    uow, cast = shop.uow, shop.cast
    plan_id = usecases.draft_plan(uow, WEEK)
    usecases.set_duty(uow, plan_id, cast.ana, MONDAY, kind="N", place=shop.at_gate)
    usecases.set_duty(uow, plan_id, cast.ana, MONDAY, kind="M", place=shop.at_oven)
    assert [d.kind for d in queries.plan_duties(uow, plan_id)] == ["M"]
    usecases.set_duty(uow, plan_id, cast.ana, MONDAY, kind=None)
    assert queries.plan_duties(uow, plan_id) == ()


def test_who_could_fill_a_gap_is_told_with_what_speaks_against_it(shop: Workshop) -> None:
    uow, cast = shop.uow, shop.cast
    people.add_absence(uow, cast.gabi, "holiday", MONDAY, MONDAY + timedelta(days=1))
    plan_id = usecases.draft_plan(uow, WEEK)
    sunday_night = MONDAY + timedelta(days=6)
    usecases.set_duty(uow, plan_id, cast.ana, sunday_night, kind="N", place=shop.at_gate)
    usecases.set_duty(uow, plan_id, cast.bruno, MONDAY, kind="N", place=shop.at_gate)
    found = queries.candidates_for(uow, plan_id, Need(MONDAY, "M", shop.at_oven, 1))
    told = {c.member_id: c.obstacle for c in found}
    assert told == {cast.ana: None, cast.elsa: None, cast.gabi: "away", cast.bruno: "busy"}


# ---- publication


def test_a_published_rota_is_in_force_recorded_and_told(shop: Workshop) -> None:
    uow = shop.uow
    plan_id = shop.published()
    plan = queries.get_plan(uow, plan_id)
    assert (plan.state, plan.version) == ("published", 1)
    found = queries.shifts(uow, WEEK)
    assert len(found) == 12
    assert queries.has_rota(uow, WEEK) and not queries.has_rota(
        uow, Days(WEEK.start, WEEK.end + timedelta(1))
    )
    assert [e.kind for e in records.entries(uow)].count("rota.published") == 1
    somebody = found[0].member_id
    assert len([n for n in notices(uow, somebody) if n.personal]) == 1
    own = queries.my_shifts(uow, somebody, WEEK)
    assert own and all(s.member_id == somebody for s in own)


def test_a_published_rota_cannot_be_changed_by_any_statement(shop: Workshop) -> None:
    uow = shop.uow
    plan_id = shop.published()
    for statement in (
        "UPDATE rota_plan SET version = 2",
        "DELETE FROM rota_plan",
        "UPDATE rota_duty SET minutes = 1",
        "DELETE FROM rota_duty",
        "UPDATE rota_need SET people = 2",
        "DELETE FROM rota_need",
        f"INSERT INTO rota_need (plan_id, day, kind_id, people) VALUES ({plan_id}, '2026-11-09', 1, 1)",
    ):
        refused(uow, statement)
    for act in (usecases.publish_plan, usecases.discard_draft):
        with pytest.raises(errors.NotADraft):
            act(uow, plan_id)
    with pytest.raises(errors.NotADraft):
        usecases.set_duty(uow, plan_id, shop.cast.ana, MONDAY, kind=None)


def test_a_new_version_rules_its_days_and_leaves_the_others(shop: Workshop, clock: FrozenClock) -> None:
    uow = shop.uow
    first = shop.published()
    before = {s.day: s.duty for s in queries.shifts(uow, WEEK) if s.code == "N"}
    clock.move(timedelta(days=8))  # Wednesday of that week
    second = usecases.copy_plan(uow, first)
    assert queries.get_plan(uow, second).days == Days(MONDAY + timedelta(days=3), WEEK.end)
    thursday = MONDAY + timedelta(days=3)
    night = next(d for d in queries.plan_duties(uow, second) if (d.day, d.kind) == (thursday, "N"))
    usecases.set_duty(uow, second, night.member_id, thursday, kind=None)
    assert usecases.publish_plan(uow, second).version == 2
    after = {s.day: s for s in queries.shifts(uow, WEEK) if s.code == "N"}
    assert thursday not in after
    assert all(after[d].duty == before[d] for d in after)
    assert {s.version for s in after.values()} == {1, 2}


def test_a_rota_that_breaks_a_rule_by_now_is_not_published(shop: Workshop) -> None:
    plan_id = shop.solved()
    first = queries.plan_duties(shop.uow, plan_id)[0]
    people.add_absence(shop.uow, first.member_id, "illness", WEEK.start, WEEK.end)
    with pytest.raises(errors.RuleBroken, match="Is away"):
        usecases.publish_plan(shop.uow, plan_id)


def test_an_empty_draft_is_not_published_and_can_be_thrown_away(shop: Workshop) -> None:
    plan_id = usecases.draft_plan(shop.uow, WEEK)
    with pytest.raises(errors.NothingToPublish):
        usecases.publish_plan(shop.uow, plan_id)
    usecases.discard_draft(shop.uow, plan_id)
    assert queries.plans(shop.uow) == ()


def test_a_rota_is_published_before_its_first_day(shop: Workshop, clock: FrozenClock) -> None:
    plan_id = shop.solved()
    clock.set(datetime(2026, 11, 9, 12, 0, tzinfo=UTC))
    with pytest.raises(errors.DaysOver):
        usecases.publish_plan(shop.uow, plan_id)


# ---- today


def test_the_terminal_knows_whose_shift_it_is(shop: Workshop, clock: FrozenClock) -> None:
    uow = shop.uow
    shop.published()
    night = next(s for s in queries.shifts(uow, WEEK) if s.code == "N" and s.day == MONDAY)
    clock.set(datetime(2026, 11, 10, 5, 0, tzinfo=UTC))  # Tuesday at 2 in the night
    assert queries.on_shift_now(uow) == {night.member_id}
    crews = queries.crews_of_day(uow, uow.today())
    assert [(c.kind.code, c.day, c.on) for c in crews] == [
        ("N", MONDAY, True),
        ("M", uow.today(), False),
        ("N", uow.today(), False),
    ]
    clock.set(datetime(2026, 11, 10, 9, 0, tzinfo=UTC))  # six o'clock: the night is over
    (morning,) = queries.on_shift_now(uow)
    assert morning in {s.member_id for s in queries.shifts(uow, WEEK) if s.code == "M"}


# ---- hours


def test_a_night_at_work_counts_from_its_beginning(shop: Workshop, clock: FrozenClock) -> None:
    clock.set(datetime(2026, 11, 4, 1, 0, tzinfo=UTC))  # 22 o'clock
    usecases.clock_in(shop.uow, shop.cast.bruno)
    clock.move(timedelta(hours=3, minutes=16))
    state = queries.clocked(shop.uow, shop.cast.bruno)
    assert state is not None and (state.is_in, state.minutes) == (True, 196)


def test_a_forgotten_exit_stops_nobody(shop: Workshop, clock: FrozenClock) -> None:
    uow, bruno = shop.uow, shop.cast.bruno
    usecases.clock_in(uow, bruno)
    clock.move(timedelta(seconds=30))
    usecases.clock_in(uow, bruno)  # an impatient finger
    clock.move(timedelta(days=1))
    state = queries.clocked(uow, bruno)
    assert state is not None and not state.is_in
    usecases.clock_in(uow, bruno)
    clock.move(timedelta(hours=8))
    state = queries.clocked(uow, bruno)
    assert state is not None and (state.is_in, state.minutes) == (True, 480)
    usecases.clock_out(uow, bruno)
    state = queries.clocked(uow, bruno)
    assert state is not None and (state.is_in, state.minutes) == (False, 480)
    assert len(queries.punches(uow, Days(date(2026, 11, 1), date(2026, 11, 30)))[bruno]) == 3
    refused(uow, "UPDATE rota_punch SET way = 'out'")
    refused(uow, "DELETE FROM rota_punch")


def test_a_tap_at_the_terminal_reads_one_person_and_not_the_whole_roll(shop: Workshop) -> None:
    read: list[int] = []

    def note(row: MemberRow, _context: object) -> None:
        read.append(row.id)

    shop.uow.session.expunge_all()
    event.listen(MemberRow, "load", note)
    try:
        usecases.clock_in(shop.uow, shop.cast.bruno)
    finally:
        event.remove(MemberRow, "load", note)
    assert read == [shop.cast.bruno]


def test_only_the_workforce_clocks_in(shop: Workshop) -> None:
    with pytest.raises(errors.NotYours):
        usecases.clock_in(shop.uow, shop.cast.carla)


def worked_week(shop: Workshop, clock: FrozenClock) -> None:
    """Everybody works as planned, but one night nobody clocks out."""
    shop.published()
    taps = []
    for shift in queries.shifts(shop.uow, WEEK):
        taps.append((shift.start_at, usecases.clock_in, shift.member_id))
        if (shift.code, shift.day) != ("N", MONDAY):
            taps.append((shift.end_at, usecases.clock_out, shift.member_id))
    for at, tap, member in sorted(taps, key=lambda t: t[0]):
        clock.set(at)
        tap(shop.uow, member)
    clock.set(datetime(2026, 11, 17, 12, 0, tzinfo=UTC))


def test_confirmed_hours_are_the_proposals_and_what_the_coordinator_changed(
    shop: Workshop, clock: FrozenClock
) -> None:
    uow = shop.uow
    worked_week(shop, clock)
    found = queries.proposals(uow, WEEK)
    assert len(found) == 12
    assert [p.note for p in found].count("exit missing") == 1
    assert sum(p.minutes for p in found) == 5 * 480 + 7 * 420
    oven = next(p for p in found if p.kind == "M")
    changes = {(oven.member_id, oven.day): 300, (shop.cast.hugo, MONDAY): 60}
    changed = {key: Change(minutes, " Se cortó la luz ") for key, minutes in changes.items()}
    for reason in (None, "  ", "x" * 501):
        with pytest.raises(errors.ReasonMissing):
            usecases.confirm_hours(uow, WEEK, changed={(shop.cast.hugo, MONDAY): Change(1440, reason)})
    assert not queries.hours_confirmed(uow, WEEK)
    usecases.confirm_hours(uow, WEEK, changed=changed)
    assert queries.hours_confirmed(uow, WEEK)
    assert not queries.hours_confirmed(uow, Days(WEEK.start, WEEK.end + timedelta(days=1)))
    total = queries.confirmed_minutes(uow, WEEK)
    expected = {(p.member_id, p.day): p.minutes for p in found} | changes
    assert sum(total.values()) == sum(expected.values())
    assert total[shop.cast.hugo] == sum(m for (who, _), m in expected.items() if who == shop.cast.hugo)
    by_hand = [(w.member_id, w.day, w.reason) for w in queries.worked(uow, WEEK) if w.note == "by hand"]
    assert sorted(by_hand) == sorted((*key, "Se cortó la luz") for key in changes)
    assert all(w.reason is None for w in queries.worked(uow, WEEK) if w.note != "by hand")
    assert "by hand" in notices(uow, shop.cast.hugo)[0].sentence.message
    with pytest.raises(errors.PeriodConfirmed):
        usecases.confirm_hours(uow, Days(WEEK.last, WEEK.end))
    refused(uow, "UPDATE rota_worked SET minutes = 1")
    refused(uow, "DELETE FROM rota_worked")
    refused(
        uow,
        "INSERT INTO rota_confirmation (start_on, end_on, at, entry_seq) "
        "VALUES ('2026-11-15', '2026-11-17', '2026-11-17 00:00:00', 0)",
    )


def test_a_correction_takes_the_old_row_back(shop: Workshop, clock: FrozenClock) -> None:
    uow = shop.uow
    worked_week(shop, clock)
    with pytest.raises(errors.NotConfirmed):
        usecases.correct_hours(uow, shop.cast.ana, MONDAY, minutes=60, reason="Se quedó")
    usecases.confirm_hours(uow, WEEK)
    one = next(w for w in queries.worked(uow, WEEK))
    before = queries.confirmed_minutes(uow, WEEK)
    usecases.correct_hours(uow, one.member_id, one.day, minutes=one.minutes + 60, reason="Se quedó")
    usecases.correct_hours(uow, one.member_id, one.day, minutes=one.minutes + 30, reason="Fue media")
    after = queries.confirmed_minutes(uow, WEEK)
    assert after[one.member_id] == before[one.member_id] + 30
    found = queries.find_worked(uow, one.member_id, one.day)
    assert found is not None and (found.minutes, found.reason) == (one.minutes + 30, "Fue media")
    assert len(queries.worked(uow, WEEK)) == 12
    for reason in ("   ", "x" * 501):
        with pytest.raises(errors.ReasonMissing):
            usecases.correct_hours(uow, one.member_id, one.day, minutes=1, reason=reason)
    with pytest.raises(errors.MinutesAbsurd):
        usecases.correct_hours(uow, one.member_id, one.day, minutes=1441, reason="?")
    with pytest.raises(IntegrityError), uow.savepoint():
        uow.session.execute(
            text(
                "INSERT INTO rota_worked (confirmation_id, member_id, day, minutes, planned, punched, note, "
                f"reverses_id, at) SELECT confirmation_id, member_id, day, -1, 0, 0, 'x', {found.id}, at "
                f"FROM rota_worked WHERE id = {found.id}"
            )
        )


def test_the_book_says_that_hours_were_corrected_and_not_whose(shop: Workshop, clock: FrozenClock) -> None:
    uow = shop.uow
    worked_week(shop, clock)
    usecases.confirm_hours(uow, WEEK)
    one = queries.worked(uow, WEEK)[0]

    usecases.correct_hours(uow, one.member_id, one.day, minutes=431, reason="Se quedó")

    last = records.lines(uow)[-1]
    line = json.loads(last)
    assert line["kind"] == "rota.hours_corrected"
    assert line["facts"] == {"day": one.day.isoformat()}
    assert set(line["personal"]) == {"member", "before", "minutes", "reason"}
    assert "431" not in str(line["facts"]) and "Se quedó" not in last.decode()


@pytest.mark.parametrize("absurd", [date(1, 1, 1), date(1899, 12, 31), date(2200, 1, 1), date(9999, 12, 31)])
def test_no_day_that_breaks_calendars_is_stored(shop: Workshop, absurd: date) -> None:
    uow = shop.uow
    decided = proof(uow, number="2026-002", kind="rota.rule")
    with pytest.raises(NoSuchYear):
        usecases.add_post(uow, "Sereno", kind_id=1, weekdays=[0], people_needed=1, since=absurd)
    with pytest.raises(NoSuchYear):
        usecases.set_rule(uow, decided, "min_rest", value=660, weight=None, since=absurd)
    with pytest.raises(NoSuchYear):
        usecases.draft_plan(uow, Days(min(absurd, MONDAY), max(absurd, MONDAY)))


def test_days_that_are_not_over_are_not_confirmed(shop: Workshop, clock: FrozenClock) -> None:
    shop.published()
    clock.set(datetime(2026, 11, 16, 5, 0, tzinfo=UTC))  # Monday at 2: Sunday's night is still on
    assert queries.last_day_over(shop.uow) == date(2026, 11, 14)
    with pytest.raises(errors.PeriodOpen) as refused:
        usecases.confirm_hours(shop.uow, WEEK)
    assert refused.value.facts == {"last": date(2026, 11, 14)}
    with pytest.raises(errors.PeriodOpen):
        usecases.confirm_hours(shop.uow, Days(WEEK.start, WEEK.end + timedelta(days=1)))
    clock.set(datetime(2026, 11, 16, 9, 0, tzinfo=UTC))
    assert queries.last_day_over(shop.uow) == date(2026, 11, 15)
    usecases.confirm_hours(shop.uow, WEEK)
    assert sum(queries.confirmed_minutes(shop.uow, WEEK).values()) == 0


def test_the_profile_of_a_test_is_the_profile_of_the_database(shop: Workshop) -> None:
    decided = proof(shop.uow, number="2026-001b", kind="rota.rule")
    usecases.set_rule(shop.uow, decided, "max_nights", value=3, weight=None, since=date(2026, 1, 1))
    (value,) = queries.profile(shop.uow).voted
    assert value.value == voted({"max_nights": 3}).voted[0].value
