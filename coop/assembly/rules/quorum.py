"""When an assembly may open: enough people at the set time, or enough waiting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from coop.kernel.sentences import N_, Sentence

State = Literal["too early", "wait", "open now"]
TOO_EARLY: State = "too early"
WAIT: State = "wait"
OPEN_NOW: State = "open now"


@dataclass(frozen=True, slots=True)
class QuorumRule:
    """How many must be there, and for how long that is asked.

    Attributes:
        numerator: of the share of the roll.
        denominator: of the share of the roll.
        plus: people above the share ("half plus one": 1/2 and 1).
        round_up: on a roll that does not divide, half a person counts as one: of 11, half plus one
            is 7; otherwise it is dropped and half plus one of 11 is 6, the first number above half.
        wait_minutes: after the set time, `later` people are enough.
        later: people needed after the wait, at least 1.
    """

    numerator: int
    denominator: int
    plus: int
    round_up: bool
    wait_minutes: int
    later: int

    def needed(self, roll: int) -> int:
        """People needed at the set time; never more than the roll, never less than 1."""
        share = self.numerator * roll
        whole = -(-share // self.denominator) if self.round_up else share // self.denominator
        return max(1, min(roll, whole + self.plus))


@dataclass(frozen=True, slots=True)
class Quorum:
    """The state of the quorum at one instant.

    Attributes:
        state: "too early", "wait" or "open now".
        roll: people on the roll.
        present: people there.
        needed: people needed at this instant.
        later_from: from this instant on, any number (`QuorumRule.later`) is enough.
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
        whatever number.
    """
    later_from = called_for + timedelta(minutes=rule.wait_minutes)
    waited = now >= later_from
    usual = rule.needed(roll)
    enough = rule.later if waited and present < usual else usual
    facts: dict[str, object] = {
        "present": present,
        "roll": roll,
        "needed": enough,
        "usual": usual,
        "called": f"{called_for.astimezone(zone):%H:%M}",
        "later": f"{later_from.astimezone(zone):%H:%M}",
    }
    state: State
    if now < called_for:
        state, said = (
            TOO_EARLY,
            N_(
                "%(present)s of %(roll)s are here. The assembly is called for %(called)s and cannot open "
                "earlier; %(needed)s are needed then."
            ),
        )
    elif present < enough and not waited:
        state, said = (
            WAIT,
            N_(
                "%(present)s of %(roll)s are here and %(needed)s are needed. Wait: from %(later)s on, "
                "any number is enough."
            ),
        )
    elif present < enough:
        state, said = (
            WAIT,
            N_("Nobody is here yet. From %(later)s on any number is enough: check somebody in."),
        )
    elif present < usual:
        state, said = (
            OPEN_NOW,
            N_(
                "%(present)s of %(roll)s are here. The wait since %(called)s ended at %(later)s and any "
                "number is enough: the assembly may open."
            ),
        )
    else:
        state, said = (
            OPEN_NOW,
            N_("%(present)s of %(roll)s are here and %(needed)s are needed: the assembly may open."),
        )
    then = _REACHED if present >= usual else _WAITED
    return Quorum(state, roll, present, enough, later_from, Sentence(said, facts), Sentence(then, facts))


_REACHED = N_(
    "%(present)s of %(roll)s on the roll were present when it was opened, and %(usual)s were needed: "
    "there was a quorum."
)
_WAITED = N_(
    "%(present)s of %(roll)s on the roll were present when it was opened, fewer than the %(usual)s needed "
    "at %(called)s; from %(later)s on any number was enough."
)
