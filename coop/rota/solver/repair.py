"""Mending a rota with few changes: what has come apart, who may help, what the ways out are.

Pure numbers, as everything behind `Problem`; `coop.rota.solver.change` does the search and is
loaded by the job process alone, through `repairer()`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Protocol, cast

from coop.rota.solver.cost import Taken, keeps, own_cost
from coop.rota.solver.greedy import Roster, eligible
from coop.rota.solver.mend import Mender
from coop.rota.solver.problem import Problem, Watch

FEW, ALL, FAIR, OTHERS = "few", "all", "fair", "others"
"""The ways out: with few people; whatever can be covered, by the fewest people; the same, by those
whose turn it is; as the one before, without somebody that it asks."""


@dataclass(frozen=True, slots=True)
class Task:
    """A published rota that has come apart.

    Attributes:
        problem: its days reach past the free ones, so that what follows counts for rest and weeks.
            A cell of weight 0 holds people whom nothing asks for any more.
        start: per person and day the cell taken as published, perhaps one that cannot be kept.
        free: the days on which it may be changed, half-open, within the problem.
        most: people whom the way with few people may touch, > 0.
    """

    problem: Problem
    start: tuple[tuple[int | None, ...], ...]
    free: range
    most: int = 2


@dataclass(frozen=True, slots=True)
class WayOut:
    """One way to mend a rota.

    Attributes:
        way: FEW, ALL, FAIR or OTHERS.
        taken: per person and day, the cell taken.
        lacking: people times shifts that stay uncovered on the free days.
        touched: positions of the people who get another shift, or another day free, than published;
            what somebody cannot keep is no change that was chosen.
        changes: person-days that were chosen to change.
        cost: what the rosters cost beyond what is uncovered; less is fairer.
        proved: whether no way of this kind is better.
    """

    way: str
    taken: tuple[tuple[int | None, ...], ...]
    lacking: int
    touched: tuple[int, ...]
    changes: int
    cost: int
    proved: bool


class Repairer(Protocol):
    """What finds ways out."""

    def __call__(
        self, task: Task, *, seconds: float, seed: int = ..., watch: Watch = ...
    ) -> tuple[WayOut, ...]: ...


def repairer() -> Repairer:
    """The search in use; loads OR-Tools now."""
    return cast(Repairer, import_module("coop.rota.solver.change").repair)


@dataclass(frozen=True, slots=True)
class Broken:
    """A task after what cannot be kept was let go.

    Attributes:
        rosters: what is left of the published ones; they keep every hard rule, but for `stuck`.
        stuck: people whose days outside the free ones break a rule by themselves: nobody changes them.
        lacking: per cell, people missing on the free days; 0 elsewhere.
    """

    rosters: tuple[tuple[int | None, ...], ...]
    stuck: frozenset[int]
    lacking: tuple[int, ...]


def let_go(task: Task) -> Broken:
    """Take away the shifts that people may not work any more, and no others."""
    rosters: list[tuple[int | None, ...]] = []
    stuck: set[int] = set()
    for n, taken in enumerate(task.start):
        left = _lawful(task, n, taken)
        if not keeps(task.problem, task.problem.people[n], left):
            stuck.add(n)
        rosters.append(left)
    there = Counter(cell for taken in rosters for cell in taken if cell is not None)
    lacking = tuple(
        max(0, cell.people - there[n]) if cell.day in task.free else 0
        for n, cell in enumerate(task.problem.cells)
    )
    return Broken(tuple(rosters), frozenset(stuck), lacking)


def _lawful(task: Task, n: int, taken: Taken) -> tuple[int | None, ...]:
    """A roster without what the person may not take, and without the days that break a rule."""
    problem, person = task.problem, task.problem.people[n]
    left = [cell if cell is not None and problem.may(person, problem.cells[cell]) else None for cell in taken]
    if keeps(problem, person, left):
        return tuple(left)
    for day in task.free:  # one day given up is better than two
        without = [*left[:day], None, *left[day + 1 :]]
        if left[day] is not None and keeps(problem, person, without):
            return tuple(without)
    tried = list(left)
    for day in reversed(task.free):
        tried[day] = None
        if keeps(problem, person, tried):
            return tuple(tried)
    return tuple(left)


def near(task: Task, broken: Broken) -> tuple[int, ...]:
    """Who may help: first who can take a gap at once, then who is held back, then who can relieve those.

    Returns:
        Positions of people, those of one rank by what a gap would cost them.
    """
    problem, able = task.problem, eligible(task.problem)
    rank: dict[int, tuple[int, int]] = {}
    for n in gaps_of(task, broken):
        day = problem.cells[n].day
        for p in able[n]:
            person, taken = problem.people[p], broken.rosters[p]
            with_it = [*taken[:day], n, *taken[day + 1 :]]
            at_once = taken[day] is None and keeps(problem, person, with_it)
            price = own_cost(problem, person, with_it) - own_cost(problem, person, taken)
            rank[p] = min(rank.get(p, (1, price)), (0 if at_once else 1, price))
    relieved = {cell for p in rank for day in task.free if (cell := broken.rosters[p][day]) is not None}
    for n in relieved:
        for p in able[n]:
            rank.setdefault(p, (2, sum(cell is not None for cell in broken.rosters[p])))
    return tuple(sorted((p for p in rank if p not in broken.stuck), key=lambda p: (rank[p], p)))


def gaps_of(task: Task, broken: Broken) -> list[int]:
    """The cells that lack somebody and that somebody is wanted for."""
    return [n for n, lacking in enumerate(broken.lacking) if lacking and task.problem.cells[n].weight]


class Chains(Mender):
    """Closes gaps by short chains, asking first whoever is asked already."""

    def __init__(self, task: Task, broken: Broken, going_on: Callable[[], bool]) -> None:
        able = [
            [p for p in people if p not in broken.stuck] if cell.day in task.free else []
            for cell, people in zip(task.problem.cells, eligible(task.problem), strict=True)
        ]
        super().__init__(task.problem, able, [list(r) for r in broken.rosters], going_on)
        self.task, self.broken = task, broken

    def close(self, most: int | None = None) -> list[Roster]:
        """Close what can be closed by at most so many people; None = by all it takes."""
        for n in gaps_of(self.task, self.broken):
            for _ in range(self.broken.lacking[n]):
                before = [list(roster) for roster in self.rosters]
                if not (self.going_on() and self._close(n)):
                    break
                if most is not None and len(self.touched()) > most:
                    self.rosters[:] = before
        return self.rosters

    def touched(self) -> list[int]:
        """Positions of the people whose rosters have changed."""
        return [p for p, left in enumerate(self.broken.rosters) if tuple(self.rosters[p]) != left]

    def _load(self, person: int) -> int:
        asked = tuple(self.rosters[person]) != self.broken.rosters[person]
        return super()._load(person) - 1000 * asked


def part_of(task: Task, broken: Broken, people: Sequence[int]) -> Problem:
    """The problem of some people: what they do as it is left, and the gaps."""
    wanted = list(broken.lacking)
    for p in people:
        for cell in broken.rosters[p]:
            if cell is not None:
                wanted[cell] += 1
    cells = tuple(replace(c, people=w) for c, w in zip(task.problem.cells, wanted, strict=True))
    return replace(task.problem, people=tuple(task.problem.people[p] for p in people), cells=cells)
