"""The text format of the Shift Scheduling Benchmark: read it, and judge rosters by it.

The judge works on what the file says and shares no code with the solver.

References:
    T. Curtois, R. Qu: Computational results on new staff scheduling benchmark instances, 2014.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coop.rota.solver.columns.model import Contract, Cover, Staffing


class BadFile(ValueError):
    """A line of the file that does not follow the format."""


@dataclass(frozen=True)
class ShiftFile:
    """An instance as its file says it; rows are split at the commas, named by section."""

    sections: dict[str, list[list[str]]]

    @property
    def days(self) -> int:
        return int(self.sections["HORIZON"][0][0])

    @property
    def kinds(self) -> list[str]:
        return [row[0] for row in self.sections["SHIFTS"]]

    @property
    def people(self) -> list[str]:
        return [row[0] for row in self.sections["STAFF"]]


COLUMNS = {
    "HORIZON": 1,
    "SHIFTS": 3,
    "STAFF": 8,
    "DAYS_OFF": 2,
    "SHIFT_ON_REQUESTS": 4,
    "SHIFT_OFF_REQUESTS": 4,
    "COVER": 5,
}


def read(path: Path) -> ShiftFile:
    """Read a file.

    Raises:
        BadFile: a line does not follow the format; says which and why.
    """
    sections: dict[str, list[list[str]]] = {name: [] for name in COLUMNS}
    here = None
    for number, raw in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("SECTION_"):
            here = line.removeprefix("SECTION_")
            if here not in COLUMNS:
                raise BadFile(f"{path.name}, line {number}: there is no section {here}.")
            continue
        if here is None:
            raise BadFile(f"{path.name}, line {number}: a section must begin before its rows.")
        row = [cell.strip() for cell in line.split(",")]
        if len(row) < COLUMNS[here]:
            raise BadFile(f"{path.name}, line {number}: {here} has {COLUMNS[here]} columns, not {len(row)}.")
        sections[here].append(row)
    for needed in ("HORIZON", "SHIFTS", "STAFF", "COVER"):
        if not sections[needed]:
            raise BadFile(f"{path.name}: section {needed} is missing or empty.")
    return ShiftFile(sections)


def staffing(file: ShiftFile) -> Staffing:
    """The instance as the solver's problem.

    Raises:
        BadFile: a number, a person or a kind that is none.
    """
    kind_of = {name: n for n, name in enumerate(file.kinds)}
    parts = file.sections
    try:
        away: dict[str, set[int]] = defaultdict(set)
        for name, *days in parts["DAYS_OFF"]:
            away[name] |= {int(day) for day in days if day}
        wishes: dict[str, dict[str, dict[tuple[int, int], int]]] = {}
        for which in ("SHIFT_ON_REQUESTS", "SHIFT_OFF_REQUESTS"):
            wishes[which] = defaultdict(dict)
            for name, day, kind, weight in parts[which]:
                of_person = wishes[which][name]
                cell = (int(day), kind_of[kind])
                of_person[cell] = of_person.get(cell, 0) + int(weight)
        people = []
        for name, most_shifts, most, least, max_run, min_run, min_off, weekends in parts["STAFF"]:
            caps = dict(pair.split("=") for pair in most_shifts.split("|") if pair)
            people.append(
                Contract(
                    int(least),
                    int(most),
                    int(max_run),
                    int(min_run),
                    int(min_off),
                    int(weekends),
                    tuple(int(caps.get(kind, file.days)) for kind in file.kinds),
                    frozenset(away[name]),
                    wishes["SHIFT_ON_REQUESTS"][name],
                    wishes["SHIFT_OFF_REQUESTS"][name],
                )
            )
        return Staffing(
            file.days,
            tuple(int(row[1]) for row in parts["SHIFTS"]),
            tuple(frozenset(kind_of[k] for k in row[2].split("|") if k) for row in parts["SHIFTS"]),
            tuple(people),
            {
                (int(day), kind_of[kind]): Cover(int(wanted), int(under), int(over))
                for day, kind, wanted, under, over in parts["COVER"]
            },
        )
    except (KeyError, ValueError) as wrong:
        raise BadFile(f"Not a number, or an unknown shift or person: {wrong}.") from wrong


def judge(file: ShiftFile, rota: Sequence[Sequence[str]]) -> tuple[int, list[str]]:
    """Count what a rota costs and what it breaks.

    Args:
        rota: one row per person in the order of the file; per day the name of a shift, or "".

    Returns:
        The cost by the file's weights, and every broken rule in words.
    """
    parts, broken = file.sections, []
    length = {row[0]: int(row[1]) for row in parts["SHIFTS"]}
    banned = {row[0]: set(filter(None, row[2].split("|"))) for row in parts["SHIFTS"]}
    row_of = dict(zip(file.people, rota, strict=True))
    for name, caps, most, least, max_run, min_run, min_off, weekends in parts["STAFF"]:
        row = row_of[name]
        if len(row) != file.days:
            broken.append(f"{name} has {len(row)} days")
            continue
        for pair in filter(None, caps.split("|")):
            kind, cap = pair.split("=")
            if list(row).count(kind) > int(cap):
                broken.append(f"{name} has too many {kind}")
        total = sum(length[kind] for kind in row if kind)
        if not int(least) <= total <= int(most):
            broken.append(f"{name} works {total} minutes")
        for day in range(1, file.days):
            if row[day - 1] and row[day] in banned[row[day - 1]]:
                broken.append(f"{name} has {row[day]} after {row[day - 1]} on day {day}")
        spoiled = sum(bool(row[s] or "".join(row[s + 1 : s + 2])) for s in range(5, file.days, 7))
        if spoiled > int(weekends):
            broken.append(f"{name} works {spoiled} weekends")
        marks = "".join("w" if kind else "-" for kind in row)
        start = 0
        for day in range(1, file.days + 1):
            if day < file.days and marks[day] == marks[start]:
                continue
            run, inner = day - start, start > 0 and day < file.days
            if marks[start] == "w" and (run > int(max_run) or (inner and run < int(min_run))):
                broken.append(f"{name} works {run} days from day {start}")
            if marks[start] == "-" and inner and run < int(min_off):
                broken.append(f"{name} is off {run} days from day {start}")
            start = day
    for name, *days in parts["DAYS_OFF"]:
        broken += [f"{name} works on day {day}" for day in days if day and row_of[name][int(day)]]
    cost = 0
    for name, day, kind, weight in parts["SHIFT_ON_REQUESTS"]:
        cost += int(weight) * (row_of[name][int(day)] != kind)
    for name, day, kind, weight in parts["SHIFT_OFF_REQUESTS"]:
        cost += int(weight) * (row_of[name][int(day)] == kind)
    for day, kind, wanted, under, over in parts["COVER"]:
        there = sum(row[int(day)] == kind for row in rota)
        cost += int(under) * max(0, int(wanted) - there) + int(over) * max(0, there - int(wanted))
    return cost, broken
