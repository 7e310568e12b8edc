"""Long work of this module: making a rota, mending one."""

from __future__ import annotations

from datetime import date
from typing import Any

from coop.kernel.ranges import Days
from coop.kernel.sentences import N_, Sentence
from coop.rota import queries, usecases
from coop.rota.solver import Report
from coop.rota.usecases.explaining import CONFLICT, stored_conflict
from coop.rota.usecases.planning import SOLVE
from coop.rota.usecases.repairing import REPAIR, SECONDS, Repair, stored
from coop.store import reading, writing
from coop.web.jobs import JobKind, Progress, Stopped


def _solve(progress: Progress, args: dict[str, Any]) -> dict[str, Any]:
    """Work a draft out; called again after a crash it simply does it again."""
    seconds: int = args["seconds"]

    def watch(report: Report) -> bool:
        sentence = (
            Sentence(N_("%(missing)s shifts are not covered yet."), {"missing": report.missing})
            if report.missing
            else Sentence(N_("Everything is covered. Turns and hours are being evened out."))
        )
        try:
            progress.step(min(int(report.elapsed), seconds - 1), seconds, sentence)
        except Stopped:
            return False
        return True

    progress.step(0, seconds, Sentence(N_("Reading who is needed and who is there.")))
    with reading() as uow:
        plan = queries.solver_input(uow, args["plan_id"])
    made = usecases.make_rota(plan, seconds=seconds, seed=args["seed"], watch=watch)
    with writing(progress.actor) as uow:
        usecases.store_solution(uow, args["plan_id"], made.duties, result=made.result)
    if made.stopped:
        raise Stopped()
    progress.step(seconds, seconds, Sentence(N_("The plan is ready.")))
    return made.result


def _repair(progress: Progress, args: dict[str, Any]) -> dict[str, Any]:
    """Look for ways out; nothing is changed, so after a crash it simply looks again."""
    days = Days(date.fromisoformat(args["start"]), date.fromisoformat(args["end"]))

    def watch(report: Report) -> bool:
        sentence = Sentence(
            N_("Looking for people who could step in: %(open)s shifts are open."), {"open": report.missing}
        )
        try:
            progress.step(min(int(report.elapsed), SECONDS - 1), SECONDS, sentence)
        except Stopped:
            return False
        return True

    progress.step(0, SECONDS, Sentence(N_("Reading who is needed and who is there.")))
    with reading() as uow:
        found = queries.mending(uow, days, scope=args["scope"], most=args["most"])
        mark = queries.fingerprint(found)
    ways = usecases.find_ways(found, seconds=SECONDS, watch=watch)
    progress.step(SECONDS, SECONDS, Sentence(N_("The ways out are ready: choose one.")))
    return stored(Repair(days, args["scope"], args["most"], found.moves(None), mark, ways))


def _conflict(progress: Progress, args: dict[str, Any]) -> dict[str, Any]:
    """Look for what contradicts a need; nothing is changed, so after a crash it simply looks again."""
    plan_id: int = args["plan_id"]
    progress.step(0, 0, Sentence(N_("Reading who is needed and who is there.")))
    with reading() as uow:
        plan = queries.solver_input(uow, plan_id)

    def going_on(left: int) -> bool:
        said = N_("Looking for the fewest rules and dates that contradict each other: %(left)s so far.")
        try:
            progress.step(0, 1, Sentence(said, {"left": left}))
        except Stopped:
            return False
        return True

    found = usecases.explain_gap(plan, plan_id, args["number"], going_on=going_on)
    return stored_conflict(found)


KINDS = (
    JobKind(SOLVE, N_("Making a rota"), _solve),
    JobKind(CONFLICT, N_("Looking for what contradicts what"), _conflict),
    JobKind(REPAIR, N_("Looking for ways to mend the rota"), _repair),
)
