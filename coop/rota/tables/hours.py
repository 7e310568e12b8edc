"""Coming and going, and the hours that were confirmed."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from coop.store import Base, append_only, guard


class PunchRow(Base):
    """One tap of a member: coming or going."""

    __tablename__ = "rota_punch"
    __guards__ = append_only()
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    at: Mapped[datetime]
    way: Mapped[str]
    device_id: Mapped[int | None] = mapped_column(ForeignKey("web_device.id"))
    __table_args__ = (
        CheckConstraint("way IN ('in', 'out')", name="way"),
        Index("ix_rota_punch_member", "member_id", "at"),
        Index("ix_rota_punch_at", "at"),
    )


class ConfirmationRow(Base):
    """The coordinator confirmed the hours of the days [start_on, end_on); days are confirmed once."""

    __tablename__ = "rota_confirmation"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless="NOT EXISTS (SELECT 1 FROM rota_confirmation c "
            "WHERE c.start_on < NEW.end_on AND c.end_on > NEW.start_on)",
            message="the hours of a day are confirmed once",
        ),
    )
    start_on: Mapped[date]
    end_on: Mapped[date]
    at: Mapped[datetime]
    by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    entry_seq: Mapped[int] = mapped_column(ForeignKey("records_entry.seq"))
    __table_args__ = (CheckConstraint("start_on < end_on", name="forwards"),)


class WorkedRow(Base):
    """Confirmed minutes of one member and day; corrected by a reversing row and a new one."""

    __tablename__ = "rota_worked"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM rota_confirmation c WHERE c.id = NEW.confirmation_id "
            "AND NEW.day >= c.start_on AND NEW.day < c.end_on)",
            message="hours belong to the days that were confirmed",
        ),
        guard(
            "insert",
            unless="(NEW.reverses_id IS NULL AND NEW.minutes >= 0) OR EXISTS "
            "(SELECT 1 FROM rota_worked w WHERE w.id = NEW.reverses_id AND w.reverses_id IS NULL "
            "AND w.member_id = NEW.member_id AND w.day = NEW.day AND w.minutes = -NEW.minutes)",
            message="a reversing row takes back exactly what another one gave",
        ),
    )
    confirmation_id: Mapped[int] = mapped_column(ForeignKey("rota_confirmation.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    day: Mapped[date]
    minutes: Mapped[int]
    planned: Mapped[int]
    punched: Mapped[int]
    note: Mapped[str]
    reason: Mapped[str | None]
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("rota_worked.id"), unique=True)
    at: Mapped[datetime]
    by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    __table_args__ = (
        CheckConstraint("minutes BETWEEN -2880 AND 2880", name="minutes"),
        CheckConstraint("planned >= 0 AND punched >= 0", name="beside"),
        Index("ix_rota_worked_day", "day", "member_id"),
    )
