"""Elections between candidates, alternates, resignations and recalls."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from coop.assembly import queries as assembly
from coop.assembly import usecases as meeting
from coop.assembly.rules.counting import Ballot
from coop.kernel.clock import FrozenClock
from coop.people import queries, usecases
from coop.people.motions import OneSeat, RuleForOne, TooFewCandidates
from coop.people.rules import UnknownOffice
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
