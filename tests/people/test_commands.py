"""The command line: what it says, and that a dry run changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from coop.people import queries
from coop.people.commands import group
from coop.people.usecases.import_undo import NotApplied
from coop.store import reading
from coop.web.imports import RowsLeftOut
from coop.web.imports.mapping import BadMapping
from tests.cast import Cast
from tests.web.imports.files import csv_bytes

ROWS = [["Nro", "Nombre", "Apellido"], ["20", "Eva", "Enz"], ["1", "Ana María", "Acosta"]]


@pytest.fixture(autouse=True)
def spanish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOP_LANGUAGE", "es_AR")


def run(app: Flask, *arguments: str | Path) -> Result:
    with app.app_context():
        return CliRunner().invoke(group, [str(a) for a in arguments])


def count(app: Flask) -> int:
    with app.app_context(), reading() as uow:
        return len(queries.members(uow))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "gente.csv"
    path.write_bytes(csv_bytes(ROWS))
    return path


def test_people_are_listed(app: Flask, cast: Cast) -> None:
    assert "1\tmember\tAna Acosta" in run(app, "list").output
    assert run(app, "list", "--status", "candidate").output == "8\tcandidate\tCarla Castro\n"
    assert run(app, "list", "--status", "king").exit_code == 2


def test_a_file_is_imported_after_a_dry_run_and_taken_back(app: Flask, cast: Cast, file: Path) -> None:
    dry = run(app, "import", file, "--dry-run")
    assert dry.exit_code == 0 and count(app) == 8
    assert "2\tNuevo\tEva Enz" in dry.output and "Nombres: Ana → Ana María" in dry.output

    done = run(app, "import", file)
    assert done.exit_code == 0 and count(app) == 9

    assert run(app, "undo", "1").exit_code == 0 and count(app) == 8
    again = run(app, "undo", "1")
    assert isinstance(again.exception, NotApplied)


def test_a_mapping_file_is_used_and_its_mistakes_are_told(app: Flask, cast: Cast, file: Path) -> None:
    mapping = file.with_name("m.toml")
    mapping.write_text(
        'target = "people.members"\n[columns]\ngiven_names = "Nombre"\nfamily_name = "Nombre"\n'
    )
    assert run(app, "import", file, "--mapping", mapping).exit_code == 0
    mapping.write_text("columns = 1")
    wrong = run(app, "import", file, "--mapping", mapping)
    assert isinstance(wrong.exception, BadMapping)


def test_rows_with_errors_are_left_out_only_on_purpose(app: Flask, cast: Cast, file: Path) -> None:
    file.write_bytes(csv_bytes([*ROWS, ["x", "Fito", "Funes"]]))

    refused = run(app, "import", file)
    assert isinstance(refused.exception, RowsLeftOut) and "4\tError" in refused.output and count(app) == 8
    assert run(app, "import", file, "--leave-out-bad").exit_code == 0
    assert count(app) == 9


def test_the_real_factory_is_imported_from_its_folder(app: Flask, shared_data: Path) -> None:
    mapping = Path(__file__).parents[1] / "factory" / "employees.toml"

    done = run(app, "import", shared_data / "factory" / "Employee.csv", "--mapping", mapping)

    assert done.exit_code == 0, done.output
    assert count(app) == 290
