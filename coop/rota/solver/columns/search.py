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

import numpy as np

from coop.rota.solver.columns.budget import Budget, OutOfTime
from coop.rota.solver.columns.counts import add, count, margins
from coop.rota.solver.columns.dive import MANY, Pace, dive
from coop.rota.solver.columns.generation import Generation
from coop.rota.solver.columns.model import OFF, Found, Going, Roster, Staffing, Step

ROOT, WARM, DIVE = 0.45, 0.1, 0.8
"""Shares of the time that the root, the subgradient before it, and a dive may take."""

CAREFUL, BOLD = Pace(loss=0.001), Pace(loss=0.004)
"""Of the dives in turn; with many people the bold one comes first."""

COMPANY, COMPANY_SECONDS = (10, 20), 6.0
"""Fewest and most people who are planned anew together, and how long that may take."""

CHOOSE, NEAR = 2.0, 0.03
"""Seconds for choosing among all columns, and how near the bound the cost must be for it to pay."""


class Search:
    """One run over one problem; `run` once."""

    def __init__(self, columns: Generation, luck: random.Random, going: Going) -> None:
        self.columns, self.problem, self.budget = columns, columns.problem, columns.budget
        self.luck, self.going = luck, going
        self.best: list[Roster] = []
        self.cost = 0
        self.trace: list[Step] = []

    def run(self) -> Found:
        """Search until the bound is met, time is out, or somebody says stop."""
        many = len(self.problem.people) >= MANY
        try:
            self._start()
            if many:
                self.columns.warm(self.budget.seconds * WARM, self._say)
            self.columns.root(self.budget.seconds * ROOT, self._say)
            dives = 0
            while not self._proved():
                began = self.budget.gone
                pace = BOLD if (dives + many) % 2 else CAREFUL
                self._dive(pace)
                self._choose()
                dives += 1
                self._neighbourhoods(self.budget.gone - began)
        except OutOfTime:
            pass
        found = tuple(self.best) if self.best else None
        return Found(found, self.cost if found else None, self.columns.bound, tuple(self.trace))

    def _proved(self) -> bool:
        self.budget.check()
        return bool(self.best) and self.cost <= self.columns.bound

    def _say(self) -> None:
        step = Step(self.budget.gone, self.cost, self.columns.bound)
        if not self.going(step):
            self.budget.stop()

    def _take(self, rosters: Sequence[Roster]) -> None:
        """Keep a rota if it is the best so far."""
        cost = self.problem.price(rosters)
        self.columns.master.add(enumerate(rosters))
        if not self.best or cost < self.cost:
            self.best, self.cost = list(rosters), cost
            self.trace.append(Step(self.budget.gone, cost, self.columns.bound))
        self._say()

    # ---- a first rota, and one person at a time

    def _start(self) -> None:
        """Give everybody in turn the roster that is best with those of the others so far."""
        people = list(range(len(self.problem.people)))
        self.luck.shuffle(people)
        rosters: list[Roster | None] = [None] * len(people)
        there = count(self.problem, [])
        off = np.zeros(self.problem.days)
        for p in people:
            pricer = self.columns.pricers[p]
            _, roster, _ = pricer.cheapest(pricer.base + margins(self.problem, there), off)
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
        while idle < 2 and self.budget.left > 0:
            self.luck.shuffle(people)
            gained = False
            for p in people:
                if self.budget.left <= 0:
                    break
                add(there, rosters[p], -1)
                cost = self.columns.pricers[p].base + margins(self.problem, there)
                value, roster, _ = self.columns.pricers[p].cheapest(cost, off)
                old = sum(cost[day, kind] for day, kind in enumerate(rosters[p]) if kind != OFF)
                if roster is not None and value <= old:
                    gained = gained or value < old
                    rosters[p] = roster
                add(there, rosters[p], 1)
            idle = 0 if gained else idle + 1
        return rosters

    # ---- from shares to whole rosters

    def _dive(self, pace: Pace) -> None:
        budget = self.budget.part(self.budget.left * DIVE)
        found = dive(self.columns, self.best, pace, budget, self.luck.random)
        if found is not None:
            self._take(self._polish(found))

    def _choose(self) -> None:
        """The best choice among good columns, by a short integer programme."""
        if self._proved() or self.cost > (1 + NEAR) * self.columns.bound:
            return
        columns = self.columns.master.columns
        seconds = min(self.budget.left, CHOOSE)
        solved = self.columns.master.solve(seconds)
        if solved is None or seconds <= 0:
            return
        slack = self.cost - self.columns.bound
        use, start = [], {}
        for n, ((p, roster, _), worth) in enumerate(
            zip(columns, self.columns.worths(solved[2]), strict=True)
        ):
            if self.best[p] == roster:
                start[p] = n
                use.append(n)
            elif worth <= slack:
                use.append(n)
        chosen = self.columns.master.whole(use, [start[p] for p in range(len(self.best))], seconds)
        if chosen is not None:
            self._take(self._polish([columns[n][1] for n in chosen]))

    # ---- some people anew

    def _neighbourhoods(self, seconds: float) -> None:
        """Plan some people anew together while the others stay, again and again."""
        budget = self.budget.part(seconds)
        while budget.left > 0 and not self._proved():
            people = sorted(self._company())
            part = self.columns.part(people, self.best, self.budget.part(COMPANY_SECONDS))
            found = Search(part, self.luck, lambda _step: True).improve([self.best[p] for p in people])
            rosters = list(self.best)
            for p, roster in zip(people, found, strict=True):
                rosters[p] = roster
            if self.problem.price(rosters) <= self.cost:
                self._take(rosters)

    def improve(self, rosters: Sequence[Roster]) -> list[Roster]:
        """Something as good as some rosters, or better, found by one root and one dive."""
        try:
            self._take(rosters)
            self.columns.root(self.budget.seconds * ROOT, self._say)
            if not self._proved():
                self._dive(CAREFUL)
                self._choose()
        except OutOfTime:
            pass
        return self.best

    def _company(self) -> list[int]:
        """People worth planning anew together: half of them could fill a gap, if there is one."""
        size = min(COMPANY[1], max(COMPANY[0], len(self.best) // 2))
        people, there = range(len(self.problem.people)), count(self.problem, self.best)
        gaps = [cell for cell, cover in self.problem.covers.items() if there[cell] < cover.people]
        able: list[int] = []
        if gaps:
            day, kind = self.luck.choice(gaps)
            able = [
                p
                for p, one in enumerate(self.problem.people)
                if one.caps[kind] and day not in one.off and self.best[p][day] != kind
            ]
            able = self.luck.sample(able, min(len(able), size // 2))
        others = [p for p in people if p not in able]
        return able + self.luck.sample(others, min(size - len(able), len(others)))


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
    budget, luck = Budget(seconds), random.Random(seed)  # noqa: S311 - repeatable, no secret
    with ThreadPoolExecutor(max_workers=max(1, workers)) as pool:
        return Search(Generation(problem, pool, budget), luck, going).run()
