"""What every step of the walk shares: the clock that it moves, what it counted, how long it took."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter
from typing import Any

from coop.kernel.clock import FrozenClock, wall_time
from coop.kernel.ranges import Days
from coop.payroll.rules import Month
from coop.people import queries as people
from coop.store import Actor, reading
from coop.store.unit_of_work import BUENOS_AIRES

DAY = timedelta(days=1)
ROTA = 28
"""Days of the rota: four weeks from the first of the month; what follows has no hours."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What is walked.

    Attributes:
        folder: of the factory's files.
        month: of orders, rota and pay.
        seconds: that the solver gets.
        people: only the first so many of the file; None = all.
        orders: the days on which the orders begin, as the start of an ISO date; empty = the month.
    """

    folder: Path
    month: Month
    seconds: float = 60.0
    people: int | None = None
    orders: str = ""


@dataclass
class Walk:
    """One walk through the month.

    Attributes:
        found: what was counted so far.
        seconds: that each step took on the clock on the wall.
    """

    scale: Scale
    found: dict[str, Any] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clock = FrozenClock(wall_time(self.founded_on, 0, BUENOS_AIRES))

    @property
    def founded_on(self) -> date:
        """The first day of the month before, or of the one before that."""
        return (self.month.first - 45 * DAY).replace(day=1)

    @property
    def month(self) -> Month:
        """Of orders, rota and pay."""
        return self.scale.month

    @property
    def rota(self) -> Days:
        """The days of the rota."""
        return Days(self.month.first, self.month.first + ROTA * DAY)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Take the time of a step."""
        began = perf_counter()
        yield
        self.seconds[name] = round(perf_counter() - began, 2)

    def at(self, day: date, hour: int) -> None:
        """Let it be an hour of a day at the workplace."""
        self.clock.set(wall_time(day, hour * 60, BUENOS_AIRES))

    def office(self, name: str) -> Actor:
        """The first holder of an office, who acts."""
        with reading() as uow:
            return Actor(people.holders(uow, name, uow.today())[0].id)
