"""Recording, deciding, erasing and signing, on both engines."""

from __future__ import annotations

import hashlib
import json
import threading
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from coop.kernel.errors import Sentence
from coop.kernel.money import Money
from coop.records import queries, rules, usecases, verifier
from coop.store import Actor, UnitOfWork, writing
from coop.store.keyring import keyring
from coop.web.rules import NotAnOfficer, SameOfficer
from tests.cast import Cast, found

SUBJECT = "5" * 64


def decide(uow: UnitOfWork, number: str = "2026-001", **more: object) -> usecases.Decision:
    facts = {"in_favour": 5, "against": 1}
    given = {"kind": "payroll.split", "matter": "pay", "outcome": "carried", **more}
    return usecases.record_decision(uow, number=number, subject=SUBJECT, facts=facts, **given)  # type: ignore[arg-type]


def test_entries_are_chained_from_the_first(uow: UnitOfWork) -> None:
    first = usecases.record(uow, "tests.done", {"amount": Money(150), "day": date(2026, 11, 3)})
    second = usecases.record(uow, "tests.done", {})

    lines = queries.lines(uow)
    assert (first.seq, second.seq) == (0, 1)
    assert json.loads(lines[0])["prev"] == rules.FIRST
    assert json.loads(lines[1])["prev"] == hashlib.sha256(lines[0]).hexdigest() == first.digest
    assert queries.get_entry(uow, 0).facts == {"amount": 150, "day": "2026-11-03"}
    assert [e.seq for e in queries.entries(uow)] == [1, 0]


def test_who_acted_is_recorded(app: Flask) -> None:
    with app.app_context(), writing(Actor(member_id=17)) as uow:
        usecases.record(uow, "tests.done", {})
        assert queries.get_entry(uow, 0).by == 17


def test_nothing_personal_stands_in_the_book(uow: UnitOfWork) -> None:
    usecases.record(uow, "tests.admitted", {"number": 8}, {"name": "Carla Castro", "dni": "30111222"})

    book = b"\n".join(queries.lines(uow))
    assert b"Carla" not in book
    assert b"30111222" not in book
    assert {v.name: v.value for v in queries.find_personal(uow, "carla")} == {
        "name": "Carla Castro",
        "dni": "30111222",
    }


def test_equal_values_have_unequal_digests(uow: UnitOfWork) -> None:
    for _n in range(2):
        usecases.record(uow, "tests.admitted", {}, {"name": "Carla Castro"})

    digests = [json.loads(line)["personal"]["name"] for line in queries.lines(uow)]
    assert digests[0] != digests[1]


@pytest.fixture
def officers(uow: UnitOfWork) -> Cast:
    """The cast, with the secretary acting."""
    cast = found(uow)
    uow.actor = cast.actor("hugo")
    return cast


def erase(uow: UnitOfWork, officers: Cast, text: str, *, why: str = "asked") -> usecases.Entry:
    places = [(v.seq, v.name) for v in queries.find_personal(uow, text) if v.is_hers]
    return usecases.erase(uow, places, why=why, confirmed_by=officers.ana)


def left_of(uow: UnitOfWork) -> int:
    return (
        uow.session.execute(text("SELECT COUNT(*) FROM records_secret WHERE salt IS NOT NULL")).scalar() or 0
    )


def test_a_person_is_erased_and_the_chain_still_verifies(uow: UnitOfWork, officers: Cast) -> None:
    of_others = left_of(uow)
    first = usecases.record(uow, "tests.admitted", {}, {"name": "Dora Díaz", "dni": "30111222"}).seq
    usecases.record(uow, "tests.admitted", {}, {"name": "Bruno Benítez"})
    last = usecases.record(uow, "tests.left", {}, {"name": "Dora Díaz"}).seq
    before = queries.lines(uow)
    assert {v.seq for v in queries.find_personal(uow, "dora DIAZ")} == {first, last}

    erasure = erase(uow, officers, "Díaz")
    usecases.checkpoint(uow)

    assert queries.lines(uow)[: last + 1] == before
    assert queries.find_personal(uow, "Dora") == queries.find_personal(uow, "30111222") == ()
    assert queries.get_entry(uow, erasure.seq).facts == {
        "why": "asked",
        "by": [officers.hugo, officers.ana],
        "erased": [{"seq": first, "names": ["dni", "name"]}, {"seq": last, "names": ["name"]}],
    }
    assert verifier.verify(queries.exported(uow)).problem is None
    assert left_of(uow) == of_others + 1


def test_one_value_of_an_entry_can_be_erased_alone(uow: UnitOfWork, officers: Cast) -> None:
    entry = usecases.record(uow, "tests.admitted", {}, {"name": "Dora Díaz", "dni": "30111222"})

    usecases.erase(uow, [(entry.seq, "dni")], why="not needed", confirmed_by=officers.ana)

    assert [v.name for v in queries.find_personal(uow, "Díaz")] == ["name"]


