"""Runs migrations on the application's database, through the write door."""

from __future__ import annotations

from alembic import context

from coop.store.base import Base
from coop.store.engine import WRITE, db, one_writer


def run() -> None:
    """Bring the schema to the revision that was asked for, all in one transaction."""
    with one_writer(db.engine), db.engine.connect().execution_options(**{WRITE: True}) as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
            transaction_per_migration=False,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
