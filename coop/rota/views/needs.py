"""What some weeks need, against who is there, before anything is planned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.kernel.ranges import Days, weeks_days
from coop.kernel.sentences import N_, Sentence
from coop.rota import queries, rules
from coop.rota.forms import LONGEST_WEEKS
from coop.rota.rules import Need
from coop.rota.views.base import PLANS, asked_weeks, bp, places, trail
from coop.store import UnitOfWork, reading
from coop.web import Column, current, listing


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """A place, what it asks for and what its people could give."""

    place: str
    wanted: int
    able: int
    most: int
    enough: bool
    why: Sentence | None


def balance_rows(uow: UnitOfWork, needs: Iterable[Need], days: Days) -> list[BalanceRow]:
    """Needs of some days against people, the tightest place first."""
    where = places(uow)
    found = rules.balance(needs, queries.workers(uow, days), queries.judge(uow, days))
    return [BalanceRow(where.name(b.place), b.wanted, b.able, b.most, b.enough, b.why) for b in found]


@bp.page("/planes/nuevo/necesidades", access="rota:week:list")
def show_needs() -> ResponseReturnValue:
    """What the chosen weeks need."""
    with reading(current.actor) as uow:
        start, weeks = asked_weeks(uow)
        days = weeks_days(start, weeks)
        rows = balance_rows(uow, queries.demand(uow, days), days)
    return listing(
        "rota/show_needs.html",
        rows,
        [
            Column("place", N_("Place")),
            Column("wanted", N_("Shifts wanted"), "int"),
            Column("able", N_("People who can"), "int"),
            Column("most", N_("Shifts they could work"), "int"),
            Column("enough", N_("Can it work out?"), "bool"),
            Column("why", N_("Why not")),
        ],
        title=N_("Needs and people"),
        name=f"necesidades-{start}",
        empty=N_("Nobody is needed in these weeks. Add fixed posts or plan production orders."),
        trail=trail(PLANS),
        days=days,
        weeks=weeks,
        most=LONGEST_WEEKS,
        make=url_for("rota.add_plan", desde=start.isoformat(), semanas=weeks),
    )
