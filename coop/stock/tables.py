"""Rows of the stock ledger. Private to this module."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.store import Base, append_only, guard


class UnitRow(Base):
    """What things are counted in. `decimals` (0 to 3) says how finely."""

    __tablename__ = "stock_unit"
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    decimals: Mapped[int]
    __table_args__ = (CheckConstraint("decimals BETWEEN 0 AND 3", name="decimals"),)


class ItemRow(Base):
    """Something that is kept, bought, made or brought by a client."""

    __tablename__ = "stock_item"
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    unit_id: Mapped[int] = mapped_column(ForeignKey("stock_unit.id"))
    source: Mapped[str]
    active: Mapped[bool] = mapped_column(default=True)
    __table_args__ = (CheckConstraint("source IN ('make', 'buy')", name="source"),)
    __guards__ = (
        guard(
            "update",
            unless="OLD.unit_id = NEW.unit_id"
            " OR NOT EXISTS (SELECT 1 FROM stock_movement m WHERE m.item_id = OLD.id)",
            columns=("unit_id",),
            message="what was counted in a unit stays in it",
        ),
    )


class ConversionRow(Base):
    """One `unit_id` is numerator / denominator of `into_id`; for one item, or for every item."""

    __tablename__ = "stock_conversion"
    unit_id: Mapped[int] = mapped_column(ForeignKey("stock_unit.id"))
    into_id: Mapped[int] = mapped_column(ForeignKey("stock_unit.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("stock_item.id"))
    numerator: Mapped[int]
    denominator: Mapped[int]
    __table_args__ = (
        CheckConstraint("numerator > 0 AND denominator > 0", name="above_zero"),
        CheckConstraint("unit_id <> into_id", name="two_units"),
        UniqueConstraint("item_id", "unit_id", "into_id"),
    )


class PlaceRow(Base):
    """Where things are kept."""

    __tablename__ = "stock_place"
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]


class LotRow(Base):
    """A batch of one item. `owner` is the client whose it is, or empty when it is ours."""

    __tablename__ = "stock_lot"
    item_id: Mapped[int] = mapped_column(ForeignKey("stock_item.id"))
    code: Mapped[str]
    owner: Mapped[str] = mapped_column(default="")
    __table_args__ = (UniqueConstraint("item_id", "code"),)
    __guards__ = append_only()


class MovementRow(Base):
    """Something moved. `quantity` in thousandths of the item's unit; never rewritten."""

    __tablename__ = "stock_movement"
    item_id: Mapped[int] = mapped_column(ForeignKey("stock_item.id"))
    lot_id: Mapped[int | None] = mapped_column(ForeignKey("stock_lot.id"), index=True)
    kind: Mapped[str]
    quantity: Mapped[int]
    from_place_id: Mapped[int | None] = mapped_column(ForeignKey("stock_place.id"))
    to_place_id: Mapped[int | None] = mapped_column(ForeignKey("stock_place.id"))
    note: Mapped[str]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    at: Mapped[datetime]
    __table_args__ = (
        CheckConstraint("kind IN ('receipt', 'issue', 'transfer', 'count', 'scrap')", name="kind"),
        CheckConstraint("quantity > 0 OR (quantity = 0 AND kind = 'count')", name="quantity"),
        CheckConstraint("from_place_id IS NOT NULL OR to_place_id IS NOT NULL", name="some_place"),
        CheckConstraint("from_place_id <> to_place_id", name="two_places"),
        Index("ix_stock_movement_out", "item_id", "from_place_id"),
        Index("ix_stock_movement_in", "item_id", "to_place_id"),
    )
    __guards__ = append_only()
