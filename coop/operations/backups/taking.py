"""Taking a back-up: one moment of the database, whole, while people go on working."""

from __future__ import annotations

import contextlib
import gzip
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from flask import Flask

from coop.kernel.errors import N_, CoopError
from coop.operations.backups import postgres
from coop.operations.backups.files import Backup, backups_in, free_name, keep, write_digest
from coop.operations.backups.retention import kept
from coop.operations.backups.sealing import seal
from coop.store.engine import db, engine_options

sqlite = engine_options("sqlite")["module"]
"""The driver the program itself uses, with its current SQLite."""


class Damaged(CoopError):
    message = N_("The database in %(name)s is damaged (%(said)s). Restore the newest back-up that is whole.")


class NoRoom(CoopError):
    message = N_("There is too little room in %(folder)s: %(needed)s MB are needed and %(free)s are free.")


class NothingYet(CoopError):
    message = N_("There is no database yet in %(folder)s, so there is nothing to back up.")


def take(app: Flask, folder: Path, *, recipients: Sequence[str], at: datetime) -> Backup:
    """Write a back-up of an application's database and thin out the old ones beside it.

    Args:
        app: the application.
        folder: where back-ups lie; made, readable by its owner alone, when missing.
        recipients: age recipients it is sealed to; none = not sealed.
        at: the present instant.

    Returns:
        The back-up. It has been written to the disk, read back and found whole.

    Raises:
        CoopError: the disk is full, the database is damaged, or a program is missing.
    """
    with app.app_context():
        url = db.engine.url
    engine = url.get_backend_name()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with workroom(folder) as room:
        packed = room / "packed"
        if engine == "sqlite":
            source = Path(str(url.database))
            if not source.exists():
                raise NothingYet(folder=source.parent)
            need_room(folder, 2 * source.stat().st_size)
            copy_sqlite(source, room / "copy")
            pack(room / "copy", packed)
        else:
            postgres.dump(url, packed)
        if recipients:
            seal(packed, room / "sealed", recipients)
            packed = room / "sealed"
        backup = free_name(folder, at, engine, sealed=bool(recipients))
        os.chmod(packed, 0o600)
        keep(packed)
        write_digest(backup, packed)
        packed.rename(backup.path)
    keep(folder)
    thin_out(folder)
    return backup


@contextlib.contextmanager
def workroom(folder: Path) -> Iterator[Path]:
    """A folder on the same disk that only we can read and that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=".coop-", dir=folder) as name:
        yield Path(name)


def need_room(folder: Path, size: int) -> None:
    """See that a number of bytes fits into a folder.

    Raises:
        NoRoom: it does not.
    """
    free = shutil.disk_usage(folder).free
    if free < size:
        raise NoRoom(folder=folder, needed=size // 10**6 + 1, free=free // 10**6)


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a database as of one moment and see that the copy is whole.

    All pages in one step: with several steps the copy begins anew at every write and never ends.

    Raises:
        Damaged: SQLite finds a fault in it.
    """
    with (
        contextlib.closing(sqlite.connect(f"file:{source}?mode=rw", uri=True, timeout=30)) as old,
        contextlib.closing(sqlite.connect(target)) as new,
    ):
        try:
            old.backup(new, pages=-1)
            new.execute("PRAGMA journal_mode=DELETE")
        except sqlite.DatabaseError as error:
            raise Damaged(name=source.name, said=error) from error
    check_sqlite(target, source.name)


def check_sqlite(path: Path, name: str) -> None:
    """See that a database file is whole.

    Raises:
        Damaged: SQLite finds a fault in it.
    """
    with contextlib.closing(sqlite.connect(path)) as connection:
        try:
            said = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(3)")]
            orphans = list(connection.execute("PRAGMA foreign_key_check"))
        except sqlite.DatabaseError as error:
            raise Damaged(name=name, said=error) from error
    if said != ["ok"] or orphans:
        raise Damaged(name=name, said="; ".join(said) if said != ["ok"] else "foreign key")


def pack(source: Path, target: Path) -> None:
    """Compress a file."""
    with source.open("rb") as plain, gzip.open(target, "wb", compresslevel=6) as packed:
        shutil.copyfileobj(plain, packed, 2**20)


def thin_out(folder: Path) -> None:
    """Delete the back-ups that the rule of days, weeks and months lets go."""
    there = backups_in(folder)
    stay = kept(b.taken_at for b in there)
    for backup in there:
        if backup.taken_at not in stay:
            backup.path.unlink()
            backup.digest_file.unlink(missing_ok=True)
