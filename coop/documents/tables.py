"""Rows of the archive of papers. Private to this module."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.store import Base, Guard, append_only, guard


class PaperRow(Base):
    """A paper: promised by what caused it, issued once its bytes are here; then it never changes.

    `owner_id` is the member whose personal paper it is; members live on a higher floor.
    """

    __tablename__ = "documents_paper"
    __guards__ = (
        guard("update", unless="OLD.state = 'pending'", message="an issued paper cannot be changed"),
        guard(
            "update",
            unless="NEW.kind = OLD.kind AND NEW.ref = OLD.ref AND NEW.issued_on = OLD.issued_on "
            "AND COALESCE(NEW.owner_id, 0) = COALESCE(OLD.owner_id, 0)",
            message="a promised paper keeps what it is",
        ),
        Guard("delete", "a paper cannot be deleted"),
    )
    kind: Mapped[str]
    ref: Mapped[str]
    title: Mapped[dict[str, Any]]
    public_title: Mapped[dict[str, Any]]
    issued_on: Mapped[date]
    owner_id: Mapped[int | None] = mapped_column(index=True)
    permission: Mapped[str]
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("records_decision.id"))
    state: Mapped[str] = mapped_column(index=True)
    promised_at: Mapped[datetime]
    issued_at: Mapped[datetime | None]
    digest: Mapped[str | None] = mapped_column(unique=True)
    sha256: Mapped[str | None]
    pdf: Mapped[bytes | None] = mapped_column(deferred=True)
    obstacle: Mapped[dict[str, Any] | None]
    __table_args__ = (
        UniqueConstraint("kind", "ref"),
        CheckConstraint("state IN ('pending', 'issued')", name="state"),
        CheckConstraint(
            "(state = 'issued') = (pdf IS NOT NULL AND sha256 IS NOT NULL AND digest IS NOT NULL "
            "AND issued_at IS NOT NULL)",
            name="issued_whole",
        ),
    )


class ReadingRow(Base):
    """That somebody other than its owner opened a personal paper."""

    __tablename__ = "documents_reading"
    __guards__ = append_only()
    paper_id: Mapped[int] = mapped_column(ForeignKey("documents_paper.id"), index=True)
    reader_id: Mapped[int]
    device_id: Mapped[int | None]
    at: Mapped[datetime]
