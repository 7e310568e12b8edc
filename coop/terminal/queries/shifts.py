"""Shifts and punches as the terminal shows them; the rota is the only source."""

from __future__ import annotations

from dataclasses import dataclass

from coop.kernel.ranges import Days
from coop.kernel.sentences import Sentence
from coop.store import UnitOfWork
from coop.terminal import rules


@dataclass(frozen=True, slots=True)
class ClockState:
    """Whether a member is at work.

    Attributes:
        sentence: since when, or how long she worked today.
    """

    is_in: bool
    sentence: Sentence


def own_shifts(uow: UnitOfWork, member_id: int, days: Days) -> tuple[rules.OwnShift, ...]:
    """A member's published shifts that belong to some days, in order."""
    return ()


def clock_state(uow: UnitOfWork, member_id: int) -> ClockState | None:
    """Whether a member is at work now."""
    return None
