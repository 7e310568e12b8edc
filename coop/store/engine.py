"""The engine: SQLite as the measured recipe wants it, or PostgreSQL."""

from __future__ import annotations

import fcntl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Connection, Engine, event

from coop.store import guards
from coop.store.base import Base

try:
    from pysqlite3 import dbapi2 as sqlite_driver
except ImportError:  # no wheel for this processor: the system's SQLite
    import sqlite3 as sqlite_driver

SAFE_SQLITE = (3, 51, 3)
"""The first SQLite without the WAL-reset bug (two connections writing and checkpointing at once)."""

WRITE = "coop_write"
"""Execution option that marks a connection opened by the write door."""

PRAGMAS = (
    "busy_timeout=10000",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "recursive_triggers=ON",
)
EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"
ONE_WRITER = 20337
"""Key of PostgreSQL's advisory lock: writers wait for each other there too, as on SQLite."""


class LogInUse(RuntimeError):
    """The log of SQLite still holds what was deleted."""


db = SQLAlchemy(metadata=Base.metadata)
_writer = threading.RLock()


def engine_options(url: str) -> dict[str, Any]:
    """What `create_engine` needs for a database address."""
    # What a statement carried never stands in an error, so that no log keeps pay, health or a vote.
    quiet = {"hide_parameters": True}
    if url.startswith("sqlite"):
        return {"module": sqlite_driver, "connect_args": {"check_same_thread": False}, **quiet}
    # Server-side prepared statements break behind pgbouncer in transaction mode.
    return {"connect_args": {"prepare_threshold": None}, "pool_pre_ping": True, **quiet}


def init_app(app: Flask) -> None:
    """Give an application its database."""
    url = app.config["SQLALCHEMY_DATABASE_URI"]
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", engine_options(url))
    db.init_app(app)
    with app.app_context():
        prepare(db.engine)


def prepare(engine: Engine) -> None:
    """Make reads read-only and writes exclusive on an engine."""
    sqlite = engine.dialect.name == "sqlite"

    if sqlite:

        @event.listens_for(engine, "connect")
        def set_up(connection: Any, _record: object) -> None:
            connection.isolation_level = None  # we say BEGIN ourselves
            cursor = connection.cursor()
            for pragma in PRAGMAS:
                cursor.execute(f"PRAGMA {pragma}")
            cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        write = connection.get_execution_options().get(WRITE, False)
        if sqlite:
            connection.exec_driver_sql(f"PRAGMA query_only={0 if write else 1}")
            connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")
        elif write:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ONE_WRITER})")
        else:
            # Under PostgreSQL's own default each statement would see another state.
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


@contextmanager
def one_writer(engine: Engine) -> Iterator[None]:
    """Hold the right to write: one thread here, and on SQLite one process of this machine.

    With a lock of our own the waiting is fair and a commit never meets a checkpoint of another
    process. PostgreSQL does it by an advisory lock inside the transaction.
    """
    path = engine.url.database
    if engine.dialect.name != "sqlite" or not path or path == ":memory:":
        yield
        return
    with _writer, Path(f"{path}.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def create_schema(engine: Engine) -> None:
    """Create all tables and guards of the models, without migrations (tests)."""
    with one_writer(engine), engine.connect().execution_options(**{WRITE: True}) as connection:
        Base.metadata.create_all(connection)
        guards.create(connection, Base)
        connection.commit()


def forget_deleted(engine: Engine, tables: Sequence[str]) -> None:
    """Leave no trace of deleted rows in the files of a database: neither free pages nor an old log.

    SQLite: the whole database is written anew and its log emptied. PostgreSQL: the tables are; its
    write-ahead log keeps what it has until it is recycled.

    Args:
        engine: the database; no transaction of this thread may be open.
        tables: from which rows were deleted.

    Raises:
        LogInUse: a reader of SQLite did not end in time.
    """
    with one_writer(engine):
        connection = engine.raw_connection()
        try:
            if engine.dialect.name == "sqlite":
                steps = ["PRAGMA query_only=0", EMPTY_LOG, "VACUUM", EMPTY_LOG]
            else:
                steps = [f"VACUUM (FULL) {table}" for table in tables]
                connection.driver_connection.autocommit = True  # type: ignore[union-attr]
            cursor = connection.cursor()
            for step in steps:
                cursor.execute(step)
                answer = cursor.fetchone() if step == EMPTY_LOG else None
                if answer is not None and answer[0]:
                    raise LogInUse("somebody reads the database: its log could not be emptied")
            cursor.close()
        finally:
            connection.invalidate()  # no other use of it may find it as it was changed here
