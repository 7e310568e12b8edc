"""The founding act as a file."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from flask import Flask

from coop.assembly import commands, queries, usecases
from coop.assembly.usecases.acts import BadAct
from coop.assembly.usecases.founding import FewOfficers
from coop.kernel.offices import OFFICES
from coop.people import queries as people
from coop.store import UnitOfWork, reading
from coop.web.commands import group as access


def act() -> dict[str, Any]:
    return tomllib.loads(commands.EXAMPLE)


def test_the_example_founds_a_co_op(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "act.toml"
    with app.app_context():
        printed = CliRunner().invoke(commands.group, ["found", "--example"])
        file.write_text(printed.output, encoding="utf-8")
        done = CliRunner().invoke(commands.group, ["found", str(file)])
        assert done.exit_code == 0, done.output
        with reading() as uow:
            roll = people.roll(uow, uow.today())
            ana = roll[0]
            assert (ana.name, ana.joined_on, ana.dni) == ("Ana Acosta", date(2026, 1, 5), "20123456")
            assert people.offices_of(uow, ana.id, uow.today()) == {"treasurer"}
            held = [people.offices_of(uow, m.id, uow.today()) for m in roll]
            assert frozenset().union(*held) == set(OFFICES)
            assert {s.name for s in people.sectors(uow)} == {"Empaque", "Esmaltes", "Hornos"}
            assert queries.get_statute(uow, uow.today()).code == "ar-worker-model"
        start = CliRunner().invoke(access, ["start-passwords", "1", "2"])  # as the README says it
        assert start.exit_code == 0, start.output
        again = CliRunner().invoke(commands.group, ["found", str(file)])
        assert again.exit_code == 1
        assert "Traceback" not in again.output


def test_an_act_with_one_officer_is_refused_because_nobody_could_get_in(uow: UnitOfWork) -> None:
    alone = act()
    del alone["mandates"][1:]
    with pytest.raises(FewOfficers), uow.savepoint():
        usecases.found(uow, usecases.act_of(uow, alone))
    assert people.find_coop(uow) is None


def test_a_file_that_is_no_toml_is_refused_and_nothing_is_stored(app: Flask, tmp_path: Path) -> None:
    for content in (b"[coop\nname = 1", b"\xff\xfe\x00", b""):
        file = tmp_path / "act.toml"
        file.write_bytes(content)
        with app.app_context():
            done = CliRunner().invoke(commands.group, ["found", str(file)])
            assert done.exit_code == 1, done.output
            with reading() as uow:
                assert people.find_coop(uow) is None


def test_every_statute_can_be_listed(app: Flask) -> None:
    with app.app_context():
        listed = CliRunner().invoke(commands.group, ["statutes"]).output
    assert "ar-20337" in listed
    assert "ar-worker-model" in listed


@pytest.mark.parametrize(
    ("where", "change"),
    [
        ("[coop]", lambda a: a.pop("coop")),
        ("[coop]", lambda a: a["coop"].pop("name")),
        ("[coop]", lambda a: a["coop"].update(name="  ")),
        ("[coop]", lambda a: a["coop"].update(colour="red")),
        ("[coop]", lambda a: a["coop"].update(founded_on="2026-01-05")),
        ("[coop]", lambda a: a["coop"].update(founded_on=date(20, 1, 5))),
        ("[[mandates]] 1", lambda a: a["mandates"][0].update(until=date(9999, 12, 31))),
        ("[[members]] 1", lambda a: a["members"][0].pop("family_name")),
        ("[[members]] 1", lambda a: a["members"][0].update(number="1")),
        ("[[members]] 1", lambda a: a["members"][0].update(number=True)),
        ("[[members]] 1", lambda a: a["members"][0].update(skills="hornero")),
        ("[[members]]", lambda a: a.update(members={"number": 1})),
        ("[[mandates]] 1", lambda a: a["mandates"][0].pop("until")),
        ("[[mandates]] 1", lambda a: a.update(mandates=[3])),
        ("the file", lambda a: a.update(people=[])),
    ],
)
def test_a_wrong_act_is_refused_with_the_place(uow: UnitOfWork, where: str, change: Any) -> None:
    data = act()
    change(data)
    with pytest.raises(BadAct) as caught:
        usecases.act_of(uow, data)
    assert str(caught.value).split(": ", 1)[1].startswith(f"{where}, ")
