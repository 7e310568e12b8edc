"""The real factory turned into a co-op: its people, offices, shift kinds, posts, who works when."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from coop.assembly import usecases as assembly
from coop.assembly.usecases import FoundingAct
from coop.people import queries as people
from coop.people import usecases as roll
from coop.people.queries import Coop
from coop.people.usecases import NewMandate
from coop.production import queries as production
from coop.rota import usecases as rota
from coop.store import UnitOfWork
from coop.web.imports import ColumnMapping
from tests.factory.production import HERE, read

FILES = (
    "BillOfMaterials.csv",
    "Department.csv",
    "Employee.csv",
    "EmployeeDepartmentHistory.csv",
    "Location.csv",
    "Product.csv",
    "Shift.csv",
    "WorkOrder.csv",
    "WorkOrderRouting.csv",
)
OFFICES = ("president", "secretary", "treasurer", "coordinator", "auditor", "scrutineer", "scrutineer")
"""Given to the first people of the file, one each, in this order."""

STATUTE = "ar-worker-model"
MOST_SHARE = 90
"""Per cent of a post's people that are wanted at once: somebody is always away."""
WORKDAYS = range(5)


def _rows(folder: Path, name: str) -> Iterator[dict[str, str]]:
    table = read(folder, name)
    return (dict(zip(table.header, map(str, row.cells), strict=True)) for row in table.rows)


def import_people(uow: UnitOfWork, folder: Path, first: int | None = None) -> int:
    """Import the people as candidates, as the command line does.

    Args:
        uow: the unit of work.
        folder: of the factory.
        first: only so many, from the top of the file; None = all.

    Returns:
        How many were written down.
    """
    mapping = ColumnMapping.from_toml((HERE / "employees.toml").read_bytes())
    lines = (folder / "Employee.csv").read_bytes().splitlines(keepends=True)
    raw = b"".join(lines if first is None else lines[: first + 1])
    tables = {join.file: read(folder, join.file) for join in mapping.joins}
    return roll.import_file(uow, "Employee.csv", raw, mapping, tables=tables).created


def found(uow: UnitOfWork, founded_on: date) -> tuple[int, ...]:
    """Found a co-op of everybody who was imported; returns the keys of its members."""
    founders = people.candidates(uow)
    term = date(founded_on.year + 3, founded_on.month, 1)
    act = FoundingAct(
        coop=Coop(
            name="Bicicletas AdventureWorks",
            legal_name="Cooperativa de Trabajo Bicicletas AdventureWorks Limitada",
            cuit=None,
            matricula=None,
            address="Ruta 22 km 1218",
            city="Neuquén",
            province="Neuquén",
            currency="ARS",
            zone="America/Argentina/Buenos_Aires",
            founded_on=founded_on,
        ),
        statute=STATUTE,
        candidates=[person.id for person in founders],
        mandates=[
            NewMandate(person.number, office, term) for person, office in zip(founders, OFFICES, strict=False)
        ],
    )
    keys = assembly.found(uow, act)
    for year in (founded_on.year, founded_on.year + 1):
        roll.fill_holidays(uow, year)
    return keys


def add_shifts(uow: UnitOfWork, folder: Path) -> dict[str, int]:
    """Add the factory's kinds of shift; all of them take work from orders.

    Returns:
        Their keys by the number that the file gives them.
    """
    kinds = {}
    for row in _rows(folder, "Shift.csv"):
        start, end = _minute(row["StartTime"]), _minute(row["EndTime"])
        kinds[row["ShiftID"]] = rota.add_kind(
            uow,
            row["Name"][0],
            name=row["Name"],
            start=start,
            end=end if end > start else end + 1440,
            takes_orders=True,
        )
    return kinds


def _minute(wall: str) -> int:
    hour, minute = wall.split(":")[:2]
    return int(hour) * 60 + int(minute)


def allow_shifts(uow: UnitOfWork, folder: Path, kinds: dict[str, int]) -> dict[int, str]:
    """Let everybody be planned on the shift that the factory has them on.

    Returns:
        The number of the shift by key of the member.
    """
    shift_of = {
        int(row["BusinessEntityID"]): row["ShiftID"]
        for row in _rows(folder, "EmployeeDepartmentHistory.csv")
        if not row["EndDate"]
    }
    found = {member.id: shift_of[member.number] for member in people.roll(uow, uow.today())}
    for member_id, shift in found.items():
        rota.set_allowed(uow, member_id, [kinds[shift]])
    return found


def add_posts(uow: UnitOfWork, kinds: dict[str, int], shift_of: dict[int, str], since: date) -> int:
    """Add a post for everybody whose work no order asks for.

    People of one sector and shift share a post. In a sector whose crafts are asked for by orders
    the others (its supervisors) have one post for each craft.

    Args:
        uow: the unit of work.
        kinds: keys of the kinds of shift by their number.
        shift_of: number of each member's shift.
        since: first day.

    Returns:
        How many posts.
    """
    crafts = {centre.skill_id for centre in production.centres(uow)}
    members = people.roll(uow, uow.today())
    skills = people.skills_of(uow, [m.id for m in members])
    on_orders: dict[int | None, int] = defaultdict(int)
    for member in members:
        on_orders[member.sector_id] += bool(skills[member.id] & crafts)
    staff: Counter[tuple[int | None, int | None, str]] = Counter()
    for member in members:
        if not skills[member.id] & crafts:
            skill = min(skills[member.id], default=None) if on_orders[member.sector_id] else None
            staff[member.sector_id, skill, shift_of[member.id]] += 1
    names = {s.id: s.name for s in people.sectors(uow)}
    skill_names = {s.id: s.name for s in people.skills(uow)}
    for (sector_id, skill_id, shift), count in staff.items():
        name = skill_names[skill_id] if skill_id else names[sector_id] if sector_id else "Planta"
        rota.add_post(
            uow,
            name,
            kind_id=kinds[shift],
            weekdays=WORKDAYS,
            people_needed=max(1, count * MOST_SHARE // 100),
            since=since,
            sector_id=sector_id,
            skill_id=skill_id,
        )
    return len(staff)