def test_what_is_erased_cannot_be_erased_again_and_nothing_is_recorded(
    uow: UnitOfWork, officers: Cast
) -> None:
    seq = usecases.record(uow, "tests.admitted", {}, {"name": "Dora Díaz"}).seq
    erase(uow, officers, "Díaz")
    size = queries.size(uow)

    for places in ([(seq, "name")], [(seq, "dni")], []):
        with pytest.raises(rules.NothingToErase):
            usecases.erase(uow, places, why="asked", confirmed_by=officers.ana)

    assert queries.size(uow) == size


def test_only_two_officers_erase_and_only_for_a_reason_that_names_nobody(
    uow: UnitOfWork, officers: Cast
) -> None:
    usecases.record(uow, "tests.admitted", {}, {"name": "Dora Díaz"})
    with pytest.raises(rules.UnknownReason):
        erase(uow, officers, "Díaz", why="Dora Díaz asked for it")
    for actor, second, error in (
        ("hugo", "hugo", SameOfficer),
        ("hugo", "bruno", NotAnOfficer),
        ("bruno", "ana", NotAnOfficer),
    ):
        uow.actor = officers.actor(actor)
        (value,) = queries.find_personal(uow, "Díaz")
        with pytest.raises(error):
            second_id = getattr(officers, second)
            usecases.erase(uow, [(value.seq, value.name)], why="asked", confirmed_by=second_id)
    assert len(queries.find_personal(uow, "Díaz")) == 1


def test_a_personal_value_exchanged_behind_our_back_is_noticed(uow: UnitOfWork) -> None:
    usecases.record(uow, "tests.admitted", {}, {"name": "Carla Castro"})
    add = "INSERT INTO records_secret (entry_id, name, salt, value) SELECT entry_id, name, salt, 'Nobody' "
    uow.session.execute(text(add + "FROM records_secret"))

    with pytest.raises(rules.BookBroken):
        queries.find_personal(uow, "Nobody")


WALL = Sentence(
    "%(name)s stands in the way of %(others)s: %(why)s %(count)s",
    {
        "name": "Dora Díaz",
        "others": ["Eva Egea"],
        "why": Sentence("ask %(who)s", {"who": "Dora Díaz"}),
        "count": 3,
    },
)


@pytest.mark.parametrize("awaited", [False, True])
def test_an_obstacle_names_nobody_in_the_book_and_can_be_erased(
    uow: UnitOfWork, officers: Cast, awaited: bool
) -> None:
    if awaited:
        made = decide(uow, "2026-009", state="awaiting registration")
        seq = usecases.settle_decision(uow, made.id, state="blocked", facts={}, obstacle=WALL).seq
    else:
        made = decide(uow, "2026-009", state="blocked", obstacle=WALL)
        seq = made.entry.seq
    assert b"Dora" not in b"".join(queries.lines(uow))
    assert queries.get_entry(uow, seq).facts["obstacle"] == WALL.message
    assert "Dora" in str(queries.get_decision(uow, made.id).obstacle)

    erase(uow, officers, "Dora")

    said = str(queries.get_decision(uow, made.id).obstacle)
    assert "Dora" not in said
    assert "Eva Egea" in said, "the others named stay"
    assert [v.value for v in queries.find_personal(uow, "Egea")] == ["Eva Egea"]


def test_nobody_blanks_an_obstacle_by_hand(uow: UnitOfWork, officers: Cast) -> None:
    made = decide(uow, "2026-009", state="blocked", obstacle=WALL)
    with pytest.raises(DatabaseError, match="an obstacle changes only"):
        uow.session.execute(text(f"UPDATE records_decision SET obstacle = NULL WHERE id = {made.id}"))


def test_a_carried_decision_is_in_force_and_can_be_cited(uow: UnitOfWork) -> None:
    made = decide(uow)

    found = queries.get_decision(uow, made.id)
    assert (found.number, found.outcome, found.state) == ("2026-001", "carried", "in force")
    assert found.digest == made.digest == queries.get_entry(uow, made.entry.seq).digest
    assert found.decided_on == date(2026, 11, 3)
    assert queries.find_decision_by_fingerprint(uow, made.digest[:20]) == found
    assert queries.find_decision_by_fingerprint(uow, "%") is None


def test_a_lost_motion_is_recorded_too_and_has_no_effect(uow: UnitOfWork) -> None:
    assert queries.get_decision(uow, decide(uow, outcome="lost").id).state == "lost"


def test_an_obstacle_is_written_down_with_the_decision(uow: UnitOfWork) -> None:
    why = Sentence("Only %(left)s are left.", {"left": Money(100)})

    made = decide(uow, state="blocked", obstacle=why)

    assert queries.get_decision(uow, made.id).obstacle == why
    assert queries.get_entry(uow, made.entry.seq).facts["state"] == "blocked"


