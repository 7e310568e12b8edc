"""Solve an instance of the Shift Scheduling Benchmark and say how near the best it comes.

python -m tests.bench.rota FILE --seconds 60 --workers 2 --seed 1 --json

With --beside, plain CP-SAT and plain HiGHS get the same problem, seconds and threads, one after the
other; what they find stands under "beside", judged in the same way.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from coop.rota.solver.columns.model import Roster
from tests.bench.shift_file import BadFile, ShiftFile, judge, read, staffing

BEST_KNOWN = {
    1: 607, 2: 828, 3: 1001, 4: 1716, 5: 1143, 6: 1950, 7: 1056, 8: 1300, 9: 439, 10: 4631, 11: 3443,
    12: 4040, 13: 1348, 14: 1278, 15: 3828, 16: 3225, 17: 5746, 18: 4459, 19: 3149, 20: 4769, 21: 21133,
    22: 30241, 23: 16990, 24: 26571,
}  # fmt: skip
"""Best published values.

References:
    Curtois and Qu 2014, and later results on the same instances.
"""


def run(path: Path, *, seconds: float, workers: int, seed: int, beside: bool = False) -> dict[str, object]:
    """Solve one file; every figure of the result is measured here."""
    from coop.rota.solver.columns.search import solve
    from tests.bench import plain_models

    file = read(path)
    problem = staffing(file)
    began = time.monotonic()
    found = solve(problem, seconds=seconds, workers=workers, seed=seed)
    taken = time.monotonic() - began
    number = int("".join(c for c in path.stem if c.isdigit()) or 0)
    best = BEST_KNOWN.get(number) if path.stem.lower().startswith("instance") else None
    judged = _judged(file, found.rosters, best)
    if found.rosters is not None and judged["objective"] != found.cost:
        judged["broken"].append(f"the solver says {found.cost}, the checker {judged['objective']}")
    others: dict[str, object] = {}
    for name in ("cp_sat", "highs") if beside else ():
        answer = getattr(plain_models, name)(problem, seconds=seconds, workers=workers, seed=seed)
        one = _judged(file, answer.rosters, best)
        bound, spent = round(answer.bound, 1), round(answer.seconds, 2)
        others[name] = {**one, "violations": len(one["broken"]), "lower_bound": bound, "seconds": spent}
    return {
        "instance": path.stem,
        "objective": judged["objective"],
        "lower_bound": found.bound,
        "best_known": best,
        "gap_percent": judged["gap_percent"],
        "violations": len(judged["broken"]),
        "broken": judged["broken"][:20],
        "seconds": round(taken, 2),
        "first_seconds": round(found.trace[0].seconds, 2) if found.trace else None,
        "trace": [{"seconds": round(s.seconds, 2), "cost": s.cost, "bound": s.bound} for s in found.trace],
        **({"beside": others} if beside else {}),
    }


def _judged(file: ShiftFile, rosters: Sequence[Roster] | None, best: int | None) -> dict[str, Any]:
    """What the independent checker says of a rota."""
    if rosters is None:
        return {"objective": None, "gap_percent": None, "broken": []}
    names = [*file.kinds, ""]  # OFF is -1: the last
    objective, broken = judge(file, [[names[kind] for kind in roster] for roster in rosters])
    gap = round(100 * (objective - best) / best, 3) if best else None
    return {"objective": objective, "gap_percent": gap, "broken": list(broken)}


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--beside", action="store_true", help="plain CP-SAT and plain HiGHS too")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # HiGHS greets on standard output whatever it is told
    try:
        said = run(
            asked.file, seconds=asked.seconds, workers=asked.workers, seed=asked.seed, beside=asked.beside
        )
    except (BadFile, OSError) as wrong:
        print(wrong, file=sys.stderr)
        return 2
    if asked.json:
        print(json.dumps(said), file=out)
    else:
        for name, value in said.items():
            if name != "trace":
                print(f"{name:14} {value}", file=out)
    out.close()
    return 1 if said["violations"] else 0


if __name__ == "__main__":
    sys.exit(main())
