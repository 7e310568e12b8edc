"""Reading items, units, places and lots."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from coop.kernel.errors import N_, NotFound
from coop.kernel.hooks import Hook
from coop.kernel.quantity import Quantity
from coop.stock import rules
from coop.stock.tables import ConversionRow, ItemRow, LotRow, PlaceRow, UnitRow
from coop.store import UnitOfWork
from coop.web.language import fold


class NoSuchItem(NotFound):
    message = N_("There is no item %(code)s. Look it up in the list of items.")


class NoSuchUnit(NotFound):
    message = N_("There is no unit %(code)s. Add it to the units first.")
    status = 422


@dataclass(frozen=True, slots=True)
class Unit:
    """What things are counted in; `decimals` from 0 (pieces) to 3."""

    id: int
    code: str
    name: str
    decimals: int


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is kept; quantities of it are thousandths of its unit."""

    id: int
    code: str
    name: str
    unit: Unit
    source: str
    active: bool

    @property
    def label(self) -> str:
        """Code and name, as lists and errors say it."""
        return f"{self.code} {self.name}"

    def amount(self, thousandths: int) -> Quantity:
        """A quantity of it with its unit."""
        return Quantity(thousandths, self.unit.code)


@dataclass(frozen=True, slots=True)
class Place:
    """Where things are kept."""

    id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Lot:
    """A batch of one item; `owner` is empty when it is ours."""

    id: int
    item_id: int
    code: str
    owner: str


about_item: Hook[[int], Sequence[tuple[str, str]]] = Hook(lambda _item_id: ())
"""Pages of higher floors about an item that we make: (English text, address); shown on its page."""


def units(uow: UnitOfWork) -> tuple[Unit, ...]:
    """All units by code."""
    rows = uow.session.scalars(select(UnitRow).order_by(UnitRow.code))
    return tuple(Unit(r.id, r.code, r.name, r.decimals) for r in rows)


def get_unit(uow: UnitOfWork, code: str) -> Unit:
    """A unit by its code.

    Raises:
        NoSuchUnit: there is none.
    """
    row = uow.session.scalar(select(UnitRow).where(UnitRow.code == code))
    if row is None:
        raise NoSuchUnit(code=code)
    return Unit(row.id, row.code, row.name, row.decimals)


def conversions(uow: UnitOfWork) -> list[rules.Conversion]:
    """All conversions between units."""
    return [
        rules.Conversion(r.unit_id, r.into_id, r.numerator, r.denominator, r.item_id)
        for r in uow.session.scalars(select(ConversionRow).order_by(ConversionRow.id))
    ]


def items(uow: UnitOfWork, item_ids: Collection[int] | None = None) -> tuple[Item, ...]:
    """Items by code; all of them unless some are named."""
    query = select(ItemRow, UnitRow).join(UnitRow, UnitRow.id == ItemRow.unit_id).order_by(ItemRow.code)
    if item_ids is not None:
        if not item_ids:
            return ()
        query = query.where(ItemRow.id.in_(item_ids))
    known: dict[int, Unit] = {}
    found = []
    for item, unit in uow.session.execute(query):
        of = known.setdefault(unit.id, Unit(unit.id, unit.code, unit.name, unit.decimals))
        found.append(Item(item.id, item.code, item.name, of, item.source, item.active))
    return tuple(found)


def items_by_id(uow: UnitOfWork, item_ids: Collection[int] | None = None) -> dict[int, Item]:
    """Items under their keys."""
    return {item.id: item for item in items(uow, item_ids)}


def get_item(uow: UnitOfWork, item_id: int) -> Item:
    """One item.

    Raises:
        NoSuchThing: there is none.
    """
    uow.get(ItemRow, item_id)
    return items(uow, [item_id])[0]


def matching_items(uow: UnitOfWork, text: str) -> list[int]:
    """Keys of the items whose code or name has every word of a search, accents and case aside."""
    words = fold(text).split()
    rows = uow.session.execute(select(ItemRow.id, ItemRow.code, ItemRow.name))
    return [key for key, code, name in rows if all(w in fold(f"{code} {name}") for w in words)]


def places(uow: UnitOfWork) -> tuple[Place, ...]:
    """All places by code."""
    rows = uow.session.scalars(select(PlaceRow).order_by(PlaceRow.code))
    return tuple(Place(r.id, r.code, r.name) for r in rows)


def get_place(uow: UnitOfWork, place_id: int) -> Place:
    """One place.

    Raises:
        NoSuchThing: there is none.
    """
    row = uow.get(PlaceRow, place_id)
    return Place(row.id, row.code, row.name)


def lots(uow: UnitOfWork, item_id: int) -> tuple[Lot, ...]:
    """The lots of an item, newest first."""
    rows = uow.session.scalars(select(LotRow).where(LotRow.item_id == item_id).order_by(LotRow.id.desc()))
    return tuple(Lot(r.id, r.item_id, r.code, r.owner) for r in rows)
