"""Column generation with diving and local search: a rota near the proved optimum, at any time.

A column is one person's whole roster. The linear master chooses among them; pricing finds new
ones exactly; a dive fixes what the master is sure of and prices again; then single persons are
planned anew while the others stay, and a short integer programme chooses among all columns.

References:
    J. F. Bard, H. W. Purnomo: A column generation-based approach to solve the preference
    scheduling problem for nurses with downgrading, Socio-Economic Planning Sciences 39, 2005.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from math import ceil
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from coop.rota.solver.columns.automaton import Automaton, automaton
from coop.rota.solver.columns.counts import add, count, margins
from coop.rota.solver.columns.dive import MANY, Mask, advance
from coop.rota.solver.columns.master import Master
from coop.rota.solver.columns.model import OFF, Cover, Found, Going, Roster, Staffing, Step
from coop.rota.solver.columns.pricing import Pricer

Floats = NDArray[np.float64]

ROOT = 0.45
"""Share of the time that the root may take."""

WARM = 0.18
"""Share of the time for the subgradient, where there is one."""

STEPS = (2.0, 0.1)
"""Its first and last step, in cost per person too few."""

DIVE = 0.8
"""Share of the time left that a dive may take."""

SOME, ALL = 64, 512
"""Combinations of capped kinds that pricing counts, usually and at the end of the root."""

ROUNDS, LOSS = 12, 0.001
"""Most rounds of pricing in one step of a dive, and the share of cost that is let go by."""

MOST_COLUMNS = 60
"""Per person in a dive, on average."""


COMPANY = 10
"""People who are planned anew together."""


class OutOfTime(Exception):
    """The time is up, or somebody stopped the search."""


class Search:
    """One run over one problem; `run` once."""

    def __init__(
        self,
        problem: Staffing,
        seconds: float,
        workers: int,
        seed: int,
        going: Going,
    ) -> None:
        self.problem, self.seconds, self.going = problem, seconds, going
        self.began = monotonic()
        self.luck = random.Random(seed)  # noqa: S311 - repeatable, no secret
        self.pool = ThreadPoolExecutor(max_workers=max(1, workers))
        automata: dict[tuple[int, int, int], Automaton] = {}
        self.pricers = []
        for person in problem.people:
            runs = (person.max_run, person.min_run, person.min_off)
            if runs not in automata:
                automata[runs] = automaton(problem, person)
            self.pricers.append(Pricer(problem, person, automata[runs]))
        self.master = Master(problem)
        self.best: list[Roster] = []
        self.cost = 0
        self.bound = 0
        self.trace: list[Step] = []
        self.stopped = False

    def run(self) -> Found:
        """Search until the bound is met, time is out, or somebody says stop."""
        try:
            self._start()
            if len(self.problem.people) >= MANY:
                self._warm()
            self._root()
            noise = 0.0
            while not self._done():
                rosters = self._dive(noise)
                if rosters is not None:
                    self._take(self._polish(rosters))
                if not self._done():
                    self._choose()
                self._neighbourhoods(self._left() / 2 if len(self.problem.people) < MANY else self._left())
                noise = 0.15
        except OutOfTime:
            pass
        self.pool.shutdown()
        if not self.best:
            return Found(None, None, self.bound, ())
        return Found(tuple(self.best), self.cost, self.bound, tuple(self.trace))

    # ---- time and what was found

    def _left(self) -> float:
        return self.seconds - (monotonic() - self.began)

    def _done(self) -> bool:
        if self._left() <= 0 or self.stopped:
            raise OutOfTime
        return bool(self.best) and self.cost <= self.bound

    def _say(self) -> None:
        step = Step(monotonic() - self.began, self.cost, self.bound)
        self.stopped = self.stopped or not self.going(step)

    def _take(self, rosters: Sequence[Roster]) -> None:
        """Keep a rota if it is the best so far."""
        cost = self.problem.price(rosters)
        self.master.add(enumerate(rosters))
        if not self.best or cost < self.cost:
            self.best, self.cost = list(rosters), cost
            self.trace.append(Step(monotonic() - self.began, cost, self.bound))
        self._say()

    # ---- a first rota, and one person at a time

    def _start(self) -> None:
        people = list(range(len(self.problem.people)))
        self.luck.shuffle(people)
        rosters: list[Roster | None] = [None] * len(people)
        there = count(self.problem, [])
        off = np.zeros(self.problem.days)
        for p in people:
            _, roster, _ = self.pricers[p].cheapest(self.pricers[p].base + margins(self.problem, there), off)
            if roster is None:
                raise OutOfTime  # this person's contract cannot be kept at all
            rosters[p] = roster
            add(there, roster, 1)
        full = [r for r in rosters if r is not None]
        self._take(full)
        self._take(self._polish(full))

    def _polish(self, start: Sequence[Roster]) -> list[Roster]:
        """Plan one person after the other anew, exactly, while it brings anything."""
        rosters, idle = list(start), 0
        there = count(self.problem, rosters)
        off = np.zeros(self.problem.days)
        people = list(range(len(rosters)))
        while idle < 2 and self._left() > 0 and not self.stopped:
            self.luck.shuffle(people)
            gained = False
            for p in people:
                if self._left() <= 0:
                    break
                add(there, rosters[p], -1)
                cost = self.pricers[p].base + margins(self.problem, there)
                value, roster, _ = self.pricers[p].cheapest(cost, off)
                old = sum(cost[day, kind] for day, kind in enumerate(rosters[p]) if kind != OFF)
                if roster is not None and value <= old:
                    gained = gained or value < old
                    rosters[p] = roster
                add(there, rosters[p], 1)
            idle = 0 if gained else idle + 1
        return rosters

    # ---- the root

    def _prices(self, duals: Floats) -> tuple[Floats, Floats]:
        """The master's prices by person and by cell."""
        cells = np.zeros((self.problem.days, len(self.problem.minutes)))
        for (day, kind), row in self.master.row_of.items():
            cells[day, kind] = duals[row]
        return duals[: len(self.problem.people)], cells

    def _price_all(
        self,
        cells: Floats,
        people: Sequence[int],
        masks: Sequence[Mask] | None = None,
        *,
        counted: int = 1,
    ) -> list[tuple[int, float, Roster | None, float]]:
        """The cheapest roster of each person at some prices."""
        zero = np.zeros(self.problem.days)

        def one(p: int) -> tuple[int, float, Roster | None, float]:
            cost, off = self.pricers[p].base - cells, zero
            if masks is not None:
                cost, off = masks[p].applied(cost)
            return (p, *self.pricers[p].cheapest(cost, off, counted_at_most=counted))

        return list(self.pool.map(one, people, chunksize=1))

    def _root(self) -> None:
        people = range(len(self.problem.people))
        smooth: Floats | None = None
        constant = sum(pricer.constant for pricer in self.pricers)
        covers, rows = self.problem.covers.values(), self.master.row_of.values()
        limit = self.seconds * ROOT
        while monotonic() - self.began < limit and not self._done():
            solved = self.master.solve(limit - (monotonic() - self.began))
            if solved is None:
                break
            value, _, duals = solved
            smooth = duals if smooth is None else 0.5 * smooth + 0.5 * duals
            for prices, counted in ((smooth, SOME), (duals, SOME), (duals, ALL)):
                _, cells = self._prices(prices)
                found = self._price_all(cells, people, counted=counted)
                base = sum(prices[row] * c.people for c, row in zip(covers, rows, strict=True))
                lower = base + constant + sum(f[3] for f in found)
                self.bound = max(self.bound, ceil(lower - 1e-6))
                new = self.master.add(
                    (p, r)
                    for p, v, r, _ in found
                    if r is not None and (prices is smooth or v + self.pricers[p].constant < duals[p] - 1e-6)
                )
                if new:
                    break
            self._say()
            if not new or value - lower < 0.5:
                break

    def _warm(self) -> None:
        """Good prices and many rosters by a subgradient, before the slower master begins.

        References:
            M. L. Fisher: The Lagrangian relaxation method for solving integer programming
            problems, Management Science 27, 1981.
        """
        shape = (self.problem.days, len(self.problem.minutes))
        wanted, low, high = np.zeros(shape), np.zeros(shape), np.zeros(shape)
        for cell, cover in self.problem.covers.items():
            wanted[cell], low[cell], high[cell] = cover.people, -cover.over, cover.under
        prices, slope = np.zeros(shape), np.zeros(shape)
        people, constant = range(len(self.problem.people)), sum(pricer.constant for pricer in self.pricers)
        kept: list[tuple[int, Roster]] = []
        limit = self.seconds * WARM
        while (gone := (monotonic() - self.began) / limit) < 1 and not self._done():
            found = self._price_all(prices, people)
            rosters = [r for _, _, r, _ in found]
            lower = float((prices * wanted).sum()) + constant + sum(f[3] for f in found)
            self.bound = max(self.bound, ceil(lower - 1e-6))
            if gone > 0.3:
                kept += [(p, r) for p, r in enumerate(rosters) if r is not None]
            slope = 0.7 * slope + 0.3 * (wanted - count(self.problem, rosters))
            prices = np.clip(prices + STEPS[0] * (STEPS[1] / STEPS[0]) ** gone * slope, low, high)
            self._say()
        self.master.add(kept)

    # ---- diving

    def _dive(self, noise: float) -> list[Roster] | None:
        """Fix what the master is surest of, price again, until everything is whole."""
        problem, master = self.problem, self.master
        masks = [Mask(problem) for _ in problem.people]
        self._slim()
        master.solve(self._left())
        master.open_only([True] * len(master.columns))
        began, steps, until, accepted = monotonic(), 0, self._left() * DIVE, 0.0
        try:
            while True:
                for _ in range(ROUNDS):
                    self._done()
                    solved = master.solve(self._left())
                    if solved is None:
                        return None
                    value, shares, duals = solved
                    if value <= (1 + LOSS) * accepted:
                        break
                    own, cells = self._prices(duals)
                    loose = [p for p, mask in enumerate(masks) if not mask.whole]
                    found = self._price_all(cells, loose, masks)
                    if not master.add(
                        (p, r)
                        for p, v, r, _ in found
                        if r is not None and v + self.pricers[p].constant < own[p] - 1e-6
                    ):
                        break
                accepted = max(accepted, value)
                steps += 1
                gone = monotonic() - began
                rosters = advance(
                    master,
                    masks,
                    shares,
                    self.best,
                    (until - gone) * steps / gone,
                    lambda: noise * self.luck.random(),
                )
                if rosters is not None:
                    return rosters
                master.open_only([masks[p].fits(r) for p, r, _ in master.columns])
        finally:
            master.open_only([True] * len(master.columns))

    def _slim(self) -> None:
        """Keep the columns that the prices speak for, where there are too many."""
        master, people = self.master, len(self.problem.people)
        solved = self.master.solve(self._left()) if len(master.columns) > MOST_COLUMNS * people else None
        if solved is None:
            return
        _, shares, duals = solved
        own, cells = self._prices(duals)
        reduced: list[list[tuple[float, int]]] = [[] for _ in range(people)]
        for n, (p, roster, cost) in enumerate(master.columns):
            worth = sum(cells[day, kind] for day, kind in enumerate(roster) if kind != OFF)
            reduced[p].append((-1.0 if shares[n] > 0 else cost - own[p] - worth, n))
        kept = [self.best[p] == roster for p, roster, _ in master.columns]
        for columns in reduced:
            for n_th, (price, n) in enumerate(sorted(columns)):
                kept[n] = kept[n] or price < 0 or n_th < MOST_COLUMNS // 2
        master.keep(kept)

    # ---- choosing among all columns

    def _choose(self) -> None:
        """The best choice among good columns, by a short integer programme."""
        seconds = min(self._left(), max(2.0, self.seconds / 12))
        solved = self.master.solve(seconds)
        if solved is None or seconds <= 0:
            return
        _, _, duals = solved
        own, cells = self._prices(duals)
        slack = self.cost - self.bound
        use, start = [], {}
        mine = {(p, r) for p, r in enumerate(self.best)}
        for n, (p, roster, cost) in enumerate(self.master.columns):
            reduced = cost - own[p] - sum(cells[day, kind] for day, kind in enumerate(roster) if kind != OFF)
            if (p, roster) in mine:
                start[p] = n
                use.append(n)
            elif reduced <= slack:
                use.append(n)
        chosen = self.master.whole(use, [start[p] for p in range(len(self.best))], seconds)
        if chosen is not None:
            self._take(self._polish([self.master.columns[n][1] for n in chosen]))

    # ---- some people anew

    def _neighbourhoods(self, seconds: float) -> None:
        """Plan some people anew together while the others stay, again and again."""
        until = monotonic() + seconds
        idle = 0
        while monotonic() < until and not self._done() and idle < 30:
            before = self.cost
            people = self._company()
            self._anew(people, min(3.0, until - monotonic()))
            idle = 0 if self.cost < before else idle + 1

    def _company(self) -> list[int]:
        """People worth planning anew together: those who could close a gap, and anybody."""
        everybody = range(len(self.problem.people))
        return sorted(self.luck.sample(everybody, min(COMPANY, len(everybody))))

    def _anew(self, people: Sequence[int], seconds: float) -> None:
        """Plan some people anew, from what the others leave open."""
        there = count(self.problem, [r for p, r in enumerate(self.best) if p not in people])
        covers = {
            (day, kind): Cover(max(0, c.people - int(there[day, kind])), c.under, c.over)
            for (day, kind), c in self.problem.covers.items()
        }
        part = replace(self.problem, people=tuple(self.problem.people[p] for p in people), covers=covers)
        search = Search(part, seconds, 1, self.luck.randrange(1 << 30), lambda _step: not self.stopped)
        rosters = search.improve([self.best[p] for p in people])
        whole = list(self.best)
        for p, roster in zip(people, rosters, strict=True):
            whole[p] = roster
        if self.problem.price(whole) <= self.cost:
            self._take(whole)

    def improve(self, rosters: Sequence[Roster]) -> list[Roster]:
        """Something as good as some rosters, or better, found by one root and one dive."""
        try:
            self._take(rosters)
            self._root()
            if not self._done():
                found = self._dive(0.0)
                if found is not None:
                    self._take(self._polish(found))
            if not self._done():
                self._choose()
        except OutOfTime:
            pass
        self.pool.shutdown()
        return self.best


def solve(
    problem: Staffing, *, seconds: float, workers: int = 2, seed: int = 0, going: Going = lambda _step: True
) -> Found:
    """Make a rota.

    Args:
        seconds: of the clock on the wall, at most.
        workers: threads.
        seed: of every random choice.
        going: told of every step; answers False to stop. What was found so far is kept.
    """
    return Search(problem, seconds, workers, seed, going).run()
