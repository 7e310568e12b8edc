"""The sample co-op of `coop demo`: made once, kept under the instance folder, never half."""

from __future__ import annotations

import hashlib
import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

from coop.bootstrap.places import SITE
from coop.kernel.clock import SystemClock
from coop.operations.settings import demo_config, demo_database, demo_folder

Account = dict[str, Any]
"""What a visitor signs in with: `name`, `number`, `pin`, `password`."""


def _note() -> Path:
    return demo_folder() / "sample.json"


def tables_now() -> str:
    """Which tables this program expects, told by its migrations; needs no library to find out."""
    names = sorted(p.name for p in (SITE / "migrations" / "versions").glob("*.py"))
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def find_sample() -> tuple[date, list[Account]] | None:
    """The day the sample was made and its accounts; None where it is to be made (anew)."""
    if not (_note().exists() and demo_database().exists()):
        return None
    note = json.loads(_note().read_text())
    if note["tables"] != tables_now():
        return None
    return date.fromisoformat(note["made_on"]), note["accounts"]


def make_sample() -> list[Account]:
    """Make the sample, as of today; it appears under its name only when it is whole."""
    # Loaded here: a second start of the demo gets by without the application.
    from coop.app import create_app
    from coop.demo import fill
    from coop.operations import database
    from coop.store.engine import db

    part = demo_database().with_name("demo.part.sqlite3")
    for path in (part, demo_database()):
        _remove(path)
    shutil.rmtree(demo_folder(), ignore_errors=True)
    app = create_app(demo_config(part))
    database.upgrade(app)
    accounts = [{"name": a.name, "number": a.number, "pin": a.pin, "password": a.password} for a in fill(app)]
    with app.app_context():
        db.session.remove()
        db.engine.dispose()  # the last connection writes the log into the file
    part.replace(demo_database())
    _remove(part)
    made_on = SystemClock().now().date().isoformat()
    text = json.dumps({"tables": tables_now(), "made_on": made_on, "accounts": accounts}, indent=1)
    _note().write_text(text)
    return accounts


def _remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm", ".lock"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)
