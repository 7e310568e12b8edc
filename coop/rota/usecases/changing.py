"""How an agreement takes effect: a small version of the rota that covers only the days concerned."""

from __future__ import annotations

from collections.abc import Sequence

from coop.kernel.canonical import digest
from coop.kernel.ranges import Days
from coop.records import usecases as records
from coop.rota import queries, rules
from coop.rota.rules import Duty, Move
from coop.rota.tables import PlanRow
from coop.rota.usecases.planning import draft_with, next_version
from coop.store import UnitOfWork


def publish_moves(uow: UnitOfWork, moves: Sequence[Move], *, exchange_id: int) -> tuple[int, ...]:
    """Publish what members agreed: the rota of the days concerned as it is, with the moves made.

    Nothing is judged here; no print for the wall is made of it.

    Args:
        uow: the unit of work.
        moves: of shifts that are in force, judged just before in this unit.
        exchange_id: the agreement.

    Returns:
        The versions, one for each run of days.
    """
    parts = rules.runs(rules.days_of(moves))
    rosters = [_after(uow, days, moves) for days in parts]
    first = next_version(uow)
    versions = tuple(range(first, first + len(parts)))
    entry = records.record(
        uow,
        "rota.changed",
        {
            "exchange": exchange_id,
            "moves": [
                {
                    "who": m.member_id,
                    "gives": [m.gives.day, m.gives.kind] if m.gives else None,
                    "takes": [m.takes.day, m.takes.kind] if m.takes else None,
                }
                for m in moves
            ],
            "versions": list(versions),
            "digest": digest([[d.member_id, d.day, d.kind, *d.place] for roster in rosters for d in roster]),
        },
    )
    for days, roster, version in zip(parts, rosters, versions, strict=True):
        plan_id = draft_with(uow, days, needs=queries.needs_in_force(uow, days), duties=roster)
        row = uow.get(PlanRow, plan_id)
        row.state, row.version, row.entry_seq, row.exchange_id = "published", version, entry.seq, exchange_id
        row.published_at, row.published_by = uow.now(), uow.actor.member_id
        uow.session.flush()
    return versions


def _after(uow: UnitOfWork, days: Days, moves: Sequence[Move]) -> tuple[Duty, ...]:
    return tuple(d for d in rules.moved((s.duty for s in queries.shifts(uow, days)), moves) if d.day in days)
