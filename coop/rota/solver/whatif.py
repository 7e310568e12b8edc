"""What a rota would be like if one cell were given up, or taken by somebody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coop.rota.solver.cost import Taken, keeps, missing, own_cost
from coop.rota.solver.problem import Problem


@dataclass(frozen=True, slots=True)
class Effect:
    """What changes.

    Attributes:
        lacking: people more, or fewer, that are missing in the whole rota.
        cost: what turns, hours, wishes and weighted rules cost more, or less, without what is missing.
    """

    lacking: int
    cost: int


def given_up(problem: Problem, rosters: Sequence[Taken], p: int, day: int) -> Effect:
    """One person is free on a day."""
    return _effect(problem, rosters, {p: _with(rosters[p], day, None)})


def taken_over(problem: Problem, rosters: Sequence[Taken], p: int, day: int, *, by: int) -> Effect | None:
    """Another person has the cell instead, and gives up her own of that day; None when a rule forbids it."""
    cell = rosters[p][day]
    new = _with(rosters[by], day, cell)
    if cell is None or by == p or not keeps(problem, problem.people[by], new):
        return None
    return _effect(problem, rosters, {p: _with(rosters[p], day, None), by: new})


def _with(taken: Taken, day: int, cell: int | None) -> Taken:
    return [*taken[:day], cell, *taken[day + 1 :]]


def _effect(problem: Problem, rosters: Sequence[Taken], changed: dict[int, Taken]) -> Effect:
    after = [changed.get(p, taken) for p, taken in enumerate(rosters)]
    own = sum(
        own_cost(problem, problem.people[p], taken) - own_cost(problem, problem.people[p], rosters[p])
        for p, taken in changed.items()
    )
    return Effect(sum(missing(problem, after)) - sum(missing(problem, rosters)), own)
