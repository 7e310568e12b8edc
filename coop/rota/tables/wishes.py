"""What members said beforehand about their shifts."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coop.store import Base, append_only


class WishRow(Base):
    """What a member said beforehand about the days [start_on, end_on); without an end it stands for good.

    It is withdrawn, not changed; `weekdays` is a bit per day, Monday 1. A reason is forgotten with it.
    """

    __tablename__ = "rota_wish"
    __guards__ = append_only(but=("withdrawn_on", "reason"))
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"), index=True)
    what: Mapped[str]
    kind_id: Mapped[int | None] = mapped_column(ForeignKey("rota_kind.id"))
    weekdays: Mapped[int]
    start_on: Mapped[date]
    end_on: Mapped[date | None]
    reason: Mapped[str | None]
    said_at: Mapped[datetime]
    withdrawn_on: Mapped[date | None]
    __table_args__ = (
        CheckConstraint("what IN ('want', 'rather_not', 'cannot')", name="what"),
        CheckConstraint("weekdays BETWEEN 1 AND 127", name="weekdays"),
        CheckConstraint("end_on IS NULL OR start_on < end_on", name="forwards"),
        CheckConstraint("withdrawn_on IS NULL OR reason IS NULL", name="reason"),
    )
