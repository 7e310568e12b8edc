"""The fairness ledger, which every member reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import request
from flask.typing import ResponseReturnValue

from coop.kernel.quantity import Quantity
from coop.kernel.ranges import Days
from coop.kernel.sentences import N_, Sentence
from coop.rota import queries
from coop.rota.queries import LedgerLine
from coop.rota.rules import BURDENS, TENTHS, Share
from coop.rota.views.base import YEAR, bp, trail
from coop.store import reading
from coop.web import Column, _, current, listing

HALF = 50
"""Length of a bar on one side of the middle, in the units of its view box."""


def turns(tenths: int) -> Quantity:
    """Turns with a place after the point."""
    return Quantity(tenths * 1000 // TENTHS)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar that runs from the middle to the left (less than the share) or to the right (more)."""

    x: int
    width: int
    more: bool


def bar(over: int, widest: int) -> Bar:
    """A bar for tenths of a turn above or below a share.

    Args:
        over: below zero = less than the share.
        widest: the greatest amount of the column, which fills its side.
    """
    width = HALF * abs(over) // widest if widest else 0
    return Bar(HALF - width if over < 0 else HALF, width, over > 0)


def _columns(burden: str, title: str, widest: int) -> list[Column]:
    """What somebody had, her share, and the difference with its bar."""

    def share(line: LedgerLine) -> Share:
        return line.shares[burden]

    return [
        Column(burden, title, "int", value=lambda line: share(line).had),
        Column(
            f"{burden}_due",
            _("%(burden)s: equal share", burden=Sentence(title)),
            value=lambda line: turns(share(line).due),
        ),
        Column(
            f"{burden}_over",
            _("%(burden)s: more or less", burden=Sentence(title)),
            value=lambda line: turns(share(line).over),
            beside=lambda line: bar(share(line).over, widest),
        ),
    ]


def _widest(lines: tuple[LedgerLine, ...], burden: str) -> int:
    return max((abs(line.shares[burden].over) for line in lines), default=0)


@bp.page("/reparto", access="rota:week:list")
def show_fairness() -> ResponseReturnValue:
    """Who had how many nights, weekends, holidays and hard posts, against an equal share."""
    with reading(current.actor) as uow:
        today = uow.today()
        first = queries.first_rota_day(uow) or today
        years = list(range(today.year, first.year - 1, -1))
        asked = request.args.get("anio", type=int)
        year = asked if asked in years else None
        window = Days(today - YEAR, today)
        if year is not None:
            window = Days(date(year, 1, 1), min(date(year + 1, 1, 1), today))
        lines = queries.fairness_ledger(uow, window) if first < today else ()
    return listing(
        "rota/show_fairness.html",
        lines,
        [
            Column("name", N_("Name")),
            Column("days", N_("Days on the roll"), "int"),
            *(
                column
                for burden, title in BURDENS.items()
                for column in _columns(burden, title, _widest(lines, burden))
            ),
        ],
        title=N_("Shares of the burden"),
        name=f"reparto-{year or 'anual'}",
        empty=N_("No published rota lies in this time yet."),
        burdens=[Sentence(title) for title in BURDENS.values()],
        window=window,
        years=years,
        year=year,
        trail=trail(),
    )
