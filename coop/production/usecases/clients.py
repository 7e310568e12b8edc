"""What clients ask for, and the production orders that follow from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count

from sqlalchemy import func, select

from coop.decisions import DecisionProof
from coop.kernel.errors import N_, CoopError, Invalid
from coop.kernel.ranges import Days, check_days
from coop.people import queries as people
from coop.production import queries, rules
from coop.production.tables import ClientLineRow, ClientOrderRow, OperationRow, OrderRow
from coop.stock import queries as stock
from coop.stock import rules as units
from coop.store import UnitOfWork

AHEAD = timedelta(days=366)
"""How far after the client's day a late order is followed."""


class UnknownKind(Invalid):
    message = N_("An order is for our own product, façon or a gift. Choose one of the three.")


class DuePast(Invalid):
    message = N_("%(due)s has passed. Choose the day on which the client can have it.")


class VotedAlready(CoopError):
    message = N_("The assembly carried order %(number)s as it stands. Take another order for anything else.")


class OnTheOrder(CoopError):
    message = N_("%(item)s is on the order already. Take that line off to change it.")


def take_order(uow: UnitOfWork, *, kind: str, customer: str, due_on: date, note: str = "") -> int:
    """Write down what a client asks for; returns its key.

    Args:
        uow: the unit of work.
        kind: own product, façon or gift.
        customer: who asks.
        due_on: the day on which the client can have it.
        note: in words.

    Raises:
        UnknownKind: none of the three.
        DuePast: that day lies behind us.
        NoSuchYear: it is absurd.
    """
    check_days(due_on)
    if kind not in rules.KINDS:
        raise UnknownKind()
    if due_on < uow.today():
        raise DuePast(due=due_on)
    number = (uow.session.scalar(select(func.max(ClientOrderRow.number))) or 0) + 1
    row = ClientOrderRow(
        number=number,
        kind=kind,
        customer=customer,
        due_on=due_on,
        note=note,
        taken_on=uow.today(),
        taken_by=uow.actor.member_id,
    )
    return uow.add(row).id


def add_line(uow: UnitOfWork, order_id: int, item_id: int, *, quantity: int) -> int:
    """Put an item on a client order; returns the line's key.

    Raises:
        AlreadyPlanned: its production orders exist.
        VotedAlready: the assembly carried it as it stands.
        NotMade: the item is bought, not made.
        NotInUse: it is out of use.
        OnTheOrder: it is on the order already.
        NotAboveZero, TooFine: the quantity cannot be.
    """
    check_open(uow, order_id, voted=False)
    item = stock.get_item(uow, item_id)
    if not item.active:
        raise units.NotInUse(item=item.label)
    if item.source != units.MAKE:
        raise rules.NotMade(item=item.label)
    if quantity <= 0:
        raise units.NotAboveZero()
    units.check_fineness(quantity, unit=item.unit.name, decimals=item.unit.decimals)
    same = select(ClientLineRow.id).where(
        ClientLineRow.order_id == order_id, ClientLineRow.item_id == item_id
    )
    if uow.session.scalar(same) is not None:
        raise OnTheOrder(item=item.label)
    return uow.add(ClientLineRow(order_id=order_id, item_id=item_id, quantity=quantity)).id


def remove_line(uow: UnitOfWork, line_id: int) -> int:
    """Take a line off a client order; returns the order's key.

    Raises:
        AlreadyPlanned: its production orders exist.
        VotedAlready: the assembly carried it as it stands.
    """
    row = uow.get(ClientLineRow, line_id)
    order_id = row.order_id
    check_open(uow, order_id, voted=False)
    uow.session.delete(row)
    uow.session.flush()
    return order_id


def check_open(uow: UnitOfWork, order_id: int, *, voted: bool = True) -> ClientOrderRow:
    """The order, if it stands and is not planned; unless `voted`, only one that nobody has voted on.

    Raises:
        OrderCancelled, AlreadyPlanned, VotedAlready: it is not.
    """
    row = uow.get(ClientOrderRow, order_id)
    if row.cancelled_at is not None:
        raise rules.OrderCancelled(number=row.number)
    if row.planned_at is not None:
        raise rules.AlreadyPlanned(number=row.number)
    if row.decision_id is not None and not voted:
        raise VotedAlready(number=row.number)
    return row


def allow_gift(uow: UnitOfWork, proof: DecisionProof, order_id: int) -> None:
    """Note that the assembly carried a gift; it can be planned from then on.

    Raises:
        AlreadyPlanned, VotedAlready: it was planned, or carried before.
    """
    row = check_open(uow, order_id, voted=False)
    row.decision_id = proof.decision_id
    uow.session.flush()


def plan_order(uow: UnitOfWork, order_id: int) -> tuple[int, ...]:
    """Explode a client order into production orders, one for every item to be made.

    Returns:
        Their keys, products before what goes into them.

    Raises:
        AlreadyPlanned: it was.
        NoLines: nothing stands on it.
        GiftNeedsDecision: it is a gift and the assembly has not carried it.
        BillCycle, NoConversion: a bill cannot be followed.
    """
    row = check_open(uow, order_id)
    if not queries.client_lines(uow, order_id):
        raise rules.NoLines(number=row.number)
    if row.kind == rules.GIFT and row.decision_id is None:
        raise rules.GiftNeedsDecision(number=row.number)
    exploded = queries.explode(uow, order_id)
    items = stock.items_by_id(uow, exploded.needs)
    made = {i: q for i, q in exploded.needs.items() if items[i].source == units.MAKE}
    routings = queries.steps(uow, made)
    elapsed = {
        i: sum(rules.elapsed_minutes(step, quantity) for step in routings.get(i, ()))
        for i, quantity in made.items()
    }
    slots = rules.schedule(
        elapsed,
        [(r.product_id, r.component_id) for r in exploded.requirements if r.component_id in made],
        due=row.due_on,
        today=uow.today(),
        holidays=people.holidays(uow, Days(uow.today(), max(uow.today(), row.due_on) + AHEAD)),
    )
    numbers, keys = _free_numbers(uow, row.number), []
    for item_id, quantity in made.items():
        order = OrderRow(
            number=next(numbers),
            item_id=item_id,
            quantity=quantity,
            start_on=slots[item_id].start,
            due_on=slots[item_id].due,
            state=rules.PLANNED,
            client_order_id=order_id,
        )
        uow.add(order)
        keys.append(order.id)
        for step in routings.get(item_id, ()):
            operation = OperationRow(
                order_id=order.id,
                sequence=step.sequence,
                centre_id=step.centre_id,
                skill_id=step.skill_id,
                minutes=rules.labour_minutes(step, quantity),
            )
            uow.session.add(operation)
    row.planned_at = uow.now()
    uow.session.flush()
    return tuple(keys)


def _free_numbers(uow: UnitOfWork, number: int) -> Iterator[str]:
    """P7-1, P7-2 and so on for client order 7, without those that an import brought."""
    start = f"P{number}-"
    taken = set(uow.session.scalars(select(OrderRow.number).where(OrderRow.number.startswith(start))))
    return (f"{start}{n}" for n in count(1) if f"{start}{n}" not in taken)
