"""Reading what there is and what moved."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, literal, or_, select, union_all

from coop.kernel.quantity import Quantity
from coop.kernel.sentences import Sentence
from coop.people import queries as people
from coop.stock import rules
from coop.stock.queries.things import Item, Lot, Place, items_by_id, matching_items, places
from coop.stock.tables import LotRow, MovementRow
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class OnHand:
    """What lies at one place, per lot; `quantity` in thousandths."""

    item: Item
    place: Place
    lot: Lot | None
    quantity: int

    @property
    def amount(self) -> Quantity:
        return self.item.amount(self.quantity)

    @property
    def owner(self) -> str:
        """The client whose it is, or empty."""
        return self.lot.owner if self.lot else ""


@dataclass(frozen=True, slots=True)
class Movement:
    """One line of the journal, as a person reads it."""

    id: int
    at: datetime
    kind: Sentence
    item: Item
    lot: str
    amount: Quantity
    from_place: str
    to_place: str
    member: str
    note: str


def on_hand(
    uow: UnitOfWork, *, item_ids: Iterable[int] | None = None, place_id: int | None = None
) -> tuple[OnHand, ...]:
    """What lies where, per item, place and lot, by item code; nothing where the sum is zero."""
    arrived = select(
        MovementRow.item_id,
        MovementRow.lot_id,
        MovementRow.to_place_id.label("place_id"),
        MovementRow.quantity,
    )
    left = select(MovementRow.item_id, MovementRow.lot_id, MovementRow.from_place_id, -MovementRow.quantity)
    both = union_all(arrived, left).subquery()
    total = func.sum(both.c.quantity)
    query = (
        select(both.c.item_id, both.c.place_id, both.c.lot_id, total)
        .where(both.c.place_id.is_not(None))
        .group_by(both.c.item_id, both.c.place_id, both.c.lot_id)
        .having(total != 0)
    )
    if item_ids is not None:
        query = query.where(both.c.item_id.in_(list(item_ids)))
    if place_id is not None:
        query = query.where(both.c.place_id == place_id)
    rows = uow.session.execute(query).all()
    known = items_by_id(uow, {r[0] for r in rows})
    where = {p.id: p for p in places(uow)}
    batch = {
        r.id: Lot(r.id, r.item_id, r.code, r.owner) for r in _lot_rows(uow, {r[2] for r in rows if r[2]})
    }
    found = [OnHand(known[i], where[p], batch.get(lot), int(q)) for i, p, lot, q in rows]
    return tuple(sorted(found, key=lambda o: (o.item.code, o.place.code, o.lot.code if o.lot else "")))


def _lot_rows(uow: UnitOfWork, lot_ids: Collection[int]) -> Sequence[LotRow]:
    return uow.session.scalars(select(LotRow).where(LotRow.id.in_(lot_ids))).all() if lot_ids else []


def ours_on_hand(uow: UnitOfWork, item_ids: Iterable[int]) -> dict[int, int]:
    """Thousandths of each item that we own, over all places; items with none are left out."""
    found: dict[int, int] = {}
    for each in on_hand(uow, item_ids=item_ids):
        if not each.owner:
            found[each.item.id] = found.get(each.item.id, 0) + each.quantity
    return found


def quantity_at(uow: UnitOfWork, item_id: int, place_id: int, lot_id: int | None) -> int:
    """Thousandths of one item in one lot (or none) at one place."""
    same = [
        MovementRow.item_id == item_id,
        MovementRow.lot_id.is_(None) if lot_id is None else MovementRow.lot_id == lot_id,
    ]
    arrived = select(func.sum(MovementRow.quantity)).where(*same, MovementRow.to_place_id == place_id)
    left = select(func.sum(MovementRow.quantity)).where(*same, MovementRow.from_place_id == place_id)
    return int(uow.session.scalar(arrived) or 0) - int(uow.session.scalar(left) or 0)


def movements(
    uow: UnitOfWork, *, text: str = "", item_id: int | None = None, limit: int | None = None, offset: int = 0
) -> tuple[tuple[Movement, ...], int]:
    """The journal, newest first, and how many lines match.

    Args:
        uow: the unit of work.
        text: words to look for in item, lot owner and note.
        item_id: of one item only.
        limit: most lines, None for all.
        offset: lines to skip.
    """
    query = select(MovementRow)
    if item_id is not None:
        query = query.where(MovementRow.item_id == item_id)
    if text:
        noted = func.lower(MovementRow.note).contains(text.lower(), autoescape=True)
        query = query.where(or_(MovementRow.item_id.in_(matching_items(uow, text)), noted))
    count = uow.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    rows = uow.session.scalars(query.order_by(MovementRow.id.desc()).limit(limit).offset(offset)).all()
    known = items_by_id(uow, {r.item_id for r in rows})
    where = {p.id: p.name for p in places(uow)}
    batch = {r.id: r.code for r in _lot_rows(uow, {r.lot_id for r in rows if r.lot_id})}
    who = people.names(uow)
    return (
        tuple(
            Movement(
                id=r.id,
                at=r.at,
                kind=Sentence(rules.MOVEMENTS[r.kind]),
                item=known[r.item_id],
                lot=batch[r.lot_id] if r.lot_id else "",
                amount=known[r.item_id].amount(r.quantity),
                from_place=where[r.from_place_id] if r.from_place_id else "",
                to_place=where[r.to_place_id] if r.to_place_id else "",
                member=who.get(r.member_id, "") if r.member_id else "",
                note=r.note,
            )
            for r in rows
        ),
        count,
    )


def has_moved(uow: UnitOfWork, item_id: int) -> bool:
    """Whether the journal knows the item."""
    return uow.session.scalar(select(literal(1)).where(MovementRow.item_id == item_id).limit(1)) is not None


def moved_items(uow: UnitOfWork) -> frozenset[int]:
    """Keys of all items that the journal knows."""
    return frozenset(uow.session.scalars(select(MovementRow.item_id).distinct()))
