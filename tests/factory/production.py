"""The real factory's products, bills, routings and work orders, imported as a workplace would do it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from coop.production import queries, usecases
from coop.production.usecases.imports import WHOLE_FACTORY
from coop.stock import usecases as stock
from coop.store import UnitOfWork
from coop.web.imports import ColumnMapping, Row, Table, read_table

HERE = Path(__file__).parent
UNITS = (("EA", "piece", 0), ("OZ", "ounce", 3), ("IN", "inch", 3))

Keep = Callable[[Mapping[str, object]], bool]


def read(folder: Path, name: str, keep: Keep = lambda _row: True) -> Table:
    """A file of the factory; only the rows that `keep` accepts, by heading."""
    table = read_table((folder / name).read_bytes(), WHOLE_FACTORY)

    def wanted(row: Row) -> bool:
        return keep(dict(zip(table.header, row.cells, strict=True)))

    return Table(table.header, tuple(r for r in table.rows if wanted(r)), table.read_as)


def bring(
    uow: UnitOfWork,
    folder: Path,
    mapping: str,
    name: str,
    *,
    keep: Keep = lambda _row: True,
    bad: bool = False,
) -> queries.Import:
    """Import a file by one of the mapping files beside this one."""
    chosen = ColumnMapping.from_toml((HERE / f"{mapping}.toml").read_bytes())
    tables = {j.file: read(folder, j.file) for j in chosen.joins}
    return usecases.import_table(
        uow,
        chosen.target,
        read(folder, name, keep),
        chosen,
        tables=tables,
        file_name=name,
        leave_out_bad=bad,
    )


def bring_methods(uow: UnitOfWork, folder: Path) -> None:
    """Units, items, work centres, bills and routings."""
    for code, text, decimals in UNITS:
        stock.add_unit(uow, code, text, decimals=decimals)
    bring(uow, folder, "items", "Product.csv")
    bring(uow, folder, "item_units", "BillOfMaterials.csv")
    bring(uow, folder, "centres", "Location.csv", keep=lambda r: r["CostRate"] != "0")
    bring(uow, folder, "bills", "BillOfMaterials.csv", bad=True)
    bring(uow, folder, "routings", "WorkOrderRouting.csv")


def bring_orders(uow: UnitOfWork, folder: Path, month: str = "") -> tuple[queries.Import, queries.Import]:
    """Work orders that start in a month (`2013-10`), or all of them, with their operations."""

    def of_month(row: Mapping[str, object]) -> bool:
        return str(row["StartDate"]).startswith(month)

    orders = read(folder, "WorkOrder.csv", of_month)
    numbers = {row.cells[0] for row in orders.rows}
    first = bring(uow, folder, "orders", "WorkOrder.csv", keep=of_month)
    second = bring(
        uow, folder, "operations", "WorkOrderRouting.csv", keep=lambda r: r["WorkOrderID"] in numbers
    )
    return first, second
