"""What happens to pay: pot, frozen splits, issue by decision, payment, correction by reversal."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, insert, select

from coop.books import rules as accounts
from coop.books import usecases as books
from coop.books.rules import Posting
from coop.decisions import DecisionProof, subject_of
from coop.documents import usecases as documents
from coop.kernel.errors import N_, CoopError, Invalid, Sentence
from coop.kernel.money import Money, total
from coop.payroll import queries, rules
from coop.payroll.queries import Proposed
from coop.payroll.rules import Frozen, Month, Scheme, Source
from coop.payroll.tables import AwardRow, LineRow, PaymentRow, PeriodRow, SlipRow, SourceRow, SplitRow
from coop.records import queries as book
from coop.records import usecases as records
from coop.rota import queries as rota
from coop.store import UnitOfWork

SPLIT = "payroll.split"
"""Code of the motion kind."""
PAYSLIP = "payroll.payslip"
"""Kind of the paper."""


class MonthTaken(CoopError):
    message = N_("%(month)s is open already. Choose it from the list.")


class NotOverYet(CoopError):
    message = N_(
        "%(month)s is not over. Split its pot once its last day has passed and the hours are confirmed."
    )


class HoursMissing(CoopError):
    message = N_("The hours of the month are not all confirmed. The coordinator confirms them first.")


class VotedAlready(CoopError):
    message = N_("The split of this month was voted. What was voted cannot be changed.")


class Outdated(CoopError):
    message = N_("This split is no longer true: %(reasons)s. Propose it anew over today's data.")


class NoSuchSplit(CoopError):
    message = N_("The split that was voted is not stored here. Propose it anew.")


class NotVoted(CoopError):
    message = N_(
        "The assembly has not carried a split of this month, so no payslip can be issued. Move one first."
    )


class IssuedAlready(CoopError):
    message = N_("The payslips of this month were issued already.")


class NotIssued(CoopError):
    message = N_("The payslips of this month are not issued yet. Issue them first.")


class PaidAlready(CoopError):
    message = N_("This month was paid already.")


class ReversedAlready(CoopError):
    message = N_("That payslip was reversed already by number %(number)s.")


class NeedsReason(Invalid):
    message = N_("Write why it is reversed, and by which decision.")


def open_period(uow: UnitOfWork, month: Month) -> int:
    """Open a month of pay.

    Returns:
        Its key.

    Raises:
        MonthTaken: it is open already.
    """
    if queries.find_period(uow, month) is not None:
        raise MonthTaken(month=str(month))
    return uow.add(PeriodRow(first=month.first, opened_at=uow.now(), opened_by=uow.actor.member_id)).id


def add_source(uow: UnitOfWork, period_id: int, source: Source) -> None:
    """Write a line of the pot.

    Raises:
        VotedAlready: the split was voted.
        NothingToShare: its amount is not above zero.
    """
    _check_open(uow, period_id)
    if source.amount.minor <= 0:
        raise rules.NothingToShare(amount=source.amount)
    uow.add(
        SourceRow(
            period_id=period_id, kind=source.kind, day=source.day, text=source.text, amount=source.amount
        )
    )


def remove_source(uow: UnitOfWork, source_id: int) -> int:
    """Take a line out of the pot; proposed splits over it become outdated.

    Returns:
        The key of its month.
    """
    row = uow.get(SourceRow, source_id)
    _check_open(uow, row.period_id)
    period_id = row.period_id
    uow.session.delete(row)
    uow.session.flush()
    return period_id


def freeze(uow: UnitOfWork, period_id: int, scheme: Scheme) -> int:
    """Freeze a split over today's data, to be moved in the assembly.

    Returns:
        The key of the split. The same split over the same data is frozen once.

    Raises:
        NotOverYet: the month has days to come.
        HoursMissing: hours of the month are not confirmed.
        VotedAlready: the month was voted.
        CannotSplit: the pot or the people do not allow it.
    """
    _check_open(uow, period_id)
    period = queries.get_period(uow, period_id)
    if uow.today() < period.month.days.end:
        raise NotOverYet(month=str(period.month))
    if not rota.hours_confirmed(uow, period.month.days):
        raise HoursMissing()
    found = queries.simulate(uow, period_id, scheme)
    for other in queries.splits_of(uow, period_id):
        if not other.reasons and other.frozen.split.scheme == scheme:
            return other.id
    lines = queries.sources(uow, period_id)
    frozen = Frozen(period.month, lines, found, tuple(secrets.token_hex(16) for _line in found.lines))
    proposal = rules.proposal_of(frozen)
    row = uow.add(
        SplitRow(
            period_id=period_id,
            pot=found.pot,
            scheme={"parts": scheme.plain()},
            sources={
                "lines": [
                    {"kind": s.kind, "day": s.day.isoformat(), "text": s.text, "amount": s.amount.minor}
                    for s in lines
                ]
            },
            proposal=proposal,
            subject=subject_of(SPLIT, proposal),
            at=uow.now(),
            by=uow.actor.member_id,
        )
    )
    uow.session.execute(
        insert(LineRow),
        [
            {
                "split_id": row.id,
                "member_id": line.claim.member_id,
                "number": line.claim.number,
                "days": line.claim.days,
                "minutes": line.claim.minutes,
                "weight": str(line.weight),
                "amount": line.amount,
                "odd": line.odd,
                "owed": str(line.owed),
                "salt": salt,
            }
            for line, salt in zip(found.lines, frozen.salts, strict=True)
        ],
    )
    records.record(
        uow, "payroll.split_proposed", {"period": str(period.month), "subject": row.subject, "pot": found.pot}
    )
    return row.id


def check_split(uow: UnitOfWork, subject: str) -> Proposed:
    """See that a frozen split can be voted or carried out now.

    Raises:
        NoSuchSplit: it is not stored here.
        Tampered: its stored lines are not those of its digest.
        VotedAlready: a split of its month was voted.
        Outdated: the data changed since; says what.
    """
    found = queries.find_split(uow, subject)
    if found is None:
        raise NoSuchSplit()
    if rules.proposal_of(found.frozen) != found.proposal:
        raise rules.Tampered()
    _check_open(uow, found.period_id)
    if found.reasons:
        raise Outdated(reasons=list(found.reasons))
    return found


def award(uow: UnitOfWork, proof: DecisionProof) -> None:
    """Write down that the assembly carried a split.

    Raises:
        CoopError: see `check_split`.
    """
    found = check_split(uow, proof.subject)
    uow.add(AwardRow(period_id=found.period_id, split_id=found.id, decision_id=proof.decision_id))


def issue(uow: UnitOfWork, period_id: int) -> int:
    """Issue the payslips of a month as voted, book them and promise the papers.

    Returns:
        How many were issued.

    Raises:
        NotVoted: no split of the month was carried.
        IssuedAlready: they were issued.
    """
    period = queries.get_period(uow, period_id)
    if period.split_id is None or period.decision_id is None:
        raise NotVoted()
    if period.state in ("issued", "paid"):
        raise IssuedAlready()
    decision = book.get_decision(uow, period.decision_id)
    found = queries.get_split(uow, period.split_id)
    lines = {
        r.member_id: r
        for r in uow.session.scalars(select(LineRow).where(LineRow.split_id == period.split_id))
    }
    number = int(uow.session.scalar(select(func.max(SlipRow.number))) or 0)
    pot, day = found.frozen.split.pot, period.month.last
    meta = {"acta": decision.number, "sha": decision.digest}
    name = str(period.month)
    books.post(
        uow,
        day,
        f"Fondo a repartir {name}",
        [Posting(accounts.WORK, pot), Posting(accounts.POT, -pot)],
        meta,
    )
    paid = [line for line in found.frozen.split.lines if line.amount]
    entry_id = books.post(
        uow,
        day,
        f"Reparto {name}",
        [
            Posting(accounts.POT, pot),
            *(Posting(accounts.MEMBERS, -line.amount, line.claim.member_id) for line in paid),
        ],
        meta,
    )
    uow.session.execute(
        insert(SlipRow),
        [
            {
                "number": number + n,
                "split_id": period.split_id,
                "line_id": lines[line.claim.member_id].id,
                "member_id": line.claim.member_id,
                "decision_id": period.decision_id,
                "amount": line.amount,
                "issued_on": uow.today(),
                "entry_id": entry_id,
            }
            for n, line in enumerate(found.frozen.split.lines, 1)
        ],
    )
    slips = queries.slips_of_period(uow, period_id)
    documents.promise(uow, _promises(slips))
    records.record(
        uow,
        "payroll.issued",
        {
            "period": name,
            "decision": decision.number,
            "slips": len(slips),
            "first": number + 1,
            "paid": total([s.amount for s in slips]),
        },
    )
    return len(slips)


def pay(uow: UnitOfWork, period_id: int, *, day: date, way: str) -> None:
    """Write down that the slips of a month were paid.

    Args:
        uow: the unit of work.
        period_id: the month.
        day: of the payment.
        way: "cash" or "bank".

    Raises:
        NotIssued: there is nothing to pay yet.
        PaidAlready: it was paid.
    """
    period = queries.get_period(uow, period_id)
    if period.state == "paid":
        raise PaidAlready()
    if period.state != "issued":
        raise NotIssued()
    net: dict[int, Money] = {}
    for slip in queries.slips_of_period(uow, period_id):
        net[slip.member_id] = net.get(slip.member_id, Money(0)) + slip.amount
    net = {member: amount for member, amount in net.items() if amount}
    amount = total(list(net.values()))
    entry_id = books.post(
        uow,
        day,
        f"Pago de retribuciones {period.month}",
        [
            *(Posting(accounts.MEMBERS, value, member) for member, value in net.items()),
            Posting(accounts.CASH if way == "cash" else accounts.BANK, -amount),
        ],
    )
    uow.add(PaymentRow(period_id=period_id, day=day, way=way, amount=amount, entry_id=entry_id))


def reverse_slip(uow: UnitOfWork, slip_id: int, reason: str) -> int:
    """Correct a payslip by its opposite; both stay and every report nets to zero.

    Returns:
        The key of the reversing slip.

    Raises:
        NeedsReason: no reason is given.
        ReversedAlready: it was reversed, or is itself a reversal.
    """
    slip = queries.get_slip(uow, slip_id)
    if not reason.strip():
        raise NeedsReason()
    if slip.reversed_by is not None or slip.reverses is not None:
        raise ReversedAlready(number=slip.reversed_by or slip.number)
    row = uow.get(SlipRow, slip_id)
    entry_id = None
    if slip.amount:
        entry_id = books.post(
            uow,
            uow.today(),
            f"REVERSA recibo {slip.number}: {reason.strip()}",
            [Posting(accounts.MEMBERS, slip.amount, slip.member_id), Posting(accounts.POT, -slip.amount)],
        )
    number = int(uow.session.scalar(select(func.max(SlipRow.number))) or 0) + 1
    made = uow.add(
        SlipRow(
            number=number,
            split_id=slip.split_id,
            line_id=row.line_id,
            member_id=slip.member_id,
            decision_id=slip.decision_id,
            amount=-slip.amount,
            issued_on=uow.today(),
            reverses_id=slip_id,
            reason=reason.strip(),
            entry_id=entry_id,
        )
    )
    records.record(uow, "payroll.slip_reversed", {"slip": slip.number, "by": number})
    documents.promise(uow, _promises([queries.get_slip(uow, made.id)]))
    return made.id


def _promises(slips: Sequence[queries.Slip]) -> list[documents.Promise]:
    return [
        documents.Promise(
            PAYSLIP,
            ref=str(slip.id),
            issued_on=slip.issued_on,
            title=rules.receipt_title(slip.number, reverses=slip.reverses is not None),
            owner_id=slip.member_id,
            decision_id=slip.decision_id,
            permission="payroll:payslip:read",
            public_title=Sentence(rules.PUBLIC_TITLE),
        )
        for slip in slips
    ]


def _check_open(uow: UnitOfWork, period_id: int) -> None:
    if queries.get_period(uow, period_id).split_id is not None:
        raise VotedAlready()
