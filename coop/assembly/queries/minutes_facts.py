"""The minutes of an assembly as facts: what the paper shows and its attachment carries."""

from __future__ import annotations

from typing import Any

from coop.assembly.queries.before import premeetings
from coop.assembly.queries.dissent import dissents
from coop.assembly.queries.followup import what_became
from coop.assembly.queries.hall import guests, proxies, speeches
from coop.assembly.queries.meetings import (
    Item,
    Meeting,
    attendance,
    first_sitting,
    items,
    next_sitting,
    present_members,
)
from coop.assembly.queries.minutes import notes, signers_due
from coop.assembly.queries.motions import get_motion
from coop.assembly.queries.nullity import nullity
from coop.assembly.queries.questions import rule_of
from coop.assembly.queries.results import Result, counted_by, results_of_item
from coop.assembly.queries.urn import find_urn
from coop.assembly.queries.votes import Vote, get_vote, said_in, tellers_of, votes_of
from coop.assembly.rules.minutes import GENERAL, PLACE, SAID
from coop.assembly.rules.questions import ROLL_CALL
from coop.kernel.canonical import plain
from coop.kernel.sentences import to_json
from coop.people import queries as people
from coop.records import queries as book
from coop.store import UnitOfWork


def minutes_facts(uow: UnitOfWork, meeting: Meeting) -> dict[str, Any]:
    """Everything that the minutes must say, as JSON. Sentences are kept in no language.

    Args:
        uow: the unit of work.
        meeting: an assembly that was opened; while it is open, the facts so far.

    References:
        Ley 20.337 arts. 55-56. The list of contents follows Ley 27/1999 (Spain) art. 29, because
        the Argentine Act names none.
    """
    names = people.names(uow)
    coop = people.get_coop(uow)
    statute = meeting.statute
    written = notes(uow, meeting.id)
    first = first_sitting(uow, meeting)
    goes_on = next_sitting(uow, meeting.id)
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
        "continues": first.number if first.id != meeting.id else None,
        "goes_on": {"number": goes_on.number, "called_for": goes_on.called_for} if goes_on else None,
        "statute": statute.code,
        "articles": {
            "notice": statute.notice_article,
            "quorum": statute.quorum_article,
            "majority": statute.majority_article,
            "barred": statute.barred_article,
            "signers": statute.signers_article,
            "dissent": f"{statute.exit_article}, {statute.challenge_article}",
        },
        "called_on": meeting.called_on,
        "called_as": meeting.called_as,
        "called_for": meeting.called_for,
        "place": written.get((PLACE, None), meeting.place),
        "place_called": meeting.place,
        "opened_at": meeting.opened_at,
        "closed_at": meeting.closed_at,
        "roll": meeting.opened_roll,
        "present": meeting.opened_present,
        "present_at_close": len(present_members(uow, meeting)),
        "quorum": to_json(meeting.opened_sentence),
        "chair": names[meeting.chair_id] if meeting.chair_id is not None else None,
        "tellers": [names[t] for t in counted_by(uow, items(uow, meeting.id)) or tellers_of(uow, meeting)],
        "attendance": _attendance(uow, meeting),
        "proxies": [{"giver": p.giver, "holder": p.holder} for p in proxies(uow, meeting.id)],
        "guests": [{"name": g.name, "capacity": g.capacity} for g in guests(uow, meeting.id)],
        "premeetings": [
            {"whom": p.whom, "said": p.said} for p in premeetings(uow, meeting.id) if p.said is not None
        ],
        "before": _before(uow, meeting),
        "general": written.get((GENERAL, None)),
        "items": [
            _item(uow, meeting, item, names, written.get((SAID, item.id))) for item in items(uow, meeting.id)
        ],
        "signers": [
            {"number": s.number, "name": s.name, "as": s.capacity} for s in signers_due(uow, meeting)
        ],
        "checks": [
            {
                "title": c.title,
                "article": c.article,
                "holds": c.holds,
                "fact": to_json(c.fact),
                "todo": to_json(c.todo) if c.todo is not None else None,
            }
            for c in nullity(uow, meeting)
        ],
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


def _before(uow: UnitOfWork, meeting: Meeting) -> list[dict[str, Any]]:
    return [
        {
            "decision": b.number,
            "title": to_json(b.title),
            "state": b.state,
            "obstacle": to_json(b.obstacle),
            "tasks": [
                {
                    "what": to_json(t.what),
                    "who": t.name,
                    "due_on": t.due_on,
                    "state": t.state,
                    "result": t.last,
                }
                for t in b.tasks
            ],
        }
        for b in what_became(uow, meeting)
    ]


