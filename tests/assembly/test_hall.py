"""Guests, proxies, arrears, speakers and recesses."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.assembly import queries, usecases
from coop.assembly.rules.speaking import Speech, in_turn
from coop.assembly.usecases import arrears, presence, recess, sitting
from coop.assembly.usecases import hall as hall_usecases
from coop.kernel.clock import FrozenClock
from coop.store import UnitOfWork
from tests.assembly.hall import EVERYBODY, TEN, Hall, found, held
from tests.assembly.test_usecases import refused
from tests.assembly.test_votes import NEARER, variant

ACT = "ar-20337"
BRITISH = "uk-worker-articles"


@pytest.fixture
def hall(uow: UnitOfWork, clock: FrozenClock) -> Hall:
    return held(uow, clock)


def called(uow: UnitOfWork, clock: FrozenClock, statute: str, *here: str) -> Hall:
    """An assembly at its hour with some of the cast there."""
    hall = Hall(uow, found(uow, statute), clock)
    hall.move()
    hall.convene()
    hall.at(TEN)
    hall.enter(*here)
    return hall


def proxy(hall: Hall, giver: str, holder: str) -> int:
    cast = hall.cast
    return usecases.give_proxy(
        hall.as_("hugo"),
        hall.meeting_id,
        giver_id=getattr(cast, giver),
        holder_id=getattr(cast, holder),
    )


# ---- guests


def test_a_guest_is_written_down_and_counts_nowhere(hall: Hall) -> None:
    guest_id = usecases.add_guest(hall.as_("hugo"), hall.meeting_id, name="Dario", capacity="Contador")
    assert [(g.name, g.left_at) for g in queries.guests(hall.uow, hall.meeting_id)] == [("Dario", None)]
    vote = queries.get_vote(hall.uow, hall.begin_vote())
    assert (vote.roll, vote.present) == (7, 7)
    usecases.see_guest_off(hall.as_("hugo"), guest_id)
    with pytest.raises(hall_usecases.GuestWent):
        usecases.see_guest_off(hall.as_("hugo"), guest_id)
    with pytest.raises(hall_usecases.NotTheDoor):
        usecases.add_guest(hall.as_("bruno"), hall.meeting_id, name="Otro", capacity="Primo")


# ---- proxies


def test_the_model_statute_knows_no_proxies(hall: Hall) -> None:
    with pytest.raises(hall_usecases.NoProxies, match="42"):
        proxy(hall, "bruno", "irma")


def test_a_proxy_counts_for_the_quorum_and_votes_while_its_giver_is_away(
    uow: UnitOfWork, clock: FrozenClock
) -> None:
    hall = called(uow, clock, ACT, "gabi", "hugo", "irma")
    assert not queries.quorum(uow, queries.get_meeting(uow, hall.meeting_id)).may_open
    proxy(hall, "bruno", "irma")
    hall.open()
    assert queries.get_meeting(uow, hall.meeting_id).opened_present == 4
    vote_id = usecases.open_vote(hall.as_("gabi"), hall.item(), method="roll-call")
    vote = queries.get_vote(uow, vote_id)
    assert (vote.present, vote.roll) == (4, 7)
    left = queries.answers_left(uow, vote, hall.cast.irma)
    assert [v.member_id for v in left] == [hall.cast.irma, hall.cast.bruno]
    usecases.answer(hall.as_("irma"), vote_id, hall.cast.bruno, said="in_favour")
    usecases.answer(hall.as_("irma"), vote_id, hall.cast.irma, said="against")
    said = {s.member_id: s.said for s in queries.said_in(uow, vote_id)}
    assert said == {hall.cast.bruno: "in_favour", hall.cast.irma: "against"}


def test_a_proxy_ends_when_its_giver_comes_and_sleeps_when_its_holder_goes(
    uow: UnitOfWork, clock: FrozenClock
) -> None:
    hall = called(uow, clock, ACT, "gabi", "hugo", "irma", "ana")
    proxy(hall, "bruno", "irma")
    meeting = queries.get_meeting(uow, hall.meeting_id)
    assert len(queries.voting_here(uow, meeting)) == 5
    usecases.check_out(hall.as_("hugo"), hall.meeting_id, hall.cast.irma)
    assert len(queries.voting_here(uow, meeting)) == 3
    hall.enter("irma", "bruno")
    assert [p.ended_at for p in queries.proxies(uow, hall.meeting_id)] == [clock.now()]
    assert len(queries.voting_here(uow, meeting)) == 5


def test_who_may_not_give_or_hold_a_proxy_is_told_why(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = called(uow, clock, ACT, "gabi", "hugo", "irma")
    proxy(hall, "bruno", "irma")
    for giver, holder, error in (
        ("bruno", "irma", hall_usecases.HasProxy),
        ("irma", "irma", hall_usecases.Herself),
        ("gabi", "irma", hall_usecases.IsHere),
        ("ana", "gabi", hall_usecases.CannotHoldProxy),
        ("ana", "juan", sitting.NotHere),
        ("carla", "irma", presence.NotOnTheRoll),
    ):
        with pytest.raises(error):
            proxy(hall, giver, holder)
    proxy(hall, "juan", "irma")
    with pytest.raises(hall_usecases.TooManyProxies, match="2"):
        proxy(hall, "elsa", "irma")
    again = "INSERT INTO assembly_proxy (meeting_id, giver_id, holder_id, at) VALUES"
    giver = hall.cast.bruno
    refused(uow, f"{again} ({hall.meeting_id}, {giver}, {hall.cast.gabi}, '2026-11-18 10:00:00')")


# ---- arrears


def test_who_is_in_arrears_speaks_and_does_not_vote_under_the_model_statute(hall: Hall) -> None:
    arrears_id = usecases.note_arrears(
        hall.as_("ana"), hall.cast.bruno, since=date(2026, 11, 1), why="Cuotas sociales 3 y 4"
    )
    vote = queries.get_vote(hall.uow, hall.begin_vote())
    assert (vote.roll, vote.present, vote.barred_ids) == (6, 6, (hall.cast.bruno,))
    assert next(v.why for v in vote.voters if not v.may_vote) == "arrears"
    with pytest.raises(arrears.InArrearsAlready):
        usecases.note_arrears(hall.as_("ana"), hall.cast.bruno, since=date(2026, 11, 2), why="Más")
    usecases.end_arrears(hall.as_("ana"), arrears_id)
    assert queries.in_arrears(hall.uow, hall.uow.today()) == {}
    with pytest.raises(arrears.ArrearsEnded):
        usecases.end_arrears(hall.as_("ana"), arrears_id)


def test_british_articles_take_no_vote_for_a_debt(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = held(uow, clock, statute=BRITISH)
    usecases.note_arrears(hall.as_("ana"), hall.cast.bruno, since=date(2026, 11, 1), why="Cuota 3")
    assert queries.get_vote(uow, hall.begin_vote()).present == 7


def test_arrears_are_of_members_and_begin_today_at_the_latest(hall: Hall) -> None:
    with pytest.raises(arrears.ArrearsLater):
        usecases.note_arrears(hall.as_("ana"), hall.cast.bruno, since=date(2026, 12, 1), why="Cuota")
    with pytest.raises(presence.NotOnTheRoll):
        usecases.note_arrears(hall.as_("ana"), hall.cast.carla, since=date(2026, 11, 1), why="Cuota")


# ---- speakers


def ask(hall: Hall, *names: str) -> list[int]:
    found = []
    for name in names:
        member_id = getattr(hall.cast, name)
        found.append(usecases.ask_for_the_word(hall.as_(name), hall.meeting_id, member_id=member_id))
        hall.at(hall.clock.now() + timedelta(seconds=10))
    return found


def waiting(hall: Hall) -> list[str]:
    return [t.name.split()[0] for t in queries.turns(hall.uow, hall.meeting_id, hall.item())]


def test_who_has_not_spoken_on_the_item_comes_first(hall: Hall) -> None:
    ana, bruno = ask(hall, "ana", "bruno")
    with pytest.raises(hall_usecases.OnTheList):
        ask(hall, "ana")
    usecases.give_the_word(hall.as_("gabi"), ana)
    with pytest.raises(hall_usecases.SomebodySpeaks, match="Ana"):
        usecases.give_the_word(hall.as_("gabi"), bruno)
    usecases.end_speech(hall.as_("gabi"), ana)
    ask(hall, "ana", "elsa")
    assert waiting(hall) == ["Bruno", "Elsa", "Ana"]
    usecases.end_speech(hall.as_("bruno"), bruno)
    assert waiting(hall) == ["Elsa", "Ana"]
    with pytest.raises(hall_usecases.SpeechOver):
        usecases.give_the_word(hall.as_("gabi"), bruno)


def test_only_the_chair_gives_the_word_and_writes_down_whose_hand_is_up(hall: Hall) -> None:
    (ana,) = ask(hall, "ana")
    for verb in (usecases.give_the_word, usecases.end_speech):
        with pytest.raises(hall_usecases.NotYourTurn):
            verb(hall.as_("bruno"), ana)
    with pytest.raises(hall_usecases.NotYourTurn):
        usecases.ask_for_the_word(hall.as_("ana"), hall.meeting_id, member_id=hall.cast.bruno)
    usecases.ask_for_the_word(hall.as_("gabi"), hall.meeting_id, member_id=hall.cast.bruno)
    guest_id = usecases.add_guest(hall.as_("hugo"), hall.meeting_id, name="Dario", capacity="Contador")
    usecases.ask_for_the_word(hall.as_("gabi"), hall.meeting_id, guest_id=guest_id)
    assert waiting(hall) == ["Ana", "Bruno", "Dario"]
    with pytest.raises(sitting.NotHere):
        usecases.ask_for_the_word(hall.as_("gabi"), hall.meeting_id, member_id=hall.cast.carla)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["waits", "spoke", "left"])), max_size=12))
def test_nobody_who_waits_is_lost_and_nobody_speaks_twice_before_another_once(
    names: list[tuple[str, str]],
) -> None:
    start = TEN
    speeches = []
    for n, (who, what) in enumerate(names):
        at = start + timedelta(seconds=n)
        began = at if what == "spoke" else None
        speeches.append(Speech(n, who, at, began, at if what != "waits" else None))
    order = in_turn(speeches)
    assert {s.id for s in order} == {s.id for s in speeches if s.waits}
    spoke = [sum(o.who == s.who and o.began_at is not None for o in speeches) for s in order]
    assert spoke == sorted(spoke)


# ---- recess


def go_on(hall: Hall, days: int) -> int:
    day = queries.get_meeting(hall.uow, hall.meeting_id).day + timedelta(days=days)
    return usecases.take_recess(hall.as_("gabi"), hall.meeting_id, day=day, minute=600, place="Galpón 1")


def test_what_is_left_goes_on_after_a_recess_with_its_own_book_quorum_and_minutes(
    uow: UnitOfWork, clock: FrozenClock
) -> None:
    hall = held(uow, clock, "assembly.text", "assembly.rules")
    variant(hall, "amendment", 1, **NEARER)
    hall.vote(1, 6, 0)
    hall.vote(5, 2, 0)
    hall.choose_signers()
    first = hall.meeting_id
    hall.meeting_id = go_on(hall, 7)
    assert queries.get_meeting(uow, first).state == "closed"
    assert [i.state for i in queries.items(uow, first)] == ["carried", "continued"]
    meeting = queries.get_meeting(uow, hall.meeting_id)
    assert (meeting.continues_id, meeting.number, meeting.state) == (first, 2, "called")
    assert queries.present_members(uow, meeting) == ()
    assert queries.next_sitting(uow, first) == meeting
    (item,) = queries.items(uow, hall.meeting_id)
    assert (item.position, item.state) == (2, "waiting")
    hall.at(TEN + timedelta(days=7))
    hall.enter(*EVERYBODY)
    hall.open()
    assert hall.vote(7, 0, 0).outcome == "carried"
    hall.finish()
    assert queries.get_minutes(uow, hall.meeting_id).facts["continues"] == 1
    hall.meeting_id = first
    hall.fix()
    assert queries.get_minutes(uow, first).facts["goes_on"]["number"] == 2


def test_an_amendment_goes_on_with_its_item_unless_it_was_voted(hall: Hall) -> None:
    voted = variant(hall, "amendment", 1, **NEARER)
    left = variant(hall, "amendment", 2, title="Guardería", text="Se abre en marzo.")
    hall.vote(1, 6, 0)
    hall.choose_signers()
    hall.meeting_id = go_on(hall, 3)
    variants = [v.motion.id for v in queries.variants_of(hall.uow, hall.item())]
    assert voted not in variants
    assert variants == [left]


def test_a_recess_has_an_end(hall: Hall) -> None:
    with pytest.raises(sitting.NoSigners):
        go_on(hall, 7)
    hall.choose_signers()
    with pytest.raises(recess.RecessTooLong, match="30"):
        go_on(hall, 31)
    with pytest.raises(recess.RecessEarlier):
        go_on(hall, 0)
    hall.meeting_id = go_on(hall, 20)
    hall.at(TEN + timedelta(days=20))
    hall.enter(*EVERYBODY)
    hall.open()
    # Thirty days count from the first sitting, not from the last.
    with pytest.raises(recess.RecessTooLong):
        go_on(hall, 11)
    vote_id = hall.begin_vote()
    with pytest.raises(sitting.VoteIsOpen):
        go_on(hall, 5)
    hall.count(vote_id, "irma", 7, 0, 0)
    hall.count(vote_id, "juan", 7, 0, 0)
    usecases.close_vote(hall.as_("gabi"), vote_id)
    with pytest.raises(recess.NothingLeft):
        go_on(hall, 5)
