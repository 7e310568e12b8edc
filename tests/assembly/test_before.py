"""Petitions, supporters, attached papers, other texts, meetings of a shift, calling off."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from coop.assembly import queries, usecases
from coop.assembly.rules.attaching import LARGEST, EmptyPaper, PaperTooLarge, WrongPaper
from coop.assembly.rules.convocation import TooFarAhead
from coop.assembly.usecases import before, convening, moving, petitions, presence, sitting
from coop.kernel.clock import FrozenClock
from coop.store import UnitOfWork
from tests.assembly.hall import DAY, EVERYBODY, TEN, Hall, found, held
from tests.assembly.test_usecases import refused
from tests.assembly.test_votes import CALLED, FURTHER, NEARER

PDF = b"%PDF-1.7 plano del horno"


@pytest.fixture
def hall(uow: UnitOfWork, clock: FrozenClock) -> Hall:
    """A founded co-op with one motion that waits."""
    hall = Hall(uow, found(uow), clock)
    hall.move()
    return hall


def change_share(hall: Hall, numerator: int, denominator: int) -> None:
    """Another share of the roll for petitions, as the assembly would have voted it."""
    changes = [{"key": "petition", "old": [1, 10], "new": [numerator, denominator]}]
    motion = hall.move("assembly.statute_values", changes=changes)
    hall.convene(motion_ids=[motion])
    hall.at(TEN)
    hall.enter(*EVERYBODY)
    hall.open()
    decided = hall.vote(7, 0, 0).decision_id
    assert decided is not None
    usecases.enter_registration(hall.as_("hugo"), decided, "INAES 1")


# ---- petitions


def test_a_tenth_of_seven_is_one_and_the_deadline_runs_at_once(hall: Hall) -> None:
    petition_id = usecases.start_petition(hall.as_("bruno"), why="Urge", motion_ids=hall.motion_ids)
    petition = queries.get_petition(hall.uow, petition_id)
    assert (petition.signed, petition.needed, petition.state) == (1, 1, "reached")
    assert petition.deadline == hall.uow.today() + timedelta(days=30)


def test_signatures_add_up_to_the_share_of_the_statute_and_the_call_cites_them(hall: Hall) -> None:
    change_share(hall, 3, 7)
    motion = hall.move(**NEARER)
    petition_id = usecases.start_petition(hall.as_("bruno"), why="Urge", motion_ids=[motion])
    with pytest.raises(petitions.SignedAlready):
        usecases.sign_petition(hall.as_("bruno"), petition_id)
    usecases.sign_petition(hall.as_("ana"), petition_id)
    usecases.withdraw_signature(hall.as_("ana"), petition_id)
    with pytest.raises(petitions.NotSigned):
        usecases.withdraw_signature(hall.as_("ana"), petition_id)
    usecases.sign_petition(hall.as_("elsa"), petition_id)
    assert queries.get_petition(hall.uow, petition_id).state == "collecting"
    convene: dict[str, Any] = {"kind": "extraordinary", "minute": 600, "place": "Comedor"}
    day = hall.uow.today() + timedelta(days=20)
    with pytest.raises(convening.PetitionNotReached):
        usecases.convene(hall.as_("hugo"), day=day, motion_ids=[motion], petition_id=petition_id, **convene)
    usecases.sign_petition(hall.as_("ana"), petition_id)
    assert queries.get_petition(hall.uow, petition_id).state == "reached"
    for verb in (usecases.sign_petition, usecases.withdraw_signature):
        with pytest.raises(petitions.PetitionReached):
            verb(hall.as_("irma"), petition_id)
    with pytest.raises(convening.PetitionLeftOut):
        usecases.convene(
            hall.as_("hugo"), day=day, motion_ids=hall.motion_ids[:1], petition_id=petition_id, **convene
        )
    meeting_id = usecases.convene(
        hall.as_("hugo"), day=day, motion_ids=[motion], petition_id=petition_id, **convene
    )
    assert queries.get_meeting(hall.uow, meeting_id).called_as == "petition"
    assert queries.get_petition(hall.uow, petition_id).meeting_id == meeting_id


def test_a_petition_says_what_is_to_be_voted_and_comes_from_members(hall: Hall) -> None:
    with pytest.raises(petitions.NothingAsked):
        usecases.start_petition(hall.as_("bruno"), why="Urge", motion_ids=[])
    with pytest.raises(moving.OnlyMembers):
        usecases.start_petition(hall.as_("carla"), why="Urge", motion_ids=hall.motion_ids)
    hall.convene()
    with pytest.raises(convening.MotionNotWaiting):
        usecases.start_petition(hall.as_("bruno"), why="Urge", motion_ids=hall.motion_ids)


def test_who_called_an_assembly_is_written_down(hall: Hall) -> None:
    hall.convene()
    assert queries.get_meeting(hall.uow, hall.meeting_id).called_as == "council"
    refused(hall.uow, "UPDATE assembly_meeting SET called_as = 'auditor'")


# ---- supporters


def test_a_motion_with_enough_supporters_must_be_on_the_next_agenda(hall: Hall) -> None:
    other = hall.move(**NEARER)
    assert not queries.is_forced(hall.uow, other)
    usecases.support(hall.as_("elsa"), other)
    with pytest.raises(before.SupportsAlready):
        usecases.support(hall.as_("elsa"), other)
    assert queries.is_forced(hall.uow, other)
    with pytest.raises(convening.ForcedMotionLeftOut, match=str(other)):
        hall.convene(motion_ids=hall.motion_ids[:1])
    hall.convene()
    with pytest.raises(convening.MotionNotWaiting):
        usecases.support(hall.as_("ana"), other)


# ---- papers


def test_papers_are_attached_by_the_mover_before_the_call_and_cannot_change(hall: Hall) -> None:
    (motion,) = hall.motion_ids
    paper = usecases.attach(hall.as_("bruno"), motion, name="plano.pdf", content=PDF)
    assert queries.attachment_content(hall.uow, paper)[1] == PDF
    assert [a.kind for a in queries.attachments(hall.uow, motion)] == ["application/pdf"]
    with pytest.raises(before.SamePaper):
        usecases.attach(hall.as_("bruno"), motion, name="otra.pdf", content=PDF)
    with pytest.raises(before.NotTheMover):
        usecases.attach(hall.as_("ana"), motion, name="plano.pdf", content=PDF + b"2")
    hall.convene()
    with pytest.raises(before.PaperTooLate):
        usecases.attach(hall.as_("bruno"), motion, name="plano.pdf", content=PDF + b"3")
    refused(hall.uow, "UPDATE assembly_attachment SET name = 'x'")
    refused(hall.uow, "DELETE FROM assembly_attachment")


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("plano.pdf", b"", EmptyPaper),
        ("plano.pdf", PDF + b" " * LARGEST, PaperTooLarge),
        ("plano.exe", b"MZ", WrongPaper),
        ("plano.pdf", b"<html>", WrongPaper),
        ("plano.png", PDF, WrongPaper),
        ("plano", PDF, WrongPaper),
    ],
)
def test_a_paper_that_is_something_else_is_refused(
    hall: Hall, name: str, content: bytes, error: type[Exception]
) -> None:
    with pytest.raises(error):
        usecases.attach(hall.as_("bruno"), hall.motion_ids[0], name=name, content=content)


# ---- other texts


def test_other_texts_are_moved_for_an_item_until_its_vote(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = held(uow, clock)
    item_id = hall.item()
    nearer = usecases.move_variant(hall.as_("ana"), item_id, "amendment", NEARER)
    further = usecases.move_variant(hall.as_("elsa"), item_id, "amendment", FURTHER)
    assert [v.motion.id for v in queries.variants_of(uow, item_id)] == [further, nearer]
    usecases.put_first(hall.as_("gabi"), item_id, queries.variants_of(uow, item_id)[1].id)
    assert queries.next_question(uow, queries.get_item(uow, item_id)).motion_id == nearer
    with pytest.raises(before.SameText):
        usecases.move_variant(hall.as_("ana"), item_id, "amendment", CALLED)
    with pytest.raises(sitting.NotTheChair):
        usecases.put_first(hall.as_("ana"), item_id, queries.variants_of(uow, item_id)[0].id)
    usecases.withdraw(hall.as_("ana"), nearer)
    assert [v.motion.id for v in queries.variants_of(uow, item_id)] == [further]
    hall.begin_vote()
    with pytest.raises(before.NotOnAgenda):
        usecases.move_variant(hall.as_("ana"), item_id, "alternative", {**NEARER, "text": "Tarde."})


def test_a_motion_on_a_called_agenda_is_withdrawn_before_the_assembly_opens(
    uow: UnitOfWork, clock: FrozenClock
) -> None:
    hall = Hall(uow, found(uow), clock)
    hall.move()
    hall.move(**NEARER)
    hall.convene()
    usecases.withdraw(hall.as_("bruno"), hall.motion_ids[0])
    hall.at(TEN)
    hall.enter(*EVERYBODY)
    hall.open()
    assert [i.state for i in queries.items(uow, hall.meeting_id)] == ["withdrawn", "waiting"]
    with pytest.raises(sitting.ItemDone):
        hall.begin_vote(1)
    hall.vote(7, 0, 0, position=2)
    with pytest.raises(moving.NotWaiting):
        usecases.withdraw(hall.as_("bruno"), hall.motion_ids[1])
    hall.choose_signers()
    hall.close()


# ---- shifts


def test_a_shift_meets_before_the_assembly_and_what_it_said_is_written_once(hall: Hall) -> None:
    hall.convene()
    where: dict[str, Any] = {"whom": "Turno noche", "minute": 360, "place": "Horno 2"}
    one = usecases.call_premeeting(hall.as_("hugo"), hall.meeting_id, day=DAY - timedelta(days=1), **where)
    with pytest.raises(before.TooLateToMeet):
        usecases.call_premeeting(hall.as_("hugo"), hall.meeting_id, day=DAY + timedelta(days=1), **where)
    usecases.write_what_was_said(hall.as_("hugo"), one, "Piden guardería también de noche.")
    with pytest.raises(before.WrittenDown):
        usecases.write_what_was_said(hall.as_("hugo"), one, "Otra cosa.")
    (met,) = queries.premeetings(hall.uow, hall.meeting_id)
    assert met.said == "Piden guardería también de noche."


# ---- calling off


def test_an_assembly_is_called_off_before_it_opens_and_its_motions_wait_again(hall: Hall) -> None:
    hall.convene()
    usecases.call_off(hall.as_("hugo"), hall.meeting_id, "El salón está inundado")
    meeting = queries.get_meeting(hall.uow, hall.meeting_id)
    assert (meeting.state, meeting.called_off_why) == ("called off", "El salón está inundado")
    assert queries.get_motion(hall.uow, hall.motion_ids[0]).state == "waiting"
    assert queries.next_meeting(hall.uow) is None
    with pytest.raises(convening.TooLateToCallOff):
        usecases.call_off(hall.as_("hugo"), hall.meeting_id, "Otra vez")
    hall.at(TEN)
    with pytest.raises(presence.BookClosed):
        hall.enter("ana")
    refused(
        hall.uow,
        "INSERT INTO assembly_attendance (meeting_id, member_id, way, means, at)"
        f" VALUES ({hall.meeting_id}, {hall.cast.ana}, 'in', 'table', '2026-11-18 10:00:00')",
    )
    hall.at(TEN - timedelta(days=10))
    assert hall.convene(DAY + timedelta(days=10)) != meeting.id


def test_an_open_assembly_is_not_called_off(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = held(uow, clock)
    with pytest.raises(convening.TooLateToCallOff):
        usecases.call_off(hall.as_("hugo"), hall.meeting_id, "Tarde")
    refused(uow, f"UPDATE assembly_meeting SET called_off_at = '2026-11-18' WHERE id = {hall.meeting_id}")


def test_spain_calls_two_months_ahead_at_most(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow, "es-27-1999"), clock)
    hall.move()
    with pytest.raises(TooFarAhead):
        hall.convene(uow.today() + timedelta(days=62))
    hall.convene(uow.today() + timedelta(days=61))
