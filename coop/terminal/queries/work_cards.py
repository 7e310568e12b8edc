"""What the rota and the orders ask of the coordinator."""

from __future__ import annotations

from datetime import timedelta

from coop.kernel.ranges import Days
from coop.kernel.sentences import N_, Sentence
from coop.production import queries as production
from coop.rota import queries as rota
from coop.store import UnitOfWork
from coop.terminal.queries.card import Card, Way
from coop.web.identity import Identity

AHEAD = 14
"""So many days from today the published rota should reach."""


def work_cards(uow: UnitOfWork, who: Identity) -> list[Card]:
    """Rota, hours and orders."""
    found = []
    if who.may("rota:plan:write"):
        found += _rota(uow)
    if who.may("rota:hours:confirm"):
        found += _hours(uow)
    if who.may("production:order:write"):
        found += _orders(uow)
    return found


def _rota(uow: UnitOfWork) -> list[Card]:
    today = uow.today()
    drafts = [p for p in rota.plans(uow) if p.is_draft and p.days.end > today]
    if drafts:
        draft = drafts[0]
        facts: dict[str, object] = {"first": draft.first, "placed": draft.placed, "wanted": draft.wanted}
        return [
            Card(
                Sentence(N_("A rota waits to be published")),
                Sentence(N_("From %(first)s on: %(placed)s of %(wanted)s places filled."), facts),
                Way("rota.show_plan", {"plan_id": draft.id}),
                Sentence(N_("Look at it and publish it")),
                asks=True,
            )
        ]
    ahead = Days(today, today + timedelta(days=AHEAD))
    if rota.has_rota(uow, ahead):
        return []
    return [
        Card(
            Sentence(N_("The rota ends soon")),
            Sentence(N_("No rota is published for some of the next %(days)s days."), {"days": AHEAD}),
            Way("rota.list_plans"),
            Sentence(N_("Make the next rota")),
            asks=True,
        )
    ]


def _hours(uow: UnitOfWork) -> list[Card]:
    first = rota.first_open_day(uow)
    if first is None or first >= uow.today().replace(day=1):
        return []
    return [
        Card(
            Sentence(N_("Hours to confirm")),
            Sentence(
                N_("From %(day)s on nobody has confirmed the hours. Pay is split by them."), {"day": first}
            ),
            Way("rota.choose_hours"),
            Sentence(N_("Confirm hours")),
            asks=True,
        )
    ]


def _orders(uow: UnitOfWork) -> list[Card]:
    under_way = [o for o in production.client_orders(uow) if o.under_way]
    late = [o for o in under_way if o.due_on < uow.today() or (o.ready_on and o.ready_on > o.due_on)]
    unplanned = [o for o in under_way if o.planned_at is None]
    if not under_way:
        return []
    facts: dict[str, object] = {"unplanned": len(unplanned), "late": len(late)}
    return [
        Card(
            Sentence(N_("Orders under way")),
            Sentence(N_("Not planned yet: %(unplanned)s. Late, or late by the plan: %(late)s."), facts),
            Way("production.orders"),
            Sentence(N_("See the orders")),
            figure=len(under_way),
            asks=bool(unplanned or late),
        )
    ]
