"""Pages of units and conversions."""

from __future__ import annotations

from fractions import Fraction

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.kernel.errors import N_
from coop.kernel.quantity import Quantity
from coop.stock import queries, usecases
from coop.stock.forms import ConversionForm, UnitForm
from coop.stock.views.base import UNITS, bp, trail
from coop.store import reading
from coop.web import Column, current, form_page, listing


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
        trail=trail(),
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
        trail=trail(UNITS),
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
        trail=trail(UNITS),
    )
