"""The blueprint and what several pages say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flask import request, url_for

from coop.kernel.errors import NotFound
from coop.kernel.ranges import Days, is_sane, monday_of
from coop.kernel.sentences import N_, Sentence
from coop.people import queries as people
from coop.rota import queries
from coop.rota.forms import LONGEST_WEEKS
from coop.rota.queries import Places as Places
from coop.rota.queries import places as places
from coop.rota.rules import Duty
from coop.store import UnitOfWork
from coop.web import Column, Module, _, current
from coop.web.language import weekday

bp = Module("rota", __name__, url_prefix="/cronograma")

ONE = timedelta(days=1)
WEEK = timedelta(days=7)
USUAL_WEEKS = 4
YEAR = timedelta(days=365)
CHANGED, FREED = "*", "–"
"""The mark of a shift that is not what people could rely on; what stands for a day that became free."""
PLANS = (N_("Plans"), "rota.list_plans")
HOURS = (N_("Confirmed hours"), "rota.list_confirmations")


class NoSuchDay(NotFound):
    message = N_("There is no such day. Go back to the week and choose a day there.")


def trail(*steps: tuple[str, str], plan: queries.PlanView | None = None) -> list[dict[str, str]]:
    """The way from the week to a page: titles and endpoints, then perhaps a plan."""
    ways = ((N_("Rota"), "rota.week"), *steps)
    found = [{"title": _(title), "url": url_for(endpoint)} for title, endpoint in ways]
    if plan is not None:
        found.append({"title": _(plan_title(plan)), "url": url_for("rota.show_plan", plan_id=plan.id)})
    return found


def plan_title(plan: queries.PlanView) -> str:
    """The kind of a plan (message id)."""
    if plan.exchange_id is not None:
        return N_("Rota changed by agreement")
    return N_("Draft of a rota") if plan.is_draft else N_("Published rota")


def sees_wishes() -> bool:
    """Whether the reader may see what others said about shifts."""
    return current.may("rota:wish:list")


def asked_day(name: str, default: date) -> date:
    """A day of the address line; the default when it is none, or absurd."""
    try:
        asked = date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return default
    return asked if is_sane(asked) else default


def asked_weeks(uow: UnitOfWork) -> tuple[date, int]:
    """First day and number of weeks to plan, by the address line; else four after what is published."""
    planned = [p.days.end for p in queries.plans(uow) if not p.is_draft]
    usual = max([*planned, week_of(uow.today() + WEEK).start])
    weeks = request.args.get("semanas", USUAL_WEEKS, type=int)
    return asked_day("desde", usual), min(max(1, weeks), LONGEST_WEEKS)


def day_of(text: str) -> date:
    """A day inside an address.

    Raises:
        NoSuchDay: it is none, or absurd.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NoSuchDay() from None
    if not is_sane(day):
        raise NoSuchDay()
    return day


def week_of(day: date) -> Days:
    """The calendar week of a day, Monday to Sunday."""
    monday = monday_of(day)
    return Days(monday, monday + WEEK)


@dataclass(frozen=True, slots=True)
class WeekRow:
    """A member's week in the table.

    Attributes:
        cells: text of each day.
        minutes: planned in these days.
    """

    member_id: int
    number: int
    name: str
    sector: str
    cells: tuple[str, ...]
    minutes: int


def week_rows(
    uow: UnitOfWork,
    days: Days,
    duties: Iterable[Duty],
    *,
    sector_id: int | None,
    changed: Collection[tuple[int, date]] = (),
) -> list[WeekRow]:
    """A line for everybody who works in some days, perhaps of one sector, by sector and name.

    Args:
        uow: the unit of work.
        days: of the table.
        duties: what they work.
        sector_id: whose members; None = everybody.
        changed: members and days to mark as changed.
    """
    shifts = {k.code: k.shift for k in queries.kinds(uow, also_ended=True)}
    sectors = {s.id: s.name for s in people.sectors(uow)}
    cells: dict[tuple[int, date], str] = {}
    minutes: dict[int, int] = {}
    for duty in duties:
        if duty.day in days:
            kind = shifts[duty.kind]
            cells[duty.member_id, duty.day] = duty.kind
            minutes[duty.member_id] = minutes.get(duty.member_id, 0) + kind.end - kind.start
    everybody = {m.id: m for day in (days.start, days.last) for m in people.workforce(uow, day)}
    missing = set(minutes) - set(everybody)
    everybody.update({m.id: m for m in people.members(uow, missing)} if missing else {})
    chosen = [m for m in everybody.values() if sector_id is None or m.sector_id == sector_id]
    chosen.sort(key=lambda m: (sectors.get(m.sector_id or 0, ""), m.sorted_name))
    return [
        WeekRow(
            m.id,
            m.number,
            m.name,
            sectors.get(m.sector_id or 0, ""),
            tuple(
                (cells.get((m.id, day)) or FREED) + CHANGED
                if (m.id, day) in changed
                else cells.get((m.id, day), "")
                for day in days
            ),
            minutes.get(m.id, 0),
        )
        for m in chosen
    ]


