"""Files of ballots in the BLT format, in and out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from coop.assembly.rules.counting.ballots import BadElection, Ballot, Election, Rank
from coop.kernel.errors import Invalid
from coop.kernel.sentences import N_, Sentence

WHOLE = re.compile(r"\d{1,9}(?:\.0+)?")
RANK = re.compile(r"\d{1,6}(?:=\d{1,6})*")
QUOTED = re.compile(r'"((?:[^"]|"")*)"')
MOST_CANDIDATES, MOST_BALLOTS = 1_000, 10_000_000

HEAD = N_("it gives the number of candidates and the number of seats")
MANY = N_("from 1 to %(most)s candidates can be counted")
NO_END = N_("the ballots end without a line that is 0")
TOO_MANY = N_("more than %(most)s ballots")
TITLES = N_("%(many)s names and a title follow the ballots, not %(found)s lines")
NOBODY = N_("“%(word)s” is no candidate from 1 to %(many)s")
NO_COUNT = N_("“%(word)s” is no number of ballots; each is worth whole votes")
OPEN = N_("a ballot ends with 0")
TWICE = N_("a ballot names somebody twice")
QUOTE = N_("a quotation mark opens and does not close")


class BadBlt(Invalid):
    message = N_("Line %(line)s of the file of ballots cannot be read: %(why)s.")


def read_blt(text: str) -> Election:
    """The election in a BLT file.

    Args:
        text: of the file; a byte-order mark and comments (`#`) are passed over.

    Raises:
        BadBlt: a line is not what the format asks for; it says which and why.

    References:
        Hill, Wichmann, Woodall: Algorithm 123, Computer Journal 30 (1987), the format; OpenSTV's
        additions: quoted titles, `=` between candidates on one rank, `-n` for whoever withdrew.
    """
    lines = _lines(text)
    number, first = next(lines, (1, ""))
    head = first.split()
    if len(head) != 2 or not all(WHOLE.fullmatch(w) for w in head):
        raise BadBlt(line=number, why=Sentence(HEAD))
    many, seats = (int(float(w)) for w in head)
    if not 1 <= many <= MOST_CANDIDATES:
        raise BadBlt(line=number, why=Sentence(MANY, {"most": MOST_CANDIDATES}))
    ballots, withdrawn, start = list[Ballot](), set[int](), number
    for number, line in lines:
        words = line.split()
        if words[0].startswith("-"):
            withdrawn |= {_candidate(w[1:] if w.startswith("-") else "", many, number) for w in words}
        elif words == ["0"]:
            break
        else:
            ballots.append(_ballot(words, many, number))
    else:
        raise BadBlt(line=number, why=Sentence(NO_END))
    if sum(b.count for b in ballots) > MOST_BALLOTS:
        raise BadBlt(line=number, why=Sentence(TOO_MANY, {"most": MOST_BALLOTS}))
    names = []
    for number, line in lines:
        names.append(_text(line, number))
    if not many <= len(names) <= many + 2:  # OpenSTV writes a second title: where it was held
        raise BadBlt(line=number, why=Sentence(TITLES, {"many": many, "found": len(names)}))
    title = names[many] if len(names) > many else ""
    try:
        return Election(title, tuple(names[:many]), seats, tuple(ballots), frozenset(withdrawn))
    except BadElection as error:
        raise BadBlt(line=start, why=error.facts["why"]) from None


def write_blt(election: Election) -> str:
    """The BLT file of an election; `read_blt` gives it back.

    Args:
        election: its names may hold anything but line breaks.
    """
    lines = [f"{len(election.candidates)} {election.seats}"]
    if election.withdrawn:
        lines.append(" ".join(f"-{c}" for c in sorted(election.withdrawn)))
    for ballot in election.ballots:
        ranks = ("=".join(map(str, rank)) for rank in ballot.ranks)
        lines.append(" ".join((str(ballot.count), *ranks, "0")))
    lines.append("0")
    for name in (*election.candidates, election.title):
        lines.append('"' + name.replace('"', '""') + '"')
    return "\n".join(lines) + "\n"


def _lines(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        bare = line.strip()
        if bare and not bare.startswith("#"):
            yield number, bare


def _candidate(word: str, many: int, line: int) -> int:
    if not word.isascii() or not word.isdigit() or not 1 <= int(word) <= many:
        raise BadBlt(line=line, why=Sentence(NOBODY, {"word": word[:20], "many": many}))
    return int(word)


def _ballot(words: list[str], many: int, line: int) -> Ballot:
    count = words[0]
    if not WHOLE.fullmatch(count) or int(float(count)) < 1:
        raise BadBlt(line=line, why=Sentence(NO_COUNT, {"word": count[:20]}))
    if len(words) < 2 or words[-1] != "0":
        raise BadBlt(line=line, why=Sentence(OPEN))
    ranks: list[Rank] = []
    seen: set[int] = set()
    for word in words[1:-1]:
        if not RANK.fullmatch(word):
            raise BadBlt(line=line, why=Sentence(NOBODY, {"word": word[:20], "many": many}))
        rank = tuple(_candidate(w, many, line) for w in word.split("="))
        if len(set(rank)) < len(rank) or seen & set(rank):
            raise BadBlt(line=line, why=Sentence(TWICE))
        seen |= set(rank)
        ranks.append(rank)
    return Ballot(int(float(count)), tuple(ranks))


def _text(line: str, number: int) -> str:
    if not line.startswith('"'):
        return line
    found = QUOTED.fullmatch(line)
    if found is None:
        raise BadBlt(line=number, why=Sentence(QUOTE))
    return found[1].replace('""', '"')
