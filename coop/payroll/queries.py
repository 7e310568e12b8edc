"""Reading pay. To other modules: ids and frozen values, never rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import func, select

from coop.kernel.errors import Sentence
from coop.kernel.money import Money, total
from coop.payroll import rules
from coop.payroll.rules import Claim, Frozen, Line, Month, Scheme, Source, Split, Stay
from coop.payroll.tables import AwardRow, LineRow, PaymentRow, PeriodRow, SlipRow, SourceRow, SplitRow
from coop.people import queries as people
from coop.records import queries as records
from coop.rota import queries as rota
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class PotLine:
    """A line of the pot with its key."""

    id: int
    kind: Sentence
    day: date
    text: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Proposed:
    """A frozen split.

    Attributes:
        digest: of the proposal, which every paper of it prints.
        subject: what a decision that carries it is about.
        reasons: why it is no longer true; empty while it is.
    """

    id: int
    period_id: int
    frozen: Frozen
    proposal: dict[str, Any]
    subject: str
    reasons: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A month of pay.

    Attributes:
        pot: sum of the lines, zero while there are none.
        state: open, proposed, voted, issued or paid.
        split_id, decision_id: once voted.
    """

    id: int
    month: Month
    pot: Money
    state: str
    split_id: int | None
    decision_id: int | None

    @property
    def first(self) -> date:
        return self.month.first


@dataclass(frozen=True, slots=True)
class Slip:
    """A payslip.

    Attributes:
        number: running number of all payslips.
        line: the voted line it pays; the amount is its opposite on a reversing slip.
        reverses, reversed_by: numbers of the slips on the other side of a correction.
    """

    id: int
    number: int
    member_id: int
    month: Month
    split_id: int
    decision_id: int
    amount: Money
    issued_on: date
    reason: str | None
    reverses: int | None
    reversed_by: int | None

    @property
    def first(self) -> date:
        return self.month.first


def periods(uow: UnitOfWork) -> tuple[Period, ...]:
    """Every month of pay, the newest first."""
    rows = uow.session.scalars(select(PeriodRow).order_by(PeriodRow.first.desc()))
    return tuple(_period(uow, r) for r in rows)


def get_period(uow: UnitOfWork, period_id: int) -> Period:
    """One month of pay.

    Raises:
        NoSuchThing: there is none.
    """
    return _period(uow, uow.get(PeriodRow, period_id))


def find_period(uow: UnitOfWork, month: Month) -> Period | None:
    """The month of pay, if it was opened."""
    row = uow.session.scalar(select(PeriodRow).where(PeriodRow.first == month.first))
    return _period(uow, row) if row else None


def pot_lines(uow: UnitOfWork, period_id: int) -> tuple[PotLine, ...]:
    """The lines of a pot, in the order they were written."""
    rows = _source_rows(uow, period_id)
    return tuple(PotLine(r.id, Sentence(rules.KINDS[r.kind][0]), r.day, r.text, _signed(r)) for r in rows)


def sources(uow: UnitOfWork, period_id: int) -> tuple[Source, ...]:
    """The lines of a pot as the law sees them."""
    return tuple(Source(r.kind, r.day, r.text, r.amount) for r in _source_rows(uow, period_id))


def claims(uow: UnitOfWork, month: Month) -> tuple[Claim, ...]:
    """What each member brings to the split of a month: days as a member, confirmed minutes."""
    minutes = rota.confirmed_minutes(uow, month.days)
    found = []
    for member in people.members(uow):
        if member.joined_on is None:
            continue
        days = rules.days_in(Stay(member.id, member.number, member.joined_on, member.left_on), month.days)
        if days:
            found.append(Claim(member.id, member.number, days, minutes.get(member.id, 0)))
    return tuple(sorted(found, key=lambda c: c.number))


def owed(uow: UnitOfWork) -> dict[int, Fraction]:
    """What all issued splits still owe each member, in fractions of a centavo."""
    latest: dict[int, tuple[date, Fraction]] = {}
    issued = uow.session.execute(
        select(PeriodRow.first, AwardRow.split_id)
        .join(AwardRow, AwardRow.period_id == PeriodRow.id)
        .where(AwardRow.split_id.in_(select(SlipRow.split_id)))
        .order_by(PeriodRow.first)
    ).all()
    for first, split_id in issued:
        split = _frozen(uow, uow.get(SplitRow, split_id)).split
        for line in split.lines:
            latest[line.claim.member_id] = (first, split.owed_after(line))
    return {member: rest for member, (_first, rest) in latest.items()}


def simulate(uow: UnitOfWork, period_id: int, scheme: Scheme) -> Split:
    """A split of the month's pot over today's data.

    Raises:
        NoSources, NothingToShare, NobodyToPay, NoHours: it cannot be split so.
    """
    period = get_period(uow, period_id)
    pot = rules.pot_amount(sources(uow, period_id))
    return rules.split(pot, scheme, claims(uow, period.month), owed(uow))


def get_split(uow: UnitOfWork, split_id: int) -> Proposed:
    """A frozen split, checked against today's data.

    Raises:
        NoSuchThing: there is none.
    """
    row = uow.get(SplitRow, split_id)
    return _proposed(uow, row)


def find_split(uow: UnitOfWork, subject: str) -> Proposed | None:
    """The frozen split that a decision is about."""
    row = uow.session.scalar(select(SplitRow).where(SplitRow.subject == subject))
    return _proposed(uow, row) if row else None


