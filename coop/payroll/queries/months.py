"""Months of pay and their pots."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from coop.kernel.errors import Sentence
from coop.kernel.money import Money, total
from coop.payroll import rules
from coop.payroll.rules import Month, Source
from coop.payroll.tables import AwardRow, PaymentRow, PeriodRow, SlipRow, SourceRow, SplitRow
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class PotLine:
    """A line of the pot with its key; what it takes from the pot is below zero."""

    id: int
    period_id: int
    kind: Sentence
    day: date
    text: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Period:
    """A month of pay.

    Attributes:
        pot: sum of the lines, zero while there are none.
        state: open, proposed, voted, issued, paid, or reversed when every payslip was.
        split_id, decision_id: once voted.
    """

    id: int
    month: Month
    pot: Money
    state: str
    split_id: int | None
    decision_id: int | None

    @property
    def first(self) -> date:
        """The day the month is named by."""
        return self.month.first


def periods(uow: UnitOfWork) -> tuple[Period, ...]:
    """Every month of pay, the newest first."""
    rows = uow.session.scalars(select(PeriodRow).order_by(PeriodRow.first.desc()))
    return tuple(_period(uow, r) for r in rows)


def get_period(uow: UnitOfWork, period_id: int) -> Period:
    """One month of pay.

    Raises:
        NoSuchThing: there is none.
    """
    return _period(uow, uow.get(PeriodRow, period_id))


def find_period(uow: UnitOfWork, month: Month) -> Period | None:
    """The month of pay, if it was opened."""
    row = uow.session.scalar(select(PeriodRow).where(PeriodRow.first == month.first))
    return _period(uow, row) if row else None


def pot_lines(uow: UnitOfWork, period_id: int) -> tuple[PotLine, ...]:
    """The lines of a pot, in the order they were written."""
    return tuple(_pot_line(r) for r in _source_rows(uow, period_id))


def get_pot_line(uow: UnitOfWork, source_id: int) -> PotLine:
    """One line of a pot.

    Raises:
        NoSuchThing: there is none.
    """
    return _pot_line(uow.get(SourceRow, source_id))


def _pot_line(row: SourceRow) -> PotLine:
    kind = Sentence(rules.KINDS[row.kind][0])
    return PotLine(row.id, row.period_id, kind, row.day, row.text, _source(row).signed)


def sources(uow: UnitOfWork, period_id: int) -> tuple[Source, ...]:
    """The lines of a pot as the law sees them."""
    return tuple(_source(r) for r in _source_rows(uow, period_id))


def _source_rows(uow: UnitOfWork, period_id: int) -> list[SourceRow]:
    return list(
        uow.session.scalars(select(SourceRow).where(SourceRow.period_id == period_id).order_by(SourceRow.id))
    )


def _source(row: SourceRow) -> Source:
    return Source(row.kind, row.day, row.text, row.amount)


def _period(uow: UnitOfWork, row: PeriodRow) -> Period:
    award = uow.session.scalar(select(AwardRow).where(AwardRow.period_id == row.id))
    if award is None:
        frozen = uow.session.scalar(select(exists().where(SplitRow.period_id == row.id)))
        state = "proposed" if frozen else "open"
    elif uow.session.scalar(select(exists().where(PaymentRow.period_id == row.id))):
        state = "paid"
    else:
        state = _issued(uow, award.split_id)
    return Period(
        id=row.id,
        month=Month(row.first.year, row.first.month),
        pot=total([s.signed for s in sources(uow, row.id)]),
        state=state,
        split_id=award.split_id if award else None,
        decision_id=award.decision_id if award else None,
    )


def _issued(uow: UnitOfWork, split_id: int) -> str:
    undoing = aliased(SlipRow)
    count, standing = uow.session.execute(
        select(func.count(), func.count().filter(undoing.id.is_(None)))
        .select_from(SlipRow)
        .outerjoin(undoing, undoing.reverses_id == SlipRow.id)
        .where(SlipRow.split_id == split_id, SlipRow.reverses_id.is_(None))
    ).one()
    return "voted" if not count else "issued" if standing else "reversed"
