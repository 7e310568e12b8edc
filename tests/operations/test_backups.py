"""A back-up is whole though people work meanwhile, and comes back only when it proves to be whole."""

from __future__ import annotations

import contextlib
import gzip
import json
import random
import shutil
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, NullPool, create_engine, text
from sqlalchemy.event import listen, remove

from coop.kernel.errors import CoopError
from coop.operations.backups import files, sealing, taking
from coop.operations.backups.files import NoDigest, NotABackup, Tampered, backups_in
from coop.operations.backups.restoring import HalfReplaced, OtherEngine, RecordsBroken, StillInUse, restore
from coop.operations.backups.taking import Damaged, NoRoom, NothingYet, take
from coop.operations.database import NewerThanProgram
from coop.operations.running import AlreadyRunning, alone
from coop.records import queries as records_queries
from coop.records import usecases as records
from coop.store import writing
from coop.store.engine import WRITE, db, one_writer
from tests.cast import Browser, Cast

NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)


def entries(app: Flask) -> list[bytes]:
    with app.app_context(), writing() as uow:
        return records_queries.lines(uow)


def write(app: Flask, count: int = 1) -> None:
    with app.app_context():
        for n in range(count):
            with writing() as uow:
                records.record(uow, "test.written", {"n": n})


def sign(app: Flask) -> None:
    with app.app_context(), writing() as uow:
        records.checkpoint(uow)


def alter(app: Flask, *statements: str) -> None:
    """Change the database behind everybody's back."""
    with (
        app.app_context(),
        one_writer(db.engine),
        db.engine.connect().execution_options(**{WRITE: True}) as connection,
    ):
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.commit()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def test_what_was_backed_up_comes_back_and_what_it_replaces_is_kept(
    app: Flask, cast: Cast, folder: Path
) -> None:
    sign(app)
    before = entries(app)
    backup = take(app, folder, recipients=(), at=NOW)
    write(app, 5)
    after = entries(app)
    restored = restore(app, backup.path, at=NOW)
    assert entries(app) == before != after
    assert restored.entries == len(before)
    assert restored.aside is not None
    if db_is_sqlite(app):
        with contextlib.closing(taking.sqlite.connect(restored.aside)) as aside:
            assert aside.execute("SELECT count(*) FROM records_entry").fetchone()[0] == len(after)


def db_is_sqlite(app: Flask) -> bool:
    return str(app.config["SQLALCHEMY_DATABASE_URI"]).startswith("sqlite")


