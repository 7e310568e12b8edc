"""Reading what orders take, and what there is of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from coop.kernel.quantity import Quantity
from coop.production.queries.clients import client_lines, get_client_order
from coop.production.queries.methods import bills
from coop.production.queries.orders import Order
from coop.production.rules import Explosion
from coop.stock import queries as stock
from coop.stock import rules as units
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Material:
    """A component that something needs, and what we own of it."""

    item: stock.Item
    needed: int
    there: int

    @property
    def amount(self) -> Quantity:
        return self.item.amount(self.needed)

    @property
    def on_hand(self) -> Quantity:
        return self.item.amount(self.there)

    @property
    def short(self) -> Quantity | None:
        """What is missing, or None."""
        return self.item.amount(self.needed - self.there) if self.needed > self.there else None


def explode(uow: UnitOfWork, order_id: int) -> Explosion:
    """All that a client order asks for, over all levels, by the bills in force on its day.

    Raises:
        BillCycle, NoConversion: a bill cannot be followed.
    """
    order, lines = get_client_order(uow, order_id), client_lines(uow, order_id)
    decimals = {item.id: item.unit.decimals for item in stock.items(uow)}
    return bills(uow).explode(
        {line.item.id: line.quantity for line in lines},
        order.due_on,
        round_up=lambda item_id, exact: units.round_up(exact, decimals[item_id]),
    )


def client_materials(uow: UnitOfWork, order_id: int) -> tuple[Material, ...]:
    """What a client order takes over all levels that is bought or brought, not made."""
    needs = explode(uow, order_id).needs
    items = stock.items_by_id(uow, needs)
    return _materials(uow, {i: Fraction(q) for i, q in needs.items() if items[i].source == units.BUY})


def order_materials(uow: UnitOfWork, order: Order) -> tuple[Material, ...]:
    """What one production order takes directly, by the bill in force on its first day."""
    lines = bills(uow).lines(order.item.id, order.start_on)
    return _materials(uow, {each.component_id: each.need(order.quantity) for each in lines})


def _materials(uow: UnitOfWork, exact: Mapping[int, Fraction]) -> tuple[Material, ...]:
    there = stock.ours_on_hand(uow, exact)
    return tuple(
        Material(item, units.round_up(exact[item.id], item.unit.decimals), there.get(item.id, 0))
        for item in stock.items(uow, exact)
    )
