"""What comes before an assembly: petitions, supporters, attached papers, meetings of a shift."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.assembly.tables.meetings import MEETING
from coop.store import Base, append_only, guard

ON_AN_AGENDA = "EXISTS (SELECT 1 FROM assembly_item i WHERE i.motion_id = {motion})"


class PetitionRow(Base):
    """Members ask that an assembly be called to vote motions.

    Attributes:
        motions: `{"motions": [key, …]}`.
        reached_at: when enough had signed; the deadline runs from then.
    """

    __tablename__ = "assembly_petition"
    __guards__ = (
        *append_only(but=("reached_at",)),
        guard(
            "update",
            columns=("reached_at",),
            unless="OLD.reached_at IS NULL",
            message="a petition is reached once",
        ),
    )
    why: Mapped[str]
    motions: Mapped[dict[str, Any]]
    started_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    started_at: Mapped[datetime]
    reached_at: Mapped[datetime | None]


class PetitionSignatureRow(Base):
    """A member signs a petition, or takes her signature back before enough have signed."""

    __tablename__ = "assembly_petition_signature"
    __guards__ = (
        *append_only(but=("withdrawn_at",)),
        guard(
            "update",
            columns=("withdrawn_at",),
            unless="OLD.withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM assembly_petition p"
            " WHERE p.id = OLD.petition_id AND p.reached_at IS NULL)",
            message="a signature is withdrawn once, and before enough have signed",
        ),
    )
    petition_id: Mapped[int] = mapped_column(ForeignKey("assembly_petition.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class SupportRow(Base):
    """A member supports a motion; from a share of the roll on it must be on the next agenda."""

    __tablename__ = "assembly_support"
    __guards__ = append_only()
    motion_id: Mapped[int] = mapped_column(ForeignKey("assembly_motion.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("motion_id", "member_id"),)


class AttachmentRow(Base):
    """A paper attached to a motion before it stands on an agenda."""

    __tablename__ = "assembly_attachment"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless=f"NOT {ON_AN_AGENDA.format(motion='NEW.motion_id')}",
            message="papers are attached before a motion is on an agenda",
        ),
    )
    motion_id: Mapped[int] = mapped_column(ForeignKey("assembly_motion.id"), index=True)
    name: Mapped[str]
    kind: Mapped[str]
    content: Mapped[bytes]
    size: Mapped[int]
    digest: Mapped[str]
    added_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("motion_id", "digest"), CheckConstraint("size > 0", name="size"))


class PreMeetingRow(Base):
    """A shift or a sector talks an agenda over before the assembly.

    Attributes:
        said: what was said, for the minutes; written once.
    """

    __tablename__ = "assembly_premeeting"
    __guards__ = (
        *append_only(but=("said", "said_by")),
        guard(
            "insert",
            unless=MEETING.format(
                meeting="NEW.meeting_id", state="m.convened_at IS NOT NULL AND m.opened_at IS NULL"
            ),
            message="a shift meets between the call and the opening of an assembly",
        ),
        guard("update", columns=("said", "said_by"), unless="OLD.said IS NULL", message="it is written once"),
    )
    meeting_id: Mapped[int] = mapped_column(ForeignKey("assembly_meeting.id"), index=True)
    whom: Mapped[str]
    at: Mapped[datetime]
    place: Mapped[str]
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    said: Mapped[str | None]
    said_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
