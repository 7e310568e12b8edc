"""Reading the books."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from sqlalchemy import BigInteger, ColumnElement, Select, case, func, select, type_coerce

from coop.books import rules
from coop.books.rules import Account
from coop.books.tables import AccountRow, EntryRow, PartyRow, PostingRow
from coop.kernel.money import ZERO, Money
from coop.people import queries as people
from coop.store import UnitOfWork

_MINOR = type_coerce(PostingRow.amount, BigInteger)
"""The amount of a line as the whole number that it is: the database sums it."""


@dataclass(frozen=True, slots=True)
class Party:
    """A client or supplier.

    Attributes:
        kind: client, supplier or both.
        cuit: eleven digits, or None.
    """

    id: int
    kind: str
    name: str
    cuit: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A posting as shown.

    Attributes:
        member_id, member: whose sub-account, by key and name.
        debit, credit: one of them is set; none when the reader may not see the amount.
        balance: of the account (or the entry) after this line; None in a journal.
    """

    entry_id: int
    day: date
    text: str
    code: str
    account: str
    member_id: int | None
    member: str
    debit: Money | None
    credit: Money | None
    balance: Money | None

    @property
    def is_veiled(self) -> bool:
        """Whether the amount is kept from the reader."""
        return self.debit is None and self.credit is None


