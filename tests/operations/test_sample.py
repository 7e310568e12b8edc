"""The sample is whole or not there, is kept between starts, and never touches the real data."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

import coop.demo.fill
from coop.app import create_app
from coop.demo.founding import Account
from coop.operations import database, sample
from coop.operations.sample import find_sample, make_sample
from coop.operations.serving.web import Address, served_app
from coop.store import writing
from coop.store.engine import create_schema, db
from tests.cast import PASSWORD, PIN, found, give_secrets
from tests.operations.test_service import free_port

ROOT = Path(__file__).parents[2]


def fill(app: Flask) -> tuple[Account, ...]:
    """A small sample: the cast of the tests."""
    with app.app_context():
        with writing() as uow:
            cast = found(uow)
        give_secrets(app, cast)
    offices = {"ana": "treasurer", "bruno": "", "elsa": "coordinator", "hugo": "secretary"}
    return tuple(Account(n, cast.numbers[n], offices[n], PIN, PASSWORD) for n in offices)


@pytest.fixture(autouse=True)
def own_instance(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    folder = tmp_path / "instance"
    monkeypatch.setenv("COOP_INSTANCE", str(folder))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return folder


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a sample be made in a second."""

    def upgrade(app: Flask) -> None:
        with app.app_context():
            create_schema(db.engine)

    monkeypatch.setattr(database, "upgrade", upgrade)
    monkeypatch.setattr(coop.demo.fill, "fill", fill)


def test_it_is_made_once_and_then_found(small: None, own_instance: Path) -> None:
    assert find_sample() is None
    made = make_sample()
    assert find_sample() == made
    assert [a["office"] for a in made.accounts] == ["treasurer", "", "coordinator", "secretary"]
    assert (own_instance / "demo.sqlite3").exists()
    assert not (own_instance / "demo.sqlite3-wal").exists(), "the file is whole without a log"
    assert not list(own_instance.glob("*part*"))


def test_a_sample_that_fails_half_way_is_not_there(
    small: None, own_instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_sample()

    def fails(app: Flask) -> tuple[Account, ...]:
        fill(app)
        raise KeyboardInterrupt

    monkeypatch.setattr(coop.demo.fill, "fill", fails)
    with pytest.raises(KeyboardInterrupt):
        make_sample()
    assert find_sample() is None
    assert not (own_instance / "demo.sqlite3").exists()
    monkeypatch.setattr(coop.demo.fill, "fill", fill)
    assert find_sample() != make_sample()


def test_new_tables_ask_for_a_new_sample(small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    make_sample()
    monkeypatch.setattr(sample, "tables_now", lambda: "of another version")
    assert find_sample() is None


def test_the_real_data_are_left_alone(small: None, own_instance: Path) -> None:
    real = create_app()
    with real.app_context():
        create_schema(db.engine)
        db.engine.dispose()
    before = {p.name: p.read_bytes() for p in own_instance.rglob("*.key")}
    content = (own_instance / "coop.sqlite3").read_bytes()
    make_sample()
    make_sample()
    assert (own_instance / "coop.sqlite3").read_bytes() == content
    after = {p.name: p.read_bytes() for p in (own_instance / "keys").rglob("*.key")}
    assert after == before


def test_its_doors_make_a_browser_the_terminal_and_a_phone_again(small: None) -> None:
    make_sample()
    app = served_app(Address("127.0.0.1", 8001), demo=True)
    assert app.config["DEMO"]
    client = app.test_client()
    assert "DEMO" in client.get("/entrar").text
    assert client.get("/muestra/terminal").location == "/"
    assert client.get("/").status_code == 200, "the terminal at rest needs nobody signed in"
    assert client.get("/muestra/celular").location == "/entrar"
    assert client.get("/").status_code == 302
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_the_real_thing_has_no_such_doors() -> None:
    app = served_app(Address("127.0.0.1", 8000), demo=False)
    assert not [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/muestra")]


def demo(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "coop", "demo", "--check", "--port", str(free_port()), *arguments],
        cwd=ROOT,
        env={**os.environ, "COOP_INSTANCE": str(folder), "COOP_BOOTED": "1", "COOP_LANGUAGE": "en"},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


def test_the_whole_command_makes_the_sample_serves_it_and_looks_at_every_page(own_instance: Path) -> None:
    first = demo(folder=own_instance)
    assert first.returncode == 0, first.stdout + first.stderr
    assert "making the sample co-op" in first.stderr
    assert set(re.findall(r"^  (\d+)  ", first.stdout, re.MULTILINE)) == {"200"}
    second = demo(folder=own_instance)
    assert second.returncode == 0, second.stdout + second.stderr
    assert "making the sample" not in second.stderr
    assert "Traceback" not in first.stderr + second.stderr
    made = find_sample()
    assert made is not None and isinstance(made.made_on, date)
