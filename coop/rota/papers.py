"""The rota for the wall: A3 across, everybody's days, legend of the shifts.

References:
    Ley 20.744 art. 197: the rota hangs in visible places of the workplace.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from coop.documents.rules import Draft
from coop.kernel.errors import N_, NotFound, Sentence
from coop.kernel.ranges import Days
from coop.people import queries as people
from coop.rota import queries
from coop.store import UnitOfWork

WALL = "rota.wall"
TITLE = N_("Rota from %(start)s to %(last)s, version %(version)s")


class OnlyPublished(NotFound):
    message = N_("A draft does not hang on the wall. Publish it first.")
    status = 409


@dataclass(frozen=True, slots=True)
class Line:
    """A member's days on the wall.

    Attributes:
        cells: code of each day, empty when free.
    """

    number: int
    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A day at the head of the table."""

    day: date
    rest: bool


def title(days: Days, version: int) -> Sentence:
    """The title of the wall rota of some days."""
    return Sentence(TITLE, {"start": days.start, "last": days.last, "version": str(version)})


def wall(uow: UnitOfWork, ref: str) -> Draft:
    """The wall rota of a published plan.

    Args:
        uow: the unit of work.
        ref: key of the plan.

    Raises:
        OnlyPublished: it is a draft.
    """
    plan = queries.get_plan(uow, int(ref))
    if plan.version is None:
        raise OnlyPublished()
    duties = queries.plan_duties(uow, plan.id)
    cells = {(d.member_id, d.day): d.kind for d in duties}
    sectors = {s.id: s.name for s in people.sectors(uow)}
    holidays = people.holidays(uow, plan.days)
    members = sorted(
        people.members(uow, {d.member_id for d in duties}),
        key=lambda m: (sectors.get(m.sector_id or 0, ""), m.sorted_name),
    )
    groups = [
        (
            sector,
            [
                Line(m.number, m.sorted_name, tuple(cells.get((m.id, d), "") for d in plan.days))
                for m in group
            ],
        )
        for sector, group in groupby(members, key=lambda m: sectors.get(m.sector_id or 0, ""))
    ]
    used = {d.kind for d in duties}
    kinds = [k for k in queries.kinds(uow, also_ended=True) if k.code in used]
    context = {
        "title": title(plan.days, plan.version),
        "coop": people.letterhead(uow),
        "days": plan.days,
        "heads": [Head(d, d.weekday() >= 5 or d in holidays) for d in plan.days],
        "groups": groups,
        "kinds": kinds,
        "version": plan.version,
    }
    facts = {
        "version": plan.version,
        "start": plan.days.start,
        "end": plan.days.end,
        "shifts": [[d.member_id, d.day, d.kind] for d in duties],
        "kinds": [[k.code, k.shift.start, k.shift.end] for k in kinds],
    }
    return Draft("papers/rota_wall.html", context, facts)


PAPERS = {WALL: wall}
