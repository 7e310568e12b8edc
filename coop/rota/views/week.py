"""Who works when, and one's own shifts."""

from __future__ import annotations

from datetime import timedelta

from flask import url_for
from flask.typing import ResponseReturnValue

from coop.kernel.ranges import Days, month_days
from coop.kernel.sentences import N_
from coop.people import queries as people
from coop.rota import queries
from coop.rota.views.base import (
    ONE,
    WEEK,
    asked_day,
    asked_sector,
    bp,
    legend,
    places,
    trail,
    week_columns,
    week_of,
    week_rows,
)
from coop.store import reading
from coop.web import Column, current, listing

LOOK_AHEAD = 35


@bp.page("/", access="rota:week:list")
def week() -> ResponseReturnValue:
    """The published rota of one week."""
    with reading(current.actor) as uow:
        days = week_of(asked_day("desde", uow.today()))
        found = queries.shifts(uow, days)
        rows = week_rows(uow, days, [s.duty for s in found], sector_id=asked_sector()) if found else []
        context = {
            "days": days,
            "sectors": people.sectors(uow),
            "sector": asked_sector(),
            "legend": legend(uow),
            "versions": sorted({s.version for s in found}),
            "before": url_for("rota.week", desde=(days.start - WEEK).isoformat(), sector=asked_sector()),
            "after": url_for("rota.week", desde=days.end.isoformat(), sector=asked_sector()),
        }
    return listing(
        "rota/week.html",
        rows,
        week_columns(days),
        title=N_("Rota"),
        name=f"cronograma-{days.start}",
        empty=N_("No rota is published for this week. The coordinator makes one under Plans."),
        **context,
    )


@bp.page("/mis-turnos", access="rota:own:list")
def my_shifts() -> ResponseReturnValue:
    """One's own shifts from today on, and the hours of this month."""
    assert current.member_id is not None
    with reading(current.actor) as uow:
        today = uow.today()
        rows = queries.my_shifts(
            uow, current.member_id, Days(today - ONE, today + timedelta(days=LOOK_AHEAD))
        )
        where = places(uow)
        month = month_days(today.year, today.month)
        confirmed = queries.confirmed_minutes(uow, month).get(current.member_id, 0)
    return listing(
        "rota/my_shifts.html",
        rows,
        [
            Column("day", N_("Day"), "day"),
            Column("name", N_("Shift")),
            Column("start_at", N_("From"), "time"),
            Column("end_at", N_("To"), "time"),
            Column("place", N_("Place"), value=lambda s: where.name(s.place)),
            Column("minutes", N_("Hours"), "minutes"),
        ],
        title=N_("My shifts"),
        name="mis-turnos",
        empty=N_("You have no shift in the weeks to come. Ask the coordinator when the next rota comes."),
        trail=trail(),
        confirmed=confirmed,
        month=month.start,
    )
