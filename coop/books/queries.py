"""Reading the books."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from coop.books import rules
from coop.books.rules import Account
from coop.books.tables import AccountRow, EntryRow, PostingRow
from coop.kernel.money import ZERO, Money
from coop.people import queries as people
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Line:
    """A posting as shown.

    Attributes:
        debit, credit: one of them is set.
        balance: of the account (or the entry) after this line.
    """

    entry_id: int
    day: date
    text: str
    code: str
    account: str
    member: str
    debit: Money | None
    credit: Money | None
    balance: Money


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
    """An entry with its lines."""

    id: int
    day: date
    text: str
    meta: dict[str, str]
    lines: tuple[Line, ...]
    reverses: int | None
    reversed_by: int | None


def accounts(uow: UnitOfWork) -> tuple[Account, ...]:
    """The chart of accounts, by code."""
    rows = uow.session.scalars(select(AccountRow).order_by(AccountRow.code))
    return tuple(Account(r.code, r.name) for r in rows)


def _lines(uow: UnitOfWork, *where: object) -> list[Line]:
    rows = uow.session.execute(
        select(PostingRow, EntryRow, AccountRow)
        .join(EntryRow, EntryRow.id == PostingRow.entry_id)
        .join(AccountRow, AccountRow.id == PostingRow.account_id)
        .where(*where)  # type: ignore[arg-type]
        .order_by(EntryRow.day, EntryRow.id, PostingRow.id)
    ).all()
    names = people.names(uow)
    found, balance = [], ZERO
    for posting, entry, account in rows:
        balance += posting.amount
        debit = posting.amount if posting.amount > ZERO else None
        found.append(
            Line(
                entry_id=entry.id,
                day=entry.day,
                text=entry.text,
                code=account.code,
                account=account.name,
                member=names.get(posting.member_id, "") if posting.member_id else "",
                debit=debit,
                credit=None if debit else -posting.amount,
                balance=balance,
            )
        )
    return found


def journal(uow: UnitOfWork, *, member_id: int | None = None) -> list[Line]:
    """Every line of the journal; lines of members other than the reader's own are summed per account.

    Args:
        uow: the unit of work.
        member_id: the reader whose own lines are shown apart; None shows every member's.
    """
    lines = _lines(uow)
    if member_id is None:
        return lines
    own = people.names(uow).get(member_id, "")
    found: list[Line] = []
    sums: dict[tuple[int, str], Line] = {}
    for line in lines:
        if not line.member or line.member == own:
            found.append(line)
            continue
        key = (line.entry_id, line.code)
        before = sums.get(key)
        signed = (line.debit or ZERO) - (line.credit or ZERO)
        if before is not None:
            signed += (before.debit or ZERO) - (before.credit or ZERO)
            found.remove(before)
        summed = Line(
            entry_id=line.entry_id,
            day=line.day,
            text=line.text,
            code=line.code,
            account=line.account,
            member="",
            debit=signed if signed > ZERO else None,
            credit=-signed if signed < ZERO else None,
            balance=line.balance,
        )
        sums[key] = summed
        found.append(summed)
    return found


def account_lines(uow: UnitOfWork, code: str) -> list[Line]:
    """The lines of one account with the running balance."""
    return _lines(uow, AccountRow.code == code)


def member_balance(uow: UnitOfWork, member_id: int) -> Money:
    """What the co-op owes a member on the account of pay; above zero while unpaid."""
    found = uow.session.scalar(
        select(func.sum(PostingRow.amount))
        .join(AccountRow, AccountRow.id == PostingRow.account_id)
        .where(AccountRow.code == rules.MEMBERS, PostingRow.member_id == member_id)
    )
    return -_money(found)


def trial_balance(uow: UnitOfWork) -> tuple[Balance, ...]:
    """Every account with its sums; the balances sum to zero."""
    sums: dict[int, list[Money]] = defaultdict(lambda: [ZERO, ZERO])
    for account_id, amount in uow.session.execute(select(PostingRow.account_id, PostingRow.amount)):
        side = sums[account_id]
        side[0 if amount > ZERO else 1] += abs(amount)
    rows = uow.session.scalars(select(AccountRow).order_by(AccountRow.code))
    return tuple(
        Balance(
            r.code,
            r.name,
            Account(r.code, r.name).kind,
            sums[r.id][0],
            sums[r.id][1],
            sums[r.id][0] - sums[r.id][1],
        )
        for r in rows
    )


def get_entry(uow: UnitOfWork, entry_id: int) -> EntryView:
    """One entry.

    Raises:
        NoSuchThing: there is none.
    """
    row = uow.get(EntryRow, entry_id)
    reversed_by = uow.session.scalar(select(EntryRow.id).where(EntryRow.reverses_id == entry_id))
    lines = tuple(_lines(uow, EntryRow.id == entry_id))
    return EntryView(row.id, row.day, row.text, row.meta, lines, row.reverses_id, reversed_by)


def journal_balanced(uow: UnitOfWork) -> bool:
    """Whether every entry sums to zero, counted anew from the rows."""
    sums: dict[int, int] = defaultdict(int)
    for entry_id, amount in uow.session.execute(select(PostingRow.entry_id, PostingRow.amount)):
        sums[entry_id] += amount.minor
    entries = set(uow.session.scalars(select(EntryRow.id)))
    return entries == sums.keys() and not any(sums.values())


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


def _money(value: object) -> Money:
    if value is None:
        return ZERO
    return value if isinstance(value, Money) else Money(int(str(value)))
