"""The notice and the minutes of an assembly on paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from coop.assembly import queries, rules
from coop.assembly.papers import shown
from coop.assembly.rules.minutes import ERRATUM, MEANS, erratum_title
from coop.assembly.usecases.minutes import NotApproved
from coop.documents.rules import Draft, Letterhead
from coop.kernel.canonical import fingerprint
from coop.kernel.clock import local_date
from coop.kernel.errors import Sentence
from coop.kernel.sentences import to_json
from coop.people import queries as people
from coop.store import UnitOfWork


def notice(uow: UnitOfWork, ref: str) -> Draft:
    """The notice that hangs on the wall: day, hour, place, agenda, how the quorum works.

    Args:
        uow: the unit of work.
        ref: key of the assembly.

    References:
        Ley 20.337 arts. 48, 49.
    """
    meeting = queries.get_meeting(uow, int(ref))
    agenda = queries.items(uow, meeting.id)
    statute = meeting.statute
    roll = len(queries.roll_of(uow, meeting))
    facts = {
        "number": meeting.number,
        "kind": meeting.kind,
        "statute": statute.code,
        "called_on": meeting.called_on,
        "called_for": meeting.called_for,
        "place": meeting.place,
        "agenda": [
            {
                "position": item.position,
                "kind": item.motion.kind,
                "subject": item.motion.subject,
                "text": [to_json(s) for s in item.motion.described],
            }
            for item in agenda
        ],
    }
    local = _local(meeting.called_for, uow.zone)
    context = {
        "title": rules.paper_title(rules.NOTICE_TITLE, meeting.number),
        "coop": people.letterhead(uow),
        "meeting": meeting,
        "kind": Sentence(rules.KINDS[meeting.kind]),
        "when": local,
        "later": _local(queries.quorum(uow, meeting).later_from, uow.zone),
        "roll": roll,
        "needed": statute.quorum.needed(roll),
        "agenda": [(item, queries.rule_of(uow, statute, item.motion)) for item in agenda],
    }
    return Draft("papers/assembly_notice.html", context, facts)


def minutes(uow: UnitOfWork, ref: str) -> Draft:
    """The minutes, for the rubricated book and the authority; made from the fixed facts alone.

    Args:
        uow: the unit of work.
        ref: key of the assembly.

    Raises:
        NoMinutes, NotApproved: not all have signed.

    References:
        Ley 20.337 arts. 38, 55, 56.
    """
    fixed = queries.get_minutes(uow, int(ref))
    if fixed.entry_seq is None or fixed.entry_digest is None:
        raise NotApproved()
    facts = fixed.facts
    context = {
        "title": rules.paper_title(rules.MINUTES_TITLE, facts["number"]),
        "coop": _letterhead(facts),
        "m": shown.shown(facts, uow.zone),
        "signers": fixed.signers,
        "means": MEANS,
        "entry": fixed.entry_seq,
        "entry_fingerprint": fingerprint(fixed.entry_digest),
        "minutes_fingerprint": fixed.fingerprint,
    }
    attached = {
        "minutes": facts,
        "digest": fixed.digest,
        "version": fixed.version,
        "signatures": [
            {
                "number": s.number,
                "name": s.name,
                "as": s.capacity,
                "means": s.means,
                "at": s.at,
                "why": s.why,
            }
            for s in fixed.signers
        ],
        "entry": fixed.entry_seq,
        "entry_digest": fixed.entry_digest,
    }
    return Draft("papers/assembly_minutes.html", context, attached)


def erratum(uow: UnitOfWork, ref: str) -> Draft:
    """A mistake in approved minutes put right, on a page of its own.

    Args:
        uow: the unit of work.
        ref: key of the erratum.
    """
    found = queries.get_erratum(uow, int(ref))
    meeting = queries.get_meeting(uow, found.meeting_id)
    facts = {
        "assembly": meeting.number,
        "erratum": found.number,
        "text": found.text,
        "reason": found.reason,
        "by": found.by,
        "at": found.at,
        "minutes": found.minutes_digest,
        "entry": found.entry_seq,
        "entry_digest": found.entry_digest,
    }
    context = {
        "title": erratum_title(meeting.number, found.number),
        "coop": people.letterhead(uow),
        "meeting": meeting,
        "erratum": found,
        "when": _local(found.at, uow.zone),
        "minutes_fingerprint": fingerprint(found.minutes_digest),
        "entry_fingerprint": fingerprint(found.entry_digest),
    }
    return Draft("papers/assembly_erratum.html", context, facts)


PAPERS = {rules.NOTICE: notice, rules.MINUTES: minutes, ERRATUM: erratum}


def _letterhead(facts: Mapping[str, Any]) -> Letterhead:
    coop = facts["coop"]
    return Letterhead(
        name=coop["name"],
        legal_name=coop["legal_name"],
        cuit=coop["cuit"] or "",
        matricula=coop["matricula"] or "",
        address=coop["address"],
    )


def _local(instant: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """Day and wall-clock time at the workplace."""
    return {"day": local_date(instant, zone), "time": f"{instant.astimezone(zone):%H:%M}"}
