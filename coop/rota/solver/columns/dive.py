"""Diving: fixing what the master is surest of and pricing again, until every roster is whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np
from numpy.typing import NDArray

from coop.rota.solver.columns.budget import Budget
from coop.rota.solver.columns.generation import Generation, Mask
from coop.rota.solver.columns.model import Roster

Floats = NDArray[np.float64]

SURE = 0.995
"""A cell with at least this share in the master is as good as fixed."""

MANY = 60
"""People from whom on the programme is slow: whole rosters are fixed until half of them are left."""

FEW_ROSTERS = 20
"""One of so many whole rosters is fixed at a step."""

STEPS = 1.2
"""Steps of a dive times the share of the open days that a step fixes, about."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How carefully a dive goes.

    Attributes:
        share: of the open days that one step fixes.
        loss: share of the cost by which a step may make the master worse before it is priced again.
        rounds: of pricing after one step, at most.
        noise: most that luck adds to a share.
    """

    share: float = 0.1
    loss: float = 0.001
    rounds: int = 12
    noise: float = 0.1


def dive(
    columns: Generation, best: Sequence[Roster], pace: Pace, budget: Budget, luck: Callable[[], float]
) -> list[Roster] | None:
    """Make a rota of whole rosters from the master's shares.

    Args:
        columns: whose root was solved; it gets more of them.
        best: the rota so far; whoever has no column keeps hers.
        pace: how carefully.
        budget: what it may take; when little is left more is fixed at a step, at the end all.
        luck: a number in [0, 1).

    Returns:
        One roster each; None when the time was too short.

    Raises:
        OutOfTime: the whole search is.
    """
    columns.slim(best)
    return _Dive(columns, best, pace, budget, luck).run(-np.inf, whole=len(best) >= MANY)


class _Dive:
    def __init__(
        self,
        columns: Generation,
        best: Sequence[Roster],
        pace: Pace,
        budget: Budget,
        luck: Callable[[], float],
    ) -> None:
        self.columns, self.best, self.pace, self.budget, self.luck = columns, best, pace, budget, luck
        self.masks = [Mask(columns.problem.days) for _ in columns.problem.people]

    def run(self, accepted: float, *, whole: bool) -> list[Roster] | None:
        """Dive; `accepted`: the value that needs no pricing, `whole`: fix whole rosters at first."""
        master, steps = self.columns.master, 0
        try:
            while True:
                shares, value = self._priced(accepted)
                if shares is None:
                    return None
                accepted = max(accepted, value)
                steps += 1
                affordable = self.budget.left * steps / max(1e-3, self.budget.gone)
                rosters = self._fix(shares, affordable, whole)
                if rosters is not None:
                    return rosters
                loose = [p for p, mask in enumerate(self.masks) if not mask.whole]
                if whole and 2 * len(loose) <= len(self.masks):
                    return self._rest(loose, accepted)
                master.open_only([self.masks[p].fits(roster) for p, roster, _ in master.columns])
        finally:
            master.open_only([True] * len(master.columns))

    def _priced(self, accepted: float) -> tuple[Floats | None, float]:
        """The master's shares, after pricing until what was fixed last costs little; None out of time."""
        shares, value = None, np.inf
        for n in range(self.pace.rounds + 1):
            self.columns.budget.check()
            solved = self.columns.master.solve(self.columns.budget.left)
            if solved is None:
                return None, value
            value, shares, duals = solved
            enough = accepted == -np.inf or value <= accepted + self.pace.loss * abs(accepted)
            if enough or n == self.pace.rounds:
                break
            loose = [p for p, mask in enumerate(self.masks) if not mask.whole]
            new, _ = self.columns.add_priced(duals, loose, self.masks)
            if not new:
                break
        return shares, value

    def _fix(self, shares: Floats, affordable: float, whole: bool) -> list[Roster] | None:
        """Fix the surest of what is open; the rosters once all are whole, or no step can be afforded."""
        columns, masks, pace = self.columns, self.masks, self.pace
        weight: list[dict[tuple[int, int], float]] = [{} for _ in masks]
        there = np.zeros(len(masks))
        top: list[tuple[float, Roster | None]] = [(0.0, None)] * len(masks)
        for n in np.flatnonzero(shares > 1e-6):
            p, roster, _ = columns.master.columns[n]
            share = float(shares[n])
            there[p] += share
            if share > top[p][0]:
                top[p] = (share, roster)
            for cell in enumerate(roster):
                weight[p][cell] = weight[p].get(cell, 0.0) + share
        loose, candidates = [], []
        for p, (share, _) in enumerate(top):
            if there[p] < SURE:
                masks[p] = Mask(columns.problem.days)  # what is fixed leads nowhere: she begins anew
            if share >= SURE:
                continue
            loose.append(p)
            for (day, kind), part in weight[p].items():
                if part < SURE and day not in masks[p].taken:
                    candidates.append((part + pace.noise * self.luck(), p, day, kind))
        if not loose or affordable < 1:
            return [roster or self.best[p] for p, (_, roster) in enumerate(top)]
        if whole or not candidates:  # without candidates only whole columns still differ
            surest = sorted(loose, key=lambda p: -top[p][0] - pace.noise * self.luck())
            share = max(1 / FEW_ROSTERS, STEPS / affordable) if candidates else 1.0
            for p in surest[: ceil(share * len(loose))]:
                masks[p].taken = dict(enumerate(top[p][1] or self.best[p]))
            return None
        open_days = len({(p, day) for _, p, day, _ in candidates})
        to_fix = ceil(max(pace.share, STEPS / affordable) * open_days)
        used: set[tuple[int, int]] = set()
        for _, p, day, kind in sorted(candidates, reverse=True):
            if len(used) >= to_fix:
                break
            if (p, day // 7) not in used:
                used.add((p, day // 7))
                masks[p].taken[day] = kind
        return None

    def _rest(self, loose: Sequence[int], accepted: float) -> list[Roster] | None:
        """Dive on with the people who are not fixed: their programme is smaller and quicker."""
        rosters = [self.best[p] if p in loose else mask.roster for p, mask in enumerate(self.masks)]
        rest = self.columns.part(loose, rosters, self.columns.budget)
        fixed = sum(
            self.columns.problem.people[p].price(rosters[p]) for p in range(len(rosters)) if p not in loose
        )
        best, budget = [self.best[p] for p in loose], self.budget.part(self.budget.left)
        found = _Dive(rest, best, self.pace, budget, self.luck).run(accepted - fixed, whole=False)
        if found is None:
            return None
        for p, roster in zip(loose, found, strict=True):
            rosters[p] = roster
        return rosters
