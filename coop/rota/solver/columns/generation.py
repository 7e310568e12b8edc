"""Generating columns: the master says what its cells are worth, pricing finds rosters for that.

References:
    G. Desaulniers, J. Desrosiers, M. M. Solomon (eds.): Column Generation, Springer 2005.
    P. Wentges: Weighted Dantzig-Wolfe decomposition for linear mixed-integer programming,
    International Transactions in Operational Research 4, 1997 (the smoothed prices).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from math import ceil

import numpy as np
from numpy.typing import NDArray

from coop.rota.solver.columns.automaton import Automaton, automaton
from coop.rota.solver.columns.budget import Budget
from coop.rota.solver.columns.counts import count
from coop.rota.solver.columns.master import Master
from coop.rota.solver.columns.model import OFF, Roster, Staffing
from coop.rota.solver.columns.pricing import FAR, Pricer

Floats = NDArray[np.float64]

SMOOTH = 0.5
"""Weight of the old prices in the new ones."""

STEPS = (2.0, 0.1)
"""First and last step of the subgradient, in cost per person too few."""

SOME, ALL = 64, 512
"""Combinations of capped kinds that pricing counts, usually and where nothing else is found."""

MOST_COLUMNS = 30
"""Per person before a dive, on average."""

ENOUGH = 0.5
"""Distance of the root's value and its bound at which it is done: costs are whole numbers."""


class Mask:
    """What is fixed of one person's roster."""

    def __init__(self, days: int) -> None:
        self.days = days
        self.taken: dict[int, int] = {}

    @property
    def whole(self) -> bool:
        """Whether every day is fixed."""
        return len(self.taken) == self.days

    @property
    def roster(self) -> Roster:
        """The days, all of them fixed."""
        return tuple(self.taken[day] for day in range(self.days))

    def fits(self, roster: Roster) -> bool:
        """Whether a roster agrees with what is fixed."""
        return all(roster[day] == kind for day, kind in self.taken.items())

    def applied(self, cost: Floats) -> tuple[Floats, Floats]:
        """The costs with everything else forbidden, and those of days off."""
        cost, off = cost.copy(), np.zeros(self.days)
        for day, kind in self.taken.items():
            keep = cost[day, kind]
            cost[day, :] = FAR
            if kind != OFF:
                cost[day, kind] = keep
                off[day] = FAR
        return cost, off


@dataclass(frozen=True, slots=True)
class Priced:
    """The cheapest roster of one person; `bound`: none costs less."""

    person: int
    cost: float
    roster: Roster | None
    bound: float


