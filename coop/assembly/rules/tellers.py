"""Two people count, each alone; only what both counted is the result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from coop.assembly.rules.counting import Ballot
from coop.kernel.canonical import digest
from coop.kernel.errors import Invalid
from coop.kernel.sentences import N_, Sentence


class UnreadableBallots(Invalid):
    message = N_("Line %(line)s cannot be read: %(why)s. Write such as 3: 2 1, which is three ballots alike.")


NOT_SO = N_("it gives a number of ballots, a colon, and option numbers with the best first")
NO_OPTION = N_("there is no option %(number)s")
TWICE = N_("it names option %(number)s twice")


@dataclass(frozen=True, slots=True)
class Count:
    """What one teller counted for and against.

    Attributes:
        teller_id: who counted.
        spoilt: ballots that say nothing readable; none by show of hands.
    """

    teller_id: int
    in_favour: int
    against: int
    abstained: int
    spoilt: int = 0

    @property
    def numbers(self) -> tuple[int, int, int, int]:
        """For, against, abstained, spoilt."""
        return self.in_favour, self.against, self.abstained, self.spoilt

    @property
    def cast(self) -> int:
        """Votes counted in all."""
        return sum(self.numbers)


@dataclass(frozen=True, slots=True)
class BallotCount:
    """What one teller counted of a choice or an election.

    Attributes:
        teller_id: who counted.
        ballots: alike ones together, in one order; see `alike`.
    """

    teller_id: int
    ballots: tuple[Ballot, ...]

    @property
    def numbers(self) -> str:
        """By what two counts are compared."""
        return digest(as_json(self.ballots))

    @property
    def cast(self) -> int:
        """Ballots counted in all, empty ones too."""
        return sum(b.count for b in self.ballots)


C = TypeVar("C", Count, BallotCount)


def agreed(counts: Sequence[C]) -> C | None:
    """The count on which two different tellers agree; None while one is missing or they differ."""
    for n, first in enumerate(counts):
        for second in counts[n + 1 :]:
            if first.teller_id != second.teller_id and first.numbers == second.numbers:
                return first
    return None


def alike(ballots: Sequence[Ballot]) -> tuple[Ballot, ...]:
    """Ballots that say the same put together, in an order that tells nothing of who came first."""
    counted: Counter[tuple[tuple[int, ...], ...]] = Counter()
    for ballot in ballots:
        counted[tuple(tuple(sorted(rank)) for rank in ballot.ranks if rank)] += ballot.count
    return tuple(Ballot(count, ranks) for ranks, count in sorted(counted.items()) if count)


def as_json(ballots: Sequence[Ballot]) -> dict[str, Any]:
    """Ballots as they are stored and published: `{"ballots": [[count, [[option, …], …]], …]}`."""
    return {"ballots": [[b.count, [list(rank) for rank in b.ranks]] for b in alike(ballots)]}


def from_json(stored: dict[str, Any]) -> tuple[Ballot, ...]:
    """Ballots as they were stored by `as_json`."""
    return tuple(Ballot(count, tuple(tuple(r) for r in ranks)) for count, ranks in stored["ballots"])


def read_lines(text: str, options: int) -> tuple[Ballot, ...]:
    """Ballots as tellers type them, one kind of ballot a line: `3: 2 1` is three that say 2 before 1.

    Args:
        text: `=` puts two options on one rank; nothing behind the colon is an empty ballot.
        options: how many there are.

    Raises:
        UnreadableBallots: a line is something else; says which.
    """
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        count, colon, said = line.partition(":")
        try:
            many = int(count)
            ranks = tuple(tuple(int(c) for c in rank.split("=")) for rank in said.replace(">", " ").split())
        except ValueError:
            raise UnreadableBallots(line=number, why=Sentence(NOT_SO)) from None
        if not colon or not 0 < many <= 100_000:
            raise UnreadableBallots(line=number, why=Sentence(NOT_SO))
        seen: set[int] = set()
        for option in (c for rank in ranks for c in rank):
            if not 1 <= option <= options:
                raise UnreadableBallots(line=number, why=Sentence(NO_OPTION, {"number": str(option)}))
            if option in seen:
                raise UnreadableBallots(line=number, why=Sentence(TWICE, {"number": str(option)}))
            seen.add(option)
        found.append(Ballot(many, ranks))
    return alike(found)
