"""Proposing: swap a shift, give it away, ask substitutes, take a shift that nobody has."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import insert, select

from coop.rota import queries, rules
from coop.rota.queries import Around
from coop.rota.rules import Duty, Move, Opening, errors
from coop.rota.tables import AskedRow, ExchangeRow, KindRow
from coop.rota.usecases.exchanges import telling
from coop.rota.usecases.exchanges.answering import accept_exchange, allow
from coop.store import UnitOfWork


def propose_swap(uow: UnitOfWork, member_id: int, day: date, *, other_id: int, back_day: date) -> int:
    """Ask somebody to work one's shift and offer to work hers.

    Args:
        uow: the unit of work.
        member_id: who asks.
        day: of her own shift.
        other_id: who is asked.
        back_day: of the other's shift.

    Returns:
        Key of the proposal.

    Raises:
        NotYourShift: one of the shifts is not in force.
        SameShift: both are the same.
        AskedAlready: it is proposed and open.
        TooLate: the voted time before the earlier one has passed.
        NotAllowed: a rule speaks against it, for one or the other.
    """
    known = queries.around(uow, [day, back_day])
    mine, theirs = _shift(known, member_id, day), _shift(known, other_id, back_day)
    if other_id == member_id or rules.opening_of(mine) == rules.opening_of(theirs):
        raise errors.SameShift()
    allow(uow, known, rules.swap(mine, theirs))
    return _propose(
        uow,
        known,
        "swap",
        member_id,
        mine,
        until=_in_time(uow, known, mine, theirs),
        asked=[other_id],
        back=theirs,
    )


def give_shift(uow: UnitOfWork, member_id: int, day: date, *, to: Collection[int] | None) -> int:
    """Offer one's shift to some people, or to everybody; the first yes gets it.

    Args:
        uow: the unit of work.
        member_id: who gives it.
        day: of the shift.
        to: who is asked; None = everybody.

    Returns:
        Key of the proposal.

    Raises:
        NotYourShift: it is not in force.
        NobodyAsked: nobody is named.
        AskedAlready: it is offered to everybody already.
        TooLate: the voted time before it has passed.
        NotAllowed: a rule speaks against one of those asked.
    """
    known = queries.around(uow, [day])
    mine = _shift(known, member_id, day)
    until = _in_time(uow, known, mine)
    if to is not None:
        _allow_each(uow, known, [rules.handover(mine, who) for who in _named(to, without=member_id)])
    return _propose(uow, known, "give", member_id, mine, until=until, asked=to)


def ask_substitutes(
    uow: UnitOfWork, by: int, opening: Opening, *, instead_of: int | None, asked: Collection[int]
) -> int:
    """Ask some people to work a shift that nobody has, or that somebody has who is away.

    It can be answered until the shift begins.

    Args:
        uow: the unit of work.
        by: who asks: the coordinator.
        opening: the shift.
        instead_of: whose it is; None when nobody has it.
        asked: the first yes gets it.

    Returns:
        Key of the proposal.

    Raises:
        ShiftGone: it is not in force, or filled.
        StillTheirs: whoever has it is not written down as away.
        NobodyAsked, AskedAlready, TooLate, NotAllowed: as in `give_shift`.
    """
    known = queries.around(uow, [opening.day])
    begins = known.begins(opening)
    if begins <= uow.now():
        raise errors.TooLate(until=begins)
    if instead_of is None:
        if queries.find_vacancy(uow, opening) is None:
            raise errors.ShiftGone()
        moves = [rules.filling(opening, who) for who in _named(asked)]
    else:
        theirs = opening.of(instead_of)
        if not known.has(theirs):
            raise errors.ShiftGone()
        if known.is_there(instead_of, opening.day):
            raise errors.StillTheirs(name=telling.name_of(uow, instead_of), day=opening.day)
        moves = [rules.handover(theirs, who) for who in _named(asked, without=instead_of)]
    _allow_each(uow, known, moves)
    kind = "fill" if instead_of is None else "give"
    shift = opening.of(instead_of or 0)
    return _propose(uow, known, kind, by, shift, until=begins, asked=asked)


def take_vacancy(uow: UnitOfWork, member_id: int, opening: Opening) -> int:
    """Take a shift of the published rota that nobody has; once, also when it waits to be confirmed.

    Returns:
        Key of the agreement.

    Raises:
        ShiftGone: somebody took it first, or it never was.
        TooLate: it has begun.
        NotAllowed: a rule speaks against it.
    """
    known = queries.around(uow, [opening.day])
    if queries.find_vacancy(uow, opening) is None:
        begins = known.begins(opening)
        raise errors.TooLate(until=begins) if begins <= uow.now() else errors.ShiftGone()
    asked = [e for e in queries.live_exchanges(uow) if e.kind == "fill" and e.opening == opening]
    waiting = next((e.id for e in asked if e.state == "agreed" and e.taken_by == member_id), None)
    if waiting is not None:
        return waiting
    key = next((e.id for e in asked if e.asks(member_id)), None)
    if key is None:
        free, until = opening.of(0), known.begins(opening)
        key = _propose(uow, known, "fill", member_id, free, until=until, asked=[member_id], tell=False)
    accept_exchange(uow, key, member_id)
    return key


def _shift(known: Around, member_id: int, day: date) -> Duty:
    found = known.duty(member_id, day)
    if found is None:
        raise errors.NotYourShift(day=day)
    return found


def _in_time(uow: UnitOfWork, known: Around, *duties: Duty) -> datetime:
    until = rules.last_call(known.checker, duties)
    if until <= uow.now():
        raise errors.TooLate(until=until)
    return until


def _named(asked: Collection[int], *, without: int | None = None) -> list[int]:
    if not asked or without in asked:
        raise errors.NobodyAsked()
    return sorted(set(asked))


def _allow_each(uow: UnitOfWork, known: Around, choices: Iterable[Sequence[Move]]) -> None:
    for moves in choices:
        allow(uow, known, moves)


def _propose(
    uow: UnitOfWork,
    known: Around,
    kind: str,
    by: int,
    shift: Duty,
    *,
    until: datetime,
    asked: Collection[int] | None,
    back: Duty | None = None,
    tell: bool = True,
) -> int:
    giver = shift.member_id if kind != "fill" else None
    opening = rules.opening_of(shift)
    returned = rules.opening_of(back) if back else None
    for other in queries.live_exchanges(uow):
        same = (other.kind, other.from_id, other.opening, other.back) == (kind, giver, opening, returned)
        again = other.to_all if asked is None else any(other.asks(who) for who in asked)
        if same and again and other.is_open:
            raise errors.AskedAlready()
    kinds = {code: key for code, key in uow.session.execute(select(KindRow.code, KindRow.id))}
    place = shift.place
    row = uow.add(
        ExchangeRow(
            kind=kind,
            to_all=asked is None,
            by=by,
            from_id=giver,
            day=shift.day,
            kind_id=kinds[shift.kind],
            sector_id=place.sector_id,
            skill_id=place.skill_id,
            post_id=place.post_id,
            back_day=back.day if back else None,
            back_kind_id=kinds[back.kind] if back else None,
            back_sector_id=back.place.sector_id if back else None,
            back_skill_id=back.place.skill_id if back else None,
            back_post_id=back.place.post_id if back else None,
            made_at=uow.now(),
            until=until,
            begins_at=min(known.begins(rules.opening_of(d)) for d in (shift, back) if d),
            state="open",
        )
    )
    if asked:
        people_asked = [{"exchange_id": row.id, "member_id": who} for who in sorted(set(asked))]
        uow.session.execute(insert(AskedRow), people_asked)
    if tell and asked:
        found = queries.get_exchange(uow, row.id)
        telling.tell(uow, sorted(set(asked)), telling.asks(uow, found))
    return row.id
