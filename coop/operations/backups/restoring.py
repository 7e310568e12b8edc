"""Bringing a back-up back: proved on a copy first, and what it replaces is kept aside."""

from __future__ import annotations

import gzip
import os
import shutil
import zlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import URL, Engine, NullPool, create_engine, inspect, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from coop.kernel.errors import N_, CoopError
from coop.operations import database
from coop.operations.backups import postgres
from coop.operations.backups.files import MOMENT, Backup, Tampered, check_digest, keep, read_name
from coop.operations.backups.sealing import unseal
from coop.operations.backups.taking import check_sqlite, need_room, workroom
from coop.operations.running import alone
from coop.records import queries as records
from coop.records import verifier
from coop.store import UnitOfWork
from coop.store.engine import db, engine_options


class OtherEngine(CoopError):
    message = N_(
        "This back-up is of %(theirs)s, and this installation uses %(ours)s. "
        "Set DATABASE_URL for the engine of the back-up."
    )


class RecordsBroken(CoopError):
    message = N_("The record book in this back-up does not verify: %(problem)s Nothing was touched.")


class StillInUse(CoopError):
    message = N_(
        "The database could not be replaced: %(said)s Stop every program that uses it, "
        "and let its owner make databases (ALTER ROLE … CREATEDB). Nothing was touched."
    )


class HalfReplaced(CoopError):
    message = N_(
        "The database %(name)s was set aside as %(aside)s, and then neither the restored one nor the old one "
        "could be given its name back. The server said: %(said)s Rename %(proof)s (restored) or %(aside)s "
        "(as it was) to %(name)s by hand: ALTER DATABASE … RENAME TO …"
    )


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did.

    Attributes:
        aside: where the replaced database is now; None when there was none.
        entries: entries of the record book that were verified under their signature.
        outdated: its schema is older than the program; `coop serve` or `coop db upgrade` mends it.
    """

    aside: str | None
    entries: int
    outdated: bool


def restore(
    app: Flask, path: Path, *, identity: Path | None = None, without_digest: bool = False, at: datetime
) -> Restored:
    """Replace an application's database by a back-up.

    Args:
        app: the application; nothing else may use its database meanwhile.
        path: the back-up.
        identity: file with the key that opens it, where it is sealed.
        without_digest: go on where the file with its digest is missing.
        at: the present instant; names what is kept aside.

    Raises:
        CoopError: the file is not what was written, is damaged, sealed to others, newer than the
            program, or its record book does not verify. The database was not touched.
    """
    backup = read_name(path)
    with app.app_context():
        url = db.engine.url
        db.engine.dispose()
    if url.get_backend_name() != backup.engine:
        raise OtherEngine(theirs=backup.engine, ours=url.get_backend_name())
    if backup.digest_file.exists() or not without_digest:
        check_digest(backup)
    folder = Path(app.config["COOP_INSTANCE"])
    with alone(folder):
        if backup.engine == "sqlite":
            return _restore_sqlite(backup, Path(str(url.database)), identity, at)
        return _restore_postgres(backup, url, identity, folder, at)


def _opened(backup: Backup, room: Path, identity: Path | None) -> Path:
    if not backup.sealed:
        return backup.path
    unseal(backup.path, room / "opened", identity)
    return room / "opened"


def _restore_sqlite(backup: Backup, target: Path, identity: Path | None, at: datetime) -> Restored:
    target.parent.mkdir(parents=True, exist_ok=True)
    need_room(target.parent, 2 * backup.path.stat().st_size)
    with workroom(target.parent) as room:
        packed, copy = _opened(backup, room, identity), room / "copy"
        try:
            with gzip.open(packed, "rb") as source, copy.open("wb") as plain:
                shutil.copyfileobj(source, plain, 2**20)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise Tampered(name=backup.path.name) from error
        check_sqlite(copy, backup.path.name)
        engine = create_engine(f"sqlite:///{copy}", poolclass=NullPool, **engine_options("sqlite"))
        entries, outdated = _prove(engine)
        os.chmod(copy, 0o600)
        keep(copy)
        aside = _put_aside(target, at)
        copy.replace(target)
    keep(target.parent)
    return Restored(str(aside) if aside else None, entries, outdated)


def _put_aside(target: Path, at: datetime) -> Path | None:
    """Keep the database that is replaced, with its log: an old log beside a new file ruins both."""
    if not target.exists():
        return None
    aside = target.with_name(f"{target.stem}.before-{at.strftime(MOMENT)}{target.suffix}")
    for suffix in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            target.with_name(target.name + suffix).rename(aside.with_name(aside.name + suffix))
    return aside


def _prove(engine: Engine) -> tuple[int, bool]:
    """See that a restored database is one this program can go on with.

    Whoever was signed in when the back-up was taken may have signed out since: all sessions end.

    Returns:
        How many entries of the record book follow from each other (and from the newest signature,
        where there is one), and whether the schema is older than the program's.
    """
    revision = database.revision_of(engine)
    database.check_known(revision)
    entries = 0
    tables = inspect(engine).get_table_names()
    if "records_checkpoint" in tables:
        with Session(engine) as session:
            uow = UnitOfWork(session=session)
            lines = records.lines(uow)
            problem = verifier.verify_chain(lines)
            if problem is None and records.newest_checkpoint(uow) is not None:
                problem = verifier.verify(records.exported(uow)).problem
        if problem is not None:
            raise RecordsBroken(problem=str(problem))
        entries = len(lines)
    if "web_session" in tables:
        with engine.begin() as connection:
            connection.execute(text("UPDATE web_session SET ended_at = seen_at WHERE ended_at IS NULL"))
    return entries, revision != database.head()


def _restore_postgres(
    backup: Backup, url: URL, identity: Path | None, folder: Path, at: datetime
) -> Restored:
    name, moment = str(url.database), at.strftime(MOMENT).lower()
    proof, aside = f"{name}_proof_{moment}", f"{name}_before_{moment}"
    admin = create_engine(url.set(database="postgres"), poolclass=NullPool, isolation_level="AUTOCOMMIT")
    quote = admin.dialect.identifier_preparer.quote

    def administer(statement: str) -> None:
        try:
            with admin.connect() as connection:
                connection.exec_driver_sql(statement)
        except DBAPIError as error:
            raise StillInUse(said=" ".join(str(error.orig).split())) from error

    with admin.connect() as connection:
        there = connection.scalar(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": name})
    with workroom(folder) as room:
        packed = _opened(backup, room, identity)
        administer(f"CREATE DATABASE {quote(proof)} TEMPLATE template0")
        try:
            postgres.load(packed, url.set(database=proof))
            engine = create_engine(
                url.set(database=proof), poolclass=NullPool, **engine_options("postgresql")
            )
            entries, outdated = _prove(engine)
            if there:
                administer(f"ALTER DATABASE {quote(name)} RENAME TO {quote(aside)}")
        except BaseException:
            administer(f"DROP DATABASE {quote(proof)}")
            raise
        try:
            administer(f"ALTER DATABASE {quote(proof)} RENAME TO {quote(name)}")
        except StillInUse as error:
            try:
                if there:
                    administer(f"ALTER DATABASE {quote(aside)} RENAME TO {quote(name)}")
            except StillInUse:
                raise HalfReplaced(said=error.facts["said"], name=name, aside=aside, proof=proof) from error
            administer(f"DROP DATABASE {quote(proof)}")
            raise
    return Restored(aside if there else None, entries, outdated)
