"""Shift kinds, fixed posts, who may work what, and the rules that the assembly sets."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import delete, select

from coop.decisions import DecisionProof
from coop.kernel.ranges import check_days
from coop.people import queries as people
from coop.rota import queries
from coop.rota.rules import RULES, ShiftKind, errors
from coop.rota.tables import AllowedRow, KindRow, PostRow, RuleRow
from coop.store import UnitOfWork

BOUNDS = {"minutes": (0, 10_080), "days": (1, 28), "nights": (0, 28), "answer": (0, 1)}
"""Least and greatest value of a rule, by its unit; beyond is a slip of the finger."""


def add_kind(
    uow: UnitOfWork,
    code: str,
    *,
    name: str,
    start: int,
    end: int,
    takes_orders: bool = False,
    solidarity: bool = False,
) -> int:
    """Add a kind of shift.

    Args:
        uow: the unit of work.
        code: one to three letters or digits, never used before.
        name: what people call it.
        start: minutes since midnight.
        end: minutes since the same midnight; a night ends past 1440.
        takes_orders: whether the work of orders is planned on it.
        solidarity: whether it is worked for another workplace or the neighbourhood: its hours count
            like all others, without clocking in.

    Returns:
        Its key.

    Raises:
        CodeTaken: the code is or was in use.
        BadHours: the minutes are out of bounds.
        OrdersAreMadeHere: a solidarity shift takes no orders.
    """
    if solidarity and takes_orders:
        raise errors.OrdersAreMadeHere()
    try:
        ShiftKind(code, name, start, end)
    except ValueError as wrong:
        raise errors.BadHours() from wrong
    if uow.session.scalar(select(KindRow.id).where(KindRow.code == code)) is not None:
        raise errors.CodeTaken(code=code)
    row = KindRow(
        code=code,
        name=name,
        start_minute=start,
        end_minute=end,
        takes_orders=takes_orders,
        solidarity=solidarity,
        ended_on=None,
    )
    return uow.add(row).id


def set_takes_orders(uow: UnitOfWork, kind_id: int, takes_orders: bool) -> None:
    """Say whether the work of orders is planned on a kind of shift.

    Raises:
        OrdersAreMadeHere: it is a solidarity shift.
    """
    row = uow.get(KindRow, kind_id)
    if takes_orders and row.solidarity:
        raise errors.OrdersAreMadeHere()
    row.takes_orders = takes_orders
    uow.session.flush()


def end_kind(uow: UnitOfWork, kind_id: int) -> None:
    """Plan a kind of shift no more from today on; posts on it end too."""
    kind = uow.get(KindRow, kind_id)
    if kind.ended_on is None:
        kind.ended_on = uow.today()
        for post in uow.session.scalars(select(PostRow).where(PostRow.kind_id == kind_id)):
            if post.until is None or post.until > uow.today():
                post.until = max(post.since, uow.today())
    uow.session.flush()


def set_allowed(uow: UnitOfWork, member_id: int, kind_ids: Collection[int]) -> None:
    """Say which kinds of shift a member may be planned on; none named means all."""
    people.get_member(uow, member_id)
    uow.session.execute(delete(AllowedRow).where(AllowedRow.member_id == member_id))
    for kind_id in sorted(set(kind_ids)):
        uow.session.add(AllowedRow(member_id=member_id, kind_id=uow.get(KindRow, kind_id).id))
    uow.session.flush()


def add_post(
    uow: UnitOfWork,
    name: str,
    *,
    kind_id: int,
    weekdays: Collection[int],
    people_needed: int,
    since: date,
    sector_id: int | None = None,
    skill_id: int | None = None,
    on_holidays: bool = False,
    guard: bool = False,
    hard: bool = False,
) -> int:
    """Add a place that is filled on the same weekdays every week.

    Args:
        uow: the unit of work.
        name: what people call it.
        kind_id: key of the kind of shift, in use.
        weekdays: 0 (Monday) to 6 (Sunday), at least one.
        people_needed: how many, > 0.
        since: first day.
        sector_id, skill_id: who may take it; None = anybody.
        on_holidays: whether it is filled on public holidays too.
        guard: a watch that must never stay empty.
        hard: turns at it are shared out evenly.

    Returns:
        Its key.

    Raises:
        UnknownKind: the kind of shift is not in use any more.
        NoSuchYear: the first day is absurd.
    """
    check_days(since)
    kind = queries.get_kind(uow, kind_id)
    if kind.ended_on is not None:
        raise errors.UnknownKind(code=kind.code)
    if sector_id is not None:
        people.get_sector(uow, sector_id)
    if skill_id is not None:
        people.get_skill(uow, skill_id)
    row = PostRow(
        name=name,
        kind_id=kind_id,
        sector_id=sector_id,
        skill_id=skill_id,
        weekdays=sum(1 << n for n in set(weekdays)),
        people=people_needed,
        on_holidays=on_holidays,
        guard=guard,
        hard=hard,
        since=since,
        until=None,
    )
    return uow.add(row).id


def set_hard(uow: UnitOfWork, post_id: int, hard: bool) -> None:
    """Say whether turns at a post are shared out evenly; its past shifts count too."""
    uow.get(PostRow, post_id).hard = hard
    uow.session.flush()


def end_post(uow: UnitOfWork, post_id: int) -> None:
    """Fill a post no more from today on; plans that exist keep it."""
    post = uow.get(PostRow, post_id)
    if post.until is None or post.until > uow.today():
        post.until = max(post.since, uow.today())
    uow.session.flush()


def check_rule(code: str, *, value: int | None, weight: int | None, since: date) -> None:
    """Whether the assembly can set a rule to a value.

    Raises:
        RuleUnknown: there is no such rule.
        RuleNotVotable: it protects minors (Ley 20.744 art. 190).
        RuleValueAbsurd: the value is out of all bounds.
        NoSuchYear: the first day is.
    """
    check_days(since)
    rule = RULES.get(code)
    if rule is None:
        raise errors.RuleUnknown(code=code)
    if not rule.votable:
        raise errors.RuleNotVotable()
    least, most = BOUNDS[rule.unit]
    if (value is not None and not least <= value <= most) or (weight is not None and weight <= 0):
        raise errors.RuleValueAbsurd(least=least, most=most)


def set_rule(
    uow: UnitOfWork, proof: DecisionProof, code: str, *, value: int | None, weight: int | None, since: date
) -> int:
    """Set a rule of the rota, as the assembly decided.

    Args:
        uow: the unit of work.
        proof: the decision.
        code: of the rule.
        value: in the rule's unit; None = no limit.
        weight: None = never broken; else what breaking it once costs.
        since: first day it holds.

    Returns:
        Key of the value.
    """
    check_rule(code, value=value, weight=weight, since=since)
    row = RuleRow(code=code, value=value, weight=weight, since=since, decision_id=proof.decision_id)
    return uow.add(row).id
