"""Files of production: dry run, batch, undo; and a whole real factory."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from coop.kernel.money import Money
from coop.kernel.ranges import Days
from coop.production import queries, rules, usecases
from coop.production.usecases.imports.batch import UnknownTarget
from coop.production.usecases.imports.undo import ChangedSince, NothingToTakeBack, UsedSince
from coop.stock import queries as stock
from coop.stock import usecases as stock_usecases
from coop.stock.rules import MAKE, RECEIPT
from coop.store import UnitOfWork
from coop.web.imports import ColumnMapping, ImportOver, PlanChanged, RowsLeftOut, read_table
from tests.factory import production as factory
from tests.production.workshop import Workshop, item_of, open_workshop


@pytest.fixture
def shop(uow: UnitOfWork) -> Workshop:
    return open_workshop(uow)


def mapping(target: str, *names: str) -> ColumnMapping:
    return ColumnMapping(target=target, columns={n: (n,) for n in names}, dates="%Y-%m-%d", decimal=".")


FIELDS = {
    "production.items": "code;name;unit;source",
    "production.centres": "code;name;skill;rate",
    "production.bills": "product;component;quantity;unit;per;from_day;until_day",
    "production.routings": "product;sequence;centre;skill;setup_minutes;run_minutes;run_per;members",
    "production.orders": "number;item;quantity;start_on;due_on",
    "production.operations": "order;sequence;centre;minutes;skill",
}


def plan(uow: UnitOfWork, target: str, *rows: str):  # type: ignore[no-untyped-def]
    head = FIELDS[target]
    table = read_table("\n".join([head, *rows]).encode())
    return usecases.plan_table(uow, target, table, mapping(target, *head.split(";")), {})


def bring(uow: UnitOfWork, target: str, *rows: str) -> queries.Import:
    head = FIELDS[target]
    table = read_table("\n".join([head, *rows]).encode())
    return usecases.import_table(uow, target, table, mapping(target, *head.split(";")), tables={})


GOOD = {
    "production.items": ["PLA;Plato;u;make", "TAZ;Taza grande;u;make"],
    "production.centres": ["MES;Mesa;Esmaltado;12.25", "TOR;Torno nuevo;Torno;22.50"],
    "production.bills": ["TAZ;ESM;1.5;kg;100;2030-01-01;", "ASA;ARC;0.05;kg;1;2020-01-01;2027-01-01"],
    "production.routings": ["TAZ;30;HOR;Cocción;0:30;1.5;;2", "TAZ;10;TOR;Torno;0:20;4;1;1"],
    "production.orders": ["77;TAZ;100;2026-11-03;2026-11-09", "78;ASA;50;2026-11-03;2026-11-03"],
    "production.operations": ["77;1;TOR;4.1;", "77;2;HOR;8:30;Cocción"],
}


def prepared(uow: UnitOfWork, target: str) -> None:
    """What has to be there first: no line that would overlap, orders for their operations."""
    if target == "production.bills":
        for part in queries.bill_of(uow, item_of(uow, "TAZ").id, date(2026, 11, 3)):
            if part.component.code == "ESM":
                usecases.end_bill_line(uow, part.id, date(2029, 1, 1))
    if target == "production.operations":
        bring(uow, "production.orders", *GOOD["production.orders"])


@pytest.mark.parametrize("target", sorted(FIELDS))
def test_a_file_is_brought_once_again_it_changes_nothing_and_is_taken_back_whole(
    uow: UnitOfWork, shop: Workshop, target: str
) -> None:
    prepared(uow, target)
    before = everything(uow)
    first = bring(uow, target, *GOOD[target])
    assert first.created + first.updated == 2 and first.bad == 0
    assert everything(uow) != before
    again = bring(uow, target, *GOOD[target])
    assert (again.created, again.updated, again.skipped) == (0, 0, 2)
    usecases.undo_import(uow, again.id)
    usecases.undo_import(uow, first.id)
    assert everything(uow) == before
    with pytest.raises(NothingToTakeBack):
        usecases.undo_import(uow, first.id)


def everything(uow: UnitOfWork) -> list[object]:
    """All that imports can write, as pages show it."""
    day = date(2026, 11, 3)
    orders, _total = queries.orders(uow)
    return [
        stock.items(uow),
        queries.centres(uow),
        [queries.bill_of(uow, i.id, day) for i in stock.items(uow)],
        [queries.routing_of(uow, i.id) for i in stock.items(uow)],
        orders,
        [queries.operations(uow, o.id) for o in orders],
    ]


BAD = [
    ("production.items", "PLA;;u;make"),
    ("production.items", "PLA;Plato;litro;make"),
    ("production.items", "PLA;Plato;u;found"),
    ("production.items", ";Plato;u;make"),
    ("production.centres", "MES;Mesa;Torno;-5x"),
    ("production.bills", "NADA;ARC;1;;;2020-01-01;"),
    ("production.bills", "TAZ;NADA;1;;;2020-01-01;"),
    ("production.bills", "TAZ;ARC;0;;;2030-01-01;"),
    ("production.bills", "TAZ;ARC;1;;;2030-01-01;"),
    ("production.bills", "TAZ;ESM;1;u;;2010-01-01;2011-01-01"),
    ("production.bills", "TAZ;ESM;1;litro;;2010-01-01;2011-01-01"),
    ("production.bills", "ARC;TAZ;1;;;2020-01-01;"),
    ("production.bills", "TAZ;TAZ;1;;;2020-01-01;"),
    ("production.bills", "TAZ;ESM;1;;;2011-01-01;2010-01-01"),
    ("production.bills", "TAZ;ARC;1;;;31/12/2020;"),
    ("production.routings", "TAZ;1;NADA;;;1;;"),
    ("production.routings", "TAZ;1;TOR;;;0.001;;"),
    ("production.routings", "TAZ;1;TOR;;;1:60;;"),
    ("production.routings", "TAZ;1;TOR;;;1;;0"),
    ("production.orders", "9;TAZ;0;2026-11-03;2026-11-04"),
    ("production.orders", "9;TAZ;1.5;2026-11-03;2026-11-04"),
    ("production.orders", "9;TAZ;1;2026-11-04;2026-11-03"),
    ("production.orders", "9;NADA;1;2026-11-03;2026-11-04"),
    ("production.operations", "9;1;TOR;1;"),
]


@pytest.mark.parametrize(("target", "row"), BAD)
def test_a_row_that_cannot_be_is_named_with_its_reason_and_nothing_is_written(
    uow: UnitOfWork, shop: Workshop, target: str, row: str
) -> None:
    before = everything(uow)
    found = plan(uow, target, row)
    assert [b.row for b in found.bad] == [2] and found.bad[0].reasons
    with pytest.raises(RowsLeftOut):
        bring(uow, target, row)
    assert everything(uow) == before


def test_rows_that_say_the_same_are_harmless_and_rows_that_contradict_are_not(
    uow: UnitOfWork, shop: Workshop
) -> None:
    row = "9;TAZ;1;2026-11-03;2026-11-04"
    same = plan(uow, "production.orders", row, row)
    assert (same.count("create"), same.count("skip"), same.bad) == (1, 1, ())
    other = plan(uow, "production.orders", row, "9;TAZ;2;2026-11-03;2026-11-04")
    assert [b.row for b in other.bad] == [3]


def test_a_circle_that_only_the_file_closes_is_found_in_the_dry_run(uow: UnitOfWork, shop: Workshop) -> None:
    bring(uow, "production.items", "PLA;Plato;u;make", "BAN;Bandeja;u;make")
    found = plan(
        uow,
        "production.bills",
        "PLA;BAN;1;;;2020-01-01;",
        "BAN;TAZ;1;;;2020-01-01;",
        "ASA;PLA;1;;;2020-01-01;",
    )
    assert [b.row for b in found.bad] == [4]
    assert found.bad[0].reasons[0].facts["path"] == "ASA → PLA → BAN → TAZ → ASA"


def test_a_centre_without_a_skill_gives_its_name_to_one(uow: UnitOfWork, shop: Workshop) -> None:
    bring(uow, "production.centres", "MES;Mesa de esmaltar;;12.25")
    centre = next(c for c in queries.centres(uow) if c.code == "MES")
    assert (centre.skill, centre.rate) == ("Mesa de esmaltar", Money(1225))


def test_work_that_has_begun_is_neither_changed_nor_taken_back(uow: UnitOfWork, shop: Workshop) -> None:
    orders = bring(uow, "production.orders", *GOOD["production.orders"])
    operations = bring(uow, "production.operations", *GOOD["production.operations"])
    with pytest.raises(UsedSince):
        usecases.undo_import(uow, orders.id)  # its operations came later
    first = queries.orders(uow, text="77")[0][0]
    usecases.release_order(uow, first.id)
    assert plan(uow, "production.orders", "77;TAZ;99;2026-11-03;2026-11-09").bad
    assert plan(uow, "production.operations", "77;3;TOR;1;").bad
    usecases.finish_order(uow, first.id, good=1000)
    with pytest.raises(UsedSince):
        usecases.undo_import(uow, operations.id)
    assert len(queries.operations(uow, first.id)) == 2


def test_what_was_changed_or_used_since_is_not_taken_back(uow: UnitOfWork, shop: Workshop) -> None:
    changed = bring(uow, "production.items", "TAZ;Taza grande;;")
    stock_usecases.change_item(
        uow, shop.mug, code="TAZ", name="Tazón", unit_id=shop.piece, source=MAKE, active=True
    )
    with pytest.raises(ChangedSince):
        usecases.undo_import(uow, changed.id)
    new = bring(uow, "production.items", "PLA;Plato;u;make")
    plate = item_of(uow, "PLA")
    stock_usecases.move_stock(uow, plate.id, RECEIPT, quantity=1000, to_place_id=shop.shed)
    with pytest.raises(UsedSince):
        usecases.undo_import(uow, new.id)
    assert item_of(uow, "PLA") == plate


def test_an_uploaded_file_is_looked_at_corrected_and_applied_once(uow: UnitOfWork, shop: Workshop) -> None:
    raw = "Código;Descripción;Unidad;Origen\nPLA;Plato;u;hacemos\nFUE;Fuente;u;compramos\n".encode("cp1252")
    key = usecases.upload(uow, "production.items", "artículos.csv", raw)
    assert usecases.plan_import(uow, key).count("create") == 2
    target, table, guessed = usecases.waiting_table(uow, key)
    assert (target.code, table.header[0]) == ("production.items", "Código")
    usecases.set_mapping(uow, key, guessed)
    digest = usecases.plan_import(uow, key).digest
    with pytest.raises(PlanChanged):
        usecases.apply_import(uow, key, digest="0" * 64)
    done = usecases.apply_import(uow, key, digest=digest)
    assert (done.state, done.created) == ("applied", 2)
    with pytest.raises(ImportOver):
        usecases.apply_import(uow, key, digest=digest)
    other = usecases.upload(uow, "production.items", "x.csv", raw, guessed.to_toml().encode())
    usecases.discard_import(uow, other)
    assert len(queries.imports(uow)) == 1
    with pytest.raises(UnknownTarget):
        usecases.upload(uow, "production.dreams", "x.csv", raw)


# ---- a factory nobody here wrote


@pytest.fixture
def folder(shared_data: Path) -> Path:
    return shared_data / "factory"


def test_the_real_factory_is_imported_and_its_demand_is_every_minute_of_its_orders(
    uow: UnitOfWork, folder: Path
) -> None:
    """One month of its work orders: 2,963 orders with 3,009 operations."""
    factory.bring_methods(uow, folder)
    items = stock.items(uow)
    assert len(items) == 504 and sum(i.source == MAKE for i in items) == 239
    assert {i.unit.code for i in items} == {"EA", "OZ", "IN"}
    brought = {i.target: i for i in queries.imports(uow)}
    assert (brought["production.bills"].created, brought["production.bills"].bad) == (2_576, 103)
    assert len(queries.centres(uow)) == 7
    assert brought["production.routings"].created == 213
    assert max(queries.bills(uow).levels.values()) == 4

    orders, operations = factory.bring_orders(uow, folder, "2013-10")
    assert (orders.created, operations.created) == (2_963, 3_009)
    rows, total = queries.orders(uow)
    assert total == 2_963
    demand = queries.labour_demand(uow, Days(date(2013, 9, 1), date(2013, 12, 1)))
    assert sum(d.minutes for d in demand) == sum(o.minutes for o in rows) > 0
    assert all(d.day.weekday() < 5 for d in demand)
    skills = {c.skill for c in queries.centres(uow)}
    assert {
        w.skill for w in queries.weekly_demand(uow, Days(date(2013, 9, 30), date(2013, 10, 28)))
    } == skills

    usecases.undo_import(uow, operations.id)
    usecases.undo_import(uow, orders.id)
    assert queries.orders(uow)[1] == 0


def test_an_order_for_a_real_bicycle_explodes_over_its_five_levels(uow: UnitOfWork, folder: Path) -> None:
    factory.bring_methods(uow, folder)
    bike = item_of(uow, "BK-M68B-38")
    order_id = usecases.take_order(uow, kind=rules.OWN, customer="Club", due_on=date(2026, 12, 30))
    usecases.add_line(uow, order_id, bike.id, quantity=10_000)
    keys = usecases.plan_order(uow, order_id)
    made = {o.item.code: o for o in queries.orders(uow, client_order_id=order_id)[0]}
    assert len(keys) == len(made) > 10
    assert made["BK-M68B-38"].amount.thousandths == 10_000
    bills = queries.bills(uow)
    by_id = {o.item.id: o for o in made.values()}
    for order in made.values():
        for line in bills.lines(order.item.id, date(2026, 12, 30)):
            if line.component_id in by_id:
                assert by_id[line.component_id].due_on < order.start_on


@pytest.mark.slow
def test_all_72591_work_orders_are_imported_with_their_operations(uow: UnitOfWork, folder: Path) -> None:
    factory.bring_methods(uow, folder)
    orders, operations = factory.bring_orders(uow, folder)
    assert (orders.created, operations.created) == (72_591, 67_131)
    assert queries.orders(uow, limit=100)[1] == 72_591
    assert orders.bad == operations.bad == 0
