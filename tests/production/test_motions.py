"""A gift is voted as it stands, and enacted only as it was voted."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from coop.decisions import subject_of
from coop.kernel.quantity import Quantity
from coop.kernel.sentences import from_json, to_json
from coop.production import queries, rules, usecases
from coop.production.motions import KINDS, ChangedSinceMoved, NotAGift, check, describe, enact, proposed
from coop.production.usecases.clients import VotedAlready
from coop.store import UnitOfWork
from tests.cast import found, proof
from tests.production.workshop import Workshop, open_workshop

FRIDAY = date(2026, 11, 13)


@pytest.fixture
def shop(uow: UnitOfWork) -> Workshop:
    found(uow)
    return open_workshop(uow)


def gift(uow: UnitOfWork, shop: Workshop, kind: str = rules.GIFT) -> int:
    order_id = usecases.take_order(uow, kind=kind, customer="Escuela 42", due_on=FRIDAY)
    usecases.add_line(uow, order_id, shop.mug, quantity=30_000)
    return order_id


def test_a_carried_gift_is_planned_and_stays_as_it_was_voted(uow: UnitOfWork, shop: Workshop) -> None:
    order_id = gift(uow, shop)
    proposal = proposed(uow, order_id)
    said = describe(uow, proposal)
    assert said[0].facts["to"] == "Escuela 42"
    assert said[1].facts["amount"] == Quantity(30_000, "u")
    assert [from_json(to_json(s)) for s in said] == list(said)
    carried = proof(
        uow, number="2026-010", kind="production.gift", subject=subject_of("production.gift", proposal)
    )
    enact(uow, proposal, carried)
    for deed in (
        lambda: usecases.add_line(uow, order_id, shop.handle, quantity=1000),
        lambda: usecases.remove_line(uow, queries.client_lines(uow, order_id)[0].id),
        lambda: usecases.allow_gift(uow, carried, order_id),
    ):
        with pytest.raises(VotedAlready):
            deed()
    assert len(usecases.plan_order(uow, order_id)) == 2


def test_a_gift_that_changed_since_is_not_enacted(uow: UnitOfWork, shop: Workshop) -> None:
    order_id = gift(uow, shop)
    proposal = proposed(uow, order_id)
    usecases.add_line(uow, order_id, shop.handle, quantity=1000)
    with pytest.raises(ChangedSinceMoved):
        enact(uow, proposal, proof(uow, number="2026-010", kind="production.gift"))
    assert queries.get_client_order(uow, order_id).decision_id is None


def test_only_a_gift_with_lines_is_moved(uow: UnitOfWork, shop: Workshop) -> None:
    with pytest.raises(NotAGift):
        proposed(uow, gift(uow, shop, rules.OWN))
    empty = usecases.take_order(uow, kind=rules.GIFT, customer="Escuela 42", due_on=FRIDAY)
    with pytest.raises(rules.NoLines):
        proposed(uow, empty)


def test_a_gift_planned_in_the_meantime_is_not_voted(uow: UnitOfWork, shop: Workshop) -> None:
    order_id = gift(uow, shop)
    proposal = proposed(uow, order_id)
    enact(uow, proposal, proof(uow, number="2026-010", kind="production.gift"))
    usecases.plan_order(uow, order_id)
    with pytest.raises(rules.AlreadyPlanned):
        check(uow, proposal)


def test_the_form_offers_only_gifts_that_wait(app: Flask, uow: UnitOfWork, shop: Workshop) -> None:
    waiting, carried = gift(uow, shop), gift(uow, shop)
    gift(uow, shop, rules.OWN)
    usecases.allow_gift(uow, proof(uow, number="2026-010", kind="production.gift"), carried)
    (kind,) = KINDS
    with app.test_request_context():
        form = kind.form()
        assert [value for value, _label in form.order_id.choices] == ["", str(waiting)]
        form.order_id.data = str(waiting)
        assert kind.propose(uow, form) == proposed(uow, waiting)
