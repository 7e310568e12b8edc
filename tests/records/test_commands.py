"""The command line of the record book."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from coop.records import queries, rules, usecases, verifier
from coop.records.commands import group
from coop.store import writing
from tests.cast import PASSWORD, Cast, give_secrets
from tests.records.books import SEED, book, chain

ROOT = Path(__file__).parents[2]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(group, [str(a) for a in arguments], catch_exceptions=False)


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "book.jsonl"
    path.write_bytes(book({"n": 1}))
    return path


def test_an_exported_book_verifies(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "book.jsonl"
    with app.app_context():
        with writing() as uow:
            usecases.record(uow, "tests.done", {"n": 1}, {"name": "Carla Castro"})
        assert run("export", file).exit_code == 0

    assert run("verify", file).exit_code == 0
    assert b"Carla" not in file.read_bytes()
    assert verifier.verify(file.read_bytes()).entries == 2


def test_a_checkpoint_is_printed_for_a_witness_to_keep(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        printed = run("checkpoint").output
        with writing() as uow:
            usecases.record(uow, "tests.done", {})
            usecases.checkpoint(uow)
            file = tmp_path / "book.jsonl"
            file.write_bytes(queries.exported(uow))
    kept = tmp_path / "note"
    kept.write_bytes(printed.encode())

    assert run("verify", file, "--note", kept).exit_code == 0
    other = tmp_path / "other"
    other.write_bytes(book({"n": 2}))
    assert run("verify", other, "--note", kept).exit_code == 1


def test_every_way_to_compare_with_paper_is_heeded(good: Path) -> None:
    verdict = verifier.verify(good.read_bytes())

    assert (
        run("verify", good, "--key", rules.public_key(SEED), "--printed", f"2:{verdict.root}").exit_code == 0
    )
    assert run("verify", good, "--printed", f"1:{verdict.root}").exit_code == 1
    assert run("verify", good, "--key", rules.public_key(b"x" * 32)).exit_code == 1
    for nonsense in ("", "2", "x:ABCD", "-1:ABCD", "²:ABCD", "9" * 5000 + ":ABCD"):
        assert run("verify", good, "--printed", nonsense).exit_code == 2


def test_a_damaged_book_is_told_in_words_and_by_the_exit_code(tmp_path: Path) -> None:
    file = tmp_path / "book.jsonl"
    file.write_bytes(b"\n".join(chain({"n": 1})).replace(b'"n":1', b'"n":2'))

    answer = run("verify", file)

    assert answer.exit_code == 1
    assert "NOT whole" in answer.output or "NO está" in answer.output


def test_a_file_that_cannot_be_written_is_told(app: Flask, tmp_path: Path) -> None:
    with app.app_context():
        answer = run("export", tmp_path / "no" / "such" / "folder")

    assert answer.exit_code == 1
    assert "Traceback" not in answer.output


@pytest.mark.parametrize(("language", "words"), [("es", "El libro está entero"), ("en", "The book is whole")])
def test_verify_needs_no_flask_no_database_and_speaks_the_machines_language(
    good: Path, tmp_path: Path, language: str, words: str
) -> None:
    look = (
        "import sys; from coop.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "finally:\n"
        "    extra = {'flask', 'sqlalchemy', 'weasyprint'} & set(sys.modules)\n"
        "    assert not extra, extra\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", look, "records", "verify", str(good)],
        cwd=ROOT,
        env={**os.environ, "COOP_LANGUAGE": language, "COOP_INSTANCE": str(tmp_path / "none")},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert words in done.stdout
    assert not (tmp_path / "none").exists()


def test_two_officers_erase_at_the_command_line(app: Flask, cast: Cast) -> None:
    give_secrets(app, cast)

    def erase(*typed: object) -> Result:
        given = "".join(f"{each}\n" for each in typed)
        return CliRunner().invoke(group, ["erase", "Dora"], input=given, catch_exceptions=False)

    with app.app_context():
        with writing() as uow:
            usecases.record(uow, "tests.left", {}, {"name": "Dora Díaz", "dni": "30111222"})
        assert erase(2, PASSWORD, 1, PASSWORD).exit_code == 1, "Bruno holds no office"
        assert erase(5, PASSWORD, 1, "wrong").exit_code == 1
        done = erase(5, PASSWORD, 1, PASSWORD)
        assert done.exit_code == 0
        assert "Dora Díaz" in done.output
        assert "30111222" not in done.output
        again = erase()
        assert again.exit_code == 1
        assert "no such personal value" in again.output
