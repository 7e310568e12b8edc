"""The smallest set of needs, rules and absences that contradict each other, by assumptions in CP-SAT."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from time import monotonic
from typing import NamedTuple

from ortools.sat.python import cp_model

from coop.rota.solver.exact import Amount, Literal, Roll, _sum, run
from coop.rota.solver.problem import Bound, Person, Problem, Rules

EFFORT = 2.0
"""Deterministic time of one question to the solver."""

MOST_PEOPLE = 60
"""People of the largest part in which a contradiction is looked for."""

NEED, AWAY = "need", "away"


class Reason(NamedTuple):
    """One thing that is asked for or must be kept.

    Attributes:
        what: NEED, AWAY, or the code of a rule.
        number: the cell of a need; else the position of the person.
    """

    what: str
    number: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """Things that cannot all be had.

    Attributes:
        reasons: needs first.
        minimal: whether it is proved that any one given up makes the others possible.
    """

    reasons: tuple[Reason, ...]
    minimal: bool


class Judged(Roll):
    """One person's rules, each with a literal for each time it is broken."""

    def __init__(
        self, model: cp_model.CpModel, problem: Problem, person: Person, cells: Sequence[int]
    ) -> None:
        self.broken: dict[str, list[Literal]] = defaultdict(list)
        self.rule = ""
        super().__init__(model, problem, person, cells, [None] * problem.days)

    def _breach(self, bound: Bound, broken: bool) -> Amount:
        literal = self._bool(broken)
        if bound.weight is None:
            self.broken[self.rule].append(literal)
        return literal

    def _rest(self, bound: Bound) -> None:
        self.rule = "min_rest"
        super()._rest(bound)

    def _streak(self, bound: Bound, past: set[int], *, nights: bool) -> None:
        self.rule = "max_nights" if nights else "max_days"
        super()._streak(bound, past, nights=nights)

    def _weeks(self, bound: Bound) -> None:
        self.rule = "max_week" if bound is self.problem.rules.max_week else "minor_week"
        super()._weeks(bound)

    def _weekly_rest(self, week: int, least: int, weight: int | None) -> None:
        self.rule = "weekly_rest"
        super()._weekly_rest(week, least, weight)


class Clash:
    """Everything asked for and everything to be kept as a model, each under an assumption.

    Args:
        problem: who may take what by sector, skill and kind is a fact here and no rule.
    """

    def __init__(self, problem: Problem) -> None:
        self.model = cp_model.CpModel()
        self.assumed: dict[Reason, Literal] = {}
        bare = replace(problem, rules=_without_lengths(problem.rules))
        takers: dict[int, list[Literal]] = defaultdict(list)
        for p, person in enumerate(problem.people):
            there = replace(person, away=frozenset(), cannot=frozenset(), max_shift=None)
            cells = [n for n, cell in enumerate(problem.cells) if cell.people and bare.may(there, cell)]
            roll = Judged(self.model, bare, there, cells)
            roll.rules()
            for rule, literals in roll.broken.items():
                self._forbid(Reason(rule, p), literals)
            for n, literal in roll.take.items():
                takers[n].append(literal)
                for rule in _alone(problem, person, n):
                    self._forbid(Reason(rule, p), [literal])
        for n, cell in enumerate(problem.cells):
            if cell.people:
                self.model.add(_sum(takers[n]) >= cell.people).only_enforce_if(self._assume(Reason(NEED, n)))

    def _assume(self, reason: Reason) -> Literal:
        if reason not in self.assumed:
            self.assumed[reason] = self.model.new_bool_var("")
        return self.assumed[reason]

    def _forbid(self, reason: Reason, literals: Iterable[Literal]) -> None:
        for literal in literals:
            self.model.add_implication(self._assume(reason), literal.negated())

    def ask(self, reasons: Iterable[Reason], seconds: float) -> tuple[bool | None, list[Reason]]:
        """Whether some reasons can all be had; None = not known in time. When not, those that suffice."""
        asked = list(reasons)
        self.model.clear_assumptions()
        self.model.add_assumptions([self.assumed[r] for r in asked])
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.max_deterministic_time = EFFORT
        solver.parameters.max_time_in_seconds = max(0.01, seconds)
        status = run(solver, self.model)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return True, []
        if status != cp_model.INFEASIBLE:
            return None, []
        found = set(solver.sufficient_assumptions_for_infeasibility())
        core = [r for r in asked if self.assumed[r].index in found]
        return False, core or asked


