"""The first page of everybody, and what is done at the shared terminal."""

from __future__ import annotations

from typing import Any

from flask import redirect, request, session, url_for
from flask.typing import ResponseReturnValue

from coop.assembly import usecases as assembly
from coop.assembly.queries import urn as urns
from coop.kernel.errors import CoopError
from coop.kernel.sentences import N_, Sentence
from coop.rota import usecases as rota
from coop.store import reading
from coop.terminal import queries, rules
from coop.terminal.forms import PinForm
from coop.web import Module, current, page, submit
from coop.web import usecases as access
from coop.web.identity import find_person_by_number
from coop.web.views import LOOKS, enter, prove

bp = Module("terminal", __name__)

GOALS = {
    "turno": (N_("My shift"), N_("when and where")),
    "fichar": (N_("Clock in or out"), N_("coming and going")),
    "recibo": (N_("My pay"), N_("how much and why")),
    "asamblea": (N_("Assembly"), N_("what is voted")),
}
FIRST = {"turno": ("week", "deeds", "pay"), "recibo": ("pay", "week", "deeds")}
"""What stands first on one's own page, by what one came for; the deeds when it is nothing of these."""
DEEDS_FIRST = ("deeds", "week", "pay")
ABOUT: dict[str, tuple[str, str | None]] = {
    "access": ("web.own", None),
    "agreements": ("rota.agreements", None),
    "assembly": ("assembly.show_meeting", "meeting_id"),
    "data": ("people.own", None),
    "offices": ("people.list_mandates", None),
    "pay": ("payroll.own_slips", None),
    "shifts": ("rota.my_shifts", None),
    "split": ("payroll.split", "split_id"),
}
"""Where there is more about a notice: the page, and what its key is called in the address."""
LOOKS_LAST = 4
"""Refreshes of the untouched rest page after which colours, letters and language go back."""


@bp.page("/", access="terminal:home:open")
def home() -> ResponseReturnValue:
    """The board of a terminal, one's own page, or the way to sign in."""
    if current.at_terminal:
        if current.is_authenticated:
            return redirect(url_for(".mine"))
        return redirect(url_for("assembly.booth")) if _is_booth() else _rest()
    if not current.is_authenticated:
        return redirect(url_for("web.sign_in"))
    with reading(current.actor) as uow:
        mine = queries.mine(uow, current.member_id or 0)
        cards = queries.cards(uow, current)
    return page(
        "terminal/home.html",
        title=Sentence(N_("Hello, %(name)s"), {"name": current.name}),
        mine=mine,
        notices=_told(mine),
        cards=cards,
    )


def _told(mine: queries.Mine) -> list[tuple[Sentence, str | None]]:
    """The notices of a person, each with the address of its page, if it has one."""
    return [(n.sentence, _page_about(n.about, n.key)) for n in mine.notices]


def _page_about(about: str | None, key: int | None) -> str | None:
    endpoint, name = ABOUT.get(about or "", ("", None))
    if not endpoint or (name and key is None):
        return None
    keys: dict[str, Any] = {name: key} if name else {}
    return url_for(endpoint, **keys)


def _is_booth() -> bool:
    """Whether people vote at this terminal just now, and do nothing else there."""
    with reading() as uow:
        return urns.booth_vote(uow, current.device_id) is not None


def _rest() -> ResponseReturnValue:
    refreshed = request.headers.get("HX-Request") == "true"
    if any(key in session for key in LOOKS):
        session["rest"] = int(session.get("rest", 0)) + 1 if refreshed else 0
        if session["rest"] >= LOOKS_LAST:
            session.clear()
            return "", 200, {"HX-Refresh": "true"}
    with reading() as uow:
        board = queries.board(uow)
    tiles = [(title, text, url_for(".who", goal=goal)) for goal, (title, text) in GOALS.items()]
    return page("terminal/rest.html", title=N_("Terminal"), board=board, tiles=tiles)


@bp.page("/quien", access="terminal:person:pick")
def who() -> ResponseReturnValue:
    """Choose oneself by name."""
    return _who(None, 200)


