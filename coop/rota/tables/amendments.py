"""What members ask to be put right about their coming and going, and the answer."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from coop.store import Base, append_only, guard

ASKED = text("state = 'asked'")


class AmendmentRow(Base):
    """A presence [start_at, end_at) that a member says is hers, instead of what was punched on a day.

    Punches never change: one that is accepted stands beside them and counts in their place.
    """

    __tablename__ = "rota_amendment"
    __guards__ = (
        *append_only(but=("state", "answer", "settled_at", "settled_by", "worked_id")),
        guard("insert", unless="NEW.state = 'asked'", message="a request begins unanswered"),
        guard("update", unless="OLD.state = 'asked'", message="a request is answered once"),
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    day: Mapped[date]
    start_at: Mapped[datetime]
    end_at: Mapped[datetime]
    why: Mapped[str]
    asked_at: Mapped[datetime]
    state: Mapped[str]
    answer: Mapped[str | None]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    worked_id: Mapped[int | None] = mapped_column(ForeignKey("rota_worked.id"))
    __table_args__ = (
        CheckConstraint("start_at < end_at", name="forwards"),
        CheckConstraint("state IN ('asked', 'accepted', 'refused', 'withdrawn')", name="state"),
        CheckConstraint("(state = 'asked') = (settled_at IS NULL)", name="settled"),
        CheckConstraint("state <> 'refused' OR answer IS NOT NULL", name="answer"),
        CheckConstraint("worked_id IS NULL OR state = 'accepted'", name="worked"),
        CheckConstraint(
            "state NOT IN ('accepted', 'refused') OR (settled_by IS NOT NULL AND settled_by <> member_id)",
            name="not_by_herself",
        ),
        Index(
            "uq_rota_amendment_asked",
            "member_id",
            "day",
            unique=True,
            sqlite_where=ASKED,
            postgresql_where=ASKED,
        ),
        Index("ix_rota_amendment_day", "day"),
    )
