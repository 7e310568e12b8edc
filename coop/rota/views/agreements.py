"""What members propose to each other about their shifts: asking, answering, taking what is free."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.kernel.sentences import N_, Sentence
from coop.rota import queries, usecases
from coop.rota.queries import Exchange
from coop.rota.rules import days_of, errors
from coop.rota.views.base import bp, trail
from coop.rota.views.words import Words, accepted, against_words, words
from coop.store import UnitOfWork, reading
from coop.web import Column, current, listing, page, submit

AGREEMENTS = (N_("Agreements about shifts"), "rota.agreements")
STATES = {
    "open": N_("waits for an answer"),
    "agreed": N_("waits for the coordinator"),
    "accepted": N_("agreed, the rota is changed"),
    "refused": N_("refused"),
    "withdrawn": N_("taken back"),
    "void": N_("came to nothing: the rota changed"),
    "expired": N_("nobody answered in time"),
}
UNCONFIRMED = N_("not confirmed in time")
KINDS = {"swap": N_("Swap"), "give": N_("Give-away"), "fill": N_("Free shift")}
ANSWERS = {"yes": N_("%(name)s: yes"), "no": N_("%(name)s: no"), None: N_("%(name)s: no answer yet")}


@dataclass(frozen=True, slots=True)
class Line:
    """A proposal as shown to one person.

    Attributes:
        title: what it is, or who asks.
        text: what changes for whom, who is asked.
        obstacle: why it is not possible (any more), for whoever could say yes.
        until: when it can be answered or confirmed at the latest.
        may: what this person can do: yes, no, back, confirm.
    """

    id: int
    title: Sentence
    text: tuple[Sentence, ...]
    obstacle: Sentence | None
    until: datetime
    may: frozenset[str]


def _line(uow: UnitOfWork, found: Exchange, said: Words) -> Line:
    me = current.member_id or 0
    may, taker = set[str](), found.taken_by
    if found.is_open and me != found.from_id and (found.asks(me) or found.to_all):
        may.add("yes")
        taker = me
    if found.asks(me):
        may.add("no")
    if found.state in ("open", "agreed") and me in (found.by, found.from_id):
        may.add("back")
    if found.state == "agreed" and current.may("rota:agreement:confirm"):
        may.add("confirm")
    if taker is None and len(found.asked) == 1 and not found.to_all:
        taker = next(iter(found.asked))
    if taker is not None:
        text = [said.change(m.member_id, m.takes, m.gives) for m in found.moves(taker)]
    else:
        text = [said.shift(found.opening)]
    if found.to_all:
        text.append(Sentence(N_("It is offered to everybody.")))
    elif len(found.asked) > 1:
        text += [Sentence(ANSWERS[a], {"name": said.names.get(who, "")}) for who, a in found.asked.items()]
    obstacle = _obstacle(uow, found, me, said) if "yes" in may else None
    until = found.until if found.is_open else found.begins_at
    return Line(found.id, _title(found, said, me), tuple(text), obstacle, until, frozenset(may))


def _state(found: Exchange) -> Sentence:
    missed = found.state == "expired" and found.taken_by is not None
    return Sentence(UNCONFIRMED if missed else STATES[found.state])


def _title(found: Exchange, said: Words, me: int) -> Sentence:
    who = {"name": said.names.get(found.from_id or found.by, "")}
    if found.kind == "fill":
        return Sentence(N_("A shift that nobody has"))
    if found.by != found.from_id:
        facts = {**who, "by": said.names.get(found.by, "")}
        return Sentence(N_("%(by)s asks who works for %(name)s, who is away"), facts)
    if found.from_id == me:
        return Sentence(N_("Your swap") if found.back else N_("The shift you give away"))
    return Sentence(N_("%(name)s asks for a swap") if found.back else N_("%(name)s gives a shift away"), who)


def _obstacle(uow: UnitOfWork, found: Exchange, taker: int, said: Words) -> Sentence | None:
    if not queries.is_current(uow, found):
        return Sentence(errors.ShiftGone.message)
    moves = found.moves(taker)
    known = queries.around(uow, days_of(moves))
    keeper = known.keeper(found)
    if keeper is not None:
        return errors.StillTheirs(name=said.names.get(keeper, ""), day=found.opening.day).sentence
    against = known.obstacle(moves)
    return against_words(against, said) if against else None


@bp.page("/acuerdos", access="rota:agreement:list")
def agreements() -> ResponseReturnValue:
    """What is asked of me, what I asked, and what waits for the coordinator."""
    me = current.member_id or 0
    with reading(current.actor) as uow:
        said = words(uow)
        live = queries.live_exchanges(uow)
        lines = {e.id: _line(uow, e, said) for e in live}
        offered = [e for e in live if e.is_open and e.to_all and e.from_id != me]
        parts: list[tuple[str, list[Line]]] = [
            (N_("Asked of you"), [lines[e.id] for e in live if e.asks(me)]),
            (N_("You asked"), [lines[e.id] for e in live if me in (e.by, e.from_id)]),
            (
                N_("Waits for the coordinator"),
                [lines[e.id] for e in live if e.state == "agreed" and me not in (e.by, e.from_id)]
                if current.may("rota:agreement:confirm")
                else [],
            ),
            (N_("Offered to everybody"), [lines[e.id] for e in offered]),
        ]
        free = len(queries.vacancies(uow))
    return page(
        "rota/agreements.html",
        title=AGREEMENTS[0],
        trail=trail(),
        parts=[(title, found) for title, found in parts if found],
        free=free,
    )


@bp.page("/acuerdos/todos", access="rota:agreement:list")
def list_agreements() -> ResponseReturnValue:
    """Everything that was ever proposed, and what became of it."""
    with reading(current.actor) as uow:
        rows, said = queries.exchanges(uow), words(uow)

    def asked(found: Exchange) -> object:
        if found.to_all:
            return Sentence(N_("everybody"))
        return ", ".join(said.names.get(m, "") for m in found.asked)

    def name(member_id: int | None) -> str:
        return said.names.get(member_id or 0, "")

    return listing(
        "rota/list_agreements.html",
        rows,
        [
            Column(
                "made_at",
                N_("Proposed"),
                "instant",
                link=lambda e: url_for("rota.show_agreement", exchange_id=e.id),
            ),
            Column("kind", N_("What"), value=lambda e: Sentence(KINDS[e.kind])),
            Column("shift", N_("Shift"), value=lambda e: said.shift(e.opening)),
            Column("from_id", N_("Whose it was"), value=lambda e: name(e.from_id)),
            Column("back", N_("In return"), value=lambda e: said.shift(e.back) if e.back else ""),
            Column("asked", N_("Who was asked"), value=asked),
            Column("taken_by", N_("Who took it"), value=lambda e: name(e.taken_by)),
            Column("state", N_("State"), value=_state),
        ],
        title=N_("All agreements"),
        name="acuerdos",
        empty=N_("Nobody has proposed anything yet. Open one of your shifts to swap it or give it away."),
        trail=trail(AGREEMENTS),
    )


@bp.page("/acuerdos/<int:exchange_id>", access="rota:agreement:list")
def show_agreement(exchange_id: int) -> ResponseReturnValue:
    """One proposal: what changes for whom, and what became of it."""
    with reading(current.actor) as uow:
        found, said = queries.get_exchange(uow, exchange_id), words(uow)
        line = _line(uow, found, said)
        facts: list[tuple[str, object]] = [
            (N_("State"), _state(found)),
            (N_("Proposed by"), said.names.get(found.by, "")),
            (N_("Proposed"), found.made_at),
            (N_("Settled"), found.settled_at),
            (N_("Versions of the rota"), ", ".join(str(v) for v in queries.versions_of(uow, exchange_id))),
        ]
    return page("rota/show_agreement.html", title=line.title, trail=trail(AGREEMENTS), line=line, facts=facts)


def _press(act: Callable[[UnitOfWork], object], said: str | Callable[[Any], Sentence]) -> ResponseReturnValue:
    return submit(act, done=lambda _r: url_for("rota.agreements"), said=said)


@bp.button("/acuerdos/<int:exchange_id>/si", access="rota:agreement:own")
def accept_agreement(exchange_id: int) -> ResponseReturnValue:
    """Say yes."""
    return _press(lambda uow: usecases.accept_exchange(uow, exchange_id, current.member_id or 0), accepted)


@bp.button("/acuerdos/<int:exchange_id>/no", access="rota:agreement:own")
def refuse_agreement(exchange_id: int) -> ResponseReturnValue:
    """Say no."""
    return _press(
        lambda uow: usecases.refuse_exchange(uow, exchange_id, current.member_id or 0),
        N_("Written down: you do not take it."),
    )


@bp.button("/acuerdos/<int:exchange_id>/retirar", access="rota:agreement:own")
def take_agreement_back(exchange_id: int) -> ResponseReturnValue:
    """Take one's own proposal back."""
    return _press(lambda uow: usecases.take_back(uow, exchange_id, current.member_id or 0), N_("Taken back."))


@bp.button("/acuerdos/<int:exchange_id>/confirmar", access="rota:agreement:confirm")
def confirm_agreement(exchange_id: int) -> ResponseReturnValue:
    """Confirm what two agreed, where the assembly wants it."""
    return _press(
        lambda uow: usecases.confirm_exchange(uow, exchange_id), N_("Confirmed. The rota is changed.")
    )


@bp.button("/acuerdos/<int:exchange_id>/rechazar", access="rota:agreement:confirm")
def reject_agreement(exchange_id: int) -> ResponseReturnValue:
    """Do not confirm what two agreed."""
    return _press(lambda uow: usecases.reject_exchange(uow, exchange_id), N_("Not confirmed; both are told."))
