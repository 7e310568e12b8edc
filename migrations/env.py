"""Runs migrations on the application's database, through the write door."""

from __future__ import annotations

from typing import Literal

from alembic import context

from coop.store.base import Base
from coop.store.engine import WRITE, db, one_writer
from coop.store.types import Instant, JsonText, MoneyColumn


def plain_type(kind: str, thing: object, _context: object) -> str | Literal[False]:
    """Write our exact column types as what the database stores, so that a migration stands alone."""
    if kind == "type":
        for ours, stored in PLAIN.items():
            if isinstance(thing, ours):
                return stored
    return False


PLAIN: dict[type, str] = {
    MoneyColumn: 'sa.BigInteger().with_variant(sa.Integer(), "sqlite")',
    Instant: 'sa.DateTime(timezone=True).with_variant(sa.DateTime(), "sqlite")',
    JsonText: "sa.Text()",
}


def run() -> None:
    """Bring the schema to the revision that was asked for, all in one transaction."""
    with one_writer(db.engine), db.engine.connect().execution_options(**{WRITE: True}) as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
            render_item=plain_type,
            transaction_per_migration=False,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


run()
