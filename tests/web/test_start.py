"""How the first two officers of a co-op that was just founded get in, and how that way closes."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from coop import wiring
from coop.assembly.commands import EXAMPLE
from coop.kernel.errors import CoopError
from coop.records import queries as records
from coop.store import reading
from coop.web import rules
from tests.cast import PASSWORD, Browser, Cast, give_secrets

NEW = "pan, paz y trabajo"
MEMBER = """
[[members]]
number = 8
given_names = "Hugo"
family_name = "Huenchumil"
"""


def run(app: Flask, group: str, *arguments: str) -> str:
    with app.app_context():
        done = CliRunner().invoke(wiring.command_groups()[group], list(arguments))
    if isinstance(done.exception, CoopError):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def start(app: Flask, first: int = 1, second: int = 2) -> dict[int, str]:
    """The start passwords by number, as printed."""
    lines = [
        line.split("\t")
        for line in run(app, "access", "start-passwords", str(first), str(second)).splitlines()
    ]
    return {int(cells[0]): cells[2] for cells in lines if len(cells) == 3}


@pytest.fixture
def founded(app: Flask, tmp_path: Path) -> Flask:
    """A co-op founded from the very example of the command, and a member without office."""
    act = tmp_path / "acta.toml"
    act.write_text(EXAMPLE + MEMBER, encoding="utf-8")
    run(app, "assembly", "found", str(act))
    return app


def test_from_the_founding_to_a_member_who_signs_in(founded: Flask) -> None:
    passwords = start(founded)
    assert list(passwords) == [1, 2]
    for number in (1, 2):
        person = Browser(founded.test_client())
        assert person.sign_in(number, passwords[number]).status_code == 303
        assert person.get("/").headers["Location"] == "/mis-claves"
        assert person.get("/personas/").headers["Location"] == "/mis-claves"
        sent = person.post("/mis-claves", old=passwords[number], password=NEW)
        assert sent.status_code == 303
        assert person.get("/claves/nueva").status_code == 200
    person.post("/claves/nueva", number=8, second_number=1, second_password=NEW, password=PASSWORD)
    assert Browser(founded.test_client()).sign_in(8, PASSWORD).status_code == 303


def test_a_start_password_is_good_for_choosing_ones_own_and_nothing_else(founded: Flask) -> None:
    passwords = start(founded)
    ana, elsa = Browser(founded.test_client()), Browser(founded.test_client())
    ana.sign_in(1, passwords[1])
    assert ana.post("/claves/nueva", at="/mis-claves", number=8).status_code == 403
    assert ana.post("/mis-claves", old=passwords[1], pin="730184").status_code == 403
    assert ana.post("/mis-claves", old=passwords[1], password=NEW).status_code == 303
    issued = {"number": 8, "second_number": 2, "password": PASSWORD}
    assert ana.post("/claves/nueva", **issued, second_password=passwords[2]).status_code == 401
    assert elsa.sign_in(1, passwords[1]).status_code == 401
    assert elsa.sign_in(1, NEW).status_code == 303


def test_lost_start_passwords_are_replaced_and_the_old_ones_dead(founded: Flask) -> None:
    lost = start(founded)
    again = start(founded, 2, 1)
    person = Browser(founded.test_client())
    assert person.sign_in(1, lost[1]).status_code == 401
    assert person.sign_in(1, again[1]).status_code == 303


def test_start_passwords_stand_in_the_record_book_without_the_passwords(founded: Flask) -> None:
    passwords = start(founded)
    with founded.app_context(), reading() as uow:
        entries = records.entries(uow, limit=2)
    assert [(e.kind, e.facts["kind"], e.facts["by"]) for e in entries] == [
        ("web.secret_issued", "start", [None, None])
    ] * 2
    assert not any(word in str(e.facts) for e in entries for word in passwords.values())


@pytest.mark.parametrize(
    ("first", "second", "refusal"),
    [(1, 1, rules.SameOfficer), (1, 8, rules.NotAnOfficer), (1, 9, rules.NoSuchNumber)],
)
def test_only_two_different_officers_get_them(
    founded: Flask, first: int, second: int, refusal: type[CoopError]
) -> None:
    with pytest.raises(refusal):
        start(founded, first, second)


def test_the_way_is_closed_once_officers_have_passwords_of_their_own(app: Flask, cast: Cast) -> None:
    give_secrets(app, cast)
    with pytest.raises(rules.OwnPasswordsThere):
        start(app, cast.numbers["ana"], cast.numbers["elsa"])
