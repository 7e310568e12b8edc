"""Keys lie apart from the database, come back from their own back-up, and can be replaced."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from coop.operations import keys
from coop.operations.backups.sealing import CannotOpen, FileThere
from coop.records import queries as records_queries
from coop.records import usecases as records
from coop.records import verifier
from coop.store import writing
from coop.store.keyring import Keyring
from coop.web.secrets import hash_secret, matches
from tests.cast import Browser, Cast

NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)
PASSPHRASE = "cuatro palabras que recordamos"


@pytest.fixture
def ring(tmp_path: Path) -> Keyring:
    ring = Keyring(tmp_path / "keys")
    for name in ("pin", "records", "web"):
        ring.get(name)
    return ring


def test_keys_are_shown_without_being_given_away(ring: Keyring) -> None:
    for key in keys.listed(ring):
        assert key.safe
        assert len(key.fingerprint) == 16
        assert key.fingerprint not in ring.get(key.name).hex()
    (ring.folder / "pin.key").chmod(0o644)
    assert [k.name for k in keys.listed(ring) if not k.safe] == ["pin"]


def test_keys_come_back_from_their_back_up(ring: Keyring, tmp_path: Path) -> None:
    before = {name: ring.get(name) for name in ring.names()}
    assert not keys.is_backed_up(ring)
    assert keys.backup(ring, tmp_path / "keys.age", PASSPHRASE) == ["pin", "records", "web"]
    assert keys.is_backed_up(ring)
    elsewhere = Keyring(tmp_path / "new machine")
    mine = elsewhere.get("web")
    assert keys.restore(elsewhere, tmp_path / "keys.age", PASSPHRASE, at=NOW) == ["pin", "records", "web"]
    assert {name: elsewhere.get(name) for name in elsewhere.names()} == before
    aside = elsewhere.folder / "web.key.replaced-20261103T120000Z"
    assert aside.read_bytes() == mine, "a key is never destroyed"
    assert keys.restore(elsewhere, tmp_path / "keys.age", PASSPHRASE, at=NOW) == []


def test_the_file_is_worthless_without_the_passphrase(ring: Keyring, tmp_path: Path) -> None:
    keys.backup(ring, tmp_path / "keys.age", PASSPHRASE)
    written = (tmp_path / "keys.age").read_bytes()
    assert (tmp_path / "keys.age").stat().st_mode & 0o077 == 0
    assert ring.get("pin") not in written and ring.get("pin").hex().encode() not in written
    with pytest.raises(CannotOpen):
        keys.restore(ring, tmp_path / "keys.age", "otra frase cualquiera", at=NOW)
    (tmp_path / "keys.age").write_bytes(written[:-1] + bytes([written[-1] ^ 1]))
    with pytest.raises(CannotOpen):
        keys.restore(ring, tmp_path / "keys.age", PASSPHRASE, at=NOW)


def test_a_short_passphrase_and_a_file_that_is_there_are_refused(ring: Keyring, tmp_path: Path) -> None:
    with pytest.raises(keys.ShortPassphrase):
        keys.backup(ring, tmp_path / "keys.age", "corta")
    (tmp_path / "keys.age").write_text("something else")
    with pytest.raises(FileThere):
        keys.backup(ring, tmp_path / "keys.age", PASSPHRASE)
    assert (tmp_path / "keys.age").read_text() == "something else"


@pytest.mark.parametrize(
    "content",
    [
        b"not JSON",
        b"[]",
        b'{"format": "coop keys 1"}',
        b'{"format": "coop keys 1", "keys": {"pin": "00"}}',
        b'{"format": "coop keys 1", "keys": {"../pin": "' + b"00" * 32 + b'"}}',
        b'{"format": "another", "keys": {}}',
    ],
)
def test_what_else_was_sealed_is_no_back_up_of_keys(content: bytes) -> None:
    with pytest.raises(keys.NotKeys):
        keys.read(content, "odd.age")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_after_the_pin_key_is_rotated_twice_old_passwords_still_open(
    app: Flask, cast: Cast, browser: Browser
) -> None:
    keys.rotate(app, "pin")
    keys.rotate(app, "pin")
    assert browser.sign_in(cast.numbers["ana"]).status_code == 303
    with app.app_context():
        fresh = hash_secret("una contraseña nueva")
        assert matches(fresh, "una contraseña nueva")
        assert not matches(fresh, "otra")
        (Path(app.config["KEYS"]) / "pin.1.key").unlink()
        (Path(app.config["KEYS"]) / "pin.2.key").unlink()
        assert matches(fresh, "una contraseña nueva"), "what is new does not need the old keys"


def test_after_the_records_key_is_rotated_the_whole_book_verifies_and_names_the_new_key(
    app: Flask, cast: Cast
) -> None:
    with app.app_context(), writing() as uow:
        old = records.checkpoint(uow)
    keys.rotate(app, "records")
    with app.app_context(), writing() as uow:
        book = records_queries.exported(uow)
        kinds = [entry.kind for entry in records_queries.entries(uow)]
    verdict = verifier.verify(book, notes=[old.note.encode()])
    assert verdict.problem is None
    assert verdict.entries == len(kinds)
    assert kinds.count("records.key") == 2
    assert "operations.key_rotated" in kinds


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_key_that_is_not_there_cannot_be_rotated(app: Flask) -> None:
    for name in ("nothing", "../pin", "pin.1"):
        with pytest.raises(keys.NoSuchKey):
            keys.rotate(app, name)


def test_older_keys_are_found_newest_first(ring: Keyring) -> None:
    first = ring.get("pin")
    ring.rotate("pin")
    second = ring.get("pin")
    ring.rotate("pin")
    assert ring.older("pin") == [second, first]
    assert ring.get("pin") not in (first, second)
    assert ring.names() == ["pin", "pin.1", "pin.2", "records", "web"]
