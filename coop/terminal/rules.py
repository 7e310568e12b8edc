"""What the terminal says, from plain values: names on a shared screen, the next shift in one sentence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coop.kernel.errors import N_, Forbidden, Invalid
from coop.kernel.sentences import Sentence

ALL_AT_ONCE = 60
"""Up to so many names are shown on one page; more are chosen by their first letter."""

NAMES_ON_CARD = 12
"""So many names stand on the card of a shift; the rest is a number."""


class NotATerminal(Forbidden):
    message = N_(
        "Clocking in and out works only at a terminal of the workplace. Go to the one at the gate, "
        "or ask the coordinator to enter your hours."
    )


class UnknownBadge(Invalid):
    message = N_("Nobody has that badge or number. Choose your name below, or ask for a new badge.")
    status = 401


@dataclass(frozen=True, slots=True)
class OwnShift:
    """A published shift of one member.

    Attributes:
        day: the day it belongs to; a night shift belongs to the day it starts.
        starts, ends: half-open, aware.
        begins, until: the same as wall-clock times.
    """

    day: date
    name: str
    starts: datetime
    ends: datetime
    begins: str
    until: str

    def is_on(self, now: datetime) -> bool:
        """Whether it is being worked at an instant."""
        return self.starts <= now < self.ends


def short_name(given_names: str, family_name: str) -> str:
    """How somebody is called on a screen that everybody sees: `Mabel N.`"""
    first = given_names.split()[0] if given_names.split() else given_names
    return f"{first} {family_name[:1]}." if family_name else first


def initials(given_names: str, family_name: str) -> str:
    """One letter of each name."""
    return (given_names[:1] + family_name[:1]).upper()


def next_shift(shifts: Iterable[OwnShift], *, now: datetime, today: date, said_day: str) -> Sentence:
    """When somebody works next, in one sentence.

    Args:
        shifts: her published shifts, in any order.
        now: the present.
        today: the calendar day at the workplace.
        said_day: the day of the next shift in words, for one that is neither today nor tomorrow.
    """
    coming = find_next(shifts, now)
    if coming is None:
        return Sentence(
            N_("You have no shift in the published rota. Ask the coordinator when the next one comes.")
        )
    facts: dict[str, object] = {"name": coming.name, "begins": coming.begins, "until": coming.until}
    if coming.is_on(now):
        return Sentence(N_("You are on shift until %(until)s: %(name)s."), facts)
    if coming.day == today:
        return Sentence(N_("Your next shift is today from %(begins)s to %(until)s: %(name)s."), facts)
    if coming.day == today + timedelta(days=1):
        return Sentence(N_("Your next shift is tomorrow from %(begins)s to %(until)s: %(name)s."), facts)
    return Sentence(
        N_("Your next shift is on %(day)s from %(begins)s to %(until)s: %(name)s."),
        {**facts, "day": said_day},
    )


def find_next(shifts: Iterable[OwnShift], now: datetime) -> OwnShift | None:
    """The shift that is on, or the next one to come."""
    return min((s for s in shifts if s.ends > now), key=lambda s: s.starts, default=None)
