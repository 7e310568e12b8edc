"""Reading what clients asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, case, func, or_, select

from coop.kernel.quantity import Quantity
from coop.kernel.sentences import Sentence
from coop.people import queries as people
from coop.production import rules
from coop.production.tables import ClientLineRow, ClientOrderRow, OperationRow, OrderRow
from coop.stock import queries as stock
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class ClientOrder:
    """What somebody asked for.

    Attributes:
        kind: own, facon or gift.
        due_on: the client's day.
        orders, started, done: its production orders, how many are released or done, and how many done.
        worked: whether somebody has worked on any of them.
        ready_on: last day of work by the plan; None until planned.
        decision_id: the assembly's, for a gift.
        cancelled_at, cancelled_why: when and why it was cancelled, or None.
    """

    id: int
    number: int
    kind: str
    customer: str
    due_on: date
    note: str
    taken_on: date
    taken_by: str
    planned_at: datetime | None
    decision_id: int | None
    cancelled_at: datetime | None
    cancelled_by: str
    cancelled_why: str | None
    orders: int
    started: int
    done: int
    worked: bool
    ready_on: date | None

    @property
    def state(self) -> Sentence:
        """Where it stands, in one word."""
        if self.cancelled_at is not None:
            return Sentence(rules.CLIENT_STATES[rules.CANCELLED])
        if self.planned_at is None:
            return Sentence(rules.CLIENT_STATES[rules.OPEN])
        if self.done == self.orders:
            return Sentence(rules.CLIENT_STATES[rules.DONE])
        return Sentence(rules.CLIENT_STATES[rules.RELEASED if self.started else rules.PLANNED])

    @property
    def under_way(self) -> bool:
        """Whether something is still to be done about it."""
        return self.cancelled_at is None and (self.planned_at is None or self.done < self.orders)

    @property
    def late(self) -> bool:
        """Whether the plan ends after the client's day."""
        return self.cancelled_at is None and self.ready_on is not None and self.ready_on > self.due_on


@dataclass(frozen=True, slots=True)
class ClientLine:
    """So much of an item."""

    id: int
    item: stock.Item
    quantity: int

    @property
    def amount(self) -> Quantity:
        return self.item.amount(self.quantity)


def _client_order(uow: UnitOfWork, query: Select[ClientOrderRow]) -> tuple[ClientOrder, ...]:
    rows = uow.session.scalars(query).all()
    worked = select(OperationRow.order_id).where(OperationRow.done_at.is_not(None))
    found = uow.session.execute(
        select(
            OrderRow.client_order_id,
            func.count(),
            func.sum(case((OrderRow.state != rules.PLANNED, 1), else_=0)),
            func.sum(case((OrderRow.state == rules.DONE, 1), else_=0)),
            func.sum(case((or_(OrderRow.state == rules.DONE, OrderRow.id.in_(worked)), 1), else_=0)),
            func.max(OrderRow.due_on),
        )
        .where(OrderRow.client_order_id.is_not(None))
        .group_by(OrderRow.client_order_id)
    )
    counts = {key: (count, int(s), int(d), w > 0, ready) for key, count, s, d, w, ready in found}
    nothing = (0, 0, 0, False, None)
    names = people.names(uow)
    return tuple(
        ClientOrder(
            id=r.id,
            number=r.number,
            kind=r.kind,
            customer=r.customer,
            due_on=r.due_on,
            note=r.note,
            taken_on=r.taken_on,
            taken_by=names.get(r.taken_by, "") if r.taken_by else "",
            planned_at=r.planned_at,
            decision_id=r.decision_id,
            cancelled_at=r.cancelled_at,
            cancelled_by=names.get(r.cancelled_by, "") if r.cancelled_by else "",
            cancelled_why=r.cancelled_why,
            orders=counts.get(r.id, nothing)[0],
            started=counts.get(r.id, nothing)[1],
            done=counts.get(r.id, nothing)[2],
            worked=counts.get(r.id, nothing)[3],
            ready_on=counts.get(r.id, nothing)[4],
        )
        for r in rows
    )


def client_orders(uow: UnitOfWork) -> tuple[ClientOrder, ...]:
    """All client orders, the newest first."""
    return _client_order(uow, select(ClientOrderRow).order_by(ClientOrderRow.number.desc()))


def get_client_order(uow: UnitOfWork, order_id: int) -> ClientOrder:
    """One client order.

    Raises:
        NoSuchThing: there is none.
    """
    uow.get(ClientOrderRow, order_id)
    return _client_order(uow, select(ClientOrderRow).where(ClientOrderRow.id == order_id))[0]


def client_lines(uow: UnitOfWork, order_id: int) -> tuple[ClientLine, ...]:
    """The lines of a client order, by item code."""
    rows = uow.session.scalars(select(ClientLineRow).where(ClientLineRow.order_id == order_id)).all()
    items = stock.items_by_id(uow, {r.item_id for r in rows})
    lines = [ClientLine(r.id, items[r.item_id], r.quantity) for r in rows]
    return tuple(sorted(lines, key=lambda line: line.item.code))
