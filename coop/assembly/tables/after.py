"""What follows a decision: dissent written down, papers sent to the authority, tasks."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coop.store import Base, append_only, guard


class DissentRow(Base):
    """Somebody had it written down that she is not for a decision.

    Attributes:
        was: "present" (there when it was voted) or "absent".
    """

    __tablename__ = "assembly_dissent"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM assembly_result r WHERE r.vote_id = NEW.vote_id"
            " AND r.outcome = 'carried')",
            message="dissent is from something carried",
        ),
        guard(
            "insert",
            unless="NOT EXISTS (SELECT 1 FROM assembly_said s WHERE s.vote_id = NEW.vote_id"
            " AND s.member_id = NEW.member_id AND s.said = 'in_favour')",
            message="who said yes by name does not dissent",
        ),
    )
    vote_id: Mapped[int] = mapped_column(ForeignKey("assembly_vote.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"))
    was: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime]
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    __table_args__ = (
        UniqueConstraint("vote_id", "member_id"),
        CheckConstraint("was IN ('present', 'absent')", name="was"),
    )


class SentRow(Base):
    """A paper went to the authority.

    Attributes:
        what: "notice" or "minutes".
        how: number of the procedure, or how it was handed in.
    """

    __tablename__ = "assembly_sent"
    __guards__ = append_only()
    meeting_id: Mapped[int] = mapped_column(ForeignKey("assembly_meeting.id"))
    what: Mapped[str]
    sent_on: Mapped[date]
    how: Mapped[str]
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    at: Mapped[datetime]
    __table_args__ = (
        UniqueConstraint("meeting_id", "what"),
        CheckConstraint("what IN ('notice', 'minutes')", name="what"),
    )


class TaskRow(Base):
    """Something to be done because of a decision.

    Attributes:
        delegation_id: of a delegate's report, the mandate that she reports on; None for any other task.
    """

    __tablename__ = "assembly_task"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM records_decision d WHERE d.id = NEW.decision_id"
            " AND d.outcome = 'carried')",
            message="a task follows from something carried",
        ),
    )
    decision_id: Mapped[int] = mapped_column(ForeignKey("records_decision.id"), index=True)
    what: Mapped[str]
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"), index=True)
    due_on: Mapped[date]
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("assembly_delegation.id"), index=True)
    noted_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    at: Mapped[datetime]


class TaskStepRow(Base):
    """What became of a task so far; the last step holds.

    Attributes:
        way: "note" (goes on), "done" or "dropped".
    """

    __tablename__ = "assembly_task_step"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless="NOT EXISTS (SELECT 1 FROM assembly_task_step s WHERE s.task_id = NEW.task_id"
            " AND s.way <> 'note')",
            message="a task ends once",
        ),
    )
    task_id: Mapped[int] = mapped_column(ForeignKey("assembly_task.id"))
    way: Mapped[str]
    text: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
    at: Mapped[datetime]
    __table_args__ = (
        CheckConstraint("way IN ('note', 'done', 'dropped')", name="way"),
        Index("ix_assembly_task_step_task", "task_id", "id"),
    )
