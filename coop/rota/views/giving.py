"""What to do with one's own shift, and who could take one: swap, give away, offer, substitutes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.kernel.sentences import N_, Sentence
from coop.people import queries as people
from coop.rota import queries, usecases
from coop.rota.queries import Around
from coop.rota.rules import Duty, Substitute, errors, last_call, opening_of, swap
from coop.rota.views.base import WEEK, asked_day, bp, day_of, sees_wishes, trail, week_of
from coop.rota.views.free import FREE, GAP, TakeForm, opening_at
from coop.rota.views.words import Words, against_words, words
from coop.store import UnitOfWork, reading
from coop.web import Column, _, current, form_page, listing, page, submit
from coop.web.forms import CoopForm, SelectMultipleField, choices
from coop.web.language import hours, readable

MINE = (N_("My shifts"), "rota.my_shifts")


class AskForm(CoopForm):
    """Who is asked; the first yes gets the shift."""

    people_asked = SelectMultipleField(
        N_("Whom do you ask? The first yes gets the shift."),
        coerce=int,
        description=N_("Who carries least so far stands first."),
    )

    def __init__(self, found: Sequence[tuple[int, str]]) -> None:
        super().__init__()
        self.people_asked.choices = choices(found)


def _mine(uow: UnitOfWork, day: date) -> tuple[Around, Duty]:
    """One's own shift in force.

    Raises:
        NotYourShift: there is none on that day.
    """
    known = queries.around(uow, [day], only=current.member_id)
    duty = known.duty(current.member_id or 0, day)
    if duty is None:
        raise errors.NotYourShift(day=day)
    return known, duty


@bp.page("/mis-turnos/<day>", access="rota:agreement:own")
def own_shift(day: str) -> ResponseReturnValue:
    """What can be done with one's own shift."""
    me = current.member_id or 0
    with reading(current.actor) as uow:
        known, duty = _mine(uow, day_of(day))
        said = words(uow)
        until = last_call(known.checker, [duty])
        waiting = [e for e in queries.live_exchanges(uow) if duty in e.given and me in (e.by, e.from_id)]
        context: dict[str, Any] = {
            "day": day,
            "until": until,
            "open": until > uow.now(),
            "offered": any(e.to_all for e in waiting),
            "waiting": [(e.id, said.shift(e.back) if e.back else None, e.until) for e in waiting],
        }
    return page("rota/own_shift.html", title=said.shift(opening_of(duty)), trail=trail(MINE), **context)


@bp.button("/mis-turnos/<day>/ofrecer", access="rota:agreement:own")
def offer_shift(day: str) -> ResponseReturnValue:
    """Offer one's own shift to everybody."""
    return submit(
        lambda uow: usecases.give_shift(uow, current.member_id or 0, day_of(day), to=None),
        done=lambda _key: url_for("rota.agreements"),
        said=N_("Offered. It stays yours until somebody takes it."),
    )


@dataclass(frozen=True, slots=True)
class SwapLine:
    """A shift of somebody else that could be had."""

    day: date
    shift: str
    begins: str
    until: str
    place: str
    name: str
    reason: Sentence | None
    url: str


@bp.page("/mis-turnos/<day>/cambiar", access="rota:agreement:own")
def choose_swap(day: str) -> ResponseReturnValue:
    """The shifts of others in a week, for which one's own could be had; possible ones first."""
    me, of_day = current.member_id or 0, day_of(day)
    with reading(current.actor) as uow:
        _known, duty = _mine(uow, of_day)
        said, days = words(uow), week_of(asked_day("desde", of_day))
        found = queries.swap_choices(uow, me, of_day, days)

    def line(choice: queries.SwapChoice) -> SwapLine:
        opening = opening_of(choice.duty)
        kind = said.kinds[opening.kind]
        return SwapLine(
            opening.day,
            kind.name,
            kind.begins,
            kind.until,
            said.where.name(opening.place),
            said.names[choice.duty.member_id],
            against_words(choice.obstacle, said) if choice.obstacle else None,
            url_for(
                "rota.ask_swap",
                day=day,
                other_id=choice.duty.member_id,
                back_day=opening.day.isoformat(),
            ),
        )

    def week(start: date) -> str:
        return url_for("rota.choose_swap", day=day, desde=start.isoformat())

    return listing(
        "rota/choose_swap.html",
        [line(c) for c in found],
        [
            Column("day", N_("Day"), "day", link=lambda r: None if r.reason else r.url),
            Column("shift", N_("Shift")),
            Column("begins", N_("From")),
            Column("until", N_("To")),
            Column("place", N_("Place")),
            Column("name", N_("Who has it"), link=lambda r: None if r.reason else r.url),
            Column("reason", N_("Possible?"), value=lambda r: r.reason or Sentence(N_("possible"))),
        ],
        title=N_("Swap for which shift?"),
        name=f"cambio-{day}",
        empty=N_("Nobody has another shift in this week that could still be swapped. Look at another week."),
        trail=[*trail(MINE), _own(day, said, duty)],
        days=days,
        before=week(days.start - WEEK),
        after=week(days.end),
    )


def _own(day: str, said: Words, duty: Duty) -> dict[str, object]:
    return {"title": said.shift(opening_of(duty)), "url": url_for("rota.own_shift", day=day)}


