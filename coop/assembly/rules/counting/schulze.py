"""Schulze's beatpath rule, with or without an option that says none of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations

from coop.assembly.rules.counting.ballots import Election
from coop.assembly.rules.counting.results import UNIT, Lots, Result, Stage
from coop.kernel.sentences import N_, Sentence

DROPPED = N_("%(names)s dropped: not more people prefer them to %(default)s than the other way round.")
PATHS = N_("Each candidate's opponents beaten over the strongest paths.")

Pairs = Mapping[tuple[int, int], int]


def count_schulze(election: Election, lots: Sequence[int] = (), *, default: int | None = None) -> Result:
    """Fill the seats with those who beat or equal everybody left over the strongest paths.

    Whoever a ballot does not rank stands last on it, beside the others it does not rank. Strength is the
    number of winning votes.

    Args:
        election: who stands and what was voted.
        lots: who came out of each lot that was drawn, in the order in which the count asks.
        default: the option against everybody, which counts as a candidate; whoever does not beat it
            one to one is dropped first.

    Raises:
        LotNeeded: several beat or equal all others for a place, and no lot is drawn yet.
        LotUnused: a lot was written down that decides nothing.

    References:
        M. Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
        single-winner election method, Social Choice and Welfare 36 (2011).
        Debian constitution, appendix A.5.
    """
    beats = pairwise(election)
    drawn, stages, left = Lots(lots), list[Stage](), list(election.standing)
    if default is not None:
        out = [c for c in left if c != default and beats[c, default] <= beats[default, c]]
        left = [c for c in left if c not in out]
        if out:
            names = ", ".join(election.name(c) for c in out)
            facts = {"names": names, "default": election.name(default)}
            stages.append(Stage(Sentence(DROPPED, facts), {}, 0, (), tuple(out)))
    paths = strongest_paths(beats, left)
    wins = {c: sum(paths[c, o] > paths[o, c] for o in left if o != c) for c in left}
    order: list[int] = []
    while len(order) < len(left):
        rest = [c for c in left if c not in order]
        best = [c for c in rest if all(paths[c, o] >= paths[o, c] for o in rest if o != c)]
        place = len(order)
        last = election.seats + election.alternates
        decides = len(best) > 1 and (
            place < election.seats < place + len(best) or election.seats <= place < last
        )
        order.append(drawn.draw(best, election.candidates, "place") if decides else best[0])
    drawn.check_used()
    elected = tuple(order[: election.seats])
    stages.append(Stage(Sentence(PATHS), {c: w * UNIT for c, w in wins.items()}, 0, elected))
    return Result(
        "schulze",
        elected,
        tuple(order[election.seats :]),
        election.marked,
        None,
        tuple(stages),
        tuple(drawn.used),
        beats,
    )


def pairwise(election: Election) -> dict[tuple[int, int], int]:
    """How many ballots put one before another, for each ordered pair of candidates who stand."""
    standing = election.standing
    beats = dict.fromkeys(permutations(standing, 2), 0)
    for ballot in election.ballots:
        place = {c: n for n, rank in enumerate(ballot.ranks) for c in rank}
        last = len(ballot.ranks)
        for one, other in beats:
            if place.get(one, last) < place.get(other, last):
                beats[one, other] += ballot.count
    return beats


def strongest_paths(beats: Pairs, among: Iterable[int]) -> dict[tuple[int, int], int]:
    """The strength of the strongest path between each ordered pair: that of its weakest victory."""
    everybody = list(among)
    paths = {(a, b): beats[a, b] if beats[a, b] > beats[b, a] else 0 for a, b in permutations(everybody, 2)}
    for via, a, b in permutations(everybody, 3):
        paths[a, b] = max(paths[a, b], min(paths[a, via], paths[via, b]))
    return paths
