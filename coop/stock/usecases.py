"""What can be done with the stock ledger. First argument `uow`; nothing here commits."""

from __future__ import annotations

from fractions import Fraction

from sqlalchemy import select

from coop.kernel.errors import N_, Invalid, Sentence
from coop.stock import queries, rules
from coop.stock.tables import ConversionRow, ItemRow, LotRow, MovementRow, PlaceRow, UnitRow
from coop.store import UnitOfWork


class UnknownSource(Invalid):
    message = N_("An item is made by us or bought. Choose one of the two.")


class NoDecimals(Invalid):
    message = N_("A unit has between 0 and 3 decimals. Use 0 for pieces, 3 for kilograms.")


class SameUnit(Invalid):
    message = N_("A unit cannot be converted into itself. Choose two different units.")


class ConvertedAlready(Invalid):
    message = N_("There is a conversion between these two units already. Nothing was added.")


def add_unit(uow: UnitOfWork, code: str, name: str, *, decimals: int) -> int:
    """Add a unit; returns its key.

    Args:
        uow: the unit of work.
        code: short, as lists show it: kg.
        name: in full: kilogram.
        decimals: 0 (pieces) to 3.

    Raises:
        CodeTaken: there is one of that code.
        NoDecimals: fewer than 0 or more than 3.
    """
    if not 0 <= decimals <= 3:
        raise NoDecimals()
    if uow.session.scalar(select(UnitRow.id).where(UnitRow.code == code)) is not None:
        raise rules.CodeTaken(code=code)
    return uow.add(UnitRow(code=code, name=name, decimals=decimals)).id


def add_conversion(
    uow: UnitOfWork, unit_id: int, into_id: int, *, factor: Fraction, item_id: int | None = None
) -> int:
    """Say how much of one unit another is: 1 box = 12 pieces; for one item or for all.

    Raises:
        SameUnit: both are the same.
        NotAboveZero: the factor is not above zero.
        ConvertedAlready: the two are known to each other, in either direction.
    """
    if unit_id == into_id:
        raise SameUnit()
    if factor <= 0:
        raise rules.NotAboveZero()
    known = [c for c in queries.conversions(uow) if c.item_id == item_id]
    if any({c.unit_id, c.into_id} == {unit_id, into_id} for c in known):
        raise ConvertedAlready()
    uow.get(UnitRow, unit_id)
    uow.get(UnitRow, into_id)
    row = ConversionRow(
        unit_id=unit_id,
        into_id=into_id,
        item_id=item_id,
        numerator=factor.numerator,
        denominator=factor.denominator,
    )
    return uow.add(row).id


def add_item(uow: UnitOfWork, code: str, name: str, *, unit_id: int, source: str) -> int:
    """Add an item; returns its key.

    Args:
        uow: the unit of work.
        code: what people call it by; unique.
        name: in words.
        unit_id: what it is counted in, for good once it has moved.
        source: `rules.MAKE` or `rules.BUY`.

    Raises:
        CodeTaken: there is one of that code.
        UnknownSource: neither made nor bought.
        NoSuchThing: there is no such unit.
    """
    _check_item(uow, None, code, source)
    uow.get(UnitRow, unit_id)
    return uow.add(ItemRow(code=code, name=name, unit_id=unit_id, source=source, active=True)).id


def change_item(
    uow: UnitOfWork, item_id: int, *, code: str, name: str, unit_id: int, source: str, active: bool
) -> None:
    """Correct an item or take it out of use.

    Raises:
        CodeTaken: another item has that code.
        UnknownSource: neither made nor bought.
        UnitInUse: another unit, though it was counted in this one already.
    """
    row = uow.get(ItemRow, item_id)
    _check_item(uow, item_id, code, source)
    if unit_id != row.unit_id and queries.has_moved(uow, item_id):
        item = queries.get_item(uow, item_id)
        raise rules.UnitInUse(item=item.label, unit=item.unit.name)
    uow.get(UnitRow, unit_id)
    row.code, row.name, row.unit_id, row.source, row.active = code, name, unit_id, source, active
    uow.session.flush()


def remove_item(uow: UnitOfWork, item_id: int) -> None:
    """Take an item off that nothing refers to; the database refuses any other."""
    uow.session.delete(uow.get(ItemRow, item_id))
    uow.session.flush()


def _check_item(uow: UnitOfWork, item_id: int | None, code: str, source: str) -> None:
    if source not in rules.SOURCES:
        raise UnknownSource()
    other = uow.session.scalar(select(ItemRow.id).where(ItemRow.code == code))
    if other not in (None, item_id):
        raise rules.CodeTaken(code=code)


def add_place(uow: UnitOfWork, code: str, name: str) -> int:
    """Add a place where things are kept; returns its key.

    Raises:
        CodeTaken: there is one of that code.
    """
    if uow.session.scalar(select(PlaceRow.id).where(PlaceRow.code == code)) is not None:
        raise rules.CodeTaken(code=code)
    return uow.add(PlaceRow(code=code, name=name)).id


