"""Rows of the record book. Private to this module."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coop.store import Base, append_only, guard


class EntryRow(Base):
    """One line of the book: its canonical bytes are the truth, the other columns an index."""

    __tablename__ = "records_entry"
    __guards__ = append_only()
    seq: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]
    line: Mapped[bytes]
    digest: Mapped[str] = mapped_column(unique=True)


class SecretRow(Base):
    """A personal value that stands in the book as a salted digest only; may be erased, never changed."""

    __tablename__ = "records_secret"
    __guards__ = (
        guard(
            "update",
            unless="NEW.salt IS NULL AND NEW.value IS NULL AND NEW.entry_id = OLD.entry_id AND NEW.name = OLD.name",
            message="a personal value can only be erased",
        ),
        guard("delete", unless="1 = 0", message="a personal value can only be erased"),
    )
    entry_id: Mapped[int] = mapped_column(ForeignKey("records_entry.id"), index=True)
    name: Mapped[str]
    salt: Mapped[bytes | None]
    value: Mapped[str | None]


class DecisionRow(Base):
    """A decision of the assembly; papers, payslips, mandates and rules cite it."""

    __tablename__ = "records_decision"
    __guards__ = (
        *append_only(but=("state", "obstacle")),
        guard(
            "update",
            unless="OLD.state = 'awaiting registration' AND NEW.state IN ('in force', 'blocked')",
            message="only a decision that waits for its registration changes its state",
            columns=("state", "obstacle"),
        ),
    )
    number: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    matter: Mapped[str]
    outcome: Mapped[str]
    subject: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)
    entry_seq: Mapped[int] = mapped_column(ForeignKey("records_entry.seq"), unique=True)
    decided_on: Mapped[date]
    state: Mapped[str]
    obstacle: Mapped[dict[str, Any] | None]
    __table_args__ = (
        CheckConstraint("outcome IN ('carried', 'lost')", name="outcome"),
        CheckConstraint(
            "state IN ('in force', 'awaiting registration', 'blocked', 'lost') "
            "AND (outcome = 'carried') = (state <> 'lost')",
            name="state",
        ),
    )
