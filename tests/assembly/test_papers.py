"""Notice and minutes on paper."""

from __future__ import annotations

import io
import json

import pikepdf
import pytest
from flask import Flask

from coop.assembly import papers, queries, rules, usecases
from coop.documents import queries as documents
from coop.documents import usecases as press
from coop.kernel.canonical import digest
from coop.kernel.clock import FrozenClock
from coop.kernel.errors import CoopError
from coop.store import UnitOfWork, reading, writing
from tests.assembly.hall import DAY, Hall, found, held


def made(app: Flask, kind: str) -> pikepdf.Pdf:
    """Make what is promised and open the one paper of a kind."""
    with app.app_context():
        press.render_pending()
        with reading() as uow:
            paper = documents.find_paper(uow, kind, "1")
            assert paper is not None
            assert paper.is_issued, paper.obstacle
            return pikepdf.open(io.BytesIO(documents.pdf_of(uow, paper.id)))


def attached(pdf: pikepdf.Pdf) -> dict[str, object]:
    (name,) = pdf.attachments
    found_: dict[str, object] = json.loads(pdf.attachments[name].get_file().read_bytes())
    return found_


def test_the_minutes_are_made_after_the_close_and_carry_their_facts(app: Flask, clock: FrozenClock) -> None:
    with app.app_context(), writing() as uow:
        hall = held(uow, clock)
        hall.vote(4, 2, 1)
        hall.choose_signers()
        hall.finish()
    with made(app, rules.MINUTES) as pdf:
        facts = attached(pdf)
    with app.app_context(), reading() as uow:
        fixed = queries.get_minutes(uow, 1)
    assert facts["kind"] == "assembly.minutes"
    data = facts["data"]
    assert isinstance(data, dict)
    assert data["minutes"] == fixed.facts
    assert data["digest"] == fixed.digest == digest(data["minutes"])
    assert [s["name"] for s in data["signatures"]] == [s.name for s in fixed.signers]


def test_the_notice_hangs_with_the_frozen_agenda(app: Flask, clock: FrozenClock) -> None:
    with app.app_context(), writing() as uow:
        hall = Hall(uow, found(uow), clock)
        hall.move()
        hall.move(kind="assembly.statute", title="Artículo 12", text="Otro domicilio.")
        hall.convene()
        subjects = [i.motion.subject for i in queries.items(uow, hall.meeting_id)]
    with made(app, rules.NOTICE) as pdf:
        data = attached(pdf)["data"]
    assert isinstance(data, dict)
    assert [item["subject"] for item in data["agenda"]] == subjects
    assert data["called_for"] == "2026-11-18T13:00:00Z"


def test_both_papers_are_promised_in_the_transaction_that_causes_them(
    uow: UnitOfWork, clock: FrozenClock
) -> None:
    hall = held(uow, clock)
    assert documents.find_paper(uow, rules.NOTICE, "1") is not None
    assert documents.find_paper(uow, rules.MINUTES, "1") is None
    usecases.set_aside(hall.as_("gabi"), hall.item(), "Otro día.")
    hall.choose_signers()
    hall.close()
    hall.fix()
    assert documents.find_paper(uow, rules.MINUTES, "1") is None, "not all have signed"
    hall.sign()
    assert documents.find_paper(uow, rules.MINUTES, "1") is not None


def test_the_notice_says_when_how_many_and_by_which_majority(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = Hall(uow, found(uow), clock)
    hall.move()
    hall.convene()
    context = papers.notice(uow, str(hall.meeting_id)).context
    assert context["when"] == {"day": DAY, "time": "10:00"}
    assert (context["later"]["time"], context["roll"], context["needed"]) == ("11:00", 7, 4)
    ((_item, majority),) = context["agenda"]
    assert "Estatuto tipo art. 41" in str(majority)


def test_the_minutes_of_an_open_assembly_cannot_be_made(uow: UnitOfWork, clock: FrozenClock) -> None:
    hall = held(uow, clock)
    with pytest.raises(CoopError, match="no minutes to sign yet"):
        papers.minutes(uow, str(hall.meeting_id))
