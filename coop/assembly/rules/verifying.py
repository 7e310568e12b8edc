"""Checks what an assembly published, from the files alone: minutes, ballots, boards.

Anybody runs it on any machine; it asks no database and trusts nothing that it can count again.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from coop.assembly.rules.counting import RULES, BadElection, Ballot, Election, LotNeeded, LotUnused
from coop.assembly.rules.minutes import UNSIGNED
from coop.assembly.rules.outcomes import Outcome, outcome_of
from coop.assembly.rules.questions import Question, question_of
from coop.assembly.rules.tellers import from_json as ballots_from_json
from coop.kernel.canonical import digest, fingerprint
from coop.kernel.errors import CoopError, Invalid
from coop.kernel.sentences import N_, Sentence
from coop.records.rules import verify

MINUTES_ENTRY = "assembly.minutes"
UNREADABLE = (KeyError, TypeError, ValueError, IndexError, AttributeError)


class NotOurs(Invalid):
    message = N_("This file is none that can be checked: %(why)s.")


class DoesNotHold(CoopError):
    message = N_("%(why)s")


TWICE = N_("The board names a tracker twice: %(tracker)s.")
NO_JSON = N_("it is not JSON")
NOTHING_KNOWN = N_("it holds neither minutes nor a board of votes")
BROKEN = N_("something that must stand in it is missing or of another kind")


@dataclass(frozen=True, slots=True)
class Said:
    """What was found, line by line, all of it in order."""

    lines: tuple[Sentence, ...]


def read_json(data: bytes) -> dict[str, Any]:
    """A JSON object.

    Raises:
        NotOurs: it is something else.
    """
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise NotOurs(why=Sentence(NO_JSON)) from None
    if not isinstance(found, dict):
        raise NotOurs(why=Sentence(NOTHING_KNOWN))
    return found


def check_json(found: Mapping[str, Any], book: bytes | None = None, key: str | None = None) -> Said:
    """Check minutes or a board.

    Args:
        found: the attachment of a PDF of minutes, or an exported board.
        book: an exported record book to check minutes against.
        key: the public key that must have signed it.

    Raises:
        NotOurs: it is neither.
        DoesNotHold: something in it is not so; says what.
    """
    try:
        if "board" in found:
            return check_board(found)
        data = found.get("data", found)
        if "minutes" in data and "digest" in data:
            return check_minutes(data, book, key)
    except UNREADABLE:
        raise NotOurs(why=Sentence(BROKEN)) from None
    raise NotOurs(why=Sentence(NOTHING_KNOWN))


def check_minutes(data: Mapping[str, Any], book: bytes | None, key: str | None) -> Said:
    """Check that minutes are those that were signed, that they add up, and that the book says the same.

    Raises:
        DoesNotHold: something is not so.
    """
    facts = data["minutes"]
    if digest(facts) != data["digest"]:
        raise _no(N_("The text of the minutes is not the one that was signed: its fingerprint differs."))
    lines = [
        Sentence(
            N_("Minutes of assembly %(number)s: the text has the fingerprint %(mark)s that was signed."),
            {"number": str(facts["number"]), "mark": fingerprint(data["digest"])},
        )
    ]
    signed = {s["number"] for s in data["signatures"] if s["means"] is not None}
    missing = [s for s in facts["signers"] if s["number"] not in signed]
    if missing:
        raise _no(N_("%(names)s had to sign and did not."), names=[s["name"] for s in missing])
    unsigned = [s["name"] for s in data["signatures"] if s["means"] == UNSIGNED]
    if unsigned:
        said = N_("%(count)s signed; why %(names)s did not stands in the minutes.")
        facts_said = {"count": len(signed) - len(unsigned), "names": unsigned}
        lines.append(Sentence(said, facts_said))
    else:
        lines.append(Sentence(N_("All %(count)s who had to sign have signed."), {"count": len(signed)}))
    votes = [(item, vote) for item in facts["items"] for vote in _votes(item)]
    totals = sum(not _check_vote(item, vote) for item, vote in votes)
    lines.append(
        Sentence(N_("%(count)s results were counted again and are so."), {"count": len(votes) - totals})
    )
    if totals:
        said = N_("%(count)s results are published as totals alone and cannot be counted again.")
        lines.append(Sentence(said, {"count": totals}))
    if book is not None:
        lines += _check_against(data, facts, book, key)
    return Said(tuple(lines))


def _votes(item: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*item["votes_before"], *([item["vote"]] if item["vote"] is not None else [])]


def _check_vote(item: Mapping[str, Any], vote: Mapping[str, Any]) -> bool:
    """Whether a result could be counted again; refuses what does not add up."""
    where = {"position": str(item["position"])}
    counts = {name: vote[name] for name in ("in_favour", "against", "abstained")}
    if vote["about"] in ("motion", "amendment"):
        if sum(counts.values()) + vote["spoilt"] > vote["present"]:
            raise _no(N_("Item %(position)s: more votes than people who could vote."), **where)
        if (vote["in_favour"] >= vote["needed"]) != (vote["outcome"] == "carried"):
            raise _no(N_("Item %(position)s: the result is not what the votes give."), **where)
        said = Counter(line["said"] for line in vote["by_name"])
        if vote["by_name"] and any(said[name] != vote[name] for name in ("in_favour", "against")):
            raise _no(N_("Item %(position)s: the votes by name do not add up to the result."), **where)
        return True
    tally = vote["tally"]
    if "ballots" not in tally:
        return False
    drawn = [lot["drawn"] for lot in tally.get("lots", [])]
    outcome = _count(_question(tally), ballots_from_json(tally), drawn)
    if list(outcome.elected) != tally["elected"] or list(outcome.alternates) != tally["named"]:
        raise _no(N_("Item %(position)s: the ballots elect others than the minutes say."), **where)
    return True


def _check_against(
    data: Mapping[str, Any], facts: Mapping[str, Any], book: bytes, key: str | None
) -> list[Sentence]:
    verdict = verify(book, key=key)
    if verdict.problem is not None:
        problem = Sentence(verdict.problem.message, verdict.problem.facts)
        raise _no(N_("The record book is not whole: %(problem)s"), problem=problem)
    entries = book.partition(b"\n\n")[0].split(b"\n")
    digests = {hashlib.sha256(line).hexdigest() for line in entries}
    seq = data["entry"]
    if not 0 <= seq < len(entries) or hashlib.sha256(entries[seq]).hexdigest() != data["entry_digest"]:
        raise _no(N_("Entry %(seq)s of this book is not the one that the minutes name."), seq=str(seq))
    entry = json.loads(entries[seq])
    numbers = [s["number"] for s in data["signatures"]]
    same = (entry["kind"], entry["facts"]["minutes"], entry["facts"]["signers"])
    if same != (MINUTES_ENTRY, data["digest"], numbers):
        raise _no(N_("Entry %(seq)s of the book says otherwise than the minutes."), seq=str(seq))
    for item in facts["items"]:
        if item["vote"] is not None and item["vote"]["fingerprint"] not in digests:
            raise _no(N_("Decision %(number)s does not stand in the book."), number=item["vote"]["decision"])
    return [
        Sentence(
            N_("The record book is whole: %(entries)s entries, root %(root)s, signed with %(key)s."),
            {"entries": str(verdict.entries), "root": verdict.root, "key": verdict.key},
        ),
        Sentence(N_("Its entry %(seq)s holds these minutes, and every decision in them."), {"seq": str(seq)}),
    ]


def check_board(found: Mapping[str, Any]) -> Said:
    """Add up a published board of votes.

    Raises:
        DoesNotHold: a tracker stands there twice, or the result published with it is another.
    """
    lines = found["board"]
    twice = [tracker for tracker, many in Counter(t for t, _answer in lines).items() if many > 1]
    if twice:
        raise _no(TWICE, tracker=twice[0])
    result = found.get("result") or {}
    if not found["question"].get("options"):
        counts = Counter(answer for _tracker, answer in lines)
        names = ("in_favour", "against", "abstained")
        if any(result.get(name, counts[name]) != counts[name] for name in names):
            raise _no(N_("The votes on the board do not add up to the result published with it."))
        said = N_("%(in_favour)s in favour, %(against)s against, %(abstained)s abstentions.")
        return Said((_lines_read(len(lines)), Sentence(said, {name: counts[name] for name in names})))
    question = _question(found["question"])
    ballots = [Ballot(1, tuple(tuple(rank) for rank in answer)) for _tracker, answer in lines]
    outcome = _count(question, ballots, result.get("lots", []))
    elected = result.get("elected")
    if elected is not None and list(outcome.elected) != elected:
        raise _no(N_("The votes on the board elect others than the result published with it."))
    return Said(
        (_lines_read(len(lines)), _elected([says for _key, says in question.options], outcome.elected))
    )


def check_board_csv(text: str) -> Said:
    """Add up a board that was exported as a table: tracker and vote in words.

    Raises:
        NotOurs: it is another table.
        DoesNotHold: a tracker stands there twice.
    """
    separator = ";" if ";" in text.partition("\n")[0] else ","
    rows = [row for row in csv.reader(io.StringIO(text), delimiter=separator) if row][1:]
    if not rows or any(len(row) != 2 for row in rows):
        raise NotOurs(why=Sentence(NOTHING_KNOWN))
    twice = [tracker for tracker, many in Counter(row[0] for row in rows).items() if many > 1]
    if twice:
        raise _no(TWICE, tracker=twice[0])
    counts = sorted(Counter(row[1] for row in rows).items(), key=lambda pair: (-pair[1], pair[0]))
    each = N_("%(count)s × %(answer)s")
    said = [Sentence(each, {"count": many, "answer": answer}) for answer, many in counts]
    return Said((_lines_read(len(rows)), *said))


def count_blt(
    election: Election, rule: str, *, seats: int | None, lots: Sequence[int], claimed: Sequence[int] | None
) -> Said:
    """Count the ballots of a BLT file.

    Args:
        election: as the file gives it.
        rule: by which it is counted.
        seats: instead of those in the file.
        lots: who came out of each lot, in order.
        claimed: numbers of those said to be elected.

    Raises:
        DoesNotHold: others are elected.
        NotOurs: a lot decides and is not given.
    """
    names = [Sentence("%(name)s", {"name": name}) for name in election.candidates]
    try:
        counted = RULES[rule](replace(election, seats=seats or election.seats), lots)
    except LotNeeded as lot:
        raise _lot(names, lot) from lot
    except (BadElection, LotUnused) as error:
        raise NotOurs(why=error.sentence) from error
    if claimed is not None and sorted(counted.elected) != sorted(claimed):
        raise _no(N_("The ballots elect others: %(names)s."), names=[names[n - 1] for n in counted.elected])
    said = N_("%(cast)s ballots, %(valid)s counted.")
    figures = Sentence(said, {"cast": election.given, "valid": counted.valid})
    return Said((figures, _elected(names, counted.elected)))


def _count(question: Question, ballots: Sequence[Ballot], lots: Sequence[int]) -> Outcome:
    try:
        return outcome_of(question, ballots, lots)
    except LotNeeded as lot:
        raise _lot([says for _key, says in question.options], lot) from lot
    except (BadElection, LotUnused) as error:
        raise NotOurs(why=error.sentence) from error


def _question(stored: Mapping[str, Any]) -> Question:
    return question_of("election", 0, {k: stored[k] for k in ("options", "seats", "alternates", "rule")})


def _elected(names: Sequence[Sentence], elected: Sequence[int]) -> Sentence:
    if not elected:
        return Sentence(N_("Nobody is elected."))
    return Sentence(N_("Elected: %(names)s."), {"names": [names[n - 1] for n in elected]})


def _lot(names: Sequence[Sentence], lot: LotNeeded) -> NotOurs:
    among = [names[n - 1] for n in lot.among]
    said = N_("a lot decides between %(names)s; say with --lots who came out")
    return NotOurs(why=Sentence(said, {"names": among}))


def _lines_read(many: int) -> Sentence:
    return Sentence(N_("%(count)s lines on the board, every tracker once."), {"count": many})


def _no(message: str, **facts: object) -> DoesNotHold:
    return DoesNotHold(why=Sentence(message, facts))
