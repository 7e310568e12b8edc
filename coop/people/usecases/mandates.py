"""Offices: given and ended by the assembly."""

from __future__ import annotations

from datetime import date

from coop.decisions import DecisionProof
from coop.kernel.errors import N_, CoopError, Sentence
from coop.kernel.offices import OFFICES
from coop.kernel.ranges import check_days
from coop.people import queries, rules
from coop.people.tables import MandateRow
from coop.records import usecases as records
from coop.store import UnitOfWork
from coop.web.notices import notify


class MandateOver(CoopError):
    message = N_("This mandate is not in force any more. Look at the list of mandates.")


def check_office(uow: UnitOfWork, member_id: int, office: str, since: date, until: date) -> None:
    """Refuse to give an office that the person may not hold.

    Args:
        uow: the unit of work.
        member_id: who is to hold it.
        office: one of `rules.OFFICES`.
        since: first day in office.
        until: first day no longer in office.

    Raises:
        TermBackwards, TermTooLong: the term cannot be.
        NotOnTheRoll: not a full member on the first day.
        OfficeTaken: somebody holds this office, or she herself does.
        OfficesClash: she holds another office that does not go together with it.

    References:
        Ley 20.337 art. 63, 76, 77.
    """
    check_days(since, until)
    rules.check_term(since, until)
    person = queries.get_member(uow, member_id)
    on_roll = {m.id for m in queries.roll(uow, since)}
    if member_id not in on_roll:
        raise rules.NotOnTheRoll(name=person.name, day=since)
    meanwhile = [
        m for m in queries.mandates(uow) if m.since < until and since < m.ends and m.member_id in on_roll
    ]
    clash = rules.clashing(office, {m.office for m in meanwhile if m.member_id == member_id})
    if clash is not None:
        raise rules.OfficesClash(
            name=person.name,
            held=Sentence(OFFICES[clash]),
            office=Sentence(OFFICES[office]),
        )
    for other in meanwhile:
        if other.office == office and (office in rules.SINGLE or other.member_id == member_id):
            raise rules.OfficeTaken(holder=queries.get_member(uow, other.member_id).name)


def give_mandate(
    uow: UnitOfWork,
    proof: DecisionProof,
    member_id: int,
    office: str,
    until: date,
    *,
    since: date | None = None,
) -> int:
    """Give a member an office; her permissions follow from it in the same transaction.

    Args:
        uow: the unit of work.
        proof: the decision of the assembly.
        member_id: who holds it.
        office: one of `rules.OFFICES`.
        until: first day no longer in office.
        since: first day in office; today when absent.

    Returns:
        The key of the mandate.

    Raises:
        CoopError: see `check_office`.
    """
    first = since or uow.today()
    check_office(uow, member_id, office, first, until)
    row = MandateRow(
        member_id=member_id,
        office=office,
        since=first,
        until=until,
        decision_id=proof.decision_id,
    )
    uow.add(row)
    person = queries.get_member(uow, member_id)
    records.record(
        uow,
        "people.mandate",
        {
            "mandate": row.id,
            "member": person.number,
            "office": office,
            "since": first.isoformat(),
            "until": until.isoformat(),
            "decision": proof.number,
        },
        {"name": person.name},
    )
    return row.id


def check_endable(uow: UnitOfWork, mandate_id: int) -> queries.Mandate:
    """The mandate, if it can still be ended.

    Raises:
        MandateOver: its term is over, or it was ended.
    """
    mandate = queries.get_mandate(uow, mandate_id)
    if mandate.ended_on is not None or mandate.until <= uow.today():
        raise MandateOver()
    return mandate


def end_mandate(uow: UnitOfWork, proof: DecisionProof, mandate_id: int) -> None:
    """End a mandate before its time; the permissions end in the same transaction.

    Raises:
        MandateOver: its term is over, or it was ended.
    """
    mandate = check_endable(uow, mandate_id)
    row = uow.get(MandateRow, mandate_id)
    row.ended_on, row.ended_decision_id = uow.today(), proof.decision_id
    uow.session.flush()
    person = queries.get_member(uow, mandate.member_id)
    records.record(
        uow,
        "people.mandate_ended",
        {
            "mandate": mandate_id,
            "member": person.number,
            "office": mandate.office,
            "ended_on": uow.today().isoformat(),
            "decision": proof.number,
        },
        {"name": person.name},
    )
    told = N_("The assembly ended your mandate as %(office)s by decision %(decision)s.")
    facts = {"office": Sentence(OFFICES[mandate.office]), "decision": proof.number}
    notify(uow, Sentence(told, facts), member_ids=[person.id], about="offices")
