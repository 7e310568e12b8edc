"""What was published is checked again from its files, and every change in them shows."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from coop.assembly import commands, papers, rules, usecases
from coop.assembly.registry import registry
from coop.assembly.rules.counting import Ballot
from coop.documents import queries as documents
from coop.documents import usecases as press
from coop.kernel.canonical import digest, plain
from coop.kernel.clock import FrozenClock
from coop.records import queries as book
from coop.store import reading, writing
from tests.assembly.hall import Hall, found, gathered
from tests.assembly.kinds import ELECTION

BLT = '3 1\n4 1 2 0\n3 2 0\n2 3 2 0\n0\n"Ana"\n"Bruno"\n"Elsa"\n"Coordinación"\n'


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COOP_LANGUAGE", "en")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(commands.group, ["verify", *map(str, arguments)])


@pytest.fixture
def elections() -> Iterator[None]:
    registry.add([ELECTION])
    yield
    registry._kinds.pop(ELECTION.code)


@pytest.fixture
def files(app: Flask, clock: FrozenClock, tmp_path: Path, elections: None) -> dict[str, Path]:
    """The PDF and JSON of approved minutes with a motion, a roll-call and an election, and the book."""
    with app.app_context():
        with writing() as uow:
            hall = Hall(uow, found(uow), clock)
            hall.move()
            hall.move("assembly.rules", title="Reglamento", text="Se barre a las seis.")
            proposal = {"names": ["Ana", "Bruno", "Elsa"], "seats": 1, "alternates": 1, "rule": "irv"}
            hall.move(ELECTION.code, **proposal)
            hall.move(ELECTION.code, **{**proposal, "alternates": 0})
            gathered(hall)
            hall.vote(5, 1, 1)
            vote_id = usecases.open_vote(hall.as_("gabi"), hall.item(2), method="roll-call")
            for name in ("ana", "gabi", "hugo", "irma", "elsa"):
                usecases.answer(hall.as_(name), vote_id, getattr(hall.cast, name), said="in_favour")
            usecases.close_vote(hall.as_("gabi"), vote_id)
            vote_id = usecases.open_vote(hall.as_("gabi"), hall.item(3), method="roll-call")
            ranks = {"ana": 1, "bruno": 1, "elsa": 1, "gabi": 2, "hugo": 2, "irma": 3, "juan": 1}
            for name, first in ranks.items():
                usecases.answer(hall.as_(name), vote_id, getattr(hall.cast, name), ranks=((first,),))
            usecases.close_vote(hall.as_("gabi"), vote_id)
            vote_id = usecases.open_vote(hall.as_("gabi"), hall.item(4), method="paper")
            for teller in ("irma", "juan"):
                usecases.enter_ballots(hall.as_(teller), vote_id, [Ballot(7, ((3,),))])
            usecases.close_vote(hall.as_("gabi"), vote_id)
            hall.choose_signers()
            hall.finish()
        press.render_pending()
        with reading() as uow:
            paper = documents.find_paper(uow, rules.MINUTES, "1")
            assert paper is not None and paper.is_issued, paper
            made = {
                "acta.pdf": documents.pdf_of(uow, paper.id),
                "acta.json": json.dumps(plain(papers.minutes(uow, "1").attachment)).encode(),
                "libro.jsonl": book.exported(uow),
            }
    for name, body in made.items():
        (tmp_path / name).write_bytes(body)
    return {name: tmp_path / name for name in made}


def changed(files: dict[str, Path], change: Callable[[dict[str, Any]], None], *, sign: bool = True) -> Path:
    """The JSON with something changed, its fingerprint made to fit."""
    data = copy.deepcopy(json.loads(files["acta.json"].read_bytes()))
    change(data)
    if sign:
        data["digest"] = digest(data["minutes"])
    path = files["acta.json"].with_name("cambiada.json")
    path.write_text(json.dumps(data))
    return path


def test_the_paper_alone_and_with_the_book_holds(files: dict[str, Path]) -> None:
    for file in ("acta.pdf", "acta.json"):
        alone = run(files[file])
        assert alone.exit_code == 0, alone.output
        assert "All 4 who had to sign have signed." in alone.output
        assert "3 results were counted again and are so." in alone.output
        assert "1 results are published as totals alone" in alone.output, "of fewer than ten in secret"
        with_book = run(files[file], "--book", files["libro.jsonl"])
        assert with_book.exit_code == 0, with_book.output
        assert "holds these minutes" in with_book.output


def test_it_needs_no_database_and_no_instance(files: dict[str, Path], tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "coop", "assembly", "verify", files["acta.json"]],
        env={"PATH": "/usr/bin:/bin", "COOP_INSTANCE": str(tmp_path / "none"), "COOP_LANGUAGE": "es"},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Acta de la asamblea 1" in done.stdout
    assert not (tmp_path / "none").exists()


def _vote(data: dict[str, Any], item: int) -> dict[str, Any]:
    found: dict[str, Any] = data["minutes"]["items"][item]["vote"]
    return found


CHANGES: dict[str, Callable[[dict[str, Any]], None]] = {
    "is not what the votes give": lambda d: _vote(d, 0).update(in_favour=1),
    "more votes than people": lambda d: _vote(d, 0).update(against=7),
    "do not add up to the result": lambda d: _vote(d, 1)["by_name"][0].update(said="against"),
    "elect others than the minutes say": lambda d: _vote(d, 2)["tally"].update(elected=[2]),
    "had to sign and did not": lambda d: d["signatures"][0].update(means=None),
}


@pytest.mark.parametrize("says", CHANGES)
def test_what_does_not_add_up_shows_even_with_a_new_fingerprint(files: dict[str, Path], says: str) -> None:
    done = run(changed(files, CHANGES[says]))
    assert (done.exit_code, says in done.output) == (1, True), done.output


def test_a_changed_text_has_another_fingerprint(files: dict[str, Path]) -> None:
    path = changed(files, lambda d: d["minutes"].update(place="Otro lado"), sign=False)
    done = run(path)
    assert done.exit_code == 1
    assert "is not the one that was signed" in done.output


def test_with_a_new_fingerprint_the_book_says_otherwise(files: dict[str, Path]) -> None:
    path = changed(files, lambda d: d["minutes"].update(place="Otro lado"))
    assert run(path).exit_code == 0, "the paper alone cannot tell"
    done = run(path, "--book", files["libro.jsonl"])
    assert done.exit_code == 1
    assert "says otherwise than the minutes" in done.output


def test_another_entry_and_a_decision_that_nobody_took_show(files: dict[str, Path]) -> None:
    for change, says in (
        (lambda d: d.update(entry=1), "is not the one that the minutes name"),
        (lambda d: d.update(entry=9999), "is not the one that the minutes name"),
    ):
        done = run(changed(files, change), "--book", files["libro.jsonl"])
        assert (done.exit_code, says in done.output) == (1, True), done.output


def test_a_book_that_was_changed_proves_nothing(files: dict[str, Path], tmp_path: Path) -> None:
    broken = tmp_path / "roto.jsonl"
    broken.write_bytes(
        files["libro.jsonl"].read_bytes().replace(b'"outcome":"carried"', b'"outcome":"lost"', 1)
    )
    done = run(files["acta.json"], "--book", broken)
    assert done.exit_code == 1
    assert "not whole" in done.output
    other = run(files["acta.json"], "--book", files["libro.jsonl"], "--key", "A" * 43 + "=")
    assert other.exit_code == 1


@pytest.mark.parametrize(
    ("name", "body", "says"),
    [
        ("x.json", b"no", "not JSON"),
        ("x.json", b"[]", "neither minutes nor a board"),
        ("x.json", b"{}", "neither minutes nor a board"),
        ("x.json", b'{"minutes": {}, "digest": 1}', "missing or of another kind"),
        ("x.json", b'{"board": 3}', "missing or of another kind"),
        ("x.pdf", b"no", "no PDF"),
        ("x.csv", b"a;b;c\n1;2;3\n", "neither minutes nor a board"),
        ("x.blt", b"\xff\xfe", "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_checked_says_why(tmp_path: Path, name: str, body: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(body)
    done = run(path, "--rule", "irv")
    if body == b'{"minutes": {}, "digest": 1}':
        assert done.exit_code == 1, "a digest that does not fit"
    else:
        assert (done.exit_code, says in done.output) == (2, True), done.output


def test_ballots_are_counted_again(tmp_path: Path) -> None:
    path = tmp_path / "v.blt"
    path.write_text(BLT)
    assert "Elected: Bruno." in run(path, "--rule", "irv").output
    assert run(path, "--rule", "irv", "--elected", "2").exit_code == 0
    wrong = run(path, "--rule", "irv", "--elected", "1")
    assert wrong.exit_code == 1
    assert "elect others: Bruno" in wrong.output
    assert "Elected: Ana." in run(path, "--rule", "plurality").output
    assert run(path).exit_code == 2, "which rule it is does not stand in the file"
    assert run(path, "--rule", "irv", "--seats", "9").exit_code == 2
    path.write_text(BLT.replace("4 1 2", "3 1 2"))
    tie = run(path, "--rule", "plurality")
    assert tie.exit_code == 2
    assert "a lot decides between Ana, Bruno" in tie.output
    assert "Elected: Bruno." in run(path, "--rule", "plurality", "--lots", "2").output
    path.write_text("3 1\n4 1 x 0\n0\n")
    malformed = run(path, "--rule", "irv")
    assert malformed.exit_code == 2
    assert "Line 2" in malformed.output


BOARD = {
    "question": {"options": []},
    "board": [["AAA", "in_favour"], ["BBB", "in_favour"], ["CCC", "against"]],
    "result": {"in_favour": 2, "against": 1, "abstained": 0},
}
RANKED = {
    "question": {
        "options": [{"key": n, "says": {"message": "%(n)s", "facts": {"n": n}}} for n in ("Ana", "Bruno")],
        "seats": 1,
        "alternates": 0,
        "rule": "plurality",
    },
    "board": [["AAA", [[1]]], ["BBB", [[2]]], ["CCC", [[2]]], ["DDD", []]],
    "result": {"elected": [2], "lots": []},
}


def test_a_board_is_added_up(tmp_path: Path) -> None:
    path = tmp_path / "tablero.json"
    path.write_text(json.dumps(BOARD))
    assert "2 in favour, 1 against, 0 abstentions." in run(path).output
    path.write_text(json.dumps({**BOARD, "result": {"in_favour": 3, "against": 0, "abstained": 0}}))
    assert run(path).exit_code == 1
    path.write_text(json.dumps({**BOARD, "board": [*BOARD["board"], ["AAA", "against"]]}))
    twice = run(path)
    assert (twice.exit_code, "tracker twice: AAA" in twice.output) == (1, True)
    path.write_text(json.dumps(RANKED))
    assert "Elected: Bruno." in run(path).output
    path.write_text(json.dumps({**RANKED, "result": {"elected": [1], "lots": []}}))
    assert run(path).exit_code == 1


def test_a_board_as_a_table_is_added_up(tmp_path: Path) -> None:
    path = tmp_path / "tablero.csv"
    path.write_text("Clave;Voto\nAAA;A favor\nBBB;A favor\nCCC;En contra\n", "utf-8-sig")
    done = run(path)
    assert done.exit_code == 0
    assert "2 × A favor" in done.output
    path.write_text("Clave,Voto\nAAA,A favor\nAAA,A favor\n")
    assert run(path).exit_code == 1


def test_real_ballots_give_the_published_result(shared_data: Path) -> None:
    path = shared_data / "elections" / "scotland" / "edinburgh_2022_ward5.blt"
    if not path.exists():
        (path,) = (shared_data / "elections" / "scotland").rglob("edinburgh_2022_ward5*.blt")
    done = run(path, "--rule", "scottish-stv")
    assert done.exit_code == 0
    assert "Hal OSLER" in done.output


def test_who_did_not_sign_with_a_reason_is_named_and_the_minutes_hold(files: dict[str, Path]) -> None:
    def unsigned(data: dict[str, Any]) -> None:
        data["signatures"][0] |= {"means": "none", "why": "Se niega"}

    said = run(changed(files, unsigned))
    assert said.exit_code == 0 and "3 signed; why Gabi Gómez" in said.output, said.output
