"""The rota to take along: on paper, and as a list for a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.documents import queries as archive
from coop.documents.queries import Paper
from coop.kernel.ranges import Days
from coop.kernel.sentences import N_, Sentence
from coop.people import queries as people
from coop.rota import papers, queries, usecases
from coop.rota.forms import MonthForm
from coop.rota.usecases import Asked
from coop.rota.views.base import ONE, PLANS, asked_day, asked_sector, bp, day_of, trail
from coop.store import reading
from coop.web import Column, current, form_page, listing, submit
from coop.web.language import weekday

MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Print:
    """A paper of a published rota that is made, or can be.

    Attributes:
        people: who stand on it.
        sector_id: of a sector's paper, 0 for those who belong to none; None for the wall.
    """

    title: Sentence
    sheet: str
    people: int
    sector_id: int | None
    paper: Paper | None

    @property
    def state(self) -> Sentence:
        """Made, being made, why not, or not asked for."""
        return self.paper.state if self.paper else Sentence(N_("nobody asked for it yet"))


@bp.page("/planes/<int:plan_id>/papeles", access="rota:week:list")
def list_prints(plan_id: int) -> ResponseReturnValue:
    """The papers of a published rota: for the wall, and for each sector."""
    with reading(current.actor) as uow:
        plan = queries.get_plan(uow, plan_id)
        if plan.version is None:
            raise papers.OnlyPublished()
        found = people.members(uow, {d.member_id for d in queries.plan_duties(uow, plan_id)})
        sectors: list[int | None] = [s.id for s in people.sectors(uow)]
        rows = [
            Print(
                papers.title(plan.days, plan.version),
                "A3",
                len(found),
                None,
                archive.find_paper(uow, papers.WALL, str(plan_id)),
            )
        ]
        for sector_id in [*sectors, None]:
            count = sum(m.sector_id == sector_id for m in found)
            if count:
                rows.append(
                    Print(
                        papers.sector_title(uow, plan.days, plan.version, sector_id),
                        "A4",
                        count,
                        sector_id or 0,
                        archive.find_paper(uow, papers.SECTOR, papers.sector_ref(plan_id, sector_id)),
                    )
                )

    def link(row: Print) -> str | None:
        made = row.paper is not None and row.paper.is_issued
        return url_for("documents.paper", paper_id=row.paper.id) if made and row.paper else None

    return listing(
        "rota/list_prints.html",
        rows,
        [
            Column("title", N_("Paper"), link=link),
            Column("sheet", N_("Sheet")),
            Column("people", N_("People"), "int"),
            Column("state", N_("State")),
        ],
        title=N_("Prints of the rota"),
        name=f"impresos-{plan_id}",
        empty=N_("Nobody works in these days."),
        trail=trail(PLANS, plan=plan),
        plan=plan,
        askable=[r for r in rows if r.sector_id is not None and (r.paper is None or not r.paper.is_issued)],
    )


@bp.button("/planes/<int:plan_id>/papeles/sector/<int:sector_id>", access="rota:paper:make")
def print_sector(plan_id: int, sector_id: int) -> ResponseReturnValue:
    """Have a sector's rota printed."""
    back = url_for("rota.list_prints", plan_id=plan_id)
    return submit(
        lambda uow: usecases.print_sector(uow, plan_id, sector_id or None),
        done=lambda asked: _made(asked, back),
        said=_said,
    )


@bp.button("/mis-turnos/papel/<month>", access="rota:paper:make")
def print_own_month(month: str) -> ResponseReturnValue:
    """Have one's own month printed."""
    member_id, of_day = current.member_id, day_of(month)
    assert member_id is not None
    back = url_for("rota.my_shifts", mes=of_day.isoformat())
    return submit(
        lambda uow: usecases.print_month(uow, member_id, of_day),
        done=lambda asked: _made(asked, back),
        said=_said,
    )


