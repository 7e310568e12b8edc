"""The neutral problem: who can work which shifts, what is needed, what must be kept.

Knows no database, no calendar and no time zone: days, kinds and people are numbers, time is whole
minutes that really pass, counted from the local midnight that begins day 0. Every solver stands
behind these types.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Slot:
    """A kind of shift on one day.

    Attributes:
        start, end: half-open, true minutes since midnight of day 0.
        night: counts as a night for streaks and fairness.
        night_minutes: minutes between 21 and 6.
    """

    start: int
    end: int
    night: bool = False
    night_minutes: int = 0

    @property
    def minutes(self) -> int:
        """How long it lasts."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Past:
    """A shift worked before day 0; `day` is negative."""

    day: int
    start: int
    end: int
    night: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish about one day: to have one of some kinds of shift, or none of them."""

    day: int
    kinds: frozenset[int]
    wanted: bool

    def met(self, kind: int | None) -> bool:
        """Whether it is met by the kind worked on its day; None = off."""
        return (kind in self.kinds) == self.wanted


@dataclass(frozen=True, slots=True)
class Person:
    """One person.

    Attributes:
        key: any number that tells people apart.
        sector: None = belongs to none.
        kinds: kinds the person may work, as indices into `Problem.slots`.
        away: days on which the person cannot work.
        cannot: pairs of day and kind that the person cannot work besides.
        wishes: each costs `Weights.wish` when it is not met.
        least, most: minutes wanted and allowed in the whole horizon; `most` None = no limit.
        max_shift, max_week: own limits stricter than the rules (minors); None = the rules alone.
        past: shifts before day 0 that rest, weeks and streaks still look at, in order of time.
        nights, weekends, holidays, hard: what the fairness account holds so far.
    """

    key: int
    sector: int | None
    skills: frozenset[int]
    kinds: frozenset[int]
    away: frozenset[int] = frozenset()
    cannot: frozenset[tuple[int, int]] = frozenset()
    wishes: tuple[Wish, ...] = ()
    least: int = 0
    most: int | None = None
    max_shift: int | None = None
    max_week: int | None = None
    past: tuple[Past, ...] = ()
    nights: int = 0
    weekends: int = 0
    holidays: int = 0
    hard: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """People needed on one day and kind; who may take it follows from sector and skill.

    Attributes:
        people: how many, >= 0; never more are assigned.
        weight: how bad one missing person is, relative to 1.
        hard: whether it is a post at which turns are shared out.
    """

    day: int
    kind: int
    people: int
    sector: int | None = None
    skill: int | None = None
    weight: int = 1
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """A limit; weight None = hard, else the cost of each time it is broken. Value None = no limit."""

    value: int | None = None
    weight: int | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What rosters must keep.

    Attributes:
        min_rest: least minutes between the end of a shift and the start of the next.
        max_shift, max_night: most minutes, and most night minutes, of one shift.
        max_week: most minutes of shifts that start in one calendar week.
        weekly_rest: least minutes free of work, without a break, in every calendar week: begun in
            that week, or lying in it.
        max_days, max_nights: most days, and most nights, in a row.
    """

    min_rest: Bound = Bound()
    max_shift: Bound = Bound()
    max_night: Bound = Bound()
    max_week: Bound = Bound()
    weekly_rest: Bound = Bound()
    max_days: Bound = Bound()
    max_nights: Bound = Bound()


@dataclass(frozen=True, slots=True)
class Weights:
    """What counts how much, among what is not a rule.

    Attributes:
        uncovered: one person missing in a cell of weight 1.
        nights, weekends, holidays, hard: times the square of a person's account, so that turns
            even out.
        shifts: times the square of a person's shifts in the horizon, so that hours even out.
        mixed: each further kind of shift a person has in one week.
        short: each whole hour that a person misses of her least minutes.
        wish: each wish that is not met. It weighs as much as two or three shifts or nights more
            than the others have, so that who wishes all nights away does not get rid of them.
    """

    uncovered: int = 2000
    nights: int = 4
    weekends: int = 6
    holidays: int = 6
    hard: int = 4
    shifts: int = 4
    mixed: int = 20
    short: int = 10
    wish: int = 20


@dataclass(frozen=True, slots=True)
class Problem:
    """A rota to be made.

    Attributes:
        midnights: true minutes of the local midnights that begin day 0, 1, ... and end the last
            day; one more than there are days.
        mondays: true minutes at which calendar weeks open: the week before that of day 0, that of
            day 0, ... up to and with the one after that of the last day.
        first_weekday: weekday of day 0, Monday = 0.
        slots: one row per kind, one slot per day.
        cells: needs; two may share day and kind.
        holidays: days whose shifts count as holidays for fairness.
    """

    midnights: tuple[int, ...]
    mondays: tuple[int, ...]
    first_weekday: int
    slots: tuple[tuple[Slot, ...], ...]
    people: tuple[Person, ...]
    cells: tuple[Cell, ...]
    rules: Rules = field(default_factory=Rules)
    weights: Weights = field(default_factory=Weights)
    holidays: frozenset[int] = frozenset()

    @property
    def days(self) -> int:
        """How many days the horizon has."""
        return len(self.midnights) - 1

    def week(self, day: int) -> int:
        """Number of the calendar week of a day; the week of day 0 is 0."""
        return (day + self.first_weekday) // 7

    def may(self, person: Person, cell: Cell) -> bool:
        """Whether a person may ever take a cell, all by itself."""
        slot = self.slots[cell.kind][cell.day]
        longest = person.max_shift
        return (
            cell.kind in person.kinds
            and cell.day not in person.away
            and (cell.day, cell.kind) not in person.cannot
            and (cell.sector is None or cell.sector == person.sector)
            and (cell.skill is None or cell.skill in person.skills)
            and (longest is None or slot.minutes <= longest)
            and not _over(self.rules.max_shift, slot.minutes)
            and not _over(self.rules.max_night, slot.night_minutes)
        )


def _over(bound: Bound, minutes: int) -> bool:
    return bound.value is not None and bound.weight is None and minutes > bound.value


@dataclass(frozen=True, slots=True)
class Solution:
    """A rota.

    Attributes:
        taken: per person (in the order of the problem) and day, the cell taken, or None.
        cost: as `coop.rota.solver.cost` counts it.
        proved: whether no cheaper one exists.
        stopped: whether somebody stopped the search.
    """

    taken: tuple[tuple[int | None, ...], ...]
    cost: int
    proved: bool = False
    stopped: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """How far a search has come.

    Attributes:
        elapsed, limit: seconds.
        cost: of the best rota so far.
        missing: people it lacks.
    """

    elapsed: float
    limit: float
    cost: int
    missing: int


Watch = Callable[[Report], bool]
"""Called now and then with the state of a search; answers False to stop it."""
