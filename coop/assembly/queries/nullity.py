"""The facts of the nullity checklist, gathered from the rows."""

from __future__ import annotations

from datetime import timedelta

from coop.assembly import rules
from coop.assembly.queries.hall import in_arrears
from coop.assembly.queries.meetings import Item, Meeting, first_sitting, items
from coop.assembly.queries.minutes import sent
from coop.assembly.queries.results import Result, counted_by, results_of_item
from coop.assembly.queries.votes import CONCERNED, Vote, get_vote, tellers_of
from coop.assembly.registry import get_kind
from coop.assembly.rules.nullity import Check, Sitting, VoteTaken, checklist
from coop.kernel.sentences import Sentence
from coop.people import queries as people
from coop.records import queries as book
from coop.store import UnitOfWork

EXCLUSION = "exclusion"


def nullity(uow: UnitOfWork, meeting: Meeting) -> tuple[Check, ...]:
    """Every point that could have an opened assembly annulled, as things stand."""
    names = people.names(uow)
    first = first_sitting(uow, meeting)
    agenda = items(uow, meeting.id)
    called = _called(uow, first)
    found = [(i, r) for i in agenda for r in results_of_item(uow, i.id)]
    roll = meeting.opened_roll or 0
    met, quorum = _quorum(uow, meeting)
    notice = sent(uow, first.id, "notice")
    return checklist(
        Sitting(
            statute=meeting.statute,
            called_on=first.called_on,
            held_on=meeting.day,
            first_day=first.day,
            notice_sent_on=notice.sent_on if notice is not None else None,
            quorum_met=met,
            quorum=quorum,
            roll=roll,
            off_agenda=tuple(
                (i.position, i.principal.matter)
                for i in agenda
                if (i.position, i.principal.subject) not in called and i.state in ("carried", "lost")
            ),
            votes=tuple(_vote(uow, meeting, item, result, names) for item, result in found),
            excluded=sum(
                r.outcome == "carried" and r.decision_id is not None and i.motion.matter == EXCLUSION
                for i, r in found
            ),
            chosen=tuple(names[s] for s in meeting.signer_ids),
            tellers=tuple(names[t] for t in counted_by(uow, agenda) or tellers_of(uow, meeting)),
        )
    )


def _called(uow: UnitOfWork, first: Meeting) -> frozenset[tuple[int, str]]:
    """Positions and subjects of the call, as they stand in the record book."""
    for facts in book.facts_of(uow, "assembly.convened"):
        if facts["assembly"] == first.number:
            return frozenset((item["position"], item["subject"]) for item in facts["agenda"])
    return frozenset()


def _quorum(uow: UnitOfWork, meeting: Meeting) -> tuple[bool, Sentence]:
    assert meeting.opened_at is not None and meeting.opened_sentence is not None
    then = rules.quorum_at(
        meeting.statute.quorum,
        roll=meeting.opened_roll or 0,
        present=meeting.opened_present or 0,
        called_for=meeting.called_for,
        now=meeting.opened_at,
        zone=uow.zone,
    )
    return then.may_open, meeting.opened_sentence


def _vote(uow: UnitOfWork, meeting: Meeting, item: Item, result: Result, names: dict[int, str]) -> VoteTaken:
    vote = get_vote(uow, result.vote_id)
    voted = {v.member_id for v in vote.voters if v.may_vote}
    tally = None
    if vote.question.is_yes_no:
        counted = (result.in_favour, result.against, result.abstained, result.spoilt)
        tally = rules.Tally(result.roll, result.present, *counted)
    return VoteTaken(
        position=item.position,
        matter=item.motion.matter,
        method=result.method,
        present=result.present,
        tally=tally,
        outcome=result.outcome,
        barred=tuple(names[m] for m in sorted(voted & _barred(uow, meeting, item, vote))),
        in_arrears=tuple(names[m] for m in sorted(voted & set(in_arrears(uow, meeting.day)))),
    )


def _barred(uow: UnitOfWork, meeting: Meeting, item: Item, vote: Vote) -> set[int]:
    """Who may not vote on an item because of an office held when the day began, or being concerned.

    Whom this assembly elects or recalls has or loses the office from its vote on, and is told so then.
    """
    statute, matter = meeting.statute, item.motion.matter
    offices = statute.barred_offices.get(matter, frozenset())
    before = meeting.day - timedelta(days=1)
    found = {h.id for office in offices for h in people.holders(uow, office, before)}
    if matter in statute.barred_concerned:
        found |= {v.member_id for v in vote.voters if v.why == CONCERNED}
        found |= set(get_kind(item.motion.kind).concerned(uow, item.motion.proposal))
    return found
