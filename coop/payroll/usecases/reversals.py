"""Correcting a payslip by its opposite: asked of the assembly, and done once it is carried."""

from __future__ import annotations

from coop.books import rules as accounts
from coop.books import usecases as books
from coop.books.rules import Posting
from coop.decisions import DecisionProof, Proposal, subject_of
from coop.kernel.errors import N_, CoopError, Invalid, NotFound, Sentence
from coop.payroll import queries
from coop.payroll.queries import Slip
from coop.payroll.tables import ReversalRow, SlipRow
from coop.payroll.usecases.slips import ORIGIN, next_number, promise
from coop.people import queries as people
from coop.records import usecases as records
from coop.store import UnitOfWork
from coop.web.notices import notify

REVERSAL = "payroll.reversal"
"""Code of the motion kind."""


class NoSuchSlip(NotFound):
    message = N_("There is no payslip of that number. Look in the list of the month.")
    status = 422


class ReversedAlready(CoopError):
    message = N_("That payslip was reversed already by number %(number)s.")


class IsReversal(CoopError):
    message = N_("That receipt reverses number %(number)s; it cannot be reversed itself.")


class NeedsReason(Invalid):
    message = N_("Write why it is to be reversed.")


class NoSuchReversal(CoopError):
    message = N_("The reversal that was voted is not stored here. Move it anew.")


def ask_reversal(uow: UnitOfWork, number: int, reason: str) -> Proposal:
    """Freeze the reversal of a payslip, to be voted by the assembly.

    Args:
        uow: the unit of work.
        number: of the payslip.
        reason: read aloud with the motion and printed on the reversing payslip.

    Returns:
        What is voted. The same reversal for the same reason is frozen once.

    Raises:
        NoSuchSlip: no payslip bears the number.
        NeedsReason: no reason is given.
        ReversedAlready, IsReversal: it cannot be reversed.
    """
    slip = queries.find_slip_by_number(uow, number)
    if slip is None:
        raise NoSuchSlip()
    if not reason.strip():
        raise NeedsReason()
    check_standing(slip)
    member = people.get_member(uow, slip.member_id)
    proposal: Proposal = {
        "v": 1,
        "slip": slip.number,
        "period": str(slip.month),
        "member": {"number": member.number, "name": member.name},
        "reason": reason.strip(),
    }
    subject = subject_of(REVERSAL, proposal)
    if queries.find_reversal(uow, subject) is None:
        uow.add(
            ReversalRow(
                slip_id=slip.id,
                reason=reason.strip(),
                subject=subject,
                at=uow.now(),
                by=uow.actor.member_id,
            )
        )
    return proposal


def check_standing(slip: Slip) -> None:
    """See that a payslip stands and can be reversed.

    Raises:
        IsReversal: it is itself a reversal.
        ReversedAlready: it was reversed.
    """
    if slip.reverses is not None:
        raise IsReversal(number=slip.reverses)
    if slip.reversed_by is not None:
        raise ReversedAlready(number=slip.reversed_by)


def check_reversal(uow: UnitOfWork, subject: str) -> queries.Reversal:
    """See that a reversal can be voted or carried out now.

    Raises:
        NoSuchReversal: it was not frozen here.
        ReversedAlready: the payslip was reversed meanwhile.
    """
    found = queries.find_reversal(uow, subject)
    if found is None:
        raise NoSuchReversal()
    check_standing(found.slip)
    return found


def reverse_slip(uow: UnitOfWork, proof: DecisionProof) -> int:
    """Correct a payslip by its opposite, as the assembly decided; every report nets to zero.

    The expense is taken back: what should be paid instead is voted with a later pot. What was paid
    already the member owes to the co-op on her account.

    Returns:
        The key of the reversing slip.

    Raises:
        NoSuchReversal, ReversedAlready: see `check_reversal`.
    """
    found = check_reversal(uow, proof.subject)
    slip = found.slip
    entry_id = None
    if slip.amount:
        entry_id = books.post(
            uow,
            uow.today(),
            f"Corrección de retribuciones {slip.month.said}",  # no number, no name: everybody reads it
            [Posting(accounts.MEMBERS, slip.amount, slip.member_id), Posting(accounts.WORK, -slip.amount)],
            {"acta": proof.number, "sha": proof.digest},
            origin=ORIGIN,
        )
    number = next_number(uow)
    made = uow.add(
        SlipRow(
            number=number,
            split_id=slip.split_id,
            line_id=uow.get(SlipRow, slip.id).line_id,
            member_id=slip.member_id,
            decision_id=proof.decision_id,
            amount=-slip.amount,
            issued_on=uow.today(),
            reverses_id=slip.id,
            reason=found.reason,
            entry_id=entry_id,
        )
    )
    records.record(
        uow,
        "payroll.slip_reversed",
        {"period": str(slip.month), "decision": proof.number},
        {"slip": str(slip.number), "by": str(number)},
    )
    said = Sentence(
        N_("Your payslip of %(month)s was reversed by decision %(number)s of the assembly."),
        {"month": slip.month.said, "number": proof.number},
    )
    notify(uow, said, member_ids=[slip.member_id], about="pay")
    promise(uow, [queries.get_slip(uow, made.id)])
    return made.id
