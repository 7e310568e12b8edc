"""The wheel carries what the program needs besides its code, and works where it is installed."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOOK = """
import coop, pathlib, sys
from coop.app import create_app
from coop.bootstrap.places import SITE, is_checkout
from coop.store.engine import create_schema, db
assert pathlib.Path(coop.__file__).is_relative_to(sys.argv[1]), coop.__file__
assert not is_checkout() and SITE.is_relative_to(sys.argv[1]), SITE
app = create_app({"TESTING": True})
with app.app_context():
    create_schema(db.engine)
client = app.test_client()
page = client.get("/entrar")
assert page.status_code == 200, page.status_code
with client.get("/static/css/tokens.css") as style:
    assert style.status_code == 200
print("served")
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel unpacked as an installer would, away from the source."""
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def files_of(folder: Path, kind: str) -> set[str]:
    return {
        str(p.relative_to(folder))
        for p in folder.rglob("*")
        if p.is_file() and "__pycache__" not in p.parts and p.match(kind)
    }


@pytest.mark.parametrize("folder", ["templates", "static", "migrations"])
def test_templates_static_files_and_migrations_travel_with_it(installed: Path, folder: str) -> None:
    ours = files_of(ROOT / folder, "*")
    assert ours
    assert files_of(installed / "coop" / "_site" / folder, "*") == ours


def test_texts_in_all_languages_and_the_constraints_travel_with_it(installed: Path) -> None:
    for kind in ("*.po", "constraints.txt", "*.toml"):
        assert files_of(installed / "coop", kind) >= files_of(ROOT / "coop", kind)


def test_nothing_of_the_workshop_travels_with_it(installed: Path) -> None:
    top = {p.name for p in installed.iterdir()}
    assert top == {"coop", "coop-0.1.0.dist-info"}
    assert not files_of(installed, "*.sqlite3*")


def test_pages_are_served_from_it_far_from_the_source(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOOK, str(installed)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed), "COOP_INSTANCE": str(tmp_path / "data")},
        capture_output=True,
        text=True,
    )
    assert done.stdout == "served\n", done.stderr
