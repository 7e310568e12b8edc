"""Mend published rotas after random absences, and say how fast, with how few people, how well.

python -m tests.bench.rota_repair --absences 500 --json

The rotas are those of the factory of `--data` (290 people, four weeks): once with everybody on
her own shift, once with shifts that rotate. Every way out is judged by the checker that knows
nothing of the solver. For a sample the same rota is also worked out anew.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from coop.kernel.ranges import Days
from coop.rota.rules import Checker, Duty, Need, gaps
from coop.rota.solver import solver
from coop.rota.solver.build import Plan, duties_of, problem_of
from coop.rota.solver.repair import WayOut, repairer
from coop.rota.solver.task import Mending, mending_of, only_lost
from tests.rota.paper import mended as taken_by
from tests.rota.test_factory import factory

BEFORE, LONG = timedelta(days=3), timedelta(days=14)
LENGTHS = (1, 1, 1, 2, 3, 5, 7, 10, 14)
"""Days of an absence."""


@dataclass(frozen=True)
class Rota:
    """A published rota: what it was made from and its shifts."""

    name: str
    plan: Plan
    duties: tuple[Duty, ...]


@dataclass(frozen=True)
class Case:
    """One absence mended: figures of every way out.

    Attributes:
        seconds, cpu: on the clock on the wall and of the processor.
        lost: shifts that the absence leaves open.
        ways: per way what stays open, people and person-days touched.
        broken: hard rules that a way breaks and the published rota did not.
    """

    seconds: float
    cpu: float
    lost: int
    ways: dict[str, tuple[int, int, int]]
    broken: int


def published(folder: Path, *, rotating: bool, seconds: float) -> Rota:
    """The factory's rota as the solver makes it."""
    plan = factory(folder, rotating=rotating)
    problem = problem_of(plan)
    found = solver()(problem, seconds=seconds, workers=2)
    name = "shifts rotate" if rotating else "own shift"
    return Rota(name, plan, duties_of(plan, problem, found))


def absence(rota: Rota, luck: random.Random) -> tuple[Mending, Plan]:
    """Somebody who works on a day is away from it on for some days."""
    duty = luck.choice(rota.duties)
    away = Days(duty.day, duty.day + timedelta(days=luck.choice(LENGTHS)))
    workers = [
        replace(w, absences=(*w.absences, away)) if w.member_id == duty.member_id else w
        for w in rota.plan.workers
    ]
    start = max(rota.plan.days.start, away.start - BEFORE)
    free = Days(start, min(start + LONG, rota.plan.days.end))
    lost = [n for n in only_lost(rota.plan.needs, rota.duties) if n.day in free]
    plan = replace(rota.plan, workers=workers, needs=lost)
    return mending_of(plan, rota.duties, free, most=2), plan


def judged(rota: Rota, plan: Plan, mending: Mending, duties: Sequence[Duty]) -> int:
    """Hard rules that are broken and were not before, by the independent checker."""
    judge = Checker({k.code: k for k in plan.kinds}, plan.profile, plan.zone, plan.days)
    rest = [d for d in rota.duties if d.day not in mending.free]
    before = {(v.rule, v.member_id, v.day) for v in judge.violations(rota.duties, rota.plan.workers)}
    found = judge.violations([*rest, *duties], plan.workers)
    outside = {
        (v.rule, v.member_id, v.day) for v in found if v.day not in mending.free and v.rule == "absent"
    }
    return len({(v.rule, v.member_id, v.day) for v in found if v.hard} - before - outside)


def mended(rota: Rota, luck: random.Random) -> tuple[Case, Mending, Plan]:
    """One absence, mended and judged."""
    mending, plan = absence(rota, luck)
    began, cpu = time.monotonic(), time.process_time()
    ways = repairer()(mending.task, seconds=10)
    taken, used = time.monotonic() - began, time.process_time() - cpu
    broken = sum(judged(rota, plan, mending, taken_by(mending, way)) for way in ways)
    lost = sum(move.forced for move in mending.moves(None))
    return Case(taken, used, lost, {w.way: _figures(w) for w in ways}, broken), mending, plan


