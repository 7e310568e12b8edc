"""Changing a draft by hand, each change judged by the rules before it is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.kernel.ranges import Days, monday_of
from coop.kernel.sentences import N_, Sentence
from coop.people import queries as people
from coop.rota import queries, usecases
from coop.rota.forms import DutyForm
from coop.rota.rules import Duty, Need
from coop.rota.rules.errors import NotNeededThere
from coop.rota.views.base import (
    PLANS,
    WEEK,
    WeekRow,
    asked_day,
    asked_sector,
    bp,
    day_heads,
    day_of,
    legend,
    places,
    sees_wishes,
    trail,
    week_columns,
    week_rows,
)
from coop.rota.views.wishes import SIGNS_SAID, wish_marks
from coop.store import UnitOfWork, reading
from coop.web import Column, _, current, form_page, listing, submit
from coop.web.language import long_day

FREE = "free"


@bp.page("/planes/<int:plan_id>/tabla", access="rota:week:list")
def plan_table(plan_id: int) -> ResponseReturnValue:
    """A week of a plan; in a draft every day can be pressed and changed."""
    with reading(current.actor) as uow:
        plan = queries.get_plan(uow, plan_id)
        start = max(plan.days.start, min(asked_day("desde", plan.days.start), plan.days.last))
        days = Days(start, min(start + WEEK, plan.days.end))
        rows = week_rows(uow, days, queries.plan_duties(uow, plan_id), sector_id=asked_sector())
        marks = wish_marks(uow, plan_id) if sees_wishes() else {}
        context = {
            "plan": plan,
            "days": days,
            "heads": day_heads(uow, days),
            "sectors": people.sectors(uow),
            "sector": asked_sector(),
            "legend": [*legend(uow), *([Sentence(said) for said in SIGNS_SAID] if marks else [])],
        }

    def link(row: WeekRow, day: date) -> str | None:
        page = "rota.edit_duty" if editable else "rota.show_why"
        works = bool(row.cells[(day - days.start).days])
        if not (editable or works):
            return None
        return url_for(page, plan_id=plan_id, member_id=row.member_id, day=day.isoformat())

    def near(day: date) -> str | None:
        if day >= plan.days.end or day <= plan.days.start - WEEK:
            return None
        return url_for("rota.plan_table", plan_id=plan_id, desde=day.isoformat(), sector=asked_sector())

    editable = plan.is_draft and current.may("rota:plan:write")
    return listing(
        "rota/plan_table.html",
        rows,
        week_columns(days, link, beside=lambda row, day: marks.get((row.member_id, day))),
        title=N_("Table of the plan"),
        name=f"plan-{plan_id}-{days.start}",
        empty=N_("Nobody works in these days."),
        trail=trail(PLANS, plan=plan),
        before=near(days.start - WEEK),
        after=near(days.start + WEEK),
        editable=editable,
        **context,
    )


@dataclass(frozen=True, slots=True)
class Option:
    """A shift that a member could have on a day; `obstacle` says what speaks against it."""

    key: str
    label: str
    need: Need | None
    obstacle: Sentence | None


def _options(uow: UnitOfWork, plan_id: int, member_id: int, day: date) -> list[Option]:
    where, names = places(uow), {k.code: k.name for k in queries.kinds(uow, also_ended=True)}
    duties = queries.plan_duties(uow, plan_id)
    old = next((d for d in duties if (d.member_id, d.day) == (member_id, day)), None)
    found = [Option(FREE, _("Free"), None, None)]
    for n, need in enumerate(queries.plan_needs(uow, plan_id)):
        if need.day != day:
            continue
        duty = Duty(member_id, day, need.kind, need.place)
        there = sum((d.day, d.kind, d.place) == (day, need.kind, need.place) for d in duties)
        label = _(
            "%(shift)s, %(place)s (%(there)s of %(wanted)s)",
            shift=names[need.kind],
            place=where.name(need.place) or _("any place"),
            there=there,
            wanted=need.people,
        )
        mine = old is not None and old == duty
        obstacle = None if mine else usecases.find_breach(uow, plan_id, duty, instead_of=old)
        found.append(Option(str(n), label, need, obstacle))
    return found


@bp.form("/planes/<int:plan_id>/miembro/<int:member_id>/<day>", access="rota:plan:write")
def edit_duty(plan_id: int, member_id: int, day: str) -> ResponseReturnValue:
    """Change one member's day in a draft: what is possible to choose, the rest with its reason."""
    of_day = day_of(day)
    with reading(current.actor) as uow:
        plan, member = queries.get_plan(uow, plan_id), people.get_member(uow, member_id)
        options = _options(uow, plan_id, member_id, of_day)
        marks = wish_marks(uow, plan_id).get((member_id, of_day), ())
        duties = [d for d in queries.plan_duties(uow, plan_id) if (d.member_id, d.day) == (member_id, of_day)]
    now = next((o.key for o in options if duties and o.need and _is(o.need, duties[0])), FREE)
    by_key = {o.key: o for o in options}

    def change(uow: UnitOfWork, form: DutyForm) -> None:
        need = by_key[form.shift.data].need
        usecases.set_duty(
            uow,
            plan_id,
            member_id,
            of_day,
            kind=need.kind if need else None,
            place=need.place if need else None,
        )

    back = url_for("rota.plan_table", plan_id=plan_id, desde=monday_of(of_day).isoformat())
    return form_page(
        DutyForm([(o.key, o.label) for o in options if o.obstacle is None], data={"shift": now}),
        "rota/edit_duty.html",
        title=Sentence("%(name)s, %(day)s", {"name": member.name, "day": long_day(of_day)}),
        action=change,
        done=lambda _none: back,
        said=N_("Changed."),
        back=back,
        wishes=[mark.said for mark in marks],
        refused=[o for o in options if o.obstacle is not None],
        why=url_for("rota.show_why", plan_id=plan_id, member_id=member_id, day=day) if duties else None,
        trail=trail(PLANS, plan=plan),
    )


