"""Migrations give exactly the schema of the models, on both engines, up, down and up again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect, text

from coop.app import create_app
from coop.store import Base, guards, reading
from coop.store.engine import db

FOLDER = str(Path(__file__).parents[2] / "migrations")
FIRST = "0001"


@pytest.fixture(params=["sqlite", "postgresql"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """The application on a database without any table."""
    name = None
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'bare.sqlite3'}"
    else:
        server = request.getfixturevalue("postgres_server")
        name = server.create()
        url = server.url(name)
    app = create_app({"SQLALCHEMY_DATABASE_URI": url, "COOP_INSTANCE": str(tmp_path), "TESTING": True})
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()
    if name:
        server.drop(name)


def triggers() -> set[str]:
    with reading() as uow:
        sqlite = db.engine.dialect.name == "sqlite"
        return set(
            uow.session.scalars(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                if sqlite
                else text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
            )
        )


def test_the_head_is_what_the_models_say(bare: Flask) -> None:
    flask_migrate.upgrade(directory=FOLDER)
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []
    wanted = {
        s.split()[2] for s in guards.ddl(Base, db.engine.dialect.name) if s.startswith("CREATE TRIGGER")
    }
    assert triggers() == wanted


def test_up_down_and_up_again(bare: Flask) -> None:
    flask_migrate.upgrade(directory=FOLDER)
    flask_migrate.downgrade(directory=FOLDER, revision="base")
    with db.engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    flask_migrate.upgrade(directory=FOLDER)
    assert triggers()
