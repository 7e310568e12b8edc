"""Minutes: what was said, the fixed text, who signs it, what was wrong in it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.store import Base, append_only, guard

STANDING = "m.returned_at IS NULL"
SIGNING = f"{STANDING} AND m.approved_at IS NULL"
ALL_SIGNED = (
    "EXISTS (SELECT 1 FROM assembly_signer s WHERE s.minutes_id = OLD.id)"
    " AND NOT EXISTS (SELECT 1 FROM assembly_signer s WHERE s.minutes_id = OLD.id AND NOT EXISTS"
    " (SELECT 1 FROM assembly_signed g WHERE g.minutes_id = s.minutes_id AND g.member_id = s.member_id))"
)


class NoteRow(Base):
    """One version of a free part of the minutes; the last one holds.

    Attributes:
        part: "said" (on one item), "general", or "place" (where it was truly held).
        item_id: of which item; None for the other parts.
    """

    __tablename__ = "assembly_note"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM assembly_meeting t WHERE t.id = NEW.meeting_id"
            " AND t.opened_at IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM assembly_minutes m"
            f" WHERE m.meeting_id = NEW.meeting_id AND {STANDING})",
            message="minutes are written from the opening until they are fixed for signing",
        ),
    )
    meeting_id: Mapped[int] = mapped_column(ForeignKey("assembly_meeting.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("assembly_item.id"))
    part: Mapped[str]
    text: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    at: Mapped[datetime]
    __table_args__ = (
        CheckConstraint("part IN ('said', 'general', 'place')", name="part"),
        CheckConstraint("(part = 'said') = (item_id IS NOT NULL)", name="item"),
        Index("ix_assembly_note_meeting", "meeting_id", "part", "item_id", "id"),
    )


class MinutesRow(Base):
    """A version of the minutes of a closed assembly, fixed to be signed.

    Attributes:
        digest: of the facts; what is signed.
        returned_why: why a signer sent it back, if one did.
        entry_seq, entry_digest: its place in the record book, once all have signed.
    """

    __tablename__ = "assembly_minutes"
    __guards__ = (
        *append_only(
            but=("returned_at", "returned_by", "returned_why", "approved_at", "entry_seq", "entry_digest")
        ),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM assembly_meeting t WHERE t.id = NEW.meeting_id"
            " AND t.closed_at IS NOT NULL) AND NOT EXISTS (SELECT 1 FROM assembly_minutes m"
            f" WHERE m.meeting_id = NEW.meeting_id AND {STANDING})",
            message="the minutes of a closed assembly are fixed once, and anew when they were sent back",
        ),
        guard(
            "update",
            columns=("returned_at", "returned_by", "returned_why"),
            unless="OLD.returned_at IS NULL AND OLD.approved_at IS NULL",
            message="minutes are sent back once, before all have signed",
        ),
        guard(
            "update",
            columns=("approved_at", "entry_seq", "entry_digest"),
            unless=f"OLD.approved_at IS NULL AND OLD.returned_at IS NULL AND {ALL_SIGNED}",
            message="minutes are approved once, when all have signed",
        ),
    )
    meeting_id: Mapped[int] = mapped_column(ForeignKey("assembly_meeting.id"))
    version: Mapped[int]
    facts: Mapped[dict[str, Any]]
    digest: Mapped[str]
    fixed_at: Mapped[datetime]
    fixed_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    returned_at: Mapped[datetime | None]
    returned_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    returned_why: Mapped[str | None]
    approved_at: Mapped[datetime | None]
    entry_seq: Mapped[int | None]
    entry_digest: Mapped[str | None]
    __table_args__ = (
        UniqueConstraint("meeting_id", "version"),
        CheckConstraint("(returned_at IS NULL) = (returned_why IS NULL)", name="returned_whole"),
        CheckConstraint("(approved_at IS NULL) = (entry_seq IS NULL)", name="approved_whole"),
        CheckConstraint("returned_at IS NULL OR approved_at IS NULL", name="one_end"),
    )


class SignerRow(Base):
    """Somebody who must sign a version of the minutes."""

    __tablename__ = "assembly_signer"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless="NOT EXISTS (SELECT 1 FROM assembly_signed g WHERE g.minutes_id = NEW.minutes_id)",
            message="who signs is fixed before the first signature",
        ),
    )
    minutes_id: Mapped[int] = mapped_column(ForeignKey("assembly_minutes.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    capacity: Mapped[str]
    __table_args__ = (UniqueConstraint("minutes_id", "member_id"),)


class SignedRow(Base):
    """One signature under a version of the minutes, or why somebody who should does not sign.

    Attributes:
        digest: of the facts that were signed.
        means: "password" (own device), "pin" or "badge" (terminal), "ink" (on paper, noted by the secretary),
            or "none": she does not sign, and `why` says why.
    """

    __tablename__ = "assembly_signed"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM assembly_minutes m JOIN assembly_signer s ON s.minutes_id = m.id"
            " WHERE m.id = NEW.minutes_id AND s.member_id = NEW.member_id AND m.digest = NEW.digest"
            f" AND {SIGNING})",
            message="only who must sign does, and only the fixed text",
        ),
    )
    minutes_id: Mapped[int] = mapped_column(ForeignKey("assembly_minutes.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    digest: Mapped[str]
    means: Mapped[str]
    at: Mapped[datetime]
    device_id: Mapped[int | None]
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    why: Mapped[str | None]
    __table_args__ = (
        UniqueConstraint("minutes_id", "member_id"),
        CheckConstraint("means IN ('password', 'pin', 'badge', 'ink', 'none')", name="means"),
        CheckConstraint("(means = 'none') = (why IS NOT NULL)", name="why"),
    )


class ErratumRow(Base):
    """A mistake in approved minutes, put right by an entry of its own."""

    __tablename__ = "assembly_erratum"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM assembly_minutes m WHERE m.id = NEW.minutes_id"
            " AND m.approved_at IS NOT NULL)",
            message="only approved minutes have errata; others are changed before they are signed",
        ),
    )
    minutes_id: Mapped[int] = mapped_column(ForeignKey("assembly_minutes.id"))
    number: Mapped[int]
    text: Mapped[str]
    reason: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    at: Mapped[datetime]
    entry_seq: Mapped[int]
    entry_digest: Mapped[str]
    __table_args__ = (UniqueConstraint("minutes_id", "number"),)
