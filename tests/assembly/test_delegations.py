"""Delegates: sent with a mandate that binds them, they report and can be recalled."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from coop.assembly import queries, usecases
from coop.assembly.rules import next_report
from coop.assembly.rules.delegations import ReportsTooRare
from coop.assembly.usecases.delegations import DelegationOver, NotTheDelegate
from coop.kernel.clock import FrozenClock
from coop.people import queries as people
from coop.people.rules import NotOnTheRoll, RotationDue
from coop.people.usecases import mandates
from coop.store import UnitOfWork
from tests.assembly.hall import EVERYBODY, TEN, Hall, found

UNTIL = date(2027, 2, 18)


def proposal(hall: Hall, name: str = "bruno", **change: Any) -> dict[str, Any]:
    person = people.get_member(hall.uow, getattr(hall.cast, name))
    return {
        "member": {"id": person.id, "number": person.number, "name": person.name},
        "purpose": "Federación",
        "words": "Pedir el horno compartido.",
        "limits": "Firmar nada.",
        "since": None,
        "until": UNTIL.isoformat(),
        "report_days": 30,
        **change,
    }


@pytest.fixture
def hall(uow: UnitOfWork, clock: FrozenClock) -> Hall:
    return Hall(uow, found(uow), clock)


def send(hall: Hall, **change: Any) -> queries.Delegation:
    """The assembly of the 18th sends Bruno to the federation."""
    hall.move("assembly.delegation", **proposal(hall, **change))
    hall.convene()
    hall.at(TEN)
    hall.enter(*EVERYBODY)
    hall.open()
    assert hall.vote(7, 0, 0).outcome == "carried"
    hall.choose_signers()
    hall.close()
    return queries.delegations(hall.uow)[0]


def again(hall: Hall, motion_id: int, *numbers: int) -> queries.Result:
    """Another assembly, three weeks later, votes one motion."""
    day = hall.uow.today() + timedelta(days=21)
    hall.convene(day, motion_ids=[motion_id])
    hall.at(hall.clock.now() + timedelta(days=21))
    hall.enter(*EVERYBODY)
    hall.open()
    return hall.vote(*numbers)


def test_a_delegate_is_bound_by_what_was_voted_and_reports_on_its_days(hall: Hall) -> None:
    sent = send(hall)
    assert (sent.state, sent.words, sent.limits) == ("in force", "Pedir el horno compartido.", "Firmar nada.")
    assert sent.due is not None and sent.due.due_on == date(2026, 12, 18)
    hall.at(TEN + timedelta(days=31))
    assert queries.get_task(hall.uow, sent.due.id).state == "late"
    usecases.note_step(hall.as_("bruno"), sent.due.id, way="done", text="Dijeron que sí.")
    reports = queries.get_delegation(hall.uow, sent.id).reports
    assert [(r.due_on, r.state) for r in reports] == [
        (date(2026, 12, 18), "done"),
        (date(2027, 1, 17), "open"),
    ]
    for report in (date(2027, 1, 17), date(2027, 2, 16)):
        due = queries.get_delegation(hall.uow, sent.id).due
        assert due is not None and due.due_on == report
        usecases.note_step(hall.as_("bruno"), due.id, way="done", text="Sigue.")
    last = queries.get_delegation(hall.uow, sent.id).due
    assert last is not None and last.due_on == date(2027, 2, 17)
    usecases.note_step(hall.as_("bruno"), last.id, way="done", text="Listo.")
    assert queries.get_delegation(hall.uow, sent.id).due is None


def test_the_next_assembly_opens_with_the_report(hall: Hall) -> None:
    sent = send(hall)
    assert sent.due is not None
    usecases.note_step(hall.as_("bruno"), sent.due.id, way="note", text="Hablé con ellos.")
    motion_id = hall.move(title="Otra", text="Otra cosa.")
    hall.convene(hall.uow.today() + timedelta(days=40), motion_ids=[motion_id])
    (line,) = queries.what_became(hall.uow, queries.get_meeting(hall.uow, hall.meeting_id))
    assert [(str(t.what), t.last) for t in line.tasks] == [
        ("Report as delegate: Federación", "Hablé con ellos.")
    ]


def test_a_recall_ends_the_mandate_at_once_without_the_vote_of_the_delegate(hall: Hall) -> None:
    sent = send(hall)
    person = people.get_member(hall.uow, sent.member_id)
    named = {"id": person.id, "number": person.number, "name": person.name}
    recall = hall.move(
        "assembly.delegation_recall", delegation=sent.id, purpose=sent.purpose, member=named, why="Firmó."
    )
    result = again(hall, recall, 5, 1, 0)
    assert (result.outcome, result.present) == ("carried", 6)
    now = queries.get_delegation(hall.uow, sent.id)
    assert (now.state, now.ended, now.ended_on) == ("recalled", result.number, hall.uow.today())
    # What was done until then is still reported, and nothing after it.
    assert now.due is not None
    usecases.note_step(hall.as_("bruno"), now.due.id, way="done", text="Hasta acá llegué.")
    assert queries.get_delegation(hall.uow, sent.id).due is None
    with pytest.raises(DelegationOver):
        usecases.give_back(hall.as_("bruno"), sent.id, "Tarde")


def test_only_the_delegate_gives_the_mandate_back(hall: Hall) -> None:
    sent = send(hall)
    with pytest.raises(NotTheDelegate):
        usecases.give_back(hall.as_("gabi"), sent.id, "x")
    usecases.give_back(hall.as_("bruno"), sent.id, "Me mudo")
    now = queries.get_delegation(hall.uow, sent.id)
    assert (now.state, now.returned_why) == ("given back", "Me mudo")


def test_who_was_sent_as_often_as_the_statute_allows_is_not_sent_again(hall: Hall) -> None:
    send(hall)
    mandates.rotation.connect(lambda _uow: (1, "Estatuto art. 9"))
    try:
        hall.at(TEN + timedelta(days=80))
        with pytest.raises(RotationDue) as refused:
            hall.move("assembly.delegation", **proposal(hall, until="2027-06-01"))
        assert "Estatuto art. 9" in str(refused.value)
        hall.move("assembly.delegation", **proposal(hall, until="2027-06-01", purpose="Otra cosa"))
        hall.move("assembly.delegation", **proposal(hall, "ana", until="2027-06-01"))
        # Three months out of it, as long as the term was, and it can be Bruno again.
        hall.move("assembly.delegation", **proposal(hall, since="2027-05-21", until="2027-06-01"))
    finally:
        mandates.rotation.connect(queries.rotation)


@pytest.mark.parametrize(
    ("name", "change", "error"),
    [
        ("carla", {}, NotOnTheRoll),
        ("bruno", {"report_days": 367}, ReportsTooRare),
        ("bruno", {"report_days": -1}, ReportsTooRare),
    ],
)
def test_who_cannot_be_sent_is_refused_when_it_is_moved(
    hall: Hall, name: str, change: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        hall.move("assembly.delegation", **proposal(hall, name, **change))


def test_no_statement_sends_or_ends_a_delegate_without_a_decision(hall: Hall) -> None:
    sent = send(hall)
    row = (
        "INSERT INTO assembly_delegation (member_id, purpose, words, limits, since, until, report_days,"
        f" decision_id) VALUES ({hall.cast.ana}, 'x', 'x', '', '2026-11-18', '2027-01-01', 0, 1)"
    )
    with pytest.raises(DBAPIError, match="by a decision"), hall.uow.session.begin_nested():
        hall.uow.session.execute(text(row))
    row = (
        f"UPDATE assembly_delegation SET ended_on = '2026-11-19', ended_decision_id = 1 WHERE id = {sent.id}"
    )
    with pytest.raises(DBAPIError, match="by a decision"), hall.uow.session.begin_nested():
        hall.uow.session.execute(text(row))


@given(
    since=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    length=st.integers(1, 1100),
    every=st.integers(0, 366),
)
def test_reports_fall_within_the_term_one_after_the_other_and_end_on_its_last_day(
    since: date, length: int, every: int
) -> None:
    until = since + timedelta(days=length)
    days, after = [], since
    while (day := next_report(since, until, every, after)) is not None:
        days.append(day)
        assert after < day < until
        assert not every or (day - after).days <= every
        after = day
    assert length == 1 or days[-1] == until - timedelta(days=1)
