"""Deleted rows leave nothing behind, and secrets that are destroyed are gone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, text

from coop.store import engine as store
from coop.store.engine import WRITE, LogInUse, engine_options, forget_deleted, one_writer, prepare
from coop.store.keyring import Vault

CANARY = "nobody may read this again"


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A database of its own that waits but a moment for readers."""
    monkeypatch.setattr(store, "PRAGMAS", ("busy_timeout=50", *store.PRAGMAS[1:]))
    made = create_engine(f"sqlite:///{tmp_path / 'traces.sqlite3'}", **engine_options("sqlite"))
    prepare(made)
    write(made, "CREATE TABLE t (said TEXT)")
    yield made
    made.dispose()


def write(engine: Engine, *statements: str) -> None:
    with one_writer(engine), engine.connect().execution_options(**{WRITE: True}) as connection:
        for statement in statements:
            connection.execute(text(statement))
        connection.commit()


def on_disk(engine: Engine) -> bool:
    path = Path(str(engine.url.database))
    return any(CANARY.encode() in p.read_bytes() for p in path.parent.glob(f"{path.name}*"))


def test_what_was_deleted_stays_in_the_log_until_it_is_forgotten(engine: Engine) -> None:
    with engine.connect():  # somebody holds the database open
        write(engine, f"INSERT INTO t VALUES ('{CANARY}')")
        write(engine, "DELETE FROM t")
        assert on_disk(engine)
    with engine.connect() as other:
        other.rollback()
        forget_deleted(engine, ["t"])
        assert not on_disk(engine)


def test_a_log_that_a_reader_holds_is_said_to_be_in_use(engine: Engine) -> None:
    write(engine, f"INSERT INTO t VALUES ('{CANARY}')")
    with engine.connect() as reader:
        assert reader.execute(text("SELECT COUNT(*) FROM t")).scalar() == 1
        write(engine, "DELETE FROM t")
        with pytest.raises(LogInUse):
            forget_deleted(engine, ["t"])


def test_a_secret_in_the_vault_is_its_owners_alone_and_gone_when_destroyed(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault")
    assert vault.find("one") is None
    assert vault.names() == []
    vault.put("one", b"first")
    vault.put("one", b"second")
    assert vault.find("one") == b"second"
    assert (tmp_path / "vault" / "one").stat().st_mode & 0o077 == 0
    assert vault.names() == ["one"]
    vault.destroy("one")
    vault.destroy("one")
    assert vault.find("one") is None
    assert list((tmp_path / "vault").iterdir()) == []


@pytest.mark.parametrize("url", ["sqlite:///:memory:", "postgresql+psycopg://coop@/coop"])
def test_no_error_says_what_a_statement_carried(url: str) -> None:
    assert engine_options(url)["hide_parameters"] is True
