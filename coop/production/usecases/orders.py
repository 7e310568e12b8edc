"""Production orders: released, worked on, done; moved to other days."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from coop.kernel.errors import N_, CoopError, Invalid
from coop.kernel.ranges import check_days
from coop.production import queries, rules
from coop.production.tables import OperationRow, OrderRow
from coop.stock import rules as units
from coop.stock import usecases as stock
from coop.store import UnitOfWork


class OperationDone(CoopError):
    message = N_("That operation is done already. Nothing was changed.")


class NotReleased(CoopError):
    message = N_("Order %(number)s is not released. Work on it begins when the coordinator releases it.")


class AlreadyDone(CoopError):
    message = N_("Order %(number)s is done; it cannot be moved any more.")


class NothingMade(Invalid):
    message = N_("Write how much came of it, good or spoiled. Both cannot be nothing.")


def release_order(uow: UnitOfWork, order_id: int) -> None:
    """Let work on a production order begin.

    Raises:
        WrongTurn: it is released or done already.
    """
    row = uow.get(OrderRow, order_id)
    rules.check_step(number=row.number, state=row.state, to=rules.RELEASED)
    row.state, row.released_at = rules.RELEASED, uow.now()
    uow.session.flush()


def release_client_order(uow: UnitOfWork, client_order_id: int) -> int:
    """Release all production orders of a client order that are only planned; returns how many."""
    rows = uow.session.scalars(
        select(OrderRow).where(OrderRow.client_order_id == client_order_id, OrderRow.state == rules.PLANNED)
    ).all()
    for row in rows:
        release_order(uow, row.id)
    return len(rows)


def move_order(uow: UnitOfWork, order_id: int, *, start_on: date, due_on: date) -> None:
    """Give a production order other days, both included.

    Raises:
        AlreadyDone: it is finished.
        DueBeforeStart: it would end before it starts.
        NoSuchYear: a day is absurd.
    """
    check_days(start_on, due_on)
    row = uow.get(OrderRow, order_id)
    if row.state == rules.DONE:
        raise AlreadyDone(number=row.number)
    if due_on < start_on:
        raise rules.DueBeforeStart(due=due_on, start=start_on)
    row.start_on, row.due_on = start_on, due_on
    uow.session.flush()


def finish_operation(uow: UnitOfWork, operation_id: int) -> int:
    """Say that an operation is done; it asks for no more labour. Returns the order's key.

    Raises:
        NotReleased: its order is only planned.
        OperationDone: it was done already, or its whole order is.
    """
    row = uow.get(OperationRow, operation_id)
    order = uow.get(OrderRow, row.order_id)
    if order.state == rules.PLANNED:
        raise NotReleased(number=order.number)
    if row.done_at is not None or order.state == rules.DONE:
        raise OperationDone()
    row.done_at = uow.now()
    uow.session.flush()
    return order.id


def finish_order(
    uow: UnitOfWork, order_id: int, *, good: int, scrap: int = 0, place_id: int | None = None
) -> None:
    """Say that a production order is done and what came of it.

    Args:
        uow: the unit of work.
        order_id: which.
        good: thousandths that are as they should be.
        scrap: thousandths that were spoiled.
        place_id: where the good ones were put; they enter the journal there. None = not kept.

    Raises:
        WrongTurn: it is not released.
        NothingMade: neither good nor spoiled, or less than nothing.
        TooFine: finer than the unit is divided.
    """
    row = uow.get(OrderRow, order_id)
    rules.check_step(number=row.number, state=row.state, to=rules.DONE)
    if good < 0 or scrap < 0 or good + scrap == 0:
        raise NothingMade()
    order = queries.get_order(uow, order_id)
    for quantity in (good, scrap):
        units.check_fineness(quantity, unit=order.item.unit.name, decimals=order.item.unit.decimals)
    if place_id is not None and good:
        stock.move_stock(
            uow, order.item.id, units.RECEIPT, quantity=good, to_place_id=place_id, note=row.number
        )
    for operation in uow.session.scalars(
        select(OperationRow).where(OperationRow.order_id == order_id, OperationRow.done_at.is_(None))
    ):
        operation.done_at = uow.now()
    row.state, row.done_at, row.good, row.scrap = rules.DONE, uow.now(), good, scrap
    uow.session.flush()
