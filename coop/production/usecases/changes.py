"""Client orders that turn out otherwise: changed, planned anew, cancelled."""

from __future__ import annotations

from datetime import date

from sqlalchemy import delete, select

from coop.kernel.errors import N_, CoopError
from coop.kernel.ranges import check_days
from coop.production import rules
from coop.production.tables import ClientOrderRow, OperationRow, OrderRow
from coop.production.usecases.clients import DuePast, VotedAlready, check_open
from coop.store import UnitOfWork


class NotPlanned(CoopError):
    message = N_("Order %(number)s is not planned, so there is no plan to take back. Change it as it is.")


class WorkBegun(CoopError):
    message = N_(
        "Work on production order %(number)s has begun. Finish it with what was made; "
        "what has not begun can be cancelled then."
    )


def change_order(uow: UnitOfWork, order_id: int, *, customer: str, due_on: date, note: str = "") -> None:
    """Correct who asks, for which day, and the note of an order that is not planned.

    Raises:
        AlreadyPlanned: its production orders exist; take the plan back first.
        VotedAlready: the assembly carried it as it stands.
        OrderCancelled: it was cancelled.
        DuePast: the new day lies behind us.
        NoSuchYear: it is absurd.
    """
    check_days(due_on)
    row = check_open(uow, order_id, voted=False)
    if due_on != row.due_on and due_on < uow.today():
        raise DuePast(due=due_on)
    row.customer, row.due_on, row.note = customer, due_on, note
    uow.session.flush()


def reopen_order(uow: UnitOfWork, order_id: int) -> None:
    """Take the plan of a client order back, so that it can be changed and planned anew.

    Raises:
        NotPlanned: there is no plan.
        WorkBegun: work has begun on some of it.
    """
    row = uow.get(ClientOrderRow, order_id)
    if row.planned_at is None:
        raise NotPlanned(number=row.number)
    made = _made(uow, order_id)
    for order in made:
        if order.state == rules.DONE:
            raise WorkBegun(number=order.number)
    _take_back(uow, made)
    row.planned_at = None
    uow.session.flush()


def cancel_order(uow: UnitOfWork, order_id: int, *, why: str) -> None:
    """Cancel a client order: what has not begun is not made any more, what is finished stays.

    Raises:
        OrderCancelled: it was.
        VotedAlready: the assembly carried it.
        WorkBegun: something is being made; it is finished first.
    """
    row = uow.get(ClientOrderRow, order_id)
    if row.cancelled_at is not None:
        raise rules.OrderCancelled(number=row.number)
    if row.decision_id is not None:
        raise VotedAlready(number=row.number)
    _take_back(uow, [o for o in _made(uow, order_id) if o.state != rules.DONE])
    row.cancelled_at, row.cancelled_by, row.cancelled_why = uow.now(), uow.actor.member_id, why
    uow.session.flush()


def _made(uow: UnitOfWork, order_id: int) -> list[OrderRow]:
    return list(
        uow.session.scalars(
            select(OrderRow).where(OrderRow.client_order_id == order_id).order_by(OrderRow.id)
        )
    )


def _take_back(uow: UnitOfWork, orders: list[OrderRow]) -> None:
    """Delete production orders on which nobody has worked yet."""
    keys = [o.id for o in orders]
    begun = uow.session.scalar(
        select(OperationRow.order_id)
        .where(OperationRow.order_id.in_(keys), OperationRow.done_at.is_not(None))
        .limit(1)
    )
    if begun is not None:
        raise WorkBegun(number=uow.get(OrderRow, begun).number)
    for order in orders:  # a release nobody has followed yet is taken back with it
        order.state, order.released_at = rules.PLANNED, None
    uow.session.flush()
    uow.session.execute(delete(OperationRow).where(OperationRow.order_id.in_(keys)))
    uow.session.execute(delete(OrderRow).where(OrderRow.id.in_(keys)))
    uow.session.expire_all()
