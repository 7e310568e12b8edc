"""Migrations give exactly the schema of the models, on both engines, up, down and up again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DatabaseError

from coop.app import create_app
from coop.store import Base, reading, writing
from coop.store.engine import create_schema, db
from tests.cast import found

FOLDER = str(Path(__file__).parents[2] / "migrations")
FIRST = "0001"


class Databases:
    """Applications on databases without any table, on one engine."""

    def __init__(self, folder: Path, server: Any | None) -> None:
        self.folder = folder
        self.server = server
        self.names: list[str] = []

    def make(self) -> Flask:
        """One more of them."""
        if self.server is None:
            self.names.append(f"bare{len(self.names)}")
            url = f"sqlite:///{self.folder / self.names[-1]}.sqlite3"
        else:
            self.names.append(self.server.create())
            url = self.server.url(self.names[-1])
        return create_app(
            {"SQLALCHEMY_DATABASE_URI": url, "COOP_INSTANCE": str(self.folder), "TESTING": True}
        )

    def drop(self) -> None:
        """Let none of them remain."""
        for name in self.names if self.server is not None else ():
            self.server.drop(name)


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Databases]:
    server = request.getfixturevalue("postgres_server") if request.param == "postgresql" else None
    found = Databases(tmp_path, server)
    yield found
    found.drop()


@pytest.fixture
def bare(databases: Databases) -> Iterator[Flask]:
    """The application on a database without any table."""
    app = databases.make()
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def one_line(statement: str) -> str:
    return " ".join(statement.split())


def triggers(connection: Connection) -> dict[str, str]:
    """Every trigger with what it does."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = (
            "SELECT t.tgname, pg_get_triggerdef(t.oid) || p.prosrc FROM pg_trigger t "
            "JOIN pg_proc p ON p.oid = t.tgfoid WHERE NOT t.tgisinternal"
        )
    return {name: one_line(sql) for name, sql in connection.execute(text(query))}


def checks(connection: Connection) -> dict[str, str]:
    """Every CHECK with its condition, by table and name."""
    seen = inspect(connection)
    return {
        f"{table}.{check['name']}": one_line(check["sqltext"])
        for table in seen.get_table_names()
        for check in seen.get_check_constraints(table)
    }


def partial_indexes(connection: Connection) -> dict[str, str]:
    """Every index that holds only for some rows, with its condition."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE '% WHERE %'"
    else:
        query = "SELECT indexname, indexdef FROM pg_indexes WHERE indexdef LIKE '% WHERE %'"
    return {name: one_line(sql) for name, sql in connection.execute(text(query))}


def contents(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    return {
        name: [tuple(row) for row in connection.execute(text(f"SELECT * FROM {name} ORDER BY 1"))]
        for name in inspect(connection).get_table_names()
        if name != "alembic_version"
    }


def test_the_head_is_what_the_models_say(bare: Flask, databases: Databases) -> None:
    flask_migrate.upgrade(directory=FOLDER)
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        assert compare_metadata(context, Base.metadata) == []
        migrated = [look(connection) for look in (triggers, checks, partial_indexes)]
    with databases.make().app_context():
        create_schema(db.engine)
        with db.engine.connect() as connection:
            modelled = [look(connection) for look in (triggers, checks, partial_indexes)]
        db.session.remove()
        db.engine.dispose()
    for mine, theirs in zip(migrated, modelled, strict=True):
        assert theirs
        assert {k: v for k, v in mine.items() if theirs.get(k) != v} == {}
        assert set(theirs) == set(mine)


def test_up_down_and_up_again(bare: Flask) -> None:
    flask_migrate.upgrade(directory=FOLDER)
    flask_migrate.downgrade(directory=FOLDER, revision="base")
    with db.engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}
    flask_migrate.upgrade(directory=FOLDER)
    with db.engine.connect() as connection:
        assert triggers(connection)


def test_an_upgrade_leaves_what_is_there_and_guards_it(bare: Flask) -> None:
    flask_migrate.upgrade(directory=FOLDER, revision=FIRST)
    with writing() as uow:
        cast = found(uow)
    with db.engine.connect() as connection:
        before = contents(connection)
    assert sum(bool(rows) for rows in before.values()) > 5
    flask_migrate.upgrade(directory=FOLDER)
    with db.engine.connect() as connection:
        after = contents(connection)
    assert {name: after[name] for name in before} == before
    for statement in ("DELETE FROM records_entry", "UPDATE records_decision SET number = 'x'"):
        with pytest.raises(DatabaseError), writing() as uow:
            uow.session.execute(text(statement))
    with reading() as uow:
        assert uow.session.scalar(text("SELECT max(number) FROM people_member")) == cast.numbers["carla"]
