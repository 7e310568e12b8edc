"""Votes, counts and results."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.assembly.tables.meetings import OPEN
from coop.store import Base, append_only, guard


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
