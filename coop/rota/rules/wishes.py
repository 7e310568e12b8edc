"""What members say beforehand about their shifts: what they want, would rather not, or cannot.

*want* and *rather not* are wishes: the solver weighs them against even turns and short weeks, and
an unmet one breaks nothing. *cannot* is about availability (studies on Tuesday evenings): the
solver never plans it. It is still no rule of the assembly, which alone can give anybody a right
not to be planned. The checker therefore shows it as a breach that is kept where possible, and the
coordinator, after talking with her, may place her by hand all the same.

Where two statements speak about the same shift of a day, the one given last counts.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coop.kernel.ranges import Days
from coop.kernel.sentences import N_

WANT, RATHER_NOT, CANNOT = "want", "rather_not", "cannot"

SAID = {
    WANT: N_("Wants to work"),
    RATHER_NOT: N_("Would rather not work"),
    CANNOT: N_("Cannot work"),
}
"""What may be said (message ids)."""

EVERY_DAY = frozenset(range(7))

MOST_WISHES = 40
"""Statements of one member that may stand at a time."""

LONGEST_WHY = 300
"""Letters of a reason."""

LONGEST_CANNOT = timedelta(days=31)
"""Whoever cannot work at all for longer than this is away, which is another paper."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One statement of one member.

    Attributes:
        what: key of `SAID`.
        days: in which it holds, half-open.
        kind: code of the shift kind; None = any.
        weekdays: on which it holds, Monday 0.
        said_at: when it was given.
    """

    id: int
    member_id: int
    what: str
    days: Days
    said_at: datetime
    kind: str | None = None
    weekdays: frozenset[int] = EVERY_DAY

    def on(self, day: date) -> bool:
        """Whether it speaks about a day."""
        return day in self.days and day.weekday() in self.weekdays

    def about(self, day: date, kind: str) -> bool:
        """Whether it speaks about a shift of a day."""
        return self.kind in (None, kind) and self.on(day)


@dataclass(frozen=True, slots=True)
class DayWish:
    """What one statement says about one day, without what a later statement says otherwise.

    Attributes:
        kinds: codes of the shift kinds it is about, at least one.
    """

    wish: Wish
    day: date
    kinds: frozenset[str]

    def met(self, worked: str | None) -> bool:
        """Whether a day is as it was wished.

        Args:
            worked: code of the shift worked; None = free.
        """
        return (worked in self.kinds) == (self.wish.what == WANT)


def last_said(wishes: Sequence[Wish], day: date, kind: str) -> Wish | None:
    """Which of one member's statements counts for a shift of a day; None when none speaks about it.

    Args:
        wishes: in the order in which they were given.
    """
    return next((w for w in reversed(wishes) if w.about(day, kind)), None)


def day_wishes(wishes: Sequence[Wish], day: date, kinds: Collection[str]) -> tuple[DayWish, ...]:
    """What one member's statements say about a day, in the order in which they were given.

    Args:
        wishes: in the order in which they were given.
        kinds: codes of the shift kinds in use.
    """
    about: dict[int, set[str]] = {}
    for kind in kinds:
        wish = last_said(wishes, day, kind)
        if wish is not None:
            about.setdefault(wish.id, set()).add(kind)
    return tuple(DayWish(w, day, frozenset(about[w.id])) for w in wishes if w.id in about)
