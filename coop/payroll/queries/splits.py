"""What a split rests on, splits to compare, and frozen ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import select

from coop.kernel.canonical import fingerprint
from coop.kernel.errors import N_, Sentence
from coop.kernel.money import Money
from coop.payroll import rules
from coop.payroll.queries.months import get_period, sources
from coop.payroll.rules import Claim, Frozen, Line, Month, Scheme, Source, Split, Stay
from coop.payroll.tables import AwardRow, CarryRow, LineRow, SplitRow
from coop.people import queries as people
from coop.rota import queries as rota
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Basis:
    """Everything a split of a month rests on, as it is today.

    Attributes:
        claims: days and confirmed minutes of everybody with the co-op in the month, by number.
        owed: what earlier splits owe each member, in fractions of a centavo.
        outside: people with confirmed minutes who were not with the co-op in the month.
    """

    month: Month
    sources: tuple[Source, ...]
    claims: tuple[Claim, ...]
    owed: dict[int, Fraction]
    outside: tuple[int, ...]

    def split(self, scheme: Scheme) -> Split:
        """The split by a rule.

        Raises:
            CannotSplit: the pot or the people do not allow it.
        """
        return rules.split(rules.pot_amount(self.sources), scheme, self.claims, self.owed)


@dataclass(frozen=True, slots=True)
class Proposed:
    """A frozen split.

    Attributes:
        proposal: what is voted.
        subject: what a decision that carries it is about: the digest of the proposal.
        reasons: why it can no longer be voted; empty while it can, and once it was.
        voted: whether it is the one that was carried.
    """

    id: int
    period_id: int
    frozen: Frozen
    proposal: dict[str, Any]
    subject: str
    reasons: tuple[Sentence, ...]
    voted: bool

    @property
    def fingerprint(self) -> str:
        """The subject as people compare it: the same on every page, in the minutes and on the decision."""
        return fingerprint(self.subject)


def basis(uow: UnitOfWork, period_id: int) -> Basis:
    """What a split of a month rests on today."""
    month = get_period(uow, period_id).month
    minutes = rota.confirmed_minutes(uow, month.days)
    claims = []
    for member in people.members(uow):
        began = [day for day in (member.trial_on, member.joined_on) if day is not None]
        if not began:
            continue
        days = rules.days_in(Stay(member.id, member.number, min(began), member.left_on), month.days)
        if days:
            claims.append(Claim(member.id, member.number, days, minutes.pop(member.id, 0)))
    owed = {
        member_id: Fraction(rest)
        for member_id, rest in uow.session.execute(select(CarryRow.member_id, CarryRow.owed))
    }
    outside = tuple(sorted(member_id for member_id, worked in minutes.items() if worked))
    return Basis(month, sources(uow, period_id), tuple(claims), owed, outside)


def get_split(uow: UnitOfWork, split_id: int) -> Proposed:
    """A frozen split, checked against today's data.

    Raises:
        NoSuchThing: there is none.
    """
    row = uow.get(SplitRow, split_id)
    return _proposed(uow, row, _today(uow, row.period_id))


def find_split(uow: UnitOfWork, subject: str) -> Proposed | None:
    """The frozen split that a decision is about."""
    row = uow.session.scalar(select(SplitRow).where(SplitRow.subject == subject))
    return _proposed(uow, row, _today(uow, row.period_id)) if row else None


def splits_of(uow: UnitOfWork, period_id: int) -> tuple[Proposed, ...]:
    """The frozen splits of a month, the newest first."""
    today = _today(uow, period_id)
    rows = uow.session.scalars(
        select(SplitRow).where(SplitRow.period_id == period_id).order_by(SplitRow.id.desc())
    )
    return tuple(_proposed(uow, r, today) for r in rows)


def has_standing_split(uow: UnitOfWork, period_id: int) -> bool:
    """Whether a split of a month is proposed that a change of the pot would make void."""
    return any(not p.reasons and not p.voted for p in splits_of(uow, period_id))


def proposable(uow: UnitOfWork) -> tuple[Proposed, ...]:
    """The frozen splits that can be moved: true today, of a month not voted yet; the newest first."""
    periods = uow.session.scalars(
        select(SplitRow.period_id)
        .where(SplitRow.period_id.not_in(select(AwardRow.period_id)))
        .distinct()
        .order_by(SplitRow.period_id.desc())
    )
    return tuple(p for period_id in periods.all() for p in splits_of(uow, period_id) if not p.reasons)


def _today(uow: UnitOfWork, period_id: int) -> Basis | int:
    """Today's data, or the key of the split that was voted already."""
    voted = uow.session.scalar(select(AwardRow.split_id).where(AwardRow.period_id == period_id))
    return voted if voted is not None else basis(uow, period_id)


def _proposed(uow: UnitOfWork, row: SplitRow, today: Basis | int) -> Proposed:
    frozen = _frozen(uow, row)
    reasons: tuple[Sentence, ...] = ()
    if isinstance(today, Basis):
        reasons = _reasons(frozen, today)
    elif today != row.id:
        reasons = (Sentence(N_("another split of this month was voted")),)
    return Proposed(row.id, row.period_id, frozen, row.proposal, row.subject, reasons, today == row.id)


def _reasons(frozen: Frozen, today: Basis) -> tuple[Sentence, ...]:
    try:
        now = today.split(frozen.split.scheme)
    except rules.CannotSplit as error:
        return (error.sentence,)
    return rules.changes(frozen.split, now, sources=frozen.sources, sources_now=today.sources)


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
    split = Split(row.pot, scheme, tuple(lines))
    return Frozen(Month.read(row.proposal["period"]), stored, split, tuple(salts))
