"""One's shifts in the calendar of one's phone."""

from __future__ import annotations

from flask import Response, current_app, request, url_for
from flask.typing import ResponseReturnValue

from coop.kernel.sentences import N_, Sentence
from coop.rota import papers, queries, usecases
from coop.rota.forms import CalendarForm
from coop.rota.views.base import bp, trail
from coop.store import UnitOfWork, reading
from coop.web import current, form_page, page, submit
from coop.web.language import say
from coop.web.qr import qr

MINE = (N_("My shifts"), "rota.my_shifts")


@bp.form("/mis-turnos/calendario", access="rota:own:list")
def my_calendar() -> ResponseReturnValue:
    """The address of one's calendar: made or made anew by a press, and shown that once."""
    member_id = current.member_id
    assert member_id is not None
    with reading(current.actor) as uow:
        since = queries.calendar_since(uow, member_id)
    token: list[str] = []

    def make(uow: UnitOfWork, _form: CalendarForm) -> None:
        token.append(usecases.make_calendar(uow, member_id))

    answer = form_page(
        CalendarForm(),
        "rota/my_calendar.html",
        title=N_("My shifts in my phone's calendar"),
        action=make,
        done=lambda _none: url_for("rota.my_calendar"),
        said="",
        trail=trail(MINE),
        since=since,
    )
    if not token:
        return answer
    address = _address(token[0])
    return page(
        "rota/my_calendar_made.html",
        title=N_("Your calendar's address"),
        trail=trail(MINE),
        address=address,
        webcal="webcal:" + address.partition(":")[2],
        code=qr(address),
    )


@bp.button("/mis-turnos/calendario/terminar", access="rota:own:list")
def end_calendar() -> ResponseReturnValue:
    """End the address of one's calendar."""
    member_id = current.member_id
    assert member_id is not None
    return submit(
        lambda uow: usecases.end_calendar(uow, member_id),
        done=lambda _none: url_for("rota.my_calendar"),
        said=N_("The address is dead. Your phone does not get your shifts any more."),
    )


@bp.page("/calendario/<token>.ics", access="rota:calendar:read")
def calendar(token: str) -> ResponseReturnValue:
    """A member's shifts for her phone, which knows the address and is asked for nothing else."""
    with reading() as uow:
        feed = queries.feed(uow, token)
    title = say(Sentence(N_("Shifts, %(coop)s"), {"coop": feed.coop}), feed.language)
    answer = Response(papers.ics_of(feed, title=title), content_type="text/calendar; charset=utf-8")
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.add_etag()
    return answer.make_conditional(request)


def _address(token: str) -> str:
    """The whole address; the one that people use when the co-op set none."""
    path = url_for("rota.calendar", token=token)
    base = str(current_app.config["COOP_ADDRESS"]) or request.url_root
    return base.rstrip("/") + path
