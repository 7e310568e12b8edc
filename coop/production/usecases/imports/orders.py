"""Production orders and their operations from files, tens of thousands at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import insert, select

from coop.kernel.clock import clock_hours
from coop.kernel.errors import N_, CoopError, NotFound
from coop.kernel.quantity import Quantity
from coop.people import queries as people
from coop.production import queries, rules
from coop.production.tables import OperationRow, OrderRow
from coop.production.usecases.imports.methods import SkillsByName
from coop.production.usecases.imports.target import (
    ItemsByCode,
    Notes,
    Target,
    Twins,
    hours,
    settle,
    thousandths,
)
from coop.stock import queries as stock
from coop.stock.rules import NotAboveZero, check_fineness
from coop.store import UnitOfWork
from coop.web.imports import Field, Step, day, quantity, text, whole
from coop.web.imports.plan import Judge


class BegunAlready(CoopError):
    message = N_("Order %(number)s is released or done; a file does not change it any more.")


class NoSuchOrder(NotFound):
    message = N_("There is no production order %(number)s. Import the orders first.")


ORDER_FIELDS = (
    Field("number", N_("Order"), text(40), required=True, hints=("Orden", "Nro", "Número")),
    Field("item", N_("Item"), text(40), required=True, hints=("Artículo", "Código", "Producto")),
    Field("quantity", N_("Quantity"), quantity(), required=True, hints=("Cantidad", "Quantidade")),
    Field("start_on", N_("First day of work"), day(), required=True, hints=("Inicio", "Início", "Desde")),
    Field("due_on", N_("Last day of work"), day(), required=True, hints=("Entrega", "Vence", "Hasta")),
)


def judge_orders(uow: UnitOfWork) -> Judge:
    """Rows are known by their number; only planned orders are changed."""
    items, twins = ItemsByCode(uow), Twins()
    by_id = stock.items_by_id(uow)
    columns = (
        OrderRow.id,
        OrderRow.number,
        OrderRow.item_id,
        OrderRow.quantity,
        OrderRow.start_on,
        OrderRow.due_on,
        OrderRow.state,
    )
    known = {r.number: r for r in uow.session.execute(select(*columns))}

    def judge(row: int, values: dict[str, object]) -> Step:
        number, item = str(values["number"]), items.get(values["item"])
        asked, start, due = thousandths(values["quantity"]), values["start_on"], values["due_on"]
        if not asked:
            raise NotAboveZero()
        check_fineness(asked, unit=item.unit.name, decimals=item.unit.decimals)
        assert isinstance(start, date) and isinstance(due, date)
        if due < start:
            raise rules.DueBeforeStart(due=due, start=start)
        if twins.again(number, row, values):
            return Step(row, "skip", number)
        there = known.get(number)
        if there is None:
            return settle(row, number, None, values, None)
        now = {
            "number": number,
            "item": by_id[there.item_id].code,
            "quantity": Quantity(there.quantity),
            "start_on": there.start_on,
            "due_on": there.due_on,
        }
        step = settle(row, number, there.id, values, now)
        if step.what == "update" and there.state != rules.PLANNED:
            raise BegunAlready(number=number)
        return step

    return judge


def store_orders(uow: UnitOfWork, steps: Sequence[Step], notes: Notes) -> None:
    """Write the new orders in one go and change the others."""
    items = ItemsByCode(uow)
    new = []
    for step in steps:
        columns = {k: v for k, v in step.values.items() if k in ("start_on", "due_on")}
        if "quantity" in step.values:
            columns["quantity"] = thousandths(step.values["quantity"])
        if "item" in step.values:
            columns["item_id"] = items.get(step.values["item"]).id
        if step.key is None:
            new.append({**columns, "number": str(step.values["number"]), "state": rules.PLANNED})
        else:
            row = uow.get(OrderRow, step.key)
            before = {name: _plain(getattr(row, name)) for name in columns}
            for name, value in columns.items():
                setattr(row, name, value)
            notes.changed("order", row.id, before, {k: _plain(v) for k, v in columns.items()})
    if new:
        notes.made("order", list(uow.session.scalars(insert(OrderRow).returning(OrderRow.id), new)))
    uow.session.flush()


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


ORDERS = Target("production.orders", N_("Production orders"), ORDER_FIELDS, judge_orders, store_orders)

OPERATION_FIELDS = (
    Field("order", N_("Order"), text(40), required=True, hints=("Orden", "Nro")),
    Field("sequence", N_("Number"), whole(1, 9999), required=True, hints=("Operación", "Operação")),
    Field("centre", N_("Work centre"), text(40), required=True, hints=("Centro", "Puesto")),
    Field("minutes", N_("Hours of work"), hours(), required=True, hints=("Horas",), shown=clock_hours),
    Field("skill", N_("Skill"), text(), hints=("Oficio", "Habilidad", "Ofício")),
)


def judge_operations(uow: UnitOfWork) -> Judge:
    """Rows are known by order and number; only those of planned orders are changed or added."""
    twins = Twins()
    orders = {
        n: (k, s) for k, n, s in uow.session.execute(select(OrderRow.id, OrderRow.number, OrderRow.state))
    }
    centres = {c.code: c for c in queries.centres(uow)}
    codes = {c.id: c.code for c in centres.values()}
    skills = {s.id: s.name for s in people.skills(uow)}
    columns = (
        OperationRow.id,
        OperationRow.order_id,
        OperationRow.sequence,
        OperationRow.centre_id,
        OperationRow.skill_id,
        OperationRow.minutes,
    )
    known = {(r.order_id, r.sequence): r for r in uow.session.execute(select(*columns))}

    def judge(row: int, values: dict[str, object]) -> Step:
        number, sequence = str(values["order"]), values["sequence"]
        assert isinstance(sequence, int)
        order_id, state = orders.get(number, (0, ""))
        if not order_id:
            raise NoSuchOrder(number=number)
        centre = centres.get(str(values["centre"]))
        if centre is None:
            raise queries.NoSuchCentre(code=values["centre"])
        said, label = {"skill": centre.skill, **values}, f"{number} / {sequence}"
        if twins.again((order_id, sequence), row, said):
            return Step(row, "skip", label)
        there = known.get((order_id, sequence))
        now = None
        if there is not None:
            now = {
                "order": number,
                "sequence": sequence,
                "centre": codes[there.centre_id],
                "minutes": there.minutes,
                "skill": skills[there.skill_id],
            }
        step = settle(row, label, there.id if there else None, said, now)
        if step.what != "skip" and state != rules.PLANNED:
            raise BegunAlready(number=number)
        return step

    return judge


def store_operations(uow: UnitOfWork, steps: Sequence[Step], notes: Notes) -> None:
    """Write the new operations in one go and change the others."""
    skills = SkillsByName(uow, notes)
    centres = {c.code: c.id for c in queries.centres(uow)}
    orders = {n: k for k, n in uow.session.execute(select(OrderRow.id, OrderRow.number))}
    new = []
    for step in steps:
        columns: dict[str, object] = {k: v for k, v in step.values.items() if k in ("sequence", "minutes")}
        if "centre" in step.values:
            columns["centre_id"] = centres[str(step.values["centre"])]
        if "skill" in step.values:
            columns["skill_id"] = skills.key(step.values["skill"])
        if step.key is None:
            new.append({**columns, "order_id": orders[str(step.values["order"])]})
        else:
            row = uow.get(OperationRow, step.key)
            before = {name: getattr(row, name) for name in columns}
            for name, value in columns.items():
                setattr(row, name, value)
            notes.changed("operation", row.id, before, columns)
    if new:
        keys = list(uow.session.scalars(insert(OperationRow).returning(OperationRow.id), new))
        notes.made("operation", keys)
    uow.session.flush()


OPERATIONS = Target(
    "production.operations",
    N_("Operations of production orders"),
    OPERATION_FIELDS,
    judge_operations,
    store_operations,
)
