"""Items from a file."""

from __future__ import annotations

from collections.abc import Sequence

from coop.kernel.errors import N_
from coop.production.usecases.imports.target import ItemsByCode, Notes, Target, Twins, need, settle
from coop.stock import queries as stock
from coop.stock import usecases as stock_usecases
from coop.stock.queries import NoSuchUnit
from coop.stock.rules import BUY, MAKE, UnitInUse
from coop.store import UnitOfWork
from coop.web.imports import Field, Step, choice, text
from coop.web.imports.plan import Judge

SPOKEN = {
    "1": MAKE,
    "make": MAKE,
    "made": MAKE,
    "hacemos": MAKE,
    "la hacemos": MAKE,
    "fabricado": MAKE,
    "fazemos": MAKE,
    "0": BUY,
    "buy": BUY,
    "bought": BUY,
    "compramos": BUY,
    "comprado": BUY,
}

FIELDS = (
    Field("code", N_("Code"), text(40), required=True, hints=("Código", "Artículo", "SKU")),
    Field("name", N_("Name"), text(), hints=("Nombre", "Descripción", "Nome")),
    Field("unit", N_("Counted in"), text(12), hints=("Unidad", "Unidade", "Unit")),
    Field("source", N_("Where it comes from"), choice(SPOKEN), hints=("Origen", "Origem", "Make")),
)


def judge_items(uow: UnitOfWork) -> Judge:
    """Rows are known by their code."""
    items, twins = ItemsByCode(uow), Twins()
    units = {u.code for u in stock.units(uow)}
    moved = stock.moved_items(uow)

    def judge(row: int, values: dict[str, object]) -> Step:
        if "unit" in values and values["unit"] not in units:
            raise NoSuchUnit(code=values["unit"])
        code = str(values["code"])
        item = items.find(code)
        if item is None:
            need(values, FIELDS, "name", "unit", "source")
            now = None
        else:
            now = {"code": code, "name": item.name, "unit": item.unit.code, "source": item.source}
            if item.id in moved and values.get("unit", item.unit.code) != item.unit.code:
                raise UnitInUse(item=item.label, unit=item.unit.name)
        if twins.again(code, row, values):
            return Step(row, "skip", code, item.id if item else None)
        return settle(row, code, item.id if item else None, values, now)

    return judge


def store_items(uow: UnitOfWork, steps: Sequence[Step], notes: Notes) -> None:
    """Add the new ones and change the others."""
    units = {u.code: u.id for u in stock.units(uow)}
    known = stock.items_by_id(uow, [s.key for s in steps if s.key is not None])
    for step in steps:
        if step.key is None:
            key = stock_usecases.add_item(
                uow,
                str(step.values["code"]),
                str(step.values["name"]),
                unit_id=units[str(step.values["unit"])],
                source=str(step.values["source"]),
            )
            notes.made("item", [key])
        else:
            change_item(uow, known[step.key], dict(step.values))
            notes.changed("item", step.key, step.before, step.values)


def change_item(uow: UnitOfWork, item: stock.Item, values: dict[str, object]) -> None:
    """Write what a file, or taking a file back, says about an item."""
    unit = values.get("unit")
    stock_usecases.change_item(
        uow,
        item.id,
        code=item.code,
        name=str(values.get("name", item.name)),
        unit_id=stock.get_unit(uow, str(unit)).id if unit is not None else item.unit.id,
        source=str(values.get("source", item.source)),
        active=item.active,
    )


ITEMS = Target("production.items", N_("Items"), FIELDS, judge_items, store_items)
