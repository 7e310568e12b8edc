"""Serve a small filled co-op for the browser tests: `python -m tests.browser.serve FOLDER PORT`.

Prints one line of JSON with what the tests need to know, then serves until it is ended.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import waitress
from flask import Flask
from sqlalchemy import create_engine

from coop.app import create_app
from coop.assembly import usecases
from coop.kernel.clock import FrozenClock
from coop.kernel.sentences import Sentence
from coop.store import NOBODY, writing
from coop.store.engine import create_schema, engine_options, prepare
from coop.web import usecases as access
from coop.web.module import ACCESS
from coop.web.notices import notify
from coop.web.permissions import MEMBER, PERMISSIONS, PUBLIC
from tests.assembly.hall import EVERYBODY, ZONE, Hall, found
from tests.browser.life import pay_out, pot, work
from tests.cast import WHO, give_secrets
from tests.terminal.month import publish_rota

NOW = datetime(2026, 11, 3, 12, 12, 30, tzinfo=UTC)
"""Tuesday 3 November 2026, 09:12 in the morning shift."""


def fill(app: Flask, clock: FrozenClock) -> dict[str, object]:
    """The life of the co-op of the cast up to NOW: founded, one assembly held, another one today."""
    clock.set(at(10, 5))
    with app.app_context(), writing() as uow:
        hall = Hall(uow, found(uow), clock)
        work(uow, hall.cast)
        hall.move(by="bruno", title="Guardería", text="Se abre una guardería en el galpón 2.")
        hall.move("payroll.split", by="ana", **pot(uow, hall.cast))
        hall.convene(date(2026, 10, 26))
        clock.set(at(10, 16))
        hall.move(by="irma", title="Comedor", text="El comedor abre también a la noche.")
        today = usecases.convene(
            hall.as_("hugo"),
            kind="extraordinary",
            day=date(2026, 11, 3),
            minute=750,
            place="Comedor",
            motion_ids=hall.motion_ids[2:],
        )
        clock.set(at(10, 26, 9))
        hall.enter(*EVERYBODY)
        clock.set(at(10, 26, 10))
        hall.open()
        hall.vote(5, 1, 1)
        hall.vote(7, 0, 0, position=2)
        hall.choose_signers()
        hall.finish()
        pay_out(uow, hall.cast)
        clock.set(NOW - timedelta(minutes=30))
        hall.meeting_id = today
        hall.enter("ana", "elsa", "hugo")
        hall.move(by="elsa", title="Turno noche", text="El turno noche empieza a las 21.")
        publish_rota(uow, hall.cast, clock)
        uow.actor = NOBODY
        notify(uow, Sentence("El jueves a las 7 viene el camión de arcilla."), until=NOW + timedelta(days=3))
    cast = hall.cast
    give_secrets(app, cast)
    with app.app_context(), writing(cast.actor("elsa")) as uow:
        device = access.enrol_device(uow, name="Portón", confirmed_by=cast.ana)
    clock.set(NOW)
    return {"device": device, "numbers": cast.numbers, "pages": pages(app)}


def at(month: int, day: int, hour: int = 9) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=ZONE)


def pages(app: Flask) -> dict[str, str]:
    """The address of every page with somebody who may open it; the first thing where it shows one thing."""
    found = {}
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<int:\w+>", "1", rule.rule)
        if "GET" in (rule.methods or ()) and "<" not in path and rule.endpoint not in NO_PAGES:
            who = PERMISSIONS[getattr(app.view_functions[rule.endpoint], ACCESS)].who
            who_may = (
                "elsa" if who & {PUBLIC, MEMBER} else next((HOLDERS[o] for o in HOLDERS if o in who), None)
            )
            if who_may:
                found[path] = who_may
    return found


HOLDERS = {office: key for key, _given, _family, office in WHO if office}


NO_PAGES = {"static", "web.health"}


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
    app.extensions["coop_clock"] = clock = FrozenClock(NOW)
    print(json.dumps(fill(app, clock)), flush=True)
    waitress.serve(app, host="127.0.0.1", port=port, threads=8, _quiet=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
