"""Who works when, and one's own shifts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.kernel.ranges import Days, month_days
from coop.kernel.sentences import N_, Sentence
from coop.people import queries as people
from coop.rota import queries
from coop.rota.rules import NOTES, Proposal
from coop.rota.views.base import (
    ONE,
    WEEK,
    WeekRow,
    asked_day,
    asked_sector,
    bp,
    change_legend,
    change_lines,
    day_heads,
    legend,
    places,
    trail,
    week_columns,
    week_of,
    week_rows,
)
from coop.store import reading
from coop.web import Column, current, listing
from coop.web.language import weekday

LOOK_AHEAD = 35


@bp.page("/", access="rota:week:list")
def week() -> ResponseReturnValue:
    """The published rota of one week."""
    with reading(current.actor) as uow:
        today = uow.today()
        days = week_of(asked_day("desde", today))
        found = queries.shifts(uow, days)
        changes = queries.changes(uow, days)
        marks = {(c.changed.member_id, c.changed.day) for c in changes}
        duties = [s.duty for s in found]
        worked = {(d.member_id, d.day) for d in duties}
        rows = week_rows(uow, days, duties, sector_id=asked_sector(), changed=marks) if found else []
        context = {
            "days": days,
            "heads": day_heads(uow, days),
            "sectors": people.sectors(uow),
            "sector": asked_sector(),
            "legend": [*legend(uow), *change_legend(changes)],
            "versions": sorted({s.version for s in found}),
            "unkept": sum(u.shifts for u in queries.unkept(uow)),
            "before": url_for("rota.week", desde=(days.start - WEEK).isoformat(), sector=asked_sector()),
            "after": url_for("rota.week", desde=days.end.isoformat(), sector=asked_sector()),
        }

    def substitute(row: WeekRow, day: date) -> str | None:
        if day < today or (row.member_id, day) not in worked:
            return None
        return url_for("rota.find_substitute", day=day.isoformat(), member_id=row.member_id)

    return listing(
        "rota/week.html",
        rows,
        week_columns(days, substitute if current.may("rota:substitute:ask") else None),
        title=N_("Rota"),
        name=f"cronograma-{days.start}",
        empty=N_("No rota is published for this week. The coordinator makes one under Plans."),
        **context,
    )


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day of one's own: what was planned, clocked and confirmed.

    Attributes:
        confirmed: minutes; None while they are not.
    """

    clocked: Proposal
    confirmed: int | None


@bp.page("/mis-turnos", access="rota:own:list")
def my_shifts() -> ResponseReturnValue:
    """One's own shifts from today on, and what one clocked in a month."""
    assert current.member_id is not None
    with reading(current.actor) as uow:
        today, now = uow.today(), uow.now()
        ahead = today + timedelta(days=LOOK_AHEAD)
        rows = queries.my_shifts(uow, current.member_id, Days(today - ONE, ahead))
        changed = change_lines(uow, queries.changes(uow, Days(today, ahead), member_id=current.member_id))
        where = places(uow)
        this = month_days(today.year, today.month)
        months = (this, month_days(this.end.year, this.end.month))
        printable = [m.start for m in months if queries.newest_version(uow, m) is not None]
        asked = asked_day("mes", today)
        month = month_days(asked.year, asked.month)
        past = Days(month.start, max(month.start, min(month.end, today + ONE)))
        confirmed = {w.day: w.minutes for w in queries.worked(uow, month, member_id=current.member_id)}
        own = [
            OwnDay(p, confirmed.get(p.day)) for p in queries.proposals(uow, past, member_id=current.member_id)
        ]
    return listing(
        "rota/my_shifts.html",
        rows,
        [
            Column("weekday", N_("Weekday"), value=lambda s: weekday(s.day)),
            Column("day", N_("Date"), "day"),
            Column("name", N_("Shift")),
            Column("start_at", N_("From"), "time"),
            Column("end_at", N_("To"), "time"),
            Column("place", N_("Place"), value=lambda s: where.name(s.place)),
            Column("minutes", N_("Hours"), "minutes"),
            Column(
                "change",
                N_("Change"),
                value=lambda s: Sentence(N_("Swap or give away")) if s.start_at > now else "",
                link=lambda s: url_for("rota.own_shift", day=s.day.isoformat()),
            ),
        ],
        title=N_("My shifts"),
        name="mis-turnos",
        empty=N_("You have no shift in the weeks to come. Ask the coordinator when the next rota comes."),
        trail=trail(),
        own=own,
        printable=printable,
        changed=changed,
        notes=NOTES,
        clocked=sum(o.clocked.punched for o in own),
        confirmed=sum(confirmed.values()) if confirmed else None,
        month=month.start,
        before=url_for("rota.my_shifts", mes=(month.start - ONE).replace(day=1).isoformat()),
        after=url_for("rota.my_shifts", mes=month.end.isoformat()) if month.end <= today else None,
    )
