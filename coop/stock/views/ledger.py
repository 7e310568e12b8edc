"""Pages of what there is and what moved."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from coop.kernel.errors import N_
from coop.stock import queries
from coop.stock.views.base import MOVEMENT_COLUMNS, bp, item_url, journal, trail
from coop.store import reading
from coop.web import Column, current, listing


@bp.page("/existencias", access="stock:item:list")
def on_hand() -> ResponseReturnValue:
    """What lies where."""
    with reading(current.actor) as uow:
        rows = queries.on_hand(uow)
    return listing(
        "stock/on_hand.html",
        rows,
        [
            Column("code", N_("Code"), value=lambda o: o.item.code, link=lambda o: item_url(o.item.id)),
            Column("name", N_("Name"), value=lambda o: o.item.name),
            Column("place", N_("Place"), value=lambda o: o.place.name),
            Column("lot", N_("Lot"), value=lambda o: o.lot.code if o.lot else ""),
            Column("owner", N_("Client whose it is")),
            Column("amount", N_("Quantity"), "int"),
        ],
        title=N_("What there is"),
        name="existencias",
        empty=N_("Nothing has been written down yet. Open an item and write down what comes in."),
        trail=trail(),
    )


@bp.page("/movimientos", access="stock:item:list")
def movements() -> ResponseReturnValue:
    """The journal of everything that moved."""
    return listing(
        "stock/movements.html",
        lambda text, limit, offset: journal(text, None, limit, offset),
        MOVEMENT_COLUMNS,
        title=N_("Journal of movements"),
        name="movimientos",
        empty=N_("Nothing has moved yet. Open an item and write down what comes in."),
        trail=trail(),
    )
