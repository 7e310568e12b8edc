"""Counts an election and prints who is elected and how.

python -m tests.bench.count FILE.blt --rule scottish-stv|irv|schulze|plurality|approval --seats N --json

Also reads Debian's tally sheets (.txt) and the CSV of ranked.vote. Lots that the rule asks for fall to
the first in the list unless `--lots` says who came out; they are printed.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from coop.assembly.rules.counting import RULES, UNIT, Election, LotNeeded, Result
from coop.kernel.errors import CoopError
from tests.elections import read_election


def count(election: Election, rule: str, lots: Sequence[int] = (), default: int | None = None) -> Result:
    """Count, and let every lot that is not drawn fall to the first in the list."""
    extra = {"default": default} if default else {}
    drawn = list(lots)
    while True:
        try:
            return RULES[rule](election, drawn, **extra)
        except LotNeeded as error:
            drawn.append(error.among[0])


def report(election: Election, result: Result, seconds: float) -> dict[str, Any]:
    """What is printed: candidates by number from 1, votes with five decimals."""
    return {
        "title": election.title,
        "rule": result.rule,
        "seats": election.seats,
        "ballots": election.given,
        "valid": result.valid,
        "quota": result.quota,
        "elected_ids": list(result.elected),
        "elected": [election.name(c) for c in result.elected],
        "next": [election.name(c) for c in result.next],
        "lots": [{"among": lot.among, "drawn": lot.drawn} for lot in result.lots],
        "stages": [
            {
                "what": str(stage.said),
                "votes": {election.name(c): f"{v / UNIT:.5f}" for c, v in stage.votes.items()},
                "exhausted": f"{stage.exhausted / UNIT:.5f}",
                "elected": [election.name(c) for c in stage.elected],
                "excluded": [election.name(c) for c in stage.excluded],
            }
            for stage in result.stages
        ],
        "seconds": round(seconds, 4),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description="Count an election.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--rule", choices=sorted(RULES), required=True)
    parser.add_argument("--seats", type=int, help="instead of those in the file")
    parser.add_argument("--lots", default="", help="who came out of each lot, by number: 3,5")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    try:
        election = read_election(given.file)
        if given.seats is not None:
            election = dataclasses.replace(election, seats=given.seats)
        start = time.perf_counter()
        lots = [int(lot) for lot in given.lots.split(",") if lot]
        default = len(election.candidates) if given.file.suffix == ".txt" else None
        result = count(election, given.rule, lots, default)
        seconds = time.perf_counter() - start
    except (CoopError, OSError, UnicodeDecodeError, ValueError) as error:
        print(f"count: {given.file.name}: {error}", file=sys.stderr)
        return 1
    told = report(election, result, seconds)
    if given.json:
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return 0
    for n, stage in enumerate(told["stages"], 1):
        print(f"{n:>3}  {stage['what']}")
    print(f"{told['valid']} valid ballots, quota {told['quota']}, elected: {', '.join(told['elected'])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
