"""A month of pay as the tests need it: hours confirmed, a pot, a vote."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from coop.decisions import DecisionProof, subject_of
from coop.kernel.money import Money
from coop.kernel.ranges import Days
from coop.payroll import queries, rules, usecases
from coop.payroll.rules import Month, Source
from coop.rota import usecases as rota
from coop.rota.rules import Change
from coop.store import Actor, UnitOfWork
from tests.cast import Cast, proof

OCTOBER = Month(2026, 10)
LAST = OCTOBER.last
HOURS = {"ana": 9_600, "bruno": 9_600, "elsa": 4_800, "gabi": 9_000, "hugo": 8_400, "irma": 9_600, "juan": 0}
"""Minutes of everybody in October."""
BANK = Source("cash", LAST, "Extracto del banco", Money(8_000_000_00))
LIGHT = Source("obligation", LAST, "Luz de octubre", Money(999_999_99))
POT = BANK.amount - LIGHT.amount


def work(uow: UnitOfWork, cast: Cast, minutes: Mapping[str, int] = HOURS, *, month: Month = OCTOBER) -> None:
    """Confirm the hours of a month: each one's minutes, in days of ten hours."""
    changed: dict[tuple[int, date], Change] = {}
    for name, whole in minutes.items():
        day = month.first
        while whole > 0:
            changed[(getattr(cast, name), day)] = Change(min(600, whole), "Horas de octubre")
            whole -= 600
            day += timedelta(days=1)
    rota.confirm_hours(uow, Days(month.days.start, month.days.end), changed=changed)


def pot(uow: UnitOfWork, *, month: Month = OCTOBER) -> int:
    """Open a month and write its pot of $ 7.000.000,01."""
    period_id = usecases.open_period(uow, month)
    usecases.add_source(uow, period_id, BANK)
    usecases.add_source(uow, period_id, LIGHT)
    return period_id


def prepared(uow: UnitOfWork, cast: Cast, *, month: Month = OCTOBER) -> int:
    """A month over, its hours confirmed and its pot written, before the treasurer."""
    work(uow, cast, month=month)
    uow.actor = Actor(cast.ana)
    return pot(uow, month=month)


def carried(uow: UnitOfWork, split_id: int, *, number: str = "2026-004") -> DecisionProof:
    """What the assembly hands over when it carries a split."""
    subject = queries.get_split(uow, split_id).subject
    return proof(uow, number=number, kind=usecases.SPLIT, subject=subject)


def reverse(uow: UnitOfWork, number: int, reason: str, *, by: str = "2026-009") -> int:
    """Reverse a payslip as the assembly decided; the key of the reversing one."""
    proposal = usecases.ask_reversal(uow, number, reason)
    subject = subject_of(usecases.REVERSAL, proposal)
    return usecases.reverse_slip(uow, proof(uow, number=by, kind=usecases.REVERSAL, subject=subject))


def voted(uow: UnitOfWork, cast: Cast, *, month: Month = OCTOBER, number: str = "2026-004") -> int:
    """A month whose split the assembly carried."""
    period_id = prepared(uow, cast, month=month)
    split_id = usecases.freeze(uow, period_id, rules.mixed(50))
    usecases.award(uow, carried(uow, split_id, number=number))
    return period_id


def issued(uow: UnitOfWork, cast: Cast, *, month: Month = OCTOBER, number: str = "2026-004") -> int:
    """A month whose payslips are issued."""
    period_id = voted(uow, cast, month=month, number=number)
    usecases.issue(uow, period_id)
    return period_id
