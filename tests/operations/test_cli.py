"""The command line: one sentence for every trouble, and the person's language."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from coop import cli
from coop.bootstrap.words import _catalog
from coop.operations.serving.systemd import unit

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def own_instance(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COOP_INSTANCE", str(tmp_path / "instance"))
    monkeypatch.setenv("COOP_LANGUAGE", "en")
    monkeypatch.delenv("DATABASE_URL", raising=False)


def coop(*arguments: str, language: str = "en", **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "coop", *arguments],
        cwd=ROOT,
        env={**os.environ, "COOP_BOOTED": "1", "COOP_LANGUAGE": language, **env},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


def leave(arguments: list[str]) -> object:
    with pytest.raises(SystemExit) as stop:
        cli.main(arguments)
    return stop.value.code


def test_no_word_shows_the_commands_and_so_does_help() -> None:
    shown = coop()
    assert shown.returncode == 0, shown.stderr
    for command in ("demo", "test", "doctor", "serve", "backup", "restore", "keys", "certificate", "db"):
        assert re.search(rf"^  {command} ", shown.stdout, re.MULTILINE), command
    assert shown.stdout == coop("--help").stdout
    assert "web" not in re.findall(r"^  (\w+) ", shown.stdout, re.MULTILINE)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("es", "Escribe una copia de la base de datos"), ("pt", "Escreve uma cópia do banco de dados")],
)
def test_help_speaks_the_machines_language(language: str, sentence: str) -> None:
    assert sentence in coop("backup", "--help", language=language).stdout


def test_every_help_text_is_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {c.help for c in walk(cli.commands)} | {
        p.help for c in walk(cli.commands) for p in c.params if getattr(p, "help", None)
    }
    assert len(texts) > 30
    for language in ("es_AR", "pt_BR"):
        spoken = set(_catalog(language)) | set(_catalog(language).values())
        assert {t for t in texts if t not in spoken and t != "Show the version and exit."} == set()


def walk(command):  # type: ignore[no-untyped-def]
    yield command
    for each in getattr(command, "commands", {}).values():
        yield from walk(each)


def test_a_trouble_that_a_person_can_mend_is_one_sentence_and_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "photo.jpg").touch()
    monkeypatch.setenv("COOP_LANGUAGE", "es")
    assert leave(["restore", "--yes", str(tmp_path / "photo.jpg")]) == 1
    said = capsys.readouterr().err
    assert (
        said == "coop: photo.jpg no es una copia de este programa. El nombre empieza con coop- y una fecha.\n"
    )


def test_an_unknown_command_or_option_is_code_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert leave(["nonsense"]) == 2
    assert leave(["demo", "--port", "70000"]) == 2
    assert leave(["restore", "/nowhere/coop-20261103T120000Z.sqlite3.gz"]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_database_that_does_not_answer_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.explain(OperationalError("SELECT 1", {}, Exception("refused")))
    assert capsys.readouterr().err == "coop: the database does not answer. It said: refused\n"


def test_a_fault_of_the_program_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cli.commands, "main", broken)
    with pytest.raises(ZeroDivisionError):
        cli.main(["doctor"])


def test_a_taken_port_is_named_with_the_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert leave(["demo", "--check", "--port", str(port)]) == 1
        said = capsys.readouterr().err
    assert f"Port {port} is taken by another program. Try: --port {port + 1}" in said


def test_an_address_of_another_machine_is_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert leave(["serve", "--host", "192.0.2.1"]) == 1
    assert "Cannot listen on 192.0.2.1" in capsys.readouterr().err


def test_a_back_up_of_nothing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert leave(["backup"]) == 1
    assert "there is nothing to back up" in capsys.readouterr().err


def test_the_doctor_speaks_to_programs_too() -> None:
    shown = coop("doctor", "--json")
    findings = json.loads(shown.stdout)
    assert {"what", "state", "found", "fix"} == set(findings[0])
    assert shown.returncode == any(f["state"] == "✘" for f in findings)


def test_keys_are_listed_for_people_and_programs() -> None:
    shown = json.loads(coop("keys", "list", "--json").stdout)
    assert shown[0]["name"] == "web"
    assert "protege los formularios" in coop("keys", "list", language="es").stdout


def test_the_unit_starts_this_very_program_and_names_every_folder_it_writes_to(tmp_path: Path) -> None:
    text = unit(tmp_path / "data", ["--port", "8000"], writable=[tmp_path / "copies"])
    assert f"ExecStart={sys.executable} -m coop serve --port 8000\n" in text
    assert f"ReadWritePaths={tmp_path / 'data'} {tmp_path / 'copies'}\n" in text
    shown = coop("serve", "--print-systemd", "--port", "8123", "--behind-proxy")
    assert "--port 8123" in shown.stdout and "--behind-proxy" in shown.stdout


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze on this machine")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    path = tmp_path / "coop.service"
    path.write_text(unit(tmp_path, ["--port", "8000"], writable=[]))
    done = subprocess.run(["systemd-analyze", "verify", str(path)], capture_output=True, text=True)
    assert "coop.service" not in done.stderr, done.stderr


def test_the_watching_process_loads_no_library_it_does_not_need() -> None:
    code = (
        "import sys; import coop.cli, coop.operations.demonstration, coop.operations.service; "
        "print([m for m in ('flask', 'sqlalchemy', 'coop.web', 'pyrage', 'rich') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr


def test_the_web_process_loads_no_solver_paper_maker_or_spreadsheets() -> None:
    code = (
        "import sys; import coop.operations.serving.web; "
        "from coop.app import create_app; create_app(); "
        "print([m for m in ('ortools', 'weasyprint', 'numpy', 'openpyxl') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "[]\n", done.stderr


def test_a_command_on_nothing_says_so_and_makes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COOP_INSTANCE", str(tmp_path / "nothing"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with pytest.raises(SystemExit) as left:
        cli.main(["records", "export", str(tmp_path / "book.jsonl")])
    assert left.value.code == 1
    assert "no co-op here yet" in capsys.readouterr().err
    assert not (tmp_path / "nothing").exists()
