"""Reading production orders and their operations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, case, func, or_, select

from coop.kernel.quantity import Quantity
from coop.kernel.sentences import Sentence
from coop.people import queries as people
from coop.production import rules
from coop.production.queries.methods import centres
from coop.production.tables import ClientOrderRow, OperationRow, OrderRow
from coop.stock import queries as stock
from coop.store import UnitOfWork
from coop.web.language import fold


@dataclass(frozen=True, slots=True)
class Order:
    """An order to make something; work on the days from `start_on` to `due_on`, both included.

    Attributes:
        minutes: labour of all its operations.
        done_minutes: labour of the finished ones.
        customer: who asked for it, or empty.
    """

    id: int
    number: str
    item: stock.Item
    quantity: int
    start_on: date
    due_on: date
    state: str
    client_order_id: int | None
    customer: str
    minutes: int
    done_minutes: int
    good: int | None
    scrap: int | None

    @property
    def amount(self) -> Quantity:
        return self.item.amount(self.quantity)

    @property
    def said(self) -> Sentence:
        """Its state in a word."""
        return Sentence(rules.STATES[self.state])


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a production order."""

    id: int
    sequence: int
    centre: str
    skill: str
    minutes: int
    done_at: datetime | None


def _matching(uow: UnitOfWork, text: str) -> Select[OrderRow]:
    """The orders with every word of a search in number, item or customer."""
    query = select(OrderRow)
    for word in fold(text).split():
        clients = [
            key
            for key, customer in uow.session.execute(select(ClientOrderRow.id, ClientOrderRow.customer))
            if word in fold(customer)
        ]
        query = query.where(
            or_(
                func.lower(OrderRow.number).contains(word, autoescape=True),
                OrderRow.item_id.in_(stock.matching_items(uow, word)),
                OrderRow.client_order_id.in_(clients),
            )
        )
    return query


def orders(
    uow: UnitOfWork,
    *,
    text: str = "",
    state: str | None = None,
    client_order_id: int | None = None,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[tuple[Order, ...], int]:
    """Production orders, the first due first, and how many match.

    Args:
        uow: the unit of work.
        text: words to look for in number, item and customer.
        state: only in this state; open ones (not done) for "open".
        client_order_id: only of this client order.
        limit: most orders, None for all.
        offset: orders to skip.
    """
    query = _matching(uow, text)
    if state == rules.OPEN:
        query = query.where(OrderRow.state != rules.DONE)
    elif state:
        query = query.where(OrderRow.state == state)
    if client_order_id is not None:
        query = query.where(OrderRow.client_order_id == client_order_id)
    count = uow.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = uow.session.scalars(query.order_by(OrderRow.due_on, OrderRow.id).limit(limit).offset(offset)).all()
    return _orders(uow, rows), count


def get_order(uow: UnitOfWork, order_id: int) -> Order:
    """One production order.

    Raises:
        NoSuchThing: there is none.
    """
    return _orders(uow, [uow.get(OrderRow, order_id)])[0]


SOME = 900
"""Keys named in one statement at most; longer lists are read whole."""


def _orders(uow: UnitOfWork, rows: Sequence[OrderRow]) -> tuple[Order, ...]:
    items = stock.items_by_id(uow)
    customers = {
        key: name for key, name in uow.session.execute(select(ClientOrderRow.id, ClientOrderRow.customer))
    }
    done = case((OperationRow.done_at.is_not(None), OperationRow.minutes), else_=0)
    query = select(OperationRow.order_id, func.sum(OperationRow.minutes), func.sum(done))
    if len(rows) <= SOME:
        query = query.where(OperationRow.order_id.in_([r.id for r in rows]))
    minutes = {
        key: (int(m), int(d)) for key, m, d in uow.session.execute(query.group_by(OperationRow.order_id))
    }
    return tuple(
        Order(
            id=r.id,
            number=r.number,
            item=items[r.item_id],
            quantity=r.quantity,
            start_on=r.start_on,
            due_on=r.due_on,
            state=r.state,
            client_order_id=r.client_order_id,
            customer=customers.get(r.client_order_id, "") if r.client_order_id else "",
            minutes=minutes.get(r.id, (0, 0))[0],
            done_minutes=minutes.get(r.id, (0, 0))[1],
            good=r.good,
            scrap=r.scrap,
        )
        for r in rows
    )


def operations(uow: UnitOfWork, order_id: int) -> tuple[Operation, ...]:
    """The operations of a production order, in sequence."""
    names = {c.id: c.name for c in centres(uow)}
    skills = {s.id: s.name for s in people.skills(uow)}
    rows = uow.session.scalars(
        select(OperationRow).where(OperationRow.order_id == order_id).order_by(OperationRow.sequence)
    )
    return tuple(
        Operation(r.id, r.sequence, names[r.centre_id], skills[r.skill_id], r.minutes, r.done_at)
        for r in rows
    )
