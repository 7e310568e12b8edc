"""Dissent from a decision is written down: "salvar el voto"."""

from __future__ import annotations

from coop.assembly import queries
from coop.assembly.tables import DissentRow
from coop.assembly.usecases.minutes import may_write
from coop.kernel.errors import N_, CoopError, Forbidden
from coop.people import queries as people
from coop.records import usecases as records
from coop.store import UnitOfWork


class NothingCarried(CoopError):
    message = N_("Nothing was carried there, so there is nothing to dissent from.")


class NotForOthers(Forbidden):
    message = N_("Each asks for it herself, or the secretary or the chair writes it down for her.")


class NotOfThisRoll(CoopError):
    message = N_("%(name)s was not on the roll of that assembly.")


class SaidYes(CoopError):
    message = N_("%(name)s voted in favour by name, so no dissent can be written down for her.")


class OnlyWhileOpen(CoopError):
    message = N_(
        "%(name)s was there: dissent is asked for while the assembly is open. By then it was closed; "
        "what stays is to challenge the decision."
    )


class TooLate(CoopError):
    message = N_("The last day to have it written down was %(last)s (%(article)s).")


class WrittenAlready(CoopError):
    message = N_("The dissent of %(name)s is written down already; there is nothing more to do.")


def note_dissent(uow: UnitOfWork, motion_id: int, *, member_id: int, reason: str) -> None:
    """Write down that a member is not for a decision, with her reason.

    Args:
        uow: the unit of work.
        motion_id: what was carried.
        member_id: who dissents: the actor, or somebody for whom the secretary or the chair writes.
        reason: why, in her words; stands in the minutes.

    Raises:
        NothingCarried: it was not voted, or lost.
        NotForOthers: somebody else asks.
        NotOfThisRoll: she was no member then.
        SaidYes: she voted in favour by name.
        OnlyWhileOpen: she was there, and the assembly is over.
        TooLate: she was absent, and every deadline is over.
        WrittenAlready: it stands there.

    References:
        Ley 20.337 arts. 60 (exit), 62 (challenge), 74 (a councillor who saved her vote).
    """
    result = queries.find_result(uow, motion_id)
    if result is None or result.outcome != "carried":
        raise NothingCarried()
    meeting = queries.meeting_of_result(uow, result)
    if member_id != uow.actor.member_id and not may_write(uow, meeting):
        raise NotForOthers()
    person = people.get_member(uow, member_id)
    if member_id not in {m.id for m in queries.roll_of(uow, meeting)}:
        raise NotOfThisRoll(name=person.name)
    if any(d.member_id == member_id for d in queries.dissents(uow, result.vote_id)):
        raise WrittenAlready(name=person.name)
    there = queries.was_there(uow, result.vote_id, member_id)
    if any(s.member_id == member_id and s.said == "in_favour" for s in queries.said_in(uow, result.vote_id)):
        raise SaidYes(name=person.name)
    if meeting.state != "open":
        if there:
            raise OnlyWhileOpen(name=person.name)
        dates = queries.deadlines_of(uow, result)
        last = dates.last if dates is not None else None
        if last is None or uow.today() > last:
            raise TooLate(last=last or meeting.day, article=meeting.statute.challenge_article)
    uow.add(
        DissentRow(
            vote_id=result.vote_id,
            member_id=member_id,
            was="present" if there else "absent",
            reason=reason,
            at=uow.now(),
            noted_by=uow.actor.member_id,
        )
    )
    records.record(
        uow,
        "assembly.dissent",
        {"decision": result.number, "member": person.number, "was": "present" if there else "absent"},
        personal={"reason": reason},
    )
