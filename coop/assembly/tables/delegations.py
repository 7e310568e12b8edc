"""Delegates: members whom the assembly sends with a mandate that binds them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from coop.decisions import in_force
from coop.store import Base, append_only, guard

GIVEN_BY = "assembly.delegation"
ENDED_BY = "assembly.delegation_recall"


class DelegationRow(Base):
    """An imperative mandate: what a delegate is to say and do, and what she may not, for [since, until).

    It ends early only once, on `ended_on` (first day no longer), by another decision or because the delegate
    gave it back (`returned_why`).

    Attributes:
        purpose: where or to what she is sent.
        words: what she is to say and do.
        limits: what she may not do without asking the assembly.
        report_days: she reports every so many days, and at the end; 0 for at the end alone.
    """

    __tablename__ = "assembly_delegation"
    __guards__ = (
        *append_only(but=("ended_on", "ended_decision_id", "returned_why")),
        guard(
            "insert",
            unless="NEW.ended_on IS NULL AND " + in_force("decision_id", GIVEN_BY),
            message="a delegate is sent by a decision of the assembly",
        ),
        guard(
            "update",
            unless="OLD.ended_on IS NULL AND (NEW.returned_why IS NOT NULL OR "
            + in_force("ended_decision_id", ENDED_BY)
            + ")",
            columns=("ended_on", "ended_decision_id", "returned_why"),
            message="a delegate is recalled by a decision of the assembly or gives it back, once",
        ),
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"), index=True)
    purpose: Mapped[str]
    words: Mapped[str]
    limits: Mapped[str]
    since: Mapped[date]
    until: Mapped[date]
    report_days: Mapped[int]
    decision_id: Mapped[int] = mapped_column(ForeignKey("records_decision.id"), unique=True)
    ended_on: Mapped[date | None]
    ended_decision_id: Mapped[int | None] = mapped_column(ForeignKey("records_decision.id"))
    returned_why: Mapped[str | None]
    __table_args__ = (
        CheckConstraint("since < until", name="forwards"),
        CheckConstraint("report_days >= 0", name="report_days"),
        CheckConstraint(
            "(ended_on IS NULL) = (ended_decision_id IS NULL AND returned_why IS NULL)",
            name="ended_by_somebody",
        ),
        CheckConstraint("ended_decision_id IS NULL OR returned_why IS NULL", name="one_end"),
    )
