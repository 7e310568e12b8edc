"""What a count gives back, whatever its rule, so that anybody can follow it stage by stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

from coop.kernel.errors import CoopError
from coop.kernel.sentences import N_, Sentence

UNIT = 100_000
"""One vote in the units that stage tables are kept in: five decimals, as the Scottish rule says."""


Gives = Literal["place", "out", "first"]
GIVES: Final[Mapping[Gives, str]] = MappingProxyType(
    {
        "place": N_("Who comes out gets the place."),
        "out": N_("Who comes out drops out of the count."),
        "first": N_("Of who comes out the votes above the quota go on first."),
    }
)
"""What a lot is about; it is said before anybody draws."""


@dataclass(frozen=True, slots=True)
class Lot:
    """A lot that was drawn.

    Attributes:
        among: candidates by number.
        drawn: who came out.
        gives: what that meant.
    """

    among: tuple[int, ...]
    drawn: int
    gives: Gives


class LotNeeded(CoopError):
    message = N_("%(names)s are alike. Draw a lot in view of all and write down who came out.")

    def __init__(self, among: Sequence[int], names: Sequence[str], gives: Gives) -> None:
        super().__init__(names=", ".join(names[c - 1] for c in among))
        self.among = tuple(among)
        self.gives = gives


class LotUnused(CoopError):
    message = N_("A lot was written down that this count does not need. Take it out and count again.")


@dataclass(slots=True)
class Lots:
    """Lots drawn openly, in the order in which the count asks for them.

    Attributes:
        drawn: the candidate who came out of each lot.
        used: those asked for so far.
    """

    drawn: Sequence[int] = ()
    used: list[Lot] = field(default_factory=list)

    def draw(self, among: Sequence[int], names: Sequence[str], gives: Gives) -> int:
        """Who comes out of the lot between these.

        Args:
            among: candidates by number, two at least.
            names: the name of candidate 1, 2, ….
            gives: what becomes of who comes out.

        Raises:
            LotNeeded: no lot was drawn for it yet; its `among` says between whom.
        """
        for out in self.drawn[len(self.used) : len(self.used) + 1]:
            if out in among:
                self.used.append(Lot(tuple(among), out, gives))
                return out
        raise LotNeeded(among, names, gives)

    def check_used(self) -> None:
        """Refuse lots that nobody asked for.

        Raises:
            LotUnused: there is one.
        """
        if len(self.used) < len(self.drawn):
            raise LotUnused()


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of a count.

    Attributes:
        said: what was done, in words.
        votes: what each candidate has after it, in UNIT, by number.
        exhausted: votes that go to nobody any more, in UNIT; what rounding lost is with them.
        elected: who was elected at this stage, in order.
        excluded: who was excluded at it.
    """

    said: Sentence
    votes: Mapping[int, int]
    exhausted: int = 0
    elected: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """The end of a count.

    Attributes:
        rule: by which it was counted.
        elected: candidates by number, in the order of election.
        next: the others in the order in which they come after them, as far as the rule tells.
        valid: ballots that counted.
        quota: votes that elect, where the rule has one.
        stages: how it came about.
        lots: those drawn, in order.
        beats: for pairwise rules, how many ballots put the first before the second.
    """

    rule: str
    elected: tuple[int, ...]
    next: tuple[int, ...]
    valid: int
    quota: int | None
    stages: tuple[Stage, ...]
    lots: tuple[Lot, ...] = ()
    beats: Mapping[tuple[int, int], int] | None = None
