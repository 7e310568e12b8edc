"""From a rota in force to the task of mending it, and from a way out back to the shifts that change."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from coop.kernel.ranges import Days
from coop.rota.rules import Duty, Need
from coop.rota.solver.build import Plan, problem_of
from coop.rota.solver.problem import Problem
from coop.rota.solver.repair import Task, WayOut, gaps_of, let_go

AFTER = 14
"""Days behind the free ones that rest, weeks and streaks still look at."""


@dataclass(frozen=True, slots=True)
class Move:
    """What changes for one member on one day; None = free.

    Attributes:
        forced: whether the member cannot keep the old shift, whatever is decided.
    """

    member_id: int
    day: date
    old: Duty | None
    new: Duty | None
    forced: bool = False


@dataclass(frozen=True, slots=True)
class Mending:
    """A task with the meaning of its numbers.

    Attributes:
        needs: per cell of the problem, what it stands for.
        workers: keys of the members, in the order of the problem.
        published: the shifts in force on the days of the problem.
        task: in numbers.
    """

    days: Days
    free: Days
    needs: tuple[Need, ...]
    workers: tuple[int, ...]
    published: tuple[Duty, ...]
    task: Task

    def moves(self, way: WayOut | None) -> tuple[Move, ...]:
        """What a way out changes, by day and member; None = only what cannot be kept."""
        old = {(d.member_id, d.day): d for d in self.published if d.day in self.free}
        kept = {(d.member_id, d.day) for d in self._duties(let_go(self.task).rosters)}
        rosters = let_go(self.task).rosters if way is None else way.taken
        new = {(d.member_id, d.day): d for d in self._duties(rosters)}
        return tuple(
            Move(*key, old.get(key), new.get(key), forced=key in old and key not in kept)
            for key in sorted({*old, *new}, key=lambda key: (key[1], key[0]))
            if old.get(key) != new.get(key)
        )

    @property
    def open(self) -> int:
        """Shifts that are to be covered and that nobody covers once what cannot be kept is let go."""
        broken = let_go(self.task)
        return sum(broken.lacking[n] for n in gaps_of(self.task, broken))

    def minutes(self, duty: Duty) -> int:
        """How long a shift of the free days lasts."""
        cell = next(
            cell
            for cell, need in zip(self.task.problem.cells, self.needs, strict=True)
            if (need.day, need.kind) == (duty.day, duty.kind)
        )
        return self.task.problem.slots[cell.kind][cell.day].minutes

    def _duties(self, rosters: Sequence[Sequence[int | None]]) -> Iterator[Duty]:
        for member, taken in zip(self.workers, rosters, strict=True):
            for n in taken:
                if n is not None and self.needs[n].day in self.free:
                    yield Duty(member, self.needs[n].day, self.needs[n].kind, self.needs[n].place)


def only_lost(needs: Iterable[Need], duties: Iterable[Duty]) -> tuple[Need, ...]:
    """The needs as far as the rota met them: what was open before stays out of sight."""
    there = Counter((d.day, d.kind, d.place) for d in duties)
    found = [replace(n, people=min(n.people, there[n.day, n.kind, n.place])) for n in needs]
    return tuple(n for n in found if n.people)


def mending_of(plan: Plan, duties: Sequence[Duty], free: Days, *, most: int) -> Mending:
    """The task of mending a rota.

    Args:
        plan: its days hold the free ones and reach past them; its needs are those that are to be met.
        duties: the shifts in force on the days of the plan.
        free: days on which shifts may change.
        most: people whom the way with few people may touch.
    """
    there = Counter((d.day, d.kind, d.place) for d in duties)
    wanted: Counter[tuple[date, str, object]] = Counter()
    needs: list[Need] = []
    for need in plan.needs:
        if need.day in free:
            needs.append(need)
            wanted[need.day, need.kind, need.place] += need.people
    asked = len(needs)
    for (day, kind, place), people in there.items():
        if people > wanted[day, kind, place]:
            needs.append(Need(day, kind, place, people - wanted[day, kind, place]))
    problem = problem_of(replace(plan, needs=needs))
    inside = range((free.start - plan.days.start).days, (free.end - plan.days.start).days)
    cells = tuple(
        replace(cell, weight=0) if n >= asked and cell.day in inside else cell
        for n, cell in enumerate(problem.cells)
    )
    problem = replace(problem, cells=cells)
    workers = tuple(worker.member_id for worker in plan.workers)
    start = placed(problem, needs, workers, duties)
    return Mending(plan.days, free, tuple(needs), workers, tuple(duties), Task(problem, start, inside, most))


def with_unasked(needs: Sequence[Need], duties: Iterable[Duty]) -> tuple[Need, ...]:
    """The needs, and as needs of nobody the places where somebody works though nobody is wanted."""
    known = {(n.day, n.kind, n.place) for n in needs}
    there = dict.fromkeys((d.day, d.kind, d.place) for d in duties)
    return (*needs, *(Need(*key, 0) for key in there if key not in known))


def placed(
    problem: Problem, needs: Sequence[Need], workers: Sequence[int], duties: Iterable[Duty]
) -> tuple[tuple[int | None, ...], ...]:
    """Who takes which cell; whoever is too many stands in the last one of the place.

    Of several in one place those who cannot stay are the ones too many.
    """
    room = [need.people for need in needs]
    cells: dict[object, list[int]] = defaultdict(list)
    for n, need in enumerate(needs):
        cells[need.day, need.kind, need.place].append(n)
    position = {member: p for p, member in enumerate(workers)}
    rosters: list[list[int | None]] = [[None] * problem.days for _ in workers]
    known = [(d, position[d.member_id]) for d in duties if d.member_id in position]

    def leaves(found: tuple[Duty, int]) -> bool:
        duty, p = found
        cell = cells[duty.day, duty.kind, duty.place][0]
        return not problem.may(problem.people[p], problem.cells[cell])

    for duty, p in sorted(known, key=lambda found: (leaves(found), found[0].day, found[1])):
        own = cells[duty.day, duty.kind, duty.place]
        cell = next((n for n in own if room[n] > 0), own[-1])
        room[cell] -= 1
        rosters[p][problem.cells[cell].day] = cell
    return tuple(tuple(roster) for roster in rosters)
