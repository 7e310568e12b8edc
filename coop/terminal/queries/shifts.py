"""Shifts and punches as the terminal shows them; the rota is the only source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from coop.kernel.ranges import Days
from coop.kernel.sentences import N_, Sentence
from coop.rota import queries as rota
from coop.store import UnitOfWork
from coop.terminal import rules
from coop.web.language import clock_time, hours


@dataclass(frozen=True, slots=True)
class ClockState:
    """Whether a member is at work.

    Attributes:
        sentence: since when, or how long she worked today.
    """

    is_in: bool
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Punched:
    """The last punch of a member, for the page that says it is done.

    Attributes:
        today: hours worked today, such as `3:12`.
    """

    is_in: bool
    at: str
    today: str


def own_shifts(uow: UnitOfWork, member_id: int, days: Days) -> tuple[rules.OwnShift, ...]:
    """A member's published shifts that belong to some days, in order."""

    def wall(instant: datetime) -> str:
        return clock_time(instant, uow.zone)

    return tuple(
        rules.OwnShift(s.day, s.name, s.start_at, s.end_at, wall(s.start_at), wall(s.end_at))
        for s in rota.my_shifts(uow, member_id, days)
    )


def clock_state(uow: UnitOfWork, member_id: int) -> ClockState:
    """Whether a member is at work now."""
    found = rota.clocked(uow, member_id)
    if found is None:
        return ClockState(False, Sentence(N_("not clocked in yet")))
    if found.is_in:
        return ClockState(True, Sentence(N_("at work since %(at)s"), {"at": clock_time(found.at, uow.zone)}))
    return ClockState(False, Sentence(N_("today %(hours)s worked"), {"hours": hours(found.minutes)}))


def last_punch(uow: UnitOfWork, member_id: int) -> Punched | None:
    """What a member did at the clock last; None when she never used it."""
    found = rota.clocked(uow, member_id)
    if found is None:
        return None
    return Punched(found.is_in, clock_time(found.at, uow.zone), hours(found.minutes))
