"""What an assembly asks of a person."""

from __future__ import annotations

from coop.assembly import queries as assembly
from coop.assembly import rules as assembly_rules
from coop.assembly.queries import Meeting
from coop.kernel.sentences import N_, Sentence
from coop.records import queries as records
from coop.store import UnitOfWork
from coop.terminal.queries.board import next_assembly
from coop.terminal.queries.card import Card, Way
from coop.web.identity import Identity


def assembly_cards(uow: UnitOfWork, who: Identity) -> list[Card]:
    """The assembly of today or to come, and what waits for one."""
    meeting = assembly.next_meeting(uow)
    found = _meeting(uow, who, meeting) if meeting else []
    return [*found, *_motions(uow, who, meeting), *_registrations(uow, who)]


def _meeting(uow: UnitOfWork, who: Identity, meeting: Meeting) -> list[Card]:
    doors = assembly_rules.doors_are_open(meeting.called_for, uow.now())
    found = []
    vote = assembly.find_open_vote(uow, meeting.id) if meeting.state == "open" else None
    if vote is not None and assembly.may_count(uow, meeting, vote, who.member_id):
        found.append(
            Card(
                Sentence(N_("A vote waits for your count")),
                Sentence(N_("Two tellers count, each alone. Only equal counts make a result.")),
                Way("assembly.enter_count", {"vote_id": vote.id}),
                Sentence(N_("Enter my count")),
                asks=True,
            )
        )
    if vote is not None and assembly.answers_left(uow, vote, who.member_id):
        found.append(
            Card(
                Sentence(N_("A roll-call waits for your vote")),
                Sentence(N_("Each says it by name, once; it stands in the minutes.")),
                Way("assembly.roll_call", {"vote_id": vote.id}),
                Sentence(N_("Say my vote")),
                asks=True,
            )
        )
    if doors and assembly.is_chair(uow, meeting, who.member_id):
        found.append(
            Card(
                Sentence(N_("You chair the assembly")),
                next_assembly(uow),
                Way("assembly.lead", {"meeting_id": meeting.id}),
                Sentence(N_("Chair this assembly")),
                asks=True,
            )
        )
    if doors and who.may("assembly:door:keep"):
        found.append(
            Card(
                Sentence(N_("The attendance book is open")),
                Sentence(N_("Whoever has no badge signs at your table.")),
                Way("assembly.door", {"meeting_id": meeting.id}),
                Sentence(N_("Check people in")),
                asks=True,
            )
        )
    found.append(
        Card(
            Sentence(N_("Next assembly")),
            next_assembly(uow),
            Way("assembly.show_meeting", {"meeting_id": meeting.id}),
            Sentence(N_("Agenda and motions")),
        )
    )
    return found


def _motions(uow: UnitOfWork, who: Identity, meeting: Meeting | None) -> list[Card]:
    waiting = assembly.waiting_motions(uow)
    if not waiting or not who.may("assembly:meeting:convene"):
        return []
    return [
        Card(
            Sentence(N_("Motions that wait for an assembly")),
            Sentence(N_("They are voted only when an assembly is called with them on its agenda.")),
            Way("assembly.convene"),
            Sentence(N_("Call an assembly")),
            figure=len(waiting),
            asks=meeting is None,
        )
    ]


def _registrations(uow: UnitOfWork, who: Identity) -> list[Card]:
    if not who.may("assembly:decision:register"):
        return []
    waiting = [d for d in records.decisions(uow) if d.state == "awaiting registration"]
    if not waiting:
        return []
    return [
        Card(
            Sentence(N_("Decisions that wait for their registration")),
            Sentence(N_("They are carried and take effect when the authority has registered them.")),
            Way("assembly.list_decisions"),
            Sentence(N_("Register of decisions")),
            figure=len(waiting),
            asks=True,
        )
    ]
