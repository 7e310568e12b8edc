"""What a roster costs and whether it keeps the hard rules, as every solver here counts it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from coop.rota.solver.problem import Bound, Past, Person, Problem, Slot

Taken = Sequence[int | None]
"""One person's roster: per day the cell taken, or None."""


def missing(problem: Problem, rosters: Sequence[Taken]) -> tuple[int, ...]:
    """How many people each cell lacks."""
    there = Counter(cell for taken in rosters for cell in taken if cell is not None)
    return tuple(max(0, cell.people - there[n]) for n, cell in enumerate(problem.cells))


def cost(problem: Problem, rosters: Sequence[Taken]) -> int:
    """The whole cost: what is uncovered, and each person's own."""
    lacking = missing(problem, rosters)
    open_cost = sum(m * c.weight for m, c in zip(lacking, problem.cells, strict=True))
    own = sum(own_cost(problem, p, t) for p, t in zip(problem.people, rosters, strict=True))
    return open_cost * problem.weights.uncovered + own


def own_cost(problem: Problem, person: Person, taken: Taken) -> int:
    """What one roster costs by itself: turns, hours, change of kinds, wishes, weighted rules."""
    weights = problem.weights
    nights = shifts = minutes = holidays = hard = 0
    weekends: set[int] = set()
    kinds: dict[int, set[int]] = defaultdict(set)
    for day, n in enumerate(taken):
        if n is None:
            continue
        kind = problem.cells[n].kind
        slot = problem.slots[kind][day]
        shifts += 1
        nights += slot.night
        holidays += day in problem.holidays
        hard += problem.cells[n].hard
        minutes += slot.minutes
        kinds[problem.week(day)].add(kind)
        if is_weekend(problem, day):
            weekends.add(problem.week(day))
    return (
        weights.nights * (person.nights + nights) ** 2
        + weights.weekends * (person.weekends + len(weekends)) ** 2
        + weights.holidays * (person.holidays + holidays) ** 2
        + weights.hard * (person.hard + hard) ** 2
        + weights.shifts * shifts**2
        + weights.mixed * sum(len(k) - 1 for k in kinds.values())
        + weights.wish * sum(not w.met(kind_on(problem, taken, w.day)) for w in person.wishes)
        + weights.short * (max(0, person.least - minutes) // 60)
        + sum(times * weight for times, weight in breaches(problem, person, taken) if weight is not None)
    )


def kind_on(problem: Problem, taken: Taken, day: int) -> int | None:
    """The kind of shift that a roster has on a day; None = off."""
    cell = taken[day]
    return None if cell is None else problem.cells[cell].kind


def keeps(problem: Problem, person: Person, taken: Taken) -> bool:
    """Whether a roster breaks no hard rule and no limit of the person's own."""
    cells = [problem.cells[n] for n in taken if n is not None]
    if not all(problem.may(person, cell) for cell in cells):
        return False
    minutes = sum(problem.slots[c.kind][c.day].minutes for c in cells)
    if person.most is not None and minutes > person.most:
        return False
    return not any(times for times, weight in breaches(problem, person, taken) if weight is None)


def breaches(problem: Problem, person: Person, taken: Taken) -> list[tuple[int, int | None]]:
    """How often a roster breaks each rule, with the rule's weight (None = hard)."""
    rules = problem.rules
    worked = [
        (day, problem.slots[problem.cells[n].kind][day]) for day, n in enumerate(taken) if n is not None
    ]
    line: list[tuple[int, Slot | Past]] = [*((p.day, p) for p in person.past), *worked]
    found = [
        (_too_long(rules.max_shift, [s.minutes for _, s in worked]), rules.max_shift.weight),
        (_too_long(rules.max_night, [s.night_minutes for _, s in worked]), rules.max_night.weight),
        (_short_rests(rules.min_rest, line), rules.min_rest.weight),
        (_streaks(rules.max_days, [day for day, _ in line]), rules.max_days.weight),
        (_streaks(rules.max_nights, [day for day, s in line if s.night]), rules.max_nights.weight),
        (_long_weeks(problem, line, rules.max_week.value), rules.max_week.weight),
        (_long_weeks(problem, line, person.max_week), None),
    ]
    if rules.weekly_rest.value is not None:
        restless = sum(
            not rested(problem, [s for _, s in line], week, rules.weekly_rest.value)
            for week in rest_weeks(problem, person)
        )
        found.append((restless, rules.weekly_rest.weight))
    return found


def is_weekend(problem: Problem, day: int) -> bool:
    """Saturday or Sunday."""
    return (day + problem.first_weekday) % 7 >= 5


def rest_weeks(problem: Problem, person: Person) -> range:
    """The weeks whose rest the horizon can still spoil: its own, and the one before if rested so far."""
    first = 0
    if problem.first_weekday == 0 and problem.rules.weekly_rest.value is not None:
        first = -int(rested(problem, person.past, -1, problem.rules.weekly_rest.value))
    return range(first, problem.week(problem.days - 1) + 1)


def rested(problem: Problem, line: Sequence[Slot | Past], week: int, least: int) -> bool:
    """Whether a week has its rest, begun in it or lying in it; time without shifts is free."""
    opens, closes = problem.mondays[week + 1], problem.mondays[week + 2]
    free_since = opens - 10**6
    for start, end in [*((s.start, s.end) for s in line), (closes + 10**6, 0)]:
        begins_here = opens <= free_since < closes
        rest = start - free_since if begins_here else min(start, closes) - max(free_since, opens)
        if rest >= least:
            return True
        free_since = max(free_since, end)
    return False


def _too_long(bound: Bound, minutes: Sequence[int]) -> int:
    return 0 if bound.value is None else sum(m > bound.value for m in minutes)


def _short_rests(bound: Bound, line: Sequence[tuple[int, Slot | Past]]) -> int:
    if bound.value is None:
        return 0
    return sum(b[1].start - a[1].end < bound.value for a, b in pairwise(line) if b[0] >= 0)


def _streaks(bound: Bound, days: Sequence[int]) -> int:
    """How many windows of one day more than allowed are worked throughout."""
    if bound.value is None:
        return 0
    return sum(
        days[n] - days[n - bound.value] == bound.value and days[n] >= 0 for n in range(bound.value, len(days))
    )


def _long_weeks(problem: Problem, line: Sequence[tuple[int, Slot | Past]], most: int | None) -> int:
    """Weeks with work in the horizon that hold more minutes than allowed."""
    if most is None:
        return 0
    total: Counter[int] = Counter()
    for day, slot in line:
        total[problem.week(day)] += slot.end - slot.start
    touched = {problem.week(day) for day, _ in line if day >= 0}
    return sum(total[week] > most for week in touched)
