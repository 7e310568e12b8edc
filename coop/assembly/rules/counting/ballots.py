"""What voters wrote on ranked ballots, and who stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from coop.kernel.errors import Invalid
from coop.kernel.sentences import N_, Sentence

Rank = tuple[int, ...]
"""Candidates that a ballot puts on one rank, by number."""


WITHDREW = N_("somebody withdrew who is not among the candidates")
SEATS = N_("there are more seats than candidates, or none")
NAMES = N_("a ballot names somebody twice, or nobody who is here, or counts for nothing")


class BadElection(Invalid):
    message = N_("This is no election: %(why)s.")


@dataclass(frozen=True, slots=True)
class Ballot:
    """A ballot, or several that say the same.

    Attributes:
        count: how many ballots say it; at least 1.
        ranks: the ranks, best first; whoever is on none is unranked.
    """

    count: int
    ranks: tuple[Rank, ...]

    @property
    def names(self) -> Iterator[int]:
        """Everybody the ballot names, best first."""
        return (candidate for rank in self.ranks for candidate in rank)


@dataclass(frozen=True, slots=True)
class Election:
    """Candidates, seats and ballots.

    Attributes:
        title: what is elected.
        candidates: names; candidate 1 is the first.
        seats: to be filled; from 1 to the number of candidates who stand.
        ballots: those given, empty ones too.
        withdrawn: candidates who no longer stand, by number.
        alternates: places after the seats of which the order matters too.

    Raises:
        BadElection: a number that cannot be.
    """

    title: str
    candidates: tuple[str, ...]
    seats: int
    ballots: tuple[Ballot, ...]
    withdrawn: frozenset[int] = frozenset()
    alternates: int = 0

    def __post_init__(self) -> None:
        everybody = range(1, len(self.candidates) + 1)
        if not self.withdrawn <= set(everybody):
            raise BadElection(why=Sentence(WITHDREW))
        if not 1 <= self.seats <= len(everybody) - len(self.withdrawn):
            raise BadElection(why=Sentence(SEATS))
        for ballot in self.ballots:
            named = list(ballot.names)
            if ballot.count < 1 or len(set(named)) < len(named) or not set(named) <= set(everybody):
                raise BadElection(why=Sentence(NAMES))

    @property
    def standing(self) -> tuple[int, ...]:
        """Who stands, by number."""
        return tuple(n for n in range(1, len(self.candidates) + 1) if n not in self.withdrawn)

    def name(self, candidate: int) -> str:
        """The name of a candidate by number, from 1."""
        return self.candidates[candidate - 1]

    @property
    def given(self) -> int:
        """Ballots in the urn, empty ones too."""
        return sum(b.count for b in self.ballots)

    @property
    def marked(self) -> int:
        """Ballots that name somebody who stands, on whatever rank."""
        standing = set(self.standing)
        return sum(b.count for b in self.ballots if not standing.isdisjoint(b.names))

    @property
    def valid(self) -> int:
        """Ballots that put one person before all others who stand."""
        return sum(b.count for b in self.ballots if self.first_of(b, self.standing) is not None)

    def first_of(self, ballot: Ballot, hopeful: Collection[int]) -> int | None:
        """The next of those named on a ballot among the hopeful; None when it is exhausted.

        Two who stand on one rank exhaust it for good: nobody can tell whom the voter meant.

        References:
            Scottish Local Government Elections Order 2007, sch. 1 part III r. 46: a paper on which two
            candidates have the same number is non-transferable there.
        """
        for rank in ballot.ranks:
            standing = [c for c in rank if c not in self.withdrawn]
            if len(standing) > 1:
                return None
            if standing and standing[0] in hopeful:
                return standing[0]
        return None
