"""Rows of the books. Private to this module."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coop.kernel.money import MOST, Money
from coop.store import Base, append_only, guard


class AccountRow(Base):
    """An account of the chart; what was booked on it is never renamed away."""

    __tablename__ = "books_account"
    __guards__ = append_only()
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]


class PartyRow(Base):
    """A client or supplier."""

    __tablename__ = "books_party"
    kind: Mapped[str]
    name: Mapped[str] = mapped_column(unique=True)
    cuit: Mapped[str | None] = mapped_column(unique=True)
    __table_args__ = (CheckConstraint("kind IN ('client', 'supplier', 'both')", name="kind"),)


class EntryRow(Base):
    """An entry of the journal; corrected only by its reversal.

    It is begun open, gets its lines, and is sealed: only when they balance, and for good. Its origin
    is `manual`, or the module that booked it and alone corrects it. The amounts of a veiled one are for
    the keepers of the books: beside those of other entries they would tell what one member gets.
    """

    __tablename__ = "books_entry"
    __guards__ = (
        *append_only(but=("sealed",)),
        guard("insert", unless="NOT NEW.sealed", message="an entry is sealed after its lines are written"),
        guard(
            "update",
            unless="NEW.sealed AND NOT OLD.sealed "
            "AND (SELECT COUNT(*) FROM books_posting p WHERE p.entry_id = NEW.id) > 1 "
            "AND (SELECT SUM(p.amount) FROM books_posting p WHERE p.entry_id = NEW.id) = 0",
            message="an entry is sealed once, when its lines balance",
        ),
        guard(
            "insert",
            unless="NEW.reverses_id IS NULL OR NEW.origin = 'manual' AND EXISTS "
            "(SELECT 1 FROM books_entry e WHERE e.id = NEW.reverses_id AND e.origin = 'manual')",
            message="only an entry written by hand is undone by hand",
        ),
    )
    day: Mapped[date] = mapped_column(index=True)
    text: Mapped[str]
    meta: Mapped[dict[str, Any]]
    origin: Mapped[str]
    veiled: Mapped[bool] = mapped_column(default=False)
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("books_entry.id"), unique=True)
    at: Mapped[datetime]
    by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    sealed: Mapped[bool] = mapped_column(default=False)
    __table_args__ = (CheckConstraint("day >= '1900-01-01' AND day < '2200-01-01'", name="sane_day"),)


class PostingRow(Base):
    """A line of an entry; the lines of one entry sum to zero."""

    __tablename__ = "books_posting"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM books_entry e WHERE e.id = NEW.entry_id AND NOT e.sealed)",
            message="a sealed entry takes no further line",
        ),
    )
    entry_id: Mapped[int] = mapped_column(ForeignKey("books_entry.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("books_account.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"), index=True)
    amount: Mapped[Money]
    __table_args__ = (
        CheckConstraint("amount <> 0", name="some_amount"),
        CheckConstraint(f"amount BETWEEN {-MOST.minor} AND {MOST.minor}", name="sane_amount"),
    )
