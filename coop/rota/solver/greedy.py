"""A quick rota that keeps every rule: day by day, the scarcest place first, the freest person."""

from __future__ import annotations

import random
from collections.abc import Sequence

from coop.rota.solver.cost import is_weekend, keeps
from coop.rota.solver.problem import Person, Problem

Roster = list[int | None]


class Tally:
    """The running account of one person while a rota is being made."""

    def __init__(self, problem: Problem, person: Person) -> None:
        self.problem = problem
        self.person = person
        self.taken: Roster = [None] * problem.days
        self.nights = person.nights
        self.weekends = person.weekends
        self.holidays = person.holidays
        self.hard = person.hard
        self.shifts = 0
        self.minutes = 0
        self.weekend_of: set[int] = set()
        self.kinds: dict[int, set[int]] = {}

    def price(self, cell: int) -> int:
        """What one more shift adds to the cost, before the rules."""
        day, kind = self.problem.cells[cell].day, self.problem.cells[cell].kind
        slot, weights, week = self.problem.slots[kind][day], self.problem.weights, self.problem.week(day)
        kinds = self.kinds.get(week, set())
        price = weights.shifts * (2 * self.shifts + 1)
        if slot.night:
            price += weights.nights * (2 * self.nights + 1)
        if day in self.problem.holidays:
            price += weights.holidays * (2 * self.holidays + 1)
        if self.problem.cells[cell].hard:
            price += weights.hard * (2 * self.hard + 1)
        if is_weekend(self.problem, day) and week not in self.weekend_of:
            price += weights.weekends * (2 * self.weekends + 1)
        if kinds and kind not in kinds:
            price += weights.mixed
        for wish in self.person.wishes:
            if wish.day == day and kind in wish.kinds:
                price += -weights.wish if wish.wanted else weights.wish
        if self.minutes < self.person.least:
            price -= weights.short * (slot.minutes // 60)
        return price

    def take(self, cell: int) -> bool:
        """Take a cell if no hard rule speaks against it, even one that may be weighed elsewhere."""
        day, kind = self.problem.cells[cell].day, self.problem.cells[cell].kind
        if self.taken[day] is not None:
            return False
        self.taken[day] = cell
        if not keeps(self.problem, self.person, self.taken):
            self.taken[day] = None
            return False
        slot, week = self.problem.slots[kind][day], self.problem.week(day)
        self.shifts += 1
        self.minutes += slot.minutes
        self.nights += slot.night
        self.holidays += day in self.problem.holidays
        self.hard += self.problem.cells[cell].hard
        self.kinds.setdefault(week, set()).add(kind)
        if is_weekend(self.problem, day) and week not in self.weekend_of:
            self.weekend_of.add(week)
            self.weekends += 1
        return True


def eligible(problem: Problem) -> tuple[tuple[int, ...], ...]:
    """Per cell, the positions of the people who may ever take it."""
    return tuple(
        tuple(n for n, person in enumerate(problem.people) if problem.may(person, cell))
        if cell.people
        else ()
        for cell in problem.cells
    )


def greedy(problem: Problem, able: Sequence[Sequence[int]], seed: int) -> list[Roster]:
    """A rota that breaks no hard rule; what it cannot cover stays open.

    Args:
        able: as `eligible` gives it.
        seed: breaks ties between people of equal price.
    """
    shuffled = list(range(len(problem.people)))
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - repeatable, no secret
    luck = {person: n for n, person in enumerate(shuffled)}
    tallies = [Tally(problem, person) for person in problem.people]
    order = sorted(
        (n for n, cell in enumerate(problem.cells) if cell.people),
        key=lambda n: (problem.cells[n].day, len(able[n]) - problem.cells[n].people, n),
    )
    for n in order:
        cell = problem.cells[n]
        free = [p for p in able[n] if tallies[p].taken[cell.day] is None]
        prices = {p: tallies[p].price(n) for p in free}
        left = cell.people
        for p in sorted(free, key=lambda p: (prices[p], luck[p])):
            if left and tallies[p].take(n):
                left -= 1
            if not left:
                break
    return [tally.taken for tally in tallies]
