"""The doctor sees what is there, says what is missing and how to mend it, and breaks nothing."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from coop.bootstrap import needs
from coop.bootstrap.needs import Need
from coop.kernel.errors import CoopError
from coop.operations import doctor, keys
from coop.operations.backups.taking import take
from coop.operations.doctor import BAD, GOOD, WANTING, Finding
from coop.operations.serving.certificate import Certificates
from coop.store.engine import db
from coop.store.keyring import Keyring
from tests.cast import Cast

NOW = datetime(2026, 11, 3, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COOP_LANGUAGE", "en")
    monkeypatch.setenv("COOP_INSTANCE", str(tmp_path))


def named(findings: list[Finding], what: str) -> Finding:
    return next(f for f in findings if f.what == what)


def test_a_package_that_is_missing_comes_with_the_line_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lacking = (
        Need("needed", "for papers", lambda: False, ("demo", "test")),
        Need("nice", "for papers", lambda: False, ("demo", "test"), stops=False),
        Need("tests-only", "for tests", lambda: False, needs.TESTS),
        Need("there", "for papers", lambda: True, ("demo",)),
    )
    monkeypatch.setattr(needs, "OF_THE_MACHINE", lacking)
    findings = list(doctor.packages())
    assert [f.state for f in findings[:4]] == [BAD, WANTING, WANTING, GOOD]
    assert "apt-get install -y --no-install-recommends needed" in findings[0].fix
    assert findings[3].fix == ""


def test_the_sqlite_in_use_is_one_without_the_corruption_bug() -> None:
    found = named(list(doctor.packages()), "SQLite")
    assert found.state == GOOD, found


def test_a_full_disk_is_to_be_mended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=499 * 10**6))
    found = named(list(doctor.machine()), "Room on the disk")
    assert (found.state, found.found) == (BAD, "499 MB free")


def test_a_database_in_order_is_found_in_order(app: Flask, cast: Cast) -> None:
    assert named(list(doctor.data(app)), "Database").state == GOOD


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_damaged_database_is_seen(app: Flask, cast: Cast) -> None:
    with app.app_context():
        path = Path(str(db.engine.url.database))
        db.session.remove()
        db.engine.dispose()
    path.write_bytes(path.read_bytes()[:4096] + bytes(8192))
    found = named(list(doctor.data(app)), "Database")
    assert found.state == BAD and "coop restore" in found.fix


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_looking_does_not_make_a_database_where_there_is_none(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "coop.sqlite3"
    path.unlink()
    found = named(list(doctor.data(app)), "Database")
    assert (found.state, path.exists()) == (WANTING, False)


def test_a_database_server_that_does_not_answer_is_seen(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy.exc import OperationalError

    from coop.operations import database

    def gone(_app: Flask) -> str:
        raise OperationalError("SELECT 1", {}, Exception("connection refused"))

    monkeypatch.setattr(database, "revision", gone)
    found = named(list(doctor.data(app)), "Database")
    assert found.state == BAD and "connection refused" in found.found


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_keys_that_others_can_read_or_that_lie_in_one_place_only_are_named(
    app: Flask, cast: Cast, tmp_path: Path
) -> None:
    ring = Keyring(Path(app.config["KEYS"]))
    ring.get("pin")
    assert named(list(doctor.looking_after(app)), "Keys").state == GOOD
    assert named(list(doctor.looking_after(app)), "Back-up of the keys").state == WANTING
    keys.backup(ring, tmp_path / "keys.age", "cuatro palabras que recordamos")
    assert named(list(doctor.looking_after(app)), "Back-up of the keys").state == GOOD
    (ring.folder / "pin.key").chmod(0o640)
    found = named(list(doctor.looking_after(app)), "Keys")
    assert found.state == BAD and found.fix.startswith("chmod 600")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_back_up_is_fresh_for_two_days(app: Flask, cast: Cast, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    assert doctor.last_backup(folder, NOW).state == WANTING
    take(app, folder, recipients=(), at=NOW)
    assert doctor.last_backup(folder, NOW + timedelta(days=2)).state == GOOD
    assert doctor.last_backup(folder, NOW + timedelta(days=2, seconds=1)).state == BAD


def test_without_https_it_says_what_other_devices_will_lack(tmp_path: Path) -> None:
    found = doctor.way_in(Certificates(tmp_path))
    assert found.state == WANTING and "coop certificate" in found.fix


def test_an_application_that_cannot_start_is_the_last_line() -> None:
    def broken() -> Flask:
        raise CoopError()

    findings = list(doctor.examine(broken))
    assert findings[-1].what == "Program" and findings[-1].state == BAD
