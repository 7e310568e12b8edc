"""Triggers: what the database refuses, whoever asks.

A guard is written once in SQL that SQLite and PostgreSQL both understand and becomes a trigger
on either. It holds against every DML statement, also one typed by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import Connection, Table, UniqueConstraint, inspect

from coop.store.types import MoneyColumn

if TYPE_CHECKING:
    from coop.store.base import Base

UNSAMPLED = "unsampled"
"""In a table's `info`: its values get into no statistics of PostgreSQL, where samples outlive their rows."""

Event = Literal["insert", "update", "delete"]


@dataclass(frozen=True, slots=True)
class Guard:
    """One refusal.

    Attributes:
        event: the statement it watches.
        message: English sentence the database answers with.
        unless: SQL condition over NEW and OLD under which the statement passes; empty = never.
        columns: for updates, only statements that set one of these; empty = every update.
        but: for updates, every column except these; resolved against the table.
    """

    event: Event
    message: str
    unless: str = ""
    columns: tuple[str, ...] = ()
    but: tuple[str, ...] = ()


def guard(event: Event, *, unless: str, message: str, columns: Sequence[str] = ()) -> Guard:
    """Refuse an insert, update or delete unless a condition over NEW and OLD holds."""
    return Guard(event, message, unless, tuple(columns))


def append_only(*, but: Sequence[str] = ()) -> tuple[Guard, ...]:
    """Refuse every delete, and every update except of the columns named."""
    return (
        Guard("update", "what is recorded here cannot be changed", but=tuple(but)),
        Guard("delete", "what is recorded here cannot be deleted"),
    )


def guards_of(base: type[Base]) -> Iterator[tuple[Table, Guard]]:
    """Every table with each of its guards, in a stable order."""
    mappers = sorted(base.registry.mappers, key=lambda m: str(m.class_.__tablename__))
    for mapper in mappers:
        for each in mapper.class_.__guards__:
            table = inspect(mapper.class_).local_table
            assert isinstance(table, Table)
            yield table, each


def ddl(base: type[Base], dialect: str) -> Iterator[str]:
    """The statements that create every guard on an engine ("sqlite" or "postgresql")."""
    counts: dict[str, int] = {}
    for table, each in guards_of(base):
        counts[table.name] = counts.get(table.name, 0) + 1
        name = f"guard_{table.name}_{counts[table.name]}"
        yield from (_sqlite if dialect == "sqlite" else _postgres)(name, table, each)
    for table in base.metadata.sorted_tables:
        if dialect == "sqlite":
            yield from _whole_money(table)
        elif table.info.get(UNSAMPLED):
            for column in table.columns:
                yield f"ALTER TABLE {table.name} ALTER COLUMN {column.name} SET STATISTICS 0"


def create(connection: Connection, base: type[Base]) -> None:
    """Create every guard in the database of an open connection."""
    for statement in ddl(base, connection.dialect.name):
        connection.exec_driver_sql(statement)


def _columns(table: Table, each: Guard) -> tuple[str, ...]:
    if each.but:
        return tuple(c.name for c in table.columns if c.name not in each.but)
    return each.columns


def _sqlite(name: str, table: Table, each: Guard) -> Iterator[str]:
    of = _columns(table, each)
    target = f"UPDATE OF {', '.join(of)}" if each.event == "update" and of else each.event.upper()
    when = f"WHEN NOT ({each.unless}) " if each.unless else ""
    yield (
        f"CREATE TRIGGER {name} BEFORE {target} ON {table.name} FOR EACH ROW {when}"
        f"BEGIN SELECT RAISE(ABORT, '{each.message}'); END"
    )
    if each.event == "delete" and not each.unless:
        # INSERT OR REPLACE deletes the old row without asking the delete trigger.
        for n, key in enumerate(_keys(table)):
            same = " AND ".join(f"{c} = NEW.{c}" for c in key)
            yield (
                f"CREATE TRIGGER {name}_replace_{n} BEFORE INSERT ON {table.name} FOR EACH ROW "
                f"WHEN EXISTS (SELECT 1 FROM {table.name} WHERE {same}) "
                f"BEGIN SELECT RAISE(ABORT, 'UNIQUE constraint failed: {table.name}.{key[0]}'); END"
            )


def _postgres(name: str, table: Table, each: Guard) -> Iterator[str]:
    of = _columns(table, each)
    target = f"UPDATE OF {', '.join(of)}" if each.event == "update" and of else each.event.upper()
    condition = f"NOT ({each.unless})" if each.unless else "TRUE"
    result = "OLD" if each.event == "delete" else "NEW"
    yield (
        f"CREATE FUNCTION {name}() RETURNS trigger AS $$ BEGIN IF {condition} THEN "
        f"RAISE EXCEPTION '{each.message}' USING ERRCODE = 'integrity_constraint_violation'; END IF; "
        f"RETURN {result}; END $$ LANGUAGE plpgsql"
    )
    yield f"CREATE TRIGGER {name} BEFORE {target} ON {table.name} FOR EACH ROW EXECUTE FUNCTION {name}()"
    if each.event == "delete" and not each.unless:
        yield (
            f"CREATE TRIGGER {name}_truncate BEFORE TRUNCATE ON {table.name} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
        )


def _keys(table: Table) -> Iterator[tuple[str, ...]]:
    yield tuple(c.name for c in table.primary_key.columns)
    for constraint in sorted(table.constraints, key=lambda c: str(c.name)):
        if isinstance(constraint, UniqueConstraint):
            yield tuple(c.name for c in constraint.columns)
    for index in sorted(table.indexes, key=lambda i: str(i.name)):
        if index.unique and index.dialect_options["sqlite"]["where"] is None:
            yield tuple(c.name for c in index.columns)


def _whole_money(table: Table) -> Iterator[str]:
    names = [c.name for c in table.columns if isinstance(c.type, MoneyColumn)]
    if not names:
        return
    broken = " OR ".join(f"typeof(NEW.{n}) NOT IN ('integer', 'null')" for n in names)
    for event in ("INSERT", "UPDATE"):
        yield (
            f"CREATE TRIGGER whole_money_{table.name}_{event.lower()} BEFORE {event} ON {table.name} "
            f"FOR EACH ROW WHEN {broken} BEGIN SELECT RAISE(ABORT, 'money is whole minor units'); END"
        )
