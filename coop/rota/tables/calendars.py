"""Addresses under which members' phones fetch their shifts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from coop.store import Base, append_only

LIVING = text("ended_at IS NULL")


class CalendarRow(Base):
    """The secret address of one member's calendar, kept as a hash; dead once `ended_at` is set.

    The hash of a member's first one also distinguishes her events, so that they stay the same ones
    whatever address they are fetched by.
    """

    __tablename__ = "rota_calendar"
    __guards__ = append_only(but=("ended_at",))
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    token_sha256: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    __table_args__ = (
        Index(
            "uq_rota_calendar_living",
            "member_id",
            unique=True,
            sqlite_where=LIVING,
            postgresql_where=LIVING,
        ),
    )
