"""Elections between candidates, alternates, resignations and recalls."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from coop.assembly import queries as assembly
from coop.assembly import usecases as meeting
from coop.assembly.rules.counting import Ballot
from coop.assembly.usecases.before import NoOtherText
from coop.assembly.usecases.counting import NotATeller
from coop.assembly.usecases.moving import NotYours
from coop.assembly.usecases.sitting import NotTheChair
from coop.assembly.usecases.standing import NobodyStands, TooLateToStand
from coop.assembly.usecases.voting import TellerConcerned
from coop.kernel.clock import FrozenClock
from coop.people import queries, usecases
from coop.people.motions.election import (
    DoesNotStand,
    NobodyLeft,
    OneSeat,
    RuleForOne,
    StandsAlready,
    TooFewCandidates,
)
from coop.people.rules import NotOnTheRoll, RotationDue, UnknownOffice
from coop.people.usecases import mandates
from coop.people.usecases.leaving import leave_coop
from coop.people.usecases.mandates import MandateOver, NotYourMandate
from coop.store import UnitOfWork
from tests.assembly.hall import EVERYBODY, TEN, Hall, found
from tests.assembly.test_usecases import refused

LAST = date(2027, 12, 31)


def proposal(hall: Hall, *names: str, **change: Any) -> dict[str, Any]:
    people = [queries.get_member(hall.uow, getattr(hall.cast, name)) for name in names]
    named = [{"id": p.id, "number": p.number, "name": p.name} for p in people]
    return {
        "candidates": named,
        "office": "scrutineer",
        "seats": 1,
        "alternates": 2,
        "rule": "plurality",
        "since": None,
        "until": (LAST + timedelta(days=1)).isoformat(),
        **change,
    }


def elect(hall: Hall, *votes: int) -> None:
    """Bruno, Elsa and Ana stand for scrutineer; elected by so many votes each."""
    hall.move("people.ballot", **proposal(hall, "bruno", "elsa", "ana"))
    hall.convene(motion_ids=hall.motion_ids[-1:])
    hall.at(TEN)
    hall.enter(*EVERYBODY)
    hall.open()
    vote_id = meeting.open_vote(hall.as_("gabi"), hall.item(), method="paper")
    ballots = [Ballot(many, ((n,),)) for n, many in enumerate(votes, start=1) if many]
    for teller in ("irma", "juan"):
        meeting.enter_ballots(hall.as_(teller), vote_id, ballots)
    assert meeting.close_vote(hall.as_("gabi"), vote_id).outcome == "carried"


@pytest.fixture
def hall(uow: UnitOfWork, clock: FrozenClock) -> Hall:
    return Hall(uow, found(uow), clock)


def offices(hall: Hall, name: str) -> frozenset[str]:
    return queries.offices_of(hall.uow, getattr(hall.cast, name), hall.uow.today())


def mandate_of(hall: Hall, name: str, office: str = "scrutineer") -> int:
    found = [m for m in queries.mandates(hall.uow) if m.office == office]
    return next(m.id for m in found if m.member_id == getattr(hall.cast, name))


def test_the_elected_hold_the_office_and_the_others_follow_in_order(hall: Hall) -> None:
    elect(hall, 4, 1, 2)
    assert "scrutineer" in offices(hall, "bruno")
    waiting = [(a.place, a.member_id) for a in queries.alternates(hall.uow)]
    assert waiting == [(1, hall.cast.ana), (2, hall.cast.elsa)]
    assert "scrutineer" not in offices(hall, "ana")


def test_a_recall_ends_the_permissions_and_seats_the_alternate_in_the_same_transaction(hall: Hall) -> None:
    elect(hall, 4, 1, 2)
    mandate = mandate_of(hall, "bruno")
    person = queries.get_member(hall.uow, hall.cast.bruno)
    named = {"id": person.id, "number": person.number, "name": person.name}
    hall.choose_signers()
    hall.close()
    recall = hall.move("people.recall", mandate=mandate, office="scrutineer", member=named, why=None)
    described = [str(s) for s in assembly.get_motion(hall.uow, recall).described]
    assert described[1] == "No grounds were given."
    day = hall.uow.today() + timedelta(days=15)
    hall.convene(day, motion_ids=[recall])
    hall.at(TEN + timedelta(days=15))
    hall.enter(*EVERYBODY)
    hall.open()
    assert hall.vote(5, 1, 0).outcome == "carried"
    assert "scrutineer" not in offices(hall, "bruno")
    # Ana is treasurer, and who keeps the money does not count the votes: Elsa is next.
    seated = [a.member_id for a in queries.alternates(hall.uow) if a.seated_on is not None]
    assert len(seated) == 1
    assert "scrutineer" in queries.offices_of(hall.uow, seated[0], hall.uow.today())


def test_whom_a_recall_is_about_does_not_count_it(hall: Hall) -> None:
    juan = queries.get_member(hall.uow, hall.cast.juan)
    named = {"id": juan.id, "number": juan.number, "name": juan.name}
    recall = hall.move(
        "people.recall", mandate=mandate_of(hall, "juan"), office="scrutineer", member=named, why=None
    )
    hall.convene(motion_ids=[recall])
    hall.at(TEN)
    hall.enter(*EVERYBODY)
    hall.open()
    with pytest.raises(TellerConcerned, match="Juan"):
        meeting.open_vote(hall.as_("gabi"), hall.item())
    meeting.choose_officers(
        hall.as_("hugo"),
        hall.meeting_id,
        chair_id=None,
        teller_ids=(hall.cast.irma, hall.cast.bruno),
        signer_ids=(),
    )
    vote_id = meeting.open_vote(hall.as_("gabi"), hall.item())
    with pytest.raises(NotATeller):
        hall.count(vote_id, "juan", 5, 1, 0)
    for teller in ("irma", "bruno"):
        hall.count(vote_id, teller, 5, 1, 0)
    assert meeting.close_vote(hall.as_("gabi"), vote_id).outcome == "carried"
    assert "scrutineer" not in offices(hall, "juan")


def test_who_resigns_says_so_herself_and_her_alternate_follows(hall: Hall) -> None:
    elect(hall, 4, 1, 2)
    mandate = mandate_of(hall, "bruno")
    with pytest.raises(NotYourMandate):
        usecases.resign(hall.as_("gabi"), mandate, "Porque sí")
    usecases.resign(hall.as_("bruno"), mandate, "Me mudo")
    assert "scrutineer" not in offices(hall, "bruno")
    assert sum(a.seated_on is not None for a in queries.alternates(hall.uow)) == 1
    with pytest.raises(MandateOver):
        usecases.resign(hall.as_("bruno"), mandate, "Otra vez")


def test_who_leaves_the_co_op_is_followed_by_her_alternate(hall: Hall) -> None:
    elect(hall, 4, 1, 2)
    leave_coop(hall.as_("bruno"), hall.cast.bruno, hall.uow.today())
    assert sum(a.seated_on == hall.uow.today() for a in queries.alternates(hall.uow)) == 1


def test_an_office_without_alternates_stays_empty(hall: Hall) -> None:
    usecases.resign(hall.as_("elsa"), mandate_of(hall, "elsa", "coordinator"), "Me canso")
    assert queries.holders(hall.uow, "coordinator", hall.uow.today()) == ()


# Candidates until the vote begins


def test_candidates_are_named_and_step_back_until_the_vote_begins(hall: Hall) -> None:
    hall.move("people.ballot", **proposal(hall, "bruno", "elsa"))
    hall.convene(motion_ids=hall.motion_ids[-1:])
    meeting.nominate(hall.as_("hugo"), hall.item(), hall.cast.gabi)
    with pytest.raises(StandsAlready):
        meeting.nominate(hall.as_("ana"), hall.item(), hall.cast.gabi)
    with pytest.raises(NotOnTheRoll):
        meeting.nominate(hall.as_("ana"), hall.item(), hall.cast.carla)
    with pytest.raises(NotTheChair):
        meeting.stand_back(hall.as_("ana"), hall.item(), hall.cast.gabi)
    meeting.stand_back(hall.as_("gabi"), hall.item(), hall.cast.gabi)
    meeting.nominate(hall.as_("ana"), hall.item(), hall.cast.ana)
    with pytest.raises(NoOtherText):
        meeting.move_variant(hall.as_("ana"), hall.item(), "amendment", proposal(hall, "bruno", "ana"))
    hall.at(TEN)
    hall.enter(*EVERYBODY)
    hall.open()
    meeting.stand_back(hall.as_("gabi"), hall.item(), hall.cast.elsa)
    vote_id = meeting.open_vote(hall.as_("gabi"), hall.item(), method="paper")
    options = [str(says) for _key, says in assembly.get_vote(hall.uow, vote_id).question.options]
    assert options == ["Bruno Benítez (2)", "Ana Acosta (1)"]
    with pytest.raises(TooLateToStand):
        meeting.nominate(hall.as_("ana"), hall.item(), hall.cast.gabi)
    with pytest.raises(NotYours):
        meeting.withdraw(hall.as_("gabi"), assembly.get_item(hall.uow, hall.item()).motion.id)
    for teller in ("irma", "juan"):
        meeting.enter_ballots(hall.as_(teller), vote_id, [Ballot(5, ((1,),)), Ballot(2, ((2,),))])
    assert meeting.close_vote(hall.as_("gabi"), vote_id).outcome == "carried"
    assert "scrutineer" in offices(hall, "bruno")
    assert {m.state for m in assembly.motions(hall.uow)} == {"carried", "replaced"}


def test_the_last_candidate_does_not_step_back_and_one_alone_can_be_voted(hall: Hall) -> None:
    hall.move("people.ballot", **proposal(hall, "bruno", "elsa"))
    hall.convene(motion_ids=hall.motion_ids[-1:])
    meeting.stand_back(hall.as_("elsa"), hall.item(), hall.cast.elsa)
    with pytest.raises(NobodyLeft):
        meeting.stand_back(hall.as_("bruno"), hall.item(), hall.cast.bruno)
    with pytest.raises(DoesNotStand):
        meeting.stand_back(hall.as_("elsa"), hall.item(), hall.cast.elsa)
    # Who steps back and stands again is on the list as before.
    meeting.nominate(hall.as_("elsa"), hall.item(), hall.cast.elsa)
    assert len(assembly.get_item(hall.uow, hall.item()).motion.proposal["candidates"]) == 2


def test_nobody_stands_in_what_is_no_election(hall: Hall) -> None:
    hall.move()
    hall.convene()
    with pytest.raises(NobodyStands):
        meeting.nominate(hall.as_("ana"), hall.item(), hall.cast.ana)


def test_the_assembly_can_forbid_a_second_term_in_a_row(hall: Hall) -> None:
    elect(hall, 4, 1, 2)
    second = (hall.cast.bruno, "scrutineer", LAST + timedelta(days=1), date(2029, 1, 1))
    mandates.check_office(hall.uow, *second)
    hall.choose_signers()
    hall.close()
    limit = hall.move("assembly.statute_values", changes=[{"key": "rotation_terms", "old": 0, "new": 1}])
    hall.convene(hall.uow.today() + timedelta(days=15), motion_ids=[limit])
    hall.at(TEN + timedelta(days=15))
    hall.enter(*EVERYBODY)
    hall.open()
    decision_id = hall.vote(7, 0, 0).decision_id
    assert decision_id is not None
    meeting.enter_registration(hall.as_("hugo"), decision_id, "INAES 12/2026")
    with pytest.raises(RotationDue, match=r"art\. 63.*res\. 2026-003"):
        mandates.check_office(hall.uow, *second)
    mandates.check_office(hall.uow, hall.cast.bruno, "scrutineer", date(2029, 3, 1), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("names", "change", "error"),
    [
        (("bruno",), {}, TooFewCandidates),
        (("bruno", "elsa"), {"office": "king"}, UnknownOffice),
        (("bruno", "elsa"), {"office": "president", "seats": 2}, OneSeat),
        (("bruno", "elsa"), {"rule": "irv", "seats": 2}, RuleForOne),
        (("bruno", "elsa"), {"rule": "coin"}, RuleForOne),
    ],
)
def test_an_election_that_cannot_be_is_not_moved(
    hall: Hall, names: tuple[str, ...], change: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        hall.move("people.ballot", **proposal(hall, *names, **change))


def test_no_statement_seats_an_alternate_or_ends_a_mandate_alone(hall: Hall) -> None:
    elect(hall, 4, 1, 2)
    refused(hall.uow, "UPDATE people_alternate SET seated_on = '2026-11-18'")
    refused(hall.uow, "DELETE FROM people_alternate")
    refused(
        hall.uow, f"UPDATE people_mandate SET ended_on = '2026-11-18' WHERE id = {mandate_of(hall, 'bruno')}"
    )
