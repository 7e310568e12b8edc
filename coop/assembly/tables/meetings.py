"""Assemblies, their agendas and attendance books."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.store import Base, append_only, guard

MEETING = "EXISTS (SELECT 1 FROM assembly_meeting m WHERE m.id = {meeting} AND {state})"
OPEN = "m.opened_at IS NOT NULL AND m.closed_at IS NULL"
MESA = ("chair_id", "teller_a_id", "teller_b_id", "signer_a_id", "signer_b_id")
CALLED_OFF = ("called_off_at", "called_off_by", "called_off_why")
OPENING = ("opened_at", "opened_by", "opened_roll", "opened_present", "opened_sentence")


class MeetingRow(Base):
    """A sitting of an assembly. Convocation, opening and closing are each written once.

    Attributes:
        continues_id: the sitting before, which went into a recess.
        called_as: by whom: "council", "auditor", "petition" of members, or "recess" for a continuation.
    """

    __tablename__ = "assembly_meeting"
    __guards__ = (
        *append_only(but=("convened_at", *CALLED_OFF, *OPENING, *MESA, "closed_at")),
        guard(
            "update",
            columns=CALLED_OFF,
            unless="OLD.called_off_at IS NULL AND OLD.convened_at IS NOT NULL AND OLD.opened_at IS NULL",
            message="an assembly is called off once, before it is opened",
        ),
        guard(
            "update",
            columns=("convened_at",),
            unless="OLD.convened_at IS NULL",
            message="an assembly is called once",
        ),
        guard(
            "update",
            columns=OPENING,
            unless="OLD.opened_at IS NULL AND OLD.convened_at IS NOT NULL AND OLD.called_off_at IS NULL",
            message="an assembly is opened once, after it was called",
        ),
        guard(
            "update",
            columns=MESA,
            unless="OLD.closed_at IS NULL",
            message="a closed assembly does not change",
        ),
        guard(
            "update",
            columns=("closed_at",),
            unless="OLD.closed_at IS NULL AND OLD.opened_at IS NOT NULL",
            message="an assembly is closed once, after it was opened",
        ),
    )
    number: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[str]
    continues_id: Mapped[int | None] = mapped_column(ForeignKey("assembly_meeting.id"), unique=True)
    statute_id: Mapped[int] = mapped_column(ForeignKey("assembly_statute.id"))
    called_on: Mapped[date]
    called_for: Mapped[datetime]
    place: Mapped[str]
    called_as: Mapped[str]
    petition_id: Mapped[int | None] = mapped_column(ForeignKey("assembly_petition.id"), unique=True)
    convened_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    convened_at: Mapped[datetime | None]
    called_off_at: Mapped[datetime | None]
    called_off_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    called_off_why: Mapped[str | None]
    opened_at: Mapped[datetime | None]
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    opened_roll: Mapped[int | None]
    opened_present: Mapped[int | None]
    opened_sentence: Mapped[dict[str, Any] | None]
    chair_id: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    teller_a_id: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    teller_b_id: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    signer_a_id: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    signer_b_id: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    closed_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("kind IN ('ordinary', 'extraordinary')", name="kind"),
        CheckConstraint("called_as IN ('council', 'auditor', 'petition', 'recess')", name="called_as"),
        CheckConstraint("(petition_id IS NULL) = (called_as <> 'petition')", name="petition"),
        CheckConstraint("teller_a_id <> teller_b_id", name="two_tellers"),
        CheckConstraint("signer_a_id <> signer_b_id", name="two_signers"),
    )


class ItemRow(Base):
    """A motion on an agenda; the agenda is frozen when the assembly is called."""

    __tablename__ = "assembly_item"
    __guards__ = (
        *append_only(but=("set_aside_at", "set_aside_why")),
        guard(
            "insert",
            unless=MEETING.format(meeting="NEW.meeting_id", state="m.convened_at IS NULL"),
            message="the agenda is frozen when the assembly is called",
        ),
        guard(
            "update",
            columns=("set_aside_at", "set_aside_why"),
            unless="OLD.set_aside_at IS NULL AND "
            + MEETING.format(meeting="OLD.meeting_id", state=OPEN)
            + " AND NOT EXISTS (SELECT 1 FROM assembly_result r WHERE r.motion_id = OLD.motion_id)",
            message="an item is set aside once, by an open assembly, before it is voted",
        ),
    )
    meeting_id: Mapped[int] = mapped_column(ForeignKey("assembly_meeting.id"))
    motion_id: Mapped[int] = mapped_column(ForeignKey("assembly_motion.id"), index=True)
    position: Mapped[int]
    set_aside_at: Mapped[datetime | None]
    set_aside_why: Mapped[str | None]
    __table_args__ = (UniqueConstraint("meeting_id", "motion_id"), UniqueConstraint("meeting_id", "position"))


class AttendanceRow(Base):
    """Somebody came in or went out; the last line of a member says whether she is there."""

    __tablename__ = "assembly_attendance"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless=MEETING.format(
                meeting="NEW.meeting_id",
                state="m.convened_at IS NOT NULL AND m.closed_at IS NULL AND m.called_off_at IS NULL",
            ),
            message="the attendance book is open from the call to the close of an assembly",
        ),
    )
    meeting_id: Mapped[int] = mapped_column(ForeignKey("assembly_meeting.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    way: Mapped[str]
    means: Mapped[str]
    at: Mapped[datetime]
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    device_id: Mapped[int | None]
    __table_args__ = (
        CheckConstraint("way IN ('in', 'out')", name="way"),
        CheckConstraint("means IN ('table', 'terminal', 'badge')", name="means"),
        Index("ix_assembly_attendance_meeting", "meeting_id", "member_id", "id"),
    )
