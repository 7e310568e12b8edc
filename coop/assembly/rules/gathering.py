"""When the most members can come: at work in the plant then, or free and not asleep after a night."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from coop.kernel.sentences import N_, Sentence

Range = tuple[datetime, datetime]
"""Instants, half-open."""

SLEEP = timedelta(hours=8)
"""After a shift that went through the night nobody comes for so long."""
AWAY = "away"
ASLEEP = "asleep"
REASONS = {AWAY: N_("is absent"), ASLEEP: N_("sleeps after a night shift")}


@dataclass(frozen=True, slots=True)
class Slot:
    """An hour at which an assembly could begin.

    Attributes:
        at: the instant.
        can_come: members who are at work then, or free.
        at_work: those of them who are at work in the plant when it begins.
        cannot: the others, with the reason, a key of REASONS.
        needed: members who make a quorum.
    """

    at: datetime
    can_come: tuple[int, ...]
    at_work: tuple[int, ...]
    cannot: Mapping[int, str]
    needed: int

    @property
    def is_quorum(self) -> bool:
        """Whether those who can come make a quorum."""
        return len(self.can_come) >= self.needed

    @property
    def sentence(self) -> Sentence:
        """Says it to people."""
        return Sentence(
            N_("%(can)s of %(roll)s can come, %(work)s of them are at work then; %(needed)s make a quorum."),
            {
                "can": len(self.can_come),
                "roll": len(self.can_come) + len(self.cannot),
                "work": len(self.at_work),
                "needed": self.needed,
            },
        )


def slot_at(
    at: datetime,
    *,
    roll: Sequence[int],
    shifts: Mapping[int, Sequence[Range]],
    nights: Mapping[int, Sequence[Range]],
    away: Iterable[int],
    needed: int,
) -> Slot:
    """Who can come to an assembly that begins at an instant.

    Args:
        at: the instant.
        roll: members, by key.
        shifts: their shifts around it.
        nights: those shifts that go through the night.
        away: who is absent that day.
        needed: members who make a quorum.
    """
    absent = set(away)
    can, work, cannot = [], [], {}
    for member in roll:
        if member in absent:
            cannot[member] = AWAY
        elif any(start <= at < end for start, end in shifts.get(member, ())):
            can.append(member)
            work.append(member)
        elif any(end <= at < end + SLEEP for _start, end in nights.get(member, ())):
            cannot[member] = ASLEEP
        else:
            can.append(member)
    return Slot(at, tuple(can), tuple(work), cannot, needed)


def best(slots: Iterable[Slot], many: int) -> tuple[Slot, ...]:
    """The slots to which most can come, one a day: most people, then most at work, then the earliest.

    Args:
        slots: to choose from.
        many: how many days at most.
    """
    chosen: dict[object, Slot] = {}
    order = sorted(slots, key=lambda s: (-len(s.can_come), -len(s.at_work), s.at))
    for slot in order:
        chosen.setdefault(slot.at.date(), slot)
    return tuple(list(chosen.values())[:many])
