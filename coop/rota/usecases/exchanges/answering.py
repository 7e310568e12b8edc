"""Answering a proposal: yes, no, taken back; and the word of the coordinator where it is voted."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import update

from coop.rota import queries, rules
from coop.rota.queries import Around, Exchange
from coop.rota.rules import Move, errors
from coop.rota.tables import AskedRow, ExchangeRow
from coop.rota.usecases.changing import publish_moves
from coop.rota.usecases.exchanges import telling
from coop.store import UnitOfWork


def accept_exchange(uow: UnitOfWork, exchange_id: int, member_id: int) -> str:
    """Say yes: the first yes gets the shift, and the rota changes at once.

    Returns:
        The state afterwards: accepted, or agreed when the coordinator has to confirm.

    Raises:
        NotOpen: it was taken back, answered by somebody else, or its time is up.
        NotAsked: somebody else is asked.
        ShiftGone: the rota has changed since.
        StillTheirs: whoever it was asked for is not away any more.
        NotAllowed: a rule speaks against it by now.
    """
    found = _open(uow, exchange_id)
    if not (found.to_all or found.asks(member_id)) or member_id == found.from_id:
        raise errors.NotAsked()
    _possible(uow, found, member_id)
    _answer(uow, found, member_id, "yes")
    row = uow.get(ExchangeRow, exchange_id)
    row.state, row.taken_by = "agreed", member_id
    row.settled_at, row.settled_by = uow.now(), uow.actor.member_id
    uow.session.flush()
    if queries.profile(uow).limit("swap_review", uow.today()).value:
        telling.tell(
            uow, telling.coordinators(uow), telling.said(uow, found, telling.ASKS_REVIEW, taker=member_id)
        )
        return "agreed"
    _take_effect(uow, found, member_id)
    return "accepted"


def refuse_exchange(uow: UnitOfWork, exchange_id: int, member_id: int) -> None:
    """Say no; when everybody who is asked has said no, it is refused.

    Raises:
        NotOpen, NotAsked: there is nothing to answer (any more).
    """
    found = _open(uow, exchange_id)
    if not found.asks(member_id):
        raise errors.NotAsked()
    _answer(uow, found, member_id, "no")
    if not found.to_all and all(who == member_id or said == "no" for who, said in found.asked.items()):
        _settle(uow, exchange_id, "refused")
        telling.tell(uow, [found.by], telling.said(uow, found, telling.REFUSED, taker=member_id))


def take_back(uow: UnitOfWork, exchange_id: int, member_id: int) -> None:
    """Take a proposal back while nobody has said yes, or while the coordinator has not confirmed it.

    Raises:
        NotOpen: it is settled.
        NotAsked: somebody else proposed it, and whose shift it is is somebody else too.
    """
    found = queries.get_exchange(uow, exchange_id)
    if found.state not in ("open", "agreed"):
        raise errors.NotOpen()
    if member_id not in (found.by, found.from_id):
        raise errors.NotAsked()
    _settle(uow, exchange_id, "withdrawn")
    waiting = [who for who, said in found.asked.items() if said != "no" and who != member_id]
    if found.taken_by is not None and found.taken_by != member_id:
        waiting.append(found.taken_by)
    telling.tell(uow, dict.fromkeys(waiting), telling.said(uow, found, telling.WITHDRAWN))


def confirm_exchange(uow: UnitOfWork, exchange_id: int) -> None:
    """Let an agreement take effect that the assembly wanted confirmed.

    Raises:
        NotOpen: it does not wait for that (any more).
        ShiftGone: the rota has changed since.
        StillTheirs: whoever it was asked for is not away any more.
        NotAllowed: a rule speaks against it by now.
    """
    found, taker = _agreed(uow, exchange_id)
    _possible(uow, found, taker)
    _take_effect(uow, found, taker)


def reject_exchange(uow: UnitOfWork, exchange_id: int) -> None:
    """Do not confirm an agreement; both are told.

    Raises:
        NotOpen: it does not wait for that (any more).
    """
    found, taker = _agreed(uow, exchange_id)
    _settle(uow, exchange_id, "refused")
    telling.tell(
        uow,
        dict.fromkeys([found.by, found.from_id or found.by, taker]),
        telling.said(uow, found, telling.REJECTED, taker=taker),
    )


def void_stale(uow: UnitOfWork) -> None:
    """Close the open proposals about shifts that the rota has no more, and tell whom it concerned."""
    for found in queries.live_exchanges(uow):
        if not queries.is_current(uow, found):
            _settle(uow, found.id, "void")
            told = dict.fromkeys(m for m in (found.by, found.from_id, found.taken_by) if m is not None)
            telling.tell(uow, told, telling.said(uow, found, telling.VOID))


def allow(uow: UnitOfWork, known: Around, moves: Sequence[Move]) -> None:
    """Refuse what a rule speaks against, in words.

    Raises:
        NotAllowed: it breaks a rule for somebody.
    """
    against = known.obstacle(moves)
    if against is not None:
        raise errors.NotAllowed(name=telling.name_of(uow, against.member_id), reason=against.sentence)


def _open(uow: UnitOfWork, exchange_id: int) -> Exchange:
    found = queries.get_exchange(uow, exchange_id)
    if not found.is_open:
        raise errors.NotOpen()
    return found


def _agreed(uow: UnitOfWork, exchange_id: int) -> tuple[Exchange, int]:
    found = queries.get_exchange(uow, exchange_id)
    if found.state != "agreed" or found.taken_by is None:
        raise errors.NotOpen()
    return found, found.taken_by


def _possible(uow: UnitOfWork, found: Exchange, taker: int) -> None:
    """Judge once more, by the rota and the rules of now."""
    if not queries.is_current(uow, found):
        raise errors.ShiftGone()
    moves = found.moves(taker)
    known = queries.around(uow, rules.days_of(moves))
    keeper = known.keeper(found)
    if keeper is not None:
        raise errors.StillTheirs(name=telling.name_of(uow, keeper), day=found.opening.day)
    allow(uow, known, moves)


def _answer(uow: UnitOfWork, found: Exchange, member_id: int, answer: str) -> None:
    if member_id not in found.asked:
        uow.add(AskedRow(exchange_id=found.id, member_id=member_id, answer=answer, answered_at=uow.now()))
        return
    uow.session.execute(
        update(AskedRow)
        .where(AskedRow.exchange_id == found.id, AskedRow.member_id == member_id)
        .values(answer=answer, answered_at=uow.now())
    )


def _settle(uow: UnitOfWork, exchange_id: int, state: str) -> None:
    row = uow.get(ExchangeRow, exchange_id)
    row.state, row.settled_at, row.settled_by = state, uow.now(), uow.actor.member_id
    uow.session.flush()


def _take_effect(uow: UnitOfWork, found: Exchange, taker: int) -> None:
    publish_moves(uow, found.moves(taker), exchange_id=found.id)
    _settle(uow, found.id, "accepted")
    told = dict.fromkeys([found.by, found.from_id or found.by, taker, *telling.coordinators(uow)])
    told.pop(uow.actor.member_id or 0, None)
    telling.tell(
        uow, told, telling.said(uow, found, telling.SWAPPED if found.back else telling.TAKEN, taker=taker)
    )
    void_stale(uow)
