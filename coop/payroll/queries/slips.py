"""Payslips."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from coop.kernel.money import Money
from coop.payroll.rules import Month
from coop.payroll.tables import PeriodRow, ReversalRow, SlipRow, SplitRow, TitleRow
from coop.records import queries as records
from coop.store import UnitOfWork
from coop.store.unit_of_work import NoSuchThing


@dataclass(frozen=True, slots=True)
class Slip:
    """A payslip.

    Attributes:
        number: running number of all payslips.
        amount: of the voted line; its opposite on a reversing slip.
        reverses, reversed_by: numbers of the slips on the other side of a correction.
    """

    id: int
    number: int
    member_id: int
    month: Month
    split_id: int
    decision_id: int
    amount: Money
    issued_on: date
    reason: str | None
    reverses: int | None
    reversed_by: int | None

    @property
    def first(self) -> date:
        """The day its month is named by."""
        return self.month.first


def slips_of_member(uow: UnitOfWork, member_id: int) -> tuple[Slip, ...]:
    """A member's payslips, the newest first."""
    return _slips(uow, SlipRow.member_id == member_id)


def slips_of_period(uow: UnitOfWork, period_id: int) -> tuple[Slip, ...]:
    """The payslips of a month by number."""
    return tuple(reversed(_slips(uow, SplitRow.period_id == period_id)))


def get_slip(uow: UnitOfWork, slip_id: int) -> Slip:
    """One payslip.

    Raises:
        NoSuchThing: there is none.
    """
    found = _slips(uow, SlipRow.id == slip_id)
    if not found:
        raise NoSuchThing()
    return found[0]


def find_slip_by_number(uow: UnitOfWork, number: int) -> Slip | None:
    """The payslip that bears a number."""
    return next(iter(_slips(uow, SlipRow.number == number)), None)


@dataclass(frozen=True, slots=True)
class Reversal:
    """A reversal that the assembly is asked for."""

    slip: Slip
    reason: str


def find_reversal(uow: UnitOfWork, subject: str) -> Reversal | None:
    """The reversal that a decision is about."""
    row = uow.session.scalar(select(ReversalRow).where(ReversalRow.subject == subject))
    return Reversal(get_slip(uow, row.slip_id), row.reason) if row else None


def last_slip(uow: UnitOfWork, member_id: int, before: Month) -> Slip | None:
    """A member's newest payslip of an earlier month that still stands."""
    return next(
        (
            s
            for s in slips_of_member(uow, member_id)
            if s.month < before and s.reverses is None and s.reversed_by is None
        ),
        None,
    )


def decision_of(uow: UnitOfWork, slip: Slip) -> records.Decision:
    """The decision that a payslip carries out."""
    return records.get_decision(uow, slip.decision_id)


def payslip_title(uow: UnitOfWork) -> str | None:
    """What the co-op calls its payslips; None while it uses the usual name."""
    return uow.session.scalar(select(TitleRow.title).order_by(TitleRow.id.desc()).limit(1))


def _slips(uow: UnitOfWork, *where: Any) -> tuple[Slip, ...]:
    original, undoing = aliased(SlipRow), aliased(SlipRow)
    rows = uow.session.execute(
        select(SlipRow, PeriodRow.first, original.number, undoing.number)
        .join(SplitRow, SplitRow.id == SlipRow.split_id)
        .join(PeriodRow, PeriodRow.id == SplitRow.period_id)
        .outerjoin(original, original.id == SlipRow.reverses_id)
        .outerjoin(undoing, undoing.reverses_id == SlipRow.id)
        .where(*where)
        .order_by(SlipRow.number.desc())
    )
    return tuple(
        Slip(
            id=r.id,
            number=r.number,
            member_id=r.member_id,
            month=Month(first.year, first.month),
            split_id=r.split_id,
            decision_id=r.decision_id,
            amount=r.amount,
            issued_on=r.issued_on,
            reason=r.reason,
            reverses=reverses,
            reversed_by=reversed_by,
        )
        for r, first, reverses, reversed_by in rows
    )
