"""The minutes of an assembly as facts: what the paper shows and its attachment carries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from coop.assembly.queries.meetings import Item, Meeting, attendance, get_meeting, items, present_members
from coop.assembly.queries.results import result_of
from coop.assembly.queries.votes import tellers_of, votes_of
from coop.assembly.tables import MinutesRow
from coop.kernel.canonical import plain
from coop.kernel.errors import N_, NotFound
from coop.kernel.sentences import to_json
from coop.people import queries as people
from coop.records import queries as book
from coop.store import UnitOfWork


class NoMinutes(NotFound):
    message = N_("This assembly has no minutes yet. They are fixed when the chair closes it.")


@dataclass(frozen=True, slots=True)
class Minutes:
    """Fixed minutes.

    Attributes:
        facts: everything the paper shows.
        digest: of the facts; printed as fingerprint.
        entry_seq: place in the record book.
        entry_digest: of that entry.
    """

    meeting: Meeting
    facts: dict[str, Any]
    digest: str
    entry_seq: int
    entry_digest: str


def find_minutes(uow: UnitOfWork, meeting_id: int) -> Minutes | None:
    """The minutes of a closed assembly, or None."""
    row = uow.session.scalar(select(MinutesRow).where(MinutesRow.meeting_id == meeting_id))
    if row is None:
        return None
    return Minutes(get_meeting(uow, meeting_id), row.facts, row.digest, row.entry_seq, row.entry_digest)


def get_minutes(uow: UnitOfWork, meeting_id: int) -> Minutes:
    """The minutes of a closed assembly.

    Raises:
        NoMinutes: it is not closed.
    """
    found = find_minutes(uow, meeting_id)
    if found is None:
        raise NoMinutes()
    return found


def minutes_facts(uow: UnitOfWork, meeting: Meeting, *, closed_at: datetime) -> dict[str, Any]:
    """Everything that the minutes must say, as JSON. Sentences are kept in no language.

    Args:
        uow: the unit of work.
        meeting: an open assembly with a result or a reason for every item.
        closed_at: the instant of its end.

    References:
        Ley 20.337 arts. 55-56. The list of contents follows Ley 27/1999 (Spain) art. 29, because
        the Argentine Act names none.
    """
    names = people.names(uow)
    coop = people.get_coop(uow)
    statute = meeting.statute
    facts = {
        "paper": "assembly.minutes",
        "coop": {
            "name": coop.name,
            "legal_name": coop.legal_name,
            "cuit": coop.cuit,
            "matricula": coop.matricula,
            "address": f"{coop.address}, {coop.city}, {coop.province}",
        },
        "number": meeting.number,
        "kind": meeting.kind,
        "statute": statute.code,
        "articles": {
            "notice": statute.notice_article,
            "quorum": statute.quorum_article,
            "majority": statute.majority_article,
            "barred": statute.barred_article,
            "signers": statute.signers_article,
        },
        "called_on": meeting.called_on,
        "called_for": meeting.called_for,
        "place": meeting.place,
        "opened_at": meeting.opened_at,
        "closed_at": closed_at,
        "roll": meeting.opened_roll,
        "present": meeting.opened_present,
        "present_at_close": len(present_members(uow, meeting)),
        "quorum": to_json(meeting.opened_sentence),
        "chair": names[meeting.chair_id] if meeting.chair_id is not None else None,
        "tellers": [names[t] for t in tellers_of(uow, meeting)],
        "attendance": _attendance(uow, meeting),
        "items": [_item(uow, meeting, item, names) for item in items(uow, meeting.id)],
        "signers": _signers(uow, meeting, names),
    }
    found = plain(facts)
    assert isinstance(found, dict)
    return found


def _attendance(uow: UnitOfWork, meeting: Meeting) -> list[dict[str, Any]]:
    lines: dict[int, dict[str, Any]] = {}
    for line in attendance(uow, meeting.id):
        entry = lines.setdefault(line.member_id, {"number": line.number, "name": line.name, "times": []})
        entry["times"].append({"way": line.way, "at": line.at})
    return sorted(lines.values(), key=lambda entry: int(entry["number"]))


def _item(uow: UnitOfWork, meeting: Meeting, item: Item, names: dict[int, str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "position": item.position,
        "kind": item.motion.kind,
        "title": item.motion.title,
        "text": [to_json(s) for s in item.motion.described],
        "subject": item.motion.subject,
        "matter": item.motion.matter,
        "rule": to_json(meeting.statute.majority_sentence(item.motion.matter)),
        "set_aside": item.set_aside_why,
        "vote": None,
    }
    result = result_of(uow, item)
    if result is None or result.decision_id is None:
        return found
    decision = book.get_decision(uow, result.decision_id)
    vote = next(v for v in votes_of(uow, item.id) if v.id == result.vote_id)
    found["vote"] = {
        "rounds": vote.round,
        "at": result.at,
        "roll": vote.roll,
        "present": vote.present,
        "barred": [names[b] for b in vote.barred_ids],
        "in_favour": result.in_favour,
        "against": result.against,
        "abstained": result.abstained,
        "base": result.base,
        "needed": result.needed,
        "outcome": result.outcome,
        "sentence": to_json(result.sentence),
        "tellers": [names[t] for t in result.teller_ids],
        "decision": result.number,
        "fingerprint": decision.digest,
        "state": decision.state,
        "obstacle": to_json(decision.obstacle),
    }
    return found


def _signers(uow: UnitOfWork, meeting: Meeting, names: dict[int, str]) -> list[dict[str, Any]]:
    signers: list[dict[str, Any]] = []
    for office in meeting.statute.signers:
        holders = people.holders(uow, office, meeting.day)
        signers.extend({"name": h.name, "as": office} for h in holders)
    signers.extend({"name": names[s], "as": "member"} for s in meeting.signer_ids)
    return signers
