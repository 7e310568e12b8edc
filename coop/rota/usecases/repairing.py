"""Mending the rota in force: ways out are looked for as long work, one is chosen and becomes a draft."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from coop.kernel.errors import N_, NotFound
from coop.kernel.ranges import Days, check_days
from coop.rota import queries
from coop.rota.rules import Duty, Place, errors
from coop.rota.solver import Watch
from coop.rota.solver.repair import WayOut, repairer
from coop.rota.solver.task import Mending, Move
from coop.rota.usecases.planning import LONGEST, draft_with
from coop.store import UnitOfWork
from coop.web import jobs

REPAIR = "rota.repair"
"""Code of the job kind."""

SECONDS = 15
"""How long the search may take; it needs a few."""

BEFORE, LENGTH = timedelta(days=3), timedelta(days=14)
"""Days before the first shift that cannot be kept which may change too; days that may change at all."""


class NoSuchRepair(NotFound):
    message = N_("There are no such ways out. Look for them again from the list of absences.")


@dataclass(frozen=True, slots=True)
class Alternative:
    """A way out as it was stored.

    Attributes:
        way: FEW, ALL, FAIR or OTHERS.
        lacking: shifts that stay open.
        people, changes: members and member-days that change without having to.
        most_minutes: the largest extra work of one member; 0 when nobody works more.
        proved: whether no better way of its kind exists.
    """

    way: str
    lacking: int
    people: int
    changes: int
    most_minutes: int
    proved: bool
    moves: tuple[Move, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """What a search for ways out has found.

    Attributes:
        days: on which shifts could change.
        lost: shifts that somebody cannot keep.
        mark: fingerprint of what it rests on.
        alternatives: the least disturbing first.
    """

    days: Days
    scope: str
    most: int
    lost: tuple[Move, ...]
    mark: str
    alternatives: tuple[Alternative, ...]


def ask_repair(uow: UnitOfWork, days: Days, *, scope: str = "lost", most: int = 2) -> int:
    """Let ways be looked for to mend some days of the rota in force, as long work.

    Nothing of the rota changes: what is found waits until somebody chooses.

    Args:
        uow: the unit of work.
        days: on which shifts may change; what is past or unpublished is left out.
        scope: what is to be covered, a key of `forms.SCOPES`.
        most: people whom the way with few people may touch, > 0.

    Returns:
        Key of the job.

    Raises:
        NothingPublished: no rota is in force on any of the days.
        NothingToRepair: everybody can keep the shifts and nothing is open.
        DaysTooLong, NoSuchYear: the days are absurd.
    """
    check_days(days.start, days.end)
    if not 1 <= len(days) <= LONGEST:
        raise errors.DaysTooLong(most=LONGEST)
    found = queries.mending(uow, days, scope=scope, most=most)
    if not found.open:
        raise errors.NothingToRepair()
    args = {
        "start": found.free.start.isoformat(),
        "end": found.free.end.isoformat(),
        "scope": scope,
        "most": most,
    }
    return jobs.enqueue(uow, REPAIR, args)


def ask_repair_for(uow: UnitOfWork, member_id: int) -> int:
    """Let ways be looked for from the first shift that one member cannot keep, on LENGTH days.

    What anybody else cannot keep on these days is covered too; what she cannot keep behind them
    needs another search.

    Returns:
        Key of the job.

    Raises:
        NothingToRepair: she can keep all her shifts.
    """
    own = next((u for u in queries.unkept(uow) if u.member_id == member_id), None)
    if own is None:
        raise errors.NothingToRepair()
    return ask_repair(uow, Days(own.first - BEFORE, own.first - BEFORE + LENGTH))


def find_ways(found: Mending, *, seconds: float, watch: Watch) -> tuple[Alternative, ...]:
    """Look for ways out; loads the solver, so only the job process and the command line call it."""
    ways = repairer()(found.task, seconds=seconds, watch=watch)
    return tuple(_alternative(found, way) for way in ways)


def _alternative(found: Mending, way: WayOut) -> Alternative:
    moves = found.moves(way)
    more: Counter[int] = Counter()
    for move in moves:
        for duty, sign in ((move.old, -1), (move.new, 1)):
            if duty is not None:
                more[move.member_id] += sign * found.minutes(duty)
    return Alternative(
        way.way,
        way.lacking,
        len(way.touched),
        way.changes,
        max((*more.values(), 0)),
        way.proved,
        moves,
    )


def choose_repair(uow: UnitOfWork, job_id: int, number: int) -> int:
    """Make a way out a draft of the days it concerns; publishing that puts it in force.

    Args:
        uow: the unit of work.
        job_id: the search.
        number: of the alternative, from 0.

    Returns:
        Key of the draft.

    Raises:
        NoSuchRepair: there is no such alternative.
        RotaHasChanged: it rests on a rota, needs or absences that are not so any more.
    """
    repair = get_repair(uow, job_id)
    if repair is None or number >= len(repair.alternatives) or not repair.alternatives[number].moves:
        raise NoSuchRepair()
    try:
        found = queries.mending(uow, repair.days, scope=repair.scope, most=repair.most)
    except errors.NothingPublished:
        raise errors.RotaHasChanged() from None
    if queries.fingerprint(found) != repair.mark:
        raise errors.RotaHasChanged()
    moves = repair.alternatives[number].moves
    moved = {(m.member_id, m.day) for m in moves}
    days = Days(min(m.day for m in moves), max(m.day for m in moves) + timedelta(days=1))
    duties = [d for d in found.published if (d.member_id, d.day) not in moved]
    duties += [m.new for m in moves if m.new is not None]
    needs = queries.wanted(uow, days, found.published, "now" if repair.scope == "now" else "open")
    return draft_with(uow, days, needs=needs, duties=duties)


def get_repair(uow: UnitOfWork, job_id: int) -> Repair | None:
    """What a search has found; None while it is not over, or when it failed.

    Raises:
        NoSuchRepair: the work was not a search for ways out.
    """
    job = jobs.get_job(uow, job_id)
    if job.kind != REPAIR:
        raise NoSuchRepair()
    return read_repair(job.result) if job.result else None


def stored(repair: Repair) -> dict[str, Any]:
    """As JSON, for `read_repair`."""
    return {
        "start": repair.days.start.isoformat(),
        "end": repair.days.end.isoformat(),
        "scope": repair.scope,
        "most": repair.most,
        "mark": repair.mark,
        "lost": [_move_out(m) for m in repair.lost],
        "alternatives": [
            {
                "way": a.way,
                "lacking": a.lacking,
                "people": a.people,
                "changes": a.changes,
                "most_minutes": a.most_minutes,
                "proved": a.proved,
                "moves": [_move_out(m) for m in a.moves],
            }
            for a in repair.alternatives
        ],
    }


def read_repair(result: Mapping[str, Any]) -> Repair:
    """The inverse of `stored`."""
    return Repair(
        Days(date.fromisoformat(result["start"]), date.fromisoformat(result["end"])),
        result["scope"],
        result["most"],
        tuple(_move_in(m) for m in result["lost"]),
        result["mark"],
        tuple(
            Alternative(**{**a, "moves": tuple(_move_in(m) for m in a["moves"])})
            for a in result["alternatives"]
        ),
    )


def _move_out(move: Move) -> list[Any]:
    sides = [None if d is None else [d.kind, *d.place] for d in (move.old, move.new)]
    return [move.member_id, move.day.isoformat(), *sides, move.forced]


def _move_in(stored_move: Sequence[Any]) -> Move:
    member_id, text, old, new, forced = stored_move
    day = date.fromisoformat(text)

    def duty(side: Sequence[Any] | None) -> Duty | None:
        return None if side is None else Duty(member_id, day, side[0], Place(*side[1:]))

    return Move(member_id, day, duty(old), duty(new), forced)
