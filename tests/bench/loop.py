"""Walks one month of the real factory end to end and prints what came of it.

python -m tests.bench.loop --data ../shared/data/factory --json
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from coop.app import create_app
from coop.operations import database
from coop.payroll.rules import Month
from coop.store.engine import db
from tests.bench import pay, work
from tests.bench.factory import FILES
from tests.bench.walk import Scale, Walk
from tests.postgres import temporary_server

ENGINES = ("sqlite", "postgresql")


@contextmanager
def empty_database(engine: str, folder: Path) -> Iterator[str]:
    """The address of a database without any table, gone afterwards."""
    if engine == "sqlite":
        yield f"sqlite:///{folder / 'coop.sqlite3'}"
        return
    with temporary_server() as server:
        yield f"postgresql+psycopg://coop@/postgres?host={server}"


def run(scale: Scale, engine: str = "sqlite") -> dict[str, Any]:
    """Walk the month in a fresh database with all migrations.

    Returns:
        What was counted, and `seconds` by step.
    """
    walk = Walk(scale)
    with (
        tempfile.TemporaryDirectory(prefix="coop-bench-") as name,
        empty_database(engine, Path(name)) as url,
    ):
        app = create_app({"SQLALCHEMY_DATABASE_URI": url, "COOP_INSTANCE": name})
        app.extensions["coop_clock"] = walk.clock
        with walk.step("migrations"):
            database.upgrade(app)
        with app.app_context():
            try:
                _steps(walk)
            finally:
                db.session.remove()
                db.engine.dispose()
    seconds = {**walk.seconds, "all": round(sum(walk.seconds.values()), 2)}
    return {"engine": engine, "month": str(scale.month), **walk.found, "seconds": seconds}


def _steps(walk: Walk) -> None:
    work.import_people(walk)
    work.found_coop(walk)
    work.import_products(walk)
    work.import_orders(walk)
    work.derive_demand(walk)
    work.make_rota(walk, work.set_shifts(walk))
    work.punch(walk)
    work.confirm_hours(walk)
    period_id = pay.write_pot(walk)
    meeting_id = pay.hold_assembly(walk, pay.freeze_splits(walk, period_id))
    pay.issue(walk, period_id)
    pay.make_papers(walk, period_id, meeting_id)
    pay.verify_records(walk)
    pay.check_journal(walk)


def failures(result: dict[str, Any]) -> list[str]:
    """What must hold of every walk and does not."""
    wanted = {
        "nobody breaks a rule of rest": result["rest_violations"] == 0,
        "what was paid is the pot": result["paid_minor"] == result["pot_minor"],
        "every member has a payslip": result["payslips"] == result["members"],
        "everybody of the file is a member": result["members"] == result["people"],
        "the decision is in force": result["decision"]["state"] == "in force",
        "the minutes and all other papers are made": result["minutes"] and not result["papers_waiting"],
        "the record book is whole": result["records_verified"],
        "the journal balances": result["journal_balanced"],
    }
    return [sentence for sentence, holds in wanted.items() if not holds]


def table(result: dict[str, Any]) -> str:
    """The result for people: a line for each number."""
    return "\n".join(f"{name:<34}{shown:>22}" for name, shown in _flat(result))


def _flat(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{name} {key}".strip())
    elif isinstance(value, list):
        yield from _flat({str(n): inner for n, inner in enumerate(value, 1)}, name)
    else:
        yield name, f"{value:,}" if type(value) is int else str(value)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; 0 when everything holds that must, 1 when not, 2 when the data are not there."""
    parser = argparse.ArgumentParser(prog="tests.bench.loop", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the factory's CSV files")
    parser.add_argument("--engine", choices=ENGINES, default="sqlite")
    parser.add_argument("--month", type=Month.read, default=Month(2013, 10), help="such as 2013-10")
    parser.add_argument("--seconds", type=float, default=60.0, help="for the solver")
    parser.add_argument("--people", type=int, help="only the first so many of the file")
    parser.add_argument("--orders", default="", help="only those that begin on days like 2013-10-0")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    chosen = parser.parse_args(arguments)
    absent = [name for name in FILES if not (chosen.data / name).is_file()]
    if absent:
        print(f"{chosen.data} lacks {', '.join(absent)}", file=sys.stderr)
        return 2
    scale = Scale(chosen.data, chosen.month, chosen.seconds, chosen.people, chosen.orders)
    result = run(scale, chosen.engine)
    print(json.dumps(result, indent=1, ensure_ascii=False) if chosen.json else table(result))
    wrong = failures(result)
    for sentence in wrong:
        print(f"does not hold: {sentence}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
