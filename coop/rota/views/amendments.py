"""Requests about hours: one's own, and those that officers answer."""

from __future__ import annotations

from collections.abc import Callable

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.kernel.sentences import N_, Sentence
from coop.people import queries as people
from coop.rota import queries, rules, usecases
from coop.rota.forms import AmendmentAnswerForm, AmendmentForm
from coop.rota.queries import Amendment
from coop.rota.views.base import ONE, asked_day, bp, trail
from coop.store import UnitOfWork, reading
from coop.web import Column, current, form_page, listing, submit
from coop.web.forms import minute_of

MINE = (N_("My shifts"), "rota.my_shifts")
MY_REQUESTS = (N_("My requests about hours"), "rota.my_amendments")
REQUESTS = (N_("Requests about hours"), "rota.list_amendments")
STATES = {
    "asked": N_("waits for an answer"),
    "accepted": N_("put right"),
    "refused": N_("refused"),
    "withdrawn": N_("taken back"),
}


def _columns(link: Callable[[Amendment], str | None] | None = None) -> list[Column]:
    return [
        Column("day", N_("Day"), "day", link=link),
        Column("start_at", N_("Came"), "time"),
        Column("end_at", N_("Went"), "time"),
        Column("why", N_("What happened")),
        Column("state", N_("State"), value=lambda a: Sentence(STATES[a.state])),
        Column("answer", N_("Answer")),
        Column("asked_at", N_("Asked on"), "instant"),
    ]


@bp.page("/mis-turnos/correcciones", access="rota:own:list")
def my_amendments() -> ResponseReturnValue:
    """One's own requests, and what became of them."""
    with reading(current.actor) as uow:
        rows = queries.amendments(uow, member_id=current.member_id)
    return listing(
        "rota/my_amendments.html",
        rows,
        _columns(),
        title=N_("My requests about hours"),
        name="mis-pedidos-de-horas",
        empty=N_("You have asked for nothing. Where the clock does not say what you worked, ask here."),
        trail=trail(MINE),
        waiting=[a for a in rows if a.state == "asked"],
    )


@bp.form("/mis-turnos/correcciones/nueva", access="rota:amendment:own")
def ask_amendment() -> ResponseReturnValue:
    """Ask that a day counts as it was."""
    member_id = current.member_id
    assert member_id is not None
    with reading(current.actor) as uow:
        day = asked_day("dia", uow.today() - ONE)

    def ask(uow: UnitOfWork, form: AmendmentForm) -> int:
        came, went = minute_of(form.came.data), minute_of(form.went.data)
        return usecases.ask_amendment(uow, member_id, form.day.data, came=came, went=went, why=form.why.data)

    return form_page(
        AmendmentForm(data={"day": day}),
        "rota/form.html",
        title=N_("Put my hours right"),
        action=ask,
        done=lambda _key: url_for("rota.my_amendments"),
        said=N_("Asked. You are told as soon as it is answered."),
        back=url_for("rota.my_amendments"),
        hint=N_("What was clocked stays as it is; if it is accepted, this counts in its place."),
        button=N_("Ask"),
        trail=trail(MINE, MY_REQUESTS),
    )


@bp.button("/mis-turnos/correcciones/<int:amendment_id>/retirar", access="rota:amendment:own")
def withdraw_amendment(amendment_id: int) -> ResponseReturnValue:
    """Take one's own request back."""
    return submit(
        lambda uow: usecases.withdraw_amendment(uow, amendment_id),
        done=lambda _none: url_for("rota.my_amendments"),
        said=N_("Taken back."),
    )


@bp.page("/correcciones", access="rota:amendment:answer")
def list_amendments() -> ResponseReturnValue:
    """Everybody's requests; those that wait come first."""
    with reading(current.actor) as uow:
        rows, names = queries.amendments(uow), people.names(uow)

    def link(row: Amendment) -> str | None:
        if row.state != "asked" or row.member_id == current.member_id:
            return None
        return url_for("rota.answer_amendment", amendment_id=row.id)

    return listing(
        "rota/list_amendments.html",
        rows,
        [
            Column("member", N_("Member"), value=lambda a: names[a.member_id], link=link),
            *_columns(link),
            Column("by", N_("Answered by"), value=lambda a: names.get(a.settled_by or 0, "")),
        ],
        title=N_("Requests about hours"),
        name="pedidos-de-horas",
        empty=N_("Nobody asked to have hours put right."),
        trail=trail(),
    )


@bp.form("/correcciones/<int:amendment_id>", access="rota:amendment:answer")
def answer_amendment(amendment_id: int) -> ResponseReturnValue:
    """Answer a request, with what the clock and the rota say beside it."""
    with reading(current.actor) as uow:
        found = queries.get_amendment(uow, amendment_id)
        member = people.get_member(uow, found.member_id)
        one = [p for p in queries.proposals(uow, found.days, member_id=member.id) if p.day == found.day]
        worked = queries.find_worked(uow, member.id, found.day)
        would = queries.counted(uow, found)

    def answer(uow: UnitOfWork, form: AmendmentAnswerForm) -> None:
        if form.accept.data == "yes":
            usecases.accept_amendment(uow, amendment_id, answer=form.answer.data)
        else:
            usecases.refuse_amendment(uow, amendment_id, answer=form.answer.data)

    return form_page(
        AmendmentAnswerForm(),
        "rota/answer_amendment.html",
        title=Sentence(N_("Hours of %(name)s on %(day)s"), {"name": member.name, "day": found.day}),
        action=answer,
        done=lambda _none: url_for("rota.list_amendments"),
        said=N_("Answered. She is told."),
        back=url_for("rota.list_amendments"),
        trail=trail(REQUESTS),
        asked=found,
        now=one[0] if one else None,
        notes=rules.NOTES,
        worked=worked,
        would=would,
    )
