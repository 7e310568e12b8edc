"""What is asked of whom on the first page."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask, url_for

from coop.assembly import queries as assembly
from coop.kernel.clock import FrozenClock
from coop.store import UnitOfWork
from coop.terminal import queries
from coop.web.identity import Identity, find_person, offices_in_force
from tests.assembly.hall import TEN, Hall, found


def titles(app: Flask, uow: UnitOfWork, member_id: int) -> list[tuple[str, bool]]:
    """The cards of a member, each with whether it asks something."""
    offices = offices_in_force(uow.session, member_id, uow.today())
    who = Identity(find_person(uow.session, member_id), None, offices, True, 1)
    found = queries.cards(uow, who)
    with app.test_request_context("/"):
        assert all(url_for(card.way.endpoint, **card.way.keys) for card in found)
    return [(str(card.title), card.asks) for card in found]


def test_before_anything_is_called_there_is_nothing_on_the_first_page(app: Flask, uow: UnitOfWork) -> None:
    cast = found(uow)
    assert titles(app, uow, cast.bruno) == []


def test_waiting_motions_are_for_those_who_call_assemblies(
    app: Flask, uow: UnitOfWork, clock: FrozenClock
) -> None:
    hall = Hall(uow, found(uow), clock)
    hall.move()
    waiting = ("Motions that wait for an assembly", True)
    assert titles(app, uow, hall.cast.hugo) == [waiting]
    assert titles(app, uow, hall.cast.bruno) == []
    hall.convene()
    assert titles(app, uow, hall.cast.hugo) == [("Next assembly", False)]


def test_chair_door_and_tellers_find_their_task_first(
    app: Flask, uow: UnitOfWork, clock: FrozenClock
) -> None:
    hall = Hall(uow, found(uow), clock)
    hall.move()
    hall.convene()
    coming = ("Next assembly", False)
    assert titles(app, uow, hall.cast.gabi) == [coming]
    hall.at(TEN - timedelta(minutes=30))
    assert titles(app, uow, hall.cast.gabi) == [("You chair the assembly", True), coming]
    assert titles(app, uow, hall.cast.hugo) == [("The attendance book is open", True), coming]
    hall.enter("ana", "bruno", "gabi", "hugo", "irma", "juan")
    hall.at(TEN)
    hall.open()
    vote_id = hall.begin_vote()
    asked = ("A vote waits for your count", True)
    assert titles(app, uow, hall.cast.irma) == [asked, coming]
    hall.count(vote_id, "irma", 4, 1, 1)
    assert titles(app, uow, hall.cast.irma) == [coming]
    assert titles(app, uow, hall.cast.juan) == [asked, coming]
    assert assembly.get_vote(uow, vote_id).state == "counting"
