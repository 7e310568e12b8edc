"""The cheapest roster of one person, exactly, by dynamic programming over days.

The arrays of a day hold, for each state of the automaton and each amount of what is counted
(capped kinds, weekends, minutes), the least cost of getting there.
"""

from __future__ import annotations

from math import prod

import numpy as np
from numba import njit
from numpy.typing import NDArray

from coop.rota.solver.columns.automaton import Automaton, Ints
from coop.rota.solver.columns.model import OFF, Contract, Roster, Staffing

Floats = NDArray[np.float64]
FAR = 1e15
"""A cost that nothing reaches: what costs more is forbidden."""

MOST_COUNTED = 4096
"""Combinations of capped kinds that are counted where nothing quicker finds any roster."""

HALF = FAR / 2
"""What is forbidden stays above this whatever is taken off it."""


@njit(cache=True, nogil=True, inline="never")
def _relax(source: Floats, target: Floats, cost: float, start: int, end: int, shift: int) -> None:
    for z in range(start, end):
        through, known = source[z] + cost, target[z + shift]
        target[z + shift] = through if through < known else known


@njit(cache=True, nogil=True)
def _price(
    cost: Floats,
    off: Floats,
    first: Ints,
    source: Ints,
    target: Ints,
    bundle: Ints,
    weekend: Ints,
    kinds_of: Ints,
    kinds: Ints,
    units: Ints,
    states: int,
    shape: Ints,
    least: int,
    stride: Ints,
    size: Ints,
    taken: Ints,
) -> float:
    """Fill `taken` with the cheapest roster and return its cost; FAR when there is none."""
    days, arcs = cost.shape[0], source.shape[0]
    counts, weeks, amounts = shape[0], shape[1], shape[2]
    best = np.full((days + 1, states, counts, weeks, amounts), FAR)
    best[0, 0, 0, 0, 0] = 0.0
    cheapest = np.full(arcs, -1, np.int64)
    longest = units.max()
    for day in range(days):
        # Only amounts that can be had by now, and from which the least can still be reached.
        low_z = max(0, least - (days - day) * longest)
        high_z = min(amounts, day * longest + 1)
        for a in range(first[day], first[day + 1]):
            b, s, t, w = bundle[a], source[a], target[a], weekend[a]
            if b < 0:
                if off[day] < HALF:
                    for x in range(counts):
                        for y in range(weeks):
                            _relax(best[day, s, x, y], best[day + 1, t, x, y], off[day], low_z, high_z, 0)
                continue
            u = units[b]
            end = min(high_z, amounts - u)
            low, which = HALF, -1
            for i in range(kinds_of[b], kinds_of[b + 1]):
                k = kinds[i]
                if stride[k] == 0:
                    if cost[day, k] < low:
                        low, which = cost[day, k], k
                elif cost[day, k] < HALF:
                    for x in range(counts):
                        if (x // stride[k]) % size[k] + 1 < size[k]:
                            for y in range(weeks - w):
                                to = best[day + 1, t, x + stride[k], y + w]
                                _relax(best[day, s, x, y], to, cost[day, k], low_z, end, u)
            cheapest[a] = which
            if which >= 0:
                for x in range(counts):
                    for y in range(weeks - w):
                        _relax(best[day, s, x, y], best[day + 1, t, x, y + w], low, low_z, end, u)
    value = FAR
    t, x, y, z = -1, 0, 0, 0
    for s in range(states):
        for i in range(counts):
            for j in range(weeks):
                for m in range(least, amounts):
                    if best[days, s, i, j, m] < value:
                        value = best[days, s, i, j, m]
                        t, x, y, z = s, i, j, m
    if t < 0 or value >= HALF:
        return FAR
    for day in range(days - 1, -1, -1):
        here, found = best[day + 1, t, x, y, z], False
        for a in range(first[day], first[day + 1]):
            if target[a] != t:
                continue
            b, s, w = bundle[a], source[a], weekend[a]
            if b < 0:
                if off[day] < HALF and best[day, s, x, y, z] + off[day] == here:
                    taken[day] = -1
                    t, found = s, True
            elif y >= w and z >= units[b]:
                u, k = units[b], cheapest[a]
                if k >= 0 and best[day, s, x, y - w, z - u] + cost[day, k] == here:
                    taken[day] = k
                    t, y, z, found = s, y - w, z - u, True
                else:
                    for i in range(kinds_of[b], kinds_of[b + 1]):
                        k = kinds[i]
                        if stride[k] == 0 or cost[day, k] >= HALF or (x // stride[k]) % size[k] == 0:
                            continue
                        if best[day, s, x - stride[k], y - w, z - u] + cost[day, k] == here:
                            taken[day] = k
                            t, x, y, z, found = s, x - stride[k], y - w, z - u, True
                            break
            if found:
                break
    return value


class Pricer:
    """Finds the cheapest roster of one person for any costs of her cells.

    Attributes:
        base: (days, kinds) what her own wishes cost in each cell, FAR where she cannot work.
        constant: what not having any wished shift costs; goes on top of every roster.
    """

    def __init__(self, problem: Staffing, person: Contract, rules: Automaton) -> None:
        self.problem, self.person, self.rules = problem, person, rules
        kinds = len(problem.minutes)
        self.base: Floats = np.zeros((problem.days, kinds))
        for (day, kind), weight in person.on_wishes.items():
            self.base[day, kind] -= weight
        for (day, kind), weight in person.off_wishes.items():
            self.base[day, kind] += weight
        for day in person.off:
            self.base[day, :] = FAR
        self.base[:, [kind for kind, cap in enumerate(person.caps) if cap == 0]] = FAR
        self.constant = sum(person.on_wishes.values())
        most = min(person.most, problem.days * max(problem.minutes))
        self.amounts = most // rules.unit + 1
        self.least = -(-person.least // rules.unit)

    def cheapest(
        self, cost: Floats, off: Floats, *, counted_at_most: int = 1
    ) -> tuple[float, Roster | None, float]:
        """The cheapest roster; where caps of kinds make more combinations than allowed, a good one.

        Args:
            cost: (days, kinds) of each cell, wishes included; FAR or more where forbidden.
            off: (days,) of each day off.

        Returns:
            Its cost; the roster, None when no roster is allowed; and what no roster costs less than.
        """
        counted: list[int] = []
        while True:
            value, roster = self._run(cost, off, counted)
            if roster is None:
                return FAR, None, FAR
            over = [k for k, cap in enumerate(self.person.caps) if roster.count(k) > cap]
            if not over:
                return value, roster, value
            wanted = counted + over
            combinations = prod(self.person.caps[k] + 1 for k in wanted)
            if combinations > counted_at_most:
                good, found = self._forbid(cost, off, counted)
                if found is not None or combinations > MOST_COUNTED:
                    return good, found, value
            counted = wanted

    def _forbid(self, cost: Floats, off: Floats, counted: list[int]) -> tuple[float, Roster | None]:
        """A good roster where too many kinds have caps: the dearest surplus cells are forbidden."""
        cost = cost.copy()
        while True:
            value, roster = self._run(cost, off, counted)
            if roster is None:
                return FAR, None
            over = [k for k, cap in enumerate(self.person.caps) if roster.count(k) > cap]
            if not over:
                return value, roster
            for k in over:
                days = sorted((d for d, one in enumerate(roster) if one == k), key=lambda d: -cost[d, k])
                for day in days[: len(days) - self.person.caps[k]]:
                    cost[day, k] = FAR

    def _run(self, cost: Floats, off: Floats, counted: list[int]) -> tuple[float, Roster | None]:
        rules, caps = self.rules, self.person.caps
        stride = np.zeros(len(caps), np.int64)
        size = np.ones(len(caps), np.int64)
        step = 1
        for k in counted:
            stride[k], size[k] = step, caps[k] + 1
            step *= caps[k] + 1
        shape = np.array([step, self.person.weekends + 1, self.amounts], np.int64)
        taken = np.full(self.problem.days, OFF, np.int64)
        value = _price(
            cost, off, rules.first, rules.source, rules.target, rules.bundle, rules.weekend, rules.kinds_of,
            rules.kinds, rules.units, rules.states, shape, self.least, stride, size, taken,
        )  # fmt: skip
        return (value, tuple(taken.tolist())) if value < HALF else (FAR, None)