def _who(refused: Sentence | None, status: int) -> ResponseReturnValue:
    with reading() as uow:
        crew = queries.crew(uow, request.args.get("letter", "")[:1])
    return page(
        "terminal/who.html", title=N_("Who are you?"), status=status, crew=crew, goal=_goal(), refused=refused
    )


@bp.button("/credencial", access="terminal:person:pick")
def sign_in_badge() -> ResponseReturnValue:
    """Sign in with what a scanner read, or go on with a typed member number."""
    text = request.form.get("badge", "").strip()
    if text.isdecimal() and len(text) <= 6:
        with reading() as uow:
            known = find_person_by_number(uow.session, int(text))
        if known is not None:
            return redirect(url_for(".pin", number=known.number, goal=_goal()), 303)
    with reading() as uow:
        person = access.badge_holder(uow, text)
    if person is None:
        error = rules.UnknownBadge()
        return _who(error.sentence, error.status)
    return enter(person, "badge", location=url_for(".mine", goal=_goal()))


@bp.form("/quien/<int:number>", access="terminal:person:pick")
def pin(number: int) -> ResponseReturnValue:
    """Sign in with a PIN."""
    form, status = PinForm(), 200
    with reading() as uow:
        person = find_person_by_number(uow.session, number)
    if person is None:
        return redirect(url_for(".who", goal=_goal()))
    if request.method == "POST":
        status = 422
        if form.validate():
            try:
                person = prove(number, form.pin.data, "pin", current.device_id)
                return enter(person, "pin", location=url_for(".mine", goal=_goal()))
            except CoopError as error:
                form.refused, status = error.sentence, error.status
    title = Sentence(N_("Hello, %(name)s"), {"name": person.name})
    return page("terminal/pin.html", title=title, status=status, form=form, goal=_goal())


def _goal() -> str:
    found = request.args.get("goal", "")
    return found if found in GOALS else "fichar"


@bp.page("/yo", access="terminal:own:see")
def mine() -> ResponseReturnValue:
    """One's own page at the terminal."""
    if not current.at_terminal:
        return redirect(url_for(".home"))
    with reading(current.actor) as uow:
        found = queries.mine(uow, current.member_id or 0)
    title = Sentence(N_("Hello, %(name)s"), {"name": current.name})
    return page(
        "terminal/mine.html",
        title=title,
        mine=found,
        notices=_told(found),
        goal=_goal(),
        parts=FIRST.get(_goal(), DEEDS_FIRST),
    )


@bp.button("/yo/<any(entrada, salida):way>", access="terminal:own:clock")
def clock(way: str) -> ResponseReturnValue:
    """Clock in or out; the page that was looked at says which, so that two taps do not toggle."""
    if not current.at_terminal:
        raise rules.NotATerminal()
    punch = rota.clock_in if way == "entrada" else rota.clock_out
    return submit(
        lambda uow: punch(uow, current.member_id or 0),
        done=lambda _r: url_for(".done"),
        said=N_("Written down."),
    )


@bp.page("/yo/listo", access="terminal:own:see")
def done() -> ResponseReturnValue:
    """That it is written down; goes back to the rest page by itself."""
    with reading(current.actor) as uow:
        punched = queries.last_punch(uow, current.member_id or 0)
    if punched is None or not current.at_terminal:
        return redirect(url_for(".home"))
    said = N_("In at %(at)s") if punched.is_in else N_("Out at %(at)s")
    return page(
        "terminal/done.html", title=Sentence(said, {"at": punched.at}), punched=punched, goal="fichar"
    )


@bp.button("/yo/presente/<int:meeting_id>", access="assembly:door:own")
def check_in(meeting_id: int) -> ResponseReturnValue:
    """Sign the attendance book of an assembly."""
    return submit(
        lambda uow: assembly.check_in(uow, meeting_id, current.member_id or 0),
        done=lambda _r: url_for(".mine"),
        said=N_("You are in the attendance book."),
    )
