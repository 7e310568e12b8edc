"""Delegates are sent, report, are recalled, or give their mandate back."""

from __future__ import annotations

from datetime import date

from coop.assembly import queries, rules
from coop.assembly.tables import DelegationRow, TaskRow
from coop.decisions import DecisionProof
from coop.kernel.errors import N_, CoopError, Forbidden, Sentence
from coop.kernel.ranges import Days, check_days
from coop.people import queries as people
from coop.people.rules import NotOnTheRoll, check_term
from coop.people.usecases import check_rotation
from coop.records import usecases as records
from coop.store import UnitOfWork
from coop.web.notices import notify


class NotTheDelegate(Forbidden):
    message = N_("Only the delegate gives a mandate back. The assembly can recall its delegate.")


class DelegationOver(CoopError):
    message = N_("This mandate is not in force any more. Look at the list of delegates.")


def check_delegate(
    uow: UnitOfWork, member_id: int, *, purpose: str, since: date, until: date, report_days: int
) -> None:
    """Refuse to send a delegate who cannot be sent.

    Args:
        uow: the unit of work.
        member_id: who is sent.
        purpose: where or to what.
        since: first day.
        until: first day after the term.
        report_days: days between two reports; 0 for the last day alone.

    Raises:
        TermBackwards, TermTooLong: the term cannot be.
        ReportsTooRare: less than a report a year.
        NotOnTheRoll: not a full member on the first day.
        RotationDue: she was sent there as many terms in a row as the statute allows.
    """
    check_days(since, until)
    check_term(since, until)
    rules.check_reports(report_days)
    person = people.get_member(uow, member_id)
    if member_id not in {m.id for m in people.roll(uow, since)}:
        raise NotOnTheRoll(name=person.name, day=since)
    there = [
        d
        for d in queries.delegations(uow)
        if d.member_id == member_id and d.purpose.casefold() == purpose.casefold()
    ]
    check_rotation(uow, person.name, (Days(d.since, max(d.since, d.ends)) for d in there), since)


def send_delegate(
    uow: UnitOfWork,
    proof: DecisionProof,
    member_id: int,
    *,
    purpose: str,
    words: str,
    limits: str,
    since: date,
    until: date,
    report_days: int,
) -> int:
    """Send a member with a mandate that binds her; her first report is a task with a day.

    Returns:
        The key of the mandate.

    Raises:
        CoopError: see `check_delegate`.
    """
    check_delegate(uow, member_id, purpose=purpose, since=since, until=until, report_days=report_days)
    row = uow.add(
        DelegationRow(
            member_id=member_id,
            purpose=purpose,
            words=words,
            limits=limits,
            since=since,
            until=until,
            report_days=report_days,
            decision_id=proof.decision_id,
        )
    )
    person = people.get_member(uow, member_id)
    records.record(
        uow,
        "assembly.delegation",
        {
            "delegation": row.id,
            "member": person.number,
            "since": since.isoformat(),
            "until": until.isoformat(),
            "decision": proof.number,
        },
        {"name": person.name, "purpose": purpose, "words": words, "limits": limits},
    )
    told = N_("The assembly sends you as its delegate by decision %(decision)s: %(purpose)s")
    facts = {"decision": proof.number, "purpose": purpose}
    notify(uow, Sentence(told, facts), member_ids=[member_id], about="assembly")
    ask_for_report(uow, row.id, after=since)
    return row.id


def ask_for_report(uow: UnitOfWork, delegation_id: int, *, after: date) -> None:
    """Give a delegate her next report to write, if the mandate has another; for this package only."""
    found = queries.get_delegation(uow, delegation_id)
    day = rules.next_report(found.since, found.until, found.report_days, after)
    if found.state not in ("in force", "not begun"):
        return
    if day is None:
        if found.reports:
            return
        day = after
    uow.add(
        TaskRow(
            decision_id=found.decision_id,
            delegation_id=delegation_id,
            what=found.purpose,
            member_id=found.member_id,
            due_on=day,
            noted_by=None,
            at=uow.now(),
        )
    )


def check_in_force(uow: UnitOfWork, delegation_id: int) -> queries.Delegation:
    """The mandate of a delegate, if it can still be ended.

    Raises:
        DelegationOver: its term is over, or it was ended.
    """
    found = queries.get_delegation(uow, delegation_id)
    if found.state not in ("in force", "not begun"):
        raise DelegationOver()
    return found


def recall_delegate(uow: UnitOfWork, proof: DecisionProof, delegation_id: int) -> None:
    """End a delegate's mandate today; the report that she owes stays.

    Raises:
        DelegationOver: its term is over, or it was ended.
    """
    found = check_in_force(uow, delegation_id)
    row = uow.get(DelegationRow, delegation_id)
    row.ended_on, row.ended_decision_id = uow.today(), proof.decision_id
    uow.session.flush()
    _write_down_end(uow, found, decision=proof.number)
    told = N_("The assembly ended your mandate as its delegate by decision %(decision)s: %(purpose)s")
    facts = {"decision": proof.number, "purpose": found.purpose}
    notify(uow, Sentence(told, facts), member_ids=[found.member_id], about="assembly")


def give_back(uow: UnitOfWork, delegation_id: int, why: str) -> None:
    """Give up one's own mandate as delegate today; the report that is owed stays.

    Raises:
        NotTheDelegate: somebody else's.
        DelegationOver: its term is over, or it was ended.
    """
    found = check_in_force(uow, delegation_id)
    if found.member_id != uow.actor.member_id:
        raise NotTheDelegate()
    row = uow.get(DelegationRow, delegation_id)
    row.ended_on, row.returned_why = uow.today(), why
    uow.session.flush()
    _write_down_end(uow, found, why=why)
    told = N_("%(name)s gave the mandate back: %(purpose)s")
    notify(uow, Sentence(told, {"name": found.name, "purpose": found.purpose}))


def _write_down_end(
    uow: UnitOfWork, found: queries.Delegation, *, decision: str | None = None, why: str | None = None
) -> None:
    person = people.get_member(uow, found.member_id)
    records.record(
        uow,
        "assembly.delegation_ended",
        {
            "delegation": found.id,
            "member": person.number,
            "ended_on": uow.today().isoformat(),
            "decision": decision,
        },
        {"name": person.name, "purpose": found.purpose, "why": why or ""},
    )
