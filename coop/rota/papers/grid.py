"""The table of a printed rota: its blocks of whole weeks, each with its heads, lines and gaps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from math import ceil

from coop.kernel.ranges import Days, monday_of
from coop.people import queries as people
from coop.people.queries import Holiday, Member
from coop.rota import queries
from coop.rota.queries import Kind, Open
from coop.rota.rules import Duty, is_night
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Head:
    """A day at the head of the table.

    Attributes:
        rest: whether it is a weekend or holiday.
        holiday: whether it is a holiday.
        monday: whether a week begins with it.
    """

    day: date
    rest: bool
    holiday: bool
    monday: bool

    @property
    def look(self) -> str:
        """Names of its look in the style of the paper."""
        return " ".join(name for name in ("rest", "monday") if getattr(self, name))


@dataclass(frozen=True, slots=True)
class Cell:
    """What a member does on a day.

    Attributes:
        code: of the shift; empty when free.
        night: whether it counts as a night, which is framed.
        changed: whether it is not what people could rely on.
    """

    code: str = ""
    night: bool = False
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A member's days on paper."""

    number: int
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Whole weeks that fit one beside the other.

    Attributes:
        groups: lines by sector, in its order.
        missing: of each kind of shift that lacks people, its code and how many lack on each day.
        open: the same gaps one by one, with their places.
    """

    days: Days
    heads: tuple[Head, ...]
    holidays: tuple[Holiday, ...]
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    missing: tuple[tuple[str, tuple[int, ...]], ...]
    open: tuple[Open, ...]


def week_blocks(days: Days, most: int) -> list[Days]:
    """Cut days at Mondays into as few blocks of at most `most` weeks as possible, evenly."""
    first = monday_of(days.start)
    weeks = ceil((days.end - first).days / 7)
    parts = ceil(weeks / most)
    cuts = [first + timedelta(weeks=weeks * n // parts) for n in range(1, parts)]
    edges = [days.start, *cuts, days.end]
    return [Days(start, end) for start, end in pairwise(edges)]


def blocks(
    uow: UnitOfWork,
    days: Days,
    duties: Sequence[Duty],
    gaps: Sequence[Open],
    *,
    changed: Collection[tuple[int, date]],
    most_weeks: int,
) -> tuple[Block, ...]:
    """The blocks of a printed rota.

    Args:
        uow: the unit of work.
        days: which days.
        duties: the shifts to print; who has none is not printed.
        gaps: what is not covered.
        changed: members and days that are not what people could rely on.
        most_weeks: that fit one beside the other on the sheet.
    """
    shapes = {k.code: k.shift for k in queries.kinds(uow, also_ended=True)}
    cells = {key: Cell(changed=True) for key in changed}
    for d in duties:
        key = d.member_id, d.day
        cells[key] = Cell(d.kind, is_night(d.day, shapes[d.kind], uow.zone), key in cells)
    holidays = people.list_holidays(uow, days)
    sectors = {s.id: s.name for s in people.sectors(uow)}
    off = {h.day for h in holidays}

    def sector(member: Member) -> str:
        return sectors.get(member.sector_id or 0, "")

    shown = {d.member_id for d in duties} | {member_id for member_id, _day in changed}
    members = sorted(
        people.members(uow, shown),
        key=lambda m: (sector(m), m.sorted_name),
    )
    found = []
    for part in week_blocks(days, most_weeks):
        groups = tuple(
            (
                name,
                tuple(
                    Line(m.number, m.sorted_name, tuple(cells.get((m.id, d), Cell()) for d in part))
                    for m in group
                ),
            )
            for name, group in groupby(members, key=sector)
        )
        own = [g for g in gaps if g.day in part]
        found.append(
            Block(
                part,
                tuple(Head(d, d.weekday() >= 5 or d in off, d in off, d.weekday() == 0) for d in part),
                tuple(h for h in holidays if h.day in part),
                groups,
                _missing(part, own),
                tuple(own),
            )
        )
    return tuple(found)


def _missing(days: Days, gaps: Sequence[Open]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    kinds = sorted({g.kind.code: g.kind for g in gaps}.values(), key=lambda k: (k.shift.start, k.code))
    return tuple(
        (
            code,
            tuple(sum(g.missing for g in gaps if g.kind.code == code and g.day == day) for day in days),
        )
        for code in (k.code for k in kinds)
    )


def used_kinds(uow: UnitOfWork, duties: Iterable[Duty], gaps: Iterable[Open]) -> tuple[Kind, ...]:
    """The kinds of shift that a printed rota explains."""
    used = {d.kind for d in duties} | {g.kind.code for g in gaps}
    return tuple(k for k in queries.kinds(uow, also_ended=True) if k.code in used)
