"""Shifts that can be taken: gaps of the published rota, and what others offer to everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.kernel.sentences import N_, Sentence
from coop.rota import queries, usecases
from coop.rota.rules import Move, Obstacle, Opening, Place, filling
from coop.rota.views.base import bp, day_of, trail
from coop.rota.views.words import Words, accepted, against_words, words
from coop.store import UnitOfWork, reading
from coop.web import Column, current, form_page, listing
from coop.web.forms import CoopForm

FREE = (N_("Free shifts"), "rota.free_shifts")


@dataclass(frozen=True, slots=True)
class Offer:
    """A shift that somebody could take, and what would change for her."""

    opening: Opening
    giver: str
    people: int
    moves: tuple[Move, ...]
    url: str


@dataclass(frozen=True, slots=True)
class FreeLine:
    """A shift that can be taken.

    Attributes:
        giver: whose it is; empty when nobody has it.
        reason: what speaks against it for whoever looks.
        url: where it is taken.
        find: where the coordinator looks for somebody.
    """

    day: date
    shift: str
    begins: str
    until: str
    place: str
    giver: str
    people: int
    reason: Sentence | None
    url: str
    find: str | None


def address(opening: Opening, kinds: dict[str, queries.Kind]) -> dict[str, Any]:
    """What stands for a shift in an address."""
    place = opening.place
    return {
        "day": opening.day.isoformat(),
        "kind_id": kinds[opening.kind].id,
        "sector": place.sector_id or 0,
        "skill": place.skill_id or 0,
        "post": place.post_id or 0,
    }


def opening_at(uow: UnitOfWork, day: str, kind_id: int, sector: int, skill: int, post: int) -> Opening:
    """The inverse of `address`."""
    kind = queries.get_kind(uow, kind_id)
    return Opening(day_of(day), kind.code, Place(sector or None, skill or None, post or None))


@bp.page("/turnos-libres", access="rota:agreement:list")
def free_shifts() -> ResponseReturnValue:
    """Gaps of the published rota, and what others offer to everybody; with what speaks against each."""
    me = current.member_id or 0
    with reading(current.actor) as uow:
        said = words(uow)
        offers: list[Offer] = [
            Offer(v.opening, "", v.missing, filling(v.opening, me), _take(v.opening, said))
            for v in queries.vacancies(uow)
        ]
        for found in queries.live_exchanges(uow):
            if found.is_open and found.to_all and found.from_id != me:
                giver = said.names.get(found.from_id or 0, "")
                url = url_for("rota.show_agreement", exchange_id=found.id)
                offers.append(Offer(found.opening, giver, 1, found.moves(me)[1:], url))
        days = sorted({o.opening.day for o in offers})
        known = queries.around(uow, days, only=me) if days else None
        rows = [_free_line(said, o, known.obstacle(o.moves) if known else None) for o in offers]
    rows.sort(key=lambda r: (r.reason is not None, r.day, r.begins))
    columns = [
        Column("day", N_("Day"), "day", link=lambda r: None if r.reason else r.url),
        Column("shift", N_("Shift"), link=lambda r: None if r.reason else r.url),
        Column("begins", N_("From")),
        Column("until", N_("To")),
        Column("place", N_("Place")),
        Column("giver", N_("Whose it is"), value=lambda r: r.giver or Sentence(N_("nobody's"))),
        Column("people", N_("People missing"), "int"),
        Column("reason", N_("For you"), value=lambda r: r.reason or Sentence(N_("possible"))),
    ]
    if current.may("rota:substitute:ask"):
        columns.append(
            Column(
                "find",
                N_("Ask others"),
                value=lambda r: Sentence(N_("find somebody")) if r.find else "",
                link=lambda r: r.find,
            )
        )
    return listing(
        "rota/free_shifts.html",
        rows,
        columns,
        title=FREE[0],
        name="turnos-libres",
        empty=N_("No shift is free: everything that is published has its people."),
        trail=trail(),
    )


def _take(opening: Opening, said: Words) -> str:
    return url_for("rota.take_free", **address(opening, said.kinds))


def _free_line(said: Words, offer: Offer, against: Obstacle | None) -> FreeLine:
    kind = said.kinds[offer.opening.kind]
    find = None if offer.giver else url_for("rota.find_for_gap", **address(offer.opening, said.kinds))
    return FreeLine(
        offer.opening.day,
        kind.name,
        kind.begins,
        kind.until,
        said.where.name(offer.opening.place),
        offer.giver,
        offer.people,
        against.sentence if against else None,
        offer.url,
        find,
    )


class TakeForm(CoopForm):
    """The question before a shift changes hands: nothing is filled in."""


GAP = "/turnos-libres/<day>/<int:kind_id>/<int:sector>/<int:skill>/<int:post>"


@bp.form(GAP, access="rota:agreement:own")
def take_free(day: str, kind_id: int, sector: int, skill: int, post: int) -> ResponseReturnValue:
    """Take a shift that nobody has."""
    me = current.member_id or 0
    with reading(current.actor) as uow:
        opening, said = opening_at(uow, day, kind_id, sector, skill, post), words(uow)
        against = queries.around(uow, [opening.day], only=me).obstacle(filling(opening, me))
    return form_page(
        TakeForm(),
        "rota/agree.html",
        title=N_("Take this shift?"),
        action=lambda uow, _form: _state_of(uow, usecases.take_vacancy(uow, me, opening)),
        done=lambda _state: url_for("rota.my_shifts"),
        said=accepted,
        trail=trail(FREE),
        back=url_for("rota.free_shifts"),
        text=[said.change(me, opening.of(me), None)],
        obstacle=against_words(against, said) if against else None,
        button=N_("I take it"),
    )


def _state_of(uow: UnitOfWork, exchange_id: int) -> str:
    return queries.get_exchange(uow, exchange_id).state
