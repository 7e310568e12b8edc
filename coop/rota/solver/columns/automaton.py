"""The rules on neighbouring days as a layered automaton.

References:
    S. Demassey, G. Pesant, L.-M. Rousseau: A cost-regular based hybrid column generation
    approach, Constraints 11, 2006.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from math import gcd

import numpy as np
from numpy.typing import NDArray

from coop.rota.solver.columns.model import Contract, Staffing

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Automaton:
    """States per day and the arcs between them; kinds that behave alike share an arc.

    Attributes:
        states: how many; state 0 is the start.
        first: per day, where its arcs begin; one more than there are days.
        source, target, bundle, weekend: of each arc; bundle -1 is a day off, weekend 1 where a
            new weekend is begun.
        kinds_of, kinds: the kinds of bundle b are `kinds[kinds_of[b]:kinds_of[b + 1]]`.
        units: length of each bundle's kinds in units of minutes.
        unit: minutes of one unit.
    """

    states: int
    first: Ints
    source: Ints
    target: Ints
    bundle: Ints
    weekend: Ints
    kinds_of: Ints
    kinds: Ints
    units: Ints
    unit: int


State = tuple[int, int]
"""(days off so far, 0) below zero, else (class of what may follow, length of the run of work)."""


def automaton(problem: Staffing, person: Contract) -> Automaton:
    """The automaton of everybody who has the same runs as a person."""
    unit = reduce(gcd, problem.minutes)
    forbidden = [problem.not_after[kind] for kind in range(len(problem.minutes))]
    classes = list(dict.fromkeys(forbidden))
    bundles: dict[tuple[int, int, tuple[bool, ...]], list[int]] = {}
    for kind, minutes in enumerate(problem.minutes):
        before = tuple(kind in banned for banned in classes)
        bundles.setdefault((classes.index(forbidden[kind]), minutes, before), []).append(kind)
    numbers: dict[State, int] = {}

    def number(state: State) -> int:
        return numbers.setdefault(state, len(numbers))

    arcs: list[tuple[int, int, int, int]] = []
    first = [0]
    layer: dict[State, None] = {(-person.min_off, 0): None}
    number((-person.min_off, 0))
    for day in range(problem.days):
        after: dict[State, None] = {}
        for state in layer:
            is_off, run = state[0] < 0, state[1]
            if is_off or run >= person.min_run or run == day:
                rest = max(state[0] - 1, -person.min_off) if is_off else -1
                if not is_off and day == problem.days - 1:
                    rest = -1
                after[rest, 0] = None
                arcs.append((number(state), number((rest, 0)), -1, 0))
            if (is_off and -state[0] < person.min_off) or run >= person.max_run:
                continue
            for b, (follows, _minutes, before) in enumerate(bundles):
                if not is_off and before[state[0]]:
                    continue
                begins = day % 7 == 5 or (day % 7 == 6 and is_off)
                after[follows, run + 1] = None
                arcs.append((number(state), number((follows, run + 1)), b, int(begins)))
        first.append(len(arcs))
        layer = after
    table = np.array(arcs, dtype=np.int64).reshape(-1, 4)
    members = list(bundles.values())
    return Automaton(
        len(numbers),
        np.array(first, dtype=np.int64),
        table[:, 0].copy(),
        table[:, 1].copy(),
        table[:, 2].copy(),
        table[:, 3].copy(),
        np.cumsum([0, *map(len, members)]).astype(np.int64),
        np.array([kind for kinds in members for kind in kinds], dtype=np.int64),
        np.array([minutes // unit for _, minutes, _ in bundles], dtype=np.int64),
        unit,
    )
