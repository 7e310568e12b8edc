"""The rules against a factory nobody here wrote: 72,591 work orders, their bills and routings."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from coop.production.rules import BillLine, Bills
from coop.web.quantities import parse_quantity

Cell = tuple[int, date]


@pytest.fixture(scope="module")
def factory(shared_data: Path) -> Path:
    return shared_data / "factory"


def read(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def a_day(text: str) -> date:
    return date.fromisoformat(text[:10])


@pytest.fixture(scope="module")
def bills(factory: Path) -> Bills:
    return Bills(
        BillLine(
            int(row["ProductAssemblyID"]),
            int(row["ComponentID"]),
            parse_quantity(row["PerAssemblyQty"], decimal="."),
            1000,
            a_day(row["StartDate"]),
            a_day(row["EndDate"]) if row["EndDate"] else None,
        )
        for row in read(factory / "BillOfMaterials.csv")
        if row["ProductAssemblyID"]
    )


@pytest.fixture(scope="module")
def orders(factory: Path) -> list[tuple[int, int, date]]:
    return [
        (int(row["ProductID"]), parse_quantity(row["OrderQty"], decimal="."), a_day(row["StartDate"]))
        for row in read(factory / "WorkOrder.csv")
    ]


def test_single_level_explosion_gives_the_factorys_own_component_orders(
    bills: Bills, orders: list[tuple[int, int, date]]
) -> None:
    have: Counter[Cell] = Counter()
    need: dict[Cell, Fraction | int] = {}
    in_force: dict[Cell, list[BillLine]] = {}
    count = 0
    for product, quantity, day in orders:
        have[product, day] += quantity
        lines = in_force.get((product, day))
        if lines is None:
            lines = in_force[product, day] = bills.lines(product, day)
        for each in lines:
            cell = each.component_id, day
            need[cell] = need.get(cell, 0) + each.need(quantity)
            count += 1
    made = {product for product, _day in have}
    components = {item for item, level in bills.levels.items() if level > 0}
    cells = [cell for cell in have if cell[0] in components]
    equal = sum(have[cell] == need.get(cell, 0) for cell in cells)
    above = sum(have[cell] > need.get(cell, 0) for cell in cells)
    assert count == 464_916
    assert len(orders) == 72_591 and len(have) == 71_482 and len(made) == 238
    assert (len(cells), equal, above) == (58_964, 57_720, 1_244)
    assert all(cell in have for cell in need if cell[0] in made)
    spares = sum(have[cell] - Fraction(need.get(cell, 0)) for cell in cells)
    assert spares == 41_159_000


def test_multi_level_explosion_of_what_nobody_asks_for_gives_every_component_order_back(
    bills: Bills, orders: list[tuple[int, int, date]]
) -> None:
    """For one month: independent demand in, and the month's component orders come out, no more."""
    month = [order for order in orders if (order[2].year, order[2].month) == (2013, 10)]
    have: Counter[Cell] = Counter()
    need: Counter[Cell] = Counter()
    for product, quantity, day in month:
        have[product, day] += quantity
        for each in bills.lines(product, day):
            need[each.component_id, day] += int(each.need(quantity))
    made = {product for product, _day in have}
    for day in sorted({day for _p, day in have}):
        demand = {p: q - need[p, day] for (p, d), q in have.items() if d == day and q > need[p, day]}
        needs = bills.explode(demand, day, round_up=lambda _item, exact: int(exact)).needs
        assert {p: q for p, q in needs.items() if p in made} == {
            p: q for (p, d), q in have.items() if d == day
        }
        bought = {p: q for p, q in needs.items() if p not in made}
        assert bought == {p: q for (p, d), q in need.items() if d == day and p not in made}


def test_the_bills_are_five_levels_deep_and_have_no_circle(bills: Bills) -> None:
    assert max(bills.levels.values()) + 1 == 5
    assert sum(level > 0 for level in bills.levels.values()) == 228
