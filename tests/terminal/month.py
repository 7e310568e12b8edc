"""A published rota for the cast: two weeks from Monday 2 November 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from coop.kernel.clock import FrozenClock
from coop.kernel.ranges import Days
from coop.rota import usecases as rota
from coop.rota.rules import Duty, Place
from coop.store import UnitOfWork
from tests.cast import Cast

MONDAY = date(2026, 11, 2)
KINDS = (
    ("M", "Mañana", 360, 840, ("ana", "bruno", "elsa")),
    ("T", "Tarde", 840, 1320, ("gabi", "hugo")),
    ("N", "Noche", 1320, 1740, ("irma",)),
)


def publish_rota(uow: UnitOfWork, cast: Cast, clock: FrozenClock) -> None:
    """Publish it some days before, then go back to the present."""
    present = clock.now()
    clock.set(datetime(2026, 10, 30, 12, 0, tzinfo=UTC))
    uow.actor = cast.actor("elsa")
    duties = []
    for code, name, start, end, crew in KINDS:
        kind_id = rota.add_kind(uow, code, name=name, start=start, end=end)
        post_id = rota.add_post(
            uow, name, kind_id=kind_id, weekdays=range(5), people_needed=len(crew), since=MONDAY
        )
        days = [MONDAY + timedelta(days=n) for n in range(12) if n % 7 < 5]
        duties += [
            Duty(getattr(cast, who), day, code, Place(post_id=post_id)) for day in days for who in crew
        ]
    plan_id = rota.draft_plan(uow, Days(MONDAY, MONDAY + timedelta(days=12)))
    rota.store_solution(uow, plan_id, duties, result={})
    rota.publish_plan(uow, plan_id)
    clock.set(present)
