"""When an assembly may open: enough people at the set time, or enough waiting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from coop.kernel.sentences import N_, Sentence

State = Literal["too early", "wait", "open now", "not held"]
TOO_EARLY: State = "too early"
WAIT: State = "wait"
OPEN_NOW: State = "open now"
NOT_HELD: State = "not held"


@dataclass(frozen=True, slots=True)
class QuorumRule:
    """How many must be there, and for how long that is asked.

    Attributes:
        numerator: of the share of the roll.
        denominator: of the share of the roll.
        plus: people above the share ("half plus one": 1/2 and 1).
        round_up: on a roll that does not divide, half a person counts as one: of 11, half plus one
            is 7; otherwise it is dropped and half plus one of 11 is 6, the first number above half.
        wait_minutes: after the set time, fewer people are enough (`needed_later`).
        later: people needed after the wait; 1 is whatever number, 0 that no number is enough: the
            assembly is not held then.
        later_numerator: of the share of the roll that is needed after the wait; 0 where none is.
        later_denominator: of that share.
        later_most: people that are enough after the wait however large the share is; 0 where none are.

    Raises:
        ValueError: a share or a number that cannot be.
    """

    numerator: int
    denominator: int
    plus: int
    round_up: bool
    wait_minutes: int
    later: int
    later_numerator: int = 0
    later_denominator: int = 1
    later_most: int = 0

    def __post_init__(self) -> None:
        shares = ((self.numerator, self.denominator), (self.later_numerator, self.later_denominator))
        numbers = (self.plus, self.wait_minutes, self.later, self.later_most)
        if any(not 0 <= n <= d or d < 1 for n, d in shares) or min(numbers) < 0:
            raise ValueError("a quorum is a share of the roll, and numbers not below zero")

    def needed(self, roll: int) -> int:
        """People needed at the set time; never more than the roll, never less than 1."""
        share = self.numerator * roll
        whole = -(-share // self.denominator) if self.round_up else share // self.denominator
        return max(1, min(roll, whole + self.plus))

    def needed_later(self, roll: int) -> int | None:
        """People needed after the wait, never more than at the set time; None when no number is enough."""
        if self.later == 0:
            return None
        share = -(-self.later_numerator * roll // self.later_denominator)
        if self.later_most:
            share = min(share, self.later_most)
        return max(1, min(self.needed(roll), max(self.later, share)))


@dataclass(frozen=True, slots=True)
class Quorum:
    """The state of the quorum at one instant.

    Attributes:
        state: "too early", "wait", "open now", or "not held" (too few came, and waiting does not help).
        roll: people on the roll.
        present: people there.
        needed: people needed at this instant.
        later_from: from this instant on, fewer people are enough.
        sentence: says it to people, with the clock.
        afterwards: the same in an assembly that was opened at this instant, for its minutes.
    """

    state: State
    roll: int
    present: int
    needed: int
    later_from: datetime
    sentence: Sentence
    afterwards: Sentence

    @property
    def may_open(self) -> bool:
        """Whether the assembly may be opened at this instant."""
        return self.state == OPEN_NOW


def quorum_at(
    rule: QuorumRule, *, roll: int, present: int, called_for: datetime, now: datetime, zone: ZoneInfo
) -> Quorum:
    """Say whether an assembly may open now.

    Args:
        rule: of the statute.
        roll: people on the roll that day.
        present: people checked in and not out.
        called_for: the instant of the convocation.
        now: the present instant.
        zone: of the workplace, for the clock times in the sentence.

    References:
        Ley 20.337 art. 49: with half plus one of the members, or one hour after the set time with
        whatever number. Ley 27/1999 (Spain) art. 25: more than half of the votes, on second call a
        tenth of them or a hundred. UK worker co-operative articles: half, or it is adjourned after
        half an hour.
    """
    later_from = called_for + timedelta(minutes=rule.wait_minutes)
    waited = now >= later_from
    usual, later = rule.needed(roll), rule.needed_later(roll)
    enough = later if waited and later is not None and present < usual else usual
    facts: dict[str, object] = {
        "present": present,
        "roll": roll,
        "needed": enough,
        "usual": usual,
        "floor": later,
        "called": f"{called_for.astimezone(zone):%H:%M}",
        "later": f"{later_from.astimezone(zone):%H:%M}",
    }
    state = _state(now < called_for, present >= enough, waited, lapses=later is None)
    if state == OPEN_NOW and present >= usual:
        key = "reached"
    elif later is None:
        key = "lapses"
    else:
        key = "any" if later == 1 else "floor"
    afterwards = _REACHED if present >= usual else (_WAITED if later == 1 else _WAITED_FLOOR)
    waits_for_one = state == WAIT and waited
    said = Sentence(_NOBODY if waits_for_one and later == 1 else _SAID[state, key], facts)
    return Quorum(state, roll, present, enough, later_from, said, Sentence(afterwards, facts))


def _state(early: bool, enough: bool, waited: bool, *, lapses: bool) -> State:
    if early:
        return TOO_EARLY
    if enough:
        return OPEN_NOW
    return NOT_HELD if waited and lapses else WAIT


_EARLY = N_(
    "%(present)s of %(roll)s are here. The assembly is called for %(called)s and cannot open earlier; "
    "%(needed)s are needed then."
)
_WAIT = N_(
    "%(present)s of %(roll)s are here and %(needed)s are needed. Wait: from %(later)s on, "
    "any number is enough."
)
_WAIT_FLOOR = N_(
    "%(present)s of %(roll)s are here and %(usual)s are needed. Wait: from %(later)s on, "
    "%(floor)s are enough."
)
_WAIT_LAPSES = N_(
    "%(present)s of %(roll)s are here and %(needed)s are needed. Wait until %(later)s; if they are not here "
    "by then, the assembly is not held and must be called again."
)
_NOBODY = N_("Nobody is here yet. From %(later)s on any number is enough: check somebody in.")
_SAID: dict[tuple[State, str], str] = {
    (TOO_EARLY, "any"): _EARLY,
    (TOO_EARLY, "floor"): _EARLY,
    (TOO_EARLY, "lapses"): _EARLY,
    (WAIT, "any"): _WAIT,
    (WAIT, "floor"): _WAIT_FLOOR,
    (WAIT, "lapses"): _WAIT_LAPSES,
    (NOT_HELD, "lapses"): N_(
        "%(present)s of %(roll)s were here at %(later)s and %(needed)s were needed: the assembly is not "
        "held. Call it again."
    ),
    (OPEN_NOW, "reached"): N_(
        "%(present)s of %(roll)s are here and %(needed)s are needed: the assembly may open."
    ),
    (OPEN_NOW, "any"): N_(
        "%(present)s of %(roll)s are here. The wait since %(called)s ended at %(later)s and any "
        "number is enough: the assembly may open."
    ),
    (OPEN_NOW, "floor"): N_(
        "%(present)s of %(roll)s are here. The wait since %(called)s ended at %(later)s and %(floor)s "
        "are enough: the assembly may open."
    ),
}
_REACHED = N_(
    "%(present)s of %(roll)s on the roll were present when it was opened, and %(usual)s were needed: "
    "there was a quorum."
)
_WAITED = N_(
    "%(present)s of %(roll)s on the roll were present when it was opened, fewer than the %(usual)s needed "
    "at %(called)s; from %(later)s on any number was enough."
)
_WAITED_FLOOR = N_(
    "%(present)s of %(roll)s on the roll were present when it was opened, fewer than the %(usual)s needed "
    "at %(called)s; from %(later)s on %(floor)s were enough."
)