def _item(
    uow: UnitOfWork, meeting: Meeting, item: Item, names: dict[int, str], said: str | None
) -> dict[str, Any]:
    taken = results_of_item(uow, item.id)
    decided = next((r for r in taken if r.decision_id is not None), None)
    spoke = dict.fromkeys(
        t.name for t in speeches(uow, meeting.id) if t.item_id == item.id and t.speech.began_at is not None
    )
    return {
        "position": item.position,
        "kind": item.motion.kind,
        "title": item.motion.title,
        "text": [to_json(s) for s in item.motion.described],
        "called": None
        if item.motion.id == item.principal.id
        else [to_json(s) for s in item.principal.described],
        "subject": item.motion.subject,
        "matter": item.motion.matter,
        "rule": to_json(rule_of(uow, meeting.statute, item.motion)),
        "state": item.state,
        "set_aside": item.set_aside_why,
        "spoke": list(spoke),
        "said": said,
        "votes_before": [_vote(uow, r, names) for r in taken if r.decision_id is None],
        "vote": _decided(uow, decided, names) if decided is not None else None,
        "dissent": [
            {"number": d.number, "name": d.name, "was": d.was, "reason": d.reason}
            for d in (dissents(uow, decided.vote_id) if decided is not None else ())
        ],
    }


def _decided(uow: UnitOfWork, result: Result, names: dict[int, str]) -> dict[str, Any]:
    assert result.decision_id is not None
    decision = book.get_decision(uow, result.decision_id)
    return {
        **_vote(uow, result, names),
        "decision": result.number,
        "fingerprint": decision.digest,
        "state": decision.state,
        "obstacle": to_json(decision.obstacle),
    }


def _vote(uow: UnitOfWork, result: Result, names: dict[int, str]) -> dict[str, Any]:
    vote = get_vote(uow, result.vote_id)
    asked = get_motion(uow, result.asked_id)
    return {
        "about": result.about,
        "asked": [to_json(s) for s in asked.described],
        "method": result.method,
        "rounds": vote.round,
        "again": [v.again_why for v in _rounds(uow, vote) if v.again_why is not None],
        "at": result.at,
        "roll": vote.roll,
        "present": vote.present,
        "barred": [{"name": names[v.member_id], "why": v.why} for v in vote.voters if not v.may_vote],
        "represented": [
            {"name": names[v.member_id], "by": names[v.by_id]} for v in vote.voters if v.by_id is not None
        ],
        "in_favour": result.in_favour,
        "against": result.against,
        "abstained": result.abstained,
        "spoilt": result.spoilt,
        "base": result.base,
        "needed": result.needed,
        "outcome": result.outcome,
        "sentence": to_json(result.sentence),
        "tellers": [names[t] for t in result.teller_ids],
        "by_name": _by_name(uow, vote, names),
        "tally": result.tally,
        "urn": _urn(uow, vote.id, names),
    }


def _rounds(uow: UnitOfWork, last: Vote) -> list[Vote]:
    return [
        v
        for v in votes_of(uow, last.item_id)
        if v.question.about == last.question.about and v.motion_id == last.motion_id
    ]


def _by_name(uow: UnitOfWork, vote: Vote, names: dict[int, str]) -> list[dict[str, Any]]:
    """What each said in a roll-call; who said nothing abstained."""
    if vote.method != ROLL_CALL:
        return []
    said = {s.member_id: s for s in said_in(uow, vote.id)}
    found = []
    for voter in vote.voters:
        if voter.may_vote:
            word = said.get(voter.member_id)
            ranks = (
                [list(rank) for rank in word.ranks] if word is not None and word.ranks is not None else None
            )
            found.append(
                {
                    "name": names[voter.member_id],
                    "said": word.said if word is not None else "abstained",
                    "ranks": [list(rank) for rank in ranks] if ranks is not None else None,
                }
            )
    return found


def _urn(uow: UnitOfWork, vote_id: int, names: dict[int, str]) -> dict[str, Any] | None:
    urn = find_urn(uow, vote_id)
    if urn is None or urn.found is None:
        return None
    return {
        "keepers": [names[k] for k in urn.keeper_ids],
        "printed": urn.found.printed,
        "signatures": urn.found.signatures,
        "second_urn": urn.found.second_urn,
        "envelopes": urn.found.envelopes,
        "left": urn.found.left,
        "public": urn.is_public,
        "opening": urn.opening_hash,
    }
