"""The web process: waitress, or gunicorn where there is PostgreSQL or a certificate."""

from __future__ import annotations

import os
import signal
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from flask import Flask

from coop.app import create_app
from coop.operations.sample import find_sample
from coop.operations.serving import doors
from coop.operations.serving.supervisor import leave_with_the_supervisor
from coop.operations.settings import TERMINAL_TOKEN, config

THREADS = 8


@dataclass(frozen=True, slots=True)
class Address:
    """Where to listen and how.

    Attributes:
        certificate, key: files of the certificate; without them it is plain HTTP.
        proxied: a proxy in front says who asks and by which scheme.
    """

    host: str
    port: int
    certificate: Path | None = None
    key: Path | None = None
    proxied: bool = False


def served_app(address: Address, *, demo: bool) -> Flask:
    """The application as it is served; behind HTTPS its cookies never travel in the clear."""
    secure = {"SESSION_COOKIE_SECURE": True} if address.certificate or address.proxied else {}
    app = create_app({**config(demo=demo), **secure})
    if demo and (sample := find_sample()):
        app.config[TERMINAL_TOKEN] = sample.terminal
        app.register_blueprint(doors.bp)
    if address.proxied:
        from werkzeug.middleware.proxy_fix import ProxyFix

        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
    return app


def serve(address: Address, *, demo: bool) -> None:
    """Answer requests until the process is told to end.

    SQLite has one process with threads: waitress, which slow visitors cannot stop. It speaks no
    HTTPS; with a certificate gunicorn serves, also one process for SQLite. PostgreSQL has as many
    gunicorn processes as the machine has cores, and one more.
    """
    leave_with_the_supervisor()
    signal.signal(signal.SIGTERM, _end)
    app = served_app(address, demo=demo)
    sqlite = app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite")
    if sqlite and not address.certificate:
        from waitress import create_server

        create_server(app, host=address.host, port=address.port, threads=THREADS, ident=None).run()
    else:
        _gunicorn(address, workers=1 if sqlite else (os.cpu_count() or 1) + 1, demo=demo)


def _end(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(0)


def _gunicorn(address: Address, *, workers: int, demo: bool) -> None:
    from gunicorn.app.base import BaseApplication

    settings: dict[str, Any] = {
        "bind": f"{address.host}:{address.port}",
        "workers": workers,
        "worker_class": "gthread",
        "threads": THREADS,
        "certfile": str(address.certificate) if address.certificate else None,
        "keyfile": str(address.key) if address.key else None,
        "accesslog": None,
        "loglevel": "warning",
        "control_socket_disable": True,
    }

    class Server(BaseApplication):
        def load_config(self) -> None:
            for name, value in settings.items():
                self.cfg.set(name, value)

        def load(self) -> Flask:
            return served_app(address, demo=demo)  # in each process: connections are not shared

    Server().run()
