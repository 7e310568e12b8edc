"""Payslips: issued as voted, booked and paid."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlalchemy import func, insert, select, update

from coop.books import rules as accounts
from coop.books import usecases as books
from coop.books.rules import Posting
from coop.documents import queries as papers
from coop.documents import usecases as documents
from coop.kernel.errors import N_, CoopError, Invalid, Sentence
from coop.kernel.money import ZERO, Money, total
from coop.payroll import queries, rules
from coop.payroll.queries import Period, Proposed, Slip
from coop.payroll.rules import Split
from coop.payroll.tables import CarryRow, LineRow, PaymentRow, SlipRow, TitleRow
from coop.payroll.usecases.splits import check_whole
from coop.records import queries as book
from coop.records import usecases as records
from coop.store import UnitOfWork
from coop.web.notices import notify

PAYSLIP = "payroll.payslip"
"""Kind of the paper."""
ORIGIN = "payroll"
"""Whose entries in the books these are: nobody undoes them by hand."""


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


class NothingToPay(CoopError):
    message = N_("Every payslip of this month was reversed, so there is nothing to pay.")


class PaidTooEarly(Invalid):
    message = N_("The day of payment lies before the day of issue, %(issued)s, or in the future. Correct it.")


@dataclass(frozen=True, slots=True)
class Issued:
    """What was issued: how many payslips, and the job that makes their papers."""

    slips: int
    job_id: int


def issue(uow: UnitOfWork, period_id: int) -> Issued:
    """Issue the payslips of a month as voted, book them and promise the papers.

    Raises:
        NotVoted: no split of the month was carried.
        IssuedAlready: they were issued.
        Tampered: the stored lines are not those that were voted.
    """
    period = queries.get_period(uow, period_id)
    found, decision = to_issue(uow, period)
    split = found.frozen.split
    entry_id = _book(uow, period, split, {"acta": decision.number, "sha": decision.digest})
    first = next_number(uow)
    lines = dict(
        uow.session.execute(select(LineRow.member_id, LineRow.id).where(LineRow.split_id == found.id)).all()
    )
    uow.session.execute(
        insert(SlipRow),
        [
            {
                "number": first + n,
                "split_id": found.id,
                "line_id": lines[line.claim.member_id],
                "member_id": line.claim.member_id,
                "decision_id": decision.id,
                "amount": line.amount,
                "issued_on": uow.today(),
                "entry_id": entry_id,
            }
            for n, line in enumerate(split.lines)
        ],
    )
    _carry_on(uow, found.id, split)
    slips = queries.slips_of_period(uow, period_id)
    records.record(
        uow,
        "payroll.issued",
        {
            "period": str(period.month),
            "decision": decision.number,
            "slips": len(slips),
            "first": first,
            "paid": total([s.amount for s in slips]),
        },
    )
    told = Sentence(N_("The payslips of %(month)s are issued."), {"month": period.month.said})
    notify(uow, told, about="pay")
    return Issued(len(slips), promise(uow, slips))


def to_issue(uow: UnitOfWork, period: Period) -> tuple[Proposed, book.Decision]:
    """The split of a month whose payslips can be issued now, and the decision that carried it.

    Raises:
        NotVoted: no split of the month was carried.
        IssuedAlready: they were issued.
        Tampered: the stored lines are not those that were voted.
    """
    if period.split_id is None or period.decision_id is None:
        raise NotVoted()
    if period.state in ("issued", "reversed", "paid"):
        raise IssuedAlready()
    found = queries.get_split(uow, period.split_id)
    check_whole(found)
    return found, book.get_decision(uow, period.decision_id)


def _book(uow: UnitOfWork, period: Period, split: Split, meta: Mapping[str, str]) -> int:
    pot, day = split.pot, period.month.last
    books.post(
        uow,
        day,
        f"Fondo a repartir {period.month.said}",
        [Posting(accounts.WORK, pot), Posting(accounts.POT, -pot)],
        meta,
        origin=ORIGIN,
    )
    shares = [
        Posting(accounts.MEMBERS, -line.amount, line.claim.member_id) for line in split.lines if line.amount
    ]
    lines = [Posting(accounts.POT, pot), *shares]
    return books.post(uow, day, f"Reparto {period.month.said}", lines, meta, origin=ORIGIN)


def _carry_on(uow: UnitOfWork, split_id: int, split: Split) -> None:
    """Add what this split leaves owing to what earlier ones left, exactly."""
    known = {row.member_id: row for row in uow.session.scalars(select(CarryRow))}
    moved, begun = [], []
    for line in split.lines:
        rest = split.owed_after(line) - line.owed
        row = known.get(line.claim.member_id)
        if row is None:
            begun.append({"member_id": line.claim.member_id, "split_id": split_id, "owed": str(rest)})
        else:
            moved.append({"id": row.id, "split_id": split_id, "owed": str(Fraction(row.owed) + rest)})
    if begun:
        uow.session.execute(insert(CarryRow), begun)
    if moved:
        uow.session.execute(update(CarryRow), moved)


def pay(uow: UnitOfWork, period_id: int, *, day: date, way: str) -> None:
    """Write down that the slips of a month were paid.

    Args:
        uow: the unit of work.
        period_id: the month.
        day: of the payment, from the day of issue to today.
        way: "cash" or "bank".

    Raises:
        NotIssued: there is nothing to pay yet.
        PaidAlready: it was paid.
        NothingToPay: every slip was reversed.
        PaidTooEarly: the day is before the issue or in the future.
    """
    period = queries.get_period(uow, period_id)
    if period.state == "paid":
        raise PaidAlready()
    if period.state == "reversed":
        raise NothingToPay()
    if period.state != "issued":
        raise NotIssued()
    slips = queries.slips_of_period(uow, period_id)
    if not slips[0].issued_on <= day <= uow.today():
        raise PaidTooEarly(issued=slips[0].issued_on)
    net: dict[int, Money] = {}
    for slip in slips:
        net[slip.member_id] = net.get(slip.member_id, ZERO) + slip.amount
    paid = [Posting(accounts.MEMBERS, amount, member_id) for member_id, amount in net.items() if amount]
    amount = total([p.amount for p in paid])
    source = accounts.CASH if way == "cash" else accounts.BANK
    lines = [*paid, Posting(source, -amount)]
    # Where a payslip was reversed, the pot less what is paid is what that member would have got.
    veiled = any(slip.reverses is not None for slip in slips)
    text = f"Pago de retribuciones {period.month.said}"
    entry_id = books.post(uow, day, text, lines, origin=ORIGIN, veiled=veiled)
    uow.add(PaymentRow(period_id=period_id, day=day, way=way, amount=amount, entry_id=entry_id))


def read_slip(uow: UnitOfWork, slip_id: int) -> Slip:
    """A payslip for the acting reader; reading somebody else's is written down and shown to her.

    Raises:
        NoSuchThing: there is none.
    """
    slip = queries.get_slip(uow, slip_id)
    paper = papers.find_paper(uow, PAYSLIP, str(slip_id))
    if paper is not None:
        documents.note_reading(uow, paper.id)
    return slip


def set_title(uow: UnitOfWork, title: str) -> None:
    """Choose what payslips are called from now on.

    Raises:
        EmploymentWord: it names a wage.
    """
    uow.add(TitleRow(title=rules.check_title(title), at=uow.now(), by=uow.actor.member_id))


def next_number(uow: UnitOfWork) -> int:
    """The number of the next payslip."""
    return int(uow.session.scalar(select(func.max(SlipRow.number))) or 0) + 1


def promise(uow: UnitOfWork, slips: Sequence[Slip]) -> int:
    """Promise the papers of payslips; returns the key of the job that makes them."""
    title = queries.payslip_title(uow)
    papers_of = [
        documents.Promise(
            PAYSLIP,
            ref=str(slip.id),
            issued_on=slip.issued_on,
            title=rules.receipt_title(slip.number, reverses=slip.reverses is not None, title=title),
            owner_id=slip.member_id,
            decision_id=slip.decision_id,
            permission="payroll:payslip:read",
            public_title=Sentence(rules.PUBLIC_TITLE),
        )
        for slip in slips
    ]
    return documents.promise(uow, papers_of)
