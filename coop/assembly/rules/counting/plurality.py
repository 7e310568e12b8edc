"""Most votes win: one name a ballot, or as many as one approves of."""

from __future__ import annotations

from collections.abc import Sequence

from coop.assembly.rules.counting.ballots import Election
from coop.assembly.rules.counting.results import UNIT, Lots, Result, Stage
from coop.kernel.sentences import N_, Sentence

COUNTED = N_("Votes counted.")


def count_plurality(election: Election, lots: Sequence[int] = ()) -> Result:
    """Fill the seats with those whom most ballots put first.

    Args:
        election: who stands and what was voted; a ballot that puts two first counts for nobody.
        lots: who came out of each lot that was drawn, in the order in which the count asks.

    Raises:
        LotNeeded: a lot decides who gets the last seat, and it is not drawn yet.
        LotUnused: a lot was written down that decides nothing.
    """
    standing = election.standing
    votes = dict.fromkeys(standing, 0)
    for ballot in election.ballots:
        first = election.first_of(ballot, standing)
        if first is not None:
            votes[first] += ballot.count
    return _most("plurality", election, election.valid, votes, Lots(lots))


def count_approval(election: Election, lots: Sequence[int] = ()) -> Result:
    """Fill the seats with those whom most ballots name, on whatever rank.

    Args:
        election: who stands and what was voted.
        lots: who came out of each lot that was drawn, in the order in which the count asks.

    Raises:
        LotNeeded: a lot decides who gets the last seat, and it is not drawn yet.
        LotUnused: a lot was written down that decides nothing.
    """
    votes = dict.fromkeys(election.standing, 0)
    for ballot in election.ballots:
        for candidate in ballot.names:
            if candidate in votes:
                votes[candidate] += ballot.count
    return _most("approval", election, election.marked, votes, Lots(lots))


def _most(rule: str, election: Election, valid: int, votes: dict[int, int], lots: Lots) -> Result:
    order: list[int] = []
    while len(order) < len(votes):
        left = [c for c in votes if c not in order]
        most = max(votes[c] for c in left)
        first = [c for c in left if votes[c] == most]
        # Whoever all get a seat, or none does, needs no lot.
        decides = len(order) < election.seats < len(order) + len(first)
        order.append(lots.draw(first, election.candidates, "place") if decides else first[0])
    lots.check_used()
    elected = tuple(order[: election.seats])
    stage = Stage(Sentence(COUNTED), {c: v * UNIT for c, v in votes.items()}, 0, elected)
    return Result(rule, elected, tuple(order[election.seats :]), valid, None, (stage,), tuple(lots.used))
