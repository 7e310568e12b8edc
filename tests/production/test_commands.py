"""The command line imports a whole factory, or says why not."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from coop.production.commands import group
from coop.stock import queries as stock
from coop.store import reading, writing
from tests.production.workshop import item_of, open_workshop

ITEMS = "Código;Descripción;Unidad;Origen\nPLA;Plato;u;hacemos\nMAL;;u;hacemos\n"


@pytest.fixture
def items(app: Flask, tmp_path: Path) -> str:
    with app.app_context(), writing() as uow:
        open_workshop(uow)
    path = tmp_path / "articulos.csv"
    path.write_text(ITEMS, "utf-8")
    return str(path)


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    with app.app_context():
        done = CliRunner().invoke(group, ["import", "production.items", *arguments])
    return done.exit_code, done.output


def codes(app: Flask) -> set[str]:
    with app.app_context(), reading() as uow:
        return {i.code for i in stock.items(uow)}


def test_a_dry_run_tells_and_writes_nothing(app: Flask, items: str) -> None:
    code, said = run(app, items, "--dry-run")
    assert code == 0 and "  3: " in said
    assert "PLA" not in codes(app)


def test_bad_rows_stop_everything_until_they_are_left_out(app: Flask, items: str) -> None:
    code, _said = run(app, items)
    assert code == 1 and "PLA" not in codes(app)
    code, _said = run(app, items, "--leave-out-bad")
    assert code == 0 and "PLA" in codes(app) and "MAL" not in codes(app)


def test_a_mapping_that_does_not_fit_is_said_in_one_sentence(app: Flask, items: str, tmp_path: Path) -> None:
    mapping = tmp_path / "columnas.toml"
    mapping.write_text('target = "production.bills"\n')
    code, said = run(app, items, "--mapping", str(mapping))
    assert code == 1 and "Traceback" not in said and "production.bills" in said


def test_files_that_the_mapping_joins_lie_beside_the_first(app: Flask, items: str, tmp_path: Path) -> None:
    (tmp_path / "unidades.csv").write_text("Art;Unidad de cuenta\nPLA;kg\nMAL;kg\n", "utf-8")
    mapping = tmp_path / "columnas.toml"
    mapping.write_text(
        'target = "production.items"\n[columns]\ncode = "Código"\nname = "Descripción"\n'
        'unit = "Unidad de cuenta"\nsource = "Origen"\n'
        '[[joins]]\nfile = "unidades.csv"\nleft = "Código"\nright = "Art"\n',
        "utf-8",
    )
    code, said = run(app, items, "--mapping", str(mapping), "--leave-out-bad")
    assert code == 0, said
    with app.app_context(), reading() as uow:
        assert item_of(uow, "PLA").unit.code == "kg"
