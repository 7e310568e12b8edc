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
def _step(
    best: Floats, reach: Ints, here: int, there: int, cost: float, start: int, end: int, shift: int
) -> None:
    """Go on from the amounts [start, end) of row `here` that are reached to those of row `there`."""
    start, end = max(start, reach[here, 0]), min(end, reach[here, 1] + 1)
    if start < end:
        if reach[there, 1] < 0:
            best[there, :] = FAR
        reach[there, 0] = min(reach[there, 0], start + shift)
        reach[there, 1] = max(reach[there, 1], end - 1 + shift)
        _relax(best[here], best[there], cost, start, end, shift)


@njit(cache=True, nogil=True)
def _leads(best: Floats, reach: Ints, here: int, there: int, cost: float, z: int, u: int) -> bool:
    """Whether the best way to an amount in row `there` came from row `here`."""
    return z >= u and reach[here, 1] >= 0 and best[here, z - u] + cost == best[there, z]


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
    # A row of amounts is filled once something reaches it; `reach` has the first and last amount reached.
    per_state, per_day = counts * weeks, states * counts * weeks
    best = np.empty(((days + 1) * per_day, amounts))
    reach = np.empty(((days + 1) * per_day, 2), np.int64)
    reach[:, 0], reach[:, 1] = amounts, -1
    best[0, :] = FAR
    best[0, 0] = 0.0
    reach[0, :] = 0
    cheapest = np.full(arcs, -1, np.int64)
    longest = units.max()
    for day in range(days):
        low_z = max(0, least - (days - day) * longest)  # from less the least cannot be reached
        for a in range(first[day], first[day + 1]):
            b, w = bundle[a], weekend[a]
            here, there = day * per_day + source[a] * per_state, (day + 1) * per_day + target[a] * per_state
            if b < 0:
                if off[day] < HALF:
                    for x in range(per_state):
                        _step(best, reach, here + x, there + x, off[day], low_z, amounts, 0)
                continue
            u = units[b]
            end = amounts - u
            low, which = HALF, -1
            for i in range(kinds_of[b], kinds_of[b + 1]):
                k = kinds[i]
                if stride[k] == 0:
                    if cost[day, k] < low:
                        low, which = cost[day, k], k
                elif cost[day, k] < HALF:
                    for x in range(counts):
                        if (x // stride[k]) % size[k] + 1 < size[k]:
                            at, to = here + x * weeks, there + (x + stride[k]) * weeks + w
                            for y in range(weeks - w):
                                _step(best, reach, at + y, to + y, cost[day, k], low_z, end, u)
            cheapest[a] = which
            if which >= 0:
                for x in range(counts):
                    for y in range(weeks - w):
                        _step(
                            best, reach, here + x * weeks + y, there + x * weeks + y + w, low, low_z, end, u
                        )
    value = FAR
    t, x, y, z = -1, 0, 0, 0
    for row in range(per_day):
        last = days * per_day + row
        for m in range(max(least, reach[last, 0]), reach[last, 1] + 1):
            if best[last, m] < value:
                value = best[last, m]
                t, x, y, z = row // per_state, row // weeks % counts, row % weeks, m
    if t < 0 or value >= HALF:
        return FAR
    for day in range(days - 1, -1, -1):
        there = (day + 1) * per_day + t * per_state + x * weeks + y
        for a in range(first[day], first[day + 1]):
            if target[a] != t:
                continue
            b, s = bundle[a], source[a]
            here = day * per_day + s * per_state + x * weeks + y
            if b < 0:
                if off[day] < HALF and _leads(best, reach, here, there, off[day], z, 0):
                    taken[day] = -1
                    t = s
                    break
                continue
            here -= weekend[a]
            if y < weekend[a]:
                continue
            u, k, by = units[b], cheapest[a], 0
            found = k >= 0 and _leads(best, reach, here, there, cost[day, k], z, u)
            if not found:
                for i in range(kinds_of[b], kinds_of[b + 1]):
                    k = kinds[i]
                    by = stride[k]
                    if by > 0 and cost[day, k] < HALF and (x // by) % size[k] > 0:
                        found = _leads(best, reach, here - by * weeks, there, cost[day, k], z, u)
                        if found:
                            break
            if found:
                taken[day] = k
                t, x, y, z = s, x - by, y - weekend[a], z - u
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
