"""A member's own payslips."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coop.kernel.money import Money
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Slip:
    """An issued payslip of one's own.

    Attributes:
        month: its first day.
        url: the PDF; not offered on a shared terminal, where files would stay behind.
    """

    month: date
    net: Money
    url: str


def slips_of(uow: UnitOfWork, member_id: int) -> tuple[Slip, ...]:
    """A member's payslips, the newest first."""
    return ()
