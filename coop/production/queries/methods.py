"""Reading how things are made: bills of material, work centres, routings."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from coop.kernel.errors import N_, NotFound
from coop.kernel.money import Money
from coop.kernel.quantity import Quantity
from coop.people import queries as people
from coop.production.rules import BillLine, Bills, Step
from coop.production.tables import BillLineRow, CentreRow, StepRow
from coop.stock import queries as stock
from coop.stock import rules as units
from coop.store import UnitOfWork


class NoSuchCentre(NotFound):
    message = N_("There is no work centre %(code)s. Look it up in the list of work centres.")


@dataclass(frozen=True, slots=True)
class Centre:
    """Where a kind of work is done; `rate` per hour."""

    id: int
    code: str
    name: str
    skill_id: int
    skill: str
    rate: Money


@dataclass(frozen=True, slots=True)
class BillPart:
    """One line of a bill as a person reads it; in force on [from_day, until_day)."""

    id: int
    component: stock.Item
    amount: Quantity
    per: Quantity
    from_day: date
    until_day: date | None
    in_force: bool


@dataclass(frozen=True, slots=True)
class StepView:
    """One operation of a routing as a person reads it; `run_per` None = per lot."""

    id: int
    sequence: int
    centre: str
    skill: str
    setup_minutes: int
    run_minutes: int
    run_per: Quantity | None
    members: int


@dataclass(frozen=True, slots=True)
class Product:
    """Something that is made, and how much is said about how."""

    item: stock.Item
    parts: int
    operations: int


def convert(
    row_quantity: int, per: int, unit: stock.Unit, component: stock.Item, known: list[units.Conversion]
) -> tuple[int, int]:
    """A bill's quantity in the component's own unit, as (thousandths, per), nothing rounded.

    Raises:
        NoConversion: nobody said how much one unit is of the other.
    """
    if unit.id == component.unit.id:
        return row_quantity, per
    factor = units.factor(known, item_id=component.id, unit_id=unit.id, into_id=component.unit.id)
    if factor is None:
        raise units.NoConversion(item=component.label, unit=component.unit.name, other=unit.name)
    return row_quantity * factor.numerator, per * factor.denominator


def bills(uow: UnitOfWork, *, bought_too: bool = False) -> Bills:
    """All bills of the things that we make, in the components' own units.

    Args:
        uow: the unit of work.
        bought_too: also those of things that we buy now; nothing of them is exploded otherwise.

    Raises:
        BillCycle: an item goes into itself.
        NoConversion: a line is in a unit that nobody can convert.
    """
    items = stock.items_by_id(uow)
    known = stock.conversions(uow)
    by_id = {u.id: u for u in stock.units(uow)}
    lines = []
    for row in uow.session.scalars(select(BillLineRow).order_by(BillLineRow.id)):
        if items[row.product_id].source != units.MAKE and not bought_too:
            continue
        quantity, per = convert(row.quantity, row.per, by_id[row.unit_id], items[row.component_id], known)
        lines.append(BillLine(row.product_id, row.component_id, quantity, per, row.from_day, row.until_day))
    return Bills(lines, name=lambda item_id: items[item_id].code)


def bill_of(uow: UnitOfWork, product_id: int, day: date) -> tuple[BillPart, ...]:
    """The lines of a product's bill, those in force on a day first."""
    product = stock.get_item(uow, product_id)
    rows = uow.session.scalars(select(BillLineRow).where(BillLineRow.product_id == product_id)).all()
    items = stock.items_by_id(uow, {r.component_id for r in rows})
    unit_codes = {u.id: u.code for u in stock.units(uow)}
    found = [
        BillPart(
            id=r.id,
            component=items[r.component_id],
            amount=Quantity(r.quantity, unit_codes[r.unit_id]),
            per=product.amount(r.per),
            from_day=r.from_day,
            until_day=r.until_day,
            in_force=r.from_day <= day and (r.until_day is None or day < r.until_day),
        )
        for r in rows
    ]
    return tuple(sorted(found, key=lambda p: (not p.in_force, p.component.code, p.from_day)))


def bill_line(uow: UnitOfWork, line_id: int) -> tuple[int, str]:
    """The product that a line of a bill belongs to, and its component in words.

    Raises:
        NoSuchThing: there is none.
    """
    row = uow.get(BillLineRow, line_id)
    return row.product_id, stock.get_item(uow, row.component_id).label


def products(uow: UnitOfWork) -> tuple[Product, ...]:
    """Everything that we make, by code."""
    parts = _counts(uow, BillLineRow)
    steps = _counts(uow, StepRow)
    return tuple(
        Product(item, parts.get(item.id, 0), steps.get(item.id, 0))
        for item in stock.items(uow)
        if item.source == units.MAKE
    )


def _counts(uow: UnitOfWork, row: type[BillLineRow] | type[StepRow]) -> dict[int, int]:
    query = select(row.product_id, func.count()).group_by(row.product_id)
    return {key: count for key, count in uow.session.execute(query)}


def centres(uow: UnitOfWork) -> tuple[Centre, ...]:
    """All work centres by code."""
    skills = {s.id: s.name for s in people.skills(uow)}
    rows = uow.session.scalars(select(CentreRow).order_by(CentreRow.code))
    return tuple(Centre(r.id, r.code, r.name, r.skill_id, skills[r.skill_id], r.rate) for r in rows)


def get_centre(uow: UnitOfWork, centre_id: int) -> Centre:
    """One work centre.

    Raises:
        NoSuchThing: there is none.
    """
    uow.get(CentreRow, centre_id)
    return next(c for c in centres(uow) if c.id == centre_id)


def steps(uow: UnitOfWork, product_ids: Collection[int]) -> dict[int, tuple[Step, ...]]:
    """The routings of some products, in sequence; products without one have none."""
    found: dict[int, list[Step]] = {}
    query = select(StepRow).where(StepRow.product_id.in_(product_ids)).order_by(StepRow.sequence)
    for r in uow.session.scalars(query) if product_ids else ():
        found.setdefault(r.product_id, []).append(
            Step(r.sequence, r.centre_id, r.skill_id, r.setup_minutes, r.run_minutes, r.run_per, r.members)
        )
    return {key: tuple(each) for key, each in found.items()}


def routing_of(uow: UnitOfWork, product_id: int) -> tuple[StepView, ...]:
    """The operations of a product as a person reads them."""
    product = stock.get_item(uow, product_id)
    skills = {s.id: s.name for s in people.skills(uow)}
    names = {c.id: c.name for c in centres(uow)}
    rows = uow.session.scalars(
        select(StepRow).where(StepRow.product_id == product_id).order_by(StepRow.sequence)
    )
    return tuple(
        StepView(
            id=r.id,
            sequence=r.sequence,
            centre=names[r.centre_id],
            skill=skills[r.skill_id],
            setup_minutes=r.setup_minutes,
            run_minutes=r.run_minutes,
            run_per=product.amount(r.run_per) if r.run_per is not None else None,
            members=r.members,
        )
        for r in rows
    )
