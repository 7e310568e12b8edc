"""Serve a small filled co-op for the browser tests: `python -m tests.browser.serve FOLDER PORT`.

Prints one line of JSON with what the tests need to know, then serves until it is ended.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import waitress
from flask import Flask
from sqlalchemy import create_engine

from coop.app import create_app
from coop.kernel.clock import FrozenClock
from coop.kernel.sentences import N_, Sentence
from coop.store import writing
from coop.store.engine import create_schema, engine_options, prepare
from coop.web import usecases as access
from coop.web.notices import notify
from tests.cast import Cast, found, give_secrets

NOW = datetime(2026, 11, 3, 12, 12, 30, tzinfo=UTC)
"""Tuesday 3 November 2026, 09:12 in the morning shift."""


def fill(app: Flask) -> dict[str, object]:
    """Found the co-op of the cast and enrol a terminal."""
    with app.app_context(), writing() as uow:
        cast = found(uow)
    give_secrets(app, cast)
    with app.app_context():
        with writing(cast.actor("elsa")) as uow:
            device = access.enrol_device(uow, name="Portón", confirmed_by=cast.ana)
        with writing() as uow:
            notify(uow, Sentence(N_("The clay lorry comes on Thursday at 7.")))
        _month(app, cast)
    return {"device": device, "numbers": cast.numbers, "pages": list(pages(app))}


def pages(app: Flask) -> Iterator[str]:
    """The address of every page, with the first thing there is where it shows one thing."""
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<int:\w+>", "1", rule.rule)
        if "GET" in (rule.methods or ()) and "<" not in path and rule.endpoint not in NO_PAGES:
            yield path


NO_PAGES = {"static", "web.health"}


def _month(app: Flask, cast: Cast) -> None:
    """What the modules add: a rota, an assembly, payslips."""


def main(folder: Path, port: int) -> None:
    url = f"sqlite:///{folder / 'coop.sqlite3'}"
    engine = create_engine(url, **engine_options("sqlite"))
    prepare(engine)
    create_schema(engine)
    engine.dispose()
    app = create_app(
        {
            "SQLALCHEMY_DATABASE_URI": url,
            "KEYS": str(folder / "keys"),
            "COOP_INSTANCE": str(folder),
            "DEMO": True,
        }
    )
    app.extensions["coop_clock"] = FrozenClock(NOW)
    print(json.dumps(fill(app)), flush=True)
    waitress.serve(app, host="127.0.0.1", port=port, threads=8, _quiet=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
