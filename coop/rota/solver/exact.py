"""One problem as a CP-SAT model: solved whole when small, in pieces by `search` when large."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from ortools.sat.python import cp_model

from coop.rota.solver.cost import is_weekend, rest_weeks, rested
from coop.rota.solver.problem import Bound, Person, Problem, Slot

Literal: TypeAlias = "cp_model.IntVar"
Amount: TypeAlias = "cp_model.LinearExpr | int"
Roster = list[int | None]

FAR = 10**6

CRASHES = (IndexError, RuntimeError, ValueError)
"""What the solver's own C++ exceptions become in Python."""

log = logging.getLogger(__name__)


def _sum(terms: Iterable[Amount]) -> cp_model.LinearExpr:
    return cp_model.LinearExpr.sum(list(terms))


class Roll:
    """The variables and rules of one person, each variable with its value in the rota so far.

    A start that is known to the last variable is a first solution at once, and everything dearer
    is cut off from the beginning.
    """

    def __init__(
        self,
        model: cp_model.CpModel,
        problem: Problem,
        person: Person,
        cells: Sequence[int],
        taken: Sequence[int | None],
    ) -> None:
        self.model = model
        self.problem = problem
        self.person = person
        self.costs: list[Amount] = []
        self.known: dict[int, int] = {}
        self.take: dict[int, Literal] = {n: self._bool(taken[problem.cells[n].day] == n) for n in cells}
        self.work: dict[tuple[int, int], Literal] = {}
        self.off: list[Literal] = []
        self._duties()

    def _bool(self, value: bool) -> Literal:
        literal = self.model.new_bool_var("")
        self.known[literal.index] = value
        return literal

    def _value(self, literals: Iterable[Literal]) -> int:
        """How many of some literals hold so far."""
        return sum(self.known[literal.index] for literal in literals)

    def _duties(self) -> None:
        per_shift: dict[tuple[int, int], list[Literal]] = defaultdict(list)
        for n, literal in self.take.items():
            cell = self.problem.cells[n]
            per_shift[cell.day, cell.kind].append(literal)
        for key, literals in per_shift.items():
            if len(literals) == 1:
                self.work[key] = literals[0]
            else:
                self.work[key] = self._bool(self._value(literals) > 0)
                self.model.add(_sum(literals) == self.work[key])
        for day in range(self.problem.days):
            shifts = [literal for _, literal, _ in self.on(day)]
            self.off.append(self._bool(not self._value(shifts)))
            self.model.add_exactly_one(self.off[day], *shifts)

    def on(self, day: int) -> Iterator[tuple[int, Literal, Slot]]:
        """The shifts that the person can have on a day."""
        for kind, row in enumerate(self.problem.slots):
            if (day, kind) in self.work:
                yield kind, self.work[day, kind], row[day]

    def rules(self) -> None:
        """Add every rule, hard or weighted."""
        rules, person = self.problem.rules, self.person
        past_days = {p.day for p in person.past}
        past_nights = {p.day for p in person.past if p.night}
        for (day, kind), literal in self.work.items():
            slot = self.problem.slots[kind][day]
            for bound, minutes in ((rules.max_shift, slot.minutes), (rules.max_night, slot.night_minutes)):
                if bound.value is not None and bound.weight is not None and minutes > bound.value:
                    self.costs.append(bound.weight * literal)
        self._rest(rules.min_rest)
        self._streak(rules.max_days, past_days, nights=False)
        self._streak(rules.max_nights, past_nights, nights=True)
        self._weeks(rules.max_week)
        self._weeks(Bound(person.max_week))
        if person.most is not None:
            self.model.add(self._minutes(range(self.problem.days)) <= person.most)
        if rules.weekly_rest.value is not None:
            for week in rest_weeks(self.problem, person):
                self._weekly_rest(week, rules.weekly_rest.value, rules.weekly_rest.weight)

    def _breach(self, bound: Bound, broken: bool) -> Amount:
        """0 for a hard rule; for a weighted one a literal that costs its weight when it is used.

        Args:
            broken: whether the rota so far uses it.
        """
        if bound.weight is None:
            return 0
        literal = self._bool(broken)
        self.costs.append(bound.weight * literal)
        return literal

    def _minutes(self, days: range) -> Amount:
        return _sum(slot.minutes * literal for day in days for _, literal, slot in self.on(day))

    def _rest(self, bound: Bound) -> None:
        least = bound.value
        if least is None:
            return
        if self.person.past:
            free = self.person.past[-1].end + least
            for day in range(min(3, self.problem.days)):
                before = _sum(1 - self.off[d] for d in range(day))
                idle = self._value(self.off[:day]) == day
                for _, literal, slot in self.on(day):
                    if slot.start < free:
                        broken = idle and self._value([literal]) > 0
                        self.model.add(literal <= before + self._breach(bound, broken))
        for day in range(self.problem.days):
            for _, first, slot in self.on(day):
                for later in range(day + 1, min(day + 4, self.problem.days)):
                    close = [lit for _, lit, other in self.on(later) if other.start - slot.end < least]
                    if close:
                        between = _sum(1 - self.off[d] for d in range(day + 1, later))
                        idle = self._value(self.off[day + 1 : later]) == later - day - 1
                        broken = idle and self._value([first, *close]) > 1
                        self.model.add(first + _sum(close) <= 1 + between + self._breach(bound, broken))

    def _streak(self, bound: Bound, past: set[int], *, nights: bool) -> None:
        if bound.value is None:
            return
        for last in range(self.problem.days):
            window = range(last - bound.value, last + 1)
            if any(day < 0 and day not in past for day in window):
                continue
            worked = [
                literal
                for day in window
                if day >= 0
                for _, literal, slot in self.on(day)
                if slot.night or not nights
            ]
            known = len([day for day in window if day < 0])
            broken = self._value(worked) + known > bound.value
            self.model.add(_sum(worked) + known <= bound.value + self._breach(bound, broken))

    def _weeks(self, bound: Bound) -> None:
        if bound.value is None:
            return
        problem = self.problem
        for week in range(problem.week(problem.days - 1) + 1):
            days = [day for day in range(problem.days) if problem.week(day) == week]
            known = sum(p.end - p.start for p in self.person.past if problem.week(p.day) == week)
            left = max(0, bound.value - known)
            on = [(literal, slot.minutes) for day in days for _, literal, slot in self.on(day)]
            broken = sum(minutes for literal, minutes in on if self._value([literal])) > left
            minutes = _sum(minutes * literal for literal, minutes in on)
            self.model.add(minutes <= left + 20160 * self._breach(bound, broken))

    def _weekly_rest(self, week: int, least: int, weight: int | None) -> None:
        """One of the possible rests of a week must be had; see `cost.rested` for what counts."""
        problem, past = self.problem, self.person.past
        if rested(problem, [*past, Slot(0, 10 * FAR)], week, least):
            return
        if week < 0:
            early = [
                literal
                for day in range(min(4, problem.days))
                for _, literal, slot in self.on(day)
                if slot.start < past[-1].end + least
            ]
            breach = self._breach(Bound(least, weight), self._value(early) > 0)
            for literal in early:
                self.model.add(literal <= breach)
            return
        options: list[Literal] = []
        longest = -(-least // 1440)
        own = [day for day in range(problem.days) if problem.week(day) == week]
        for day in (*own, own[-1] + 1):  # a rest may begin on Sunday and lie in the next week
            for free in range(0 if day in (0, problem.days) else 1, longest + 1):
                if day + free <= problem.days:
                    options.append(self._rest_block(week, day, free, least))
        breach = self._breach(Bound(least, weight), not self._value(options))
        self.model.add(_sum(options) + breach >= 1)

    def _rest_block(self, week: int, day: int, free: int, least: int) -> Literal:
        """A literal that may hold only when the days [day, day + free) are off and rest enough."""
        problem = self.problem
        opens, closes = problem.mondays[week + 1], problem.mondays[week + 2]
        clauses: list[list[Literal]] = []
        starts: list[tuple[Literal | None, int, bool]]
        ends: list[tuple[Literal | None, int]]
        if day == 0:
            starts = [(None, self.person.past[-1].end if self.person.past else -FAR, True)]
        else:
            starts = [(literal, slot.end, True) for _, literal, slot in self.on(day - 1)]
            starts.append((self.off[day - 1], problem.midnights[day], False))
        after = day + free
        if after < problem.days:
            ends = [(literal, slot.start) for _, literal, slot in self.on(after)]
            open_end = FAR if after == problem.days - 1 else problem.midnights[after + 1]
            ends.append((self.off[after], open_end))
        else:
            ends = [(None, FAR)]
        for before, start, sure in starts:
            for next_one, end in ends:
                begins_here = sure and opens <= start < closes
                had = end - start if begins_here else min(end, closes) - max(start, opens)
                if had < least:
                    clauses.append([x for x in (before, next_one) if x is not None])
        days_off = self.off[day : day + free]
        rest = self._bool(
            self._value(days_off) == free and all(self._value(edge) < len(edge) for edge in clauses)
        )
        for off in days_off:
            self.model.add_implication(rest, off)
        for edge in clauses:
            self.model.add_bool_or([rest.negated(), *(x.negated() for x in edge)])
        return rest

    def wishes(self) -> None:
        """Add what counts without being a rule: turns, hours, few kinds in a week, what people asked for."""
        weights, person, problem = self.problem.weights, self.person, self.problem
        worked = list(self.work.items())
        nights = [literal for (day, kind), literal in worked if problem.slots[kind][day].night]
        self._square(person.nights, nights, weights.nights)
        holidays = [literal for (day, _), literal in worked if day in problem.holidays]
        self._square(person.holidays, holidays, weights.holidays)
        hard = [literal for n, literal in self.take.items() if problem.cells[n].hard]
        self._square(person.hard, hard, weights.hard)
        self._square(0, [literal for _, literal in worked], weights.shifts)
        weekends: dict[int, list[Literal]] = defaultdict(list)
        kinds: dict[int, dict[int, list[Literal]]] = defaultdict(lambda: defaultdict(list))
        for (day, kind), literal in worked:
            kinds[problem.week(day)][kind].append(literal)
            if is_weekend(problem, day):
                weekends[problem.week(day)].append(literal)
        self._square(
            person.weekends, [self._any(literals) for literals in weekends.values()], weights.weekends
        )
        for per_kind in kinds.values():
            if len(per_kind) > 1 and weights.mixed:
                used = [self._any(literals) for literals in per_kind.values()]
                none = self._bool(not self._value(used))
                self.costs.append(weights.mixed * (_sum(used) - 1 + none))
                self.model.add(_sum(used) + none >= 1)
        for wish in person.wishes:
            granted = _sum(self.work[wish.day, kind] for kind in wish.kinds if (wish.day, kind) in self.work)
            self.costs.append(weights.wish * (1 - granted if wish.wanted else granted))
        if person.least and weights.short:
            hours = self.model.new_int_var(0, person.least // 60, "")
            had = sum(problem.slots[kind][day].minutes * self._value([x]) for (day, kind), x in worked)
            self.known[hours.index] = max(0, person.least - had) // 60
            self.model.add(60 * hours >= person.least - 59 - self._minutes(range(problem.days)))
            self.costs.append(weights.short * hours)

    def _any(self, literals: Sequence[Literal]) -> Literal:
        if len(literals) == 1:
            return literals[0]
        some = self._bool(self._value(literals) > 0)
        for literal in literals:
            self.model.add_implication(literal, some)
        return some

    def _square(self, known: int, literals: Sequence[Literal], weight: int) -> None:
        """Cost of the square of a count, by its tangents between whole numbers."""
        if not literals or not weight:
            self.costs.append(weight * known**2)
            return
        most = known + len(literals)
        square = self.model.new_int_var(known**2, most**2, "")
        self.known[square.index] = (known + self._value(literals)) ** 2
        count = known + _sum(literals)
        for t in range(known, most):
            self.model.add(square >= (2 * t + 1) * count - t * (t + 1))
        self.costs.append(weight * square)


class Exact:
    """A problem as a model, ready to be solved once.

    Args:
        problem: the cells keep their numbers; those with no people wanted are left out.
        start: a rota that keeps the hard rules; the search starts from it.
        free: days on which it may be changed; None = all.
    """

    def __init__(
        self, problem: Problem, start: Sequence[Sequence[int | None]], free: range | None = None
    ) -> None:
        self.problem = problem
        self.start = start
        self.model = cp_model.CpModel()
        self.solver = cp_model.CpSolver()
        wanted = [n for n, cell in enumerate(problem.cells) if cell.people]
        self.rolls = [
            Roll(self.model, problem, person, self._choices(person, taken, wanted, free), taken)
            for person, taken in zip(problem.people, start, strict=True)
        ]
        self._model(wanted, free)

    def _choices(
        self, person: Person, taken: Sequence[int | None], wanted: Sequence[int], free: range | None
    ) -> list[int]:
        """The cells a person may take: on days that are not free, only the one she has."""
        cells = self.problem.cells
        return [
            n
            for n in wanted
            if self.problem.may(person, cells[n])
            and (free is None or cells[n].day in free or taken[cells[n].day] == n)
        ]

    def _model(self, wanted: Sequence[int], free: range | None) -> None:
        costs: list[Amount] = []
        open_cells: list[Amount] = []
        for roll in self.rolls:
            roll.rules()
            roll.wishes()
            costs += roll.costs
        takers: dict[int, list[Literal]] = defaultdict(list)
        for roll in self.rolls:
            for n, literal in roll.take.items():
                takers[n].append(literal)
                if free is not None and self.problem.cells[n].day not in free:
                    self.model.add(literal == 1)
            for index, value in roll.known.items():
                self.model.add_hint(self.model.get_int_var_from_proto_index(index), value)
        for n in wanted:
            cell = self.problem.cells[n]
            self.model.add(_sum(takers[n]) <= cell.people)
            open_cells.append(cell.weight * (cell.people - _sum(takers[n])))
        self.own, self.uncovered = _sum(costs), _sum(open_cells)
        self.model.minimize(self.own + self.problem.weights.uncovered * self.uncovered)

    def solve(self, *, seconds: float, effort: float, seed: int) -> tuple[list[Roster], bool]:
        """Search for a cheaper rota.

        Args:
            seconds: at most, by the clock on the wall.
            effort: at most, in CP-SAT's deterministic time, about as many seconds.

        Returns:
            The best rota found (the start when none is, or the solver fails), and whether it is
            proved the cheapest.

        Raises:
            ArithmeticError: the model contradicts `cost.keeps`; an error of this program.
        """
        status = self.search(seconds=seconds, effort=effort, seed=seed)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            if status == cp_model.INFEASIBLE:
                raise ArithmeticError("the model refuses a rota that keeps the rules")
            return [list(taken) for taken in self.start], False
        return self.rosters(), status == cp_model.OPTIMAL

    def search(self, *, seconds: float, effort: float, seed: int) -> cp_model.CpSolverStatus:
        """Let the solver run within some seconds and effort, on one thread."""
        parameters = self.solver.parameters
        parameters.max_time_in_seconds = max(0.01, seconds)
        parameters.max_deterministic_time = effort
        parameters.num_workers = 1
        parameters.random_seed = seed
        return run(self.solver, self.model)

    def rosters(self) -> list[Roster]:
        """The rota that the solver has found."""
        found: list[Roster] = []
        for roll in self.rolls:
            taken: Roster = [None] * self.problem.days
            for n, literal in roll.take.items():
                if self.solver.boolean_value(literal):
                    taken[self.problem.cells[n].day] = n
            found.append(taken)
        return found

    def stop(self) -> None:
        """End the search soon; what was found so far is kept."""
        self.solver.stop_search()


def run(solver: cp_model.CpSolver, model: cp_model.CpModel) -> cp_model.CpSolverStatus:
    """Solve a model; UNKNOWN when the solver itself fails, also without its look at symmetry.

    References:
        google/or-tools issues 5091 and 5288: 9.15 fails in the presolve of some models with hints.
    """
    for level in (solver.parameters.symmetry_level, 0):
        solver.parameters.symmetry_level = level
        try:
            return solver.solve(model)
        except CRASHES as crash:
            log.warning("CP-SAT failed (%s) at symmetry level %s", crash, level)
    return cp_model.UNKNOWN