def week_columns(
    days: Days,
    link: Callable[[WeekRow, date], str | None] | None = None,
    *,
    beside: Callable[[WeekRow, date], object] | None = None,
) -> list[Column]:
    """Columns of a table of days; `rota/_grid.html` shows them.

    Args:
        days: one column each.
        link: address that a day leads to.
        beside: marks that stand beside the shift of a day.
    """

    def column(n: int, day: date) -> Column:
        return Column(
            f"day{n}",
            f"{weekday(day)} {day.day}",
            value=lambda r: r.cells[n],
            link=(lambda r: link(r, day)) if link else None,
            beside=(lambda r: beside(r, day)) if beside else None,
        )

    return [
        Column("name", N_("Name")),
        Column("sector", N_("Sector")),
        *(column(n, day) for n, day in enumerate(days)),
        Column("minutes", N_("Hours"), "minutes"),
    ]


@dataclass(frozen=True, slots=True)
class DayHead:
    """A day at the head of the table.

    Attributes:
        holiday: its name; None on other days.
    """

    day: date
    holiday: str | None

    @property
    def is_rest(self) -> bool:
        """Whether it is a weekend or holiday."""
        return self.day.weekday() >= 5 or self.holiday is not None


def day_heads(uow: UnitOfWork, days: Days) -> list[DayHead]:
    """The head of each day."""
    names = {h.day: h.name for h in people.list_holidays(uow, days)}
    return [DayHead(day, names.get(day)) for day in days]


def asked_sector() -> int | None:
    """The sector chosen in the address line."""
    return request.args.get("sector", type=int)


def legend(uow: UnitOfWork) -> list[Sentence]:
    """What the letters of the table mean."""
    return [
        Sentence(
            N_("%(code)s = %(name)s, %(begins)s to %(until)s"),
            {"code": k.code, "name": k.name, "begins": k.begins, "until": k.until},
        )
        for k in queries.kinds(uow)
    ]


def change_legend(found: Collection[queries.Change]) -> list[Sentence]:
    """What the mark of changed shifts means; nothing when none is marked."""
    if not found:
        return []
    versions = ", ".join(str(v) for v in sorted({c.since for c in found}))
    notices = sorted({c.notice for c in found if c.notice is not None})
    facts = {"mark": CHANGED, "versions": versions, "notice": ", ".join(str(n) for n in notices)}
    if notices:
        said = N_("%(mark)s = changed since version %(versions)s, without the %(notice)s days of notice")
        return [Sentence(said, facts)]
    return [Sentence(N_("%(mark)s = changed since version %(versions)s"), facts)]


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A changed day in words: what was worked on it and what is now; empty = free.

    Attributes:
        since: the version that people could rely on.
    """

    member_id: int
    day: date
    before: str
    after: str
    since: int


def change_lines(uow: UnitOfWork, found: Iterable[queries.Change]) -> list[ChangeLine]:
    """Changed days in words, with the version that people could rely on."""
    names, where = {k.code: k.name for k in queries.kinds(uow, also_ended=True)}, places(uow)

    def said(duty: Duty | None) -> str:
        return " · ".join(p for p in (names[duty.kind], where.name(duty.place)) if p) if duty else ""

    return [
        ChangeLine(c.changed.member_id, c.changed.day, said(c.changed.before), said(c.changed.after), c.since)
        for c in found
    ]
