"""The first lines of the program: standard library alone, and readable by an old Python."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coop import __main__ as first
from coop.bootstrap import environment, needs, start

CODE = Path(__file__).parents[2] / "coop"
BOOTSTRAP = [CODE / "__init__.py", CODE / "__main__.py", *sorted((CODE / "bootstrap").glob("*.py"))]
READ_BY_AN_OLD_PYTHON = [
    CODE / "__init__.py",
    CODE / "__main__.py",
    CODE / "bootstrap" / "__init__.py",
    CODE / "bootstrap" / "words.py",
]


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


@pytest.mark.parametrize("path", BOOTSTRAP, ids=lambda p: p.name)
def test_nothing_but_the_standard_library_is_needed(path: Path) -> None:
    for name in imported(path):
        ours = name == "coop.cli" if path.name == "__main__.py" else False
        known = name.split(".")[0] in sys.stdlib_module_names
        assert known or ours or name.startswith("coop.bootstrap"), f"{path.name} imports {name}"


@pytest.mark.parametrize("path", READ_BY_AN_OLD_PYTHON, ids=lambda p: p.name)
def test_an_old_python_can_read_what_tells_it_that_it_is_old(path: Path) -> None:
    text = path.read_text()
    ast.parse(text, feature_version=(3, 6))
    assert "annotations" not in text, "Python 3.6 knows no `from __future__ import annotations`"


def test_an_old_python_gets_one_sentence_and_code_3(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    monkeypatch.setattr(sys, "version", "3.10.13 (main)")
    with pytest.raises(SystemExit) as stop:
        first.main(["demo"])
    assert stop.value.code == 3
    assert capsys.readouterr().err == "coop: Python 3.11 or newer is needed; this one is 3.10.13.\n"


def test_the_machine_is_looked_at_before_anything_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    monkeypatch.delenv("COOP_BOOTED", raising=False)
    monkeypatch.setattr(environment, "is_inside", lambda: False)
    monkeypatch.setattr(environment, "is_ready", lambda test: False)
    monkeypatch.setattr(needs, "provide", lambda command, environment: order.append(f"look {command}"))
    monkeypatch.setattr(environment, "make", lambda test: order.append(f"make {test}"))
    monkeypatch.setattr(environment, "hand_over", lambda argv: order.append(f"go {argv}"))
    start.prepare(["test", "-x"])
    assert order == ["look test", "make True", "go ['test', '-x']"]


def test_inside_venv_the_machine_is_still_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    monkeypatch.delenv("COOP_BOOTED", raising=False)
    monkeypatch.setattr(environment, "is_inside", lambda: True)
    monkeypatch.setattr(needs, "provide", lambda command, environment: order.append(command))
    start.prepare(["test"])
    assert order == ["test"]


def test_a_library_gone_from_venv_is_mended_by_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.setattr(environment, "VENV", tmp_path)
    environment.stamp(False).touch()
    with pytest.raises(SystemExit) as stop:
        start.mend(ModuleNotFoundError("No module named 'flask.x'", name="flask.x"))
    assert stop.value.code == 1
    assert not environment.stamp(False).exists()
    assert "flask.x is gone from .venv" in capsys.readouterr().err


def test_a_module_of_our_own_that_is_missing_is_a_fault_to_be_seen() -> None:
    start.mend(ModuleNotFoundError("No module named 'coop.nothing'", name="coop.nothing"))


def test_the_real_first_step_reaches_the_command_line() -> None:
    env = {k: v for k, v in os.environ.items() if k not in ("COOP_BOOTED", "LC_ALL")}
    done = subprocess.run(
        [sys.executable, "-m", "coop", "--version"],
        cwd=CODE.parent,
        env={**env, "COOP_BOOTED": "1", "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout.strip()) == (0, "0.1.0"), done.stderr
