"""Pages of the stock ledger."""

from __future__ import annotations

from fractions import Fraction

from flask import request, url_for
from flask.typing import ResponseReturnValue

from coop.kernel.errors import N_, Invalid, Sentence
from coop.kernel.quantity import Quantity
from coop.stock import queries, rules, usecases
from coop.stock.forms import (
    ChangeItemForm,
    ConversionForm,
    CountForm,
    ItemForm,
    MovementForm,
    PlaceForm,
    UnitForm,
)
from coop.store import UnitOfWork, reading
from coop.web import Column, Module, _, current, form_page, listing

bp = Module("stock", __name__, url_prefix="/deposito")


class OwnerNeedsLot(Invalid):
    message = N_("Material of a client needs a lot, so that it is never mixed with ours. Write one down.")


def _item_url(item_id: int) -> str:
    return url_for("stock.item", item_id=item_id)


@bp.page("/articulos", access="stock:item:list")
def items() -> ResponseReturnValue:
    """All items."""
    with reading(current.actor) as uow:
        rows = queries.items(uow)
    return listing(
        "stock/items.html",
        rows,
        [
            Column("code", N_("Code"), link=lambda i: _item_url(i.id)),
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
        done=_item_url,
        said=N_("Item added."),
        units=units,
    )


@bp.page("/articulos/<int:item_id>", access="stock:item:list")
def item(item_id: int) -> ResponseReturnValue:
    """One item: what there is of it, where, and its journal."""
    with reading(current.actor) as uow:
        found = queries.get_item(uow, item_id)
        here = queries.on_hand(uow, item_ids=[item_id])
    return listing(
        "stock/item.html",
        lambda text, limit, offset: _journal(text, item_id, limit, offset),
        [c for c in MOVEMENT_COLUMNS if c.key != "item"],
        title=Sentence("%(item)s", {"item": found.label}),
        name=f"movimientos-{item_id}",
        empty=N_("It has not moved yet. Write down what comes in."),
        item=found,
        source=Sentence(rules.SOURCES[found.source]),
        on_hand=here,
        more=[(_(title), url) for title, url in queries.about_item(item_id)],
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
        done=lambda _r: _item_url(item_id),
        said=N_("Item changed."),
        item=found,
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
        done=lambda _r: _item_url(item_id),
        said=N_("Written into the journal."),
        item=found,
        places=places,
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
        done=lambda _r: _item_url(item_id),
        said=lambda difference: Sentence(
            N_("Count written down; difference to the journal: %(difference)s."), {"difference": difference}
        ),
        item=found,
        places=places,
    )


@bp.page("/existencias", access="stock:item:list")
def on_hand() -> ResponseReturnValue:
    """What lies where."""
    with reading(current.actor) as uow:
        rows = queries.on_hand(uow)
    return listing(
        "stock/on_hand.html",
        rows,
        [
            Column("code", N_("Code"), value=lambda o: o.item.code, link=lambda o: _item_url(o.item.id)),
            Column("name", N_("Name"), value=lambda o: o.item.name),
            Column("place", N_("Place"), value=lambda o: o.place.name),
            Column("lot", N_("Lot"), value=lambda o: o.lot.code if o.lot else ""),
            Column("owner", N_("Client whose it is")),
            Column("amount", N_("Quantity"), "int"),
        ],
        title=N_("What there is"),
        name="existencias",
        empty=N_("Nothing has been written down yet. Open an item and write down what comes in."),
    )


MOVEMENT_COLUMNS = (
    Column("at", N_("When"), "instant"),
    Column("kind", N_("What")),
    Column("item", N_("Item"), value=lambda m: m.item.label, link=lambda m: _item_url(m.item.id)),
    Column("lot", N_("Lot")),
    Column("amount", N_("Quantity"), "int"),
    Column("from_place", N_("From which place")),
    Column("to_place", N_("To which place")),
    Column("member", N_("Who")),
    Column("note", N_("Note")),
)


def _journal(
    text: str, item_id: int | None, limit: int | None, offset: int
) -> tuple[tuple[queries.Movement, ...], int]:
    with reading(current.actor) as uow:
        return queries.movements(uow, text=text, item_id=item_id, limit=limit, offset=offset)


@bp.page("/movimientos", access="stock:item:list")
def movements() -> ResponseReturnValue:
    """The journal of everything that moved."""
    return listing(
        "stock/movements.html",
        lambda text, limit, offset: _journal(text, None, limit, offset),
        MOVEMENT_COLUMNS,
        title=N_("Journal of movements"),
        name="movimientos",
        empty=N_("Nothing has moved yet. Open an item and write down what comes in."),
    )


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
    )


def _count_url(row: queries.OnHand) -> str:
    return url_for(
        "stock.count_item", item_id=row.item.id, place=row.place.id, lot=row.lot.id if row.lot else None
    )


@bp.page("/unidades", access="stock:item:list")
def units() -> ResponseReturnValue:
    """What things are counted in."""
    with reading(current.actor) as uow:
        rows = queries.units(uow)
        known = {u.id: u for u in rows}
        conversions = [
            (known[c.unit_id].name, Quantity(1000 * c.numerator // c.denominator), known[c.into_id].name)
            for c in queries.conversions(uow)
            if c.item_id is None
        ]
    return listing(
        "stock/units.html",
        rows,
        [
            Column("code", N_("Short form")),
            Column("name", N_("Name")),
            Column("decimals", N_("Decimals"), "int"),
        ],
        title=N_("Units"),
        name="unidades",
        empty=N_("No units yet. Add pieces and kilograms first, then items."),
        conversions=conversions,
    )


@bp.form("/unidades/nueva", access="stock:item:write")
def add_unit() -> ResponseReturnValue:
    """Add a unit."""
    return form_page(
        UnitForm(),
        "stock/add_unit.html",
        title=N_("Add a unit"),
        action=lambda uow, form: usecases.add_unit(
            uow, form.code.data, form.name.data, decimals=form.decimals.data
        ),
        done=lambda _r: url_for("stock.units"),
        said=N_("Unit added."),
    )


@bp.form("/unidades/conversion", access="stock:item:write")
def add_conversion() -> ResponseReturnValue:
    """Say how much of one unit another is."""
    with reading(current.actor) as uow:
        known = queries.units(uow)
    return form_page(
        ConversionForm(known),
        "stock/add_conversion.html",
        title=N_("Add a conversion"),
        action=lambda uow, form: usecases.add_conversion(
            uow, form.unit_id.data, form.into_id.data, factor=Fraction(form.factor.data, 1000)
        ),
        done=lambda _r: url_for("stock.units"),
        said=N_("Conversion added."),
        units=known,
    )
