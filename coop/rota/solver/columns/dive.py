"""Diving: fixing what the master is surest of, until every roster is whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

import numpy as np
from numpy.typing import NDArray

from coop.rota.solver.columns.master import Master
from coop.rota.solver.columns.model import OFF, Roster, Staffing
from coop.rota.solver.columns.pricing import FAR

Floats = NDArray[np.float64]

SURE = 0.995
"""A cell with at least this share in the master is as good as fixed."""

FOLLOW = 2.5
"""Days that are decided by fixing one of them, about."""

MOST_STEPS = 50
"""Of a dive."""

MANY = 60
"""People from whom on the master is slow: the subgradient comes first, dives fix whole rosters."""


class Mask:
    """What is fixed of one person's roster in a dive."""

    def __init__(self, problem: Staffing) -> None:
        self.days, self.kinds = problem.days, len(problem.minutes)
        self.taken: dict[int, int] = {}

    @property
    def whole(self) -> bool:
        """Whether every day is fixed."""
        return len(self.taken) == self.days

    def fixed(self, day: int) -> bool:
        """Whether a day is fixed."""
        return day in self.taken

    def fix(self, day: int, kind: int) -> None:
        """Fix a day to a kind or OFF."""
        self.taken[day] = kind

    def fits(self, roster: Roster) -> bool:
        """Whether a roster agrees with what is fixed."""
        return all(roster[day] == kind for day, kind in self.taken.items())

    def applied(self, cost: Floats) -> tuple[Floats, Floats]:
        """The costs with everything else forbidden, and those of days off."""
        cost, off = cost.copy(), np.zeros(self.days)
        for day, kind in self.taken.items():
            if kind == OFF:
                cost[day, :] = FAR
            else:
                keep = cost[day, kind]
                cost[day, :] = FAR
                cost[day, kind] = keep
                off[day] = FAR
        return cost, off


def advance(
    master: Master,
    masks: list[Mask],
    shares: Floats,
    best: Sequence[Roster],
    steps_left: float,
    noise: Callable[[], float],
) -> list[Roster] | None:
    """Fix the next cells of a dive.

    Args:
        master: whose columns the shares are of.
        masks: of each person; changed here.
        shares: of each column, 0 to 1.
        best: the rota so far; whoever has no column keeps hers.
        steps_left: how many more steps there is time for; below 1 everything is rounded.
        noise: added to each share.

    Returns:
        The rosters once all are whole, or no step is left; else None.
    """
    problem = master.problem
    weight: list[dict[tuple[int, int], float]] = [{} for _ in problem.people]
    there = np.zeros(len(problem.people))
    top: list[tuple[float, Roster | None]] = [(0.0, None)] * len(problem.people)
    for n in np.flatnonzero(shares > 1e-6):
        p, roster, _ = master.columns[n]
        share = float(shares[n])
        there[p] += share
        if share > top[p][0]:
            top[p] = (share, roster)
        for cell in enumerate(roster):
            weight[p][cell] = weight[p].get(cell, 0.0) + share
    loose, candidates = [], []
    for p, (share, _) in enumerate(top):
        if there[p] < SURE:
            masks[p] = Mask(problem)  # what is fixed leads nowhere: she begins anew
        if share >= SURE:
            continue
        loose.append(p)
        for cell, part in weight[p].items():
            if part < SURE and not masks[p].fixed(cell[0]):
                candidates.append((part + noise(), p, cell))
    if not loose or steps_left < 1:
        return [roster or best[p] for p, (_, roster) in enumerate(top)]
    open_days = len({(p, day) for _, p, (day, _) in candidates})
    per_step = ceil(open_days / FOLLOW / max(1.0, min(MOST_STEPS, steps_left)))
    if len(problem.people) >= MANY:
        wholes = sorted(loose, key=lambda p: -top[p][0] - noise())
        # The programme is large: fewer and bolder steps.
        for p in wholes[: ceil(len(loose) / max(1.0, min(MOST_STEPS, steps_left)))]:
            for cell in enumerate(top[p][1] or best[p]):
                masks[p].fix(*cell)
        return None
    candidates.sort(reverse=True)
    used: set[tuple[int, int]] = set()
    for _, p, (day, kind) in candidates:
        if len(used) >= per_step:
            break
        if (p, day // 7) not in used:
            used.add((p, day // 7))
            masks[p].fix(day, kind)
    if not used:
        for p in loose:  # only whole columns still differ
            for cell in enumerate(top[p][1] or best[p]):
                masks[p].fix(*cell)
    return None