def _without_lengths(rules: Rules) -> Rules:
    """Rules without those that forbid a shift by itself; `_alone` says them."""
    hard = {name: Bound() for name in ("max_shift", "max_night") if getattr(rules, name).weight is None}
    return replace(rules, **hard)


def _alone(problem: Problem, person: Person, n: int) -> list[str]:
    """What forbids one person one cell by itself."""
    cell = problem.cells[n]
    slot, rules = problem.slots[cell.kind][cell.day], problem.rules
    found = []
    if cell.day in person.away or (cell.day, cell.kind) in person.cannot:
        found.append(AWAY)
    for code, minutes, bound in (
        ("max_day", slot.minutes, rules.max_shift),
        ("max_night", slot.night_minutes, rules.max_night),
        ("minor_day", slot.minutes, Bound(person.max_shift)),
    ):
        if bound.value is not None and bound.weight is None and minutes > bound.value:
            found.append(code)
    return found


def smallest_conflict(
    problem: Problem, *, seconds: float, going_on: Callable[[int], bool] = lambda _left: True
) -> Conflict | None:
    """A smallest set of things that contradict each other; None when none is known.

    Args:
        problem: its cells are what must be covered.
        seconds: of the clock on the wall, at most.
        going_on: told how many reasons are left to try; answers False to stop.

    Returns:
        A set that is a contradiction in any case; whether it is the smallest of its kind is said.
    """
    began = monotonic()
    clash = Clash(problem)

    def left() -> float:
        return seconds - (monotonic() - began)

    possible, core = clash.ask(clash.assumed, left())
    if possible is not False:
        return None
    minimal = True
    for group in _groups(core):
        untried = [r for r in group if r in core]
        if not untried or len(untried) == len(core):
            continue
        if left() <= 0 or not going_on(len(core)):
            return Conflict(_in_order(core), minimal=False)
        possible, smaller = clash.ask([r for r in core if r not in set(untried)], left())
        if possible is False:
            core = smaller
        elif possible is None and len(untried) == 1:
            minimal = False
    return Conflict(_in_order(core), minimal)


def _groups(core: Sequence[Reason]) -> list[list[Reason]]:
    """Whole families of rules first, then one thing after another: rules, absences, needs."""
    families: dict[str, list[Reason]] = defaultdict(list)
    for reason in core:
        families[reason.what].append(reason)
    whole = [own for what, own in families.items() if what != NEED and len(own) > 1]
    rank = {NEED: 2, AWAY: 1}
    return [*whole, *([r] for r in sorted(core, key=lambda r: (rank.get(r.what, 0), r.what, r.number)))]


def _in_order(core: Iterable[Reason]) -> tuple[Reason, ...]:
    return tuple(sorted(core, key=lambda r: (r.what != NEED, r.what == AWAY, r.what, r.number)))


def around(problem: Problem, n: int) -> list[Problem]:
    """Parts of a problem in which a contradiction of one cell may lie, the smallest first.

    A part holds everybody who could take any of its cells, so what contradicts itself there does so
    in the whole.
    """
    bare = replace(problem, rules=_without_lengths(problem.rules))
    there = [replace(p, away=frozenset(), cannot=frozenset(), max_shift=None) for p in problem.people]
    able = [{p for p, who in enumerate(there) if bare.may(who, cell)} for cell in problem.cells]
    people = set(able[n])
    parts = [_part(problem, able, people)]
    while (wider := people.union(*(a for a in able if a & people))) != people:
        people = wider
        if len(people) > MOST_PEOPLE:
            return parts
    parts.append(_part(problem, able, people))
    return parts


def _part(problem: Problem, able: Sequence[set[int]], people: set[int]) -> Problem:
    chosen = tuple(person for p, person in enumerate(problem.people) if p in people)
    cells = tuple(
        cell if able[n] <= people else replace(cell, people=0) for n, cell in enumerate(problem.cells)
    )
    return replace(problem, people=chosen, cells=cells)
