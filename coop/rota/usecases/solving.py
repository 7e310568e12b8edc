"""From a draft to the solver and back: pure work between a reading unit and a writing one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from coop.rota.rules import Duty
from coop.rota.solver import Watch, solver
from coop.rota.solver.build import Plan, duties_of, problem_of
from coop.rota.solver.cost import missing


@dataclass(frozen=True, slots=True)
class Made:
    """What the solver made.

    Attributes:
        result: seconds allowed, seed, cost, missing, proved, stopped.
    """

    duties: tuple[Duty, ...]
    result: dict[str, Any]

    @property
    def stopped(self) -> bool:
        """Whether somebody stopped it."""
        return bool(self.result["stopped"])


def make_rota(plan: Plan, *, seconds: float, seed: int = 0, workers: int = 2, watch: Watch) -> Made:
    """Work a rota out; loads the solver, so only the job process and the command line call it.

    Args:
        plan: as `queries.solver_input` reads it.
        seconds: how long it may think.
        seed: another number gives another rota of equal right.
        workers: threads.
        watch: told how far it is; answers False to stop, and what was found so far is kept.
    """
    problem = problem_of(plan)
    solution = solver()(problem, seconds=seconds, workers=workers, seed=seed, watch=watch)
    result = {
        "seconds": int(seconds),
        "seed": seed,
        "cost": solution.cost,
        "missing": sum(missing(problem, solution.taken)),
        "proved": solution.proved,
        "stopped": solution.stopped,
    }
    return Made(duties_of(plan, problem, solution), result)
