"""What a choice or an election comes to: who is elected, who follows, and every stage of the count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from coop.assembly.rules.counting import RULES, Ballot, Election, Result
from coop.assembly.rules.questions import SECRET, Question
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
        cast: ballots given, blank ones too.
    """

    elected: tuple[int, ...]
    alternates: tuple[int, ...]
    result: Result | None
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
        return Outcome((), (), None, cast)
    places = question.seats
    if question.rule in ("plurality", "approval"):
        # Alternates are those with the most votes after the elected, so a tie for the last place counts too.
        places += question.alternates
    election = _election(question, ballots, min(places, len(question.options)))
    result = RULES[question.rule](election, lots)
    order = [c for c in (*result.elected, *result.next) if c in named]
    elected = tuple(c for c in result.elected if c in named)[: question.seats]
    rest = [c for c in order if c not in elected]
    return Outcome(elected, tuple(rest[: question.alternates]), result, cast)


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
                    "votes": {str(c): v for c, v in s.votes.items()},
                    "exhausted": s.exhausted,
                    "elected": list(s.elected),
                    "excluded": list(s.excluded),
                }
                for s in result.stages
            ],
            "lots": [{"among": list(among), "drawn": drawn} for among, drawn in result.lots],
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


def _election(question: Question, ballots: Sequence[Ballot], seats: int) -> Election:
    return Election("", tuple(key for key, _says in question.options), seats, tuple(ballots))
