"""Reading the fairness ledger: what each had of nights, weekends, holidays and hard posts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from coop.kernel.ranges import Days
from coop.people import queries as people
from coop.rota import rules
from coop.rota.queries.shifts import fairness
from coop.rota.rules import Share
from coop.rota.tables import PlanRow
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One member's line.

    Attributes:
        days: of the window on which she or he was on the roll or on trial, > 0.
        shares: by the keys of `rules.BURDENS`.
    """

    member_id: int
    name: str
    days: int
    shares: Mapping[str, Share]


def fairness_ledger(uow: UnitOfWork, window: Days) -> tuple[LedgerLine, ...]:
    """What everybody who was there in some days had, by the rota in force, sorted by name.

    Shares go by the days on the roll alone: neither skills nor absences make them smaller, so that
    the assembly sees what only a few can do.
    """
    there = {}
    for member in people.members(uow):
        first = min((d for d in (member.trial_on, member.joined_on) if d), default=date.max)
        days = (min(member.left_on or date.max, window.end) - max(first, window.start)).days
        if days > 0:
            there[member.id] = (member.sorted_name, days)
    shares = rules.ledger(fairness(uow, window), {key: days for key, (_, days) in there.items()})
    lines = (LedgerLine(key, name, days, shares[key]) for key, (name, days) in there.items())
    return tuple(sorted(lines, key=lambda line: line.name))


def first_rota_day(uow: UnitOfWork) -> date | None:
    """The first day that a published rota covers; None without any."""
    return uow.session.scalar(select(func.min(PlanRow.start_on)).where(PlanRow.state == "published"))
