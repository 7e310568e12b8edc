"""A member's own data: seen, changed, and who else looked at them."""

from __future__ import annotations

from datetime import date

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.kernel.errors import N_, Sentence
from coop.kernel.offices import OFFICES
from coop.kernel.ranges import Days
from coop.people import queries, usecases
from coop.people.forms import AbsenceForm, LanguageForm, LeaveForm, OwnForm
from coop.people.views.base import NEXT_DAY, bp, me, trail
from coop.people.views.members import absence_sentence, lines, personal_facts, status_of
from coop.store import UnitOfWork, reading
from coop.web import Column, form_page, listing, submit
from coop.web.rules import NotAllowed

MINE = (N_("My data"), "people.own")


@bp.page("/mis-datos", access="people:own:see")
def own() -> ResponseReturnValue:
    """Everything that is written down about me."""
    with reading() as uow:
        person = queries.get_member(uow, me())
        line = next(r for r in lines(uow) if r.member.id == person.id)
        away = queries.absences(uow, Days(uow.today(), date.max), member_id=person.id)
        mandates = [m for m in queries.mandates(uow) if m.member_id == person.id]
        readings = queries.readings_of(uow, person.id)
    return listing(
        "people/own.html",
        readings,
        [
            Column("at", N_("When"), "instant"),
            Column("reader", N_("Who")),
            Column("what", N_("What"), value=lambda r: Sentence(r.what)),
        ],
        title=N_("My data"),
        name="quien-miro-mis-datos",
        empty=N_("Nobody has looked at your personal data."),
        person=person,
        line=line,
        status_text=status_of(person),
        personal=personal_facts(person),
        absences=[(a.id, absence_sentence(a, reason=True)) for a in away],
        mandates=[(Sentence(OFFICES[m.office]), m.since, m.ends - NEXT_DAY) for m in mandates],
        trail=trail(),
    )


@bp.form("/mis-datos/cambiar", access="people:own:change")
def change_own() -> ResponseReturnValue:
    """Change what only I know."""
    with reading() as uow:
        person = queries.get_member(uow, me())
    return form_page(
        OwnForm(
            data={
                "household_size": person.household_size,
                "cbu": person.cbu,
            }
        ),
        "people/form.html",
        title=N_("Change my data"),
        action=lambda uow, form: usecases.change_own(
            uow,
            me(),
            household_size=form.household_size.data,
            cbu=form.cbu.data,
        ),
        done=lambda _none: url_for("people.own"),
        said=N_("Saved."),
        button=N_("Save"),
        back=url_for("people.own"),
        trail=trail(MINE),
    )


@bp.form("/mis-datos/idioma", access="people:own:language")
def choose_language() -> ResponseReturnValue:
    """Choose the language in which the program speaks to me."""
    with reading() as uow:
        person = queries.get_member(uow, me())
    return form_page(
        LanguageForm(data={"language": person.language or ""}),
        "people/form.html",
        title=N_("My language"),
        action=lambda uow, form: usecases.choose_language(uow, me(), form.language.data or None),
        done=lambda _none: url_for("people.own"),
        said=N_("Saved."),
        button=N_("Save"),
        back=url_for("people.own"),
        trail=trail(MINE),
    )


@bp.form("/mis-datos/ausencia", access="people:absence:own")
def add_own_absence() -> ResponseReturnValue:
    """Say that I will be away."""
    return form_page(
        AbsenceForm(),
        "people/form.html",
        title=N_("I will be away"),
        action=lambda uow, form: usecases.add_absence(
            uow, me(), form.kind.data, form.start.data, form.last.data + NEXT_DAY
        ),
        done=lambda _key: url_for("people.own"),
        said=N_("Written down. The others see that you are away, not why."),
        button=N_("Write down"),
        back=url_for("people.own"),
        trail=trail(MINE),
    )


@bp.button("/mis-datos/ausencia/<int:absence_id>/quitar", access="people:absence:own")
def end_own_absence(absence_id: int) -> ResponseReturnValue:
    """I will be there after all, or back earlier."""

    def end(uow: UnitOfWork) -> None:
        if queries.get_absence(uow, absence_id).member_id != me():
            raise NotAllowed(who="")
        usecases.end_absence(uow, absence_id)

    return submit(end, done=lambda _none: url_for("people.own"), said=N_("The absence is taken off."))


@bp.form("/mis-datos/irme", access="people:own:change")
def leave() -> ResponseReturnValue:
    """Leave the co-op."""
    return form_page(
        LeaveForm(),
        "people/leave.html",
        title=N_("Leave the co-op"),
        action=lambda uow, form: usecases.leave_coop(uow, me(), form.on.data),
        done=lambda _none: url_for("people.own"),
        said=N_("Written down. Thank you for everything."),
        own=True,
        back=url_for("people.own"),
        trail=trail(MINE),
    )