def splits_of(uow: UnitOfWork, period_id: int) -> tuple[Proposed, ...]:
    """The frozen splits of a month, the newest first."""
    rows = uow.session.scalars(
        select(SplitRow).where(SplitRow.period_id == period_id).order_by(SplitRow.id.desc())
    )
    return tuple(_proposed(uow, r) for r in rows)


def proposable(uow: UnitOfWork) -> tuple[Proposed, ...]:
    """The frozen splits that can be moved: true today, of a month not voted yet."""
    rows = uow.session.scalars(
        select(SplitRow)
        .where(SplitRow.period_id.not_in(select(AwardRow.period_id)))
        .order_by(SplitRow.id.desc())
    )
    found = (_proposed(uow, r) for r in rows)
    return tuple(p for p in found if not p.reasons)


def slips_of_member(uow: UnitOfWork, member_id: int) -> tuple[Slip, ...]:
    """A member's payslips, the newest first."""
    return _slips(uow, SlipRow.member_id == member_id)


def slips_of_period(uow: UnitOfWork, period_id: int) -> tuple[Slip, ...]:
    """The payslips of a month by number."""
    award = _award(uow, period_id)
    return tuple(reversed(_slips(uow, SlipRow.split_id == award.split_id))) if award else ()


def get_slip(uow: UnitOfWork, slip_id: int) -> Slip:
    """One payslip.

    Raises:
        NoSuchThing: there is none.
    """
    uow.get(SlipRow, slip_id)
    return _slips(uow, SlipRow.id == slip_id)[0]


def paid_minor(uow: UnitOfWork, period_id: int) -> Money:
    """What all slips of a month come to, reversals included."""
    return total([s.amount for s in slips_of_period(uow, period_id)])


def _slips(uow: UnitOfWork, *where: Any) -> tuple[Slip, ...]:
    numbers = dict(uow.session.execute(select(SlipRow.id, SlipRow.number)).all())
    undone = dict(
        uow.session.execute(
            select(SlipRow.reverses_id, SlipRow.number).where(SlipRow.reverses_id.is_not(None))
        ).all()
    )
    rows = uow.session.execute(
        select(SlipRow, PeriodRow.first)
        .join(SplitRow, SplitRow.id == SlipRow.split_id)
        .join(PeriodRow, PeriodRow.id == SplitRow.period_id)
        .where(*where)
        .order_by(SlipRow.number.desc())
    )
    return tuple(
        Slip(
            id=r.id,
            number=r.number,
            member_id=r.member_id,
            month=Month(first.year, first.month),
            split_id=r.split_id,
            decision_id=r.decision_id,
            amount=r.amount,
            issued_on=r.issued_on,
            reason=r.reason,
            reverses=numbers[r.reverses_id] if r.reverses_id else None,
            reversed_by=undone.get(r.id),
        )
        for r, first in rows
    )


def _award(uow: UnitOfWork, period_id: int) -> AwardRow | None:
    return uow.session.scalar(select(AwardRow).where(AwardRow.period_id == period_id))


def _period(uow: UnitOfWork, row: PeriodRow) -> Period:
    award = _award(uow, row.id)
    paid = uow.session.scalar(select(PaymentRow.id).where(PaymentRow.period_id == row.id))
    if award is None:
        has = uow.session.scalar(select(func.count()).where(SplitRow.period_id == row.id))
        state = "proposed" if has else "open"
    else:
        slips = uow.session.scalar(select(func.count()).where(SlipRow.split_id == award.split_id))
        state = "paid" if paid else "issued" if slips else "voted"
    pot = total([_signed(s) for s in _source_rows(uow, row.id)])
    month = Month(row.first.year, row.first.month)
    return Period(
        row.id, month, pot, state, award.split_id if award else None, award.decision_id if award else None
    )


def _source_rows(uow: UnitOfWork, period_id: int) -> list[SourceRow]:
    return list(
        uow.session.scalars(select(SourceRow).where(SourceRow.period_id == period_id).order_by(SourceRow.id))
    )


def _signed(row: SourceRow) -> Money:
    return Source(row.kind, row.day, row.text, row.amount).signed


def _frozen(uow: UnitOfWork, row: SplitRow) -> Frozen:
    lines, salts = [], []
    for r in uow.session.scalars(select(LineRow).where(LineRow.split_id == row.id).order_by(LineRow.number)):
        claim = Claim(r.member_id, r.number, r.days, r.minutes)
        lines.append(Line(claim, int(r.weight), r.amount, r.odd, Fraction(r.owed)))
        salts.append(r.salt)
    stored = tuple(
        Source(s["kind"], date.fromisoformat(s["day"]), s["text"], Money(s["amount"]))
        for s in row.sources["lines"]
    )
    scheme = Scheme.read(row.scheme["parts"])
    month = Month.read(row.proposal["period"])
    return Frozen(month, stored, Split(row.pot, scheme, tuple(lines)), tuple(salts))


def _proposed(uow: UnitOfWork, row: SplitRow) -> Proposed:
    frozen = _frozen(uow, row)
    reasons: tuple[Sentence, ...] = ()
    if _award(uow, row.period_id) is None:
        now_sources = sources(uow, row.period_id)
        try:
            now = rules.split(
                rules.pot_amount(now_sources), frozen.split.scheme, claims(uow, frozen.month), owed(uow)
            )
        except rules.CannotSplit as error:
            reasons = (error.sentence,)
        else:
            reasons = rules.changes(frozen.split, now, sources=frozen.sources, sources_now=now_sources)
    return Proposed(row.id, row.period_id, frozen, row.proposal, row.subject, reasons)


def decision_of(uow: UnitOfWork, slip: Slip) -> records.Decision:
    """The decision that a payslip carries out."""
    return records.get_decision(uow, slip.decision_id)
