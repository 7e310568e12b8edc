"""Who is in the hall without a vote, who votes for another, and who speaks."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from coop.assembly.tables.meetings import MEETING
from coop.store import Base, append_only, guard

BOOK_OPEN = guard(
    "insert",
    unless=MEETING.format(
        meeting="NEW.meeting_id", state="m.convened_at IS NOT NULL AND m.closed_at IS NULL"
    ),
    message="the attendance book is open from the call to the close of an assembly",
)


class GuestRow(Base):
    """Somebody who is no member and may speak, such as an adviser or a member of another co-op."""

    __tablename__ = "assembly_guest"
    __guards__ = (
        *append_only(but=("left_at",)),
        BOOK_OPEN,
        guard("update", columns=("left_at",), unless="OLD.left_at IS NULL", message="a guest goes once"),
    )
    meeting_id: Mapped[int] = mapped_column(ForeignKey("assembly_meeting.id"), index=True)
    name: Mapped[str]
    capacity: Mapped[str]
    came_at: Mapped[datetime]
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    left_at: Mapped[datetime | None]


class ProxyRow(Base):
    """A member who is not there has another vote for her, in one assembly.

    Attributes:
        seen_by: who saw the signed paper.
        ended_at: when it ended, because she came herself or took it back.
    """

    __tablename__ = "assembly_proxy"
    __guards__ = (
        *append_only(but=("ended_at",)),
        BOOK_OPEN,
        guard(
            "insert",
            unless="NOT EXISTS (SELECT 1 FROM assembly_proxy p WHERE p.meeting_id = NEW.meeting_id"
            " AND p.giver_id = NEW.giver_id AND p.ended_at IS NULL)",
            message="a member has one proxy",
        ),
        guard("update", columns=("ended_at",), unless="OLD.ended_at IS NULL", message="a proxy ends once"),
    )
    meeting_id: Mapped[int] = mapped_column(ForeignKey("assembly_meeting.id"), index=True)
    giver_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    holder_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    at: Mapped[datetime]
    seen_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    ended_at: Mapped[datetime | None]
    __table_args__ = (CheckConstraint("giver_id <> holder_id", name="two_people"),)


class ArrearsRow(Base):
    """A member owes what the statute makes her vote depend on, from a day on.

    Attributes:
        ended_on: first day on which she owes it no more.
    """

    __tablename__ = "assembly_arrears"
    __guards__ = (
        *append_only(but=("ended_on", "ended_by")),
        guard(
            "update",
            columns=("ended_on", "ended_by"),
            unless="OLD.ended_on IS NULL",
            message="arrears end once",
        ),
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"), index=True)
    since: Mapped[date]
    why: Mapped[str]
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    ended_on: Mapped[date | None]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))


class SpeakerRow(Base):
    """Somebody asked for the word on what is dealt with.

    Attributes:
        item_id: the item at hand; None before the first or after the last.
        began_at: when she began to speak.
        ended_at: when she ended, or took her name off the list.
    """

    __tablename__ = "assembly_speaker"
    __guards__ = (
        *append_only(but=("began_at", "ended_at")),
        guard(
            "insert",
            unless=MEETING.format(
                meeting="NEW.meeting_id", state="m.opened_at IS NOT NULL AND m.closed_at IS NULL"
            ),
            message="people speak in an open assembly",
        ),
        guard(
            "update",
            columns=("began_at",),
            unless="OLD.began_at IS NULL AND OLD.ended_at IS NULL",
            message="a speech begins once",
        ),
        guard("update", columns=("ended_at",), unless="OLD.ended_at IS NULL", message="a speech ends once"),
    )
    meeting_id: Mapped[int] = mapped_column(ForeignKey("assembly_meeting.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("assembly_item.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    guest_id: Mapped[int | None] = mapped_column(ForeignKey("assembly_guest.id"))
    asked_at: Mapped[datetime]
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    __table_args__ = (
        CheckConstraint("(member_id IS NULL) <> (guest_id IS NULL)", name="one_speaker"),
        Index("ix_assembly_speaker_meeting", "meeting_id", "id"),
    )
