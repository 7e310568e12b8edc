"""Rows of the books. Private to this module."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coop.kernel.money import Money
from coop.store import Base, append_only


class AccountRow(Base):
    """An account of the chart."""

    __tablename__ = "books_account"
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]


class EntryRow(Base):
    """An entry of the journal; corrected only by its reversal."""

    __tablename__ = "books_entry"
    __guards__ = append_only()
    day: Mapped[date] = mapped_column(index=True)
    text: Mapped[str]
    meta: Mapped[dict[str, Any]]
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("books_entry.id"), unique=True)
    at: Mapped[datetime]
    by: Mapped[int | None]


class PostingRow(Base):
    """A line of an entry; the lines of one entry sum to zero."""

    __tablename__ = "books_posting"
    __guards__ = append_only()
    entry_id: Mapped[int] = mapped_column(ForeignKey("books_entry.id"), index=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("books_account.id"), index=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"), index=True)
    amount: Mapped[Money]
    __table_args__ = (CheckConstraint("amount <> 0", name="some_amount"),)
