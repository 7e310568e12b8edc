"""Single transferable vote by the Scottish rule (weighted inclusive Gregory)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coop.assembly.rules.counting.ballots import Ballot, Election
from coop.assembly.rules.counting.results import UNIT, Gives, Lots, Result, Stage
from coop.kernel.sentences import N_, Sentence

FIRST = N_("First preferences.")
SURPLUS = N_("Surplus of %(name)s transferred.")
EXCLUDED = N_("%(name)s excluded.")
REMAINING = N_("As many candidates are left as seats.")

Paper = tuple[Ballot, int]
"""A ballot and what each of its papers is worth, in UNIT."""


class ScottishCount:
    """One count; `run` makes the result.

    Whole numbers only: values are kept in hundred-thousandths of a vote and every division is
    truncated.

    References:
        Scottish Local Government Elections Order 2007 (SSI 2007/42), sch. 1 part III rules 45-52.
    """

    def __init__(self, election: Election, lots: Lots) -> None:
        self.election = election
        self.lots = lots
        self.valid = election.valid
        self.quota = self.valid // (election.seats + 1) + 1
        self.hopeful = list(election.standing)
        self.piles: dict[int, list[Paper]] = {c: [] for c in self.hopeful}
        self.votes = dict.fromkeys(self.hopeful, 0)
        self.elected: list[int] = []
        self.waiting: list[int] = []
        self.excluded: list[int] = []
        self.stages: list[Stage] = []

    def run(self) -> Result:
        """Count to the end.

        Raises:
            LotNeeded: two candidates are alike at every stage so far, and it matters.
        """
        seats = self.election.seats
        self._hand_out((b, UNIT) for b in self.election.ballots)
        self._close(FIRST, {}, self._elect_by_quota())
        while len(self.elected) < seats:
            if len(self.hopeful) + len(self.elected) <= seats:
                self._close(REMAINING, {}, self._elect(sorted(self.hopeful, key=self._most)))
            elif self.waiting:
                self._transfer_surplus(self._largest(self.waiting))
            else:
                self._exclude(self._smallest(self.hopeful))
        return Result(
            "scottish-stv",
            tuple(self.elected),
            (*self._runners_up(), *reversed(self.excluded)),
            self.valid,
            self.quota,
            tuple(self.stages),
            tuple(self.lots.used),
        )

    def _runners_up(self) -> list[int]:
        """Who was neither elected nor excluded, the most votes first; a lot decides where it matters."""
        left, found = list(self.hopeful), list[int]()
        while left and len(found) < self.election.alternates:
            found.append(self._by_history(left, lowest=False, gives="place"))
            left.remove(found[-1])
        return [*found, *sorted(left, key=self._most)]

    def _most(self, candidate: int) -> int:
        return -self.votes[candidate]

    def _hand_out(self, papers: Iterable[Paper]) -> None:
        hopeful = frozenset(self.hopeful)
        for ballot, value in papers:
            to = self.election.first_of(ballot, hopeful)
            if to is not None:
                self.piles[to].append((ballot, value))
                self.votes[to] += ballot.count * value

    def _elect(self, candidates: Sequence[int]) -> tuple[int, ...]:
        for candidate in candidates:
            self.hopeful.remove(candidate)
            self.elected.append(candidate)
            if self.votes[candidate] > self.quota * UNIT:
                self.waiting.append(candidate)
        return tuple(candidates)

    def _elect_by_quota(self) -> tuple[int, ...]:
        reached = [c for c in self.hopeful if self.votes[c] >= self.quota * UNIT]
        return self._elect(sorted(reached, key=self._most))

    def _transfer_surplus(self, candidate: int) -> None:
        self.waiting.remove(candidate)
        votes = self.votes[candidate]
        surplus = votes - self.quota * UNIT
        pile, self.piles[candidate] = self.piles[candidate], []
        self.votes[candidate] = self.quota * UNIT
        self._hand_out((ballot, surplus * value // votes) for ballot, value in pile)
        self._close(SURPLUS, {"name": self.election.name(candidate)}, self._elect_by_quota())

    def _exclude(self, candidate: int) -> None:
        self.hopeful.remove(candidate)
        self.excluded.append(candidate)
        pile, self.piles[candidate] = self.piles[candidate], []
        self.votes[candidate] = 0
        self._hand_out(pile)
        self._close(EXCLUDED, {"name": self.election.name(candidate)}, self._elect_by_quota(), (candidate,))

    def _close(
        self, said: str, facts: dict[str, object], elected: tuple[int, ...], excluded: tuple[int, ...] = ()
    ) -> None:
        exhausted = self.valid * UNIT - sum(self.votes.values())
        self.stages.append(Stage(Sentence(said, facts), dict(self.votes), exhausted, elected, excluded))

    def _smallest(self, among: Sequence[int]) -> int:
        return self._by_history(among, lowest=True, gives="out")

    def _largest(self, among: Sequence[int]) -> int:
        return self._by_history(among, lowest=False, gives="first")

    def _by_history(self, among: Sequence[int], *, lowest: bool, gives: Gives) -> int:
        """Whoever is ahead or behind now; between equals, at the latest stage that tells them apart."""
        pick = min if lowest else max
        for votes in (self.votes, *(stage.votes for stage in reversed(self.stages))):
            edge = pick(votes[c] for c in among)
            among = [c for c in among if votes[c] == edge]
            if len(among) == 1:
                return among[0]
        return self.lots.draw(among, self.election.candidates, gives)


def count_stv(election: Election, lots: Sequence[int] = ()) -> Result:
    """Fill the seats by single transferable vote.

    Args:
        election: who stands and what was voted; a ballot is exhausted where two share a rank.
        lots: who came out of each lot that was drawn, in the order in which the count asks.

    Raises:
        LotNeeded: a lot decides, and it is not drawn yet.
        LotUnused: a lot was written down that decides nothing.
    """
    drawn = Lots(lots)
    result = ScottishCount(election, drawn).run()
    drawn.check_used()
    return result
