"""The secret vote by slip and urn, from the printing of the slips to the board."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from coop.assembly import queries, urn, usecases
from coop.assembly.queries import urn as urns
from coop.assembly.rules import urn as rules
from coop.assembly.usecases import urn as box
from coop.assembly.usecases.announcing import UrnNotCounted
from coop.assembly.usecases.sitting import VoteOver
from coop.assembly.usecases.urn.casting import MayNotSign, NotAtTheTable, SignedAlready
from coop.kernel.clock import FrozenClock
from coop.records import queries as book
from coop.store import Actor, UnitOfWork, writing
from coop.store.engine import db
from tests.assembly.box import KEEPERS, PHRASES, crowded, opened, prepared, vote_of
from tests.assembly.hall import Hall, held
from tests.assembly.test_usecases import refused
from tests.assembly.test_votes import ELECTED, election, standing

__all__ = ["election"]

ANSWERS = {
    **{"ana": "in_favour", "bruno": "against", "elsa": "in_favour", "gabi": "in_favour"},
    **{"hugo": "abstained", "irma": "in_favour", "juan": "in_favour"},
}


@pytest.fixture
def hall(uow: UnitOfWork, clock: FrozenClock) -> Hall:
    return held(uow, clock)


def entries(hall: Hall, kind: str) -> list[dict[str, object]]:
    found = hall.uow.session.execute(
        text("SELECT body FROM records_entry WHERE kind = :k ORDER BY seq"), {"k": kind}
    )
    return [row[0] for row in found]


def test_a_vote_by_slips_becomes_a_decision(hall: Hall) -> None:
    made = opened(hall)
    for name, answer in ANSWERS.items():
        made.vote(name, answer)
    with pytest.raises(UrnNotCounted):
        usecases.close_vote(hall.as_("gabi"), made.vote_id)
    made.close()
    assert made.count(7)
    result = usecases.close_vote(hall.as_("gabi"), made.vote_id)
    assert (result.in_favour, result.against, result.abstained) == (5, 1, 1)
    assert result.outcome == "carried"


def test_there_is_a_slip_for_everybody_and_some_to_spare_and_no_code_is_stored(hall: Hall) -> None:
    made = opened(hall)
    assert len(made.slips) == 7 + 3
    stored = hall.uow.session.execute(text("SELECT hashed, used FROM assembly_slip")).all()
    assert len(stored) == 10
    assert not any(used for _hash, used in stored)
    codes = {s.code.encode() for s in made.slips}
    assert not any(code in bytes(hash_) for hash_, _used in stored for code in codes)


def test_paper_that_was_spoilt_is_printed_again_and_the_old_slips_are_worthless(hall: Hall) -> None:
    vote_id = usecases.open_vote(hall.as_("gabi"), hall.item(), method="slips")
    old = prepared(hall, vote_id)
    new = prepared(hall, vote_id, spare=5)
    assert old.opening_hash != new.opening_hash
    box.open_urn(hall.as_("irma"), vote_id)
    with pytest.raises(urn.BadCode):
        new.cast(old.slips[0], "against")
    new.vote("bruno", "against")
    with pytest.raises(box.UrnIsOpen):
        prepared(hall, vote_id)


def test_the_opening_goes_into_the_record_book(hall: Hall) -> None:
    made = opened(hall)
    seq = hall.uow.session.scalar(text("SELECT MAX(seq) FROM records_entry"))
    entry = book.get_entry(hall.uow, seq)
    assert entry.kind == "assembly.urn_opened"
    assert made.opening_hash in str(entry)


def test_a_slip_votes_once(hall: Hall) -> None:
    made = opened(hall)
    slip = made.vote("bruno", "against")
    with pytest.raises(box.SlipUsed):
        made.cast(slip, "in_favour")


def test_a_slip_burned_between_sealing_and_casting_is_refused_and_leaves_no_envelope(hall: Hall) -> None:
    made = opened(hall)
    slip = made.draw("bruno")
    twice = [box.seal_vote(hall.as_(None), made.vote_id, slip.code, "against") for _ in range(2)]
    box.cast(hall.as_(None), made.vote_id, twice[0])
    with pytest.raises(box.SlipUsed):
        box.cast(hall.as_(None), made.vote_id, twice[1])
    assert hall.uow.session.scalar(text("SELECT COUNT(*) FROM assembly_envelope")) == 1


def test_an_invented_code_votes_nothing(hall: Hall) -> None:
    made = opened(hall)
    with pytest.raises(urn.BadCode):
        box.seal_vote(hall.as_(None), made.vote_id, "ABCD EFGH JKLM", "against")
    with pytest.raises(box.SlipUsed):
        box.cast(hall.as_(None), made.vote_id, box.Sealed(b"x" * 32, b"y" * 112))


def test_an_answer_that_cannot_be_is_refused_before_the_slip_is_burned(hall: Hall) -> None:
    made = opened(hall)
    slip = made.draw("bruno")
    for answer in ("perhaps", ((1,),)):
        with pytest.raises(rules.NoSuchAnswer):
            made.cast(slip, answer)
    made.cast(slip, "against")


def test_each_member_signs_once_and_only_who_may_vote(hall: Hall) -> None:
    made = opened(hall)
    made.draw("bruno")
    with pytest.raises(SignedAlready):
        made.draw("bruno")
    with pytest.raises(MayNotSign):
        made.draw("carla")
    with pytest.raises(NotAtTheTable):
        box.sign(hall.as_("ana"), made.vote_id, hall.cast.ana)
    box.sign(hall.as_("juan"), made.vote_id, hall.cast.ana)
    assert urns.signed_ids(hall.uow, made.vote_id) == {hall.cast.ana, hall.cast.bruno}
    assert vote_of(made).said == 2


def test_before_the_urn_is_open_and_after_it_is_closed_nobody_signs_or_votes(hall: Hall) -> None:
    vote_id = usecases.open_vote(hall.as_("gabi"), hall.item(), method="slips")
    made = prepared(hall, vote_id)
    with pytest.raises(box.UrnNotOpen):
        made.draw("bruno")
    with pytest.raises(box.UrnNotOpen):
        made.cast(made.slips[0], "against")
    box.open_urn(hall.as_("irma"), vote_id)
    slip = made.draw("bruno")
    sealed = box.seal_vote(hall.as_(None), vote_id, slip.code, "against")
    made.close()
    with pytest.raises(box.UrnNotOpen):
        box.cast(hall.as_(None), vote_id, sealed)
    with pytest.raises(box.UrnNotOpen):
        made.draw("ana")


def test_only_tellers_handle_the_urn(hall: Hall) -> None:
    vote_id = usecases.open_vote(hall.as_("gabi"), hall.item(), method="slips")
    made = prepared(hall, vote_id)
    for who in ("gabi", "hugo", None):
        with pytest.raises(box.NotAScrutineer):
            box.open_urn(hall.as_(who), vote_id)
    box.open_urn(hall.as_("juan"), vote_id)
    with pytest.raises(box.NotAScrutineer):
        box.close_urn(hall.as_("gabi"), vote_id)
    assert made.urn.state == "open"


def test_two_of_three_keepers_count(hall: Hall) -> None:
    made = opened(hall)
    made.vote("bruno", "against")
    made.close()
    found = box.locked_key(made.urn)
    assert set(found.salts) == {getattr(hall.cast, k) for k in KEEPERS}
    with pytest.raises(urn.TooFewKeepers):
        urn.unlock(found, {hall.cast.irma: PHRASES[0]})
    assert made.count(1, 1, 2)


def test_nothing_is_counted_while_people_vote_or_with_another_key(hall: Hall) -> None:
    made = opened(hall)
    made.vote("bruno", "against")
    with pytest.raises(box.NotClosed):
        made.count(1)
    made.close()
    other, locked = urn.lock(dict(zip((1, 2, 3), PHRASES, strict=True)))
    with pytest.raises(box.WrongKey):
        box.count_urn(
            hall.as_("irma"),
            made.vote_id,
            secret_key=urn.unlock(locked, {1: PHRASES[0], 2: PHRASES[1]}),
            second_urn=1,
            left=9,
        )
    assert other != made.urn.public_key


def test_a_slip_that_is_missing_in_the_second_urn_voids_the_vote_and_opens_nothing(hall: Hall) -> None:
    made = opened(hall)
    for name, answer in ANSWERS.items():
        made.vote(name, answer)
    made.close()
    assert not made.count(6)
    assert made.urn.state == "void"
    assert made.urn.found is not None
    assert (made.urn.found.signatures, made.urn.found.second_urn) == (7, 6)
    assert queries.tally_of(hall.uow, vote_of(made)) is None
    for table in ("envelope", "board"):
        assert hall.uow.session.scalar(text(f"SELECT COUNT(*) FROM assembly_{table}")) == 0
    with pytest.raises(UrnNotCounted):
        usecases.close_vote(hall.as_("gabi"), made.vote_id)
    again = usecases.count_again(hall.as_("gabi"), made.vote_id)
    second = prepared(hall, again)
    box.open_urn(hall.as_("irma"), again)
    with pytest.raises(urn.BadCode):
        second.cast(made.slips[0], "against")
    with pytest.raises(VoteOver):
        made.close()


def test_who_signed_and_did_not_vote_voids_the_vote(hall: Hall) -> None:
    made = opened(hall)
    made.vote("bruno", "against")
    made.draw("ana")
    made.close()
    assert not made.count(1)


def test_a_stuffed_envelope_voids_the_vote(hall: Hall) -> None:
    made = opened(hall)
    made.vote("bruno", "against")
    made.cast(made.slips.pop(), "in_favour")  # somebody who kept a code
    made.close()
    assert not made.count(1)


def test_an_envelope_with_the_tracker_of_another_voids_the_vote(hall: Hall) -> None:
    made = opened(hall)
    first, second = made.draw("ana"), made.draw("bruno")
    made.cast(first, "in_favour")
    found = made.urn
    honest = box.seal_vote(hall.as_(None), made.vote_id, second.code, "against")
    forged = urn.seal(urn.Envelope(first.tracker, "in_favour"), found.public_key, found.longest)
    box.cast(hall.as_(None), made.vote_id, box.Sealed(honest.hashed, forged))
    made.close()
    assert not made.count(2)


def test_an_envelope_that_holds_no_vote_voids_the_vote(hall: Hall) -> None:
    made = opened(hall)
    slip = made.draw("bruno")
    honest = box.seal_vote(hall.as_(None), made.vote_id, slip.code, "against")
    box.cast(hall.as_(None), made.vote_id, box.Sealed(honest.hashed, b"n" * len(honest.envelope)))
    made.close()
    assert not made.count(1)


def test_of_few_voters_only_totals_are_kept(hall: Hall) -> None:
    made = opened(hall)
    for name, answer in ANSWERS.items():
        made.vote(name, answer)
    made.close()
    made.count(7)
    assert not made.urn.is_public
    assert urns.board(hall.uow, made.vote_id) == ()


def test_from_ten_voters_on_each_finds_her_line_on_the_board(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall, members = crowded(uow, clock, 11)
    made = opened(hall)
    mine = {m: (made.vote(m, a), a) for m, a in zip(members, ["against", "in_favour"] * 6, strict=False)}
    made.close()
    assert made.count(11)
    board = urns.board(uow, made.vote_id)
    assert [line.tracker for line in board] == sorted(line.tracker for line in board)
    assert {line.tracker: line.answer for line in board} == {s.tracker: a for s, a in mine.values()}
    assert usecases.close_vote(hall.as_("gabi"), made.vote_id).against == 6


def test_fewer_than_five_take_no_secret_vote(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, held(uow, clock).cast, clock)
    hall.meeting_id = 1
    for name in ("ana", "bruno", "elsa"):
        usecases.check_out(hall.as_("hugo"), 1, getattr(hall.cast, name))
    vote_id = usecases.open_vote(hall.as_("gabi"), hall.item(), method="slips")
    with pytest.raises(rules.TooFewForSecret):
        prepared(hall, vote_id)


def test_a_keeper_is_here(hall: Hall) -> None:
    vote_id = usecases.open_vote(hall.as_("gabi"), hall.item(), method="slips")
    usecases.check_out(hall.as_("hugo"), hall.meeting_id, hall.cast.juan)
    with pytest.raises(urn.BadKeepers):
        prepared(hall, vote_id)


def test_a_vote_by_hands_has_no_urn(hall: Hall) -> None:
    vote_id = hall.begin_vote()
    with pytest.raises(box.NoUrn):
        prepared(hall, vote_id)


def test_an_election_by_slips_is_counted_by_its_rule(
    uow: UnitOfWork, clock: FrozenClock, election: None
) -> None:
    hall = standing(uow, clock, "irv")
    made = opened(hall)
    for name, ranks in {
        **{"ana": ((1,),), "bruno": ((2,), (3,)), "hugo": ((3,),), "irma": ((3,),), "juan": ((1,), (2,))},
        **{"elsa": ((3,), (2,), (1,)), "gabi": ()},
    }.items():
        made.vote(name, ranks)
    made.close()
    assert made.count(7)
    usecases.close_vote(hall.as_("gabi"), made.vote_id)
    assert ELECTED == [(("elsa",), ())]
    assert "ballots" not in queries.results(uow)[0].tally
    lengths = {urn.sealed_length(made.urn.longest)}
    assert lengths == {112}


def test_all_envelopes_of_a_vote_have_one_length(uow: UnitOfWork, clock: FrozenClock, election: None) -> None:
    hall = standing(uow, clock, "irv")
    made = opened(hall)
    for name, ranks in {"ana": (), "bruno": ((1,),), "hugo": ((3,), (2,), (1,))}.items():
        made.vote(name, ranks)
    sealed = hall.uow.session.scalars(text("SELECT sealed FROM assembly_envelope")).all()
    assert {len(bytes(one)) for one in sealed} == {urn.sealed_length(made.urn.longest)}


def test_many_hands_with_one_slip_leave_one_envelope(app: Flask, clock: FrozenClock) -> None:
    """Eight booths try every slip at once, each sealed beforehand; the database lets one through."""
    with app.app_context(), writing() as uow:
        made = opened(held(uow, clock))
        sealed = [
            box.seal_vote(uow, made.vote_id, slip.code, answer)
            for slip in made.slips
            for answer in ("in_favour", "against") * 4
        ]

    def attempt(one: box.Sealed) -> bool:
        with app.app_context():
            try:
                with writing() as uow:
                    box.cast(uow, made.vote_id, one)
            except box.SlipUsed:
                return False
            finally:
                db.session.remove()
            return True

    with ThreadPoolExecutor(8) as booths:
        passed = list(booths.map(attempt, sealed))
    assert len(sealed) == 80
    assert sum(passed) == len(made.slips) == 10
    with app.app_context(), writing() as uow:
        assert uow.session.scalar(text("SELECT COUNT(*) FROM assembly_envelope")) == 10


# ---- what the database and the disk hold


def test_the_key_lies_outside_the_database_and_is_destroyed_after_the_count(
    app: Flask, clock: FrozenClock
) -> None:
    folder = Path(app.config["KEYS"]) / "urns"
    with app.app_context():
        with writing() as uow:
            made = opened(held(uow, clock))
            made.vote("bruno", "against")
            made.close()
        (kept,) = folder.iterdir()
        assert kept.stat().st_mode & 0o077 == 0
        assert made.urn.public_key.hex() not in kept.read_text()
        with writing() as uow:
            made.hall.uow = uow
            assert made.count(1)
            assert kept.exists()
        assert list(folder.iterdir()) == []


@pytest.mark.parametrize("given_up", ["taken again", "set aside"])
def test_the_key_of_a_vote_that_is_given_up_is_destroyed(
    app: Flask, clock: FrozenClock, given_up: str
) -> None:
    with app.app_context():
        with writing() as uow:
            made = opened(held(uow, clock))
        folder = Path(app.config["KEYS"]) / "urns"
        assert len(list(folder.iterdir())) == 1
        with writing() as uow:
            made.hall.uow = uow
            if given_up == "taken again":
                usecases.count_again(made.hall.as_("gabi"), made.vote_id, why="Se mojaron las fichas")
            else:
                usecases.set_aside(made.hall.as_("gabi"), made.hall.item(), "Se mojaron las fichas")
            assert len(list(folder.iterdir())) == 1, "nothing is destroyed before the commit"
        assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE assembly_slip SET used = FALSE WHERE used",
        "DELETE FROM assembly_slip",
        "UPDATE assembly_envelope SET sealed = sealed",
        "DELETE FROM assembly_envelope",
        "DELETE FROM assembly_signature",
        "UPDATE assembly_urn SET printed = 3",
        "UPDATE assembly_urn SET opened_at = prepared_at",
        "UPDATE assembly_urn SET outcome = 'counted'",
        "DELETE FROM assembly_urn",
        "INSERT INTO assembly_envelope SELECT vote_id, CAST('k' AS {bytes}), sealed FROM assembly_envelope",
        "INSERT INTO assembly_slip SELECT vote_id, CAST('k' AS {bytes}), FALSE FROM assembly_urn",
        "INSERT INTO assembly_board SELECT vote_id, key, 'ABC234', 'x' FROM assembly_envelope",
        "INSERT INTO assembly_signature SELECT vote_id, 8 FROM assembly_urn",
    ],
)
def test_no_statement_changes_an_open_urn(hall: Hall, statement: str) -> None:
    made = opened(hall)
    made.vote("bruno", "against")
    kind = "BLOB" if hall.uow.session.get_bind().dialect.name == "sqlite" else "BYTEA"
    refused(hall.uow, statement.format(bytes=kind))


def test_after_the_count_nothing_changes_any_more(hall: Hall) -> None:
    made = opened(hall)
    for name, answer in ANSWERS.items():
        made.vote(name, answer)
    made.close()
    made.count(7)
    for statement in (
        "DELETE FROM assembly_slip",
        "DELETE FROM assembly_signature",
        "UPDATE assembly_urn SET in_favour = 7",
        "INSERT INTO assembly_board SELECT vote_id, hashed, 'ABC234', 'x' FROM assembly_slip",
    ):
        refused(hall.uow, statement)


def test_a_result_has_the_numbers_that_came_out_of_its_urn(hall: Hall) -> None:
    made = opened(hall)
    made.vote("bruno", "against")
    made.close()
    made.count(1)
    forged = text(
        "INSERT INTO assembly_result (motion_id, vote_id, decision_id, serial, number, in_favour, against,"
        " abstained, spoilt, base, needed, outcome, sentence, tally, at)"
        " SELECT motion_id, id, 1, 9, '2026-009', 1, 0, 0, 0, 1, 1, 'carried', '{}', '{}', opened_at"
        " FROM assembly_vote"
    )
    with (
        pytest.raises(DatabaseError, match="two different tellers"),
        hall.uow.session.begin_nested(),
    ):
        hall.uow.session.execute(forged)
    assert usecases.close_vote(hall.as_("gabi"), made.vote_id).against == 1


def test_a_booth_is_an_enrolled_terminal_while_the_urn_is_open(hall: Hall) -> None:
    made = opened(hall)
    hall.as_("irma")
    with pytest.raises(box.NotAtATerminal):
        box.make_booth(hall.uow, made.vote_id)
    hall.uow.actor = Actor(hall.cast.irma, 5)
    box.make_booth(hall.uow, made.vote_id)
    box.make_booth(hall.uow, made.vote_id)
    assert urns.booth_vote(hall.uow, 5) == made.vote_id
    assert urns.booth_vote(hall.uow, 6) is None
    assert urns.booth_vote(hall.uow, None) is None
    made.close()
    assert urns.booth_vote(hall.uow, 5) is None
