"""Offices: given and ended by the assembly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from coop.decisions import DecisionProof
from coop.kernel.errors import N_, CoopError, Forbidden, Sentence
from coop.kernel.hooks import Hook
from coop.kernel.offices import OFFICES
from coop.kernel.ranges import Days, check_days
from coop.people import queries, rules
from coop.people.tables import AlternateRow, MandateRow
from coop.records import usecases as records
from coop.store import UnitOfWork
from coop.web.notices import notify

rotation: Hook[[UnitOfWork], tuple[int, str]] = Hook(lambda _uow: (0, ""))
"""Terms in a row that the statute allows, 0 for any number, and the article that says so."""


class NotYourMandate(Forbidden):
    message = N_("Only who holds an office resigns from it. The assembly can recall her.")


class MandateOver(CoopError):
    message = N_("This mandate is not in force any more. Look at the list of mandates.")


def check_rotation(uow: UnitOfWork, name: str, held: Iterable[Days], since: date) -> None:
    """Refuse another term in a row where the statute sets a limit.

    Args:
        uow: the unit of work.
        name: of the person.
        held: the days of each earlier term.
        since: first day of the other one.

    Raises:
        RotationDue: she held it as many terms in a row as the statute allows.

    References:
        Ley 20.337 arts. 63, 76: whether councillors and auditors are elected again is for the statute.
    """
    most, article = rotation(uow)
    if most and rules.terms_in_a_row(held, since) >= most:
        raise rules.RotationDue(name=name, terms=most, article=article)


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
        RotationDue: she held it as many terms in a row as the statute allows.

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
    check_rotation(
        uow,
        person.name,
        (
            Days(m.since, max(m.since, m.ends))
            for m in queries.mandates(uow)
            if (m.member_id, m.office) == (member_id, office)
        ),
        since,
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


def name_alternates(
    uow: UnitOfWork, proof: DecisionProof, office: str, until: date, member_ids: Sequence[int]
) -> None:
    """Write down who takes an office, in this order, when somebody elected with them leaves it.

    Args:
        uow: the unit of work.
        proof: the decision of the assembly.
        office: one of `rules.OFFICES`.
        until: first day after the term.
        member_ids: the first takes it first.
    """
    for place, member_id in enumerate(member_ids, start=1):
        uow.add(
            AlternateRow(
                member_id=member_id, office=office, place=place, until=until, decision_id=proof.decision_id
            )
        )


def seat_alternate(uow: UnitOfWork, mandate: queries.Mandate, since: date) -> int | None:
    """Give the rest of a mandate to the first alternate of the same election who may hold the office.

    Args:
        uow: the unit of work.
        mandate: the one that ends.
        since: first day of the alternate.

    Returns:
        The key of the new mandate; None when there is no alternate, or nothing is left of the term.
    """
    for alternate in queries.alternates(uow):
        waits = alternate.seated_on is None and alternate.until > since
        if not waits or (alternate.decision_id, alternate.office) != (mandate.decision_id, mandate.office):
            continue
        try:
            check_office(uow, alternate.member_id, alternate.office, since, alternate.until)
        except CoopError:
            continue  # She left, or holds what does not go together with it: the next one.
        row = uow.add(
            MandateRow(
                member_id=alternate.member_id,
                office=alternate.office,
                since=since,
                until=alternate.until,
                decision_id=alternate.decision_id,
            )
        )
        uow.get(AlternateRow, alternate.id).seated_on = since
        uow.session.flush()
        person = queries.get_member(uow, alternate.member_id)
        records.record(
            uow,
            "people.alternate",
            {
                "mandate": row.id,
                "member": person.number,
                "office": alternate.office,
                "since": since.isoformat(),
                "until": alternate.until.isoformat(),
            },
            {"name": person.name},
        )
        told = N_("You take the office of %(office)s as alternate from %(since)s on.")
        facts = {"office": Sentence(OFFICES[alternate.office]), "since": since}
        notify(uow, Sentence(told, facts), member_ids=[person.id], about="offices")
        return row.id
    return None


def resign(uow: UnitOfWork, mandate_id: int, why: str) -> None:
    """Give up one's own mandate today; the first alternate takes it.

    Raises:
        NotYourMandate: somebody else's.
        MandateOver: its term is over, or it was ended.
    """
    mandate = check_endable(uow, mandate_id)
    if mandate.member_id != uow.actor.member_id:
        raise NotYourMandate()
    row = uow.get(MandateRow, mandate_id)
    row.ended_on, row.resigned_why = uow.today(), why
    uow.session.flush()
    person = queries.get_member(uow, mandate.member_id)
    records.record(
        uow,
        "people.resigned",
        {
            "mandate": mandate_id,
            "member": person.number,
            "office": mandate.office,
            "ended_on": uow.today().isoformat(),
        },
        {"name": person.name, "why": why},
    )
    told = N_("%(name)s resigned as %(office)s.")
    notify(uow, Sentence(told, {"name": person.name, "office": Sentence(OFFICES[mandate.office])}))
    seat_alternate(uow, mandate, uow.today())


def end_mandate(uow: UnitOfWork, proof: DecisionProof, mandate_id: int) -> None:
    """End a mandate before its time; the permissions end in the same transaction.

    The first alternate of the same election takes the office in it too.

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
    seat_alternate(uow, mandate, uow.today())
