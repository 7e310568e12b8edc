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

LONG, STRAY = 100, 14
"""Days from which on rosters are sought near an even spread of work, and how many days they may stray."""

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
def _leads(best: Floats, reach: Ints, here: int, there: int, cost: float, z: int, shift: int) -> bool:
    """Whether the best way to an amount in row `there` came from row `here`."""
    if reach[here, 0] <= z - shift <= reach[here, 1]:
        return bool(best[here, z - shift] + cost == best[there, z])
    return False


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
    floor: Ints,
    roof: Ints,
    weekends: Ints,
    stride: Ints,
    size: Ints,
    taken: Ints,
) -> float:
    """Fill `taken` with the cheapest roster and return its cost; FAR when there is none.

    `floor`, `roof`, `weekends`: least and most amount, and most weekends, before each day and at the end.
    """
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
    for day in range(days):
        within = min(weeks, weekends[day + 1] + 1)
        rise = floor[day + 1] - floor[day]  # rows hold the amounts from the floor on
        high = roof[day + 1] + 1 - floor[day]
        for a in range(first[day], first[day + 1]):
            b, w = bundle[a], weekend[a]
            here, there = day * per_day + source[a] * per_state, (day + 1) * per_day + target[a] * per_state
            if b < 0:
                if off[day] < HALF:
                    for x in range(per_state):
                        _step(best, reach, here + x, there + x, off[day], rise, high, -rise)
                continue
            u = units[b]
            least_cost, which = HALF, -1
            for i in range(kinds_of[b], kinds_of[b + 1]):
                k = kinds[i]
                if stride[k] == 0:
                    if cost[day, k] < least_cost:
                        least_cost, which = cost[day, k], k
                elif cost[day, k] < HALF:
                    for x in range(counts):
                        if (x // stride[k]) % size[k] + 1 < size[k]:
                            at, to = here + x * weeks, there + (x + stride[k]) * weeks + w
                            for y in range(within - w):
                                _step(best, reach, at + y, to + y, cost[day, k], rise - u, high - u, u - rise)
            cheapest[a] = which
            if which >= 0:
                for x in range(counts):
                    at, to = here + x * weeks, there + x * weeks + w
                    for y in range(within - w):
                        _step(best, reach, at + y, to + y, least_cost, rise - u, high - u, u - rise)
    value = FAR
    t, x, y, z = -1, 0, 0, 0
    for row in range(per_day):
        last = days * per_day + row
        for m in range(reach[last, 0], reach[last, 1] + 1):
            if best[last, m] < value:
                value = best[last, m]
                t, x, y, z = row // per_state, row // weeks % counts, row % weeks, m
    if t < 0 or value >= HALF:
        return FAR
    for day in range(days - 1, -1, -1):
        there = (day + 1) * per_day + t * per_state + x * weeks + y
        rise = floor[day + 1] - floor[day]
        for a in range(first[day], first[day + 1]):
            if target[a] != t:
                continue
            b, s = bundle[a], source[a]
            here = day * per_day + s * per_state + x * weeks + y
            if b < 0:
                if off[day] < HALF and _leads(best, reach, here, there, off[day], z, -rise):
                    taken[day] = -1
                    t, z = s, z + rise
                    break
                continue
            here -= weekend[a]
            if y < weekend[a]:
                continue
            u, k, by = units[b], cheapest[a], 0
            found = k >= 0 and _leads(best, reach, here, there, cost[day, k], z, u - rise)
            if not found:
                for i in range(kinds_of[b], kinds_of[b + 1]):
                    k = kinds[i]
                    by = stride[k]
                    if by > 0 and cost[day, k] < HALF and (x // by) % size[k] > 0:
                        found = _leads(best, reach, here - by * weeks, there, cost[day, k], z, u - rise)
                        if found:
                            break
            if found:
                taken[day] = k
                t, x, y, z = s, x - by, y - weekend[a], z - u + rise
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
        self.exact = problem.days <= LONG
        self._ways = [self._way(wide=True)] if self.exact else [self._way(wide=False), self._way(wide=True)]

    def _way(self, *, wide: bool) -> tuple[Ints, Ints, Ints]:
        """Least and most amount, and most weekends, before each day and at the end.

        The narrow way keeps near an even spread over the horizon: on a long one it is much quicker.
        """
        days, weekends = self.problem.days, self.person.weekends
        before = np.arange(days + 1)
        longest = int(self.rules.units.max())
        floor = np.maximum(0, self.least - (days - before) * longest)
        roof, often = np.minimum(self.amounts - 1, before * longest), np.full(days + 1, weekends)
        if not wide:
            floor = np.maximum(floor, (before - STRAY) * self.least // days)
            roof = np.minimum(roof, -(-(before + STRAY) * (self.amounts - 1) // days))
            often = np.minimum(often, (before + STRAY) * weekends // days)
        return floor, roof, often

    def cheapest(
        self, cost: Floats, off: Floats, *, counted_at_most: int = 1
    ) -> tuple[float, Roster | None, float]:
        """The cheapest roster; where caps of kinds make more combinations than allowed, a good one.

        Args:
            cost: (days, kinds) of each cell, wishes included; FAR or more where forbidden.
            off: (days,) of each day off.

        Returns:
            Its cost; the roster, None when no roster is allowed; and what no roster costs less than,
            which is known on horizons up to LONG days only.
        """
        good, roster, bound = self._cheapest(cost, off, counted_at_most)
        return good, roster, bound if self.exact else -FAR

    def _cheapest(
        self, cost: Floats, off: Floats, counted_at_most: int
    ) -> tuple[float, Roster | None, float]:
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
        taken = np.full(self.problem.days, OFF, np.int64)
        for floor, roof, weekends in self._ways:
            width = max(1, int((roof - floor).max()) + 1)
            shape = np.array([step, self.person.weekends + 1, width], np.int64)
            value = _price(
                cost, off, rules.first, rules.source, rules.target, rules.bundle, rules.weekend,
                rules.kinds_of, rules.kinds, rules.units, rules.states, shape, floor, roof,
                weekends, stride, size, taken,
            )  # fmt: skip
            if value < HALF:
                return value, tuple(taken.tolist())
        return FAR, None
