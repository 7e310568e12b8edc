"""The ballots of an election as a BLT file, in and out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from coop.assembly.rules.counting import Ballot, Election, read_blt, write_blt
from coop.assembly.rules.questions import Question
from coop.assembly.rules.tellers import alike
from coop.assembly.rules.tellers import from_json as ballots_from_json
from coop.kernel.errors import Invalid
from coop.kernel.sentences import N_

LARGEST: Final = 1_000_000
"""Bytes of a file."""


class OtherCandidates(Invalid):
    message = N_(
        "The file is of another election: %(number)s is “%(there)s” in it and “%(here)s” on the ballot. Look "
        "for the right file, or type the ballots."
    )


class NotText(Invalid):
    message = N_("This is no text file, or it is larger than 1 MB. Choose the BLT file of the ballots.")


def ballots_in(content: bytes, question: Question, names: Sequence[str]) -> tuple[Ballot, ...]:
    """The ballots of a BLT file that belongs to a vote.

    Args:
        content: of the file, UTF-8.
        question: of the vote.
        names: of its options, in order, as the ballot shows them.

    Raises:
        NotText: it cannot be read at all.
        BadBlt: a line is not what the format asks for.
        OtherCandidates: it has other candidates, or in another order.
    """
    if len(content) > LARGEST:
        raise NotText()
    try:
        election = read_blt(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NotText() from error
    for n in range(max(len(names), len(election.candidates))):
        there, here = (of[n] if n < len(of) else "–" for of in (election.candidates, names))
        if not here.casefold().startswith(there.casefold()) or n >= len(question.options):
            raise OtherCandidates(number=n + 1, there=there, here=here)
    return alike(election.ballots)


def file_of(tally: Mapping[str, Any], names: Sequence[str], title: str) -> str:
    """The BLT file of published ballots; whom no ballot names stands in it as withdrawn.

    Args:
        tally: of a result, with its ballots.
        names: of the options, in order.
        title: of the election.
    """
    ballots = ballots_from_json(dict(tally))
    named = {c for b in ballots for c in b.names}
    unnamed = frozenset(range(1, len(names) + 1)) - named if named else frozenset[int]()
    seats = min(tally["seats"], len(names) - len(unnamed))
    return write_blt(Election(title, tuple(names), seats, ballots, unnamed))
