"""What a choice or an election comes to: who is elected, who follows, and every stage of the count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coop.assembly.rules.counting import RULES, Ballot, Election, Lot, LotNeeded, LotUnused, Result
from coop.assembly.rules.questions import RANKED, SECRET, Question
from coop.assembly.rules.tellers import as_json
from coop.kernel.errors import Invalid
from coop.kernel.sentences import N_, to_json

FEWEST_TO_PUBLISH = 10
"""Of a secret vote with fewer ballots only totals are published."""
MOST_RANKED_TO_PUBLISH = 3
"""Of a secret vote that ranks more options only totals are published: an order can be a signature."""


class OneName(Invalid):
    message = N_("A ballot of this vote names one option. Count a ballot that names more as blank.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of a choice or an election.

    Attributes:
        elected: option numbers, in order.
        alternates: who follows, in order.
        result: of the count; None when no ballot names anybody.
        lots: those that decided a place, in the order in which they were drawn.
        cast: ballots given, blank ones too.
    """

    elected: tuple[int, ...]
    alternates: tuple[int, ...]
    result: Result | None
    lots: tuple[Lot, ...]
    cast: int

    @property
    def valid(self) -> int:
        """Ballots that counted."""
        return self.result.valid if self.result else 0


def check_ballots(question: Question, ballots: Sequence[Ballot]) -> None:
    """Refuse ballots that cannot be of this vote.

    Raises:
        BadElection: an option that there is not, or one named twice.
        OneName: more than one name where one is asked.
    """
    _election(question, ballots, 1)
    if question.rule == "plurality" and any(len(list(b.names)) > 1 for b in ballots):
        raise OneName()


def outcome_of(question: Question, ballots: Sequence[Ballot], lots: Sequence[int] = ()) -> Outcome:
    """Count a choice or an election. Whom no ballot names is not elected.

    Args:
        question: options, seats, alternates and rule.
        ballots: what was voted.
        lots: options that came out of the lots drawn, in the order in which the count asks.

    Raises:
        LotNeeded: a lot decides who gets a place, and it is not drawn yet.
        LotUnused: a lot was written down that decides nothing.
    """
    cast = sum(b.count for b in ballots)
    named = {c for b in ballots for c in b.names}
    if not named:
        if lots:
            raise LotUnused()
        return Outcome((), (), None, (), cast)
    drawn = list(lots)
    unnamed = frozenset(range(1, len(question.options) + 1)) - named
    seats, alternates = min(question.seats, len(named)), 0
    if question.rule in RANKED:
        alternates = min(question.alternates, len(named) - seats)
    results = [_count(question.rule, _election(question, ballots, seats, unnamed, alternates), drawn)]
    elected = results[0].elected
    following = list(results[0].next[:alternates])
    if question.rule not in RANKED:
        # By the number of their votes, one after another, so that a lot decides each place.
        while len(following) < min(question.alternates, len(named) - seats):
            out = unnamed.union(elected, following)
            results.append(_count(question.rule, _election(question, ballots, 1, out), drawn))
            following.extend(results[-1].elected)
    if drawn:
        raise LotUnused()
    used = tuple(lot for result in results for lot in result.lots)
    return Outcome(elected, tuple(following), results[0], used, cast)


def _count(rule: str, election: Election, drawn: list[int]) -> Result:
    """Count with as many of the drawn lots as it asks for, and take them away from `drawn`."""
    for many in range(len(drawn) + 1):
        try:
            result = RULES[rule](election, drawn[:many])
        except LotNeeded:
            if many == len(drawn):
                raise
            continue
        del drawn[:many]
        return result
    raise LotUnused


def published(question: Question, outcome: Outcome, ballots: Sequence[Ballot], method: str) -> dict[str, Any]:
    """The whole count as the minutes show it; the ballots too, unless they could give a voter away."""
    found: dict[str, Any] = {
        **question.stored(),
        "elected": list(outcome.elected),
        "named": list(outcome.alternates),
        "cast": outcome.cast,
        "valid": outcome.valid,
    }
    if outcome.result is not None:
        result = outcome.result
        found |= {
            "quota": result.quota,
            "stages": [
                {
                    "said": to_json(s.said),
                    "votes": {str(n): s.votes.get(n, 0) for n in range(1, len(question.options) + 1)},
                    "exhausted": s.exhausted,
                    "elected": list(s.elected),
                    "excluded": list(s.excluded),
                }
                for s in result.stages
            ],
            "lots": [
                {"among": list(lot.among), "drawn": lot.drawn, "gives": lot.gives} for lot in outcome.lots
            ],
        }
        if result.beats is not None:
            found["beats"] = [[a, b, many] for (a, b), many in sorted(result.beats.items())]
    if may_publish(question, outcome.cast, method):
        found |= as_json(ballots)
    return found


def may_publish(question: Question, cast: int, method: str) -> bool:
    """Whether single ballots may be shown: of an open vote always, of a secret one unless few or ranked."""
    if method not in SECRET:
        return True
    if cast < FEWEST_TO_PUBLISH:
        return False
    return not (question.is_ranked and len(question.options) > MOST_RANKED_TO_PUBLISH)


def _election(
    question: Question,
    ballots: Sequence[Ballot],
    seats: int,
    out: frozenset[int] = frozenset(),
    alternates: int = 0,
) -> Election:
    # Stages say names, and minutes print what stages say.
    names = tuple(str(says) for _key, says in question.options)
    return Election("", names, seats, tuple(ballots), out, alternates)
