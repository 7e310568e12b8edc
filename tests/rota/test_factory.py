"""A real-shaped factory of 290 people in 16 departments and three shifts, four weeks ahead."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from coop.kernel.ranges import Days
from coop.rota.rules import Checker, Need, Place, Profile, ShiftKind, Worker, gaps
from coop.rota.solver import Report, solver
from coop.rota.solver.build import Plan, duties_of, problem_of
from tests.rota.paper import BUENOS_AIRES, MONDAY

KINDS = {
    "1": ShiftKind("D", "Day", 420, 900),
    "2": ShiftKind("E", "Evening", 900, 1380),
    "3": ShiftKind("N", "Night", 1380, 1860),
}
"""The hours of the file `Shift.csv`."""

PRODUCTION = 7
MOST_SHARE = 90
"""Per cent of a shift's people that are needed at once, at most: somebody is always away."""


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "factory" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def factory(folder: Path, *, rotating: bool) -> Plan:
    """The factory's people and needs.

    Args:
        rotating: whether everybody may work every shift of the department, or only her own.
    """
    now = [r for r in rows(folder, "EmployeeDepartmentHistory") if not r["EndDate"]]
    staff: dict[tuple[int, str], int] = {}
    workers = []
    for n, row in enumerate(now):
        department, shift = int(row["DepartmentID"]), row["ShiftID"]
        staff[department, shift] = staff.get((department, shift), 0) + 1
        away = (Days(MONDAY + timedelta(days=n % 20), MONDAY + timedelta(days=n % 20 + 7)),)
        workers.append(
            Worker(
                int(row["BusinessEntityID"]),
                sector_id=department,
                absences=away if n % 15 == 0 else (),
                kinds=None if rotating else frozenset(KINDS[shift].code),
            )
        )
    days = Days(MONDAY, MONDAY + timedelta(days=28))
    needs = [
        Need(day, KINDS[shift].code, Place(department), max(1, people * MOST_SHARE // 100))
        for day in days
        for (department, shift), people in sorted(staff.items())
        if day.weekday() < (6 if department == PRODUCTION else 5)
        and (department != PRODUCTION or day.weekday() < 5 or shift == "1")
    ]
    return Plan(days, list(KINDS.values()), needs, workers, Profile(), BUENOS_AIRES)


@pytest.mark.parametrize("rotating", [False, True], ids=["own shift", "rotating"])
def test_a_factory_is_planned_without_a_broken_rule(shared_data: Path, rotating: bool) -> None:
    plan = factory(shared_data, rotating=rotating)
    assert len(plan.workers) == 290
    problem = problem_of(plan)
    seen: list[Report] = []

    def watch(report: Report) -> bool:
        seen.append(report)
        return report.elapsed < 6

    solution = solver()(problem, seconds=60, workers=2, watch=watch)
    duties = duties_of(plan, problem, solution)
    judge = Checker({k.code: k for k in plan.kinds}, plan.profile, plan.zone, plan.days)
    assert judge.violations(duties, plan.workers) == ()
    wanted, open_ = sum(n.people for n in plan.needs), sum(g.missing for g in gaps(duties, plan.needs))
    assert wanted > 4_500
    assert open_ <= wanted // 50
    assert seen[0].missing <= wanted // 20  # the first rota, after a second or two
    assert seen[-1].cost <= seen[0].cost
    assert len(duties) + open_ == wanted
    assert date(2026, 11, 30) == plan.days.end
