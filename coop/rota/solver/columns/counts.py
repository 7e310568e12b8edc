"""Who is there in each cell, and what one person more would cost."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coop.rota.solver.columns.model import OFF, Roster, Staffing

Floats = NDArray[np.float64]


def margins(problem: Staffing, there: NDArray[np.int64]) -> Floats:
    """What one person more costs in each cell, given who is there."""
    found = np.zeros(there.shape)
    for (day, kind), cover in problem.covers.items():
        n = int(there[day, kind])
        found[day, kind] = -cover.under if n < cover.people else cover.over
    return found


def count(problem: Staffing, rosters: Sequence[Roster | None]) -> NDArray[np.int64]:
    """How many are there in each cell, (days, kinds); None counts nobody."""
    there = np.zeros((problem.days, len(problem.minutes)), np.int64)
    for roster in rosters:
        if roster is not None:
            add(there, roster, 1)
    return there


def add(there: NDArray[np.int64], roster: Roster, by: int) -> None:
    """Count a roster in, or out."""
    for day, kind in enumerate(roster):
        if kind != OFF:
            there[day, kind] += by
