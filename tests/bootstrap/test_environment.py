"""`.venv` is whole or not there; the second start does not make it again."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coop.bootstrap import environment


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project of its own, which needs a library that is nowhere to be had."""
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "coop"\nversion = "1"\n')
    (tmp_path / "coop").mkdir()
    (tmp_path / "coop" / "constraints.txt").write_text("")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("LANG", "C.UTF-8")
    return tmp_path


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The steps that were run; they succeed without doing much."""
    done: list[list[str]] = []

    def run(command: list[str]) -> None:
        done.append(command)
        if "venv" in command:
            (environment.VENV / "bin").mkdir(parents=True)
            environment.PYTHON.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
            environment.PYTHON.chmod(0o755)

    monkeypatch.setattr(environment, "run", run)
    return done


def test_a_failed_installation_leaves_nothing_and_says_so(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        environment.make(test=False)
    said = capsys.readouterr().err
    assert stop.value.code == 1
    assert not (project / ".venv").exists()
    assert "nothing half-made is left" in said
    assert "Traceback" not in said


def test_an_interrupted_installation_leaves_nothing(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(command: list[str]) -> None:
        (environment.VENV / "bin").mkdir(parents=True, exist_ok=True)
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "run", interrupted)
    with pytest.raises(SystemExit) as stop:
        environment.make(test=False)
    assert stop.value.code == 130
    assert not (project / ".venv").exists()
    assert "stopped" in capsys.readouterr().err


def test_half_a_venv_of_an_earlier_failure_is_made_anew(project: Path, steps: list[list[str]]) -> None:
    (project / ".venv" / "bin").mkdir(parents=True)
    (project / ".venv" / "bin" / "python").symlink_to(project / "gone")
    (project / ".venv" / "leftover").touch()
    environment.make(test=False)
    assert not (project / ".venv" / "leftover").exists()
    assert environment.is_ready(False)
    assert [s[1:3] for s in steps] == [["-m", "venv"], ["-m", "pip"]]


def test_a_venv_without_its_python_is_made_anew(project: Path, steps: list[list[str]]) -> None:
    environment.make(test=False)
    environment.PYTHON.unlink()
    assert not environment.is_ready(False)
    environment.make(test=False)
    assert [s[1:3] for s in steps].count(["-m", "venv"]) == 2


def test_a_venv_that_works_is_kept_when_bringing_it_up_to_date_fails(
    project: Path,
    steps: list[list[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    environment.make(test=False)

    def fails(command: list[str]) -> None:
        sys.exit(1)

    monkeypatch.setattr(environment, "run", fails)
    (project / "coop" / "constraints.txt").write_text("flask==3.1.3\n")
    with pytest.raises(SystemExit):
        environment.make(test=False)
    assert environment.PYTHON.exists()
    assert not environment.is_ready(False), "the next start tries again"
    said = capsys.readouterr().err
    assert "half up to date and not used" in said
    assert "nothing half-made" not in said


def test_a_change_of_packages_python_or_folder_is_noticed(
    project: Path, steps: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    environment.make(test=False)
    assert environment.is_ready(False)
    (project / "pyproject.toml").write_text("changed")
    assert not environment.is_ready(False)
    environment.make(test=False)
    monkeypatch.setattr(sys, "version", "3.99")
    assert not environment.is_ready(False)


def test_what_the_tests_need_is_enough_for_running_but_not_the_other_way(
    project: Path, steps: list[list[str]]
) -> None:
    environment.make(test=False)
    assert not environment.is_ready(True)
    environment.make(test=True)
    assert environment.is_ready(True) and environment.is_ready(False)
    assert steps[-1][-1] == f"{project}[test]"


def test_a_second_start_waits_for_the_first_and_then_has_nothing_to_do(
    project: Path, steps: list[list[str]]
) -> None:
    environment.make(test=False)
    count = len(steps)
    environment.make(test=False)
    assert len(steps) == count


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ("Failed to establish a new connection: NewConnectionError", "there is no network"),
        ("Temporary failure in name resolution", "there is no network"),
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("[Errno 13] Permission denied: '.venv'", "cannot be written by you"),
        ("some other trouble", "some other trouble"),
    ],
)
def test_the_reason_of_a_failure_is_one_plain_sentence(
    output: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    environment.explain(["Collecting flask", "", output])
    assert sentence in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_one_sentence(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(command: list[str]) -> None:
        raise PermissionError(13, "Permission denied", ".venv")

    monkeypatch.setattr(environment, "run", refused)
    with pytest.raises(SystemExit):
        environment.make(test=False)
    assert "cannot be written by you" in capsys.readouterr().err


def test_handing_over_goes_to_the_python_of_venv(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    monkeypatch.setattr(os, "execve", lambda *args: seen.extend(args))
    environment.hand_over(["demo", "--check"])
    program, arguments, env = seen
    assert program == environment.PYTHON
    assert arguments == [str(environment.PYTHON), "-m", "coop", "demo", "--check"]
    assert isinstance(env, dict) and env["COOP_BOOTED"] == "1"


@pytest.mark.slow
def test_a_real_start_that_finds_venv_ready_takes_under_a_second(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    for name in ("coop", "pyproject.toml"):
        source = root / name
        target = tmp_path / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    code = (
        "from coop.bootstrap import environment as e\n"
        "import sys, pathlib\n"
        "(e.VENV / 'bin').mkdir(parents=True); e.PYTHON.symlink_to(sys.executable)\n"
        "e.stamp(False).write_text(e.wanted())\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True)
    (tmp_path / "coop" / "cli.py").write_text("def main(argv):\n    print('here', argv)\n")
    env = {k: v for k, v in os.environ.items() if k != "COOP_BOOTED"}
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "coop", "keys"], cwd=tmp_path, env=env, capture_output=True, text=True
    )
    assert done.stdout == "here ['keys']\n", done.stderr
    assert time.monotonic() - start < 1
