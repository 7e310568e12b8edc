"""The linear master problem over whole rosters, kept alive in HiGHS while columns come in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import highspy
import numpy as np
from numpy.typing import NDArray

from coop.rota.solver.columns.model import Roster, Staffing

Floats = NDArray[np.float64]
MISSING = 50_000.0
"""Cost of a person without a roster in the linear programme."""

LARGE = 2000
"""Columns from which on an interior point and its crossover beat the simplex, without a basis."""

DUAL, PRIMAL = 1, 4
"""Simplex strategies of HiGHS: after bounds changed, and after columns came in."""


class Master:
    """Chooses shares of rosters so that people and cover come out at the least cost.

    Attributes:
        columns: (person, roster, cost) of each column, in the order of the programme.
        open: whether each may be used.
    """

    def __init__(self, problem: Staffing) -> None:
        self.problem = problem
        self.row_of = {cell: len(problem.people) + n for n, cell in enumerate(problem.covers)}
        self.columns: list[tuple[int, Roster, int]] = []
        self._known: dict[tuple[int, Roster], int] = {}
        self.open: list[bool] = []
        self._grown = False
        self.lp = highspy.Highs()  # type: ignore[no-untyped-call]
        self.lp.setOptionValue("output_flag", False)
        self.lp.setOptionValue("threads", 1)
        self._rows()
        self._first = self.lp.getNumCol()

    def _rows(self) -> None:
        problem, lp = self.problem, self.lp
        none = np.array([], dtype=np.int32)
        for _person in problem.people:
            lp.addRow(1.0, 1.0, 0, none, np.array([], dtype=np.float64))
        for cover in problem.covers.values():
            lp.addRow(float(cover.people), float(cover.people), 0, none, np.array([], dtype=np.float64))
        one, inf = np.array([1.0]), highspy.kHighsInf
        for n in range(len(problem.people)):
            lp.addCol(MISSING, 0.0, inf, 1, np.array([n], dtype=np.int32), one)
        for cell, cover in problem.covers.items():
            row = np.array([self.row_of[cell]], dtype=np.int32)
            lp.addCol(float(cover.under), 0.0, inf, 1, row, one)
            lp.addCol(float(cover.over), 0.0, inf, 1, row, -one)

    def add(self, found: Iterable[tuple[int, Roster]]) -> int:
        """Add rosters that are new; returns how many were."""
        costs: list[float] = []
        starts: list[int] = []
        index: list[int] = []
        for person, roster in found:
            if (person, roster) in self._known:
                continue
            cost = self.problem.people[person].price(roster)
            self._known[person, roster] = len(self.columns)
            self.columns.append((person, roster, cost))
            self.open.append(True)
            costs.append(float(cost))
            starts.append(len(index))
            index.append(person)
            index += [row for cell in enumerate(roster) if (row := self.row_of.get(cell)) is not None]
        n = len(costs)
        if n:
            self.lp.addCols(
                n,
                np.array(costs),
                np.zeros(n),
                np.full(n, highspy.kHighsInf),
                len(index),
                np.array(starts, dtype=np.int32),
                np.array(index, dtype=np.int32),
                np.ones(len(index)),
            )
        return n

    def solve(self, seconds: float) -> tuple[float, Floats, Floats] | None:
        """Solve the programme: its value, the share of each column, the prices of the rows."""
        cold = not self.lp.getBasis().valid and len(self.columns) > LARGE
        self.lp.setOptionValue("solver", "ipm" if cold else "simplex")
        self.lp.setOptionValue("simplex_strategy", PRIMAL if self._grown else DUAL)
        self._grown = True
        self.lp.setOptionValue("time_limit", self.lp.getRunTime() + max(0.1, seconds))
        self.lp.run()
        if self.lp.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        solution = self.lp.getSolution()
        value = self.lp.getInfo().objective_function_value
        return value, np.array(solution.col_value)[self._first :], np.array(solution.row_dual)

    def keep(self, kept: Sequence[bool]) -> None:
        """Forget all other columns; what the last solution used must be kept."""
        gone = np.array([self._first + n for n, stays in enumerate(kept) if not stays], dtype=np.int32)
        self.lp.deleteCols(len(gone), gone)
        self.columns = [column for column, stays in zip(self.columns, kept, strict=True) if stays]
        self.open = [is_open for is_open, stays in zip(self.open, kept, strict=True) if stays]
        self._known = {(p, roster): n for n, (p, roster, _) in enumerate(self.columns)}

    def open_only(self, fits: Sequence[bool]) -> None:
        """Let only some columns be used."""
        changed = [n for n, (now, then) in enumerate(zip(self.open, fits, strict=True)) if now != then]
        if not changed:
            return
        self.lp.changeColsBounds(
            len(changed),
            np.array([self._first + n for n in changed], dtype=np.int32),
            np.zeros(len(changed)),
            np.array([highspy.kHighsInf if fits[n] else 0.0 for n in changed]),
        )
        self._grown = False
        for n in changed:
            self.open[n] = fits[n]

    def whole(self, use: Sequence[int], start: Sequence[int], seconds: float) -> list[int] | None:
        """The best choice of one whole roster each among some columns.

        Args:
            use: columns that may be chosen.
            start: a choice to begin from, all of it in `use`.
            seconds: at most.

        Returns:
            The columns chosen, by person; None when nothing was found.
        """
        problem = self.problem
        mip = highspy.Highs()  # type: ignore[no-untyped-call]
        mip.setOptionValue("output_flag", False)
        mip.setOptionValue("threads", 1)
        mip.setOptionValue("time_limit", seconds)
        mip.setOptionValue("mip_rel_gap", 0.0)
        other = Master.__new__(Master)
        other.problem, other.row_of, other.lp = problem, self.row_of, mip
        other.columns, other._known, other.open = [], {}, []
        other._rows()
        first = mip.getNumCol()
        other.add((self.columns[n][0], self.columns[n][1]) for n in use)
        count = len(use)
        mip.changeColsIntegrality(
            count,
            np.arange(first, first + count, dtype=np.int32),
            np.array([highspy.HighsVarType.kInteger] * count),
        )
        place = {n: first + at for at, n in enumerate(use)}
        chosen = np.array([place[n] for n in start], dtype=np.int32)
        mip.setSolution(len(chosen), chosen, np.ones(len(chosen)))
        mip.run()
        values = np.array(mip.getSolution().col_value)
        if len(values) != first + count:
            return None
        found: dict[int, int] = {}
        for n in use:
            if values[place[n]] > 0.5:
                found[self.columns[n][0]] = n
        return [found[p] for p in range(len(problem.people))] if len(found) == len(problem.people) else None
