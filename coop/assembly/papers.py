"""The notice and the minutes of an assembly on paper."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from coop.assembly import queries, rules
from coop.documents.rules import Draft, Letterhead
from coop.kernel.canonical import fingerprint
from coop.kernel.clock import local_date
from coop.kernel.errors import N_, Sentence
from coop.kernel.offices import OFFICES
from coop.kernel.sentences import from_json, to_json
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
        "agenda": [(item, statute.majority_sentence(item.motion.matter)) for item in agenda],
    }
    return Draft("papers/assembly_notice.html", context, facts)


def minutes(uow: UnitOfWork, ref: str) -> Draft:
    """The minutes, for the rubricated book and the authority; made from the fixed facts alone.

    Args:
        uow: the unit of work.
        ref: key of the assembly.

    Raises:
        NoMinutes: the assembly is not closed.

    References:
        Ley 20.337 arts. 38, 55, 56.
    """
    fixed = queries.get_minutes(uow, int(ref))
    facts = fixed.facts
    zone = uow.zone
    context = {
        "title": rules.paper_title(rules.MINUTES_TITLE, facts["number"]),
        "coop": Letterhead(
            name=facts["coop"]["name"],
            legal_name=facts["coop"]["legal_name"],
            cuit=facts["coop"]["cuit"] or "",
            matricula=facts["coop"]["matricula"] or "",
            address=facts["coop"]["address"],
        ),
        "facts": facts,
        "kind": Sentence(rules.KINDS[facts["kind"]]),
        "called_for": _local(_instant(facts["called_for"]), zone),
        "called_on": fixed.meeting.called_on,
        "opened": _local(_instant(facts["opened_at"]), zone),
        "closed": _local(_instant(facts["closed_at"]), zone),
        "quorum": from_json(facts["quorum"]),
        "items": [_item(item) for item in facts["items"]],
        "attendance": [
            {
                **line,
                "times": [
                    {"way": t["way"], "time": _local(_instant(t["at"]), zone)["time"]} for t in line["times"]
                ],
            }
            for line in facts["attendance"]
        ],
        "signers": [
            {"name": s["name"], "office": Sentence(OFFICES.get(s["as"], N_("Member chosen to sign")))}
            for s in facts["signers"]
        ],
        "entry": fixed.entry_seq,
        "entry_fingerprint": fingerprint(fixed.entry_digest),
        "minutes_fingerprint": fingerprint(fixed.digest),
    }
    return Draft("papers/assembly_minutes.html", context, facts)


PAPERS = {rules.NOTICE: notice, rules.MINUTES: minutes}


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    vote = item["vote"]
    return {
        **item,
        "text": [from_json(s) for s in item["text"]],
        "rule": from_json(item["rule"]),
        "vote": None
        if vote is None
        else {
            **vote,
            "sentence": from_json(vote["sentence"]),
            "obstacle": from_json(vote["obstacle"]),
            "fingerprint": fingerprint(vote["fingerprint"]),
        },
    }


def _instant(value: str) -> datetime:
    return datetime.fromisoformat(value)


def _local(instant: datetime, zone: ZoneInfo) -> dict[str, Any]:
    """Day and wall-clock time at the workplace."""
    return {"day": local_date(instant, zone), "time": f"{instant.astimezone(zone):%H:%M}"}
