"""The sample co-op of `coop demo`: made once, kept under the instance folder, never half."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from coop.bootstrap.places import SITE
from coop.kernel.clock import SystemClock
from coop.operations.settings import demo_config, demo_database, demo_folder

GATE = "Portería"


@dataclass(frozen=True, slots=True)
class Sample:
    """What there is to know about a sample that is made.

    Attributes:
        made_on: the day its dates are relative to.
        accounts: one person of each office, and one without: `name`, `number`, `office`, `pin`,
            `password`.
        terminal: token of the device at its gate.
    """

    made_on: date
    accounts: list[dict[str, Any]]
    terminal: str


def _note() -> Path:
    return demo_folder() / "sample.json"


def tables_now() -> str:
    """Which tables this program expects, told by its migrations; needs no library to find out."""
    names = sorted(p.name for p in (SITE / "migrations" / "versions").glob("*.py"))
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def find_sample() -> Sample | None:
    """The sample that is there; None where it is to be made (anew)."""
    if not (_note().exists() and demo_database().exists()):
        return None
    note = json.loads(_note().read_text())
    if note.pop("tables") != tables_now():
        return None
    return Sample(date.fromisoformat(note["made_on"]), note["accounts"], note["terminal"])


def make_sample() -> Sample:
    """Make the sample, as of today; it appears under its name only when it is whole."""
    # Loaded here: a second start of the demo gets by without the application.
    from coop.app import create_app
    from coop.demo.fill import fill
    from coop.operations import database
    from coop.store.engine import db

    part = demo_database().with_name("demo.part.sqlite3")
    for path in (part, demo_database()):
        _remove(path)
    shutil.rmtree(demo_folder(), ignore_errors=True)
    app = create_app(demo_config(part))
    database.upgrade(app)
    everybody = list(fill(app))
    without = next(a for a in everybody if not a.office)
    accounts = [
        {key: getattr(account, key) for key in ("name", "number", "office", "pin", "password")}
        for account in everybody
        if account.office or account is without
    ]
    with app.app_context():
        terminal = _enrol_terminal([a["number"] for a in accounts if a["office"]])
        db.session.remove()
        db.engine.dispose()  # the last connection writes the log into the file
    part.replace(demo_database())
    _remove(part)
    sample = Sample(SystemClock().now().date(), accounts, terminal)
    note = {**asdict(sample), "made_on": sample.made_on.isoformat(), "tables": tables_now()}
    _note().write_text(json.dumps(note, ensure_ascii=False, indent=1))
    return sample


def _enrol_terminal(officers: list[int]) -> str:
    from coop.store import Actor, writing
    from coop.web import identity, usecases

    with writing() as uow:
        found = (identity.find_person_by_number(uow.session, number) for number in officers)
        first, second = [person.member_id for person in found if person is not None][:2]
    with writing(Actor(member_id=first)) as uow:
        return usecases.enrol_device(uow, name=GATE, confirmed_by=second)


def _remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm", ".lock"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
