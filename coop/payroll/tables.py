"""Rows of pay. Private to this module.

The chain that the database itself holds: a payslip needs an award, an award needs a carried
decision in force whose subject is that of the frozen split, and a frozen split never changes. A slip
that reverses one needs a carried decision about exactly this reversal.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from coop.kernel.money import MOST, Money
from coop.store import Base, Guard, append_only, guard

VOTED = (
    "EXISTS (SELECT 1 FROM records_decision d JOIN payroll_split s ON s.id = NEW.split_id "
    "WHERE d.id = NEW.decision_id AND d.outcome = 'carried' AND d.state = 'in force' "
    "AND d.kind = 'payroll.split' AND d.subject = s.subject)"
)
"""The decision is carried and in force, and what it carried is exactly this split."""

ORDERED = (
    "EXISTS (SELECT 1 FROM records_decision d JOIN payroll_reversal r ON r.subject = d.subject "
    "WHERE d.id = NEW.decision_id AND d.outcome = 'carried' AND d.state = 'in force' "
    "AND d.kind = 'payroll.reversal' AND r.slip_id = NEW.reverses_id AND r.reason = NEW.reason)"
)
"""The decision is carried and in force, and what it carried is the reversal of exactly this payslip."""

UNVOTED = "NOT EXISTS (SELECT 1 FROM payroll_award a WHERE a.period_id = {row}.period_id)"
FIXED = "the pot of a month that was voted cannot be changed"

ISSUED = (
    "EXISTS (SELECT 1 FROM payroll_slip s WHERE s.split_id = NEW.split_id AND s.member_id = NEW.member_id)"
)


class PeriodRow(Base):
    """A month of pay, named by its first day."""

    __tablename__ = "payroll_period"
    __guards__ = append_only()
    first: Mapped[date] = mapped_column(unique=True)
    opened_at: Mapped[datetime]
    opened_by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))


class SourceRow(Base):
    """A line of the pot: what money there is, and what is taken from it; changeable until voted."""

    __tablename__ = "payroll_source"
    __guards__ = (
        guard("insert", unless=UNVOTED.format(row="NEW"), message=FIXED),
        guard(
            "update",
            unless=f"{UNVOTED.format(row='OLD')} AND NEW.period_id = OLD.period_id",
            message=FIXED,
        ),
        guard("delete", unless=UNVOTED.format(row="OLD"), message=FIXED),
    )
    period_id: Mapped[int] = mapped_column(ForeignKey("payroll_period.id"), index=True)
    kind: Mapped[str]
    day: Mapped[date]
    text: Mapped[str]
    amount: Mapped[Money]
    __table_args__ = (
        CheckConstraint(f"amount > 0 AND amount <= {MOST.minor}", name="sane_amount"),
        CheckConstraint("day >= '1900-01-01' AND day < '2200-01-01'", name="sane_day"),
        CheckConstraint("kind IN ('cash', 'receivable', 'obligation', 'reserve')", name="kind"),
    )


class SplitRow(Base):
    """A split as proposed: frozen with everything it rests on."""

    __tablename__ = "payroll_split"
    __guards__ = append_only()
    period_id: Mapped[int] = mapped_column(ForeignKey("payroll_period.id"), index=True)
    pot: Mapped[Money]
    scheme: Mapped[dict[str, Any]]
    sources: Mapped[dict[str, Any]]
    proposal: Mapped[dict[str, Any]]
    subject: Mapped[str] = mapped_column(unique=True)
    at: Mapped[datetime]
    by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))


class LineRow(Base):
    """A member's line of a frozen split."""

    __tablename__ = "payroll_line"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless="NOT EXISTS (SELECT 1 FROM payroll_award a WHERE a.split_id = NEW.split_id)",
            message="a split that was voted takes no further line",
        ),
    )
    split_id: Mapped[int] = mapped_column(ForeignKey("payroll_split.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"), index=True)
    number: Mapped[int]
    days: Mapped[int]
    minutes: Mapped[int]
    weight: Mapped[str]
    amount: Mapped[Money]
    odd: Mapped[bool]
    owed: Mapped[str]
    salt: Mapped[str]
    __table_args__ = (
        UniqueConstraint("split_id", "member_id"),
        CheckConstraint("amount >= 0", name="not_below_zero"),
    )


class AwardRow(Base):
    """That the assembly carried a split; one per month."""

    __tablename__ = "payroll_award"
    __guards__ = (
        *append_only(),
        guard("insert", unless=VOTED, message="no carried decision stands behind this split"),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM payroll_split s WHERE s.id = NEW.split_id "
            "AND s.period_id = NEW.period_id "
            "AND s.pot = (SELECT SUM(l.amount) FROM payroll_line l WHERE l.split_id = s.id))",
            message="the lines of this split do not sum to the pot of its month",
        ),
    )
    period_id: Mapped[int] = mapped_column(ForeignKey("payroll_period.id"), unique=True)
    split_id: Mapped[int] = mapped_column(ForeignKey("payroll_split.id"), unique=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("records_decision.id"), unique=True)


