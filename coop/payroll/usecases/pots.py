"""Months of pay and the lines of their pots."""

from __future__ import annotations

from coop.kernel.errors import N_, CoopError, Invalid
from coop.payroll import queries
from coop.payroll.rules import Month, Source
from coop.payroll.tables import PeriodRow, SourceRow
from coop.store import UnitOfWork


class MonthTaken(CoopError):
    message = N_("%(month)s is open already. Choose it from the list.")


class VotedAlready(CoopError):
    message = N_("The split of this month was voted. What was voted cannot be changed.")


class NotAboveZero(Invalid):
    message = N_("Write an amount above zero; the kind of the line says whether it adds or takes.")


def open_period(uow: UnitOfWork, month: Month) -> int:
    """Open a month of pay.

    Returns:
        Its key.

    Raises:
        MonthTaken: it is open already.
    """
    if queries.find_period(uow, month) is not None:
        raise MonthTaken(month=month.said)
    return uow.add(PeriodRow(first=month.first, opened_at=uow.now(), opened_by=uow.actor.member_id)).id


def add_source(uow: UnitOfWork, period_id: int, source: Source) -> int:
    """Write a line of the pot; proposed splits become void by it.

    Returns:
        The key of the line.

    Raises:
        VotedAlready: the split was voted.
        NotAboveZero: its amount is not above zero.
    """
    check_open(uow, period_id)
    if source.amount.minor <= 0:
        raise NotAboveZero()
    return uow.add(
        SourceRow(
            period_id=period_id, kind=source.kind, day=source.day, text=source.text, amount=source.amount
        )
    ).id


def remove_source(uow: UnitOfWork, source_id: int) -> int:
    """Take a line out of the pot; proposed splits become void by it.

    Returns:
        The key of its month.

    Raises:
        VotedAlready: the split was voted.
    """
    row = uow.get(SourceRow, source_id)
    period_id = row.period_id
    check_open(uow, period_id)
    uow.session.delete(row)
    uow.session.flush()
    return period_id


def check_open(uow: UnitOfWork, period_id: int) -> None:
    """See that no split of a month was voted yet.

    Raises:
        VotedAlready: one was.
    """
    if queries.get_period(uow, period_id).split_id is not None:
        raise VotedAlready()
