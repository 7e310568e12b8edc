"""An assembly from the founding act to the minutes, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from coop.assembly import queries, usecases
from coop.assembly.registry import registry
from coop.assembly.rules.convocation import NoticeTooShort, TooFarAhead
from coop.assembly.rules.majority import MoreVotesThanPresent
from coop.assembly.usecases import announcing, convening, counting, moving, presence, sitting, voting
from coop.assembly.usecases.enacting import NotWaitingForRegistration, proof_of
from coop.assembly.usecases.founding import AlreadyFounded, FoundedTomorrow
from coop.decisions import DecisionProof, MotionKind, Proposal
from coop.kernel.canonical import digest
from coop.kernel.clock import FrozenClock
from coop.kernel.errors import N_, CoopError, Sentence
from coop.people import queries as people
from coop.people import usecases as roll
from coop.people.rules import NotOnTheRoll, OfficeTaken
from coop.records import queries as book
from coop.store import Actor, Base, UnitOfWork
from coop.store.guards import guards_of
from tests.assembly.hall import DAY, EVERYBODY, TEN, TEXT, Hall, found, founding_act, held

GUARDED = {
    guard.message for table, guard in guards_of(Base) if table.name.startswith(("assembly_", "people_"))
}


class WallInTheWay(CoopError):
    message = N_("A wall stands in the way. Take it down first.")


def _tear_down(_uow: UnitOfWork, _proposal: Proposal, _proof: DecisionProof) -> None:
    raise WallInTheWay()


def _half_done(uow: UnitOfWork, _proposal: Proposal, _proof: DecisionProof) -> None:
    roll.add_sector(uow, "Nuevo horno")
    raise WallInTheWay()


def _twice(uow: UnitOfWork, _proposal: Proposal, _proof: DecisionProof) -> None:
    """What the database refuses, not a rule."""
    for _n in range(2):
        uow.session.execute(text("INSERT INTO people_sector (name) VALUES ('Horno')"))


def _mistaken(_uow: UnitOfWork, proposal: Proposal, _proof: DecisionProof) -> None:
    """A mistake of a programmer."""
    assert proposal["not there"]


def _sector(uow: UnitOfWork, proposal: Proposal, proof: DecisionProof) -> None:
    roll.add_sector(uow, f"{proposal['title']} {proof.number}")


@pytest.fixture(autouse=True)
def kinds(app: object) -> Iterator[None]:
    """Kinds of motion of a module that only the tests have."""
    text_kind = registry.get("assembly.text")
    made = {
        "test.sector": replace(text_kind, code="test.sector", enact=_sector),
        "test.half": replace(text_kind, code="test.half", enact=_half_done),
        "test.twice": replace(text_kind, code="test.twice", enact=_twice),
        "test.mistaken": replace(text_kind, code="test.mistaken", enact=_mistaken),
        "test.registered": replace(text_kind, code="test.registered", enact=_sector, needs_registration=True),
        "test.registered_wall": replace(
            text_kind, code="test.registered_wall", enact=_tear_down, needs_registration=True
        ),
        "test.recall": replace(
            text_kind,
            code="test.recall",
            matter="recall",
            concerned=lambda _uow, proposal: [proposal["who"]],
        ),
    }
    known: dict[str, MotionKind] = registry._kinds
    known.update(made)
    yield
    for code in made:
        del known[code]


@pytest.fixture
def hall(uow: UnitOfWork, clock: FrozenClock) -> Hall:
    return held(uow, clock)


# Founding


def test_the_founding_act_is_the_first_decision_and_brings_roll_and_mandates(uow: UnitOfWork) -> None:
    cast = found(uow)
    line = queries.register(uow)[0]
    assert (line.number, line.state, line.motion_id) == ("2026-001", "in force", None)
    assert len(people.roll(uow, uow.today())) == 7
    assert people.offices_of(uow, cast.gabi, uow.today()) == {"president"}
    assert queries.get_statute(uow, uow.today()).code == "ar-worker-model"


def test_a_co_op_is_founded_once(uow: UnitOfWork) -> None:
    found(uow)
    with pytest.raises(AlreadyFounded):
        found(uow)


def test_no_co_op_is_founded_tomorrow(uow: UnitOfWork) -> None:
    act = founding_act()
    act = replace(act, coop=replace(act.coop, founded_on=uow.today() + timedelta(days=1)))
    with pytest.raises(FoundedTomorrow):
        usecases.found(uow, act)


def test_before_the_founding_nothing_is_called(uow: UnitOfWork) -> None:
    with pytest.raises(queries.NotFounded):
        usecases.convene(uow, kind="ordinary", day=DAY, minute=600, place="x", motion_ids=[1])


# Motions


def test_the_same_motion_does_not_wait_twice(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow), clock)
    hall.move()
    with pytest.raises(moving.SameMotion):
        hall.move(by="ana")


def test_only_the_mover_withdraws_a_motion_and_only_while_it_waits(
    uow: UnitOfWork, clock: FrozenClock
) -> None:
    hall = Hall(uow, found(uow), clock)
    first, second = hall.move(), hall.move(title="Otra", text="Otra cosa.")
    with pytest.raises(moving.NotYours):
        usecases.withdraw(hall.as_("ana"), first)
    usecases.withdraw(hall.as_("bruno"), first)
    assert queries.get_motion(uow, first).state == "withdrawn"
    hall.convene(motion_ids=[second])
    usecases.withdraw(hall.as_("bruno"), second)
    with pytest.raises(moving.NotWaiting):
        usecases.withdraw(hall.as_("bruno"), second)


def test_an_empty_text_is_no_motion(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow), clock)
    with pytest.raises(CoopError, match="words"):
        hall.move(title="Algo", text="")


# Convocation


def test_fourteen_days_of_notice_are_refused_with_the_article(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow), clock)
    hall.move()
    with pytest.raises(NoticeTooShort, match=r"art\. 48"):
        hall.convene(day=DAY - timedelta(days=1))
    assert hall.convene() == 1


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"day": date.max}, TooFarAhead),
        ({"day": date(2027, 11, 5)}, TooFarAhead),
        ({"day": date.min}, NoticeTooShort),
        ({"minute": 1440}, convening.NoSuchHour),
        ({"minute": -1}, convening.NoSuchHour),
    ],
)
def test_a_day_or_hour_that_cannot_be_is_refused(
    uow: UnitOfWork, clock: FrozenClock, changes: dict[str, Any], error: type[CoopError]
) -> None:
    hall = Hall(uow, found(uow), clock)
    given = {"day": DAY, "minute": 600, "kind": "ordinary", "place": "x", "motion_ids": [hall.move()]}
    with pytest.raises(error):
        usecases.convene(hall.as_("hugo"), **{**given, **changes})


def test_an_assembly_without_agenda_is_refused(uow: UnitOfWork, clock: FrozenClock) -> None:
    with pytest.raises(convening.EmptyAgenda):
        Hall(uow, found(uow), clock).convene()


def test_a_motion_stands_on_one_agenda_at_a_time(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow), clock)
    hall.move()
    hall.convene()
    with pytest.raises(convening.MotionNotWaiting):
        hall.convene()


def test_the_agenda_is_frozen_at_convocation_against_any_statement(
    uow: UnitOfWork, clock: FrozenClock
) -> None:
    hall = Hall(uow, found(uow), clock)
    hall.move()
    other = hall.move(title="Otra", text="Otra cosa.")
    hall.convene(motion_ids=hall.motion_ids[:1])
    refused(
        uow,
        f"INSERT INTO assembly_item (meeting_id, motion_id, position) VALUES ({hall.meeting_id}, {other}, 2)",
    )
    refused(uow, "UPDATE assembly_item SET position = 9")
    refused(uow, "DELETE FROM assembly_item")
    refused(uow, "UPDATE assembly_meeting SET place = 'otro lado'")
    refused(uow, "UPDATE assembly_motion SET subject = 'x'")


def test_a_missed_assembly_sets_its_motions_free(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow), clock)
    motion_id = hall.move()
    hall.convene()
    hall.at(TEN + timedelta(hours=24))
    assert queries.get_meeting(uow, hall.meeting_id).state == "lapsed"
    assert queries.get_motion(uow, motion_id).state == "waiting"
    with pytest.raises(presence.BookClosed):
        hall.enter("ana")
    with pytest.raises(sitting.MissedOut):
        hall.open()
    hall.convene(day=date(2026, 12, 10))
    assert queries.next_meeting(uow) == queries.get_meeting(uow, hall.meeting_id)


# Attendance and quorum


def test_the_door_is_for_members_and_opens_four_hours_before(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow), clock)
    hall.move()
    hall.convene()
    hall.at(TEN - timedelta(hours=4, seconds=1))
    with pytest.raises(presence.DoorsShut):
        hall.enter("ana")
    hall.at(TEN - timedelta(hours=4))
    hall.enter("ana")
    with pytest.raises(presence.AlreadyIn):
        hall.enter("ana")
    with pytest.raises(presence.NotOnTheRoll):
        hall.enter("carla")
    with pytest.raises(presence.NotIn):
        usecases.check_out(hall.as_("hugo"), hall.meeting_id, hall.cast.bruno)


def test_a_member_checks_herself_in_at_a_terminal_only(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow), clock)
    hall.move()
    hall.convene()
    hall.at(TEN)
    with pytest.raises(presence.NotAtTerminal):
        usecases.check_in(hall.as_("bruno"), hall.meeting_id, hall.cast.bruno)
    uow.actor = Actor(member_id=hall.cast.bruno, device_id=7)
    with pytest.raises(presence.NotAtTerminal):
        usecases.check_in(uow, hall.meeting_id, hall.cast.ana)
    usecases.check_in(uow, hall.meeting_id, hall.cast.bruno)
    for nobody in (Actor(device_id=7), Actor()):
        uow.actor = nobody
        with pytest.raises(presence.NotAtTerminal):
            usecases.check_in(uow, hall.meeting_id, hall.cast.ana)
    line = queries.attendance(uow, hall.meeting_id)[0]
    assert (line.name, line.way, line.means) == ("Bruno Benítez", "in", "terminal")


def test_three_of_seven_wait_for_an_hour_and_then_open(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow), clock)
    hall.move()
    hall.convene()
    hall.at(TEN)
    hall.enter("gabi", "irma", "juan")
    with pytest.raises(sitting.CannotOpen) as caught:
        hall.open()
    assert "3 of 7 are here and 4 are needed" in str(caught.value)
    hall.at(TEN + timedelta(minutes=59))
    with pytest.raises(sitting.CannotOpen):
        hall.open()
    hall.at(TEN + timedelta(minutes=60))
    hall.open()
    meeting = queries.get_meeting(uow, hall.meeting_id)
    assert (meeting.state, meeting.opened_present, meeting.opened_roll) == ("open", 3, 7)
    assert "any number" in str(meeting.opened_sentence)


def test_four_of_seven_open_at_once_but_not_early(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow), clock)
    hall.move()
    hall.convene()
    hall.at(TEN - timedelta(minutes=1))
    hall.enter("gabi", "irma", "juan", "ana")
    with pytest.raises(sitting.CannotOpen, match="cannot open earlier"):
        hall.open()
    hall.at(TEN)
    hall.open()


def test_who_went_out_does_not_count(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow), clock)
    hall.move()
    hall.convene()
    hall.at(TEN)
    hall.enter("gabi", "irma", "juan", "ana")
    usecases.check_out(hall.as_("hugo"), hall.meeting_id, hall.cast.ana)
    with pytest.raises(sitting.CannotOpen):
        hall.open()
    hall.enter("ana")
    hall.open()
    assert [a.way for a in queries.attendance(uow, hall.meeting_id) if a.name == "Ana Acosta"] == [
        "in", "out", "in"
    ]  # fmt: skip


def test_only_the_chair_leads_the_president_or_whom_the_assembly_chose(hall: Hall) -> None:
    with pytest.raises(sitting.NotTheChair):
        usecases.open_vote(hall.as_("elsa"), hall.item())
    usecases.choose_officers(
        hall.as_("hugo"), hall.meeting_id, chair_id=hall.cast.elsa, teller_ids=(), signer_ids=()
    )
    with pytest.raises(sitting.NotTheChair):
        usecases.open_vote(hall.as_("gabi"), hall.item())
    usecases.open_vote(hall.as_("elsa"), hall.item())


def test_officers_of_the_assembly_are_written_down_by_officers_and_are_there(hall: Hall) -> None:
    choose = usecases.choose_officers
    with pytest.raises(sitting.NotTheirs):
        choose(hall.as_("bruno"), hall.meeting_id, chair_id=hall.cast.bruno, teller_ids=(), signer_ids=())
    with pytest.raises(sitting.TwoDifferent):
        choose(hall.as_("gabi"), hall.meeting_id, chair_id=None, teller_ids=(), signer_ids=(1, 1))
    with pytest.raises(sitting.TwoDifferent):
        choose(hall.as_("gabi"), hall.meeting_id, chair_id=None, teller_ids=(1,), signer_ids=())
    usecases.check_out(hall.as_("hugo"), hall.meeting_id, hall.cast.ana)
    with pytest.raises(sitting.NotHere):
        choose(
            hall.as_("gabi"),
            hall.meeting_id,
            chair_id=None,
            teller_ids=(),
            signer_ids=(hall.cast.ana, hall.cast.bruno),
        )


def test_who_chairs_an_open_assembly_goes_on_until_somebody_else_is_chosen(hall: Hall) -> None:
    hall.choose_signers()
    assert queries.get_meeting(hall.uow, hall.meeting_id).chair_id == hall.cast.gabi
    usecases.choose_officers(hall.as_("gabi"), hall.meeting_id, chair_id=None, teller_ids=(), signer_ids=())
    assert queries.get_meeting(hall.uow, hall.meeting_id).chair_id == hall.cast.gabi


def test_every_change_of_chair_tellers_and_signers_stands_in_the_record_book(hall: Hall) -> None:
    def choose(**changes: object) -> list[dict[str, object]]:
        given = {"chair_id": None, "teller_ids": (), "signer_ids": (), **changes}
        usecases.choose_officers(hall.as_("hugo"), hall.meeting_id, **given)  # type: ignore[arg-type]
        return [e.facts for e in book.entries(hall.uow) if e.kind == "assembly.officers"]

    assert choose() == [], "nothing changed"
    found = choose(chair_id=hall.cast.elsa, teller_ids=(hall.cast.ana, hall.cast.bruno))
    assert found == [{"assembly": 1, "chair": [3], "tellers": [1, 2], "signers": []}]
    assert len(choose(chair_id=hall.cast.elsa, teller_ids=(hall.cast.ana, hall.cast.bruno))) == 1
    assert choose(signer_ids=(hall.cast.irma, hall.cast.juan))[0]["signers"] == [6, 7]
    opened = next(e.facts for e in book.entries(hall.uow) if e.kind == "assembly.opened")
    assert opened["chair"] == [4]


# Voting


def test_a_vote_is_what_two_tellers_counted_and_becomes_a_decision(hall: Hall) -> None:
    result = hall.vote(4, 2, 1)
    assert (result.outcome, result.number, result.needed) == ("carried", "2026-002", 4)
    assert str(result.sentence) == (
        "4 of 6 in favour, of 7 present; who abstains counts as absent; 4 needed; carried."
    )
    assert result.teller_ids == (hall.cast.irma, hall.cast.juan)
    decision = book.get_decision(hall.uow, result.decision_id)
    motion = queries.get_motion(hall.uow, result.motion_id)
    assert (decision.outcome, decision.state, decision.subject) == ("carried", "in force", motion.subject)
    assert motion.subject == digest({"kind": "assembly.text", "proposal": TEXT})


def test_a_lost_motion_is_a_decision_too_and_enacts_nothing(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = held(uow, clock, "test.sector", statute="ar-20337")
    result = hall.vote(3, 2, 2)
    assert str(result.sentence) == "3 of 7 present in favour; 4 needed; not carried."
    assert queries.register(uow)[0].state == "lost"
    assert people.sectors(uow) == ()
    with pytest.raises(ValueError, match="lost"):
        proof_of(uow, result.decision_id)


def test_one_teller_alone_or_two_who_differ_make_no_result(hall: Hall) -> None:
    vote_id = hall.begin_vote()
    hall.count(vote_id, "irma", 5, 2, 0)
    with pytest.raises(announcing.MissingCount):
        usecases.close_vote(hall.as_("gabi"), vote_id)
    with pytest.raises(counting.CountedAlready):
        hall.count(vote_id, "irma", 5, 1, 1)
    hall.count(vote_id, "juan", 4, 3, 0)
    with pytest.raises(announcing.CountsDiffer):
        usecases.close_vote(hall.as_("gabi"), vote_id)
    again = usecases.count_again(hall.as_("gabi"), vote_id)
    with pytest.raises(sitting.VoteOver):
        hall.count(vote_id, "irma", 5, 2, 0)
    hall.count(again, "irma", 5, 2, 0)
    hall.count(again, "juan", 5, 2, 0)
    with pytest.raises(voting.NothingToRecount):
        usecases.count_again(hall.as_("gabi"), again)
    usecases.close_vote(hall.as_("gabi"), again)
    rounds = queries.votes_of(hall.uow, hall.item())
    assert [v.state for v in rounds] == ["counted again", "closed"]
    assert [c.numbers for c in rounds[0].counts] == [(5, 2, 0, 0), (4, 3, 0, 0)]


def test_only_tellers_count_and_never_more_hands_than_people(hall: Hall) -> None:
    vote_id = hall.begin_vote()
    with pytest.raises(counting.NotATeller, match="Irma"):
        hall.count(vote_id, "ana", 7, 0, 0)
    with pytest.raises(MoreVotesThanPresent):
        hall.count(vote_id, "irma", 7, 1, 0)
    usecases.check_out(hall.as_("hugo"), hall.meeting_id, hall.cast.irma)
    with pytest.raises(sitting.NotHere):
        hall.count(vote_id, "irma", 7, 0, 0)


def test_tellers_that_the_assembly_chose_replace_the_scrutineers(hall: Hall) -> None:
    usecases.choose_officers(
        hall.as_("gabi"),
        hall.meeting_id,
        chair_id=None,
        teller_ids=(hall.cast.ana, hall.cast.bruno),
        signer_ids=(),
    )
    vote_id = hall.begin_vote()
    with pytest.raises(counting.NotATeller):
        hall.count(vote_id, "irma", 7, 0, 0)
    hall.count(vote_id, "ana", 7, 0, 0)
    hall.count(vote_id, "bruno", 7, 0, 0)
    assert usecases.close_vote(hall.as_("gabi"), vote_id).outcome == "carried"


def test_who_comes_in_during_a_vote_does_not_count_in_it(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow), clock)
    hall.move()
    hall.convene()
    hall.at(TEN)
    hall.enter("gabi", "irma", "juan", "hugo")
    hall.open()
    vote_id = hall.begin_vote()
    hall.enter("ana", "bruno")
    assert queries.get_vote(uow, vote_id).present == 4
    with pytest.raises(MoreVotesThanPresent):
        hall.count(vote_id, "irma", 5, 0, 0)


def test_one_vote_at_a_time_and_each_motion_once(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = held(uow, clock, "assembly.text", "test.sector")
    vote_id = hall.begin_vote(1)
    with pytest.raises(sitting.VoteIsOpen):
        hall.begin_vote(2)
    hall.count(vote_id, "irma", 7, 0, 0)
    hall.count(vote_id, "juan", 7, 0, 0)
    usecases.close_vote(hall.as_("gabi"), vote_id)
    with pytest.raises(sitting.ItemDone):
        hall.begin_vote(1)
    with pytest.raises(sitting.VoteOver):
        usecases.close_vote(hall.as_("gabi"), vote_id)
    with pytest.raises(sitting.VoteOver):
        hall.count(vote_id, "irma", 7, 0, 0)


def test_the_council_does_not_vote_on_its_accounts(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = held(uow, clock, "assembly.accounts")
    vote = queries.get_vote(uow, hall.begin_vote())
    # President, secretary, treasurer and coordinator are there and may not vote (art. 54).
    assert (vote.present, vote.roll, len(vote.barred_ids)) == (3, 3, 4)
    assert hall.cast.gabi in vote.barred_ids


def test_who_is_to_be_recalled_does_not_vote_on_it(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow), clock)
    hall.move("test.recall", who=hall.cast.elsa, **TEXT)
    hall.convene()
    hall.at(TEN)
    hall.enter(*EVERYBODY)
    hall.open()
    vote = queries.get_vote(uow, hall.begin_vote())
    assert (vote.present, vote.barred_ids) == (6, (hall.cast.elsa,))


def test_an_item_is_set_aside_with_a_reason_and_its_motion_waits_again(hall: Hall) -> None:
    usecases.set_aside(hall.as_("gabi"), hall.item(), "Falta un presupuesto.")
    item = queries.items(hall.uow, hall.meeting_id)[0]
    assert (item.state, item.motion.state) == ("set aside", "waiting")
    with pytest.raises(sitting.ItemDone):
        hall.begin_vote()


def test_an_agreed_count_is_announced_and_not_set_aside(hall: Hall) -> None:
    vote_id = hall.begin_vote()
    hall.count(vote_id, "irma", 1, 6, 0)
    hall.count(vote_id, "juan", 1, 6, 0)
    with pytest.raises(voting.CanBeAnnounced):
        usecases.set_aside(hall.as_("gabi"), hall.item(), "No nos gusta.")
    assert usecases.close_vote(hall.as_("gabi"), vote_id).outcome == "lost", "trying it left nothing behind"


def test_an_agreed_count_that_cannot_be_announced_does_not_hold_up_the_assembly(
    uow: UnitOfWork, clock: FrozenClock
) -> None:
    hall = held(uow, clock, "test.mistaken")
    with pytest.raises(KeyError), uow.savepoint():
        hall.vote(7, 0, 0)
    hall.vote_until_agreed(7, 0, 0)
    usecases.set_aside(hall.as_("gabi"), hall.item(), "El programa no puede anunciarlo.")
    hall.choose_signers()
    hall.close()
    assert queries.items(uow, hall.meeting_id)[0].state == "set aside"
    assert [line.number for line in queries.register(uow)] == ["2026-001"]


# Enacting


def _recall(uow: UnitOfWork, who: people.Member, office: str) -> Proposal:
    mandate = next(m for m in people.mandates(uow) if m.member_id == who.id and m.office == office)
    named = {"id": who.id, "number": who.number, "name": who.name}
    return {"mandate": mandate.id, "office": office, "member": named}


def _election(who: people.Member, office: str) -> Proposal:
    named = {"id": who.id, "number": who.number, "name": who.name}
    return {"member": named, "office": office, "since": None, "until": "2027-11-18"}


def test_after_a_recall_the_same_assembly_elects_who_holds_the_office_at_once(
    uow: UnitOfWork, clock: FrozenClock
) -> None:
    hall = Hall(uow, found(uow), clock)
    ana, bruno = (people.get_member(uow, key) for key in (hall.cast.ana, hall.cast.bruno))
    hall.move("people.recall", **_recall(uow, ana, "treasurer"))
    hall.move("people.election", **_election(bruno, "treasurer"))
    hall.convene()
    hall.at(TEN)
    hall.enter(*EVERYBODY)
    hall.open()
    hall.vote(6, 0, 0, position=1)
    assert people.offices_of(uow, ana.id, uow.today()) == frozenset()
    hall.vote(7, 0, 0, position=2)
    assert people.offices_of(uow, bruno.id, uow.today()) == {"treasurer"}
    assert [line.state for line in queries.register(uow)[:2]] == ["in force", "in force"]


def test_an_office_that_nobody_freed_is_not_put_to_the_vote(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow), clock)
    bruno = people.get_member(uow, hall.cast.bruno)
    hall.move("people.election", **_election(bruno, "treasurer"))
    hall.convene()
    hall.at(TEN)
    hall.enter(*EVERYBODY)
    hall.open()
    with pytest.raises(OfficeTaken):
        hall.begin_vote()
    usecases.set_aside(hall.as_("gabi"), hall.item(), "Nadie fue revocado.")


def test_nobody_from_outside_is_moved_for_an_office(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow), clock)
    carla = people.get_member(uow, hall.cast.carla)
    with pytest.raises(NotOnTheRoll):
        hall.move("people.election", **_election(carla, "treasurer"))


def test_what_is_carried_takes_effect_and_cites_its_decision(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = held(uow, clock, "test.sector")
    hall.vote(7, 0, 0)
    assert [s.name for s in people.sectors(uow)] == ["Guardería 2026-002"]


def test_what_the_database_refuses_is_an_obstacle_like_a_rule(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = held(uow, clock, "test.twice")
    result = hall.vote(7, 0, 0)
    line = queries.register(uow)[0]
    assert (result.outcome, line.state) == ("carried", "blocked")
    assert "people_sector" in str(line.obstacle)
    assert people.sectors(uow) == ()


def test_a_blocked_effect_leaves_the_vote_carried_and_writes_down_why(
    uow: UnitOfWork, clock: FrozenClock
) -> None:
    hall = held(uow, clock, "test.half")
    result = hall.vote(7, 0, 0)
    line = queries.register(uow)[0]
    assert (result.outcome, line.state) == ("carried", "blocked")
    assert line.obstacle == Sentence(WallInTheWay.message, {})
    assert people.sectors(uow) == (), "what was half done is undone"


def test_a_reform_of_the_statute_waits_for_its_registration(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = held(uow, clock, "test.registered")
    result = hall.vote(7, 0, 0)
    assert queries.register(uow)[0].state == "awaiting registration"
    assert people.sectors(uow) == ()
    usecases.enter_registration(hall.as_("hugo"), result.decision_id, "Acta 1234, 2/12/2026")
    assert queries.register(uow)[0].state == "in force"
    assert len(people.sectors(uow)) == 1
    with pytest.raises(NotWaitingForRegistration):
        usecases.enter_registration(hall.as_("hugo"), result.decision_id, "otra vez")


def test_a_registered_decision_that_is_blocked_says_why(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = held(uow, clock, "test.registered_wall")
    result = hall.vote(7, 0, 0)
    usecases.enter_registration(hall.as_("hugo"), result.decision_id, "Acta 1234")
    line = queries.register(uow)[0]
    assert (line.state, line.obstacle) == ("blocked", Sentence(WallInTheWay.message, {}))


# Closing


def test_an_assembly_closes_with_its_whole_agenda_done_and_two_signers(hall: Hall) -> None:
    with pytest.raises(sitting.ItemsLeft, match="Item 1"):
        hall.close()
    hall.vote(7, 0, 0)
    with pytest.raises(sitting.NoSigners, match=r"art\. 55"):
        hall.close()
    hall.choose_signers()
    hall.close()
    assert queries.find_minutes(hall.uow, hall.meeting_id) is None, "they are a draft"
    fixed = hall.fix()
    minutes = queries.find_minutes(hall.uow, hall.meeting_id)
    assert minutes is not None
    assert minutes.digest == fixed == digest(minutes.facts)
    with pytest.raises(sitting.NotOpen):
        hall.close()
    with pytest.raises(presence.BookClosed):
        usecases.check_out(hall.as_("hugo"), hall.meeting_id, hall.cast.ana)


def test_the_minutes_hold_all_that_the_law_asks(hall: Hall) -> None:
    result = hall.vote(4, 2, 1)
    hall.choose_signers()
    hall.finish()
    minutes = queries.find_minutes(hall.uow, hall.meeting_id)
    assert minutes is not None
    facts = minutes.facts
    assert (facts["number"], facts["place"], facts["roll"], facts["present"]) == (1, "Comedor", 7, 7)
    assert facts["called_on"] == "2026-11-03"
    assert facts["opened_at"] == "2026-11-18T13:00:00Z"
    assert facts["chair"] == "Gabi Gómez"
    assert [s["name"] for s in facts["signers"]] == [
        "Gabi Gómez",
        "Hugo Herrera",
        "Ana Acosta",
        "Bruno Benítez",
    ]
    assert len(facts["attendance"]) == 7
    (item,) = facts["items"]
    assert item["text"][1]["facts"]["words"] == TEXT["text"]
    vote = item["vote"]
    assert (vote["in_favour"], vote["against"], vote["abstained"], vote["needed"]) == (4, 2, 1, 4)
    assert vote["decision"] == result.number
    assert vote["fingerprint"] == book.get_decision(hall.uow, result.decision_id).digest


# What is closed cannot be changed


def test_only_a_founding_act_in_force_brings_a_statute(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = held(uow, clock, "assembly.text", "assembly.statute")
    for position in (1, 2):
        decision_id = hall.vote(7, 0, 0, position=position).decision_id
        refused(
            uow,
            "INSERT INTO assembly_statute (code, since, decision_id)"
            f" VALUES ('ar-20337', '2026-11-18', {decision_id})",
        )


def refused(uow: UnitOfWork, statement: str) -> None:
    """The database itself refuses a statement typed by hand, by a guard and not by a slip of the pen."""
    with pytest.raises(DBAPIError) as caught, uow.session.begin_nested():
        uow.session.execute(text(statement))
    assert any(message in str(caught.value.orig) for message in GUARDED), str(caught.value.orig)


def test_no_statement_changes_a_closed_vote(hall: Hall) -> None:
    hall.vote(7, 0, 0)
    hall.choose_signers()
    hall.finish()
    tables = "vote voter count result minutes attendance statute motion meeting item"
    for table in tables.split():
        refused(hall.uow, f"DELETE FROM assembly_{table}")
    for change in (
        "assembly_result SET outcome = 'lost'",
        "assembly_count SET in_favour = 1",
        "assembly_vote SET present = 1",
        "assembly_voter SET may_vote = FALSE",
        "assembly_attendance SET way = 'out'",
        "assembly_minutes SET digest = 'x'",
        "assembly_meeting SET closed_at = NULL",
        "assembly_meeting SET opened_at = NULL",
        "assembly_meeting SET signer_a_id = NULL",
        "assembly_meeting SET chair_id = NULL",
        "assembly_item SET set_aside_at = '2026-11-18 10:00:00'",
        "assembly_motion SET withdrawn_at = '2026-11-18 10:00:00'",
        "assembly_statute SET code = 'ar-20337'",
    ):
        refused(hall.uow, f"UPDATE {change}")
    refused(
        hall.uow,
        "INSERT INTO assembly_attendance (meeting_id, member_id, way, means, at)"
        f" VALUES ({hall.meeting_id}, {hall.cast.ana}, 'in', 'table', '2026-11-18 10:00:00')",
    )
    refused(
        hall.uow,
        "INSERT INTO assembly_count (vote_id, teller_id, in_favour, against, abstained, spoilt, at)"
        f" VALUES (1, {hall.cast.ana}, 0, 7, 0, 0, '2026-11-18 10:00:00')",
    )
    refused(
        hall.uow,
        "INSERT INTO assembly_vote"
        " (item_id, about, motion_id, question, method, round, roll, present, opened_at)"
        " VALUES (1, 'motion', 1, '{}', 'hands', 2, 7, 7, '2026-11-18 10:00:00')",
    )


def test_no_statement_makes_a_result_that_two_tellers_did_not_count(hall: Hall) -> None:
    vote_id = hall.begin_vote()
    hall.count(vote_id, "irma", 2, 5, 0)
    motion_id = hall.motion_ids[0]
    result = (
        "INSERT INTO assembly_result (motion_id, vote_id, decision_id, serial, number, in_favour, against,"
        " abstained, spoilt, base, needed, outcome, sentence, tally, at) VALUES "
        f"({motion_id}, {vote_id}, 1, 2, '2026-002', 2, 5, 0, 0, 7, 4, 'carried', '{{}}', '{{}}',"
        " '2026-11-18 10:00:00')"
    )
    refused(hall.uow, result)
    hall.count(vote_id, "juan", 5, 2, 0)
    refused(hall.uow, result)
    more = "INSERT INTO assembly_count (vote_id, teller_id, in_favour, against, abstained, spoilt, at)"
    refused(hall.uow, f"{more} VALUES ({vote_id}, {hall.cast.ana}, 8, 0, 0, 0, '2026-11-18 10:00:00')")
