"""Rows of assemblies: what was called, who was there, what was counted. Private to this module.

Everything said in an assembly is a row of its own, so that a power failure loses nothing, and
the database refuses to change it afterwards, whoever asks.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.store import Base, append_only, guard

MEETING = "EXISTS (SELECT 1 FROM assembly_meeting m WHERE m.id = {meeting} AND {state})"
OPEN = "m.opened_at IS NOT NULL AND m.closed_at IS NULL"
MESA = ("chair_id", "teller_a_id", "teller_b_id", "signer_a_id", "signer_b_id")
OPENING = ("opened_at", "opened_by", "opened_roll", "opened_present", "opened_sentence")


class StatuteRow(Base):
    """The statute that holds from a day on, until the next row."""

    __tablename__ = "assembly_statute"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM records_decision d"
            " WHERE d.id = NEW.decision_id AND d.state = 'in force' AND d.kind = 'assembly.founding')",
            message="a statute is adopted by the founding act",
        ),
    )
    code: Mapped[str]
    since: Mapped[date]
    decision_id: Mapped[int] = mapped_column(ForeignKey("records_decision.id"))


class MotionRow(Base):
    """Something to be voted; it waits until it is put on an agenda. Its text never changes.

    `subject` is the digest of the proposal, `described` the proposal in plain words.
    """

    __tablename__ = "assembly_motion"
    __guards__ = (
        *append_only(but=("withdrawn_at",)),
        guard(
            "update",
            columns=("withdrawn_at",),
            unless="OLD.withdrawn_at IS NULL AND NOT EXISTS"
            " (SELECT 1 FROM assembly_result r WHERE r.motion_id = OLD.id)",
            message="a motion is withdrawn once, and before it is voted",
        ),
    )
    kind: Mapped[str]
    title: Mapped[str]
    matter: Mapped[str]
    proposal: Mapped[dict[str, Any]]
    subject: Mapped[str] = mapped_column(index=True)
    described: Mapped[dict[str, Any]]
    needs_registration: Mapped[bool]
    proposed_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    proposed_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]


class MeetingRow(Base):
    """An assembly. Convocation, opening and closing are each written once."""

    __tablename__ = "assembly_meeting"
    __guards__ = (
        *append_only(but=("convened_at", *OPENING, *MESA, "closed_at")),
        guard(
            "update",
            columns=("convened_at",),
            unless="OLD.convened_at IS NULL",
            message="an assembly is called once",
        ),
        guard(
            "update",
            columns=OPENING,
            unless="OLD.opened_at IS NULL AND OLD.convened_at IS NOT NULL",
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
    statute: Mapped[str]
    called_on: Mapped[date]
    called_for: Mapped[datetime]
    place: Mapped[str]
    convened_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    convened_at: Mapped[datetime | None]
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
                meeting="NEW.meeting_id", state="m.convened_at IS NOT NULL AND m.closed_at IS NULL"
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
        CheckConstraint("means IN ('table', 'terminal')", name="means"),
        Index("ix_assembly_attendance_meeting", "meeting_id", "member_id", "id"),
    )


class VoteRow(Base):
    """A count of hands on an item: one, and a further one each time the tellers differ.

    `roll` and `present` are the people who may vote on it, as they were when it began.
    """

    __tablename__ = "assembly_vote"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM assembly_item i JOIN assembly_meeting m ON m.id = i.meeting_id"
            f" WHERE i.id = NEW.item_id AND i.set_aside_at IS NULL AND {OPEN} AND NOT EXISTS"
            " (SELECT 1 FROM assembly_result r WHERE r.motion_id = i.motion_id))",
            message="only an open assembly votes, and on each motion once",
        ),
    )
    item_id: Mapped[int] = mapped_column(ForeignKey("assembly_item.id"))
    round: Mapped[int]
    roll: Mapped[int]
    present: Mapped[int]
    opened_at: Mapped[datetime]
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    __table_args__ = (UniqueConstraint("item_id", "round"),)


class VoterRow(Base):
    """Who was there when a vote began, and whether she may vote on it."""

    __tablename__ = "assembly_voter"
    __guards__ = append_only()
    vote_id: Mapped[int] = mapped_column(ForeignKey("assembly_vote.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    may_vote: Mapped[bool]
    __table_args__ = (UniqueConstraint("vote_id", "member_id"),)


class CountRow(Base):
    """What one teller counted."""

    __tablename__ = "assembly_count"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless="NEW.in_favour + NEW.against + NEW.abstained <="
            " (SELECT v.present FROM assembly_vote v WHERE v.id = NEW.vote_id)",
            message="more hands were counted than people who may vote are there",
        ),
        guard(
            "insert",
            unless="NOT EXISTS (SELECT 1 FROM assembly_vote v JOIN assembly_item i ON i.id = v.item_id"
            " JOIN assembly_meeting m ON m.id = i.meeting_id WHERE v.id = NEW.vote_id AND"
            " (m.closed_at IS NOT NULL OR i.set_aside_at IS NOT NULL OR EXISTS"
            " (SELECT 1 FROM assembly_result r WHERE r.motion_id = i.motion_id)))",
            message="this vote is closed",
        ),
    )
    vote_id: Mapped[int] = mapped_column(ForeignKey("assembly_vote.id"))
    teller_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    in_favour: Mapped[int]
    against: Mapped[int]
    abstained: Mapped[int]
    at: Mapped[datetime]
    __table_args__ = (
        UniqueConstraint("vote_id", "teller_id"),
        CheckConstraint("in_favour >= 0 AND against >= 0 AND abstained >= 0", name="not_negative"),
    )


class ResultRow(Base):
    """What came of a motion: what two different tellers counted, and the decision it became."""

    __tablename__ = "assembly_result"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless="(SELECT COUNT(DISTINCT c.teller_id) FROM assembly_count c WHERE c.vote_id = NEW.vote_id"
            " AND c.in_favour = NEW.in_favour AND c.against = NEW.against"
            " AND c.abstained = NEW.abstained) >= 2",
            message="two different tellers must have counted the same",
        ),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id"
            " AND d.outcome = NEW.outcome)",
            message="a result is a recorded decision",
        ),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM assembly_vote v JOIN assembly_item i ON i.id = v.item_id"
            " WHERE v.id = NEW.vote_id AND i.motion_id = NEW.motion_id)",
            message="a result belongs to the motion that was voted",
        ),
    )
    motion_id: Mapped[int] = mapped_column(ForeignKey("assembly_motion.id"), unique=True)
    vote_id: Mapped[int] = mapped_column(ForeignKey("assembly_vote.id"), unique=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("records_decision.id"), unique=True)
    serial: Mapped[int] = mapped_column(unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    in_favour: Mapped[int]
    against: Mapped[int]
    abstained: Mapped[int]
    base: Mapped[int]
    needed: Mapped[int]
    outcome: Mapped[str]
    sentence: Mapped[dict[str, Any]]
    at: Mapped[datetime]
    announced_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    __table_args__ = (CheckConstraint("outcome IN ('carried', 'lost')", name="outcome"),)


class MinutesRow(Base):
    """The minutes of a closed assembly as facts, with their place in the record book."""

    __tablename__ = "assembly_minutes"
    __guards__ = append_only()
    meeting_id: Mapped[int] = mapped_column(ForeignKey("assembly_meeting.id"), unique=True)
    facts: Mapped[dict[str, Any]]
    digest: Mapped[str]
    entry_seq: Mapped[int]
    entry_digest: Mapped[str]
