"""Rows of the record book. Private to this module."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coop.records.rules import FIRST
from coop.store import Base, append_only, guard


class EntryRow(Base):
    """One line of the book: its canonical bytes are the truth, the other columns an index.

    The database takes a line only when it follows the last one, so two writers cannot fork the book.
    """

    __tablename__ = "records_entry"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless="NEW.seq = (SELECT COALESCE(MAX(e.seq) + 1, 0) FROM records_entry e) AND NEW.prev = "
            f"COALESCE((SELECT e.digest FROM records_entry e WHERE e.seq = NEW.seq - 1), '{FIRST}')",
            message="an entry follows the last one of the book",
        ),
    )
    seq: Mapped[int] = mapped_column(unique=True)
    prev: Mapped[str]
    kind: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime]
    line: Mapped[bytes]
    digest: Mapped[str] = mapped_column(unique=True)


class SecretRow(Base):
    """A personal value that stands in the book as a salted digest only; may be erased, never changed."""

    __tablename__ = "records_secret"
    __guards__ = (
        *append_only(but=("salt", "value", "erased_seq")),
        guard(
            "update",
            unless="NEW.salt IS NULL AND NEW.value IS NULL AND OLD.erased_seq IS NULL AND EXISTS "
            "(SELECT 1 FROM records_entry e WHERE e.seq = NEW.erased_seq AND e.kind = 'records.erased')",
            message="a personal value can only be erased, by an entry that says so",
        ),
    )
    entry_id: Mapped[int] = mapped_column(ForeignKey("records_entry.id"), index=True)
    name: Mapped[str]
    salt: Mapped[bytes | None]
    value: Mapped[str | None]
    erased_seq: Mapped[int | None] = mapped_column(ForeignKey("records_entry.seq"))


class DecisionRow(Base):
    """A decision of the assembly; papers, payslips, mandates and rules cite it."""

    __tablename__ = "records_decision"
    __guards__ = (
        *append_only(but=("state", "obstacle", "settled_seq")),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM records_entry e WHERE e.seq = NEW.entry_seq "
            "AND e.digest = NEW.digest AND e.kind = 'records.decision')",
            message="a decision stands in the record book first",
        ),
        guard(
            "update",
            columns=("state", "settled_seq"),
            unless="OLD.state = 'awaiting registration' AND NEW.state IN ('in force', 'blocked') AND EXISTS "
            "(SELECT 1 FROM records_entry e WHERE e.seq = NEW.settled_seq AND e.kind = 'records.settled')",
            message="a decision changes its state only when it waits for its registration, by an entry",
        ),
        guard(
            "update",
            columns=("obstacle",),
            unless="OLD.state <> NEW.state OR (SELECT e.kind FROM records_entry e "
            "WHERE e.seq = (SELECT MAX(l.seq) FROM records_entry l)) = 'records.erased'",
            message="an obstacle changes only with the state, or when a name in it is erased",
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
    settled_seq: Mapped[int | None] = mapped_column(ForeignKey("records_entry.seq"))
    __table_args__ = (
        CheckConstraint("outcome IN ('carried', 'lost')", name="outcome"),
        CheckConstraint(
            "state IN ('in force', 'awaiting registration', 'blocked', 'lost') "
            "AND (outcome = 'carried') = (state <> 'lost')",
            name="state",
        ),
    )


class CheckpointRow(Base):
    """A signed note over the first `size` entries."""

    __tablename__ = "records_checkpoint"
    __guards__ = append_only()
    size: Mapped[int] = mapped_column(unique=True)
    root: Mapped[str]
    note: Mapped[str]
    at: Mapped[datetime]
