"""Why a gap cannot be closed: the smallest contradiction is looked for as long work."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib import import_module
from typing import Any

from coop.kernel.errors import N_, NotFound
from coop.kernel.ranges import Days, monday_of
from coop.rota import queries
from coop.rota.rules import Need, Place, errors
from coop.rota.solver.build import Plan, problem_of
from coop.store import UnitOfWork
from coop.web import jobs

CONFLICT = "rota.conflict"
"""Code of the job kind."""

SECONDS = 45


class NoSuchConflict(NotFound):
    message = N_("There is no such answer. Ask again from the list of shifts that nobody covers.")


@dataclass(frozen=True, slots=True)
class Explained:
    """What contradicts what.

    Attributes:
        plan_id: of the plan that was asked about.
        need: the shift that nobody covers.
        minimal: whether any one of the reasons given up makes the others possible.
        needs: what is asked for, each with how many people could do it.
        rules: codes of rules, with whom they hold back.
        away: who is away, or said that she cannot, on which days.
        unnamed: people who only said so, and are not named to this reader.
    """

    plan_id: int
    need: Need
    minimal: bool
    needs: tuple[tuple[Need, int], ...]
    rules: tuple[tuple[str, tuple[int, ...]], ...]
    away: tuple[tuple[int, tuple[date, ...]], ...]
    unnamed: int = 0

    @property
    def found(self) -> bool:
        """Whether a contradiction was found."""
        return bool(self.needs)


def ask_conflict(uow: UnitOfWork, plan_id: int, number: int) -> int:
    """Let the smallest contradiction be looked for that keeps a need of a plan from being met.

    Returns:
        Key of the job.

    Raises:
        NotNeededThere: the plan has no such need.
    """
    if number >= len(queries.plan_needs(uow, plan_id)):
        raise errors.NotNeededThere()
    return jobs.enqueue(uow, CONFLICT, {"plan_id": plan_id, "number": number})


def explain_gap(
    plan: Plan, plan_id: int, number: int, *, going_on: Callable[[int], bool] = lambda _left: True
) -> Explained:
    """Look for it; loads the solver, so only the job process and the command line call it.

    The week of the gap is tried first, then all days of the plan.
    """
    conflict = import_module("coop.rota.solver.conflict")
    need = plan.needs[number]
    monday = monday_of(need.day)
    week = Days(max(plan.days.start, monday), min(plan.days.end, monday + timedelta(days=7)))
    for days in dict.fromkeys((week, plan.days)):
        kept = [n for n in plan.needs if n.day in days]
        history = plan.history if days.start == plan.days.start else ()
        part = replace(plan, days=days, needs=kept, history=history)
        for problem in conflict.around(problem_of(part), kept.index(need)):
            found = conflict.smallest_conflict(problem, seconds=SECONDS / 4, going_on=going_on)
            if found is not None:
                return _explained(plan_id, need, part, problem, found)
    return Explained(plan_id, need, False, (), (), ())


def _explained(plan_id: int, need: Need, plan: Plan, problem: Any, found: Any) -> Explained:
    workers = {w.member_id: w for w in plan.workers}
    wanted = [plan.needs[r.number] for r in found.reasons if r.what == "need"]
    held: dict[str, list[int]] = defaultdict(list)
    away: dict[int, tuple[date, ...]] = {}
    for reason in (r for r in found.reasons if r.what != "need"):
        person = problem.people[reason.number]
        if reason.what == "away":
            numbers = {*person.away, *(day for day, _kind in person.cannot)}
            hers = {n.day for n in wanted if workers[person.key].fits(n.place)}
            away[person.key] = tuple(d for d in sorted(hers) if (d - plan.days.start).days in numbers)
        else:
            held[reason.what].append(person.key)

    def able(need: Need) -> int:
        fits = [w for w in plan.workers if w.fits(need.place)]
        return sum(w.kinds is None or need.kind in w.kinds for w in fits)

    return Explained(
        plan_id,
        need,
        found.minimal,
        tuple((n, able(n)) for n in wanted),
        tuple((code, tuple(members)) for code, members in sorted(held.items())),
        tuple(sorted(away.items())),
    )


def get_conflict(uow: UnitOfWork, job_id: int, *, with_wishes: bool = True) -> Explained | None:
    """What was found; None while the search is not over, or when it failed.

    Args:
        uow: the unit of work.
        job_id: of the search.
        with_wishes: False names nobody who only said that she cannot.

    Raises:
        NoSuchConflict: the work was no such search.
    """
    job = jobs.get_job(uow, job_id)
    if job.kind != CONFLICT:
        raise NoSuchConflict()
    found = read_conflict(job.result) if job.result else None
    return _unnamed(uow, found) if found is not None and not with_wishes else found


def _unnamed(uow: UnitOfWork, found: Explained) -> Explained:
    told = [day for _member, days in found.away for day in days]
    if not told:
        return found
    span = Days(min(told), max(told) + timedelta(days=1))
    known = {w.member_id: w for w in queries.workers(uow, span, with_wishes=False)}
    away = [
        (member, tuple(d for d in days if member not in known or known[member].away(d)))
        for member, days in found.away
    ]
    named = tuple((member, days) for member, days in away if days)
    return replace(found, away=named, unnamed=len(away) - len(named))


def stored_conflict(found: Explained) -> dict[str, Any]:
    """As JSON, for `read_conflict`."""
    return {
        "plan_id": found.plan_id,
        "need": _need_out(found.need),
        "minimal": found.minimal,
        "needs": [[_need_out(need), able] for need, able in found.needs],
        "rules": [[code, list(members)] for code, members in found.rules],
        "away": [[member, [day.isoformat() for day in days]] for member, days in found.away],
    }


def read_conflict(result: Mapping[str, Any]) -> Explained:
    """The inverse of `stored_conflict`."""
    return Explained(
        result["plan_id"],
        _need_in(result["need"]),
        result["minimal"],
        tuple((_need_in(need), able) for need, able in result["needs"]),
        tuple((code, tuple(members)) for code, members in result["rules"]),
        tuple((member, tuple(map(date.fromisoformat, days))) for member, days in result["away"]),
    )


def _need_out(need: Need) -> list[Any]:
    return [need.day.isoformat(), need.kind, *need.place, need.people]


def _need_in(side: list[Any]) -> Need:
    return Need(date.fromisoformat(side[0]), side[1], Place(*side[2:5]), side[5])
