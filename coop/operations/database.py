"""The schema of an installation's database: where it stands and how it moves."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import Flask
from sqlalchemy import Engine

from coop.bootstrap.places import SITE
from coop.kernel.errors import N_, CoopError
from coop.store.engine import db


class NewerThanProgram(CoopError):
    message = N_(
        "These data were written by a newer version of the program (%(revision)s). "
        "Bring the program up to date first."
    )


def scripts() -> ScriptDirectory:
    """The migrations this program carries."""
    return ScriptDirectory(str(SITE / "migrations"))


def head() -> str | None:
    """The revision this program expects."""
    return scripts().get_current_head()


def revision_of(engine: Engine) -> str | None:
    """The revision a database is at; None when it is empty."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def check_known(revision: str | None) -> None:
    """See that this program knows how to go on from a revision.

    Raises:
        NewerThanProgram: it does not.
    """
    try:
        if revision is not None:
            scripts().get_revision(revision)
    except CommandError as error:
        raise NewerThanProgram(revision=revision) from error


def revision(app: Flask) -> str | None:
    """The revision an application's database is at."""
    with app.app_context():
        return revision_of(db.engine)


def upgrade(app: Flask, to: str = "head") -> None:
    """Bring the schema up to a revision, in one transaction."""
    check_known(revision(app))
    with app.app_context():
        command.upgrade(_config(app), to)


def downgrade(app: Flask, to: str) -> None:
    """Bring the schema back to a revision (`-1`, a revision, or `base`), in one transaction."""
    with app.app_context():
        command.downgrade(_config(app), to)


def _config(app: Flask):  # type: ignore[no-untyped-def]  # Flask-Migrate comes without types
    return app.extensions["migrate"].migrate.get_config()


def sqlite_file(app: Flask) -> Path | None:
    """The database file; None on PostgreSQL."""
    with app.app_context():
        url = db.engine.url
    return Path(str(url.database)) if url.get_backend_name() == "sqlite" else None
