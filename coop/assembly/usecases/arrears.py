"""Who is in arrears; where the statute says so she speaks and does not vote."""

from __future__ import annotations

from datetime import date

from coop.assembly import queries
from coop.assembly.tables import ArrearsRow
from coop.assembly.usecases.presence import NotOnTheRoll
from coop.kernel.errors import N_, CoopError, Invalid
from coop.kernel.sentences import Sentence
from coop.people import queries as people
from coop.records import usecases as records
from coop.store import UnitOfWork
from coop.web.notices import notify


class InArrearsAlready(CoopError):
    message = N_("%(name)s is written down as in arrears already. End that first, or leave it.")


class ArrearsLater(Invalid):
    message = N_("Arrears begin today or before. Write them down when the day has come.")


class ArrearsEnded(CoopError):
    message = N_("These arrears ended already.")


def note_arrears(uow: UnitOfWork, member_id: int, *, since: date, why: str) -> int:
    """Write down that a member is in arrears; where the statute says so she speaks and does not vote.

    Args:
        uow: the unit of work.
        member_id: who owes.
        since: first day.
        why: what she owes; she and the officers see it.

    Raises:
        NotOnTheRoll: no member.
        ArrearsLater: it begins after today.
        InArrearsAlready: she is written down.

    References:
        Model statute of worker co-operatives (INAES) art. 39.
    """
    person = people.get_member(uow, member_id)
    if member_id not in {m.id for m in people.roll(uow, uow.today())}:
        raise NotOnTheRoll(name=person.name)
    if since > uow.today():
        raise ArrearsLater()
    if member_id in queries.in_arrears(uow, uow.today()):
        raise InArrearsAlready(name=person.name)
    row = uow.add(ArrearsRow(member_id=member_id, since=since, why=why, noted_by=uow.actor.member_id))
    records.record(
        uow, "assembly.arrears", {"member": person.number, "since": since.isoformat(), "ended_on": None}
    )
    told = N_("You are written down as in arrears since %(since)s: %(why)s. Speak with the treasurer.")
    notify(uow, Sentence(told, {"since": since, "why": why}), member_ids=[member_id], about="assembly")
    return row.id


def end_arrears(uow: UnitOfWork, arrears_id: int) -> None:
    """Write down that a member owes nothing more; she votes again from today.

    Raises:
        ArrearsEnded: it was written down before.
    """
    row = uow.get(ArrearsRow, arrears_id)
    if row.ended_on is not None:
        raise ArrearsEnded()
    row.ended_on, row.ended_by = uow.today(), uow.actor.member_id
    uow.session.flush()
    number = people.get_member(uow, row.member_id).number
    records.record(
        uow,
        "assembly.arrears",
        {"member": number, "since": row.since.isoformat(), "ended_on": uow.today().isoformat()},
    )
    told = N_("You are in arrears no more: you vote again.")
    notify(uow, Sentence(told), member_ids=[row.member_id], about="assembly")
