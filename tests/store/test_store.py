"""The write door, read-only reads and the guards, on both engines."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError, StatementError

from coop.kernel.money import Money
from coop.store import Base, UnitOfWork, guards, reading, writing
from coop.store.engine import SAFE_SQLITE, db, sqlite_driver
from coop.store.keyring import Keyring
from coop.store.types import Instant, MoneyColumn
from coop.store.unit_of_work import WriteInside
from coop.web.tables import Device, Submission


def submission(key: str) -> Submission:
    return Submission(key=key, path="/", location="/", at=datetime(2026, 11, 3, tzinfo=UTC))


def count(app: Flask) -> int:
    with app.app_context(), reading() as uow:
        return len(uow.session.scalars(select(Submission.id)).all())


def test_the_bundled_sqlite_has_no_wal_reset_bug() -> None:
    assert sqlite_driver.sqlite_version_info >= SAFE_SQLITE


def test_a_unit_that_fails_leaves_nothing(app: Flask) -> None:
    with app.app_context(), pytest.raises(RuntimeError), writing() as uow:
        uow.add(submission("first"))
        raise RuntimeError
    assert count(app) == 0


def test_a_savepoint_undoes_only_itself(app: Flask) -> None:
    with app.app_context(), writing() as uow:
        uow.add(submission("kept"))
        with pytest.raises(RuntimeError), uow.savepoint():
            uow.add(submission("undone"))
            raise RuntimeError
    assert count(app) == 1


def test_what_comes_after_the_commit_does_not_come_after_a_failure(app: Flask) -> None:
    called: list[str] = []
    with app.app_context():
        with writing() as uow:
            uow.after_commit(lambda: called.append("yes"))
        with pytest.raises(RuntimeError), writing() as uow:
            uow.after_commit(lambda: called.append("no"))
            raise RuntimeError
    assert called == ["yes"]


def test_what_fails_after_the_commit_neither_undoes_it_nor_keeps_the_rest_from_happening(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    called: list[str] = []

    def broken() -> None:
        raise OSError("queue.sqlite3 is no database")

    with app.app_context(), writing() as uow:
        uow.add(submission("stored"))
        uow.after_commit(broken)
        uow.after_commit(lambda: called.append("next"))
    assert count(app) == 1
    assert called == ["next"]
    assert "queue.sqlite3 is no database" in caplog.text


def test_a_reading_unit_sees_one_state_whatever_is_written_meanwhile(app: Flask) -> None:
    def write() -> None:
        with app.app_context(), writing() as uow:
            uow.add(submission("meanwhile"))

    with app.app_context(), reading() as uow:
        before = uow.session.scalars(select(Submission.key)).all()
        other = threading.Thread(target=write)
        other.start()
        other.join()
        assert uow.session.scalars(select(Submission.key)).all() == before == []
    assert count(app) == 1


def test_a_unit_of_work_is_not_opened_inside_another(app: Flask) -> None:
    with app.app_context(), writing(), pytest.raises(WriteInside), writing():
        pass


def test_reading_cannot_write(app: Flask) -> None:
    with app.app_context(), reading() as uow, pytest.raises(DatabaseError):
        uow.add(submission("sneaked"))
    assert count(app) == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE web_submission SET location = 'elsewhere'",
        "DELETE FROM web_submission",
        "INSERT OR REPLACE INTO web_submission VALUES (1, 'x', '', '', '2026-01-01')",
        "INSERT OR REPLACE INTO web_submission VALUES (7, 'a', '', '', '2026-01-01')",
        "TRUNCATE web_submission",
    ],
)
def test_no_statement_changes_what_is_append_only(app: Flask, statement: str) -> None:
    with app.app_context():
        with writing() as uow:
            uow.add(submission("a"))
        with pytest.raises(DatabaseError), writing() as uow:
            uow.session.execute(text(statement))
        with reading() as uow:
            assert uow.session.execute(text("SELECT id, key, location FROM web_submission")).all() == [
                (1, "a", "/")
            ]


def test_every_guard_of_every_table_is_in_the_database(app: Flask) -> None:
    wanted = {s.split()[2] for s in guards.ddl(Base, db_name(app)) if s.startswith("CREATE TRIGGER")}
    with app.app_context(), reading() as uow:
        found = uow.session.scalars(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            if db_name(app) == "sqlite"
            else text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        ).all()
    assert wanted == set(found)


def db_name(app: Flask) -> str:
    with app.app_context():
        return db.engine.dialect.name


def test_eight_threads_lose_no_update(app: Flask) -> None:
    with app.app_context(), writing() as uow:
        device = uow.add(
            Device(name="0", token_sha256="t", enrolled_by=1, confirmed_by=2, enrolled_at=uow.now())
        )
        key = device.id

    def add_ten() -> None:
        with app.app_context():
            for _ in range(10):
                with writing() as uow:
                    row = uow.get(Device, key)
                    row.name = str(int(row.name) + 1)

    threads = [threading.Thread(target=add_ten) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context(), reading() as uow:
        assert uow.get(Device, key).name == "80"


def test_exact_types_refuse_what_is_not_exact(uow: UnitOfWork) -> None:
    for column, wrong in ((MoneyColumn(), 5), (MoneyColumn(), 0.5), (Instant(), datetime(2026, 1, 1))):  # noqa: DTZ001 -- the point of the test
        with pytest.raises((TypeError, StatementError)):
            column.process_bind_param(wrong, uow.session.get_bind().dialect)  # type: ignore[arg-type]
    assert MoneyColumn().process_bind_param(Money(7), uow.session.get_bind().dialect) == 7


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    ring = Keyring(tmp_path / "keys")
    first = ring.get("pin")
    ring.put("pin", b"x" * 32)
    assert ring.get("pin") == first
    assert (tmp_path / "keys" / "pin.key").stat().st_mode & 0o777 == 0o600
    assert ring.names() == ["pin"]