@contextlib.contextmanager
def renames_fail(*froms: str) -> Iterator[None]:
    """Let the server refuse to rename databases whose name contains one of these."""

    def refuse(*event: Any) -> tuple[str, Any]:
        statement, parameters = event[2], event[3]
        first = statement.split(" RENAME TO ")[0]
        failing = "RENAME TO" in statement and any(f in first for f in froms)
        return ("SELECT 1/0" if failing else statement), parameters

    listen(Engine, "before_cursor_execute", refuse, retval=True)
    try:
        yield
    finally:
        remove(Engine, "before_cursor_execute", refuse)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_a_restore_that_fails_at_its_last_step_gives_the_database_its_name_back(
    app: Flask, cast: Cast, folder: Path
) -> None:
    backup = take(app, folder, recipients=(), at=NOW)
    write(app, 5)
    before = entries(app)
    with renames_fail("_proof_"), pytest.raises(StillInUse):
        restore(app, backup.path, at=NOW)
    assert entries(app) == before
    restore(app, backup.path, at=NOW)  # nothing of the first try is in the way


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_where_not_even_that_can_be_done_it_says_under_which_name_everything_is(
    app: Flask, cast: Cast, folder: Path
) -> None:
    backup = take(app, folder, recipients=(), at=NOW)
    with app.app_context():
        url = db.engine.url
    with renames_fail("_proof_", "_before_"), pytest.raises(HalfReplaced) as half:
        restore(app, backup.path, at=NOW)
    admin = create_engine(url.set(database="postgres"), poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        names = set(connection.scalars(text("SELECT datname FROM pg_database")))
        assert {half.value.facts["aside"], half.value.facts["proof"]} <= names
        connection.exec_driver_sql(f"DROP DATABASE {half.value.facts['proof']}")
        connection.exec_driver_sql(f"ALTER DATABASE {half.value.facts['aside']} RENAME TO {url.database}")
    assert entries(app)


def test_a_back_up_taken_while_everybody_writes_is_of_one_moment(
    app: Flask, cast: Cast, folder: Path
) -> None:
    stop, busy = threading.Event(), threading.Event()
    errors: list[BaseException] = []

    def work() -> None:
        try:
            while not stop.is_set():
                with app.app_context(), writing() as uow:
                    records.record(uow, "test.first", {})
                    records.record(uow, "test.second", {})
                    records.checkpoint(uow)
                busy.set()
        except BaseException as error:
            errors.append(error)
            raise

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    try:
        assert busy.wait(30)
        backup = take(app, folder, recipients=(), at=NOW)
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    assert not errors
    restored = restore(app, backup.path, at=NOW)
    kinds = [k for k in entry_kinds(app) if k.startswith("test.")]
    assert restored.entries > 0
    assert kinds
    assert kinds[::2] == ["test.first"] * (len(kinds) // 2)
    assert kinds[1::2] == ["test.second"] * (len(kinds) // 2)


def entry_kinds(app: Flask) -> list[str]:
    with app.app_context(), writing() as uow:
        return [json.loads(line)["kind"] for line in records_queries.lines(uow)]


def test_whoever_was_signed_in_when_it_was_taken_signs_in_anew(
    app: Flask, cast: Cast, browser: Browser, folder: Path
) -> None:
    browser.sign_in(cast.numbers["ana"])
    assert browser.get("/mi-acceso").status_code == 200
    backup = take(app, folder, recipients=(), at=NOW)
    restore(app, backup.path, at=NOW)
    assert browser.get("/mi-acceso").status_code != 200


def test_a_changed_byte_anywhere_is_refused_and_nothing_is_touched(
    app: Flask, cast: Cast, folder: Path
) -> None:
    backup = take(app, folder, recipients=(), at=NOW)
    write(app)
    now = entries(app)
    good = backup.path.read_bytes()
    chance = random.Random(20261103)
    for _ in range(25):
        place = chance.randrange(len(good))
        changed = bytearray(good)
        changed[place] ^= 1 << chance.randrange(8)
        backup.path.write_bytes(changed)
        with pytest.raises(Tampered):
            restore(app, backup.path, at=NOW)
    for cut in (b"", good[: len(good) // 2]):
        backup.path.write_bytes(cut)
        with pytest.raises(Tampered):
            restore(app, backup.path, at=NOW)
    assert entries(app) == now
    assert not list(folder.parent.glob("*before*"))


def test_even_with_a_digest_made_to_fit_a_damaged_file_is_refused(
    app: Flask, cast: Cast, folder: Path
) -> None:
    backup = take(app, folder, recipients=(), at=NOW)
    now = entries(app)
    good = backup.path.read_bytes()
    backup.path.write_bytes(good[:-200])
    files.write_digest(backup, backup.path)
    with pytest.raises(CoopError):
        restore(app, backup.path, at=NOW)
    assert entries(app) == now


def test_a_back_up_whose_record_book_was_rewritten_is_refused(app: Flask, cast: Cast, folder: Path) -> None:
    write(app, 3)
    sign(app)
    now = entries(app)
    if db_is_sqlite(app):
        with app.app_context(), db.engine.connect() as connection:
            found = connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'records_entry'")
            )
            names = [row[0] for row in found]
        alter(app, *(f"DROP TRIGGER {name}" for name in names))
        change = (
            "UPDATE records_entry SET line = CAST(replace(CAST(line AS TEXT), '\"n\":1', '\"n\":7') AS BLOB)"
        )
    else:
        alter(app, "ALTER TABLE records_entry DISABLE TRIGGER USER")
        change = (
            "UPDATE records_entry SET line = "
            "convert_to(replace(convert_from(line, 'UTF8'), '\"n\":1', '\"n\":7'), 'UTF8')"
        )
    alter(app, change)
    assert entries(app) != now
    backup = take(app, folder, recipients=(), at=NOW)
    with pytest.raises(RecordsBroken):
        restore(app, backup.path, at=NOW)


def test_without_its_digest_a_back_up_comes_back_only_on_demand(app: Flask, cast: Cast, folder: Path) -> None:
    backup = take(app, folder, recipients=(), at=NOW)
    backup.digest_file.unlink()
    with pytest.raises(NoDigest):
        restore(app, backup.path, at=NOW)
    assert restore(app, backup.path, without_digest=True, at=NOW).aside


def test_a_sealed_back_up_opens_for_each_recipient_and_for_nobody_else(
    app: Flask, cast: Cast, folder: Path, tmp_path: Path
) -> None:
    for name in ("ana", "hugo"):
        sealing.new_recipient(tmp_path, tmp_path / f"{name}.txt")
    stranger = tmp_path / "elsewhere"
    stranger.mkdir()
    sealing.new_recipient(stranger, stranger / "key.txt")
    backup = take(app, folder, recipients=sealing.recipients_of(tmp_path), at=NOW)
    assert backup.sealed and backup.path.name.endswith(".age")
    assert b"Acosta" not in backup.path.read_bytes()
    with pytest.raises(sealing.IdentityNeeded):
        restore(app, backup.path, at=NOW)
    with pytest.raises(sealing.CannotOpen):
        restore(app, backup.path, identity=stranger / "key.txt", at=NOW)
    with pytest.raises(sealing.NotAnIdentity):
        restore(app, backup.path, identity=tmp_path / sealing.RECIPIENTS, at=NOW)
    for hour, name in enumerate(("ana", "hugo")):
        assert restore(
            app, backup.path, identity=tmp_path / f"{name}.txt", at=NOW + timedelta(hours=hour)
        ).aside


def test_a_changed_sealed_back_up_does_not_open_even_with_a_digest_made_to_fit(
    app: Flask, cast: Cast, folder: Path, tmp_path: Path
) -> None:
    recipient = sealing.new_recipient(tmp_path, tmp_path / "key.txt")
    backup = take(app, folder, recipients=[recipient], at=NOW)
    changed = bytearray(backup.path.read_bytes())
    changed[len(changed) // 2] ^= 1
    backup.path.write_bytes(changed)
    files.write_digest(backup, backup.path)
    with pytest.raises(sealing.CannotOpen):
        restore(app, backup.path, identity=tmp_path / "key.txt", at=NOW)


def test_what_is_no_recipient_or_would_be_overwritten_is_refused(
    app: Flask, cast: Cast, folder: Path
) -> None:
    with pytest.raises(sealing.NotARecipient):
        take(app, folder, recipients=["ana@example.org"], at=NOW)
    assert backups_in(folder) == []
    (folder / "key.txt").touch()
    with pytest.raises(sealing.FileThere):
        sealing.new_recipient(folder, folder / "key.txt")


def test_while_the_program_serves_nothing_is_restored(app: Flask, cast: Cast, folder: Path) -> None:
    backup = take(app, folder, recipients=(), at=NOW)
    with alone(Path(app.config["COOP_INSTANCE"])), pytest.raises(AlreadyRunning):
        restore(app, backup.path, at=NOW)


def test_data_of_a_newer_program_are_refused(app: Flask, cast: Cast, folder: Path) -> None:
    alter(
        app,
        "CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL)",
        "DELETE FROM alembic_version",
        "INSERT INTO alembic_version VALUES ('of_tomorrow')",
    )
    backup = take(app, folder, recipients=(), at=NOW)
    with pytest.raises(NewerThanProgram):
        restore(app, backup.path, at=NOW)


def test_a_file_of_another_name_or_engine_is_refused(app: Flask, cast: Cast, folder: Path) -> None:
    backup = take(app, folder, recipients=(), at=NOW)
    photo = folder / "holiday.jpg"
    shutil.copy(backup.path, photo)
    with pytest.raises(NotABackup):
        restore(app, photo, at=NOW)
    other = "coop-20261103T120000Z." + ("pgdump" if db_is_sqlite(app) else "sqlite3.gz")
    shutil.copy(backup.path, folder / other)
    with pytest.raises(OtherEngine):
        restore(app, folder / other, at=NOW)


def test_two_back_ups_in_one_second_are_two_files_and_their_digests_fit(
    app: Flask, cast: Cast, folder: Path
) -> None:
    first, second = (take(app, folder, recipients=(), at=NOW) for _ in range(2))
    assert first.path != second.path
    for backup in backups_in(folder):
        files.check_digest(backup)
        assert backup.path.stat().st_mode & 0o077 == 0
        assert backup.digest_file.read_text().split()[1] == backup.path.name
    assert folder.stat().st_mode & 0o077 == 0


def test_old_back_ups_go_and_foreign_files_stay(app: Flask, cast: Cast, folder: Path) -> None:
    folder.mkdir()
    (folder / "note.txt").write_text("mine")
    for hour in range(3):
        take(app, folder, recipients=(), at=NOW + timedelta(hours=hour))
    assert [b.taken_at for b in backups_in(folder)] == [NOW + timedelta(hours=2)]
    assert sorted(p.name for p in folder.iterdir()) == [
        *(sorted(p.name for p in (backups_in(folder)[0].path, backups_in(folder)[0].digest_file))),
        "note.txt",
    ]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_damaged_database_is_not_passed_off_as_a_back_up(app: Flask, cast: Cast, folder: Path) -> None:
    with app.app_context():
        path = Path(str(db.engine.url.database))
        db.session.remove()
        db.engine.dispose()
    raw = bytearray(path.read_bytes())
    raw[4096 * 3 : 4096 * 9] = bytes(4096 * 6)
    path.write_bytes(raw)
    with pytest.raises(Damaged):
        take(app, folder, recipients=(), at=NOW)
    assert backups_in(folder) == []
    assert not list(folder.glob(".coop-*")), "nothing half-written is left"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_back_up_comes_back_on_a_new_machine_that_has_no_data(app: Flask, cast: Cast, folder: Path) -> None:
    before = entries(app)
    backup = take(app, folder, recipients=(), at=NOW)
    with app.app_context():
        path = Path(str(db.engine.url.database))
        db.session.remove()
        db.engine.dispose()
    for name in path.parent.glob(path.name + "*"):
        name.unlink()
    with pytest.raises(NothingYet):
        take(app, folder, recipients=(), at=NOW)
    assert restore(app, backup.path, at=NOW).aside is None
    assert entries(app) == before


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_log_of_the_replaced_database_never_lies_beside_the_new_one(
    app: Flask, cast: Cast, folder: Path
) -> None:
    backup = take(app, folder, recipients=(), at=NOW)
    with app.app_context():
        path = Path(str(db.engine.url.database))
    holder = taking.sqlite.connect(path)  # keeps the log from being cleared away
    write(app, 3)
    assert path.with_name(path.name + "-wal").stat().st_size > 0
    restored = restore(app, backup.path, at=NOW)
    assert not path.with_name(path.name + "-wal").exists()
    holder.close()
    assert restored.aside
    with contextlib.closing(taking.sqlite.connect(restored.aside)) as aside:
        found = aside.execute("SELECT count(*) FROM records_entry WHERE kind = 'test.written'").fetchone()
    assert found[0] == 3


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_full_disk_is_said_before_anything_is_written(
    app: Flask, cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(folder.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1000))
    with pytest.raises(NoRoom):
        take(app, folder, recipients=(), at=NOW)
    assert backups_in(folder) == []


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_back_up_opens_without_this_program(app: Flask, cast: Cast, folder: Path, tmp_path: Path) -> None:
    import sqlite3

    backup = take(app, folder, recipients=(), at=NOW)
    plain = tmp_path / "plain.sqlite3"
    plain.write_bytes(gzip.decompress(backup.path.read_bytes()))
    with contextlib.closing(sqlite3.connect(plain)) as connection:
        assert connection.execute("SELECT count(*) FROM records_entry").fetchone()[0] > 0
