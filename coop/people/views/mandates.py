"""The offices: who holds which, since when, by which decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.kernel.errors import N_, Sentence
from coop.kernel.offices import OFFICES
from coop.people import queries, rules, usecases
from coop.people.forms import ResignForm
from coop.people.views.base import NEXT_DAY, bp, trail
from coop.records import queries as book
from coop.store import UnitOfWork, reading
from coop.web import Column, current, form_page, listing


@dataclass(frozen=True, slots=True)
class Line:
    """A mandate as the list shows it."""

    office: Sentence
    name: str
    member_id: int
    since: date
    last: date
    state: Sentence
    given: str
    ended: str


def _state(mandate: queries.Mandate, in_force: bool, today: date) -> Sentence:
    if in_force:
        return Sentence(N_("In force"))
    if mandate.resigned_why is not None:
        return Sentence(N_("Resigned"))
    if mandate.ended_on is not None:
        return Sentence(N_("Recalled"))
    return Sentence(N_("Not begun")) if today < mandate.since else Sentence(N_("Over"))


def _lines(uow: UnitOfWork) -> Sequence[Line]:
    today, names = uow.today(), queries.names(uow)
    in_force = {m.id for m in queries.mandates_in_force(uow.session, today)}
    number = {d.id: d.number for d in book.decisions(uow)}
    found = sorted(
        queries.mandates(uow),
        key=lambda m: (m.id not in in_force, rules.OFFICES.index(m.office) if m.id in in_force else 0),
    )
    return [
        Line(
            Sentence(OFFICES[m.office]),
            names[m.member_id],
            m.member_id,
            m.since,
            max(m.since, m.ends - NEXT_DAY),
            _state(m, m.id in in_force, today),
            number[m.decision_id],
            number[m.ended_decision_id] if m.ended_decision_id else "",
        )
        for m in found
    ]


@bp.page("/mandatos", access="people:mandate:list")
def list_mandates() -> ResponseReturnValue:
    """Every mandate, those in force first."""
    with reading() as uow:
        rows = _lines(uow)
        today, names = uow.today(), queries.names(uow)
        mine = [
            (m.id, Sentence(OFFICES[m.office]))
            for m in queries.mandates_in_force(uow.session, today)
            if m.member_id == current.member_id
        ]
        waiting = [
            (Sentence(OFFICES[a.office]), a.place, names[a.member_id])
            for a in queries.alternates(uow)
            if a.seated_on is None and a.until > today
        ]
    return listing(
        "people/list_mandates.html",
        rows,
        [
            Column("office", N_("Office")),
            Column("name", N_("Who"), link=lambda r: url_for("people.show_member", member_id=r.member_id)),
            Column("since", N_("Since"), "day"),
            Column("last", N_("Last day"), "day"),
            Column("state", N_("State")),
            Column("given", N_("Given by decision")),
            Column("ended", N_("Ended by decision")),
        ],
        title=N_("Offices"),
        name="mandatos",
        empty=N_("Nobody holds an office. Move an election, so that the assembly can vote it."),
        trail=trail(),
        mine=mine,
        alternates=waiting,
    )


@bp.form("/mandatos/<int:mandate_id>/renunciar", access="people:mandate:resign")
def resign(mandate_id: int) -> ResponseReturnValue:
    """Give up one's own office."""
    return form_page(
        ResignForm(),
        "people/form.html",
        title=N_("Resign from an office"),
        action=lambda uow, form: usecases.resign(uow, mandate_id, form.why.data),
        done=lambda _none: url_for(".list_mandates"),
        said=N_("You resigned. Everybody is told."),
        button=N_("Resign"),
        back=url_for(".list_mandates"),
        trail=trail(),
    )
