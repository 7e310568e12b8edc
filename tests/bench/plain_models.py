"""The textbook model of a shift file, one yes or no per person, day and kind, for general solvers.

Column generation is measured beside it: CP-SAT of OR-Tools and the branch and cut of HiGHS get the
same problem, the same seconds and the same threads.

References:
    T. Curtois, R. Qu: Computational results on new staff scheduling benchmark instances, 2014
    (the integer programme of its appendix).
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import highspy
import numpy as np
from ortools.sat.python import cp_model

from coop.rota.solver.columns.model import OFF, Contract, Roster, Staffing


@dataclass
class Linear:
    """A whole-number programme: variables from 0 to `most`, rows low <= sum <= high, least cost."""

    most: list[int] = field(default_factory=list)
    cost: list[int] = field(default_factory=list)
    rows: list[tuple[int, int, dict[int, int]]] = field(default_factory=list)
    constant: int = 0

    def variable(self, most: int = 1, cost: int = 0) -> int:
        """A new variable; returns its number."""
        self.most.append(most)
        self.cost.append(cost)
        return len(self.most) - 1

    def row(self, terms: Mapping[int, int], low: int = -(10**7), high: int = 10**7) -> None:
        """A new row."""
        self.rows.append((low, high, dict(terms)))


@dataclass(frozen=True)
class Plain:
    """The programme of a problem, and its variables by person, day and kind."""

    programme: Linear
    works: Mapping[tuple[int, int, int], int]


def plain(problem: Staffing) -> Plain:
    """The textbook programme of a problem."""
    programme, works = Linear(), {}
    for p, person in enumerate(problem.people):
        programme.constant += sum(person.on_wishes.values())
        for day in range(problem.days):
            for kind in range(len(problem.minutes)):
                if person.caps[kind] and day not in person.off:
                    wish = person.off_wishes.get((day, kind), 0) - person.on_wishes.get((day, kind), 0)
                    works[p, day, kind] = programme.variable(cost=wish)
    for p, person in enumerate(problem.people):
        _contract(programme, problem, person, {(d, k): v for (q, d, k), v in works.items() if q == p})
    for (day, kind), cover in problem.covers.items():
        there = {v: 1 for (_, d, k), v in works.items() if (d, k) == (day, kind)}
        under = programme.variable(cover.people, cover.under)
        over = programme.variable(len(problem.people), cover.over)
        programme.row({**there, under: 1, over: -1}, cover.people, cover.people)
    return Plain(programme, works)


def _contract(
    programme: Linear, problem: Staffing, person: Contract, mine: Mapping[tuple[int, int], int]
) -> None:
    days, kinds = range(problem.days), range(len(problem.minutes))
    on = {day: {mine[day, k]: 1 for k in kinds if (day, k) in mine} for day in days}
    for day in days:
        programme.row(on[day], high=1)
        for k in kinds:
            after = {mine[day + 1, j]: 1 for j in problem.not_after[k] if (day + 1, j) in mine}
            if after and (day, k) in mine:
                programme.row({mine[day, k]: 1, **after}, high=1)
    programme.row({v: problem.minutes[k] for (_, k), v in mine.items()}, person.least, person.most)
    for k in kinds:
        programme.row({v: 1 for (_, j), v in mine.items() if j == k}, high=person.caps[k])
    for day in range(problem.days - person.max_run):
        programme.row(_sum(on, range(day, day + person.max_run + 1)), high=person.max_run)
    for terms, low in _runs(on, problem.days, person):
        programme.row(terms, low=low)
    weekends = []
    for saturday in range(5, problem.days, 7):
        weekend = programme.variable()
        weekends.append(weekend)
        for day in (saturday, saturday + 1):
            if day < problem.days:
                programme.row({weekend: 1, **{v: -1 for v in on[day]}}, low=0)
    programme.row(dict.fromkeys(weekends, 1), high=person.weekends)


def _runs(
    on: Mapping[int, Mapping[int, int]], days: int, person: Contract
) -> Iterator[tuple[dict[int, int], int]]:
    """Rows against runs of work, and of days off, that are too short and touch no border."""
    for length in range(1, person.min_run):
        for day in range(days - length - 1):
            inner = _sum(on, range(day + 1, day + length + 1))
            yield {**on[day], **on[day + length + 1], **{v: -1 for v in inner}}, 1 - length
    for length in range(1, person.min_off):
        for day in range(days - length - 1):
            inner = _sum(on, range(day + 1, day + length + 1))
            yield {**inner, **{v: -1 for v in (*on[day], *on[day + length + 1])}}, -1


def _sum(on: Mapping[int, Mapping[int, int]], days: range) -> dict[int, int]:
    return {v: 1 for day in days for v in on[day]}


@dataclass(frozen=True)
class Answer:
    """What a general solver found: rosters or None, its bound, seconds with building the model."""

    rosters: list[Roster] | None
    bound: float
    seconds: float


def cp_sat(problem: Staffing, *, seconds: float, workers: int, seed: int) -> Answer:
    """The textbook model in CP-SAT."""
    began = time.monotonic()
    built = plain(problem)
    model = cp_model.CpModel()
    variables = [model.new_int_var(0, most, "") for most in built.programme.most]
    for low, high, terms in built.programme.rows:
        total = cp_model.LinearExpr.weighted_sum([variables[v] for v in terms], list(terms.values()))
        model.add_linear_constraint(total, low, high)
    model.minimize(
        cp_model.LinearExpr.weighted_sum(variables, built.programme.cost) + built.programme.constant
    )
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(0.1, seconds - (time.monotonic() - began))
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    status = solver.solve(model)
    rosters = None
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        rosters = _rosters(problem, built, [solver.value(v) for v in variables])
    return Answer(rosters, solver.best_objective_bound, time.monotonic() - began)


def highs(problem: Staffing, *, seconds: float, workers: int, seed: int) -> Answer:
    """The textbook model in the branch and cut of HiGHS."""
    began = time.monotonic()
    built = plain(problem)
    programme = built.programme
    highspy.Highs.resetGlobalScheduler(True)  # else it keeps the threads of the programmes before
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", workers)
    solver.setOptionValue("random_seed", seed)
    count = len(programme.most)
    solver.addVars(count, np.zeros(count), np.array(programme.most, dtype=np.float64))
    every = np.arange(count, dtype=np.int32)
    solver.changeColsCost(count, every, np.array(programme.cost, dtype=np.float64))
    solver.changeColsIntegrality(count, every, np.array([highspy.HighsVarType.kInteger] * count))
    solver.changeObjectiveOffset(float(programme.constant))
    for low, high, terms in programme.rows:
        index = np.array(list(terms), dtype=np.int32)
        solver.addRow(float(low), float(high), len(terms), index, np.array(list(terms.values()), np.float64))
    solver.setOptionValue("time_limit", max(0.1, seconds - (time.monotonic() - began)))
    solver.run()
    highspy.Highs.resetGlobalScheduler(True)
    info = solver.getInfo()
    rosters = None
    if info.primal_solution_status == 2:  # feasible
        rosters = _rosters(problem, built, [round(v) for v in solver.getSolution().col_value])
    return Answer(rosters, info.mip_dual_bound, time.monotonic() - began)


def _rosters(problem: Staffing, built: Plain, values: list[int]) -> list[Roster]:
    rosters = [[OFF] * problem.days for _ in problem.people]
    for (p, day, kind), v in built.works.items():
        if values[v]:
            rosters[p][day] = kind
    return [tuple(roster) for roster in rosters]
