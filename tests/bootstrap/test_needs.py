"""What is missing is named all at once, installed where that is allowed, and else said exactly."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coop.bootstrap import needs
from coop.bootstrap.needs import Need


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine that has nothing, and a plain user on it; `bare` is its only folder of programs."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for tool in ("env", "sh", "touch"):
        (programs / tool).symlink_to(
            next(p for p in (Path("/usr/bin") / tool, Path("/bin") / tool) if p.exists())
        )
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setenv("LANG", "C.UTF-8")
    for name in ("LC_ALL", "LC_MESSAGES", "COOP_LANGUAGE", "COOP_NO_APT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    def lacking(package: str, **facts: object) -> Need:
        return Need(package, "to see it", (tmp_path / package).exists, **facts)  # type: ignore[arg-type]

    monkeypatch.setattr(needs, "VENV", lacking("python3.11-venv"))
    monkeypatch.setattr(
        needs,
        "OF_THE_MACHINE",
        (
            lacking("pango", commands=("demo", "test")),
            lacking("subset", commands=("demo", "test"), stops=False),
            lacking("chromium", commands=("test",)),
        ),
    )
    return programs


def program(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text("#!/bin/sh\n" + text)
    path.chmod(0o755)


def apt(folder: Path, *, installs: bool = True) -> Path:
    """A package manager that notes what it was asked for and puts it there."""
    log = folder.parent / "apt.log"
    made = 'for p in "$@"; do touch "%s/$p"; done' % folder.parent if installs else "exit 100"  # noqa: UP031
    program(folder, "apt-get", f'echo "$@" >> {log}\ncase "$*" in *install*) {made};; esac\n')
    return log


def test_a_plain_user_reads_everything_at_once_and_the_exact_line(
    bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = apt(bare)
    with pytest.raises(SystemExit) as stop:
        needs.provide("test", environment=False)
    said = capsys.readouterr().err
    assert stop.value.code == 3
    for package in ("python3.11-venv", "pango", "subset", "chromium"):
        assert f"missing: {package} (to see it)" in said
    assert (
        "    su -c 'apt-get update && apt-get install -y --no-install-recommends "
        "python3.11-venv pango subset chromium'\n"
    ) in said
    assert not log.exists(), "nothing may be installed by somebody who may not"


def test_the_line_says_sudo_where_there_is_sudo_with_a_password(
    bare: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = apt(bare)
    program(bare, "sudo", "exit 1\n")
    with pytest.raises(SystemExit):
        needs.provide("demo", environment=True)
    assert (
        "    sudo apt-get update && sudo apt-get install -y --no-install-recommends pango subset\n"
        in capsys.readouterr().err
    )
    assert not log.exists()


def test_root_gets_it_installed_in_one_go(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    log = apt(bare)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    needs.provide("test", environment=False)
    update, install = log.read_text().splitlines()
    assert update.endswith(" update")
    assert install.endswith(" install -y --no-install-recommends python3.11-venv pango subset chromium")
    assert "an administrator" not in capsys.readouterr().err


def test_sudo_without_a_password_installs_it_too(bare: Path) -> None:
    log = apt(bare)
    program(bare, "sudo", 'shift; [ "$1" = true ] && exit 0; exec "$@"\n')
    needs.provide("demo", environment=False)
    assert log.read_text().splitlines()[1].endswith("python3.11-venv pango subset")


def test_coop_no_apt_keeps_even_root_from_installing(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    log = apt(bare)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setenv("COOP_NO_APT", "1")
    with pytest.raises(SystemExit) as stop:
        needs.provide("demo", environment=False)
    assert stop.value.code == 3
    assert "    apt-get update && apt-get install -y" in capsys.readouterr().err
    assert not log.exists()


def test_a_failed_installation_is_said_and_stops(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    apt(bare, installs=False)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(SystemExit) as stop:
        needs.provide("demo", environment=False)
    assert stop.value.code == 3
    assert "Is there a network?" in capsys.readouterr().err


def test_what_is_only_worth_having_does_not_stop(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (bare.parent / "pango").touch()
    needs.provide("demo", environment=True)
    said = capsys.readouterr().err
    assert "missing: subset" in said and "going on without it." in said


def test_where_there_is_no_apt_the_names_are_said(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        needs.provide("demo", environment=True)
    assert stop.value.code == 3
    assert "what Debian calls pango subset" in capsys.readouterr().err


def test_looking_after_data_needs_no_browser_and_no_papers(bare: Path) -> None:
    for command in ("doctor", "backup", "restore", "keys", "db", ""):
        needs.provide(command, environment=True)


def test_the_machine_is_told_in_its_language(
    bare: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "es_AR.UTF-8")
    with pytest.raises(SystemExit):
        needs.provide("demo", environment=True)
    assert "falta: pango" in capsys.readouterr().err


def test_libraries_and_programs_are_found_by_looking(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert needs.has_library("libc.so.6")
    assert not needs.has_library("libnothing-of-the-kind.so.1")
    program(tmp_path, "my-browser", "exit 0\n")
    monkeypatch.setenv("COOP_CHROMIUM", str(tmp_path / "my-browser"))
    assert needs.find_chromium() == str(tmp_path / "my-browser")
    assert needs.find_postgres("no-such-program") is None
