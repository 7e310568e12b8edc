"""Work centres, bills and routings from files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import insert, select

from coop.kernel.clock import clock_hours
from coop.kernel.errors import N_
from coop.kernel.money import ZERO, Money
from coop.kernel.quantity import Quantity
from coop.people import queries as people
from coop.people import usecases as people_usecases
from coop.production import queries, rules
from coop.production.tables import BillLineRow, CentreRow, StepRow
from coop.production.usecases.imports.target import (
    ItemsByCode,
    Notes,
    Target,
    Twins,
    hours,
    settle,
    thousandths,
)
from coop.production.usecases.methods import EndsBeforeStart, GoesInAlready
from coop.stock import queries as stock
from coop.stock.queries import NoSuchUnit
from coop.stock.rules import NotAboveZero
from coop.store import UnitOfWork
from coop.web.imports import Field, Step, amount, day, quantity, text, whole
from coop.web.imports.plan import Judge
from coop.web.language import fold

ONE = Quantity(1000)


class SkillsByName:
    """Skills as files name them; a new one is made and noted."""

    def __init__(self, uow: UnitOfWork, notes: Notes) -> None:
        self._uow, self._notes = uow, notes
        self._keys = {fold(s.name): s.id for s in people.skills(uow)}

    def key(self, name: object) -> int:
        """The key of a skill."""
        folded = fold(str(name))
        if folded not in self._keys:
            self._keys[folded] = people_usecases.add_skill(self._uow, str(name))
            self._notes.made("skill", [self._keys[folded]])
        return self._keys[folded]


CENTRE_FIELDS = (
    Field("code", N_("Code"), text(40), required=True, hints=("Código",)),
    Field("name", N_("Name"), text(), required=True, hints=("Nombre", "Nome")),
    Field("skill", N_("Skill"), text(), hints=("Oficio", "Habilidad", "Ofício")),
    Field("rate", N_("Cost of an hour"), amount(), hints=("Costo hora", "Costo por hora")),
)


def judge_centres(uow: UnitOfWork) -> Judge:
    """Rows are known by their code; a skill that is not named is called like the centre."""
    known, twins = {c.code: c for c in queries.centres(uow)}, Twins()

    def judge(row: int, values: dict[str, object]) -> Step:
        centre = known.get(str(values["code"]))
        now: dict[str, object] | None = None
        if centre is None:
            values = {"skill": values["name"], "rate": ZERO, **values}
        else:
            now = {"code": centre.code, "name": centre.name, "skill": centre.skill, "rate": centre.rate}
        if twins.again(values["code"], row, values):
            return Step(row, "skip", str(values["code"]))
        return settle(row, str(values["code"]), centre.id if centre else None, values, now)

    return judge


def store_centres(uow: UnitOfWork, steps: Sequence[Step], notes: Notes) -> None:
    """Add the new ones and change the others."""
    skills = SkillsByName(uow, notes)
    for step in steps:
        values = dict(step.values)
        if "skill" in values:
            values["skill_id"] = skills.key(values.pop("skill"))
        if step.key is None:
            notes.made("centre", [uow.add(CentreRow(**values)).id])
        else:
            row = uow.get(CentreRow, step.key)
            before = {name: getattr(row, name) for name in values}
            for name, value in values.items():
                setattr(row, name, value)
            notes.changed("centre", row.id, _json(before), _json(values))


def _json(values: dict[str, object]) -> dict[str, object]:
    return {
        k: v.minor if isinstance(v, Money) else v.isoformat() if isinstance(v, date) else v
        for k, v in values.items()
    }


CENTRES = Target("production.centres", N_("Work centres"), CENTRE_FIELDS, judge_centres, store_centres)

BILL_FIELDS = (
    Field("product", N_("Product"), text(40), required=True, hints=("Producto", "Produto", "Conjunto")),
    Field("component", N_("What goes in"), text(40), required=True, hints=("Componente", "Material")),
    Field("quantity", N_("Quantity"), quantity(), required=True, hints=("Cantidad", "Quantidade")),
    Field("unit", N_("Unit"), text(12), hints=("Unidad", "Unidade")),
    Field("per", N_("For how much of the product"), quantity(), hints=("Cada", "Para")),
    Field("from_day", N_("Holds from"), day(), required=True, hints=("Desde",)),
    Field("until_day", N_("Holds until"), day(), hints=("Hasta", "Até")),
)


def judge_bills(uow: UnitOfWork) -> Judge:
    """Rows are known by product, component and first day. No circle, no two lines on one day."""
    items, twins = ItemsByCode(uow), Twins()
    units = {u.id: u for u in stock.units(uow)}
    codes = {u.code: u for u in units.values()}
    conversions = stock.conversions(uow)
    known: dict[tuple[int, int], dict[date, BillLineRow]] = {}
    spans: dict[tuple[int, int], dict[date, date | None]] = {}
    graph: dict[int, set[int]] = {}
    for line in uow.session.scalars(select(BillLineRow)):
        pair = line.product_id, line.component_id
        known.setdefault(pair, {})[line.from_day] = line
        spans.setdefault(pair, {})[line.from_day] = line.until_day
        graph.setdefault(line.product_id, set()).add(line.component_id)
    names = {i.id: i.code for i in stock.items(uow)}

    def judge(row: int, values: dict[str, object]) -> Step:
        product, component = items.get(values["product"]), items.get(values["component"])
        unit = component.unit
        if "unit" in values:
            if values["unit"] not in codes:
                raise NoSuchUnit(code=values["unit"])
            unit = codes[str(values["unit"])]
        said = {**values, "unit": unit.code}
        said.setdefault("per", ONE)
        said.setdefault("until_day", None)
        start, until = said["from_day"], said["until_day"]
        assert isinstance(start, date) and (until is None or isinstance(until, date))
        if not thousandths(said["quantity"]) or not thousandths(said["per"]):
            raise NotAboveZero()
        if until is not None and until <= start:
            raise EndsBeforeStart(until=until, start=start)
        queries.convert(1, 1, unit, component, conversions)
        pair, label = (product.id, component.id), f"{product.code} ← {component.code}"
        if twins.again((pair, start), row, said):
            return Step(row, "skip", label)
        path = rules.path_between(graph, component.id, product.id)
        if path is not None:
            raise rules.BillCycle(path=" → ".join(names[i] for i in [product.id, *path]))
        for other, end in spans.get(pair, {}).items():
            apart = (end is not None and end <= start) or (until is not None and until <= other)
            if other != start and not apart:
                raise GoesInAlready(component=component.label, start=other)
        graph.setdefault(product.id, set()).add(component.id)
        spans.setdefault(pair, {})[start] = until
        line = known.get(pair, {}).get(start)
        now = _line_now(line, units, said) if line else None
        return settle(row, label, line.id if line else None, said, now)

    return judge


def _line_now(line: BillLineRow, units: dict[int, stock.Unit], said: dict[str, object]) -> dict[str, object]:
    return {
        "product": said["product"],
        "component": said["component"],
        "quantity": Quantity(line.quantity),
        "unit": units[line.unit_id].code,
        "per": Quantity(line.per),
        "from_day": line.from_day,
        "until_day": line.until_day,
    }


def store_bills(uow: UnitOfWork, steps: Sequence[Step], notes: Notes) -> None:
    """Write the new lines in one go and change the others."""
    items = ItemsByCode(uow)
    units = {u.code: u.id for u in stock.units(uow)}
    new = []
    for step in steps:
        values = dict(step.values)
        columns: dict[str, object] = {k: values[k] for k in ("from_day", "until_day") if k in values}
        columns |= {k: thousandths(values[k]) for k in ("quantity", "per") if k in values}
        if "unit" in values:
            columns["unit_id"] = units[str(values["unit"])]
        if step.key is None:
            columns["product_id"] = items.get(values["product"]).id
            columns["component_id"] = items.get(values["component"]).id
            new.append(columns)
        else:
            row = uow.get(BillLineRow, step.key)
            before = {name: getattr(row, name) for name in columns}
            for name, value in columns.items():
                setattr(row, name, value)
            notes.changed("bill", row.id, _json(before), _json(columns))
    if new:
        notes.made("bill", list(uow.session.scalars(insert(BillLineRow).returning(BillLineRow.id), new)))
    uow.session.flush()
    queries.bills(uow, bought_too=True)


BILLS = Target("production.bills", N_("Bills of material"), BILL_FIELDS, judge_bills, store_bills)

STEP_FIELDS = (
    Field("product", N_("Product"), text(40), required=True, hints=("Producto", "Produto")),
    Field("sequence", N_("Number"), whole(1, 9999), required=True, hints=("Nro", "Operación", "Operação")),
    Field("centre", N_("Work centre"), text(40), required=True, hints=("Centro", "Puesto")),
    Field("skill", N_("Skill"), text(), hints=("Oficio", "Habilidad", "Ofício")),
    Field(
        "setup_minutes", N_("Set-up (hours and minutes)"), hours(), hints=("Preparación",), shown=clock_hours
    ),
    Field(
        "run_minutes",
        N_("Run (hours and minutes)"),
        hours(),
        required=True,
        hints=("Tiempo", "Tempo"),
        shown=clock_hours,
    ),
    Field("run_per", N_("For how much of the product"), quantity(), hints=("Cada", "Para")),
    Field("members", N_("People at the same time"), whole(1, 100), hints=("Personas", "Pessoas")),
)


def judge_steps(uow: UnitOfWork) -> Judge:
    """Rows are known by product and number. The same row again is harmless."""
    items, twins = ItemsByCode(uow), Twins()
    centres = {c.code: c for c in queries.centres(uow)}
    by_id = {c.id: c for c in centres.values()}
    skills = {s.id: s.name for s in people.skills(uow)}
    known = {(r.product_id, r.sequence): r for r in uow.session.scalars(select(StepRow))}

    def judge(row: int, values: dict[str, object]) -> Step:
        product, sequence = items.get(values["product"]), values["sequence"]
        assert isinstance(sequence, int)
        centre = centres.get(str(values["centre"]))
        if centre is None:
            raise queries.NoSuchCentre(code=values["centre"])
        said = {"skill": centre.skill, "setup_minutes": 0, "run_per": None, "members": 1, **values}
        label = f"{product.code} {sequence}"
        step = known.get((product.id, sequence))
        if twins.again((product.id, sequence), row, said):
            return Step(row, "skip", label)
        now = None
        if step is not None:
            now = {
                "product": said["product"],
                "sequence": sequence,
                "centre": by_id[step.centre_id].code,
                "skill": skills[step.skill_id],
                "setup_minutes": step.setup_minutes,
                "run_minutes": step.run_minutes,
                "run_per": Quantity(step.run_per) if step.run_per is not None else None,
                "members": step.members,
            }
        return settle(row, label, step.id if step else None, said, now)

    return judge


def store_steps(uow: UnitOfWork, steps: Sequence[Step], notes: Notes) -> None:
    """Write the new operations and change the others."""
    items, skills = ItemsByCode(uow), SkillsByName(uow, notes)
    centres = {c.code: c.id for c in queries.centres(uow)}
    for step in steps:
        values = dict(step.values)
        columns: dict[str, object] = {
            k: values[k] for k in ("sequence", "setup_minutes", "run_minutes", "members") if k in values
        }
        if "run_per" in values:
            columns["run_per"] = thousandths(values["run_per"]) if values["run_per"] is not None else None
        if "centre" in values:
            columns["centre_id"] = centres[str(values["centre"])]
        if "skill" in values:
            columns["skill_id"] = skills.key(values["skill"])
        if step.key is None:
            columns["product_id"] = items.get(values["product"]).id
            notes.made("step", [uow.add(StepRow(**columns)).id])
        else:
            row = uow.get(StepRow, step.key)
            before = {name: getattr(row, name) for name in columns}
            for name, value in columns.items():
                setattr(row, name, value)
            notes.changed("step", row.id, before, columns)


STEPS = Target("production.routings", N_("Routings"), STEP_FIELDS, judge_steps, store_steps)
