"""What the secret vote by slip and urn asks, what its answers mean, and what it cannot promise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coop.assembly.rules.counting import Ballot
from coop.assembly.rules.outcomes import check_ballots
from coop.assembly.rules.questions import YES_NO, Question
from coop.assembly.rules.tellers import BallotCount, Count, alike
from coop.assembly.urn import Answer
from coop.kernel.errors import CoopError, Invalid
from coop.kernel.sentences import N_, Sentence

FEWEST: Final = 5
"""With fewer voters a count nearly says who voted what."""
MOST_SPARE: Final = 200

LIMITS: Final = (
    N_("Who notes her tracker and shows it before the board is published can prove how she voted."),
    N_(
        "Who controls the server while people vote can see what is typed in the booth and in which order; "
        "its files, logs and back-ups do not show it."
    ),
    N_("A terminal that was tampered with could change votes; only those who look for their line notice."),
    N_("If all vote the same, everybody knows what each voted."),
)
"""What this way of voting cannot promise; stands in the minutes of every vote taken by it."""


class TooFewForSecret(CoopError):
    message = N_(
        "Only %(present)s people vote here: with fewer than %(fewest)s a secret vote keeps no secret. "
        "Take a roll-call or a show of hands."
    )


class NoSuchAnswer(Invalid):
    message = N_("Choose one of the answers.")


BLANK: Final = N_("Blank")


def check_answer(question: Question, answer: Answer) -> None:
    """Refuse an answer that cannot be of this vote.

    Raises:
        NoSuchAnswer: a word that is no answer, or options where a word is asked.
        BadElection, OneName: what `check_ballots` finds.
    """
    if question.is_yes_no != isinstance(answer, str) or (isinstance(answer, str) and answer not in YES_NO):
        raise NoSuchAnswer()
    if not isinstance(answer, str):
        check_ballots(question, [Ballot(1, answer)])


def counted(question: Question, answers: Sequence[Answer]) -> Count | BallotCount:
    """The answers of an urn put together; no teller counted them, so none is named."""
    if question.is_yes_no:
        return Count(0, *(sum(a == said for a in answers) for said in YES_NO))
    return BallotCount(0, alike([Ballot(1, a) for a in answers if not isinstance(a, str)]))


def says(question: Question, answer: Answer) -> tuple[Sentence, ...]:
    """An answer in words, one sentence a rank."""
    if isinstance(answer, str):
        return (Sentence(YES_NO[answer]),)
    if not answer:
        return (Sentence(BLANK),)
    names = {n: text for n, (_key, text) in enumerate(question.options, 1)}
    found = []
    for place, rank in enumerate(answer, 1):
        names_here = [names[option] for option in rank]
        if question.is_ranked:
            found.append(Sentence(N_("%(place)s. %(names)s"), {"place": place, "names": names_here}))
        else:
            found.append(Sentence(N_("%(names)s"), {"names": names_here}))
    return tuple(found)
