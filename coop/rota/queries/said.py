"""Reading what members said beforehand about their shifts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select

from coop.kernel.ranges import Days
from coop.rota.queries import setting
from coop.rota.rules import Wish
from coop.rota.tables import WishRow
from coop.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class WishView:
    """A wish in a list.

    Attributes:
        kind: name of the shift kind; None = any.
        last: last day of it; None = until it is withdrawn.
        reason: for the member and the coordinator alone.
        withdrawn_on: first day on which it does not count any more.
    """

    wish: Wish
    kind: str | None
    first: date
    last: date | None
    reason: str | None
    withdrawn_on: date | None

    @property
    def id(self) -> int:
        """Its key."""
        return self.wish.id

    @property
    def member_id(self) -> int:
        """Whose it is."""
        return self.wish.member_id


def wishes(
    uow: UnitOfWork, days: Days, *, member_id: int | None = None, said_before: datetime | None = None
) -> tuple[WishView, ...]:
    """The wishes of everybody or one member that stand on one of some days, as they were given.

    Args:
        uow: the unit of work.
        days: which days.
        member_id: whose; None = everybody's.
        said_before: those given later are left out.
    """
    query = select(WishRow).where(
        WishRow.start_on < days.end,
        or_(WishRow.end_on.is_(None), WishRow.end_on > days.start),
        or_(WishRow.withdrawn_on.is_(None), WishRow.withdrawn_on > days.start),
    )
    if member_id is not None:
        query = query.where(WishRow.member_id == member_id)
    if said_before is not None:
        query = query.where(WishRow.said_at <= said_before)
    kinds = {k.id: k for k in setting.kinds(uow, also_ended=True)}
    found = (_view(r, kinds) for r in uow.session.scalars(query.order_by(WishRow.id)))
    return tuple(v for v in found if len(v.wish.days))


def get_wish(uow: UnitOfWork, wish_id: int) -> WishView:
    """A wish by key, also a withdrawn one.

    Raises:
        NoSuchThing: there is none.
    """
    return _view(uow.get(WishRow, wish_id), {k.id: k for k in setting.kinds(uow, also_ended=True)})


def wishes_by_member(
    uow: UnitOfWork, days: Days, *, said_before: datetime | None = None
) -> dict[int, tuple[Wish, ...]]:
    """The wishes that stand on one of some days, by member, as they were given."""
    found: dict[int, tuple[Wish, ...]] = {}
    for view in wishes(uow, days, said_before=said_before):
        found[view.member_id] = (*found.get(view.member_id, ()), view.wish)
    return found


def _view(row: WishRow, kinds: dict[int, setting.Kind]) -> WishView:
    kind = kinds[row.kind_id] if row.kind_id is not None else None
    end = min(row.end_on or date.max, row.withdrawn_on or date.max)
    wish = Wish(
        id=row.id,
        member_id=row.member_id,
        what=row.what,
        days=Days(row.start_on, max(row.start_on, end)),
        said_at=row.said_at,
        kind=kind.code if kind else None,
        weekdays=frozenset(n for n in range(7) if row.weekdays >> n & 1),
    )
    last = row.end_on - timedelta(days=1) if row.end_on else None
    return WishView(wish, kind.name if kind else None, row.start_on, last, row.reason, row.withdrawn_on)
