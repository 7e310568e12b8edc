"""What members say beforehand about their shifts, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.kernel.ranges import Days
from coop.kernel.sentences import N_, Sentence
from coop.people import queries as people
from coop.people import usecases as readings
from coop.rota import queries, usecases
from coop.rota.forms import WEEKDAYS, WishForm
from coop.rota.queries import WishedDay, WishView
from coop.rota.rules import CANNOT, EVERY_DAY, RATHER_NOT, SAID, WANT
from coop.rota.rules.errors import NotYourWish
from coop.rota.usecases.planning import LONGEST
from coop.rota.views.base import ONE, bp, trail
from coop.store import UnitOfWork, reading, writing
from coop.web import Column, current, form_page, listing, submit
from coop.web.language import weekday

LOOK_BACK = timedelta(days=365)
MINE = (N_("My wishes"), "rota.my_wishes")
EVERYBODYS = (N_("Wishes of everybody"), "rota.list_wishes")
SIGNS = {WANT: "+", RATHER_NOT: "−", CANNOT: "×"}
SIGNS_SAID = (
    N_("+ wants to work, − would rather not, × cannot; a letter behind it names the shift"),
    N_("in red: not as it was said"),
)
MET = {
    True: N_("yes"),
    False: N_("no"),
    None: N_("said after that rota was published"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody said about a day, in a table: a sign, and the sentence behind it."""

    sign: str
    said: Sentence
    met: bool


def wish_marks(uow: UnitOfWork, plan_id: int) -> dict[tuple[int, date], tuple[Mark, ...]]:
    """The marks of a plan's table, by member and day; red only where shifts are placed."""
    said = queries.wishes_of_plan(uow, plan_id)
    placed = bool(queries.get_plan(uow, plan_id).placed)
    return {
        cell: tuple(
            Mark(
                SIGNS[w.wish.what] + (w.wish.kind or ""),
                _sentence(w.wish.what, w.wish.kind),
                not placed or w not in said.unmet,
            )
            for w in found
        )
        for cell, found in said.by_cell.items()
    }


def _sentence(what: str, kind: str | None) -> Sentence:
    if kind is None:
        return Sentence(SAID[what])
    return Sentence(N_("%(what)s: %(shift)s"), {"what": Sentence(SAID[what]), "shift": kind})


def _weekdays(view: WishView) -> Sentence | list[Sentence]:
    on = view.wish.weekdays
    return Sentence(N_("every day")) if on == EVERY_DAY else [Sentence(WEEKDAYS[n]) for n in sorted(on)]


def _last(view: WishView) -> object:
    return view.last or Sentence(N_("until it is withdrawn"))


def _shift(view: WishView) -> object:
    return view.kind or Sentence(N_("Any shift"))


def _state(view: WishView, today: date) -> Sentence:
    if view.withdrawn_on is not None:
        return Sentence(N_("withdrawn"))
    return Sentence(N_("is past") if view.wish.days.end <= today else N_("stands"))


def _met(days: Iterable[WishedDay]) -> dict[int, Sentence]:
    """Per wish, on how many of its days with a rota it was met."""
    judged = [d for d in days if d.met is not None]
    every, met = Counter(d.wish_id for d in judged), Counter(d.wish_id for d in judged if d.met)
    return {
        key: Sentence(N_("%(met)s of %(all)s"), {"met": met[key], "all": all_}) for key, all_ in every.items()
    }


def _window(today: date) -> Days:
    """Days whose rota is looked at: a year back, and as far ahead as a plan reaches."""
    return Days(today - LOOK_BACK, today + timedelta(days=LONGEST))


@bp.page("/mis-preferencias", access="rota:wish:own")
def my_wishes() -> ResponseReturnValue:
    """What one said about one's shifts, and on how many days it was met."""
    assert current.member_id is not None
    with reading(current.actor) as uow:
        today = uow.today()
        window = _window(today)
        rows = queries.wishes(uow, Days(window.start, date.max), member_id=current.member_id)
        met = _met(queries.wished_days(uow, current.member_id, window))
    return listing(
        "rota/my_wishes.html",
        rows[::-1],
        [
            Column(
                "what",
                N_("What"),
                value=lambda v: Sentence(SAID[v.wish.what]),
                link=lambda v: url_for("rota.show_wish", wish_id=v.id),
            ),
            Column("kind", N_("Shift"), value=_shift),
            Column("weekdays", N_("Days"), value=_weekdays),
            Column("first", N_("First day"), "day"),
            Column("last", N_("Last day"), "day", value=_last),
            Column("met", N_("Met on"), value=lambda v: met.get(v.id, "")),
            Column("state", N_("State"), value=lambda v: _state(v, today)),
        ],
        title=N_("My wishes"),
        name="mis-preferencias",
        empty=N_(
            "You have said nothing yet. Say which shifts you want, would rather not have, or cannot work."
        ),
        trail=trail(),
    )


