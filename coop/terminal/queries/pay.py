"""A member's own payslips."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coop.kernel.money import Money
from coop.payroll import queries as payroll
from coop.store import UnitOfWork

SHOWN = 6
"""Payslips on one's own page; all of them stand in their list."""


@dataclass(frozen=True, slots=True)
class Slip:
    """An issued payslip of one's own that stands.

    Attributes:
        month: its first day.
    """

    id: int
    month: date
    amount: Money


def slips_of(uow: UnitOfWork, member_id: int) -> tuple[Slip, ...]:
    """A member's payslips, the newest first, without those that were reversed."""
    return tuple(
        Slip(slip.id, slip.first, slip.amount)
        for slip in payroll.slips_of_member(uow, member_id)[:SHOWN]
        if slip.reverses is None and slip.reversed_by is None
    )
