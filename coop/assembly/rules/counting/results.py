"""What a count gives back, whatever its rule, so that anybody can follow it stage by stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from coop.kernel.errors import CoopError
from coop.kernel.sentences import N_, Sentence

UNIT = 100_000
"""One vote in the units that stage tables are kept in: five decimals, as the Scottish rule says."""


class LotNeeded(CoopError):
    message = N_("%(names)s are alike. Draw a lot in view of all and write down who came out.")

    def __init__(self, among: Sequence[int], names: Sequence[str]) -> None:
        super().__init__(names=", ".join(names[c - 1] for c in among))
        self.among = tuple(among)


class LotUnused(CoopError):
    message = N_("A lot was written down that this count does not need. Take it out and count again.")


@dataclass(slots=True)
class Lots:
    """Lots drawn openly, in the order in which the count asks for them.

    Attributes:
        drawn: the candidate who came out of each lot.
        used: what was asked so far: among whom, and who came out.
    """

    drawn: Sequence[int] = ()
    used: list[tuple[tuple[int, ...], int]] = field(default_factory=list)

    def draw(self, among: Sequence[int], names: Sequence[str]) -> int:
        """Who comes out of the lot between these.

        Args:
            among: candidates by number, two at least.
            names: the name of candidate 1, 2, ….

        Raises:
            LotNeeded: no lot was drawn for it yet; its `among` says between whom.
        """
        for out in self.drawn[len(self.used) : len(self.used) + 1]:
            if out in among:
                self.used.append((tuple(among), out))
                return out
        raise LotNeeded(among, names)

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
        lots: among whom a lot was drawn, and who came out.
        beats: for pairwise rules, how many ballots put the first before the second.
    """

    rule: str
    elected: tuple[int, ...]
    next: tuple[int, ...]
    valid: int
    quota: int | None
    stages: tuple[Stage, ...]
    lots: tuple[tuple[tuple[int, ...], int], ...] = ()
    beats: Mapping[tuple[int, int], int] | None = None
