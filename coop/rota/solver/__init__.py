"""The rota as a problem of numbers, and what solves it.

Importing this package loads no solver: `coop.rota.solver.search` pulls in OR-Tools (120 MB of
memory) and is imported by the job process alone, through `solver()`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from coop.rota.solver.problem import (
    Bound,
    Cell,
    Past,
    Person,
    Problem,
    Report,
    Rules,
    Slot,
    Solution,
    Watch,
    Weights,
    Wish,
)

__all__ = [
    "Bound",
    "Cell",
    "Past",
    "Person",
    "Problem",
    "Report",
    "Rules",
    "Slot",
    "Solution",
    "Solve",
    "Watch",
    "Weights",
    "Wish",
    "solver",
]


class Solve(Protocol):
    """What stands behind the problem type."""

    def __call__(
        self, problem: Problem, *, seconds: float, workers: int = ..., seed: int = ..., watch: Watch = ...
    ) -> Solution: ...


def solver() -> Solve:
    """The solver in use; loads OR-Tools now."""
    return cast(Solve, import_module("coop.rota.solver.search").solve)
