"""Fixtures of every test: an application on an empty database, on SQLite and on PostgreSQL."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool
from werkzeug.routing import Rule

from coop.app import create_app
from coop.kernel.clock import FrozenClock
from coop.store import UnitOfWork, writing
from coop.store.engine import create_schema, db, engine_options, prepare
from coop.web import secrets
from tests.cast import Browser, Cast, found, give_secrets
from tests.postgres import programs, temporary_server

START = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
"""Tuesday 3 November 2026, nine in the morning in Buenos Aires."""

ENGINES = ("sqlite", "postgresql")

settings.register_profile("coop", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("coop")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="run the slow, exhaustive cases too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--all"):
        return
    skip = pytest.mark.skip(reason="slow; runs with --all")
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(skip)
    # What a page or a paper shows comes from the use cases, and those are tested on both engines.
    again = {i for i in items if i.path.name.endswith(SHOWN) and "postgresql" in i.name}
    config.hook.pytest_deselected(items=again)
    items[:] = [i for i in items if i not in again]


SHOWN = ("views.py", "papers.py", "pages.py", "signing_in.py", "lists.py", "verifying.py")


COSTS = {"OPS": secrets.OPS, "MEMORY": secrets.MEMORY}
"""What hashing a secret costs outside the tests, where nobody signs in a thousand times."""


@pytest.fixture(scope="session", autouse=True)
def cheap_hashes() -> None:
    secrets.OPS, secrets.MEMORY = 1, 8 * 1024


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data that nobody here wrote; the test is skipped where it is absent."""
    root = Path(os.environ.get("COOP_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not root.is_dir():
        pytest.skip(f"the real data are not here ({root}); set COOP_SHARED_DATA to run this test")
    return root


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the empty schema, copied for each test."""
    path = tmp_path_factory.mktemp("schema") / "template.sqlite3"
    engine = create_engine(f"sqlite:///{path}", **engine_options("sqlite"))
    prepare(engine)
    create_schema(engine)
    engine.dispose()
    return path


SHAPE = """
    SELECT md5(string_agg(one, ' ' ORDER BY one)) FROM (
        SELECT 'class ' || oid || ' ' || xmin FROM pg_class WHERE oid >= 16384
        UNION ALL SELECT 'trigger ' || oid || ' ' || xmin FROM pg_trigger
        UNION ALL SELECT 'function ' || oid || ' ' || xmin FROM pg_proc WHERE oid >= 16384
    ) AS all_things (one)
"""
EMPTY = """
    SET session_replication_role = replica;
    DO $$ DECLARE name text; BEGIN
        FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
            EXECUTE 'DELETE FROM ' || quote_ident(name);
        END LOOP;
        PERFORM setval(oid, 1, false) FROM pg_class
            WHERE relkind = 'S' AND relnamespace = 'public'::regnamespace;
    END $$;
"""
OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@dataclass
class Postgres:
    """A running server that makes, empties and drops databases."""

    folder: str
    made: int = 0
    ready: tuple[str, str] | None = None
    """Name and shape of the database that the tests have one after the other."""

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://coop@/{name}?host={self.folder}"

    def ask(self, database: str, *statements: str) -> str:
        """The answer to the last statement."""
        engine = create_engine(self.url(database), poolclass=NullPool, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                done = connection.exec_driver_sql(statement)
            return str(done.scalar()) if done.returns_rows else ""

    def create(self) -> str:
        self.made += 1
        name = f"coop_{self.made}"
        self.ask("postgres", f"CREATE DATABASE {name} TEMPLATE template0")
        return name

    def drop(self, name: str) -> None:
        self.ask("postgres", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def borrow(self) -> str:
        """A database with the empty schema: the one of the test before, or a new one."""
        if self.ready is None:
            name = self.create()
            engine = create_engine(self.url(name), poolclass=NullPool)
            prepare(engine)
            create_schema(engine)
            engine.dispose()
            self.ready = name, self.ask(name, SHAPE)
        return self.ready[0]

    def give_back(self) -> None:
        """Empty the database, or drop it when the test changed its shape or its name."""
        assert self.ready is not None
        name, shape = self.ready
        try:
            kept = self.ask(name, OTHERS, EMPTY, SHAPE) == shape
        except OperationalError:
            kept = False
        if not kept:
            self.drop(name)
            self.ready = None


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Postgres]:
    if programs() is None and not os.environ.get("CI"):
        pytest.skip("no PostgreSQL programs: apt-get install postgresql")
    with temporary_server() as folder:
        yield Postgres(folder)


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with the empty schema, on each engine in turn."""
    if request.param == "sqlite":
        path = tmp_path / "coop.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
    else:
        server: Postgres = request.getfixturevalue("postgres_server")
        yield server.url(server.borrow())
        server.give_back()


@pytest.fixture
def clock() -> FrozenClock:
    """A clock that stands at START until a test moves it."""
    return FrozenClock(START)


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Every test has an application of its own; its templates need not be compiled anew."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session", autouse=True)
def compiled_addresses() -> Iterator[None]:
    """Nor its addresses: what werkzeug compiles of one depends on its text alone."""
    compiled: dict[tuple[str, str], tuple[Any, ...]] = {}
    compile_anew = Rule.compile

    def compile_once(rule: Rule) -> None:
        key = rule.rule, repr(rule.defaults)
        if key not in compiled:
            compile_anew(rule)
            made = [getattr(rule, name).__func__ for name in ("_build", "_build_unknown")]
            compiled[key] = rule._parts, rule._trace, rule._converters, rule.arguments, *made
        rule._parts, rule._trace, rule._converters, rule.arguments, build, build_unknown = compiled[key]
        rule._build, rule._build_unknown = build.__get__(rule), build_unknown.__get__(rule)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "compile", compile_once)
        yield


@pytest.fixture
def app(
    database_url: str, clock: FrozenClock, tmp_path: Path, compiled_templates: FileSystemBytecodeCache
) -> Iterator[Flask]:
    """The whole application on a fresh database."""
    app = create_app(
        {
            "SQLALCHEMY_DATABASE_URI": database_url,
            "KEYS": str(tmp_path / "keys"),
            "TESTING": True,
            "COOP_INSTANCE": str(tmp_path),
        }
    )
    app.extensions["coop_clock"] = clock
    app.jinja_env.bytecode_cache = compiled_templates
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def uow(app: Flask) -> Iterator[UnitOfWork]:
    """An open write unit; what the test did is committed at its end."""
    with app.app_context(), writing() as unit:
        yield unit


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def cast(app: Flask) -> Cast:
    """A founded co-op with everybody on its roll; committed."""
    with app.app_context(), writing() as unit:
        return found(unit)


@pytest.fixture
def browser(app: Flask, cast: Cast) -> Browser:
    """A person's phone, nobody signed in yet; everybody has the password of `tests.cast`."""
    give_secrets(app, cast)
    return Browser(app.test_client())
