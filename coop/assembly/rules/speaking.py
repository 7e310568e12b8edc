"""Whose turn it is to speak: who has not spoken on this item comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

MINUTES_A_SPEECH = 3
"""Minutes after which the clock on the wall changes its colour; nobody is cut off."""


@dataclass(frozen=True, slots=True)
class Speech:
    """A name on the list of speakers.

    Attributes:
        who: the same value for the same person.
        began_at: when she began; None while she waits.
        ended_at: when she ended, or took her name off.
    """

    id: int
    who: str
    asked_at: datetime
    began_at: datetime | None
    ended_at: datetime | None

    @property
    def waits(self) -> bool:
        """Whether she is on the list and has not spoken."""
        return self.began_at is None and self.ended_at is None

    @property
    def speaks(self) -> bool:
        """Whether she has the word."""
        return self.began_at is not None and self.ended_at is None


def in_turn(speeches: Sequence[Speech]) -> tuple[Speech, ...]:
    """Who waits, in the order of their turns: first who spoke least on this item, then who asked first.

    Args:
        speeches: of one item, in the order in which they were asked for.
    """
    spoke: dict[str, int] = {}
    for speech in speeches:
        if speech.began_at is not None:
            spoke[speech.who] = spoke.get(speech.who, 0) + 1
    waiting = [s for s in speeches if s.waits]
    return tuple(sorted(waiting, key=lambda s: (spoke.get(s.who, 0), s.asked_at, s.id)))
