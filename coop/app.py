"""The application factory."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import Flask, session
from flask_migrate import Migrate
from jinja2 import StrictUndefined

import coop
from coop import wiring
from coop.bootstrap.places import PACKAGE, SITE, instance_folder
from coop.store import engine
from coop.store.keyring import Keyring
from coop.web import errors, guard, language
from coop.web.identity import current, new_token
from coop.web.module import WholeNumber

LARGEST_UPLOAD = 16 * 2**20


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """Make the application.

    Args:
        config: overrides; `SQLALCHEMY_DATABASE_URI` (default: DATABASE_URL, or SQLite in the
            instance folder), `COOP_INSTANCE`, `KEYS` (folder of the keys), `COOP_ADDRESS` (where papers say
            that they can be checked, such as `https://coop.local:8000`), `DEMO`, `TESTING`.
    """
    overrides = dict(config or {})
    instance = Path(overrides.get("COOP_INSTANCE") or instance_folder()).resolve()
    instance.mkdir(parents=True, exist_ok=True)
    app = Flask(
        "coop",
        root_path=str(PACKAGE),
        instance_path=str(instance),
        template_folder=str(SITE / "templates"),
        static_folder=str(SITE / "static"),
    )
    url = os.environ.get("DATABASE_URL") or f"sqlite:///{instance / 'coop.sqlite3'}"
    app.config.update(
        SQLALCHEMY_DATABASE_URI=url.replace("postgres://", "postgresql://").replace(
            "postgresql://", "postgresql+psycopg://"
        ),
        COOP_INSTANCE=str(instance),
        KEYS=str(instance / "keys"),
        COOP_ADDRESS=os.environ.get("COOP_ADDRESS", ""),
        DEMO=False,
        MAX_CONTENT_LENGTH=LARGEST_UPLOAD,
        MAX_FORM_MEMORY_SIZE=LARGEST_UPLOAD,
        MAX_FORM_PARTS=5_000,
        WTF_CSRF_TIME_LIMIT=None,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SEND_FILE_MAX_AGE_DEFAULT=3600,
    )
    app.config.update(overrides)
    if not app.config.get("SECRET_KEY"):
        app.config["SECRET_KEY"] = Keyring(Path(app.config["KEYS"])).get("web").hex()
    app.jinja_env.undefined = StrictUndefined
    engine.init_app(app)
    Migrate(app, engine.db, directory=str(SITE / "migrations"))
    language.init_app(app)
    guard.init_app(app)
    errors.init_app(app)
    app.jinja_env.globals["new_token"] = new_token  # also for macros, which have no context
    app.url_map.converters["int"] = WholeNumber
    wiring.connect(app)

    @app.context_processor
    def everywhere() -> dict[str, object]:
        return {
            "current": current,
            "demo": app.config["DEMO"],
            "version": coop.__version__,
            "theme": session.get("theme", "auto"),
            "size": session.get("size", "normal"),
            "nav": wiring.navigation(),
            "workplace": wiring.workplace(),
            "trail": (),
        }

    return app
