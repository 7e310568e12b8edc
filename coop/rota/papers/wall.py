"""The rota for the wall: A3 across, everybody's days; and the same of one sector on A4.

References:
    Ley 20.744 art. 197: the rota hangs in visible places of the workplace.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from coop.documents.rules import Draft
from coop.kernel.errors import N_, NotFound, Sentence
from coop.kernel.ranges import Days
from coop.people import queries as people
from coop.rota import queries, rules
from coop.rota.papers.grid import blocks, used_kinds
from coop.rota.queries import Open, PlanView
from coop.rota.rules import Duty, Place
from coop.store import UnitOfWork

WALL = "rota.wall"
SECTOR = "rota.sector"
TITLE = N_("Rota from %(start)s to %(last)s, version %(version)s")
TITLE_OF_SECTOR = N_("Rota of %(sector)s from %(start)s to %(last)s, version %(version)s")
NOBODYS = N_("those without a sector")

WEEKS = {"A3": 5, "A4": 4}
"""How many weeks fit one beside the other on a sheet across."""


class OnlyPublished(NotFound):
    message = N_("A draft does not hang on the wall. Publish it first.")
    status = 409


def title(days: Days, version: int) -> Sentence:
    """The title of the wall rota of some days."""
    return Sentence(TITLE, {"start": days.start, "last": days.last, "version": str(version)})


def sector_title(uow: UnitOfWork, days: Days, version: int, sector_id: int | None) -> Sentence:
    """The title of a sector's rota; None stands for those who belong to none."""
    name = Sentence(NOBODYS) if sector_id is None else people.get_sector(uow, sector_id).name
    facts = {"sector": name, "start": days.start, "last": days.last, "version": str(version)}
    return Sentence(TITLE_OF_SECTOR, facts)


def sector_ref(plan_id: int, sector_id: int | None) -> str:
    """What a sector's rota is about."""
    return f"{plan_id}-{sector_id or 0}"


def wall(uow: UnitOfWork, ref: str) -> Draft:
    """The wall rota of a published plan.

    Args:
        uow: the unit of work.
        ref: key of the plan.

    Raises:
        OnlyPublished: it is a draft.
    """
    plan, version = _published(uow, int(ref))
    duties = queries.plan_duties(uow, plan.id)
    gaps = queries.open_of(uow, rules.gaps(duties, queries.plan_needs(uow, plan.id)))
    return _draft(uow, plan, version, duties, gaps, title=title(plan.days, version), sheet="A3")


def sector(uow: UnitOfWork, ref: str) -> Draft:
    """The rota of one sector in a published plan.

    Args:
        uow: the unit of work.
        ref: as `sector_ref` makes it.

    Raises:
        OnlyPublished: it is a draft.
    """
    plan_id, key = (int(part) for part in ref.split("-"))
    plan, version = _published(uow, plan_id)
    sector_id = key or None
    duties = queries.plan_duties(uow, plan.id)
    own = {m.id for m in people.members(uow) if m.sector_id == sector_id}
    skills = frozenset[int]().union(*people.skills_of(uow, own).values())
    gaps = queries.open_of(uow, rules.gaps(duties, queries.plan_needs(uow, plan.id)))
    return _draft(
        uow,
        plan,
        version,
        [d for d in duties if d.member_id in own],
        [g for g in gaps if _is_for(g.at, sector_id, skills)],
        members=own,
        title=sector_title(uow, plan.days, version, sector_id),
        sheet="A4",
    )


def _is_for(place: Place, sector_id: int | None, skills: frozenset[int]) -> bool:
    """Whether a gap is a sector's: it is named there, or names none and asks what somebody there can do."""
    if place.sector_id is not None:
        return place.sector_id == sector_id
    return place.skill_id is None or place.skill_id in skills


def _published(uow: UnitOfWork, plan_id: int) -> tuple[PlanView, int]:
    plan = queries.get_plan(uow, plan_id)
    if plan.version is None:
        raise OnlyPublished()
    return plan, plan.version


def _draft(
    uow: UnitOfWork,
    plan: PlanView,
    version: int,
    duties: Sequence[Duty],
    gaps: Sequence[Open],
    *,
    members: Collection[int] | None = None,
    title: Sentence,
    sheet: str,
) -> Draft:
    kinds = used_kinds(uow, duties, gaps)
    found = [
        c
        for c in queries.changes(uow, plan.days, upto=version)
        if members is None or c.changed.member_id in members
    ]
    changed = {(c.changed.member_id, c.changed.day) for c in found}
    context: dict[str, Any] = {
        "title": title,
        "coop": people.letterhead(uow),
        "sheet": sheet,
        "blocks": blocks(uow, plan.days, duties, gaps, changed=changed, most_weeks=WEEKS[sheet]),
        "kinds": [(k, rules.is_night(plan.days.start, k.shift, uow.zone)) for k in kinds],
        "version": version,
        "since": sorted({c.since for c in found}),
        "notice": sorted({c.notice for c in found if c.notice is not None}),
    }
    facts = {
        "version": version,
        "start": plan.days.start,
        "end": plan.days.end,
        "shifts": [[d.member_id, d.day, d.kind] for d in duties],
        "changed": [[c.changed.member_id, c.changed.day, c.since] for c in found],
        "uncovered": [[g.day, g.kind.code, g.place, g.missing] for g in gaps],
        "kinds": [[k.code, k.shift.start, k.shift.end] for k in kinds],
    }
    return Draft("papers/rota_wall.html", context, facts)
