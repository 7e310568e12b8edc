"""Other texts of an item: amendments and alternatives, voted before it."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.assembly.tables.votes import DONE
from coop.store import Base, append_only, guard


class VariantRow(Base):
    """A whole other text of an item, itself a motion of the same kind.

    Attributes:
        way: "amendment" (for or against it, before the motion), "alternative" (one is chosen) or "candidates"
            (an election with another list of who stands; it takes the place of the text with no vote).
        place: in which order amendments are voted, the furthest from the motion first.
    """

    __tablename__ = "assembly_variant"
    __guards__ = (
        *append_only(but=("place",)),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM assembly_item i JOIN assembly_motion a ON a.id = i.motion_id"
            " JOIN assembly_motion b ON b.id = NEW.motion_id"
            " WHERE i.id = NEW.item_id AND a.kind = b.kind AND a.id <> b.id)",
            message="another text of an item is a motion of the same kind",
        ),
        guard(
            "insert",
            unless=f"NOT {DONE.format(item='NEW.item_id')}",
            message="this item has its result",
        ),
    )
    item_id: Mapped[int] = mapped_column(ForeignKey("assembly_item.id"), index=True)
    motion_id: Mapped[int] = mapped_column(ForeignKey("assembly_motion.id"), index=True)
    way: Mapped[str]
    place: Mapped[int]
    __table_args__ = (
        UniqueConstraint("item_id", "motion_id"),
        CheckConstraint("way IN ('amendment', 'alternative', 'candidates')", name="way"),
    )
