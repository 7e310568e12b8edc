"""Swaps, give-aways and free shifts, on both engines."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from coop.kernel.clock import FrozenClock
from coop.kernel.ranges import Days
from coop.people import usecases as people
from coop.records import queries as records
from coop.records.registry import describe
from coop.rota import queries, usecases
from coop.rota.rules import Opening, Place, errors
from coop.store import Actor, UnitOfWork, reading, writing
from coop.web.notices import notices
from tests.cast import Cast, proof
from tests.rota.agreed import MONDAY, Agreed, on

FIRST = Days(MONDAY, MONDAY + timedelta(days=14))


@pytest.fixture
def shop(cast: Cast, uow: UnitOfWork, clock: FrozenClock) -> Agreed:
    return Agreed(uow, cast, clock)


def refused(uow: UnitOfWork, statement: str) -> None:
    """The database itself refuses a statement."""
    with pytest.raises(IntegrityError), uow.savepoint():
        uow.session.execute(text(statement))


def told(uow: UnitOfWork, member_id: int) -> list[str]:
    """The personal notices about agreements, the newest first."""
    return [str(n.sentence) for n in notices(uow, member_id) if n.personal and n.about == "agreements"]


# ---- swap


def test_a_swap_takes_effect_with_a_small_version_of_the_days_concerned(shop: Agreed) -> None:
    uow, ana, bruno = shop.uow, shop.cast.ana, shop.cast.bruno
    before = {s.duty for s in queries.shifts(uow, FIRST)}
    key = usecases.propose_swap(uow, ana, on(7), other_id=bruno, back_day=on(10))
    assert "asks you to swap" in told(uow, bruno)[0]
    assert {s.duty for s in queries.shifts(uow, FIRST)} == before, "nothing changes before the yes"
    uow.actor = Actor(bruno)
    assert usecases.accept_exchange(uow, key, bruno) == "accepted"
    found = queries.get_exchange(uow, key)
    assert (found.state, found.taken_by, found.asked) == ("accepted", bruno, {bruno: "yes"})
    after = {s.duty for s in queries.shifts(uow, FIRST)}
    assert before - after == {shop.morning(ana, 7), shop.afternoon(bruno, 10)}
    assert after - before == {shop.morning(bruno, 7), shop.afternoon(ana, 10)}
    assert queries.versions_of(uow, key) == (2, 3)
    small = [p for p in queries.plans(uow) if p.exchange_id == key]
    assert sorted(p.days for p in small) == [Days(on(7), on(8)), Days(on(10), on(11))]
    assert all(p.job_id is None and p.wanted == 6 for p in small), "no print is made"
    assert len(told(uow, bruno)) == 1, "whoever said yes is not told so"
    assert "Bruno Benítez works" in told(uow, ana)[0]


def test_days_that_follow_each_other_are_one_version(shop: Agreed) -> None:
    uow, ana, bruno = shop.uow, shop.cast.ana, shop.cast.bruno
    key = usecases.propose_swap(uow, bruno, on(8), other_id=ana, back_day=on(9))
    usecases.accept_exchange(uow, key, ana)
    (plan,) = [p for p in queries.plans(uow) if p.exchange_id == key]
    assert plan.days == Days(on(8), on(10))


def test_the_book_names_both_the_agreement_and_the_versions(shop: Agreed) -> None:
    uow, ana, bruno = shop.uow, shop.cast.ana, shop.cast.bruno
    key = usecases.propose_swap(uow, ana, on(7), other_id=bruno, back_day=on(10))
    usecases.accept_exchange(uow, key, bruno)
    (entry,) = [e for e in records.entries(uow) if e.kind == "rota.changed"]
    said = " ".join(str(s) for s in describe(uow, entry.kind, entry.facts))
    for words in ("member No. 1", "member No. 2", f"Agreement {key}", "versions of the rota: 2, 3"):
        assert words in said
    assert said.count("is worked by") == 2


def test_a_swap_that_breaks_a_rule_is_refused_in_words_for_either(shop: Agreed) -> None:
    uow, cast = shop.uow, shop.cast
    with pytest.raises(errors.NotAllowed, match="Ana Acosta: Only 8:00 h of rest") as no:
        usecases.propose_swap(uow, cast.ana, on(7), other_id=cast.bruno, back_day=on(8))
    assert no.value.status == 409
    with pytest.raises(errors.NotAllowed, match="Hugo Herrera: Lacks the skill"):
        usecases.propose_swap(uow, cast.ana, on(7), other_id=cast.hugo, back_day=on(10))
    with pytest.raises(errors.SameShift):
        usecases.propose_swap(uow, cast.bruno, on(8), other_id=cast.hugo, back_day=on(8))
    with pytest.raises(errors.NotYourShift):
        usecases.propose_swap(uow, cast.ana, on(12), other_id=cast.bruno, back_day=on(7))
    with pytest.raises(errors.NotYourShift):
        usecases.propose_swap(uow, cast.ana, on(7), other_id=cast.juan, back_day=on(7))
    assert queries.exchanges(uow) == ()


def test_what_was_possible_is_checked_again_at_the_yes(shop: Agreed) -> None:
    uow, ana, bruno = shop.uow, shop.cast.ana, shop.cast.bruno
    key = usecases.propose_swap(uow, ana, on(7), other_id=bruno, back_day=on(10))
    people.add_absence(uow, bruno, "holiday", on(7), on(8))
    with pytest.raises(errors.NotAllowed, match="Bruno Benítez: Is away"):
        usecases.accept_exchange(uow, key, bruno)
    assert queries.get_exchange(uow, key).is_open


def test_a_proposal_about_a_shift_that_changed_hands_comes_to_nothing(shop: Agreed) -> None:
    uow, cast = shop.uow, shop.cast
    first = usecases.propose_swap(uow, cast.ana, on(7), other_id=cast.bruno, back_day=on(10))
    second = usecases.give_shift(uow, cast.ana, on(7), to=[cast.irma, cast.gabi])
    usecases.accept_exchange(uow, first, cast.bruno)
    assert queries.get_exchange(uow, second).state == "void"
    with pytest.raises(errors.NotOpen):
        usecases.accept_exchange(uow, second, cast.gabi)
    assert any("came to nothing" in said for said in told(uow, cast.ana))


def test_a_new_rota_closes_proposals_about_shifts_that_are_no_more(shop: Agreed) -> None:
    uow, cast = shop.uow, shop.cast
    gone = usecases.give_shift(uow, cast.ana, on(7), to=None)
    kept = usecases.give_shift(uow, cast.ana, on(9), to=None)
    draft = usecases.copy_plan(uow, shop.plan_id)
    usecases.set_duty(uow, draft, cast.ana, on(7), kind=None)
    usecases.publish_plan(uow, draft)
    assert queries.get_exchange(uow, gone).state == "void"
    assert queries.get_exchange(uow, kept).is_open


def test_a_copied_plan_keeps_what_members_agreed_since(shop: Agreed) -> None:
    uow, ana, bruno = shop.uow, shop.cast.ana, shop.cast.bruno
    usecases.accept_exchange(
        uow, usecases.propose_swap(uow, ana, on(7), other_id=bruno, back_day=on(10)), bruno
    )
    duties = queries.plan_duties(uow, usecases.copy_plan(uow, shop.plan_id))
    assert shop.morning(bruno, 7) in duties and shop.morning(ana, 7) not in duties


def test_a_draft_that_would_undo_an_agreement_is_told_before_it_is_published(shop: Agreed) -> None:
    uow, ana, gabi = shop.uow, shop.cast.ana, shop.cast.gabi
    draft = usecases.copy_plan(uow, shop.plan_id)
    key = usecases.give_shift(uow, ana, on(7), to=[gabi])
    assert queries.undone_by(uow, draft) == ()
    usecases.accept_exchange(uow, key, gabi)
    assert [e.id for e in queries.undone_by(uow, draft)] == [key]
    assert queries.undone_by(uow, usecases.copy_plan(uow, shop.plan_id)) == ()
    usecases.publish_plan(uow, draft)
    assert queries.undone_by(uow, draft) == (), "what the newer rota changed is over"


# ---- give away


def test_the_first_yes_of_several_gets_the_shift(shop: Agreed) -> None:
    uow, cast = shop.uow, shop.cast
    with pytest.raises(errors.NotAllowed, match="Elsa Escobar: Already works"):
        usecases.give_shift(uow, cast.ana, on(7), to=[cast.gabi, cast.elsa])
    key = usecases.give_shift(uow, cast.ana, on(7), to=[cast.bruno, cast.gabi, cast.irma])
    assert told(uow, cast.gabi) and told(uow, cast.irma)
    with pytest.raises(errors.NotAsked):
        usecases.accept_exchange(uow, key, cast.juan)
    usecases.refuse_exchange(uow, key, cast.bruno)
    with pytest.raises(errors.NotAsked):
        usecases.accept_exchange(uow, key, cast.bruno)  # he has said no
    usecases.accept_exchange(uow, key, cast.irma)
    with pytest.raises(errors.NotOpen):
        usecases.accept_exchange(uow, key, cast.gabi)
    assert shop.morning(cast.irma, 7) in {s.duty for s in queries.shifts(uow, FIRST)}


def test_when_all_who_are_asked_say_no_it_is_refused(shop: Agreed) -> None:
    uow, cast = shop.uow, shop.cast
    key = usecases.give_shift(uow, cast.ana, on(7), to=[cast.gabi, cast.juan])
    usecases.refuse_exchange(uow, key, cast.juan)
    usecases.refuse_exchange(uow, key, cast.gabi)
    assert queries.get_exchange(uow, key).state == "refused"
    assert "the last no came from Gabi" in told(uow, cast.ana)[0]
    with pytest.raises(errors.NotOpen):
        usecases.take_back(uow, key, cast.ana)


def test_anybody_may_take_what_is_offered_to_all_but_the_rules_hold(shop: Agreed) -> None:
    uow, cast = shop.uow, shop.cast
    key = usecases.give_shift(uow, cast.ana, on(7), to=None)
    with pytest.raises(errors.AskedAlready):
        usecases.give_shift(uow, cast.ana, on(7), to=None)
    for who, error in (
        (cast.ana, errors.NotAsked),
        (cast.hugo, errors.NotAllowed),
        (cast.carla, errors.NotAllowed),
    ):
        with pytest.raises(error):
            usecases.accept_exchange(uow, key, who)
    usecases.accept_exchange(uow, key, cast.gabi)
    assert shop.morning(cast.gabi, 7) in {s.duty for s in queries.shifts(uow, FIRST)}
    with pytest.raises(errors.NotOpen):
        usecases.accept_exchange(uow, key, cast.juan)


def test_who_proposed_it_takes_it_back_and_nobody_else(shop: Agreed) -> None:
    uow, cast = shop.uow, shop.cast
    key = usecases.give_shift(uow, cast.ana, on(7), to=[cast.gabi])
    with pytest.raises(errors.NotAsked):
        usecases.take_back(uow, key, cast.bruno)
    usecases.take_back(uow, key, cast.ana)
    assert queries.get_exchange(uow, key).state == "withdrawn"
    assert "taken back" in told(uow, cast.gabi)[0]
    with pytest.raises(errors.NotOpen):
        usecases.accept_exchange(uow, key, cast.gabi)


@pytest.mark.parametrize("nobody", [[], "self"])
def test_somebody_else_must_be_asked(shop: Agreed, nobody: list[int] | str) -> None:
    asked = [shop.cast.ana] if nobody == "self" else []
    with pytest.raises(errors.NobodyAsked):
        usecases.give_shift(shop.uow, shop.cast.ana, on(7), to=asked)


# ---- time


def test_members_agree_until_twelve_hours_before_and_what_nobody_answered_expires(
    shop: Agreed, clock: FrozenClock
) -> None:
    uow, cast = shop.uow, shop.cast
    key = usecases.give_shift(uow, cast.ana, on(7), to=[cast.gabi])
    assert queries.get_exchange(uow, key).until == datetime(2026, 11, 15, 21, 0, tzinfo=UTC)
    clock.set(datetime(2026, 11, 15, 21, 0, tzinfo=UTC))
    assert queries.get_exchange(uow, key).state == "expired"
    with pytest.raises(errors.NotOpen):
        usecases.accept_exchange(uow, key, cast.gabi)
    with pytest.raises(errors.TooLate):
        usecases.give_shift(uow, cast.ana, on(7), to=[cast.juan])
    assert key not in {e.id for e in queries.live_exchanges(uow)}


def test_a_shift_that_has_begun_cannot_be_swapped_away(shop: Agreed) -> None:
    with pytest.raises(errors.TooLate):
        usecases.propose_swap(shop.uow, shop.cast.ana, on(0), other_id=shop.cast.bruno, back_day=on(10))


# ---- the word of the coordinator, where it is voted


@pytest.fixture
def reviewed(shop: Agreed) -> Agreed:
    """The assembly voted that the coordinator confirms."""
    decided = proof(shop.uow, number="2026-002", kind="rota.rule")
    usecases.set_rule(shop.uow, decided, "swap_review", value=1, weight=None, since=date(2026, 11, 1))
    return shop


def test_where_it_is_voted_an_agreement_waits_for_the_coordinator(reviewed: Agreed) -> None:
    uow, cast = reviewed.uow, reviewed.cast
    key = usecases.give_shift(uow, cast.ana, on(7), to=[cast.gabi])
    with pytest.raises(errors.NotOpen):
        usecases.confirm_exchange(uow, key)
    assert usecases.accept_exchange(uow, key, cast.gabi) == "agreed"
    assert queries.versions_of(uow, key) == ()
    assert "confirm the agreement" in told(uow, cast.elsa)[0]
    usecases.confirm_exchange(uow, key)
    assert queries.versions_of(uow, key) == (2,)
    assert queries.get_exchange(uow, key).state == "accepted"


def test_the_coordinator_can_reject_it_and_it_can_be_taken_back_before(reviewed: Agreed) -> None:
    uow, cast = reviewed.uow, reviewed.cast
    keys = [usecases.give_shift(uow, cast.ana, on(n), to=[cast.gabi]) for n in (7, 14)]
    for key in keys:
        usecases.accept_exchange(uow, key, cast.gabi)
    usecases.reject_exchange(uow, keys[0])
    usecases.take_back(uow, keys[1], cast.ana)
    assert [queries.get_exchange(uow, k).state for k in keys] == ["refused", "withdrawn"]
    assert any("did not confirm" in said for said in told(uow, cast.gabi))
    assert {s.version for s in queries.shifts(uow, FIRST)} == {1}


def test_both_are_told_when_the_rota_changes_before_the_coordinator_confirms(reviewed: Agreed) -> None:
    uow, cast = reviewed.uow, reviewed.cast
    key = usecases.give_shift(uow, cast.ana, on(7), to=[cast.gabi])
    usecases.accept_exchange(uow, key, cast.gabi)
    draft = usecases.copy_plan(uow, reviewed.plan_id)
    usecases.set_duty(uow, draft, cast.ana, on(7), kind=None)
    usecases.publish_plan(uow, draft)
    assert queries.get_exchange(uow, key).state == "void"
    assert all("came to nothing" in told(uow, who)[0] for who in (cast.ana, cast.gabi))


def test_no_confirmation_is_needed_by_default(shop: Agreed) -> None:
    limit = queries.profile(shop.uow).limit("swap_review", MONDAY)
    assert limit.value == 0


# ---- shifts that nobody has


def test_a_member_takes_a_gap_of_the_published_rota_herself(shop: Agreed) -> None:
    uow, cast = shop.uow, shop.cast
    gap = shop.free(7)
    assert gap in {v.opening for v in queries.vacancies(uow)}
    assert shop.free(0) not in {v.opening for v in queries.vacancies(uow)}, "it has begun"
    with pytest.raises(errors.NotAllowed, match="Already works"):
        usecases.take_vacancy(uow, cast.ana, gap)
    key = usecases.take_vacancy(uow, cast.juan, gap)
    assert queries.get_exchange(uow, key).state == "accepted"
    assert queries.find_vacancy(uow, gap) is None
    assert gap.of(cast.juan) in {s.duty for s in queries.shifts(uow, FIRST)}
    with pytest.raises(errors.ShiftGone):
        usecases.take_vacancy(uow, cast.irma, gap)
    with pytest.raises(errors.ShiftGone):
        usecases.take_vacancy(uow, cast.irma, Opening(on(7), "N", Place()))


def test_two_who_take_the_same_free_shift_at_once_do_not_both_get_it(
    app: Flask, cast: Cast, clock: FrozenClock
) -> None:
    with app.app_context(), writing() as uow:
        gap = Agreed(uow, cast, clock).free(7)
    start, came = Barrier(2), []

    def take(member_id: int) -> None:
        with app.app_context():
            start.wait()
            try:
                with writing(Actor(member_id)) as uow:
                    usecases.take_vacancy(uow, member_id, gap)
                came.append("taken")
            except errors.ShiftGone:
                came.append("gone")

    threads = [Thread(target=take, args=(who,)) for who in (cast.juan, cast.irma)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(came) == ["gone", "taken"]
    with app.app_context(), reading() as uow:
        at_gap = [s for s in queries.shifts(uow, FIRST) if (s.day, s.place) == (gap.day, gap.place)]
        assert len(at_gap) == 2, "Elsa, and one of them"
        assert [e.state for e in queries.exchanges(uow)] == ["accepted"]


# ---- substitutes


def test_substitutes_are_ranked_with_reasons(shop: Agreed) -> None:
    uow, cast = shop.uow, shop.cast
    found = queries.substitutes_for(uow, shop.oven(7), without=[cast.ana])
    assert [s.member_id for s in found if s.can] == [cast.irma, cast.bruno, cast.gabi, cast.juan]
    assert [s.burden.minutes for s in found if s.can] == [0, 960, 1440, 1440]
    reasons = {s.member_id: str(s.reason) for s in found if not s.can}
    assert reasons.keys() == {cast.elsa, cast.hugo}
    assert "Already works" in reasons[cast.elsa] and "Lacks the skill" in reasons[cast.hugo]


def test_the_coordinator_asks_for_somebody_who_is_away_and_for_nobody_else(shop: Agreed) -> None:
    uow, cast = shop.uow, shop.cast
    with pytest.raises(errors.StillTheirs, match="Ana Acosta"):
        usecases.ask_substitutes(uow, cast.elsa, shop.oven(9), instead_of=cast.ana, asked=[cast.juan])
    people.add_absence(uow, cast.ana, "illness", on(9), on(10))
    key = usecases.ask_substitutes(
        uow, cast.elsa, shop.oven(9), instead_of=cast.ana, asked=[cast.juan, cast.irma]
    )
    assert told(uow, cast.juan)[0].startswith("Elsa Escobar asks whether you work for Ana Acosta")
    assert queries.get_exchange(uow, key).until == datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
    usecases.accept_exchange(uow, key, cast.juan)
    assert shop.morning(cast.juan, 9) in {s.duty for s in queries.shifts(uow, FIRST)}
    with pytest.raises(errors.ShiftGone):
        usecases.ask_substitutes(uow, cast.elsa, shop.oven(9), instead_of=cast.ana, asked=[cast.irma])


def test_whoever_is_well_again_keeps_the_shift(shop: Agreed) -> None:
    uow, cast = shop.uow, shop.cast
    absence = people.add_absence(uow, cast.ana, "illness", on(9), on(10))
    key = usecases.ask_substitutes(uow, cast.elsa, shop.oven(9), instead_of=cast.ana, asked=[cast.juan])
    people.end_absence(uow, absence)
    with pytest.raises(errors.StillTheirs, match="Ana Acosta"):
        usecases.accept_exchange(uow, key, cast.juan)
    assert shop.morning(cast.ana, 9) in {s.duty for s in queries.shifts(uow, FIRST)}


def test_the_coordinator_asks_several_about_a_gap_and_one_may_also_take_it_herself(shop: Agreed) -> None:
    uow, cast = shop.uow, shop.cast
    gap = shop.free(7)
    key = usecases.ask_substitutes(uow, cast.elsa, gap, instead_of=None, asked=[cast.juan, cast.irma])
    assert "a shift that nobody has" in told(uow, cast.irma)[0]
    assert usecases.take_vacancy(uow, cast.irma, gap) == key
    with pytest.raises(errors.NotOpen):
        usecases.accept_exchange(uow, key, cast.juan)
    with pytest.raises(errors.ShiftGone):
        usecases.ask_substitutes(uow, cast.elsa, gap, instead_of=None, asked=[cast.juan])


def test_whoever_said_no_may_take_a_free_shift_later(shop: Agreed) -> None:
    uow, cast = shop.uow, shop.cast
    asked = usecases.ask_substitutes(
        uow, cast.elsa, shop.free(7), instead_of=None, asked=[cast.juan, cast.irma]
    )
    usecases.refuse_exchange(uow, asked, cast.irma)
    with pytest.raises(errors.AskedAlready):
        usecases.ask_substitutes(uow, cast.elsa, shop.free(7), instead_of=None, asked=[cast.juan])
    key = usecases.take_vacancy(uow, cast.irma, shop.free(7))
    assert queries.get_exchange(uow, key).state == "accepted"
    assert queries.get_exchange(uow, asked).state == "void"


def test_taking_a_free_shift_twice_waits_for_the_coordinator_once(reviewed: Agreed) -> None:
    uow, irma = reviewed.uow, reviewed.cast.irma
    first = usecases.take_vacancy(uow, irma, reviewed.free(7))
    assert queries.get_exchange(uow, first).state == "agreed"
    assert usecases.take_vacancy(uow, irma, reviewed.free(7)) == first
    assert [e.id for e in queries.exchanges(uow)] == [first]


def test_swaps_are_offered_with_what_speaks_against_them(shop: Agreed) -> None:
    uow, cast = shop.uow, shop.cast
    found = queries.swap_choices(uow, cast.ana, on(7), Days(on(7), on(14)))
    possible = {(c.duty.member_id, c.duty.day) for c in found if c.obstacle is None}
    assert (cast.bruno, on(10)) in possible and (cast.bruno, on(8)) not in possible
    for choice in found:
        asked = (cast.ana, on(7))
        try:
            with uow.savepoint():
                usecases.propose_swap(uow, *asked, other_id=choice.duty.member_id, back_day=choice.duty.day)
        except errors.NotAllowed:
            assert choice.obstacle is not None
        else:
            assert choice.obstacle is None
    assert queries.swap_choices(uow, cast.ana, on(12), Days(on(7), on(14))) == ()


# ---- guards


def test_what_was_agreed_cannot_be_changed_by_any_statement(shop: Agreed) -> None:
    uow, cast = shop.uow, shop.cast
    key = usecases.give_shift(uow, cast.ana, on(7), to=[cast.gabi])
    for statement in (
        "UPDATE rota_exchange SET day = '2026-12-01'",
        "UPDATE rota_exchange SET state = 'accepted', taken_by = 1, settled_at = until",  # no version of it
        "UPDATE rota_exchange SET state = 'agreed'",  # nobody took it
        "UPDATE rota_exchange_asked SET member_id = 1",
        "DELETE FROM rota_exchange_asked",
        "DELETE FROM rota_exchange",
    ):
        refused(uow, statement)
    usecases.accept_exchange(uow, key, cast.gabi)
    for statement in (
        "UPDATE rota_exchange SET state = 'open'",
        "UPDATE rota_exchange SET taken_by = 5",
        "UPDATE rota_exchange_asked SET answer = 'no'",
        "UPDATE rota_plan SET exchange_id = NULL WHERE version = 2",
    ):
        refused(uow, statement)
