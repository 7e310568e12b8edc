"""What could have an assembly annulled: each point alone, and an assembly that was held."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from coop.assembly import queries, usecases
from coop.assembly.rules import Tally, get_statute
from coop.assembly.rules.nullity import Sitting, VoteTaken, checklist
from coop.assembly.usecases import authority
from coop.kernel.clock import FrozenClock
from coop.kernel.sentences import Sentence
from coop.people import queries as people
from coop.store import UnitOfWork
from tests.assembly.hall import DAY, TEN, Hall, found, gathered, held

STATUTE = get_statute("ar-worker-model")
VOTE = VoteTaken(1, "ordinary", "hands", Tally(7, 7, 5, 1, 1), "carried")
SITTING = Sitting(
    statute=STATUTE,
    called_on=date(2026, 11, 3),
    held_on=date(2026, 11, 18),
    first_day=date(2026, 11, 18),
    notice_sent_on=date(2026, 11, 3),
    quorum_met=True,
    quorum=Sentence("quorum"),
    roll=20,
    off_agenda=(),
    votes=(VOTE,),
    excluded=0,
    chosen=("Ana", "Bruno"),
    tellers=("Irma", "Juan"),
)


def failing(sitting: Sitting) -> list[str]:
    return [c.key for c in checklist(sitting) if not c.holds]


def test_an_assembly_held_by_the_book_has_nothing_to_annul() -> None:
    checks = checklist(SITTING)
    assert all(c.holds and c.todo is None for c in checks)
    assert all(c.article for c in checks), "each point cites its article"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"called_on": date(2026, 11, 4)}, "notice"),
        ({"notice_sent_on": None}, "authority"),
        ({"notice_sent_on": date(2026, 11, 4)}, "authority"),
        ({"quorum_met": False}, "quorum"),
        ({"off_agenda": ((2, "ordinary"),)}, "agenda"),
        ({"votes": (replace(VOTE, barred=("Elsa",)),)}, "barred"),
        ({"votes": (replace(VOTE, in_arrears=("Elsa",)),)}, "arrears"),
        ({"votes": (replace(VOTE, outcome="lost"),)}, "majority"),
        ({"votes": (replace(VOTE, matter="statute", tally=Tally(7, 7, 4, 3, 0)),)}, "majority"),
        ({"excluded": 3}, "exclusion"),
        ({"chosen": ()}, "signers"),
        ({"chosen": ("Ana", "Ana")}, "signers"),
        ({"tellers": ("Irma", "Irma")}, "tellers"),
        ({"held_on": date(2026, 12, 19)}, "recess"),
    ],
)
def test_each_point_fails_alone_and_says_what_to_do(change: dict[str, Any], key: str) -> None:
    sitting = replace(SITTING, **change)
    assert failing(sitting) == [key]
    (check,) = [c for c in checklist(sitting) if not c.holds]
    assert check.todo is not None


@pytest.mark.parametrize(
    "change",
    [
        {"off_agenda": ((2, "recall"),)},  # art. 59
        {"excluded": 2},  # a tenth of twenty
        {"held_on": date(2026, 12, 18)},  # the thirtieth day
        {"roll": 4, "chosen": ()},  # everybody signs
        {"tellers": (), "votes": (replace(VOTE, method="roll-call"),)},
    ],
)
def test_what_the_law_allows_holds(change: dict[str, Any]) -> None:
    assert failing(replace(SITTING, **change)) == []


def test_a_matter_that_is_secret_by_statute_is_not_voted_by_hands() -> None:
    spain = get_statute("es-27-1999")
    by_hands = replace(SITTING, statute=spain, votes=(replace(VOTE, matter="exclusion"),))
    assert "method" in failing(by_hands)
    on_paper = replace(by_hands, votes=(replace(VOTE, matter="exclusion", method="paper"),))
    assert "method" not in failing(on_paper)
    assert "authority" not in {c.key for c in checklist(on_paper)}, "no authority wants a copy there"


def test_named_matters_are_voted_by_name() -> None:
    statute = replace(STATUTE, roll_call_matters=frozenset({"purpose"}))
    purpose = replace(VOTE, matter="purpose")
    assert failing(replace(SITTING, statute=statute, votes=(purpose,))) == ["method"]
    by_name = replace(purpose, method="roll-call")
    assert failing(replace(SITTING, statute=statute, votes=(by_name,))) == []


# An assembly that was held


def keys(hall: Hall) -> list[str]:
    meeting = queries.get_meeting(hall.uow, hall.meeting_id)
    return [c.key for c in queries.nullity(hall.uow, meeting) if not c.holds]


def test_an_assembly_shows_what_fails_until_it_is_put_right(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow), clock)
    hall.move()
    hall.convene()
    usecases.note_sent(
        hall.as_("hugo"), hall.meeting_id, what="notice", sent_on=uow.today(), how="Trámite 12"
    )
    hall.at(TEN)
    hall.enter("ana", "bruno", "elsa", "gabi", "hugo", "irma", "juan")
    hall.open()
    hall.vote(5, 1, 1)
    assert keys(hall) == ["signers"]
    hall.choose_signers()
    assert keys(hall) == []


def test_a_notice_that_nobody_sent_is_said_in_the_minutes(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = held(uow, clock)
    hall.vote(5, 1, 1)
    hall.choose_signers()
    assert keys(hall) == ["authority"]
    hall.finish()
    facts = queries.get_minutes(uow, hall.meeting_id).facts
    (line,) = [c for c in facts["checks"] if not c["holds"]]
    assert line["article"] == "Ley 20.337 art. 48, Estatuto tipo art. 36"


def test_only_the_secretary_writes_down_what_was_sent_and_on_a_day_that_can_be(
    uow: UnitOfWork, clock: FrozenClock
) -> None:
    hall = Hall(uow, found(uow), clock)
    hall.move()
    hall.convene()
    send = {"what": "notice", "how": "Trámite 12"}
    with pytest.raises(authority.NotTheSecretary):
        usecases.note_sent(hall.as_("ana"), hall.meeting_id, sent_on=uow.today(), **send)
    for wrong in (uow.today() - timedelta(days=1), uow.today() + timedelta(days=1), DAY):
        with pytest.raises(authority.NotThatDay):
            usecases.note_sent(hall.as_("hugo"), hall.meeting_id, sent_on=wrong, **send)
    usecases.note_sent(hall.as_("hugo"), hall.meeting_id, sent_on=uow.today(), **send)
    with pytest.raises(authority.SentAlready):
        usecases.note_sent(hall.as_("hugo"), hall.meeting_id, sent_on=uow.today(), **send)
    with pytest.raises(authority.NothingToSend):
        usecases.note_sent(
            hall.as_("hugo"), hall.meeting_id, what="minutes", sent_on=uow.today(), how="Trámite 13"
        )


def test_whom_the_same_assembly_elects_afterwards_voted_rightly_before(
    uow: UnitOfWork, clock: FrozenClock
) -> None:
    hall = Hall(uow, found(uow), clock)
    bruno = people.get_member(uow, hall.cast.bruno)
    hall.move("assembly.accounts", title="Memoria", text="Se aprueba la memoria.")
    hall.move(
        "people.election",
        member={"id": bruno.id, "number": bruno.number, "name": bruno.name},
        office="coordinator",
        since=None,
        until="2027-12-31",
    )
    gathered(hall)
    assert hall.vote(3, 0, 0).present == 3, "who manages does not vote on the accounts"
    assert hall.vote(7, 0, 0, position=2).outcome == "carried"
    checks = {c.key: c for c in queries.nullity(uow, queries.get_meeting(uow, hall.meeting_id))}
    assert checks["barred"].holds, str(checks["barred"].fact)
