"""The rostering problem that column generation solves: numbers only, no calendar and no database.

References:
    T. Curtois, R. Qu: Computational results on new staff scheduling benchmark instances, 2014.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

OFF = -1
"""A day without a shift, in a roster."""

Roster = tuple[int, ...]
"""One person's days: the kind of shift of each, or OFF."""


@dataclass(frozen=True, slots=True)
class Contract:
    """What one person's roster must keep, and what she wishes.

    Attributes:
        least, most: minutes in the whole horizon, both included.
        max_run, min_run: shifts in a row, both included.
        min_off: days off in a row, at least. Neither least run is asked of runs that touch the
            first or the last day.
        weekends: with work on Saturday or Sunday, at most.
        caps: per kind, how many shifts of it at most; 0 = she does not work it.
        off: days on which she cannot work.
        on_wishes: cost of not having a kind on a day, by (day, kind).
        off_wishes: cost of having a kind on a day, by (day, kind).
    """

    least: int
    most: int
    max_run: int
    min_run: int
    min_off: int
    weekends: int
    caps: tuple[int, ...]
    off: frozenset[int]
    on_wishes: Mapping[tuple[int, int], int]
    off_wishes: Mapping[tuple[int, int], int]

    def price(self, roster: Sequence[int]) -> int:
        """What a roster costs by its wishes."""
        on = sum(cost for (day, kind), cost in self.on_wishes.items() if roster[day] != kind)
        return on + sum(cost for (day, kind), cost in self.off_wishes.items() if roster[day] == kind)


@dataclass(frozen=True, slots=True)
class Cover:
    """People wanted on one day and kind; `under` and `over` cost per person too few or too many."""

    people: int
    under: int
    over: int

    def price(self, there: int) -> int:
        """What it costs that so many are there."""
        return self.under * max(0, self.people - there) + self.over * max(0, there - self.people)


@dataclass(frozen=True, slots=True)
class Staffing:
    """Who works what when.

    Attributes:
        days: of the horizon; day 0 is a Monday.
        minutes: length of each kind.
        not_after: per kind, the kinds that may not be worked on the day after it.
        people: one contract each.
        covers: wanted people by (day, kind); elsewhere nobody is wanted and nobody costs.
    """

    days: int
    minutes: tuple[int, ...]
    not_after: tuple[frozenset[int], ...]
    people: tuple[Contract, ...]
    covers: Mapping[tuple[int, int], Cover]

    def price(self, rosters: Sequence[Roster]) -> int:
        """The whole cost of a rota: wishes and cover."""
        there: dict[tuple[int, int], int] = dict.fromkeys(self.covers, 0)
        for roster in rosters:
            for cell in enumerate(roster):
                if cell in there:
                    there[cell] += 1
        wishes = sum(p.price(r) for p, r in zip(self.people, rosters, strict=True))
        return wishes + sum(cover.price(there[cell]) for cell, cover in self.covers.items())

    def keeps(self, person: Contract, roster: Roster) -> bool:
        """Whether a roster keeps a contract."""
        worked = [(day, kind) for day, kind in enumerate(roster) if kind != OFF]
        runs = [
            (is_on, [day for day, _ in group])
            for is_on, group in groupby(enumerate(roster), key=lambda cell: cell[1] != OFF)
        ]
        return (
            person.least <= sum(self.minutes[kind] for _, kind in worked) <= person.most
            and not any(day in person.off for day, _ in worked)
            and all(roster.count(kind) <= cap for kind, cap in enumerate(person.caps))
            and len({day // 7 for day, _ in worked if day % 7 >= 5}) <= person.weekends
            and not any(b in self.not_after[a] for a, b in pairwise(roster) if OFF not in (a, b))
            and all(self._long_enough(person, is_on, days) for is_on, days in runs)
        )

    def _long_enough(self, person: Contract, is_on: bool, days: Sequence[int]) -> bool:
        if is_on and len(days) > person.max_run:
            return False
        at_border = days[0] == 0 or days[-1] == self.days - 1
        return at_border or len(days) >= (person.min_run if is_on else person.min_off)


@dataclass(frozen=True, slots=True)
class Step:
    """How far a search has come.

    Attributes:
        seconds: since it began.
        cost: of the best rota so far.
        bound: no rota costs less.
    """

    seconds: float
    cost: int
    bound: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes:
        rosters: one per person; None when nothing keeps every contract.
        cost: of them.
        bound: no rota costs less.
        trace: each improvement.
    """

    rosters: tuple[Roster, ...] | None
    cost: int | None
    bound: int
    trace: tuple[Step, ...]


Going = Callable[[Step], bool]
"""Told of every step; answers False to stop."""
