"""The search for ways out of a broken rota: the exact model, counting changes before costs."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from time import monotonic

from ortools.sat.python import cp_model

from coop.rota.solver.cost import keeps, missing, own_cost
from coop.rota.solver.exact import Amount, Exact, Literal, _sum
from coop.rota.solver.problem import Problem, Report, Watch, Weights
from coop.rota.solver.repair import (
    ALL,
    FAIR,
    FEW,
    OTHERS,
    Chains,
    Task,
    WayOut,
    gaps_of,
    let_go,
    near,
    part_of,
)

GENTLE = 30
"""What one more change must bring in fairness, in the units of the cost."""

MORE = 3
"""People whom the fair way may touch beyond the fewest."""

EFFORT = 0.5
"""Deterministic time of one search among some people."""

COMPANY, FEWEST_OTHERS = 20, 8
"""People of one search, and how many of them at least are not asked so far."""

TURNS = 3
"""Searches for one way, each among other people."""

TICK = 0.1

Rosters = Sequence[Sequence[int | None]]

BARE = Weights(nights=0, weekends=0, holidays=0, hard=0, shifts=0, mixed=0, short=0, wish=0)
"""No wishes: a model of them alone is much smaller."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a way out must keep to; None = no limit.

    Attributes:
        uncovered: weighed, at most.
        people, changes: at most.
        not_all: sets of positions of people, of each of which one at least must be left alone.
    """

    uncovered: int | None = None
    people: int | None = None
    changes: int | None = None
    not_all: tuple[tuple[int, ...], ...] = ()

    def among(self, company: Sequence[int]) -> Limits:
        """The same for some people, numbered as they stand; whoever is not among them is left alone."""
        place = {p: n for n, p in enumerate(company)}
        sets = [tuple(place[p] for p in people) for people in self.not_all if place.keys() >= set(people)]
        return replace(self, not_all=tuple(sets))


class Change(Exact):
    """The exact model of some people, with literals for who is touched.

    Args:
        problem: of these people; see `part_of`.
        start: rosters that the search begins from.
        left: what is left of the published ones; what differs from it is a change.
        free: the days on which they may be changed.
        limits: of the way looked for.
    """

    def __init__(
        self,
        problem: Problem,
        start: Sequence[Sequence[int | None]],
        *,
        left: Sequence[Sequence[int | None]],
        free: range,
        limits: Limits,
    ) -> None:
        super().__init__(problem, start, free)
        touched: list[Literal] = []
        every: list[Amount] = []
        for roll, known, own in zip(self.rolls, start, left, strict=True):
            literal = self.model.new_bool_var("")
            self.model.add_hint(literal, any(known[day] != own[day] for day in free))
            for day in free:
                cell = own[day]
                kept = roll.off[day] if cell is None else roll.take[cell]
                every.append(kept.negated())
                self.model.add_implication(kept.negated(), literal)
            touched.append(literal)
        self.people, self.changes, self.most_changes = _sum(touched), _sum(every), len(every)
        for amount, most in (
            (self.uncovered, limits.uncovered),
            (self.people, limits.people),
            (self.changes, limits.changes),
        ):
            if most is not None:
                self.model.add(amount <= most)
        for positions in limits.not_all:
            self.model.add_bool_or([touched[n].negated() for n in positions])

    def least_disturbing(self) -> None:
        """Look for the most covered, among those the fewest people, among those the fewest changes."""
        fold = self.most_changes + 1
        covered = (len(self.rolls) + 1) * fold * self.uncovered
        self.model.minimize(covered + fold * self.people + self.changes)

    def fairest(self) -> None:
        """Look for the least cost; a change must be worth it."""
        self.model.minimize(self.own + GENTLE * self.changes)


@dataclass
class Search:
    """One search for ways out; `run` once."""

    task: Task
    seconds: float
    seed: int
    watch: Watch
    began: float = field(default_factory=monotonic)
    stopped: bool = False

    def __post_init__(self) -> None:
        self.broken = let_go(self.task)
        self.helpers = near(self.task, self.broken)
        self.gaps = [
            n for n, cell in enumerate(self.task.problem.cells) if cell.weight and cell.day in self.task.free
        ]
        self.luck = random.Random(self.seed)  # noqa: S311 - repeatable, no secret
        self.ways: list[WayOut] = []

    def run(self) -> tuple[WayOut, ...]:
        """The ways found, the least disturbing first; none when nothing is broken."""
        if not gaps_of(self.task, self.broken):
            return ()
        most = self.task.most
        few = self._way(FEW, Limits(people=most), Chains(self.task, self.broken, self._going_on).close(most))
        widest = self._way(ALL, Limits(), Chains(self.task, self.broken, self._going_on).close())
        if self._worth(few) <= self._worth(widest):
            self.ways.append(widest := replace(few, way=ALL))
        else:
            self.ways += [few, widest]
        fair = self._fair(widest)
        if fair.cost < widest.cost:
            self.ways.append(fair)
        while len(self.ways) < 3 and (other := self._others(widest)) is not None:
            self.ways.append(other)
        return tuple(self.ways)

    def _fair(self, widest: WayOut) -> WayOut:
        """As much covered, by a few people more, whose turn it is."""
        limits = Limits(uncovered=self._open(widest), people=len(widest.touched) + MORE)
        found = self._best(Change.fairest, limits, widest.taken, self._company(widest.taken, 0))
        return widest if found is None else self._made(FAIR, *found)

    def _others(self, widest: WayOut) -> WayOut | None:
        """As much covered, without somebody of every way found so far."""
        if not all(way.touched for way in self.ways):
            return None
        limits = Limits(uncovered=self._open(widest), not_all=tuple(way.touched for way in self.ways))
        found = self._best(
            Change.least_disturbing, limits, widest.taken, self._company(widest.taken, 0), bare=True
        )
        return None if found is None else self._fairer(self._made(OTHERS, *found), limits)

    def _way(self, way: str, limits: Limits, start: Rosters) -> WayOut:
        """The best way of a kind: uncovered first, then people, then changes, then cost."""
        best = self._made(way, start, False)
        for turn in range(TURNS):
            company = self._company(best.taken, turn)
            found = self._best(Change.least_disturbing, limits, best.taken, company, bare=True)
            if found is None:
                break
            made = self._made(way, *found)
            gain = self._worth(made) < self._worth(best)
            best = made if gain or made.proved else best
            if made.proved or (turn and not gain):
                break
        return self._fairer(best, limits)

    def _fairer(self, way: WayOut, limits: Limits) -> WayOut:
        """As few people and changes, of less cost."""
        bounds = replace(limits, uncovered=self._open(way), people=len(way.touched), changes=way.changes)
        found = self._best(Change.fairest, bounds, way.taken, self._company(way.taken, 0))
        return way if found is None else self._made(way.way, found[0], found[1] and way.proved)

    def _worth(self, way: WayOut) -> tuple[int, int, int]:
        return self._open(way), len(way.touched), way.changes

    def _company(self, taken: Rosters, turn: int) -> list[int]:
        """The people among whom a way is looked for: whom it touches so far, and some who may help."""
        asked = [p for p in self.helpers if tuple(taken[p]) != self.broken.rosters[p]]
        others = [p for p in self.helpers if p not in set(asked)]
        if turn:
            self.luck.shuffle(others)
        return sorted(asked + others[: max(FEWEST_OTHERS, COMPANY - len(asked))])

    def _best(
        self,
        goal: Callable[[Change], None],
        limits: Limits,
        start: Rosters,
        company: Sequence[int],
        *,
        bare: bool = False,
    ) -> tuple[list[Sequence[int | None]], bool] | None:
        """One search among some people, in a thread, so that the watch can stop it.

        Returns:
            The whole rota and whether no better one exists; None when nothing is found in time.
        """
        left = self.seconds - (monotonic() - self.began)
        if self.stopped or left <= 0:
            return None
        part = part_of(self.task, self.broken, company)
        model = Change(
            replace(part, weights=BARE) if bare else part,
            [start[p] for p in company],
            left=[self.broken.rosters[p] for p in company],
            free=self.task.free,
            limits=limits.among(company),
        )
        goal(model)
        with ThreadPoolExecutor(max_workers=1) as pool:
            task = pool.submit(model.search, seconds=left, effort=EFFORT, seed=self.seed)
            while wait([task], timeout=TICK).not_done:
                if not self._going_on():
                    model.stop()
        status = task.result()
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None
        found: list[Sequence[int | None]] = list(self.broken.rosters)
        for p, roster in zip(company, model.rosters(), strict=True):
            found[p] = roster
        return found, status == cp_model.OPTIMAL and len(company) == len(self.helpers)

    def _going_on(self) -> bool:
        """Tell the watch how far it is; False when it says stop, or time is out."""
        elapsed = monotonic() - self.began
        best = min((way.lacking for way in self.ways), default=sum(self.broken.lacking))
        if not self.watch(Report(elapsed, self.seconds, 0, best)):
            self.stopped = True
        return not self.stopped and elapsed < self.seconds

    def _made(self, way: str, rosters: Rosters, proved: bool) -> WayOut:
        """Rosters as a way out.

        Raises:
            ArithmeticError: one breaks a rule; an error of this program.
        """
        problem, left = self.task.problem, self.broken.rosters
        taken = tuple(tuple(roster) for roster in rosters)
        touched = tuple(p for p in range(len(taken)) if taken[p] != left[p])
        if not all(keeps(problem, problem.people[p], taken[p]) for p in touched):
            raise ArithmeticError("a way out breaks a rule")
        lacking = missing(problem, taken)
        return WayOut(
            way,
            taken,
            sum(lacking[n] for n in self.gaps),
            touched,
            sum(taken[p][day] != left[p][day] for p in touched for day in self.task.free),
            sum(own_cost(problem, person, own) for person, own in zip(problem.people, taken, strict=True)),
            proved,
        )

    def _open(self, way: WayOut) -> int:
        """What a way leaves uncovered, weighed."""
        lacking = missing(self.task.problem, way.taken)
        return sum(lacking[n] * self.task.problem.cells[n].weight for n in self.gaps)


def repair(
    task: Task, *, seconds: float, seed: int = 0, watch: Watch = lambda _report: True
) -> tuple[WayOut, ...]:
    """Look for up to three ways to mend a rota.

    Args:
        task: the rota as published, and what may be changed.
        seconds: of the clock on the wall, at most.
        seed: the same seed gives the same ways when time does not cut the search off.
        watch: called a few times a second; answers False to stop.

    Returns:
        The least disturbing first; empty when nothing is broken, or nothing was found in time.
    """
    return Search(task, seconds, seed, watch).run()