def _is(need: Need, duty: Duty) -> bool:
    return (need.kind, need.place) == (duty.kind, duty.place)


def _need(uow: UnitOfWork, plan_id: int, number: int) -> Need:
    needs = queries.plan_needs(uow, plan_id)
    if number >= len(needs):
        raise NotNeededThere()
    return needs[number]


@bp.page("/planes/<int:plan_id>/faltantes/<int:number>", access="rota:week:list")
def fill_gap(plan_id: int, number: int) -> ResponseReturnValue:
    """Who could fill a gap, and what speaks against the others."""
    with reading(current.actor) as uow:
        plan, names = queries.get_plan(uow, plan_id), people.names(uow)
        need = _need(uow, plan_id, number)
        rows = queries.candidates_for(uow, plan_id, need, with_wishes=sees_wishes())
        kind = next(k for k in queries.kinds(uow, also_ended=True) if k.code == need.kind)
        where = places(uow).name(need.place)
    editable = plan.is_draft and current.may("rota:plan:write")
    return listing(
        "rota/fill_gap.html",
        rows,
        [
            Column("name", N_("Member"), value=lambda c: names[c.member_id]),
            Column("possible", N_("Can do it"), "bool"),
            Column("reason", N_("What speaks against it")),
        ],
        title=Sentence(
            N_("%(shift)s, %(day)s: %(place)s"),
            {"shift": kind.name, "day": long_day(need.day), "place": where or Sentence(N_("any place"))},
        ),
        name=f"faltante-{plan_id}-{number}",
        empty=N_("Nobody has the skill or belongs to the sector. Teach somebody, or change the post."),
        trail=trail(PLANS, plan=plan),
        free=[(c, names[c.member_id]) for c in rows if c.possible] if editable else [],
        plan=plan,
        number=number,
        askable=current.may("rota:plan:write"),
    )


@bp.button("/planes/<int:plan_id>/faltantes/<int:number>/poner/<int:member_id>", access="rota:plan:write")
def put_into_gap(plan_id: int, number: int, member_id: int) -> ResponseReturnValue:
    """Put a member into a gap."""

    def put(uow: UnitOfWork) -> None:
        need = _need(uow, plan_id, number)
        usecases.set_duty(uow, plan_id, member_id, need.day, kind=need.kind, place=need.place)

    return submit(
        put,
        done=lambda _none: url_for("rota.list_gaps", plan_id=plan_id),
        said=N_("Changed."),
    )
