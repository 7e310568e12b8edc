"""When a motion is carried: a fraction of a base, in whole numbers, with the sentence that says why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from coop.kernel.errors import Invalid
from coop.kernel.sentences import N_, Sentence

Base = Literal["present", "present less abstentions", "valid", "cast", "roll"]
BASES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "present": N_("those present when it is voted"),
        "present less abstentions": N_("those present when it is voted, whoever abstains counting as absent"),
        "valid": N_("the votes for or against"),
        "cast": N_("the votes cast"),
        "roll": N_("everybody on the roll"),
    }
)
"""Of what a share can be taken, in words."""


class MoreVotesThanPresent(Invalid):
    message = N_(
        "%(counted)s hands were counted, but only %(present)s people who may vote are here. Count again."
    )


class NegativeCount(Invalid):
    message = N_("A count cannot be below zero. Count again.")


@dataclass(frozen=True, slots=True)
class Majority:
    """A share of a base that the votes in favour must reach.

    Attributes:
        numerator: of the share.
        denominator: of the share; `numerator <= denominator`.
        strict: the share must be exceeded (more than half), not only reached (two thirds).
        base: of what the share is taken:
            "present": everybody who may vote and is there when it is voted;
            "present less abstentions": the same without those who did not vote for or against;
            "valid": votes for and against;
            "cast": the votes given, abstentions and spoilt ones with them;
            "roll": everybody on the roll who may vote, there or not.

    Raises:
        ValueError: the base is unknown, the share is not above zero, or nobody could reach it.
    """

    numerator: int
    denominator: int
    strict: bool
    base: Base

    def __post_init__(self) -> None:
        if self.base not in BASES:
            raise ValueError(f"there is no base called {self.base}")
        if not 0 < self.numerator <= self.denominator or (self.strict and self.numerator == self.denominator):
            raise ValueError("a majority is a share above zero that can be reached")


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted, in people.

    Attributes:
        roll: people on the roll who may vote on this.
        present: those of them who are there when it is voted.
        in_favour: votes for.
        against: votes against.
        abstained: abstentions said aloud; whoever is silent abstains too.
        spoilt: ballots that say nothing readable; none by show of hands.
    """

    roll: int
    present: int
    in_favour: int
    against: int
    abstained: int
    spoilt: int = 0

    @property
    def cast(self) -> int:
        """Votes given, of whatever kind."""
        return self.in_favour + self.against + self.abstained + self.spoilt


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of a vote.

    Attributes:
        carried: whether the motion is carried.
        base: people of whom the share was taken.
        needed: votes in favour that carry it.
        sentence: says it to people.
    """

    carried: bool
    base: int
    needed: int
    sentence: Sentence


def check_tally(tally: Tally) -> None:
    """Refuse counts that cannot be.

    Raises:
        NegativeCount: one is below zero.
        MoreVotesThanPresent: more votes than people who may vote.
    """
    if min(tally.in_favour, tally.against, tally.abstained, tally.spoilt) < 0:
        raise NegativeCount()
    if tally.cast > tally.present:
        raise MoreVotesThanPresent(counted=tally.cast, present=tally.present)


def base_of(tally: Tally, base: Base) -> int:
    """The number of people of whom the share is taken."""
    match base:
        case "present":
            return tally.present
        case "present less abstentions":
            return tally.in_favour + tally.against + tally.spoilt
        case "valid":
            return tally.in_favour + tally.against
        case "cast":
            return tally.cast
        case "roll":
            return tally.roll


def needed(majority: Majority, base: int) -> int:
    """Votes in favour that carry a motion, at least 1.

    Two thirds of 9 are 6, not 7; more than half of 20 are 11, of 9 are 5.
    """
    share = majority.numerator * base
    exact = share // majority.denominator + 1 if majority.strict else -(-share // majority.denominator)
    return max(1, exact)


def is_tie(tally: Tally, majority: Majority) -> bool:
    """Whether half are for and half against where more than half are needed."""
    half = majority.strict and 2 * majority.numerator == majority.denominator
    return half and tally.in_favour > 0 and 2 * tally.in_favour == base_of(tally, majority.base)


def judge(tally: Tally, majority: Majority, *, casting: bool | None = None) -> Verdict:
    """Say whether a motion is carried. A tie is lost: half is not more than half.

    Args:
        tally: what was counted.
        majority: that is needed.
        casting: how the chair decides a tie, under a statute that gives her that.

    Raises:
        NegativeCount: a count is below zero.
        MoreVotesThanPresent: more votes than people who may vote.

    References:
        Ley 20.337 art. 53: simple majority of those present at the moment of voting; two thirds
        of them for change of object, merger and dissolution.
        Model statute of worker co-operatives (INAES) art. 41: abstainers count as absent.
    """
    check_tally(tally)
    base = base_of(tally, majority.base)
    least = needed(majority, base)
    carried = tally.in_favour >= least
    facts = {"in_favour": tally.in_favour, "base": base, "needed": least, "present": tally.present}
    if casting is not None and is_tie(tally, majority):
        return Verdict(casting, base, least, Sentence(_CAST[casting], facts))
    return Verdict(carried, base, least, Sentence(_SAID[majority.base, carried], facts))


_CAST = {
    True: N_("%(in_favour)s of %(base)s in favour: a tie, which the chair decides; carried."),
    False: N_("%(in_favour)s of %(base)s in favour: a tie, which the chair decides; not carried."),
}
_SAID: dict[tuple[Base, bool], str] = {
    ("present", True): N_("%(in_favour)s of %(base)s present in favour; %(needed)s needed; carried."),
    ("present", False): N_("%(in_favour)s of %(base)s present in favour; %(needed)s needed; not carried."),
    ("present less abstentions", True): N_(
        "%(in_favour)s of %(base)s in favour, of %(present)s present; who abstains counts as absent; "
        "%(needed)s needed; carried."
    ),
    ("present less abstentions", False): N_(
        "%(in_favour)s of %(base)s in favour, of %(present)s present; who abstains counts as absent; "
        "%(needed)s needed; not carried."
    ),
    ("valid", True): N_(
        "%(in_favour)s of %(base)s votes for or against in favour; %(needed)s needed; carried."
    ),
    ("valid", False): N_(
        "%(in_favour)s of %(base)s votes for or against in favour; %(needed)s needed; not carried."
    ),
    ("cast", True): N_("%(in_favour)s of %(base)s votes cast in favour; %(needed)s needed; carried."),
    ("cast", False): N_("%(in_favour)s of %(base)s votes cast in favour; %(needed)s needed; not carried."),
    ("roll", True): N_("%(in_favour)s of %(base)s on the roll in favour; %(needed)s needed; carried."),
    ("roll", False): N_("%(in_favour)s of %(base)s on the roll in favour; %(needed)s needed; not carried."),
}
