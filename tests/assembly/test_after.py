"""What follows a vote: dissent and its deadlines, tasks, the copy for the authority."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from coop.assembly import queries, usecases
from coop.assembly.papers import copies
from coop.assembly.rules import get_statute
from coop.assembly.rules.dissent import days_left, deadlines
from coop.assembly.usecases import dissent, followup
from coop.documents import usecases as press
from coop.kernel.clock import FrozenClock
from coop.records import queries as book
from coop.store import UnitOfWork, reading, writing
from tests.assembly.hall import TEN, Hall, found, held

STATUTE = get_statute("ar-worker-model")
CLOSED = date(2026, 11, 18)


def at_vote(uow: UnitOfWork, clock: FrozenClock, kind: str = "assembly.text") -> Hall:
    """An open assembly without Juan, whose place as teller Elsa takes."""
    hall = Hall(uow, found(uow), clock)
    hall.move(kind)
    hall.convene()
    hall.at(TEN)
    hall.enter("ana", "bruno", "elsa", "gabi", "hugo", "irma")
    hall.open()
    usecases.choose_officers(
        hall.as_("hugo"),
        hall.meeting_id,
        chair_id=None,
        teller_ids=(hall.cast.irma, hall.cast.elsa),
        signer_ids=(hall.cast.ana, hall.cast.bruno),
    )
    return hall


def carry(hall: Hall) -> queries.Result:
    """Carried by hands, five to one."""
    vote_id = hall.begin_vote()
    hall.count(vote_id, "irma", 5, 1, 0)
    hall.count(vote_id, "elsa", 5, 1, 0)
    return usecases.close_vote(hall.as_("gabi"), vote_id)


def dissents(hall: Hall, who: str, by: str | None = None, reason: str = "No conviene.") -> None:
    usecases.note_dissent(
        hall.as_(by or who), hall.motion_ids[0], member_id=getattr(hall.cast, who), reason=reason
    )


# Deadlines


def test_who_was_there_leaves_within_five_days_who_was_absent_within_thirty() -> None:
    dates = deadlines(STATUTE, "purpose", CLOSED)
    assert (dates.exit_present, dates.exit_absent) == (date(2026, 11, 23), date(2026, 12, 18))
    assert dates.challenge == date(2027, 2, 16)
    assert dates.last == dates.challenge


def test_only_a_change_of_purpose_opens_the_way_out() -> None:
    dates = deadlines(STATUTE, "ordinary", CLOSED)
    assert (dates.exit_present, dates.exit_absent) == (None, None)
    assert dates.challenge is not None


def test_where_there_is_no_such_right_there_is_no_day() -> None:
    assert deadlines(get_statute("uk-worker-articles"), "purpose", CLOSED).last is None


def test_the_last_day_counts() -> None:
    assert [days_left(CLOSED, CLOSED + timedelta(days=n)) for n in (-1, 0, 1)] == [2, 1, 0]


# Dissent


def test_who_was_there_has_it_written_down_while_the_assembly_is_open(
    uow: UnitOfWork, clock: FrozenClock
) -> None:
    hall = at_vote(uow, clock)
    with pytest.raises(dissent.NothingCarried):
        dissents(hall, "bruno")
    result = carry(hall)
    dissents(hall, "bruno", reason="Falta presupuesto.")
    dissents(hall, "elsa", by="hugo")
    with pytest.raises(dissent.WrittenAlready):
        dissents(hall, "bruno")
    with pytest.raises(dissent.NotForOthers):
        dissents(hall, "irma", by="bruno")
    with pytest.raises(dissent.NotOfThisRoll):
        dissents(hall, "carla", by="hugo")
    assert [(d.name, d.was, d.reason) for d in queries.dissents(uow, result.vote_id)] == [
        ("Bruno Benítez", "present", "Falta presupuesto."),
        ("Elsa Escobar", "present", "No conviene."),
    ]
    assert queries.rights(uow, result) == (), "the days count from the close"
    hall.finish()
    with pytest.raises(dissent.OnlyWhileOpen):
        dissents(hall, "irma")
    (item,) = queries.get_minutes(uow, hall.meeting_id).facts["items"]
    assert item["dissent"][0] == {
        "number": 2,
        "name": "Bruno Benítez",
        "was": "present",
        "reason": "Falta presupuesto.",
    }


def test_who_was_absent_has_it_written_down_until_the_last_day(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = at_vote(uow, clock)
    result = carry(hall)
    hall.finish()
    hall.at(TEN + timedelta(days=90))
    dissents(hall, "juan")
    assert queries.dissents(uow, result.vote_id)[0].was == "absent"
    (line,) = queries.rights(uow, result)
    assert (line.name, line.challenge_left, line.exit_until) == ("Juan Juárez", 1, None)
    assert line.reason == "No conviene."


def test_after_the_last_day_it_is_too_late(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = at_vote(uow, clock)
    carry(hall)
    hall.finish()
    hall.at(TEN + timedelta(days=91))
    with pytest.raises(dissent.TooLate, match=r"art\. 62"):
        dissents(hall, "juan")


def test_by_name_it_is_known_who_may_leave_and_who_said_yes_does_not_dissent(
    uow: UnitOfWork, clock: FrozenClock
) -> None:
    hall = at_vote(uow, clock, "assembly.purpose")
    vote_id = usecases.open_vote(hall.as_("gabi"), hall.item(), method="roll-call")
    for name in ("ana", "gabi", "hugo", "irma", "elsa"):
        usecases.answer(hall.as_(name), vote_id, getattr(hall.cast, name), said="in_favour")
    usecases.answer(hall.as_("bruno"), vote_id, hall.cast.bruno, said="against")
    result = usecases.close_vote(hall.as_("gabi"), vote_id)
    assert result.outcome == "carried"
    with pytest.raises(dissent.SaidYes):
        dissents(hall, "ana")
    row = (
        "INSERT INTO assembly_dissent (vote_id, member_id, was, reason, at) "
        f"VALUES ({vote_id}, {hall.cast.ana}, 'present', 'x', '2026-11-18 15:00:00')"
    )
    with pytest.raises(DBAPIError, match="does not dissent"), uow.session.begin_nested():
        uow.session.execute(text(row))
    hall.finish()
    lines = {line.name: line for line in queries.rights_register(uow)}
    assert set(lines) == {"Bruno Benítez", "Juan Juárez"}
    assert lines["Bruno Benítez"].exit_until == date(2026, 11, 23)
    assert lines["Juan Juárez"].exit_until == date(2026, 12, 18)


def test_what_was_lost_leaves_nobody_a_right(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = held(uow, clock)
    result = hall.vote(2, 5, 0)
    with pytest.raises(dissent.NothingCarried):
        dissents(hall, "bruno")
    hall.choose_signers()
    hall.finish()
    assert queries.rights(uow, result) == ()


# Tasks


def test_what_follows_is_given_to_somebody_and_the_next_assembly_opens_with_it(
    uow: UnitOfWork, clock: FrozenClock
) -> None:
    hall = held(uow, clock)
    decision_id = hall.vote(7, 0, 0).decision_id
    assert decision_id is not None
    hall.choose_signers()
    hall.finish()
    due = uow.today() + timedelta(days=10)
    task = {"what": "Pedir precios", "member_id": hall.cast.bruno, "due_on": due}
    with pytest.raises(followup.NotAKeeper):
        usecases.give_task(hall.as_("ana"), decision_id, **task)
    with pytest.raises(followup.NotThatDay):
        usecases.give_task(hall.as_("elsa"), decision_id, **{**task, "due_on": due - timedelta(days=11)})
    with pytest.raises(followup.NotAMember):
        usecases.give_task(hall.as_("elsa"), decision_id, **{**task, "member_id": hall.cast.carla})
    task_id = usecases.give_task(hall.as_("elsa"), decision_id, **task)
    with pytest.raises(followup.NotYourTask):
        usecases.note_step(hall.as_("ana"), task_id, way="note", text="x")
    usecases.note_step(hall.as_("bruno"), task_id, way="note", text="Pedidos a tres.")
    after = Hall(uow, hall.cast, clock)
    after.move(title="Otra", text="Otra cosa.")
    after.convene(day=uow.today() + timedelta(days=20))
    hall.at(TEN + timedelta(days=20))
    (before,) = queries.what_became(uow, queries.get_meeting(uow, after.meeting_id))
    assert (before.decision_id, before.state) == (decision_id, "in force")
    assert [(t.state, t.last) for t in before.tasks] == [("late", "Pedidos a tres.")]
    usecases.note_step(hall.as_("hugo"), task_id, way="done", text="Comprado.")
    assert queries.get_task(uow, task_id).state == "done"
    with pytest.raises(followup.TaskOver):
        usecases.note_step(hall.as_("bruno"), task_id, way="note", text="x")
    row = (
        "INSERT INTO assembly_task_step (task_id, way, text, at) "
        f"VALUES ({task_id}, 'note', 'x', '2026-12-18 15:00:00')"
    )
    with pytest.raises(DBAPIError, match="ends once"), uow.session.begin_nested():
        uow.session.execute(text(row))
    after.enter("ana", "bruno", "elsa", "gabi", "hugo", "irma", "juan")
    after.open()
    facts = queries.minutes_facts(uow, queries.get_meeting(uow, after.meeting_id))
    assert facts["before"][0]["tasks"][0]["result"] == "Comprado."


def test_nothing_follows_from_what_was_lost(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = held(uow, clock)
    decision_id = hall.vote(2, 5, 0).decision_id
    assert decision_id is not None
    with pytest.raises(followup.NothingToDo):
        usecases.give_task(
            hall.as_("elsa"), decision_id, what="x", member_id=hall.cast.bruno, due_on=uow.today()
        )


# The copy for the authority


def test_the_copy_holds_the_minutes_and_what_they_rest_on(app: Flask, clock: FrozenClock) -> None:
    with app.app_context():
        with writing() as uow:
            hall = held(uow, clock)
            hall.vote(5, 1, 1)
            hall.choose_signers()
            hall.close()
            hall.fix()
            with pytest.raises(copies.NotReady):
                copies.copy_package(uow, hall.meeting_id)
            hall.sign()
            until = queries.copy_deadline(uow, queries.get_meeting(uow, hall.meeting_id))
        assert until == date(2026, 12, 18), "art. 56: thirty days"
        press.render_pending()
        with reading() as uow, app.test_request_context(headers={"Accept-Language": "es"}):
            name, body = copies.copy_package(uow, 1)
            again = copies.copy_package(uow, 1)[1]
            whole = book.exported(uow)
    assert name == "copia-asamblea-1.zip"
    assert body == again
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        files = {n: archive.read(n) for n in archive.namelist()}
    assert set(files) == {
        "acta.pdf",
        "convocatoria.pdf",
        "asistencia.csv",
        "padron.txt",
        "libro-de-registro.jsonl",
        "LEEME.txt",
    }
    assert files["acta.pdf"].startswith(b"%PDF-")
    assert files["libro-de-registro.jsonl"] == whole
    assert "Ana Acosta" in files["asistencia.csv"].decode()
    read_me = files["LEEME.txt"].decode()
    assert "coop assembly verify acta.pdf --book libro-de-registro.jsonl" in read_me
    assert "En el padrón al abrirse: 7" in files["padron.txt"].decode()


def test_the_copy_is_sent_after_the_minutes_are_approved(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = held(uow, clock)
    hall.vote(5, 1, 1)
    hall.choose_signers()
    hall.finish()
    hall.at(TEN + timedelta(days=3))
    usecases.note_sent(
        hall.as_("hugo"), hall.meeting_id, what="minutes", sent_on=uow.today(), how="Trámite 99"
    )
    sent = queries.sent(uow, hall.meeting_id, "minutes")
    assert sent is not None
    assert (sent.sent_on, sent.how) == (date(2026, 11, 21), "Trámite 99")
