"""Shifts of the rota in force that nobody covers, or not enough people do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from coop.kernel.ranges import Days
from coop.rota import rules
from coop.rota.queries.places import places
from coop.rota.queries.plans import plan_duties, plan_needs
from coop.rota.queries.setting import Kind, kinds
from coop.rota.queries.shifts import segments
from coop.rota.rules import Gap, Place
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Open:
    """A shift that lacks people.

    Attributes:
        at: what the people are wanted for.
        place: its name; empty for anything.
        missing: how many people lack, > 0.
    """

    day: date
    kind: Kind
    at: Place
    place: str
    missing: int


def open_shifts(uow: UnitOfWork, days: Days) -> tuple[Open, ...]:
    """What the rota in force does not cover in some days, by day."""
    gaps: list[Gap] = []
    for plan, part in segments(uow, days):
        gaps += rules.gaps(plan_duties(uow, plan), [n for n in plan_needs(uow, plan) if n.day in part])
    return open_of(uow, gaps)


def open_of(uow: UnitOfWork, gaps: Iterable[Gap]) -> tuple[Open, ...]:
    """Gaps with the names of their shifts and places."""
    known, where = {k.code: k for k in kinds(uow, also_ended=True)}, places(uow)
    return tuple(
        Open(g.need.day, known[g.need.kind], g.need.place, where.name(g.need.place), g.missing) for g in gaps
    )