@bp.form("/papeles/mes", access="rota:plan:write")
def print_month() -> ResponseReturnValue:
    """Have somebody's month printed, for whoever has no phone."""
    with reading(current.actor) as uow:
        today = uow.today()
        members = [(m.id, m.sorted_name) for m in people.workforce(uow, today)]
    return form_page(
        MonthForm(members, data={"day": today}),
        "rota/form.html",
        title=N_("Print one person's month"),
        action=lambda uow, form: usecases.print_month(uow, form.member.data, form.day.data),
        done=lambda asked: _made(asked, url_for("rota.print_month")),
        said=_said,
        back=url_for("rota.list_plans"),
        hint=N_("Everybody makes her own under My shifts; this is for whoever has no phone."),
        button=N_("Print"),
        trail=trail(PLANS),
    )


def _made(asked: Asked, back: str) -> str:
    paper = url_for("documents.paper", paper_id=asked.paper_id)
    if asked.job_id is None:
        return back if current.at_terminal else paper
    return url_for("web.job", job_id=asked.job_id, next=back if current.at_terminal else paper)


def _said(asked: Asked) -> Sentence:
    return Sentence(N_("The paper is being made.") if asked.job_id is not None else N_("Here it is."))


@dataclass(frozen=True, slots=True)
class ListedShift:
    """A line of the list: somebody's shift, or one that lacks people."""

    day: date
    code: str
    name: str
    begins: str
    until: str
    place: str
    number: int | None
    member: object
    sector: str
    minutes: int
    version: int | None


@bp.page("/lista", access="rota:week:list")
def list_shifts() -> ResponseReturnValue:
    """The rota in force of any days as a plain list, for a spreadsheet; also what nobody covers."""
    with reading(current.actor) as uow:
        first = asked_day("desde", uow.today())
        last = asked_day("hasta", first + timedelta(days=27))
        days = Days(first, min(max(first, last), first + timedelta(days=MOST_DAYS - 1)) + ONE)
        found = queries.shifts(uow, days)
        known = {m.id: m for m in people.members(uow, {s.member_id for s in found})}
        sectors = {s.id: s.name for s in people.sectors(uow)}
        kinds = {k.code: k for k in queries.kinds(uow, also_ended=True)}
        where, asked = queries.places(uow), asked_sector()
        rows = [
            ListedShift(
                s.day,
                s.code,
                s.name,
                kinds[s.code].begins,
                kinds[s.code].until,
                where.name(s.place),
                known[s.member_id].number,
                known[s.member_id].sorted_name,
                sectors.get(known[s.member_id].sector_id or 0, ""),
                s.minutes,
                s.version,
            )
            for s in found
            if asked in (None, known[s.member_id].sector_id)
        ]
        rows += [
            ListedShift(
                gap.day,
                gap.kind.code,
                gap.kind.name,
                gap.kind.begins,
                gap.kind.until,
                gap.place,
                None,
                Sentence(N_("NOBODY YET, %(people)s missing"), {"people": gap.missing}),
                sectors.get(gap.at.sector_id or 0, ""),
                0,
                None,
            )
            for gap in queries.open_shifts(uow, days)
            if asked in (None, gap.at.sector_id)
        ]
    rows.sort(key=lambda r: (r.day, r.begins, r.number or 0))
    return listing(
        "rota/list_shifts.html",
        rows,
        [
            Column("day", N_("Date"), "day"),
            Column("weekday", N_("Weekday"), value=lambda r: weekday(r.day)),
            Column("code", N_("Letter")),
            Column("name", N_("Shift")),
            Column("begins", N_("From")),
            Column("until", N_("To")),
            Column("place", N_("Place")),
            Column("number", N_("No."), "code"),
            Column("member", N_("Name")),
            Column("sector", N_("Sector")),
            Column("minutes", N_("Hours"), "minutes"),
            Column("version", N_("Version"), "code"),
        ],
        title=N_("Rota as a list"),
        name=f"turnos-{days.start}-{days.last}",
        empty=N_("No rota is published for these days. Choose other days."),
        trail=trail(),
        days=days,
        sectors=sorted(sectors.items(), key=lambda s: s[1]),
        sector=asked,
    )
