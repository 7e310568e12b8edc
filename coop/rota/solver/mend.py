"""Closing gaps by short chains: somebody takes the gap, somebody else takes over what she gave up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from coop.rota.solver.cost import keeps, missing
from coop.rota.solver.greedy import Roster
from coop.rota.solver.problem import Problem


@dataclass
class Mender:
    """Works on a rota in place; it never breaks a hard rule and never opens a gap.

    Attributes:
        able: per cell, who may ever take it.
        going_on: asked often; answers False when time is out.
    """

    problem: Problem
    able: Sequence[Sequence[int]]
    rosters: list[Roster]
    going_on: Callable[[], bool]

    def mend(self) -> int:
        """Close what can be closed; returns how many people that brought."""
        before = sum(missing(self.problem, self.rosters))
        for n, lacking in enumerate(missing(self.problem, self.rosters)):
            while lacking and self.going_on() and self._close(n):
                lacking -= 1
        return before - sum(missing(self.problem, self.rosters))

    def _close(self, gap: int) -> bool:
        """Find one person for a gap, alone or with another who takes over one of her shifts."""
        day = self.problem.cells[gap].day
        people = sorted(self.able[gap], key=lambda p: (self.rosters[p][day] is not None, self._load(p)))
        if any(self.rosters[p][day] is None and self._changed(p, {day: gap}) for p in people):
            return True
        return any(self.going_on() and self._chain(p, gap) for p in people)

    def _chain(self, person: int, gap: int) -> bool:
        """Let a person take the gap and give one shift, of the same day or near it, to another."""
        day = self.problem.cells[gap].day
        old = list(self.rosters[person])
        for given in self._near(old, day):
            cell = old[given]
            if cell is None or not self._changed(person, {given: None, day: gap}):
                continue
            for other in sorted(self.able[cell], key=self._load):
                free = other != person and self.rosters[other][given] is None
                if free and self._changed(other, {given: cell}):
                    return True
            self.rosters[person] = list(old)
        return False

    def _near(self, roster: Roster, day: int) -> Iterator[int]:
        """The worked days whose shift may stand in the way of one on a day, the nearest first."""
        if roster[day] is not None:
            yield day  # she changes her place on that day; nothing else can help
            return
        for distance in range(1, 7):
            for near in (day - distance, day + distance):
                if 0 <= near < len(roster) and roster[near] is not None:
                    yield near

    def _changed(self, person: int, changes: dict[int, int | None]) -> bool:
        """Change a roster if that keeps every hard rule."""
        old = self.rosters[person]
        new = list(old)
        for day, cell in changes.items():
            new[day] = cell
        if not keeps(self.problem, self.problem.people[person], new):
            return False
        self.rosters[person] = new
        return True

    def _load(self, person: int) -> int:
        return sum(cell is not None for cell in self.rosters[person])
