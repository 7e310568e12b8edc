"""Who is away when. Why is for the member and the secretary alone and never stands here."""

from __future__ import annotations

from datetime import date

from flask import request, url_for
from flask.typing import ResponseReturnValue

from coop.kernel.errors import N_, Sentence
from coop.kernel.ranges import Days
from coop.people import queries, usecases
from coop.people.forms import OthersAbsenceForm
from coop.people.views.base import NEXT_DAY, bp, member_pairs, trail
from coop.store import reading
from coop.web import Column, form_page, listing, page, submit

LIST = (N_("Absences"), "people.list_absences")


@bp.page("/ausencias", access="people:member:list")
def list_absences() -> ResponseReturnValue:
    """Absences from today on, or all of them."""
    everything = request.args.get("todas") == "1"
    with reading() as uow:
        first = date.min if everything else uow.today()
        rows = queries.absences(uow, Days(first, date.max))
        names = queries.names(uow)
    return listing(
        "people/list_absences.html",
        rows,
        [
            Column(
                "member_id",
                N_("Member"),
                value=lambda a: names[a.member_id],
                link=lambda a: url_for("people.show_absence", absence_id=a.id),
            ),
            Column("first", N_("First day away"), "day", value=lambda a: a.days.start),
            Column("last", N_("Last day away"), "day", value=lambda a: a.days.last),
            Column("days", N_("Days"), "int", value=lambda a: len(a.days)),
            Column("kind", N_("State"), value=lambda _a: Sentence(N_("Away"))),
        ],
        title=N_("Absences"),
        name="ausencias",
        empty=N_("Nobody is away from today on. Whoever will be away writes it down under My data."),
        everything=everything,
        trail=trail(),
    )


@bp.page("/ausencias/<int:absence_id>", access="people:member:list")
def show_absence(absence_id: int) -> ResponseReturnValue:
    """One absence."""
    with reading() as uow:
        absence = queries.get_absence(uow, absence_id)
        person = queries.get_member(uow, absence.member_id)
    return page(
        "people/show_absence.html",
        title=Sentence(N_("%(name)s is away"), {"name": person.name}),
        absence=absence,
        person=person,
        trail=trail(LIST),
    )


@bp.form("/ausencias/nueva", access="people:absence:others")
def add_absence() -> ResponseReturnValue:
    """Write down that somebody is away."""
    with reading() as uow:
        people = member_pairs(uow)
    return form_page(
        OthersAbsenceForm(people),
        "people/form.html",
        title=N_("Write down an absence"),
        action=lambda uow, form: usecases.add_absence(
            uow, int(form.member.data), form.kind.data, form.start.data, form.last.data + NEXT_DAY
        ),
        done=lambda _key: url_for("people.list_absences"),
        said=N_("Written down."),
        button=N_("Write down"),
        back=url_for("people.list_absences"),
        trail=trail(LIST),
    )


@bp.button("/ausencias/<int:absence_id>/quitar", access="people:absence:others")
def end_absence(absence_id: int) -> ResponseReturnValue:
    """She is there after all, or back earlier."""
    return submit(
        lambda uow: usecases.end_absence(uow, absence_id),
        done=lambda _none: url_for("people.list_absences"),
        said=N_("The absence is taken off."),
    )