@pytest.mark.parametrize("state", ["in force", "blocked"])
def test_a_decision_that_waits_is_settled_once_by_an_entry(uow: UnitOfWork, state: str) -> None:
    made = decide(uow, state="awaiting registration")
    why = Sentence("The registry refused it.") if state == "blocked" else None

    entry = usecases.settle_decision(uow, made.id, state=state, facts={"registered_as": "7/26"}, obstacle=why)  # type: ignore[arg-type]

    found = queries.get_decision(uow, made.id)
    assert (found.state, found.obstacle) == (state, why)
    assert queries.get_entry(uow, entry.seq).facts["facts"] == {"registered_as": "7/26"}
    with pytest.raises(rules.NotAwaiting):
        usecases.settle_decision(uow, made.id, state="in force", facts={})


REFUSED = (
    "cannot be (changed|deleted)|can only be erased|follows the last|stands in the record|by an entry"
    "|an obstacle changes only"
)
STATEMENTS = (
    "UPDATE records_entry SET line = 'x'",
    "UPDATE records_entry SET seq = 99 WHERE seq = 0",
    "DELETE FROM records_entry",
    "INSERT INTO records_entry (seq, prev, kind, at, line, digest) VALUES (7, '{d}', 'k', '{t}', 'x', 'y')",
    "INSERT INTO records_entry (seq, prev, kind, at, line, digest) VALUES (2, 'fork', 'k', '{t}', 'x', 'y')",
    "INSERT INTO records_entry (seq, prev, kind, at, line, digest) VALUES (0, '{z}', 'k', '{t}', 'x', 'y')",
    "UPDATE records_decision SET outcome = 'lost', state = 'lost'",
    "UPDATE records_decision SET number = '2026-099'",
    "UPDATE records_decision SET state = 'blocked'",
    "UPDATE records_decision SET state = 'blocked', settled_seq = 0 WHERE number = '2026-001'",
    "UPDATE records_decision SET obstacle = '{{}}'",
    "DELETE FROM records_decision",
    "INSERT INTO records_decision "
    "(number, kind, matter, outcome, subject, digest, entry_seq, decided_on, state) "
    "SELECT '2026-009', kind, matter, outcome, subject, 'f', 0, decided_on, state FROM records_decision",
    "UPDATE records_secret SET value = 'Somebody else'",
    "UPDATE records_secret SET value = NULL, salt = NULL",
    "UPDATE records_secret SET value = NULL, salt = NULL, erased_seq = 0",
    "DELETE FROM records_secret",
    "UPDATE records_checkpoint SET note = 'x'",
    "DELETE FROM records_checkpoint",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses_to_rewrite_the_book(uow: UnitOfWork, statement: str) -> None:
    usecases.record(uow, "tests.admitted", {}, {"name": "Carla Castro"})
    decide(uow, state="awaiting registration")
    last = usecases.checkpoint(uow)
    assert last.size == 3
    told = statement.format(d=queries.get_entry(uow, 2).digest, t="2026-11-03 12:00:00", z=rules.FIRST)

    with pytest.raises(DatabaseError, match=REFUSED), uow.savepoint():
        uow.session.execute(text(told))

    assert verifier.verify(queries.exported(uow)).problem is None


def test_the_book_can_be_exported_once_it_is_signed(uow: UnitOfWork) -> None:
    with pytest.raises(rules.BookEmpty):
        queries.exported(uow)
    usecases.record(uow, "tests.done", {})

    made = usecases.checkpoint(uow)

    verdict = verifier.verify(queries.exported(uow), key=rules.public_key(keyring().get("records")))
    assert verdict.problem is None
    assert verdict.entries == made.size == 2


def test_signing_again_without_news_gives_the_same_note(uow: UnitOfWork) -> None:
    assert usecases.checkpoint(uow) == usecases.checkpoint(uow)
    assert queries.size(uow) == 1


def test_entries_after_the_last_note_wait_for_the_next(uow: UnitOfWork) -> None:
    usecases.checkpoint(uow)
    usecases.record(uow, "tests.done", {})

    assert verifier.verify(queries.exported(uow)).entries == 1
    usecases.checkpoint(uow)
    assert verifier.verify(queries.exported(uow)).entries == 2


def test_a_new_key_is_announced_and_earlier_notes_stay_good(uow: UnitOfWork) -> None:
    usecases.record(uow, "tests.done", {})
    kept = usecases.checkpoint(uow).note.encode()
    (keyring().folder / "records.key").rename(keyring().folder / "records-old.key")

    usecases.checkpoint(uow)

    book = queries.exported(uow)
    assert verifier.verify(book, notes=[kept]).problem is None
    assert [e.kind for e in queries.entries(uow)] == ["records.key", "records.key", "tests.done"]


def test_two_writers_at_once_make_one_chain(app: Flask) -> None:
    def write() -> None:
        with app.app_context():
            for _n in range(10):
                with writing() as unit:
                    usecases.record(unit, "tests.done", {})

    writers = [threading.Thread(target=write) for _n in range(2)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    with app.app_context(), writing() as uow:
        usecases.checkpoint(uow)
        verdict = verifier.verify(queries.exported(uow))
    assert verdict.problem is None
    assert verdict.entries == 21