class Generation:
    """The columns of one problem and the prices around which they are generated.

    Attributes:
        master: chooses among the columns.
        prices: (days, kinds) smoothed worth of one person more.
        bound: no rota costs less.
    """

    def __init__(self, problem: Staffing, pool: Executor, budget: Budget) -> None:
        self.problem, self.pool, self.budget = problem, pool, budget
        automata: dict[tuple[int, int, int], Automaton] = {}
        self.pricers = []
        for person in problem.people:
            runs = (person.max_run, person.min_run, person.min_off)
            if runs not in automata:
                automata[runs] = automaton(problem, person)
            self.pricers.append(Pricer(problem, person, automata[runs]))
        self.constant = sum(pricer.constant for pricer in self.pricers)
        self.master = Master(problem)
        self.bound = 0
        shape = (problem.days, len(problem.minutes))
        self.prices, self._wanted = np.zeros(shape), np.zeros(shape)
        self._low, self._high = np.zeros(shape), np.zeros(shape)
        for cell, cover in problem.covers.items():
            self._wanted[cell], self._low[cell], self._high[cell] = cover.people, -cover.over, cover.under

    def price(
        self, prices: Floats, people: Sequence[int], masks: Sequence[Mask] | None = None, *, counted: int = 1
    ) -> list[Priced]:
        """The cheapest roster of each of some people at some prices, within what is fixed of it."""
        zero = np.zeros(self.problem.days)

        def one(p: int) -> Priced:
            cost, off, combinations = self.pricers[p].base - prices, zero, counted
            if masks is not None:
                cost, off = masks[p].applied(cost)
                if 2 * len(masks[p].taken) > self.problem.days:
                    combinations = ALL  # few days are left: counting is quick
            return Priced(p, *self.pricers[p].cheapest(cost, off, counted_at_most=combinations))

        return list(self.pool.map(one, people))

    def add_priced(
        self, duals: Floats, people: Sequence[int], masks: Sequence[Mask] | None = None
    ) -> tuple[int, float]:
        """Add rosters that the master lacks; how many, and what no rota costs less than without masks."""
        own, exact = duals[: len(self.problem.people)], self._cells(duals)
        self.prices = SMOOTH * self.prices + (1 - SMOOTH) * exact
        new, lower = 0, 0.0
        for prices, counted in ((self.prices, SOME), (exact, SOME), (exact, ALL)):
            if counted == SOME or masks is None:
                found = self.price(prices, people, masks, counted=counted)
                lower = self._lower(prices, found)
                new = self.master.add(
                    (one.person, one.roster)
                    for one in found
                    if one.roster is not None
                    and (
                        prices is not exact
                        or one.cost + self.pricers[one.person].constant < own[one.person] - 1e-6
                    )
                )
            if new:
                break
        return new, lower

    def _cells(self, duals: Floats) -> Floats:
        """The master's prices of the cells."""
        cells = np.zeros(self.prices.shape)
        for cell, row in self.master.row_of.items():
            cells[cell] = duals[row]
        return cells

    def _lower(self, prices: Floats, found: Sequence[Priced]) -> float:
        """The Lagrangian bound at some prices, where everybody was priced."""
        return float((prices * self._wanted).sum()) + self.constant + sum(one.bound for one in found)

    def _bounded(self, lower: float) -> None:
        self.bound = max(self.bound, ceil(lower - 1e-6))

    def warm(self, seconds: float, say: Callable[[], None]) -> None:
        """Good prices and many rosters by a subgradient, before the slower master begins.

        References:
            M. L. Fisher: The Lagrangian relaxation method for solving integer programming
            problems, Management Science 27, 1981.
        """
        slope, people = np.zeros(self.prices.shape), range(len(self.problem.people))
        kept: list[tuple[int, Roster]] = []
        budget = self.budget.part(seconds)
        while (gone := budget.gone / seconds) < 1:
            self.budget.check()
            found = self.price(self.prices, people)
            self._bounded(self._lower(self.prices, found))
            rosters = [one.roster for one in found]
            if gone > 0.3:
                kept += [(one.person, one.roster) for one in found if one.roster is not None]
            slope = 0.7 * slope + 0.3 * (self._wanted - count(self.problem, rosters))
            step = STEPS[0] * (STEPS[1] / STEPS[0]) ** gone
            self.prices = np.clip(self.prices + step * slope, self._low, self._high)
            say()
        self.master.add(kept)

    def root(self, seconds: float, say: Callable[[], None]) -> None:
        """Add rosters until the linear programme needs no other, or the time is up."""
        people, budget = range(len(self.problem.people)), self.budget.part(seconds)
        while budget.left > 0:
            self.budget.check()
            solved = self.master.solve(budget.left)
            if solved is None:
                return
            value, _, duals = solved
            new, lower = self.add_priced(duals, people)
            self._bounded(lower)
            say()
            if not new or value - lower < ENOUGH:
                return

    def worths(self, duals: Floats) -> list[float]:
        """What each column costs more than it is worth at the master's prices."""
        own, cells = duals[: len(self.problem.people)], self._cells(duals)
        return [
            cost - own[p] - sum(cells[day, kind] for day, kind in enumerate(roster) if kind != OFF)
            for p, roster, cost in self.master.columns
        ]

    def slim(self, best: Sequence[Roster]) -> None:
        """Keep the columns that the prices speak for, where there are too many."""
        master, people = self.master, len(self.problem.people)
        if len(master.columns) <= MOST_COLUMNS * people:
            return
        solved = master.solve(self.budget.left)
        if solved is None:
            return
        _, shares, duals = solved
        by_person: list[list[tuple[float, int]]] = [[] for _ in range(people)]
        for n, ((p, _, _), worth) in enumerate(zip(master.columns, self.worths(duals), strict=True)):
            by_person[p].append((-1.0 if shares[n] > 0 else worth, n))
        kept = [best[p] == roster for p, roster, _ in master.columns]
        for columns in by_person:
            for n_th, (worth, n) in enumerate(sorted(columns)):
                kept[n] = kept[n] or worth < 0 or n_th < MOST_COLUMNS // 2
        master.keep(kept)

    def part(self, people: Sequence[int], rosters: Sequence[Roster], budget: Budget) -> Generation:
        """The problem of some people while the others keep their rosters, with the columns that fit."""
        problem = self.problem
        there = count(problem, [roster for p, roster in enumerate(rosters) if p not in people])
        lack = {
            cell: replace(cover, people=max(0, cover.people - int(there[cell])))
            for cell, cover in problem.covers.items()
        }
        # Where nobody lacks any more everybody who comes costs the same: the programme needs no row for it.
        full = {cell: cover.over for cell, cover in lack.items() if not cover.people}
        contracts = [problem.people[p] for p in people]
        part = replace(
            problem,
            people=tuple(replace(one, off_wishes=_together(one.off_wishes, full)) for one in contracts),
            covers={cell: cover for cell, cover in lack.items() if cover.people},
        )
        found = Generation(part, self.pool, budget)
        found.prices = np.clip(self.prices, found._low, found._high)
        place = {p: n for n, p in enumerate(people)}
        found.master.add(
            (place[p], roster)
            for (p, roster, _), is_open in zip(self.master.columns, self.master.open, strict=True)
            if is_open and p in place
        )
        return found


def _together(
    costs: Mapping[tuple[int, int], int], more: Mapping[tuple[int, int], int]
) -> dict[tuple[int, int], int]:
    """The sum of two costs by cell."""
    return {cell: costs.get(cell, 0) + more.get(cell, 0) for cell in {**costs, **more}}