def _figures(way: WayOut) -> tuple[int, int, int]:
    return way.lacking, len(way.touched), way.changes


def anew(rota: Rota, plan: Plan, mending: Mending, *, seconds: float) -> tuple[float, int, int, int]:
    """The whole rota worked out again: seconds, what stays open, people and person-days that change."""
    needs: list[Need] = list(only_lost(rota.plan.needs, rota.duties))
    whole = replace(plan, needs=needs)
    problem = problem_of(whole)
    began = time.monotonic()
    found = solver()(problem, seconds=seconds, workers=1)
    taken = time.monotonic() - began
    duties = duties_of(whole, problem, found)
    old = {(d.member_id, d.day): d for d in rota.duties}
    new = {(d.member_id, d.day): d for d in duties}
    changed = {key for key in {*old, *new} if old.get(key) != new.get(key)}
    open_ = sum(g.missing for g in gaps(duties, needs) if g.need.day in mending.free)
    return taken, open_, len({member for member, _ in changed}), len(changed)


def spread(numbers: Sequence[float]) -> dict[str, float]:
    """Median, 95th of a hundred, largest."""
    found = sorted(numbers)
    return {
        "median": round(statistics.median(found), 2),
        "p95": round(found[min(len(found) - 1, int(0.95 * len(found)))], 2),
        "max": round(found[-1], 2),
    }


def summary(cases: Sequence[Case], sample: Sequence[tuple[float, int, int, int]]) -> dict[str, Any]:
    """Every figure of one rota."""
    ways = {}
    for name in ("few", "all", "fair", "others"):
        had = [c.ways[name] for c in cases if name in c.ways]
        if had:
            ways[name] = {
                "offered": len(had),
                "still_open": sum(f[0] for f in had),
                "people": spread([f[1] for f in had]),
                "shifts": spread([f[2] for f in had]),
            }
    said = {
        "absences": len(cases),
        "seconds": spread([c.seconds for c in cases]),
        "cpu_seconds": spread([c.cpu for c in cases]),
        "shifts_lost": sum(c.lost for c in cases),
        "still_open": sum(c.ways["all"][0] for c in cases if "all" in c.ways),
        "hard_rules_broken": sum(c.broken for c in cases),
        "ways": ways,
    }
    if sample:
        names = ("seconds", "still_open", "people", "shifts")
        said["worked_out_anew"] = {
            "sample": len(sample),
            **{n: spread(list(v)) for n, v in zip(names, zip(*sample, strict=True), strict=True)},
        }
    return said


def run(folder: Path, *, absences: int, sample: int, seconds: float, seed: int) -> dict[str, Any]:
    """Mend so many absences on each rota."""
    said: dict[str, Any] = {}
    for rotating in (False, True):
        rota = published(folder, rotating=rotating, seconds=seconds)
        luck = random.Random(seed)
        cases, again = [], []
        for n in range(absences // 2 if rotating else absences - absences // 2):
            case, mending, plan = mended(rota, luck)
            cases.append(case)
            if n < sample:
                again.append(anew(rota, plan, mending, seconds=seconds))
        said[rota.name] = summary(cases, again)
    return said


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    here = Path(os.environ.get("COOP_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))
    parser.add_argument("--data", type=Path, default=here)
    parser.add_argument("--absences", type=int, default=500)
    parser.add_argument("--sample", type=int, default=3, help="of each rota, worked out anew as well")
    parser.add_argument("--seconds", type=float, default=20, help="for each whole rota")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    if not (asked.data / "factory").is_dir():
        print(f"skipped: no factory in {asked.data}", file=sys.stderr)
        return 0
    said = run(
        asked.data, absences=asked.absences, sample=asked.sample, seconds=asked.seconds, seed=asked.seed
    )
    if asked.json:
        print(json.dumps(said))
    else:
        for name, figures in said.items():
            print(name)
            for key, value in figures.items():
                print(f"  {key:18} {value}")
    return 1 if any(figures["hard_rules_broken"] for figures in said.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
