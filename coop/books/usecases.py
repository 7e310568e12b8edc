"""Writing into the books."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import insert, select

from coop.books import queries, rules
from coop.books.rules import Posting
from coop.books.tables import AccountRow, EntryRow, PartyRow, PostingRow
from coop.people.rules import plain_cuit
from coop.store import UnitOfWork


def open_chart(uow: UnitOfWork) -> None:
    """Write down the accounts a worker co-operative starts with, where they are missing."""
    known = set(uow.session.scalars(select(AccountRow.code)))
    for account in rules.CHART:
        if account.code not in known:
            uow.session.add(AccountRow(code=account.code, name=account.name))
    uow.session.flush()


def add_account(uow: UnitOfWork, *, code: str, name: str) -> int:
    """Add an account to the chart.

    Raises:
        BadCode: the code is none, or is not below one of the five kinds.
        CodeTaken: there is one of that code or name.
    """
    open_chart(uow)
    account = rules.new_account(code, name)
    for row in uow.session.scalars(select(AccountRow)):
        known = rules.Account(row.code, row.name)
        same = rules.account_path(known).casefold() == rules.account_path(account).casefold()
        if known.code == code or same:
            raise rules.CodeTaken(code=known.code)
    return uow.add(AccountRow(code=account.code, name=account.name)).id


def add_party(uow: UnitOfWork, *, kind: str, name: str, cuit: str | None = None) -> int:
    """Write down a client or supplier.

    Args:
        uow: the unit of work.
        kind: client, supplier or both.
        name: as on its invoices.
        cuit: with or without dashes; None when it has none.

    Raises:
        BadCuit: the CUIT is none.
        PartyTaken: one of that name or CUIT is written down.
    """
    digits = plain_cuit(cuit) if cuit else None
    same = PartyRow.name == name if digits is None else (PartyRow.name == name) | (PartyRow.cuit == digits)
    if uow.session.scalar(select(PartyRow.id).where(same)) is not None:
        raise rules.PartyTaken()
    return uow.add(PartyRow(kind=kind, name=name, cuit=digits)).id


def post(
    uow: UnitOfWork,
    day: date,
    text: str,
    lines: Sequence[Posting],
    meta: Mapping[str, str] | None = None,
    *,
    origin: str = rules.MANUAL,
    veiled: bool = False,
    reverses: int | None = None,
) -> int:
    """Write an entry.

    Args:
        uow: the unit of work.
        day: of the entry.
        text: what happened.
        lines: debits above zero, credits below; they sum to zero.
        meta: such as the number and fingerprint of the decision.
        origin: who alone may correct it: by hand, or the module that books it.
        veiled: whether its amounts, beside those of other entries, would tell what one member gets.
        reverses: the entry that this one undoes.

    Returns:
        Its number.

    Raises:
        Unbalanced, TooFewLines, TooMuch, NoDay: it is no entry.
        UnknownAccount: an account is not in the chart.
    """
    rules.check_entry(day, lines)
    keys = _keys(uow)
    if missing := [line.account for line in lines if line.account not in keys]:
        open_chart(uow)
        keys = _keys(uow)
        if missing := [code for code in missing if code not in keys]:
            raise rules.UnknownAccount(code=missing[0])
    row = uow.add(
        EntryRow(
            day=day,
            text=text,
            meta=dict(meta or {}),
            origin=origin,
            veiled=veiled,
            reverses_id=reverses,
            at=uow.now(),
            by=uow.actor.member_id,
        )
    )
    uow.session.execute(
        insert(PostingRow),
        [
            {
                "entry_id": row.id,
                "account_id": keys[line.account],
                "member_id": line.member_id,
                "amount": line.amount,
            }
            for line in lines
        ],
    )
    row.sealed = True  # the database counts once more
    uow.session.flush()
    return row.id


def reverse(uow: UnitOfWork, entry_id: int, reason: str) -> int:
    """Undo an entry by its opposite, dated today; both stay.

    Returns:
        The number of the reversing entry.

    Raises:
        NeedsReason: no reason is given.
        NotByHand, AlreadyReversed, IsReversal: see `check_undoable`.
    """
    entry = queries.get_entry(uow, entry_id)
    if not reason.strip():
        raise rules.NeedsReason()
    check_undoable(entry)
    rows = uow.session.execute(
        select(AccountRow.code, PostingRow.amount, PostingRow.member_id)
        .join(AccountRow, AccountRow.id == PostingRow.account_id)
        .where(PostingRow.entry_id == entry_id)
        .order_by(PostingRow.id)
    )
    lines = [Posting(code, -amount, member_id) for code, amount, member_id in rows]
    text = f"REVERSA {entry.id}: {reason.strip()}"
    return post(uow, uow.today(), text, lines, entry.meta, reverses=entry_id)


def check_undoable(entry: queries.EntryView) -> None:
    """See that an entry may be undone by hand.

    Raises:
        NotByHand: another module booked it and keeps it true.
        AlreadyReversed: it was undone before.
        IsReversal: it undoes another one itself.
    """
    if not entry.is_manual:
        raise rules.NotByHand()
    if entry.reverses is not None:
        raise rules.IsReversal(number=entry.reverses)
    if entry.reversed_by is not None:
        raise rules.AlreadyReversed(number=entry.reversed_by)


def _keys(uow: UnitOfWork) -> dict[str, int]:
    return {code: key for code, key in uow.session.execute(select(AccountRow.code, AccountRow.id)).all()}