@bp.form("/mis-preferencias/nueva", access="rota:wish:own")
def add_wish() -> ResponseReturnValue:
    """Say something about one's shifts."""
    assert current.member_id is not None
    member_id = current.member_id
    with reading(current.actor) as uow:
        kinds = [(k.id, f"{k.code} · {k.name}") for k in queries.kinds(uow)]
        tomorrow = uow.today() + ONE

    def add(uow: UnitOfWork, form: WishForm) -> int:
        return usecases.add_wish(
            uow,
            member_id,
            form.what.data,
            start=form.start.data,
            last=form.last.data,
            weekdays=form.weekdays.data,
            kind_id=int(form.kind.data) if form.kind.data else None,
            reason=form.reason.data,
        )

    return form_page(
        WishForm(kinds, data={"what": WANT, "start": tomorrow}),
        "rota/form.html",
        title=N_("A wish about my shifts"),
        action=add,
        done=lambda _key: url_for("rota.my_wishes"),
        said=N_("Written down. It counts from the next plan that is worked out."),
        back=url_for("rota.my_wishes"),
        hint=N_(
            "What you want or would rather not is weighed against everybody's turns. What you cannot work "
            "the computer does not plan; the coordinator may still ask you."
        ),
        trail=trail(MINE),
    )


@bp.page("/preferencias/<int:wish_id>", access="rota:wish:own")
def show_wish(wish_id: int) -> ResponseReturnValue:
    """A wish, one's own or to the coordinator anybody's, and every day on which it was met or not."""
    may_all = current.may("rota:wish:list")
    with writing(current.actor) if may_all else reading(current.actor) as uow:
        view = queries.get_wish(uow, wish_id)
        own = view.member_id == current.member_id
        if not own and not may_all:
            raise NotYourWish()
        if view.reason is not None and not own:
            readings.note_readings(uow, [view.member_id], N_("Reason of a wish"))
        name = people.names(uow)[view.member_id]
        today = uow.today()
        rows = [d for d in queries.wished_days(uow, view.member_id, _window(today)) if d.wish_id == wish_id]
    return listing(
        "rota/show_wish.html",
        rows[::-1],
        [
            Column("weekday", N_("Weekday"), value=lambda d: weekday(d.day)),
            Column("day", N_("Date"), "day"),
            Column("worked", N_("Shift of the rota"), value=lambda d: d.worked or Sentence(N_("free"))),
            Column("met", N_("Met"), value=lambda d: Sentence(MET[d.met])),
        ],
        title=Sentence(SAID[view.wish.what]),
        name=f"preferencia-{wish_id}",
        empty=N_("No rota of its days is published yet."),
        facts=[
            (N_("Member"), name),
            (N_("Shift"), _shift(view)),
            (N_("Days"), _weekdays(view)),
            (N_("First day"), view.first),
            (N_("Last day"), _last(view)),
            (N_("State"), _state(view, today)),
            (N_("Reason"), view.reason),
        ],
        withdrawable=own and view.withdrawn_on is None and view.wish.days.end > today,
        wish_id=wish_id,
        trail=trail(MINE if own else EVERYBODYS),
    )


@bp.button("/mis-preferencias/<int:wish_id>/retirar", access="rota:wish:own")
def withdraw_wish(wish_id: int) -> ResponseReturnValue:
    """Take back what one said."""

    def withdraw(uow: UnitOfWork) -> None:
        if queries.get_wish(uow, wish_id).member_id != current.member_id:
            raise NotYourWish()
        usecases.withdraw_wish(uow, wish_id)

    return submit(
        withdraw,
        done=lambda _none: url_for("rota.my_wishes"),
        said=N_("Withdrawn. It counts no more from today on, and its reason is forgotten."),
    )


@bp.page("/preferencias", access="rota:wish:list")
def list_wishes() -> ResponseReturnValue:
    """What everybody said about the days to come."""
    with reading(current.actor) as uow:
        rows, names = queries.wishes(uow, Days(uow.today(), date.max)), people.names(uow)
    return listing(
        "rota/list_wishes.html",
        sorted(rows, key=lambda v: (v.first, names[v.member_id])),
        [
            Column(
                "member",
                N_("Member"),
                value=lambda v: names[v.member_id],
                link=lambda v: url_for("rota.show_wish", wish_id=v.id),
            ),
            Column("what", N_("What"), value=lambda v: Sentence(SAID[v.wish.what])),
            Column("kind", N_("Shift"), value=_shift),
            Column("weekdays", N_("Days"), value=_weekdays),
            Column("first", N_("First day"), "day"),
            Column("last", N_("Last day"), "day", value=_last),
            Column("reason", N_("Says why"), "bool", value=lambda v: v.reason is not None),
        ],
        title=N_("Wishes of everybody"),
        name="preferencias",
        empty=N_("Nobody has said anything about the days to come."),
        trail=trail(),
    )
