"""Pages of places and their count sheets."""

from __future__ import annotations

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.kernel.errors import N_, Sentence
from coop.stock import queries, usecases
from coop.stock.forms import PlaceForm
from coop.stock.views.base import PLACES, bp, trail
from coop.store import reading
from coop.web import Column, current, form_page, listing


@bp.page("/lugares", access="stock:item:list")
def places() -> ResponseReturnValue:
    """Where things are kept."""
    with reading(current.actor) as uow:
        rows = queries.places(uow)
    return listing(
        "stock/places.html",
        rows,
        [
            Column("code", N_("Code"), link=lambda p: url_for("stock.count_sheet", place_id=p.id)),
            Column("name", N_("Name")),
        ],
        title=N_("Places"),
        name="lugares",
        empty=N_("No places yet. Add the shelf, shed or yard where things are kept."),
        trail=trail(),
    )


@bp.form("/lugares/nuevo", access="stock:item:write")
def add_place() -> ResponseReturnValue:
    """Add a place."""
    return form_page(
        PlaceForm(),
        "stock/add_place.html",
        title=N_("Add a place"),
        action=lambda uow, form: usecases.add_place(uow, form.code.data, form.name.data),
        done=lambda _r: url_for("stock.places"),
        said=N_("Place added."),
        trail=trail(PLACES),
    )


@bp.page("/lugares/<int:place_id>/planilla", access="stock:item:list")
def count_sheet(place_id: int) -> ResponseReturnValue:
    """The sheet to count a place by: print it, write on it, enter it line by line."""
    with reading(current.actor) as uow:
        place, rows = queries.get_place(uow, place_id), queries.on_hand(uow, place_id=place_id)
    return listing(
        "stock/count_sheet.html",
        rows,
        [
            Column("code", N_("Code"), value=lambda o: o.item.code, link=_count_url),
            Column("name", N_("Name"), value=lambda o: o.item.name),
            Column("lot", N_("Lot"), value=lambda o: o.lot.code if o.lot else ""),
            Column("owner", N_("Client whose it is")),
            Column("amount", N_("In the journal"), "int"),
            Column("counted", N_("Counted"), value=lambda _o: ""),
        ],
        title=Sentence(N_("Count sheet of %(place)s"), {"place": place.name}),
        name=f"recuento-{place.code}",
        empty=N_("By the journal this place is empty. Open an item and write down what comes in."),
        trail=trail(PLACES),
    )


def _count_url(row: queries.OnHand) -> str:
    return url_for(
        "stock.count_item", item_id=row.item.id, place=row.place.id, lot=row.lot.id if row.lot else None
    )