@bp.form("/mis-turnos/<day>/cambiar/<int:other_id>/<back_day>", access="rota:agreement:own")
def ask_swap(day: str, other_id: int, back_day: str) -> ResponseReturnValue:
    """Ask somebody to swap."""
    me, mine_on, theirs_on = current.member_id or 0, day_of(day), day_of(back_day)
    with reading(current.actor) as uow:
        _known, duty = _mine(uow, mine_on)
        said, known = words(uow), queries.around(uow, [mine_on, theirs_on])
        people.get_member(uow, other_id)
        theirs = known.duty(other_id, theirs_on)
        if theirs is None:
            raise errors.NotYourShift(day=theirs_on)
        moves = swap(duty, theirs)
        against = known.obstacle(moves)
    return form_page(
        TakeForm(),
        "rota/agree.html",
        title=Sentence(N_("Ask %(name)s to swap?"), {"name": said.names[other_id]}),
        action=lambda uow, _form: usecases.propose_swap(
            uow, me, mine_on, other_id=other_id, back_day=theirs_on
        ),
        done=lambda _key: url_for("rota.agreements"),
        said=N_("Asked. Nothing changes until the answer is yes."),
        trail=[*trail(MINE), _own(day, said, duty)],
        back=url_for("rota.choose_swap", day=day, desde=theirs_on.isoformat()),
        text=[said.change(m.member_id, m.takes, m.gives) for m in moves],
        obstacle=against_words(against, said) if against else None,
        button=N_("Ask"),
    )


@bp.form("/mis-turnos/<day>/ceder", access="rota:agreement:own")
def give_shift(day: str) -> ResponseReturnValue:
    """Ask some people to take one's own shift."""
    me, of_day = current.member_id or 0, day_of(day)
    with reading(current.actor) as uow:
        _known, duty = _mine(uow, of_day)
        said = words(uow)
        found = queries.substitutes_for(uow, opening_of(duty), without=[me], with_wishes=sees_wishes())
    return _ask_page(
        said,
        found,
        title=N_("Who takes your shift?"),
        act=lambda uow, asked: usecases.give_shift(uow, me, of_day, to=asked),
        back=url_for("rota.own_shift", day=day),
        trail=[*trail(MINE), _own(day, said, duty)],
    )


def _ask_page(
    said: Words,
    found: Sequence[Substitute],
    *,
    title: str | Sentence,
    act: Callable[[UnitOfWork, list[int]], int],
    back: str,
    trail: Sequence[dict[str, object] | dict[str, str]],
    warning: Sentence | None = None,
) -> ResponseReturnValue:
    able = [(s.member_id, _label(s, said)) for s in found if s.can]
    return form_page(
        AskForm(able),
        "rota/ask_people.html",
        title=title,
        action=lambda uow, form: act(uow, form.people_asked.data),
        done=lambda _key: url_for("rota.agreements"),
        said=N_("Asked. Nothing changes until the answer is yes."),
        trail=trail,
        back=back,
        warning=warning,
        able=able,
        refused=[(said.names[s.member_id], s.reason) for s in found if not s.can],
    )


def _label(found: Substitute, said: Words) -> str:
    burden = found.burden
    label = _(
        "%(name)s: %(hours)s in that week; nights %(nights)s and weekends %(weekends)s in a year",
        name=said.names[found.member_id],
        hours=hours(burden.minutes),
        nights=burden.nights,
        weekends=burden.weekends,
    )
    if found.bends is None:
        return label
    return str(_("%(label)s. Possible, but: %(reason)s", label=label, reason=readable(found.bends)))


# ---- the coordinator looks for substitutes


@bp.form("/suplentes/<day>/<int:member_id>", access="rota:substitute:ask")
def find_substitute(day: str, member_id: int) -> ResponseReturnValue:
    """Ask people to work for somebody who is away."""
    of_day = day_of(day)
    with reading(current.actor) as uow:
        known = queries.around(uow, [of_day], only=member_id)
        duty = known.duty(member_id, of_day)
        people.get_member(uow, member_id)
        if duty is None:
            raise errors.NotYourShift(day=of_day)
        said, opening = words(uow), opening_of(duty)
        found = queries.substitutes_for(uow, opening, without=[member_id])
        worker = known.workers.get(member_id)
    warning = None
    if worker is not None and not worker.away(of_day):
        warning = errors.StillTheirs(name=said.names[member_id], day=of_day).sentence
    return _ask_page(
        said,
        found,
        title=Sentence(
            N_("Who works for %(name)s? %(shift)s"),
            {"name": said.names[member_id], "shift": said.shift(opening)},
        ),
        act=lambda uow, asked: usecases.ask_substitutes(
            uow, current.member_id or 0, opening, instead_of=member_id, asked=asked
        ),
        back=url_for("rota.week", desde=day),
        trail=trail(),
        warning=warning,
    )


@bp.form(f"{GAP}/suplentes", access="rota:substitute:ask")
def find_for_gap(day: str, kind_id: int, sector: int, skill: int, post: int) -> ResponseReturnValue:
    """Ask people to work a shift that nobody has."""
    with reading(current.actor) as uow:
        opening, said = opening_at(uow, day, kind_id, sector, skill, post), words(uow)
        if queries.find_vacancy(uow, opening) is None:
            raise errors.ShiftGone()
        found = queries.substitutes_for(uow, opening)
    return _ask_page(
        said,
        found,
        title=Sentence(N_("Who takes it? %(shift)s"), {"shift": said.shift(opening)}),
        act=lambda uow, asked: usecases.ask_substitutes(
            uow, current.member_id or 0, opening, instead_of=None, asked=asked
        ),
        back=url_for("rota.free_shifts"),
        trail=trail(FREE),
    )
