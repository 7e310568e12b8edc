"""Serve an open assembly of many members: `python -m tests.assembly.crowd URL FOLDER PORT`.

The test fills the database with `fill`; the process only serves, so that several may, and so that
it can be killed.
"""

from __future__ import annotations

import sys
from datetime import timedelta

import waitress
from flask import Flask

from coop.app import create_app
from coop.assembly import usecases
from coop.assembly.usecases import FoundingAct
from coop.kernel.clock import FrozenClock
from coop.people.usecases import NewMandate, NewMember
from coop.store import writing
from coop.web import secrets
from coop.web import usecases as access
from coop.web.secrets import hash_secret
from tests.assembly.hall import TEN, Hall
from tests.cast import COOP, PASSWORD, TERM, WHO, Cast

NOW = TEN + timedelta(minutes=5)


def application(url: str, folder: str) -> Flask:
    """The application on a database whose assembly is open."""
    secrets.OPS, secrets.MEMORY = 1, 8 * 1024
    app = create_app({"SQLALCHEMY_DATABASE_URI": url, "KEYS": f"{folder}/keys", "COOP_INSTANCE": folder})
    app.extensions["coop_clock"] = FrozenClock(NOW)
    return app


def fill(app: Flask, clock: FrozenClock, many: int) -> None:
    """So many members, all there, and a roll-call begun."""
    given = [(n, *who[1:]) for n, who in enumerate(WHO, 1)]
    others = [NewMember(f"Socia {n}", "Del Sur", number=n) for n in range(len(given) + 1, many + 1)]
    act = FoundingAct(
        coop=COOP,
        statute="ar-worker-model",
        members=[*(NewMember(name, family, number=n) for n, name, family, _o in given), *others],
        mandates=[NewMandate(n, office, TERM) for n, _name, _family, office in given if office],
    )
    with app.app_context():
        hashed = hash_secret(PASSWORD)
        with writing() as uow:
            keys = usecases.found(uow, act)
            cast = Cast()
            for (key, *_rest), member_id in zip(WHO, keys, strict=False):
                setattr(cast, key, member_id)
            hall = Hall(uow, cast, clock)
            hall.move()
            hall.convene()
            hall.at(TEN)
            for member_id in keys:
                usecases.check_in(hall.as_("hugo"), hall.meeting_id, member_id)
                access.issue_secret(uow, member_id, kind="password", hashed=hashed, confirmed_by=None)
            hall.open()
            usecases.open_vote(hall.as_("gabi"), hall.item(), method="roll-call")


def main(url: str, folder: str, port: int) -> None:
    waitress.serve(application(url, folder), host="127.0.0.1", port=port, threads=8, _quiet=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
