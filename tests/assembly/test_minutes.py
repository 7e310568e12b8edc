"""Minutes from the draft to the erratum."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from coop.assembly import papers, queries, rules, usecases
from coop.assembly.rules.minutes import ERRATUM
from coop.assembly.usecases import minutes as writing
from coop.documents import queries as documents
from coop.kernel.canonical import digest, plain
from coop.kernel.clock import FrozenClock
from coop.records import queries as book
from coop.store import UnitOfWork
from tests.assembly.hall import TEN, Hall, held


@pytest.fixture
def hall(uow: UnitOfWork, clock: FrozenClock) -> Hall:
    return held(uow, clock)


@pytest.fixture
def closed(hall: Hall) -> Hall:
    """An assembly that is over: its motion was carried by five of seven."""
    hall.vote(5, 1, 1)
    hall.choose_signers()
    hall.at(TEN + timedelta(hours=1))
    hall.close()
    return hall


def state(hall: Hall) -> str:
    return queries.minutes_state(hall.uow, queries.get_meeting(hall.uow, hall.meeting_id))


def write(hall: Hall, said: str, by: str = "hugo", part: str = "said", item_id: int | None = None) -> None:
    where = hall.item() if part == "said" and item_id is None else item_id
    usecases.write_note(hall.as_(by), hall.meeting_id, part=part, item_id=where, text=said)


def refused(uow: UnitOfWork, statement: str, why: str) -> None:
    with pytest.raises(DBAPIError, match=why), uow.session.begin_nested():
        uow.session.execute(text(statement))


# The free parts


def test_the_secretary_and_the_chair_write_what_was_said_and_every_version_is_kept(hall: Hall) -> None:
    write(hall, "Habló Bruno.")
    write(hall, "Habló Bruno, y contestó Ana.", by="gabi")
    assert queries.notes(hall.uow, hall.meeting_id) == {("said", hall.item()): "Habló Bruno, y contestó Ana."}
    versions = queries.versions_of_note(hall.uow, hall.meeting_id, "said", hall.item())
    assert [(v.text, v.by) for v in versions] == [
        ("Habló Bruno, y contestó Ana.", "Gabi Gómez"),
        ("Habló Bruno.", "Hugo Herrera"),
    ]
    with pytest.raises(writing.NotTheWriter):
        write(hall, "Otra cosa.", by="bruno")
    with pytest.raises(writing.SameText):
        write(hall, "Habló Bruno, y contestó Ana.")
    with pytest.raises(writing.UnknownPart):
        write(hall, "x", part="results", item_id=hall.item())


def test_an_empty_text_takes_a_part_out_and_its_versions_stay(hall: Hall) -> None:
    write(hall, "Un saludo.", part="general")
    write(hall, "", part="general")
    assert queries.notes(hall.uow, hall.meeting_id) == {}
    assert len(queries.versions_of_note(hall.uow, hall.meeting_id, "general", None)) == 2


def test_what_was_written_stands_in_the_minutes(closed: Hall) -> None:
    write(closed, "Habló Bruno.")
    write(closed, "Se leyó una carta.", part="general")
    write(closed, "Galpón 2", part="place")
    closed.fix()
    facts = queries.get_minutes(closed.uow, closed.meeting_id).facts
    assert facts["items"][0]["said"] == "Habló Bruno."
    assert (facts["general"], facts["place"], facts["place_called"]) == (
        "Se leyó una carta.",
        "Galpón 2",
        "Comedor",
    )


def test_minutes_of_another_assembly_are_not_written_by_the_way(closed: Hall) -> None:
    other = Hall(closed.uow, closed.cast, closed.clock)
    other.move(title="Otra", text="Otra cosa.")
    other.convene(day=(closed.clock.now() + timedelta(days=20)).date())
    with pytest.raises(writing.UnknownPart):
        write(closed, "x", item_id=other.item())
    with pytest.raises(writing.NotWritable):
        usecases.write_note(
            closed.as_("hugo"), other.meeting_id, part="general", item_id=None, text="Antes de abrir."
        )


# Fixed and signed


def test_minutes_are_fixed_after_the_close_and_only_once(hall: Hall) -> None:
    hall.vote(5, 1, 1)
    hall.choose_signers()
    with pytest.raises(writing.NotClosed):
        hall.fix()
    hall.close()
    assert state(hall) == "draft"
    with pytest.raises(writing.NotTheWriter):
        usecases.fix_minutes(hall.as_("ana"), hall.meeting_id)
    fixed = hall.fix()
    assert state(hall) == "signing"
    assert fixed == digest(queries.get_minutes(hall.uow, hall.meeting_id).facts)
    with pytest.raises(writing.AlreadyFixed):
        hall.fix()
    with pytest.raises(writing.NotWritable):
        write(hall, "Tarde.")


def test_the_chair_the_secretary_and_who_was_chosen_sign_each_once_and_then_they_are_chained(
    closed: Hall,
) -> None:
    uow = closed.uow
    fixed = closed.fix()
    due = queries.get_minutes(uow, closed.meeting_id).signers
    assert [(s.name, s.capacity) for s in due] == [
        ("Gabi Gómez", "president"),
        ("Hugo Herrera", "secretary"),
        ("Ana Acosta", "member"),
        ("Bruno Benítez", "member"),
    ]
    with pytest.raises(writing.NotASigner, match="Gabi"):
        usecases.sign_minutes(closed.as_("irma"), closed.meeting_id, signed=fixed, means="password")
    with pytest.raises(writing.OtherText):
        usecases.sign_minutes(closed.as_("ana"), closed.meeting_id, signed="0" * 64, means="password")
    assert not usecases.sign_minutes(closed.as_("ana"), closed.meeting_id, signed=fixed, means="pin")
    with pytest.raises(writing.SignedAlready):
        usecases.sign_minutes(closed.as_("ana"), closed.meeting_id, signed=fixed, means="pin")
    with pytest.raises(writing.NotTheWriter):
        usecases.sign_in_ink(closed.as_("ana"), closed.meeting_id, closed.cast.bruno)
    assert not usecases.sign_in_ink(closed.as_("hugo"), closed.meeting_id, closed.cast.bruno)
    assert not usecases.sign_minutes(closed.as_("gabi"), closed.meeting_id, signed=fixed, means="password")
    assert [s.name for s in queries.get_minutes(uow, closed.meeting_id).missing] == ["Hugo Herrera"]
    assert documents.find_paper(uow, rules.MINUTES, "1") is None
    assert usecases.sign_minutes(closed.as_("hugo"), closed.meeting_id, signed=fixed, means="badge")
    minutes = queries.get_minutes(uow, closed.meeting_id)
    assert minutes.state == "approved"
    assert [s.means for s in minutes.signers] == ["password", "badge", "pin", "ink"]
    assert minutes.entry_seq is not None
    entry = book.get_entry(uow, minutes.entry_seq)
    assert (entry.kind, entry.digest) == ("assembly.minutes", minutes.entry_digest)
    assert entry.facts["minutes"] == fixed
    assert entry.facts["signers"] == [4, 5, 1, 2]
    checkpoint = book.newest_checkpoint(uow)
    assert checkpoint is not None and checkpoint.size > minutes.entry_seq, "the book is signed over them"
    assert documents.find_paper(uow, rules.MINUTES, "1") is not None
    with pytest.raises(writing.NotSigning):
        usecases.sign_minutes(closed.as_("gabi"), closed.meeting_id, signed=fixed, means="password")


def test_who_has_two_parts_signs_once(hall: Hall) -> None:
    hall.vote(5, 1, 1)
    hall.choose_signers("gabi", "ana")
    hall.close()
    hall.fix()
    names = [s.name for s in queries.get_minutes(hall.uow, hall.meeting_id).signers]
    assert names == ["Gabi Gómez", "Hugo Herrera", "Ana Acosta"]


def test_whom_the_assembly_chose_to_chair_signs_instead_of_the_president(hall: Hall) -> None:
    usecases.choose_officers(
        hall.as_("hugo"),
        hall.meeting_id,
        chair_id=hall.cast.elsa,
        teller_ids=(),
        signer_ids=(hall.cast.ana, hall.cast.bruno),
    )
    meeting = queries.get_meeting(hall.uow, hall.meeting_id)
    assert next((s.name, s.capacity) for s in queries.signers_due(hall.uow, meeting)) == (
        "Elsa Escobar",
        "chair",
    )


def test_on_a_small_roll_everybody_who_came_signs(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = held(uow, clock)
    meeting = queries.get_meeting(uow, hall.meeting_id)
    assert meeting.statute.all_sign_up_to == 4
    assert len(queries.signers_due(uow, meeting)) == 2
    small = replace(meeting, opened_roll=4)
    assert {s.capacity for s in queries.signers_due(uow, small)} == {"president", "secretary", "present"}
    assert len(queries.signers_due(uow, small)) == 7


def test_a_signer_sends_the_minutes_back_and_all_sign_the_new_version(closed: Hall) -> None:
    first = closed.fix()
    usecases.sign_minutes(closed.as_("ana"), closed.meeting_id, signed=first, means="password")
    with pytest.raises(writing.NotASigner):
        usecases.send_back(closed.as_("irma"), closed.meeting_id, "No.")
    usecases.send_back(closed.as_("bruno"), closed.meeting_id, "Falta lo que dijo Elsa.")
    back = queries.get_minutes(closed.uow, closed.meeting_id)
    assert (back.state, back.returned_by, back.returned_why) == (
        "sent back",
        "Bruno Benítez",
        "Falta lo que dijo Elsa.",
    )
    with pytest.raises(writing.NotSigning):
        usecases.sign_minutes(closed.as_("gabi"), closed.meeting_id, signed=first, means="password")
    write(closed, "Elsa pidió que conste su pregunta.")
    second = closed.fix()
    assert second != first
    again = queries.get_minutes(closed.uow, closed.meeting_id)
    assert (again.version, len(again.missing)) == (2, 4), "the signature under the first version fell"
    closed.sign()
    assert state(closed) == "approved"
    with pytest.raises(writing.NotSigning):
        usecases.send_back(closed.as_("bruno"), closed.meeting_id, "Tarde.")


# What the database refuses, whoever asks


def test_who_does_not_sign_stands_in_the_minutes_with_the_reason_and_holds_up_nobody(closed: Hall) -> None:
    fixed = closed.fix()
    with pytest.raises(writing.NotTheWriter):
        usecases.note_unsigned(closed.as_("ana"), closed.meeting_id, closed.cast.bruno, "Se niega")
    for who, last in (("bruno", False), ("ana", False)):
        key = getattr(closed.cast, who)
        assert usecases.note_unsigned(closed.as_("hugo"), closed.meeting_id, key, "Se niega") is last
    with pytest.raises(writing.TooFewSign):
        usecases.note_unsigned(closed.as_("hugo"), closed.meeting_id, closed.cast.gabi, "x")
    with pytest.raises(writing.SignedAlready):
        usecases.sign_minutes(closed.as_("ana"), closed.meeting_id, signed=fixed, means="pin")
    for who in ("gabi", "hugo"):
        usecases.sign_minutes(closed.as_(who), closed.meeting_id, signed=fixed, means="pin")
    minutes = queries.get_minutes(closed.uow, closed.meeting_id)
    assert minutes.state == "approved"
    assert {s.name: s.why for s in minutes.signers if s.means == "none"} == {
        "Ana Acosta": "Se niega",
        "Bruno Benítez": "Se niega",
    }
    (entry,) = book.facts_of(closed.uow, "assembly.minutes")
    assert sorted(entry["signers"]) == [4, 5] and sorted(entry["unsigned"]) == [1, 2]
    data = plain(papers.minutes(closed.uow, str(closed.meeting_id)).attachment)
    assert {s["name"]: s["why"] for s in data["signatures"] if s["why"]} == {
        "Ana Acosta": "Se niega",
        "Bruno Benítez": "Se niega",
    }


def test_no_statement_signs_for_another_or_another_text_or_approves_early(closed: Hall) -> None:
    uow = closed.uow
    fixed = closed.fix()
    sign = "INSERT INTO assembly_signed (minutes_id, member_id, digest, means, at) VALUES"
    at = "'2026-11-18 15:00:00'"
    only = "only who must sign does"
    refused(uow, f"{sign} (1, {closed.cast.irma}, '{fixed}', 'password', {at})", only)
    refused(uow, f"{sign} (1, {closed.cast.ana}, '{'0' * 64}', 'password', {at})", only)
    approve = f"UPDATE assembly_minutes SET approved_at = {at}, entry_seq = 1, entry_digest = 'x'"
    refused(uow, approve, "approved once, when all have signed")
    signer = "INSERT INTO assembly_signer (minutes_id, member_id, capacity) VALUES"
    closed.sign()
    refused(uow, f"{sign} (1, {closed.cast.ana}, '{fixed}', 'password', {at})", "only who must|UNIQUE")
    refused(uow, f"{signer} (1, {closed.cast.irma}, 'member')", "before the first signature")
    refused(uow, approve, "approved once")
    sent_back = f"UPDATE assembly_minutes SET returned_at = {at}, returned_why = 'x'"
    refused(uow, sent_back, "sent back once")
    refused(uow, "UPDATE assembly_minutes SET facts = '{}'", "cannot be changed")
    note = (
        "INSERT INTO assembly_note (meeting_id, part, text, at) "
        f"VALUES ({closed.meeting_id}, 'general', 'x', {at})"
    )
    refused(uow, note, "until they are fixed")
    for table in ("minutes", "signer", "signed"):
        refused(uow, f"DELETE FROM assembly_{table}", "cannot be deleted")


# Errata


def test_a_mistake_in_approved_minutes_is_put_right_beside_them(closed: Hall) -> None:
    uow = closed.uow
    with pytest.raises(writing.NotApproved):
        usecases.add_erratum(closed.as_("hugo"), closed.meeting_id, text="x", reason="y")
    closed.fix()
    closed.sign()
    before = queries.get_minutes(uow, closed.meeting_id)
    with pytest.raises(writing.NotTheWriter):
        usecases.add_erratum(closed.as_("ana"), closed.meeting_id, text="x", reason="y")
    key = usecases.add_erratum(
        closed.as_("hugo"), closed.meeting_id, text="Donde dice 10 dice 11.", reason="Error de tipeo."
    )
    (erratum,) = queries.errata(uow, closed.meeting_id)
    assert (erratum.id, erratum.number, erratum.minutes_digest) == (key, 1, before.digest)
    assert queries.get_minutes(uow, closed.meeting_id).facts == before.facts
    entry = book.get_entry(uow, erratum.entry_seq)
    assert entry.facts == {"assembly": 1, "erratum": 1, "minutes": before.digest}
    assert "tipeo" not in entry.line, "what people wrote can be erased from the book"
    assert documents.find_paper(uow, ERRATUM, str(key)) is not None


# Facts


def test_the_minutes_hold_what_the_spanish_act_lists(closed: Hall) -> None:
    write(closed, "Habló Bruno.")
    closed.fix()
    facts = queries.get_minutes(closed.uow, closed.meeting_id).facts
    for key in ("place", "opened_at", "present", "roll", "attendance", "items", "chair", "signers", "checks"):
        assert facts[key], key
    (item,) = facts["items"]
    assert {"said", "spoke", "dissent", "vote", "text"} <= set(item)
    assert item["vote"]["method"] == "hands"
    assert json.dumps(facts), "they can be attached to the paper"
