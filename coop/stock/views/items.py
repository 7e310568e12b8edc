"""Pages of items and of what is done with them."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from coop.kernel.errors import N_, Invalid, Sentence
from coop.kernel.quantity import Quantity
from coop.stock import queries, rules, usecases
from coop.stock.forms import ChangeItemForm, CountForm, ItemForm, MovementForm
from coop.stock.views.base import MOVEMENT_COLUMNS, bp, item_url, journal, trail
from coop.store import UnitOfWork, reading
from coop.web import Column, _, current, form_page, listing


class OwnerNeedsLot(Invalid):
    message = N_("Material of a client needs a lot, so that it is never mixed with ours. Write one down.")


@bp.page("/articulos", access="stock:item:list")
def items() -> ResponseReturnValue:
    """All items."""
    with reading(current.actor) as uow:
        rows = queries.items(uow)
    return listing(
        "stock/items.html",
        rows,
        [
            Column("code", N_("Code"), link=lambda i: item_url(i.id)),
            Column("name", N_("Name")),
            Column("unit", N_("Counted in"), value=lambda i: i.unit.name),
            Column("source", N_("Where it comes from"), value=lambda i: Sentence(rules.SOURCES[i.source])),
            Column("active", N_("In use"), "bool"),
        ],
        title=N_("Items"),
        name="articulos",
        empty=N_("No items yet. Add the first thing that you make or buy, or import a list of them."),
    )


@bp.form("/articulos/nuevo", access="stock:item:write")
def add_item() -> ResponseReturnValue:
    """Add an item."""
    with reading(current.actor) as uow:
        units = queries.units(uow)
    return form_page(
        ItemForm(units),
        "stock/add_item.html",
        title=N_("Add an item"),
        action=lambda uow, form: usecases.add_item(
            uow, form.code.data, form.name.data, unit_id=form.unit_id.data, source=form.source.data
        ),
        done=item_url,
        said=N_("Item added."),
        units=units,
        trail=trail(),
    )


@bp.page("/articulos/<int:item_id>", access="stock:item:list")
def item(item_id: int) -> ResponseReturnValue:
    """One item: what there is of it, where, and its journal."""
    with reading(current.actor) as uow:
        found = queries.get_item(uow, item_id)
        here = queries.on_hand(uow, item_ids=[item_id])
    return listing(
        "stock/item.html",
        lambda text, limit, offset: journal(text, item_id, limit, offset),
        [c for c in MOVEMENT_COLUMNS if c.key != "item"],
        title=Sentence("%(item)s", {"item": found.label}),
        name=f"movimientos-{item_id}",
        empty=N_("It has not moved yet. Write down what comes in."),
        item=found,
        source=Sentence(rules.SOURCES[found.source]),
        on_hand=here,
        more=[(_(title), url) for title, url in queries.about_item(item_id)]
        if found.source == rules.MAKE
        else [],
        trail=trail(),
    )


@bp.form("/articulos/<int:item_id>/cambiar", access="stock:item:write")
def change_item(item_id: int) -> ResponseReturnValue:
    """Correct an item."""
    with reading(current.actor) as uow:
        found, units = queries.get_item(uow, item_id), queries.units(uow)

    def change(uow: UnitOfWork, form: ChangeItemForm) -> None:
        usecases.change_item(
            uow,
            item_id,
            code=form.code.data,
            name=form.name.data,
            unit_id=form.unit_id.data,
            source=form.source.data,
            active=form.active.data,
        )

    return form_page(
        ChangeItemForm(units, found),
        "stock/change_item.html",
        title=N_("Change an item"),
        action=change,
        done=lambda _r: item_url(item_id),
        said=N_("Item changed."),
        item=found,
        trail=trail(),
    )


@bp.form("/articulos/<int:item_id>/movimiento", access="stock:movement:write")
def move_item(item_id: int) -> ResponseReturnValue:
    """Write down that something came in, went out, moved or was spoiled."""
    with reading(current.actor) as uow:
        found, places = queries.get_item(uow, item_id), queries.places(uow)

    def move(uow: UnitOfWork, form: MovementForm) -> None:
        if form.owner.data and not form.lot.data:
            raise OwnerNeedsLot()
        lot_id = (
            usecases.keep_lot(uow, item_id, form.lot.data, owner=form.owner.data or "")
            if form.lot.data
            else None
        )
        usecases.move_stock(
            uow,
            item_id,
            form.kind.data,
            quantity=form.quantity.data,
            from_place_id=int(form.from_place.data) if form.from_place.data else None,
            to_place_id=int(form.to_place.data) if form.to_place.data else None,
            lot_id=lot_id,
            note=form.note.data or "",
        )

    return form_page(
        MovementForm(places),
        "stock/move_item.html",
        title=Sentence(N_("Movement of %(item)s"), {"item": found.label}),
        action=move,
        done=lambda _r: item_url(item_id),
        said=N_("Written into the journal."),
        item=found,
        places=places,
        trail=trail(),
    )


@bp.form("/articulos/<int:item_id>/recuento", access="stock:movement:write")
def count_item(item_id: int) -> ResponseReturnValue:
    """Write down what was counted."""
    with reading(current.actor) as uow:
        found, places, lots = (
            queries.get_item(uow, item_id),
            queries.places(uow),
            queries.lots(uow, item_id),
        )

    def count(uow: UnitOfWork, form: CountForm) -> Quantity:
        difference = usecases.count_stock(
            uow,
            item_id,
            form.place.data,
            found=form.found.data,
            lot_id=int(form.lot.data) if form.lot.data else None,
            note=form.note.data or "",
        )
        return found.amount(difference)

    return form_page(
        CountForm(places, lots, place=request.args.get("place", type=int), lot=request.args.get("lot", "")),
        "stock/count_item.html",
        title=Sentence(N_("Count %(item)s"), {"item": found.label}),
        action=count,
        done=lambda _r: item_url(item_id),
        said=lambda difference: Sentence(
            N_("Count written down; difference to the journal: %(difference)s."), {"difference": difference}
        ),
        item=found,
        places=places,
        trail=trail(),
    )
