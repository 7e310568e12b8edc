"""Who may leave or challenge because of a decision, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from coop.assembly.rules.statute import Statute

Was = Literal["present", "absent"]
EXIT_MATTER: Final = "purpose"
"""The matter that opens the way out; a change of purpose is among what it holds."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Last days counted from the close of an assembly; None where there is no such right.

    Attributes:
        exit_present: to leave, for who was there and did not vote in favour.
        exit_absent: to leave, for who was not there.
        challenge: to challenge it, for both.
    """

    exit_present: date | None
    exit_absent: date | None
    challenge: date | None

    def exit_for(self, was: str) -> date | None:
        """The last day to leave, for who was there or absent."""
        return self.exit_present if was == "present" else self.exit_absent

    @property
    def last(self) -> date | None:
        """The last of them."""
        return max((d for d in (self.exit_present, self.exit_absent, self.challenge) if d), default=None)


def deadlines(statute: Statute, matter: str, closed_on: date) -> Deadlines:
    """By when the rights that follow from a carried decision must be used.

    References:
        Ley 20.337 art. 60: on a change of purpose who did not vote in favour leaves within the fifth
        day from the close, who was absent within thirty; art. 62: ninety days to challenge.
    """

    def after(days: int) -> date | None:
        return closed_on + timedelta(days=days) if days else None

    leaves = matter == EXIT_MATTER
    return Deadlines(
        exit_present=after(statute.exit_days) if leaves else None,
        exit_absent=after(statute.exit_absent_days) if leaves else None,
        challenge=after(statute.challenge_days),
    )


def days_left(until: date, today: date) -> int:
    """Days left to use a right, today among them; 0 when it is over."""
    return max(0, (until - today).days + 1)