class SlipRow(Base):
    """A payslip, or the slip that reverses one; it cites its decision and never changes."""

    __tablename__ = "payroll_slip"
    __guards__ = (
        *append_only(),
        guard(
            "insert",
            unless=f"NEW.reverses_id IS NOT NULL OR {VOTED} AND EXISTS (SELECT 1 FROM payroll_award a "
            "WHERE a.split_id = NEW.split_id AND a.decision_id = NEW.decision_id)",
            message="no carried decision stands behind this payslip",
        ),
        guard(
            "insert",
            unless=f"NEW.reverses_id IS NULL OR {ORDERED}",
            message="no carried decision orders this reversal",
        ),
        guard(
            "insert",
            unless="EXISTS (SELECT 1 FROM payroll_line l WHERE l.id = NEW.line_id "
            "AND l.split_id = NEW.split_id AND l.member_id = NEW.member_id "
            "AND NEW.amount = CASE WHEN NEW.reverses_id IS NULL THEN l.amount ELSE 0 - l.amount END)",
            message="this payslip is not the line that was voted",
        ),
        guard(
            "insert",
            unless="NEW.reverses_id IS NULL OR EXISTS (SELECT 1 FROM payroll_slip o "
            "WHERE o.id = NEW.reverses_id AND o.line_id = NEW.line_id AND o.reverses_id IS NULL)",
            message="a reversing slip reverses the payslip of the same line",
        ),
    )
    number: Mapped[int] = mapped_column(unique=True)
    split_id: Mapped[int] = mapped_column(ForeignKey("payroll_split.id"), index=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("payroll_line.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"), index=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("records_decision.id"))
    amount: Mapped[Money]
    issued_on: Mapped[date]
    reverses_id: Mapped[int | None] = mapped_column(ForeignKey("payroll_slip.id"), unique=True)
    reason: Mapped[str | None]
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("books_entry.id"))
    __table_args__ = (
        CheckConstraint("(reverses_id IS NULL) = (reason IS NULL)", name="reason"),
        Index(
            "uq_payroll_slip_line",
            "line_id",
            unique=True,
            sqlite_where=text("reverses_id IS NULL"),
            postgresql_where=text("reverses_id IS NULL"),
        ),
    )


class ReversalRow(Base):
    """That the assembly is asked to reverse a payslip; frozen before the vote."""

    __tablename__ = "payroll_reversal"
    __guards__ = append_only()
    slip_id: Mapped[int] = mapped_column(ForeignKey("payroll_slip.id"), index=True)
    reason: Mapped[str]
    subject: Mapped[str] = mapped_column(unique=True)
    at: Mapped[datetime]
    by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))


class CarryRow(Base):
    """What all issued splits together still owe a member: an exact fraction of one centavo.

    It moves only with a payslip of hers, once per issued split.
    """

    __tablename__ = "payroll_carry"
    __guards__ = (
        guard("insert", unless=ISSUED, message="what is owed moves only when a payslip is issued"),
        guard("update", unless=ISSUED, message="what is owed moves only when a payslip is issued"),
        guard(
            "update",
            unless="NEW.split_id <> OLD.split_id AND NEW.member_id = OLD.member_id",
            message="what is owed moves once per issued split",
        ),
        Guard("delete", "what is owed is not forgotten"),
    )
    member_id: Mapped[int] = mapped_column(ForeignKey("people_member.id"), unique=True)
    split_id: Mapped[int] = mapped_column(ForeignKey("payroll_split.id"))
    owed: Mapped[str]


class PaymentRow(Base):
    """That the slips of a month were paid."""

    __tablename__ = "payroll_payment"
    __guards__ = append_only()
    period_id: Mapped[int] = mapped_column(ForeignKey("payroll_period.id"), unique=True)
    day: Mapped[date]
    way: Mapped[str]
    amount: Mapped[Money]
    entry_id: Mapped[int] = mapped_column(ForeignKey("books_entry.id"))
    __table_args__ = (CheckConstraint("way IN ('cash', 'bank')", name="way"),)


class TitleRow(Base):
    """What the co-op calls its payslips; the newest one is in force."""

    __tablename__ = "payroll_title"
    __guards__ = append_only()
    title: Mapped[str]
    at: Mapped[datetime]
    by: Mapped[int | None] = mapped_column(ForeignKey("people_member.id"))
