"""The labour that open orders ask for, week by week."""

from __future__ import annotations

from datetime import timedelta

from flask import request
from flask.typing import ResponseReturnValue

from coop.kernel.errors import N_
from coop.kernel.ranges import weeks_days
from coop.production import queries
from coop.production.views.blueprint import bp, trail
from coop.store import reading
from coop.web import Column, current, listing

WEEKS = (4, 8, 26)


@bp.page("/demanda", access="production:order:list")
def labour_demand() -> ResponseReturnValue:
    """Hours of work per week and skill, from this week on."""
    asked = request.args.get("semanas", type=int)
    weeks = asked if asked in WEEKS else WEEKS[0]
    with reading(current.actor) as uow:
        today = uow.today()
        days = weeks_days(today - timedelta(days=today.weekday()), weeks)
        rows, overdue = queries.weekly_demand(uow, days), queries.overdue(uow)
    return listing(
        "production/labour_demand.html",
        rows,
        [
            Column("week", N_("Week from Monday"), "day"),
            Column("skill", N_("Skill")),
            Column("minutes", N_("Hours of work"), "minutes"),
            Column("orders", N_("Production orders"), "int"),
        ],
        title=N_("Labour that orders ask for"),
        name="demanda",
        empty=N_("Open orders ask for no labour in these weeks. Plan a client order, or look further ahead."),
        weeks=weeks,
        choices=WEEKS,
        overdue=overdue,
        trail=trail(),
    )