@dataclass(frozen=True, slots=True)
class Balance:
    """An account with its sums; debit less credit is the balance."""

    code: str
    name: str
    kind: str
    debit: Money
    credit: Money
    balance: Money


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry with its lines.

    Attributes:
        origin: `manual`, or the module that booked it.
    """

    id: int
    day: date
    text: str
    meta: dict[str, str]
    origin: str
    lines: tuple[Line, ...]
    reverses: int | None
    reversed_by: int | None

    @property
    def is_manual(self) -> bool:
        """Whether it was written by hand and may be undone by hand."""
        return self.origin == rules.MANUAL


def accounts(uow: UnitOfWork) -> tuple[Account, ...]:
    """The chart of accounts, by code."""
    rows = uow.session.scalars(select(AccountRow).order_by(AccountRow.code))
    return tuple(Account(r.code, r.name) for r in rows)


def _lines(uow: UnitOfWork, *where: ColumnElement[bool]) -> list[Line]:
    """Lines by day with the running balance; names of members too."""
    names = people.names(uow)
    found: list[Line] = []
    balance = ZERO
    for posting in _rows(uow, *where):
        balance += posting.amount
        found.append(posting.line(names, balance))
    return found


@dataclass(frozen=True, slots=True)
class _Posted:
    entry: EntryRow
    code: str
    account: str
    member_id: int | None
    amount: Money

    def line(self, names: Mapping[int, str], balance: Money | None = None, *, veiled: bool = False) -> Line:
        debit = self.amount if self.amount >= ZERO and not veiled else None
        credit = -self.amount if self.amount < ZERO and not veiled else None
        return Line(
            entry_id=self.entry.id,
            day=self.entry.day,
            text=self.entry.text,
            code=self.code,
            account=self.account,
            member_id=self.member_id,
            member=names[self.member_id] if self.member_id else "",
            debit=debit,
            credit=credit,
            balance=balance,
        )


def _rows(uow: UnitOfWork, *where: ColumnElement[bool]) -> Iterator[_Posted]:
    rows = uow.session.execute(
        select(PostingRow, EntryRow, AccountRow)
        .join(EntryRow, EntryRow.id == PostingRow.entry_id)
        .join(AccountRow, AccountRow.id == PostingRow.account_id)
        .where(*where)
        .order_by(EntryRow.day, EntryRow.id, PostingRow.id)
    )
    for posting, entry, account in rows:
        yield _Posted(entry, account.code, account.name, posting.member_id, posting.amount)


def _summed(postings: Iterable[_Posted], reader: int) -> Iterable[_Posted]:
    """The lines of an entry; those of other members as one sum per account."""
    found: dict[str | int, _Posted] = {}
    for n, posting in enumerate(postings):
        if posting.member_id in (None, reader):
            found[n] = posting
            continue
        before = found.get(posting.code)
        amount = posting.amount + (before.amount if before else ZERO)
        found[posting.code] = replace(posting, member_id=None, amount=amount)
    return found.values()


def journal(uow: UnitOfWork, year: int | None = None, *, reader: int) -> list[Line]:
    """Every line of the journal, or of one year's, as any member may see it.

    Lines of other members are one sum per entry and account. An entry that was booked as veiled, or
    is about fewer of them than FEWEST, shows no amounts but the reader's own: whoever knows the other
    side of it, or her own line, would know what one of them gets.

    Args:
        uow: the unit of work.
        year: the calendar year; None for all.
        reader: the member who sees her own lines apart.
    """
    when = () if year is None else (EntryRow.day >= date(year, 1, 1), EntryRow.day < date(year + 1, 1, 1))
    names = people.names(uow)
    found: list[Line] = []
    for _entry, group in groupby(_rows(uow, *when), key=lambda r: r.entry.id):
        postings = list(group)
        others = {p.member_id for p in postings} - {None, reader}
        veiled = postings[0].entry.veiled or 0 < len(others) < rules.FEWEST
        found += [
            posting.line(names, veiled=veiled and posting.member_id is None)
            for posting in _summed(postings, reader)
        ]
    return found


def years(uow: UnitOfWork) -> tuple[int, ...]:
    """The years in which something is booked, the newest first."""
    first, last = uow.session.execute(select(func.min(EntryRow.day), func.max(EntryRow.day))).one()
    return tuple(range(last.year, first.year - 1, -1)) if first else ()


def account_lines(uow: UnitOfWork, code: str) -> list[Line]:
    """The lines of one account with the running balance."""
    return _lines(uow, AccountRow.code == code)


def trial_balance(uow: UnitOfWork, *, reader: int | None = None) -> tuple[Balance, ...]:
    """Every account with its sums; the balances sum to zero.

    Args:
        uow: the unit of work.
        reader: the member for whom entries are left out whose amounts `journal` keeps from her; None
            counts every entry.
    """
    debit = func.sum(case((_MINOR > 0, _MINOR), else_=0))
    counted = PostingRow.account_id == AccountRow.id
    if reader is not None:
        veiled = select(EntryRow.id).where(EntryRow.veiled)
        counted &= PostingRow.entry_id.not_in(_about_few(reader).union(veiled))
    rows = uow.session.execute(
        select(AccountRow.code, AccountRow.name, debit, func.sum(_MINOR))
        .outerjoin(PostingRow, counted)
        .group_by(AccountRow.code, AccountRow.name)
        .order_by(AccountRow.code)
    )
    found = []
    for code, name, debits, sums in rows:
        balance = Money(int(sums or 0))
        plus = Money(int(debits or 0))
        found.append(Balance(code, name, Account(code, name).kind, plus, plus - balance, balance))
    return tuple(found)


def _about_few(reader: int) -> Select[int]:
    """The entries about some, but fewer than FEWEST, members other than the reader."""
    return (
        select(PostingRow.entry_id)
        .where(PostingRow.member_id.is_not(None), PostingRow.member_id != reader)
        .group_by(PostingRow.entry_id)
        .having(func.count(PostingRow.member_id.distinct()) < rules.FEWEST)
    )


def get_entry(uow: UnitOfWork, entry_id: int) -> EntryView:
    """One entry.

    Raises:
        NoSuchThing: there is none.
    """
    row = uow.get(EntryRow, entry_id)
    reversed_by = uow.session.scalar(select(EntryRow.id).where(EntryRow.reverses_id == entry_id))
    lines = tuple(_lines(uow, EntryRow.id == entry_id))
    return EntryView(row.id, row.day, row.text, row.meta, row.origin, lines, row.reverses_id, reversed_by)


def journal_balanced(uow: UnitOfWork) -> bool:
    """Whether every entry is sealed, has lines and sums to zero, counted anew from the rows."""
    sums = select(PostingRow.entry_id, func.sum(_MINOR).label("sum")).group_by(PostingRow.entry_id).subquery()
    wrong = (
        select(func.count())
        .select_from(EntryRow)
        .outerjoin(sums, sums.c.entry_id == EntryRow.id)
        .where((sums.c.sum.is_(None)) | (sums.c.sum != 0) | ~EntryRow.sealed)
    )
    return uow.session.scalar(wrong) == 0


def parties(uow: UnitOfWork) -> tuple[Party, ...]:
    """Clients and suppliers, by name."""
    rows = uow.session.scalars(select(PartyRow).order_by(PartyRow.name))
    return tuple(Party(r.id, r.kind, r.name, r.cuit) for r in rows)


def members_booked(uow: UnitOfWork) -> frozenset[int]:
    """The members with lines of their own."""
    found = select(PostingRow.member_id).where(PostingRow.member_id.is_not(None)).distinct()
    return frozenset(member_id for member_id in uow.session.scalars(found) if member_id is not None)


def entries(uow: UnitOfWork) -> tuple[rules.Entry, ...]:
    """The whole journal for an export, by day and number; members by their number on the roll."""
    numbers = {m.id: m.number for m in people.members(uow)}
    lines: dict[int, list[tuple[str, Money]]] = defaultdict(list)
    rows = uow.session.execute(
        select(PostingRow, AccountRow)
        .join(AccountRow, AccountRow.id == PostingRow.account_id)
        .order_by(PostingRow.id)
    )
    for posting, account in rows:
        number = numbers[posting.member_id] if posting.member_id else None
        path = rules.account_path(Account(account.code, account.name), number)
        lines[posting.entry_id].append((path, posting.amount))
    found = uow.session.scalars(select(EntryRow).order_by(EntryRow.day, EntryRow.id))
    return tuple(
        rules.Entry(
            r.id, r.day, r.text, tuple(lines[r.id]), tuple(sorted((k, str(v)) for k, v in r.meta.items()))
        )
        for r in found
    )
