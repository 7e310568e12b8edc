"""What the assembly can order here, from the form to what it does."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from flask import Flask

from coop.decisions import MotionKind
from coop.kernel.canonical import digest
from coop.kernel.errors import CoopError
from coop.people import queries, rules, usecases
from coop.people.motions import KINDS
from coop.people.motions.admission import NobodyChosen
from coop.people.motions.recall import NotThisMandate
from coop.people.queries import AnotherPerson
from coop.people.usecases import NewMember
from coop.people.usecases.mandates import MandateOver
from coop.people.usecases.members import HasLeft, IsMember, IsOnTrial
from coop.store import UnitOfWork, writing
from tests.cast import TERM, Browser, Cast, found, proof

TODAY = date(2026, 11, 3)
ADMISSION, ELECTION, _BALLOT, RECALL = KINDS


@pytest.fixture
def cast(uow: UnitOfWork) -> Cast:
    return found(uow)


def carla(cast: Cast, **changes: object) -> dict[str, Any]:
    candidate = {"id": cast.carla, "number": 8, "name": "Carla Castro", **changes}
    return {"candidates": [candidate], "trial": False}


def election(cast: Cast, **changes: object) -> dict[str, Any]:
    member = {"id": cast.bruno, "number": 2, "name": "Bruno Benítez"}
    return {"member": member, "office": "coordinator", "since": None, "until": "2027-11-03", **changes}


def recall(uow: UnitOfWork, cast: Cast) -> dict[str, Any]:
    mandate = next(m for m in queries.mandates(uow) if m.member_id == cast.ana)
    member = {"id": cast.ana, "number": 1, "name": "Ana Acosta"}
    return {"mandate": mandate.id, "office": "treasurer", "member": member}


@contextmanager
def refused(
    uow: UnitOfWork, kind: MotionKind, proposal: dict[str, Any], error: type[CoopError]
) -> Iterator[None]:
    """Both before the vote and when it is carried out."""
    yield
    with pytest.raises(error):
        kind.check(uow, proposal)
    with pytest.raises(error), uow.savepoint():
        kind.enact(uow, proposal, proof(uow, number="2026-099", kind=kind.code))


def words(uow: UnitOfWork, kind: MotionKind, proposal: dict[str, Any]) -> list[str]:
    return [str(s) for s in kind.describe(uow, proposal)]


def test_each_kind_has_its_majority_and_a_canonical_proposal(uow: UnitOfWork, cast: Cast) -> None:
    assert [(k.code, k.matter) for k in KINDS] == [
        ("people.admission", "admission"),
        ("people.election", "election"),
        ("people.ballot", "election"),
        ("people.recall", "recall"),
    ]
    for proposal in (carla(cast), election(cast), recall(uow, cast)):
        assert len(digest(proposal)) == 64


def test_an_admission_says_and_does_what_was_voted(uow: UnitOfWork, cast: Cast) -> None:
    proposal = carla(cast)
    assert words(uow, ADMISSION, proposal) == ["Admit Carla Castro (no. 8) as a member."]
    assert ADMISSION.effect(uow, proposal, cast.carla) is not None
    assert ADMISSION.effect(uow, proposal, cast.ana) is None
    ADMISSION.check(uow, proposal)

    ADMISSION.enact(uow, proposal, proof(uow, number="2", kind=ADMISSION.code))

    assert queries.get_member(uow, cast.carla).status == "member"
    with refused(uow, ADMISSION, proposal, IsMember):
        pass


def test_a_trial_comes_before_the_admission(uow: UnitOfWork, cast: Cast) -> None:
    trial = {**carla(cast), "trial": True}
    assert words(uow, ADMISSION, trial) == ["Take Carla Castro (no. 8) to work on trial."]
    ADMISSION.enact(uow, trial, proof(uow, number="2", kind=ADMISSION.code))
    assert queries.get_member(uow, cast.carla).status == "trial"
    with refused(uow, ADMISSION, trial, IsOnTrial):
        pass
    ADMISSION.enact(uow, carla(cast), proof(uow, number="3", kind=ADMISSION.code))
    assert queries.get_member(uow, cast.carla).status == "member"


def test_nobody_is_admitted_under_another_s_name(uow: UnitOfWork, cast: Cast) -> None:
    with refused(uow, ADMISSION, {"candidates": [], "trial": False}, NobodyChosen):
        pass
    with refused(uow, ADMISSION, carla(cast, name="Dario Díaz"), AnotherPerson):
        pass
    with refused(uow, ADMISSION, carla(cast), AnotherPerson):
        usecases.change_member(uow, cast.carla, NewMember("Dario", "Díaz"))
    assert queries.get_member(uow, cast.carla).status == "candidate"


def test_who_went_away_meanwhile_is_not_admitted(uow: UnitOfWork, cast: Cast) -> None:
    with refused(uow, ADMISSION, carla(cast), HasLeft):
        usecases.start_trial(uow, proof(uow, number="2", kind="people.admission"), cast.carla)
        uow.actor = cast.actor("carla")
        usecases.leave_coop(uow, cast.carla, TODAY)


def test_an_election_gives_the_office_in_the_same_transaction(uow: UnitOfWork, cast: Cast) -> None:
    proposal = election(cast)
    assert words(uow, ELECTION, proposal) == [
        "Elect Bruno Benítez (no. 2) as Coordinator, from the day of the vote to 2027-11-02."
    ]
    later = election(cast, since="2027-01-01")
    assert words(uow, ELECTION, later) == [
        "Elect Bruno Benítez (no. 2) as Coordinator, from 2027-01-01 to 2027-11-02."
    ]
    assert ELECTION.effect(uow, proposal, cast.bruno) is not None
    assert ELECTION.effect(uow, proposal, cast.ana) is None

    ELECTION.enact(uow, proposal, proof(uow, number="2", kind=ELECTION.code))

    assert queries.offices_of(uow, cast.bruno, TODAY) == {"coordinator"}
    (mandate,) = [m for m in queries.mandates(uow) if m.member_id == cast.bruno]
    assert (mandate.since, mandate.until) == (TODAY, date(2027, 11, 3))


def test_a_first_day_that_has_passed_is_the_day_of_the_vote(uow: UnitOfWork, cast: Cast) -> None:
    ELECTION.enact(uow, election(cast, since="2026-10-01"), proof(uow, number="2", kind=ELECTION.code))

    (mandate,) = [m for m in queries.mandates(uow) if m.member_id == cast.bruno]
    assert mandate.since == TODAY


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"office": "king"}, rules.UnknownOffice),
        ({"office": "treasurer"}, rules.OfficeTaken),
        ({"until": "2026-11-03"}, rules.TermBackwards),
        ({"until": "2031-01-01"}, rules.TermTooLong),
        ({"member": {"id": 2, "number": 2, "name": "Bruno Otro"}}, AnotherPerson),
        ({"member": {"id": 8, "number": 8, "name": "Carla Castro"}}, rules.NotOnTheRoll),
    ],
)
def test_an_election_that_the_rules_forbid_is_refused_before_and_after_the_vote(
    uow: UnitOfWork, cast: Cast, changes: dict[str, Any], error: type[CoopError]
) -> None:
    with refused(uow, ELECTION, election(cast, **changes), error):
        pass


def test_a_recall_ends_the_office_at_once_and_its_holder_does_not_vote(uow: UnitOfWork, cast: Cast) -> None:
    proposal = recall(uow, cast)
    assert words(uow, RECALL, proposal) == [
        "Recall Ana Acosta as Treasurer; the mandate ends at once.",
        "No grounds were given.",
    ]
    assert list(RECALL.concerned(uow, proposal)) == [cast.ana]
    assert RECALL.effect(uow, proposal, cast.ana) is not None
    assert RECALL.effect(uow, proposal, cast.bruno) is None

    RECALL.enact(uow, proposal, proof(uow, number="2", kind=RECALL.code))

    assert queries.offices_of(uow, cast.ana, TODAY) == frozenset()
    with refused(uow, RECALL, proposal, MandateOver):
        pass


def test_a_recall_hits_nobody_else(uow: UnitOfWork, cast: Cast) -> None:
    proposal = recall(uow, cast)
    with refused(uow, RECALL, {**proposal, "office": "president"}, NotThisMandate):
        pass
    with refused(
        uow, RECALL, {**proposal, "member": {**proposal["member"], "id": cast.gabi}}, NotThisMandate
    ):
        pass


class TestForms:
    """Moved by a member without office, in the browser."""

    @pytest.fixture
    def cast(self, app: Flask) -> Cast:
        with app.app_context(), writing() as uow:
            return found(uow)

    @pytest.fixture
    def bruno(self, browser: Browser, cast: Cast) -> Browser:
        browser.sign_in(cast.numbers["bruno"])
        return browser

    def test_a_member_moves_an_admission(self, bruno: Browser, cast: Cast) -> None:
        url = "/asamblea/mociones/nueva/people.admission"
        assert "Carla Castro" in bruno.get(url).get_data(as_text=True)
        assert bruno.post(url).status_code == 422
        assert bruno.post(url, candidates=cast.ana).status_code == 422
        assert bruno.post(url, candidates="x").status_code == 422
        assert bruno.post(url, candidates=cast.carla).status_code == 303
        assert "Ingreso de asociados" in bruno.get("/asamblea/mociones").get_data(as_text=True)

    def test_a_member_moves_an_election(self, bruno: Browser, cast: Cast) -> None:
        url = "/asamblea/mociones/nueva/people.election"
        good = {"member": cast.bruno, "office": "coordinator", "last": "2027-11-02"}
        for wrong in (
            {"member": ""},
            {"member": cast.carla},
            {"office": "king"},
            {"last": ""},
            {"last": "9999-12-31"},
            {"last": "2026-11-02"},
            {"last": "2036-11-02"},
        ):
            assert bruno.post(url, **{**good, **wrong}).status_code == 422, wrong
        assert bruno.post(url, **good).status_code == 303
        # Ana holds it now; a recall on the same agenda may free it before this is voted.
        assert bruno.post(url, **{**good, "office": "treasurer"}).status_code == 303

    def test_a_member_moves_a_recall(self, bruno: Browser) -> None:
        url = "/asamblea/mociones/nueva/people.recall"
        assert "Tesorería · Ana Acosta" in bruno.get(url).get_data(as_text=True)
        assert bruno.post(url, mandate="99").status_code == 422
        assert bruno.post(url, mandate="1").status_code == 303


def test_the_term_of_the_cast_is_within_the_law() -> None:
    rules.check_term(TODAY, TERM)
