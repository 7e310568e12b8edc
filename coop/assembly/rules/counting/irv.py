"""Instant run-off: the last one goes out until somebody has more than half."""

from __future__ import annotations

from collections.abc import Sequence

from coop.assembly.rules.counting.ballots import BadElection, Election
from coop.assembly.rules.counting.results import UNIT, Gives, Lots, Result, Stage
from coop.kernel.sentences import N_, Sentence

FIRST = N_("First preferences.")
EXCLUDED = N_("%(name)s excluded.")
ONE_SEAT = N_("an instant run-off fills one seat")


def count_irv(election: Election, lots: Sequence[int] = ()) -> Result:
    """Fill one seat: votes move on from whoever has fewest until somebody has more than half of the rest.

    Between equals the latest earlier stage that tells them apart decides, then a lot.

    Args:
        election: with one seat; a ballot is exhausted where two share a rank.
        lots: who came out of each lot that was drawn, in the order in which the count asks.

    Raises:
        BadElection: there are more seats than one.
        LotNeeded: a lot decides, and it is not drawn yet.
        LotUnused: a lot was written down that decides nothing.
    """
    if election.seats != 1:
        raise BadElection(why=Sentence(ONE_SEAT))
    drawn, hopeful, out = Lots(lots), list(election.standing), list[int]()
    stages = [_stage(election, hopeful, Sentence(FIRST))]
    while not stages[-1].elected:
        last = _pick(hopeful, stages, drawn, election.candidates, "out")
        hopeful.remove(last)
        out.append(last)
        said = Sentence(EXCLUDED, {"name": election.name(last)})
        stages.append(_stage(election, hopeful, said, (last,)))
    left, rest = [c for c in hopeful if c not in stages[-1].elected], list[int]()
    while left:
        matters = len(rest) < election.alternates
        rest.append(
            _pick(left, stages, drawn, election.candidates, "place")
            if matters
            else max(left, key=lambda c: stages[-1].votes[c])
        )
        left.remove(rest[-1])
    drawn.check_used()
    return Result(
        "irv",
        stages[-1].elected,
        (*rest, *reversed(out)),
        election.valid,
        None,
        tuple(stages),
        tuple(drawn.used),
    )


def _stage(election: Election, hopeful: Sequence[int], said: Sentence, out: tuple[int, ...] = ()) -> Stage:
    votes, among = dict.fromkeys(hopeful, 0), frozenset(hopeful)
    for ballot in election.ballots:
        to = election.first_of(ballot, among)
        if to is not None:
            votes[to] += ballot.count
    live = sum(votes.values())
    elected = tuple(c for c in hopeful if votes[c] * 2 > live) or (
        tuple(hopeful) if len(hopeful) == 1 else ()
    )
    table = {c: votes.get(c, 0) * UNIT for c in election.standing}
    return Stage(said, table, (election.valid - live) * UNIT, elected, out)


def _pick(
    hopeful: Sequence[int], stages: Sequence[Stage], lots: Lots, names: Sequence[str], gives: Gives
) -> int:
    """Who has fewest, to drop out, or most, for a place; the latest stage that tells equals apart decides."""
    among, edge_of = list(hopeful), min if gives == "out" else max
    for stage in reversed(stages):
        edge = edge_of(stage.votes[c] for c in among)
        among = [c for c in among if stage.votes[c] == edge]
        if len(among) == 1:
            return among[0]
    return lots.draw(among, names, gives)
