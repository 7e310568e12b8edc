"""The search: a quick rota first, then piece after piece made better until time or hope is out.

People who share no place form independent parts. A small part is solved whole; of a large one
some people at a time are solved anew while the others stay. Each piece is solved on one thread
with a limit of effort, not of time, so that the same seed and number of threads takes the same
steps; only where the clock cuts them off may differ.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from time import monotonic

from coop.rota.solver.cost import cost, missing, own_cost
from coop.rota.solver.exact import Exact
from coop.rota.solver.greedy import Roster, eligible, greedy
from coop.rota.solver.mend import Mender
from coop.rota.solver.problem import Problem, Report, Solution, Watch

log = logging.getLogger(__name__)

PIECE = 84
"""Person-days of a piece: three people over four weeks, or a dozen over one."""

WINDOW = 7
"""Days of a piece with many people."""

EFFORT = 0.1
"""Deterministic time for a piece of a large part."""

TICK = 0.2
"""Seconds between two looks at the watch."""


@dataclass
class Part:
    """People who only compete with each other.

    Attributes:
        people: positions in the problem, in order.
        size: how many of them make a piece.
        effort: of the next piece, when the part is solved whole.
        idle: pieces in a row that brought nothing.
    """

    people: tuple[int, ...]
    size: int
    effort: float = EFFORT
    idle: int = 0
    proved: bool = False

    @property
    def whole(self) -> bool:
        """Whether it is solved in one piece."""
        return self.size >= len(self.people)

    @property
    def spent(self) -> bool:
        """Whether more pieces promise nothing: proved, or long without any gain."""
        return self.proved or self.idle > (3 if self.whole else 10 + 4 * len(self.people) // self.size)


@dataclass(frozen=True, slots=True)
class Piece:
    """What is solved anew in one go.

    Attributes:
        people: positions in the problem, in order.
        days: days that may change; None = all.
    """

    part: Part
    people: list[int]
    days: range | None


@dataclass
class Search:
    """One run over one problem; `run` once."""

    problem: Problem
    seconds: float
    workers: int
    seed: int
    watch: Watch
    began: float = field(default_factory=monotonic)
    stopped: bool = False
    _looked: float = 0.0

    def __post_init__(self) -> None:
        self.luck = random.Random(self.seed)  # noqa: S311 - repeatable, no secret
        self.able = eligible(self.problem)
        self.rosters: list[Roster] = greedy(self.problem, self.able, self.seed)
        self.cost = cost(self.problem, self.rosters)
        self.parts = parts(self.problem, self.able)

    def run(self) -> Solution:
        """Search until everything is proved or spent, time is out, or the watch says stop."""
        self._look()
        if Mender(self.problem, self.able, self.rosters, self._may_mend).mend():
            self.cost = cost(self.problem, self.rosters)
            self._look()
        with ThreadPoolExecutor(max_workers=self.workers) as pool:
            while not self.stopped and self._left() > 0:
                batch = self._batch()
                if not batch:
                    break
                self._round(pool, batch)
        proved = all(part.proved for part in self.parts)
        return Solution(tuple(tuple(r) for r in self.rosters), self.cost, proved, self.stopped)

    def _may_mend(self) -> bool:
        """Whether gaps may still be mended: that has a third of the time."""
        if monotonic() - self._looked > TICK:
            self._look()
        return not self.stopped and self._left() > 2 * self.seconds / 3

    def _left(self) -> float:
        return self.seconds - (monotonic() - self.began)

    def _look(self) -> None:
        self._looked = monotonic()
        lacking = sum(missing(self.problem, self.rosters))
        going_on = self.watch(Report(monotonic() - self.began, self.seconds, self.cost, lacking))
        self.stopped = self.stopped or not going_on

    def _batch(self) -> list[Piece]:
        """The next pieces, one per thread, no person in two of them."""
        open_parts = [part for part in self.parts if not part.spent]
        self.luck.shuffle(open_parts)
        chosen: list[Piece] = []
        busy: set[int] = set()
        while open_parts and len(chosen) < self.workers:
            for part in list(open_parts):
                free = [p for p in part.people if p not in busy]
                if len(chosen) == self.workers:
                    break
                if len(free) < min(2, len(part.people)) or (part.whole and len(free) < len(part.people)):
                    open_parts.remove(part)
                    continue
                piece = self._piece(part, free)
                busy.update(piece.people)
                chosen.append(piece)
        return chosen

    def _piece(self, part: Part, free: Sequence[int]) -> Piece:
        """What of a part to solve anew: few people over all days, or many over some."""
        if part.whole:
            return Piece(part, list(part.people), None)
        size, days = part.size, None
        if self.problem.days > 2 * WINDOW and self.luck.random() < 0.3:
            size = PIECE // WINDOW
            first_day = self.luck.randrange(self.problem.days - WINDOW + 1)
            days = range(first_day, first_day + WINDOW)
        return Piece(part, self._company(free, size, days), days)

    def _company(self, free: Sequence[int], size: int, days: range | None) -> list[int]:
        """People worth solving anew together: those who can close a gap, those alike, anybody."""
        members = set(free)
        lacking = missing(self.problem, self.rosters)
        gaps = [
            n
            for n, people in enumerate(lacking)
            if people
            and (days is None or self.problem.cells[n].day in days)
            and not members.isdisjoint(self.able[n])
        ]
        first = self.luck.choice(free)
        near = [first]
        if gaps and self.luck.random() < 0.5:
            near = [p for p in self.able[self.luck.choice(gaps)] if p in members]
        elif self.luck.random() < 0.5:
            like = self.problem.people[first].skills
            near = [p for p in free if self.problem.people[p].skills & like] or near
        self.luck.shuffle(near)
        others = sorted(members.difference(near))
        self.luck.shuffle(others)
        return sorted((near + others)[:size])

    def _round(self, pool: ThreadPoolExecutor, batch: Sequence[Piece]) -> None:
        open_cells = {n for n, people in enumerate(missing(self.problem, self.rosters)) if people}
        tasks: list[Exact] = []
        for piece in batch:
            mine = set(piece.people)
            closing = {n for n in open_cells if not mine.isdisjoint(self.able[n])}
            open_cells -= closing  # a gap is offered to one piece only, or two might fill it
            sub = self._sub_problem(piece.people, closing)
            tasks.append(Exact(sub, [self.rosters[p] for p in piece.people], piece.days))
        left = self._left()
        running: dict[Future[tuple[list[Roster], bool]], int] = {
            pool.submit(exact.solve, seconds=left, effort=piece.part.effort, seed=self.seed): n
            for n, (piece, exact) in enumerate(zip(batch, tasks, strict=True))
        }
        pending = set(running)
        while pending:
            _, pending = wait(pending, timeout=TICK, return_when=FIRST_COMPLETED)
            self._look()
            if self.stopped:
                for exact in tasks:
                    exact.stop()
        for future, n in sorted(running.items(), key=lambda item: item[1]):
            people = batch[n].people
            try:
                rosters, proved = future.result()
            except ArithmeticError:  # no piece is worth the whole rota
                log.exception("a piece of the rota stays as it is")
                rosters, proved = [self.rosters[p] for p in people], False
            self._accept(batch[n].part, people, rosters, proved)

    def _sub_problem(self, people: Sequence[int], closing: set[int]) -> Problem:
        """The problem of some people: what they do now, and the gaps they may close."""
        lacking = missing(self.problem, self.rosters)
        wanted = [lacking[n] if n in closing else 0 for n in range(len(self.problem.cells))]
        for p in people:
            for n in self.rosters[p]:
                if n is not None:
                    wanted[n] += 1
        cells = tuple(replace(c, people=w) for c, w in zip(self.problem.cells, wanted, strict=True))
        return replace(self.problem, people=tuple(self.problem.people[p] for p in people), cells=cells)

    def _accept(self, part: Part, people: Sequence[int], rosters: Sequence[Roster], proved: bool) -> None:
        before = self._own(people, [self.rosters[p] for p in people])
        after = self._own(people, rosters)
        if after <= before:
            for p, roster in zip(people, rosters, strict=True):
                self.rosters[p] = roster
            self.cost += after - before
        part.idle = 0 if after < before else part.idle + 1
        if part.whole:
            part.proved = proved
            part.effort *= 4

    def _own(self, people: Sequence[int], rosters: Sequence[Roster]) -> int:
        """The part of the cost that depends on some people, up to a constant."""
        weight = {n: self.problem.cells[n].weight for taken in rosters for n in taken if n is not None}
        covered = sum(weight[n] for taken in rosters for n in taken if n is not None)
        own = sum(
            own_cost(self.problem, self.problem.people[p], taken)
            for p, taken in zip(people, rosters, strict=True)
        )
        return own - covered * self.problem.weights.uncovered


def parts(problem: Problem, able: Sequence[Sequence[int]]) -> list[Part]:
    """The people split into those who share places, directly or through others."""
    leader = list(range(len(problem.people)))

    def find(p: int) -> int:
        while leader[p] != p:
            leader[p] = leader[leader[p]]
            p = leader[p]
        return p

    for people in able:
        for p in people[1:]:
            leader[find(p)] = find(people[0])
    groups: dict[int, list[int]] = {}
    for p in range(len(problem.people)):
        groups.setdefault(find(p), []).append(p)
    busy = {p for people in able for p in people}
    size = max(2, PIECE // problem.days)
    return [
        Part(tuple(group), len(group) if len(group) <= 3 * size else size)
        for group in groups.values()
        if group[0] in busy
    ]


def solve(
    problem: Problem, *, seconds: float, workers: int = 2, seed: int = 0, watch: Watch = lambda _report: True
) -> Solution:
    """Make a rota.

    Args:
        seconds: of the clock on the wall, at most; something valid is found within the first few.
        workers: threads.
        seed: the same seed and workers give the same rota when time does not cut the search off.
        watch: called a few times a second; answers False to stop. What was found so far is kept.
    """
    return Search(problem, seconds, workers, seed, watch).run()
