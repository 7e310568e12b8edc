"""How many people are needed, for what, on which shift."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from coop.kernel.ranges import Days


class Place(NamedTuple):
    """What a person on a shift is there for; every part may be missing.

    Attributes:
        sector_id: only people of this sector may take it.
        skill_id: only people with this skill may take it.
        post_id: the fixed post it stands for; None for work that comes from orders.
    """

    sector_id: int | None = None
    skill_id: int | None = None
    post_id: int | None = None


NOWHERE = Place()
"""A place that anybody may take."""


@dataclass(frozen=True, slots=True)
class Need:
    """People wanted on one day, on one kind of shift, at one place.

    Attributes:
        kind: code of the shift kind.
        people: how many, > 0.
    """

    day: date
    kind: str
    place: Place
    people: int


@dataclass(frozen=True, slots=True)
class FixedPost:
    """A place that is filled on the same weekdays every week: a guard, a counter, an office.

    Attributes:
        post_id: its key.
        kind: code of the shift kind.
        sector_id, skill_id: who may take it; None = anybody.
        weekdays: 0 (Monday) to 6 (Sunday).
        people: how many, > 0.
        on_holidays: whether it is also filled on public holidays.
        since: first day.
        until: day after the last; None = no end.
        guard: a watch that must never be left empty.
        hard: heat, dust, noise or weight; turns at it are shared out evenly.
    """

    post_id: int
    kind: str
    sector_id: int | None
    skill_id: int | None
    weekdays: frozenset[int]
    people: int
    on_holidays: bool
    since: date
    until: date | None
    guard: bool = False
    hard: bool = False

    def wanted(self, day: date, holidays: frozenset[date]) -> bool:
        """Whether it is to be filled on a day."""
        in_force = self.since <= day and (self.until is None or day < self.until)
        return in_force and day.weekday() in self.weekdays and (self.on_holidays or day not in holidays)


def post_needs(posts: Sequence[FixedPost], days: Days, holidays: frozenset[date]) -> tuple[Need, ...]:
    """What the fixed posts need on each day."""
    return tuple(
        Need(
            day,
            post.kind,
            Place(post.sector_id, post.skill_id, post.post_id),
            post.people,
        )
        for day in days
        for post in posts
        if post.wanted(day, holidays)
    )


def crews(minutes: int, lengths: Sequence[int]) -> tuple[int, ...]:
    """How many people each shift of a day needs so that the minutes of work get done.

    People are dealt round, the first shift first, until their minutes suffice; the work is
    never short and the last person is never superfluous.

    Args:
        minutes: work of the day in one skill, >= 0.
        lengths: minutes of each shift that takes such work, all > 0.

    Returns:
        One number per shift, in the order given.

    Raises:
        ValueError: there is work and no shift to do it on.
    """
    if minutes > 0 and not lengths:
        raise ValueError("no shift takes work from orders")
    counts = [0] * len(lengths)
    rounds = max(0, minutes // sum(lengths)) if lengths else 0
    counts = [rounds] * len(lengths)
    left = minutes - rounds * sum(lengths)
    for n, length in enumerate(lengths):
        if left > 0:
            counts[n] += 1
            left -= length
    return tuple(counts)


def order_needs(
    work: Iterable[tuple[date, int, int]],
    shifts: Sequence[tuple[str, int]],
    *,
    days: Days,
) -> tuple[Need, ...]:
    """What the orders need.

    Args:
        work: day, skill and minutes; several of one day and skill add up.
        shifts: code and minutes of each kind that takes work from orders, in their order.
        days: work outside is left out.
    """
    total: Counter[tuple[date, int]] = Counter()
    for day, skill_id, minutes in work:
        if day in days:
            total[day, skill_id] += minutes
    lengths = [minutes for _, minutes in shifts]
    return tuple(
        Need(day, code, Place(skill_id=skill_id), people)
        for (day, skill_id), minutes in sorted(total.items())
        for (code, _), people in zip(shifts, crews(minutes, lengths), strict=True)
        if people
    )