def keep_lot(uow: UnitOfWork, item_id: int, code: str, *, owner: str = "") -> int:
    """The lot of that code of an item, made when it is new; returns its key.

    Args:
        uow: the unit of work.
        item_id: the item.
        code: what is written on the batch.
        owner: the client whose it is; empty when it is ours.

    Raises:
        OwnerFixed: the lot exists and belongs to somebody else.
    """
    row = uow.session.scalar(select(LotRow).where(LotRow.item_id == item_id, LotRow.code == code))
    if row is None:
        return uow.add(LotRow(item_id=item_id, code=code, owner=owner)).id
    if row.owner != owner:
        raise rules.OwnerFixed(lot=code, owner=row.owner or Sentence(N_("the co-op")))
    return row.id


def move_stock(
    uow: UnitOfWork,
    item_id: int,
    kind: str,
    *,
    quantity: int,
    from_place_id: int | None = None,
    to_place_id: int | None = None,
    lot_id: int | None = None,
    note: str = "",
) -> int:
    """Write one movement into the journal; it stays there for good.

    Args:
        uow: the unit of work; its actor is who moved it.
        item_id: what.
        kind: receipt (reaches a place), issue or scrap (leaves one), transfer (both).
        quantity: thousandths of the item's unit, above zero.
        from_place_id: the place it leaves.
        to_place_id: the place it reaches.
        lot_id: the lot, None for material without one.
        note: in words.

    Returns:
        The key.

    Raises:
        NowhereToNowhere: the places do not fit the kind.
        NotAboveZero, TooFine: the quantity cannot be.
        NotInUse: the item is out of use.
        AnothersLot: the lot is of another item.
        NotEnough: there is less at the place it leaves.
    """
    item = queries.get_item(uow, item_id)
    if not item.active:
        raise rules.NotInUse(item=item.label)
    leaves, reaches = (
        kind in (rules.ISSUE, rules.SCRAP, rules.TRANSFER),
        kind in (rules.RECEIPT, rules.TRANSFER),
    )
    known = leaves or reaches
    if not known or leaves != (from_place_id is not None) or reaches != (to_place_id is not None):
        raise rules.NowhereToNowhere()
    if from_place_id == to_place_id:
        raise rules.NowhereToNowhere()
    if quantity <= 0:
        raise rules.NotAboveZero()
    rules.check_fineness(quantity, unit=item.unit.name, decimals=item.unit.decimals)
    _check_lot(uow, item, lot_id)
    if from_place_id is not None:
        place = queries.get_place(uow, from_place_id)
        there = queries.quantity_at(uow, item_id, from_place_id, lot_id)
        if there < quantity:
            raise rules.NotEnough(there=item.amount(there), item=item.label, place=place.name)
    if to_place_id is not None:
        queries.get_place(uow, to_place_id)
    return _write(uow, item_id, kind, quantity, from_place_id, to_place_id, lot_id, note)


def count_stock(
    uow: UnitOfWork, item_id: int, place_id: int, *, found: int, lot_id: int | None = None, note: str = ""
) -> int:
    """Write down what was counted; the difference to the journal becomes a movement.

    A count that agrees is written too, with a difference of zero.

    Args:
        uow: the unit of work.
        item_id: what was counted.
        place_id: where.
        found: thousandths of the item's unit, zero or more.
        lot_id: of which lot, None for material without one.
        note: in words.

    Returns:
        The difference in thousandths, negative when something is missing.

    Raises:
        NotAboveZero: less than nothing was found.
        TooFine: finer than the unit is divided.
        AnothersLot: the lot is of another item.
    """
    item = queries.get_item(uow, item_id)
    queries.get_place(uow, place_id)
    if found < 0:
        raise rules.NotAboveZero()
    rules.check_fineness(found, unit=item.unit.name, decimals=item.unit.decimals)
    _check_lot(uow, item, lot_id)
    difference = found - queries.quantity_at(uow, item_id, place_id, lot_id)
    leaves = difference < 0
    _write(
        uow,
        item_id,
        rules.COUNT,
        abs(difference),
        place_id if leaves else None,
        None if leaves else place_id,
        lot_id,
        note,
    )
    return difference


def _check_lot(uow: UnitOfWork, item: queries.Item, lot_id: int | None) -> None:
    if lot_id is not None:
        lot = uow.get(LotRow, lot_id)
        if lot.item_id != item.id:
            raise rules.AnothersLot(lot=lot.code)


def _write(
    uow: UnitOfWork,
    item_id: int,
    kind: str,
    quantity: int,
    from_place_id: int | None,
    to_place_id: int | None,
    lot_id: int | None,
    note: str,
) -> int:
    row = MovementRow(
        item_id=item_id,
        lot_id=lot_id,
        kind=kind,
        quantity=quantity,
        from_place_id=from_place_id,
        to_place_id=to_place_id,
        note=note,
        member_id=uow.actor.member_id,
        at=uow.now(),
    )
    return uow.add(row).id
