"""What an assembly orders in other modules, and what a power failure leaves."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask

from coop.assembly import queries, rules, usecases
from coop.assembly.registry import registry
from coop.decisions import MATTERS
from coop.kernel.clock import FrozenClock
from coop.people import queries as people
from coop.store import UnitOfWork, reading, writing
from coop.web.permissions import OFFICES, PERMISSIONS
from tests.assembly.hall import EVERYBODY, TEN, TEXT, Hall, found


def opened(uow: UnitOfWork, clock: FrozenClock, kind: str, proposal: dict[str, Any]) -> Hall:
    hall = Hall(uow, found(uow), clock)
    if "mandate" in proposal:
        (mandate,) = [m for m in people.mandates(uow) if m.member_id == hall.cast.elsa]
        proposal = {**proposal, "mandate": mandate.id}
    hall.move(kind, **proposal)
    hall.convene()
    hall.at(TEN)
    hall.enter(*EVERYBODY)
    hall.open()
    return hall


def test_a_recall_takes_the_office_away_in_the_same_transaction(uow: UnitOfWork, clock: FrozenClock) -> None:
    named = {"id": 3, "number": 3, "name": "Elsa Escobar"}
    hall = opened(uow, clock, "people.recall", {"mandate": 0, "office": "coordinator", "member": named})
    assert people.offices_of(uow, hall.cast.elsa, uow.today()) == {"coordinator"}
    vote = queries.get_vote(uow, hall.begin_vote())
    assert vote.barred_ids == (hall.cast.elsa,), "who is to be recalled does not vote on it (art. 54)"
    hall.count(vote.id, "irma", 4, 2, 0)
    hall.count(vote.id, "juan", 4, 2, 0)
    usecases.close_vote(hall.as_("gabi"), vote.id)
    assert queries.register(uow)[0].state == "in force"
    assert people.offices_of(uow, hall.cast.elsa, uow.today()) == frozenset()


def test_an_admitted_candidate_is_on_the_roll_and_counts_for_the_quorum(
    uow: UnitOfWork, clock: FrozenClock
) -> None:
    hall = Hall(uow, found(uow), clock)
    carla = {"id": hall.cast.carla, "number": 8, "name": "Carla Castro"}
    hall.move("people.admission", candidates=[carla], trial=False)
    hall.convene()
    hall.at(TEN)
    hall.enter(*EVERYBODY)
    hall.open()
    hall.vote(7, 0, 0)
    meeting = queries.get_meeting(uow, hall.meeting_id)
    assert hall.cast.carla in {m.id for m in people.roll(uow, uow.today())}
    assert queries.quorum(uow, meeting).roll == 8
    hall.enter("carla")


def test_every_kind_of_motion_has_a_majority_in_every_statute(app: Flask) -> None:
    assert set(MATTERS) == set(rules.MATTERS)
    assert registry.all
    for kind in registry.all.values():
        for statute in rules.statutes():
            assert kind.matter in statute.majorities
        assert kind.permission is None or kind.permission in PERMISSIONS


def test_the_offices_that_a_statute_names_are_offices_of_the_co_op() -> None:
    for statute in rules.statutes():
        named = set(statute.signers).union(*statute.barred_offices.values())
        assert named <= set(OFFICES)


def test_a_power_failure_in_the_middle_of_a_vote_loses_no_count(app: Flask, clock: FrozenClock) -> None:
    with app.app_context():
        with writing() as uow:
            hall = Hall(uow, found(uow), clock)
            hall.move(**TEXT)
            hall.convene()
            hall.at(TEN)
            hall.enter(*EVERYBODY)
            hall.open()
            vote_id = hall.begin_vote()
        with writing() as hall.uow:
            hall.count(vote_id, "irma", 5, 2, 0)
        with pytest.raises(KeyboardInterrupt), writing() as hall.uow:
            hall.count(vote_id, "juan", 5, 2, 0)
            raise KeyboardInterrupt
        with reading() as uow:
            assert [c.numbers for c in queries.get_vote(uow, vote_id).counts] == [(5, 2, 0, 0)]
        with writing() as hall.uow:
            hall.count(vote_id, "juan", 5, 2, 0)
        with pytest.raises(KeyboardInterrupt), writing() as hall.uow:
            usecases.close_vote(hall.as_("gabi"), vote_id)
            raise KeyboardInterrupt
        with reading() as uow:
            assert queries.get_vote(uow, vote_id).state == "agreed"
            assert len(queries.register(uow)) == 1, "a result that was not announced is no decision"
        with writing() as hall.uow:
            assert usecases.close_vote(hall.as_("gabi"), vote_id).number == "2026-002"


def test_the_serial_of_decisions_goes_on_over_the_turn_of_the_year(
    uow: UnitOfWork, clock: FrozenClock
) -> None:
    hall = Hall(uow, found(uow), clock)
    hall.move()
    clock.set(TEN)
    hall.convene(date(2027, 1, 12))
    clock.set(TEN.replace(year=2027, month=1, day=12))
    hall.enter(*EVERYBODY)
    hall.open()
    assert hall.vote(7, 0, 0).number == "2027-002"
