"""Writing into the books."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import insert, select

from coop.books import rules
from coop.books.rules import Posting
from coop.books.tables import AccountRow, EntryRow, PostingRow
from coop.store import UnitOfWork


def open_chart(uow: UnitOfWork) -> None:
    """Write down the accounts a worker co-operative starts with, where they are missing."""
    known = set(uow.session.scalars(select(AccountRow.code)))
    for account in rules.CHART:
        if account.code not in known:
            uow.session.add(AccountRow(code=account.code, name=account.name))
    uow.session.flush()


def post(
    uow: UnitOfWork,
    day: date,
    text: str,
    lines: Sequence[Posting],
    meta: Mapping[str, str] | None = None,
    *,
    reverses: int | None = None,
) -> int:
    """Write an entry.

    Args:
        uow: the unit of work.
        day: of the entry.
        text: what happened.
        lines: debits above zero, credits below; they sum to zero.
        meta: such as the number and fingerprint of the decision.
        reverses: the entry that this one undoes.

    Returns:
        Its number.

    Raises:
        Unbalanced, TooFewLines: it is no entry.
        UnknownAccount: an account is not in the chart.
    """
    rules.check_balanced(lines)
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
    return row.id


def reverse(uow: UnitOfWork, entry_id: int, reason: str) -> int:
    """Undo an entry by its opposite, dated today; both stay.

    Returns:
        The number of the reversing entry.

    Raises:
        NeedsReason: no reason is given.
        AlreadyReversed: it was undone before.
    """
    entry = uow.get(EntryRow, entry_id)
    if not reason.strip():
        raise rules.NeedsReason()
    before = uow.session.scalar(select(EntryRow.id).where(EntryRow.reverses_id == entry_id))
    if before is not None:
        raise rules.AlreadyReversed(number=before)
    rows = uow.session.execute(
        select(AccountRow.code, PostingRow.amount, PostingRow.member_id)
        .join(AccountRow, AccountRow.id == PostingRow.account_id)
        .where(PostingRow.entry_id == entry_id)
        .order_by(PostingRow.id)
    )
    lines = [Posting(code, -amount, member_id) for code, amount, member_id in rows]
    text = f"REVERSA {entry.id}: {reason.strip()}"
    return post(uow, uow.today(), text, lines, entry.meta, reverses=entry_id)


def _keys(uow: UnitOfWork) -> dict[str, int]:
    return {code: key for code, key in uow.session.execute(select(AccountRow.code, AccountRow.id)).all()}
