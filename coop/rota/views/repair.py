"""Mending the rota in force: what cannot be kept, the ways out side by side, choosing one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from coop.kernel.ranges import weeks_days
from coop.kernel.sentences import N_, Sentence
from coop.people import queries as people
from coop.rota import queries, usecases
from coop.rota.forms import SCOPES, RepairForm
from coop.rota.rules import Duty
from coop.rota.solver.task import Move
from coop.rota.views.base import ONE, Places, asked_day, bp, places, trail
from coop.rota.views.plans import plan_url
from coop.store import UnitOfWork, reading
from coop.web import Column, current, form_page, listing, page, submit

MEND = (N_("Mend the rota"), "rota.list_unkept")
LOOKING = N_("The computer looks for ways out. Nothing changes until you choose one.")
WAYS = {
    "few": (N_("With few people"), N_("Covers what so few people can cover.")),
    "all": (N_("Covers the most"), N_("Covers whatever can be covered, with the fewest people and changes.")),
    "fair": (N_("Fairest turns"), N_("Covers as much; asks those whose turn it is, even if they are more.")),
    "others": (N_("With other people"), N_("Covers as much, and leaves somebody alone whom the others ask.")),
}
"""Title and meaning of each way (message ids)."""


@bp.page("/arreglos", access="rota:week:list")
def list_unkept() -> ResponseReturnValue:
    """Whose published shifts cannot be kept, each with a button that looks for ways out."""
    with reading(current.actor) as uow:
        rows, names = queries.unkept(uow), people.names(uow)

    def substitute(found: queries.Unkept) -> str | None:
        if not current.may("rota:substitute:ask"):
            return None
        return url_for("rota.find_substitute", day=found.first.isoformat(), member_id=found.member_id)

    return listing(
        "rota/list_unkept.html",
        rows,
        [
            Column("member", N_("Member"), value=lambda u: names[u.member_id]),
            Column("first", N_("First of them"), "day", link=substitute),
            Column("last", N_("Last of them"), "day"),
            Column("shifts", N_("Shifts that cannot be kept"), "int"),
        ],
        title=MEND[0],
        name="turnos-que-no-se-cumplen",
        empty=N_("Nobody is away from a published shift. The rota stands as it is."),
        trail=trail(),
        absent=[(u.member_id, names[u.member_id]) for u in rows],
    )


@bp.button("/arreglos/miembro/<int:member_id>", access="rota:plan:write")
def repair_for(member_id: int) -> ResponseReturnValue:
    """Look for ways to cover what a member cannot keep."""
    return submit(lambda uow: usecases.ask_repair_for(uow, member_id), done=_follow, said=LOOKING)


@bp.form("/arreglos/nuevo", access="rota:plan:write")
def add_repair() -> ResponseReturnValue:
    """Choose which days to mend, and how much may change."""
    with reading(current.actor) as uow:
        start = asked_day("desde", uow.today() + ONE)

    def ask(uow: UnitOfWork, form: RepairForm) -> int:
        days = weeks_days(form.start.data, form.weeks.data)
        return usecases.ask_repair(uow, days, scope=form.scope.data, most=form.most.data)

    return form_page(
        RepairForm(data={"start": start, "weeks": 2, "most": 2, "scope": "lost"}),
        "rota/form.html",
        title=N_("Look for ways to mend the rota"),
        action=ask,
        done=_follow,
        said=LOOKING,
        button=N_("Look for ways out"),
        hint=N_("Shifts that somebody can keep change only where that lets another one be covered."),
        back=url_for("rota.list_unkept"),
        trail=trail(MEND),
    )


def _follow(job_id: int) -> str:
    return url_for("web.job", job_id=job_id, next=url_for("rota.show_repair", job_id=job_id))


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A change as shown; None = free.

    Attributes:
        forced: whether the member cannot keep the old shift anyway.
    """

    name: str
    day: date
    old: str | None
    new: str | None
    forced: bool


@dataclass(frozen=True, slots=True)
class WayCard:
    """A way out as shown."""

    number: int
    title: str
    meaning: str
    found: usecases.Alternative
    moves: tuple[MoveLine, ...]


@bp.page("/arreglos/<int:job_id>", access="rota:plan:write")
def show_repair(job_id: int) -> ResponseReturnValue:
    """The ways out side by side."""
    with reading(current.actor) as uow:
        repair = usecases.get_repair(uow, job_id)
        if repair is None:
            return redirect(_follow(job_id), 303)
        names, where = people.names(uow), places(uow)
        kinds = {k.code: k.name for k in queries.kinds(uow, also_ended=True)}

        def lines(moves: Iterable[Move]) -> tuple[MoveLine, ...]:
            return tuple(
                MoveLine(
                    names[m.member_id],
                    m.day,
                    _said(m.old, kinds, where),
                    _said(m.new, kinds, where),
                    m.forced,
                )
                for m in moves
            )

        cards = [
            WayCard(n, *WAYS[found.way], found, lines(m for m in found.moves if not m.forced or m.new))
            for n, found in enumerate(repair.alternatives)
        ]
        lost = lines(repair.lost)
    return page(
        "rota/show_repair.html",
        title=N_("Ways to mend the rota"),
        trail=trail(MEND),
        job_id=job_id,
        repair=repair,
        scope=Sentence(SCOPES[repair.scope]),
        lost=lost,
        cards=cards,
    )


def _said(duty: Duty | None, kinds: dict[str, str], where: Places) -> str | None:
    if duty is None:
        return None
    place = where.name(duty.place)
    return f"{kinds[duty.kind]}, {place}" if place else kinds[duty.kind]


@bp.button("/arreglos/<int:job_id>/elegir/<int:number>", access="rota:plan:write")
def choose_repair(job_id: int, number: int) -> ResponseReturnValue:
    """Make a way out a draft of the days it concerns."""
    return submit(
        lambda uow: usecases.choose_repair(uow, job_id, number),
        done=plan_url,
        said=N_("This is a draft of the days that change. Look at it and publish it."),
    )
