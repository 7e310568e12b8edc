"""Papers are promised with their cause, made once, and never changed afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from coop.documents import queries, rules, usecases
from coop.documents.registry import makers
from coop.documents.rules import Draft, Letterhead
from coop.documents.usecases import Promise
from coop.kernel.canonical import fingerprint
from coop.kernel.clock import FrozenClock
from coop.kernel.errors import CoopError, Sentence
from coop.kernel.money import Money
from coop.store import Actor, UnitOfWork, reading, writing
from coop.web import jobs
from coop.web.jobs import Stopped

DAY = date(2026, 11, 2)
ANA, BRUNO = 1, 2
BODY = (
    '{% extends "papers/_paper.html" %}{% block body %}'
    '<p>{{ _("Issued on") }} {{ said }} {{ amount | money }}</p>{% endblock %}'
)


class Broken(CoopError):
    message = "There are no facts for %(ref)s."


def maker(uow: UnitOfWork, ref: str) -> Draft:
    """A paper that says its reference; `none` has no facts, `outside` names an address."""
    if ref == "none":
        raise Broken(ref=ref)
    if ref == "mistaken":
        raise KeyError("a mistake of a programmer")
    said = "<img src='file:///etc/passwd'>" if ref == "hostile" else ref
    context: dict[str, Any] = {
        "title": Sentence("Payslip %(ref)s", {"ref": ref}),
        "coop": Letterhead(name="Cerámica del Sur", cuit="30-50001091-2"),
        "said": said,
        "amount": Money(123450),
        "decision": {"number": "2026-007", "fingerprint": "AAAA-BBBB-CCCC-DDDD"},
    }
    template = "outside.html" if ref == "outside" else "paper.html"
    return Draft(template, context, {"ref": ref, "amount": Money(123450)})


@pytest.fixture(autouse=True)
def kinds(app: Flask) -> Iterator[None]:
    outside = BODY.replace("{{ said }}", "<img src='http://127.0.0.1:9/x' alt=''>")
    assert app.jinja_env.loader is not None
    app.jinja_env.loader = ChoiceLoader(
        [DictLoader({"paper.html": BODY, "outside.html": outside}), app.jinja_env.loader]
    )
    makers["tests.payslip"] = maker
    yield
    del makers["tests.payslip"]


def promised(ref: str, **more: Any) -> Promise:
    title = Sentence("Payslip %(ref)s", {"ref": ref})
    return replace(Promise("tests.payslip", ref, title, DAY), **more)


def promise(app: Flask, *refs: str, **more: Any) -> int:
    """Promise papers in a unit of their own; returns the key of the job."""
    with app.app_context(), writing(Actor(ANA)) as uow:
        return usecases.promise(uow, [promised(ref, **more) for ref in refs])


def find(app: Flask, ref: str) -> queries.Paper:
    with app.app_context(), reading() as uow:
        found = queries.find_paper(uow, "tests.payslip", ref)
    assert found is not None
    return found


def test_a_promised_paper_is_pending_until_the_job_process_made_it(app: Flask) -> None:
    job_id = promise(app, "a", "b")
    assert not find(app, "a").is_issued

    jobs.run_queued(app)

    with app.app_context(), reading() as uow:
        job = jobs.get_job(uow, job_id)
        pdf = queries.pdf_of(uow, find(app, "a").id)
    assert (job.state, job.result) == ("done", {"made": 2, "failed": 0})
    assert pdf.startswith(b"%PDF-1.7")
    assert find(app, "a").is_issued
    assert find(app, "b").is_issued


def test_a_promise_falls_with_the_transaction_that_made_it(app: Flask) -> None:
    with app.app_context():
        with pytest.raises(Broken), writing() as uow:
            usecases.promise(uow, [promised("a")])
            raise Broken(ref="a")
        with reading() as uow:
            assert queries.pending(uow) == ()
            assert jobs.recent_jobs(uow) == ()


def test_the_paper_prints_the_fingerprint_of_its_facts(app: Flask) -> None:
    promise(app, "a")
    jobs.run_queued(app)

    paper = find(app, "a")
    with app.app_context(), reading() as uow:
        pdf = queries.pdf_of(uow, paper.id)
        assert paper.digest is not None
        assert queries.find_by_digest(uow, paper.digest[:20]) == paper
        assert queries.find_by_digest(uow, "0" * 20) is None
    with pikepdf.open(BytesIO(pdf)) as opened:
        facts = pikepdf_json(opened)
    assert facts["data"] == {"ref": "a", "amount": 123450}
    assert rules.paper_digest(facts) == paper.digest
    assert paper.fingerprint == fingerprint(paper.digest)


def pikepdf_json(opened: pikepdf.Pdf) -> Any:
    import json

    (name,) = opened.attachments
    return json.loads(opened.attachments[name].get_file().read_bytes())


def test_making_again_makes_nothing_twice(app: Flask) -> None:
    promise(app, "a")
    with app.app_context():
        assert usecases.render_pending() == usecases.Made(made=1, failed=0)
        with reading() as uow:
            before = queries.pdf_of(uow, find(app, "a").id)

        assert usecases.render_pending() == usecases.Made(made=0, failed=0)
        assert usecases.render_one(find(app, "a").id) is False
        with reading() as uow:
            assert queries.pdf_of(uow, find(app, "a").id) == before


def test_promising_a_paper_twice_is_promising_it_once(app: Flask) -> None:
    promise(app, "a")
    promise(app, "a", "b")

    with app.app_context(), reading() as uow:
        assert len(queries.pending(uow)) == 2


@pytest.mark.parametrize(
    ("ref", "why"),
    [
        ("none", "There are no facts for none."),
        ("outside", "Remove the address"),
        ("mistaken", "KeyError: 'a mistake of a programmer'"),
    ],
)
def test_a_paper_that_cannot_be_made_says_why_and_stops_no_other(app: Flask, ref: str, why: str) -> None:
    job_id = promise(app, ref, "b")

    jobs.run_queued(app)

    assert find(app, "b").is_issued
    assert not find(app, ref).is_issued
    assert why in str(find(app, ref).obstacle)
    with app.app_context(), reading() as uow:
        job = jobs.get_job(uow, job_id)
    assert job.result == {"made": 1, "failed": 1}
    assert "could not be made" in str(job.message)


def test_a_kind_that_no_module_makes_is_said_so(app: Flask) -> None:
    promise(app, "a", kind="tests.unknown")
    with app.app_context():
        assert usecases.render_pending().failed == 1
        with reading() as uow:
            paper = queries.find_paper(uow, "tests.unknown", "a")
    assert paper is not None
    assert "tests.unknown" in str(paper.obstacle)


def test_a_stop_keeps_what_is_finished(app: Flask) -> None:
    promise(app, "a", "b", "c")

    def step(done: int, _whole: int) -> None:
        if done == 2:
            raise Stopped()

    with app.app_context():
        with pytest.raises(Stopped):
            usecases.render_pending(step)
        with reading() as uow:
            assert len(queries.pending(uow)) == 1
        assert usecases.render_pending().made == 1


def test_progress_is_told_from_nothing_to_all(app: Flask) -> None:
    promise(app, "a", "b")
    told: list[tuple[int, int]] = []
    with app.app_context():
        usecases.render_pending(lambda done, whole: told.append((done, whole)))

    assert told == [(0, 2), (1, 2), (2, 2)]


def test_the_day_on_the_paper_is_the_day_promised_not_the_day_made(app: Flask, clock: FrozenClock) -> None:
    promise(app, "a")
    clock.move(timedelta(days=40))
    with app.app_context():
        usecases.render_pending()
        with reading() as uow:
            pdf = queries.pdf_of(uow, find(app, "a").id)
    with pikepdf.open(BytesIO(pdf)) as opened:
        assert str(opened.docinfo["/CreationDate"]).startswith("D:20261102")


def test_text_of_a_person_stays_text(app: Flask) -> None:
    promise(app, "hostile")
    with app.app_context():
        assert usecases.render_pending() == usecases.Made(made=1, failed=0)


STATEMENTS = (
    "UPDATE documents_paper SET pdf = 'x'",
    "UPDATE documents_paper SET state = 'pending', pdf = NULL, sha256 = NULL, digest = NULL",
    "UPDATE documents_paper SET title = '{}'",
    "UPDATE documents_paper SET owner_id = 2",
    "DELETE FROM documents_paper",
)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_the_database_refuses_to_change_an_issued_paper(app: Flask, statement: str) -> None:
    promise(app, "a", owner_id=ANA)
    with app.app_context():
        usecases.render_pending()
        with (
            pytest.raises(DatabaseError, match=r"cannot be (changed|deleted)|keeps what it is"),
            writing() as uow,
        ):
            uow.session.execute(text(statement))


@pytest.mark.parametrize("column", ["ref = 'z'", "kind = 'z'", "owner_id = 2", "issued_on = '2020-01-01'"])
def test_a_promised_paper_keeps_what_it_is(app: Flask, column: str) -> None:
    promise(app, "a", owner_id=ANA)
    statement = f"UPDATE documents_paper SET {column}"
    with app.app_context(), pytest.raises(DatabaseError, match="keeps what it is"), writing() as uow:
        uow.session.execute(text(statement))


def test_bytes_that_changed_in_the_archive_are_not_handed_out(app: Flask) -> None:
    with app.app_context(), writing() as uow:
        paper = usecases.archive(uow, promised("a"), pdf=b"%PDF", facts={"n": 1})
        assert queries.pdf_of(uow, paper.id) == b"%PDF"
        drop = "DROP TRIGGER guard_documents_paper_1" + (
            "" if uow.session.get_bind().dialect.name == "sqlite" else " ON documents_paper"
        )
        uow.session.execute(text(drop))
        uow.session.execute(text("UPDATE documents_paper SET pdf = :bytes"), {"bytes": b"forged"})
        uow.session.expire_all()

        with pytest.raises(rules.PaperBroken):
            queries.pdf_of(uow, paper.id)


def test_a_paper_that_exists_already_is_archived_once(uow: UnitOfWork) -> None:
    paper = usecases.archive(uow, promised("a", owner_id=ANA), pdf=b"%PDF-scan", facts={"n": 1})

    assert paper.is_issued
    assert queries.pdf_of(uow, paper.id) == b"%PDF-scan"
    with pytest.raises(rules.AlreadyIssued):
        usecases.archive(uow, promised("a"), pdf=b"%PDF-other", facts={"n": 2})


def test_a_promise_can_be_kept_by_a_scan(uow: UnitOfWork) -> None:
    usecases.promise(uow, [promised("a")])
    usecases.archive(uow, promised("a"), pdf=b"%PDF-scan", facts={"n": 1})

    assert queries.pending(uow) == ()


def test_a_pending_paper_has_no_bytes_to_read(uow: UnitOfWork) -> None:
    usecases.promise(uow, [promised("a")])
    (paper_id,) = queries.pending(uow)

    with pytest.raises(rules.NotYetMade):
        usecases.open_paper(uow, paper_id)


def test_reading_another_members_paper_is_written_down_and_shown_to_her(app: Flask) -> None:
    with app.app_context():
        with writing() as uow:
            paper = usecases.archive(uow, promised("a", owner_id=ANA), pdf=b"%PDF", facts={})
        for reader in (ANA, BRUNO, None):
            with writing(Actor(reader)) as uow:
                usecases.open_paper(uow, paper.id)
        with reading() as uow:
            read = queries.readings_of(uow, ANA)
            assert queries.readings_of(uow, BRUNO) == ()
    assert [str(r.title) for r in read] == ["Payslip a"]


def test_everybody_sees_the_common_papers_and_her_own(uow: UnitOfWork) -> None:
    usecases.promise(uow, [promised("hers", owner_id=ANA), promised("his", owner_id=BRUNO), promised("all")])

    assert {p.ref for p in queries.papers(uow, owner_id=ANA)} == {"hers", "all"}
    assert {p.ref for p in queries.papers(uow, owner_id=None)} == {"all"}


def test_what_the_public_check_says_of_a_personal_paper_names_nobody(uow: UnitOfWork) -> None:
    said = Sentence("Payslip of a member")
    usecases.promise(uow, [promised("a", owner_id=ANA), promised("b", owner_id=ANA, public_title=said)])
    usecases.promise(uow, [promised("c")])

    titles = {ref: queries.find_paper(uow, "tests.payslip", ref) for ref in "abc"}
    assert [str(p.public_title) for p in titles.values() if p] == [
        "Paper of a member",
        "Payslip of a member",
        "Payslip c",
    ]


def test_a_permission_that_stands_nowhere_is_refused(uow: UnitOfWork) -> None:
    with pytest.raises(KeyError, match="stands nowhere"):
        usecases.promise(uow, [promised("a", permission="documents:all:read")])


def test_a_batch_gives_the_bytes_that_each_paper_alone_would_have(app: Flask, tmp_path: Path) -> None:
    promise(app, "a", "b", "c")
    with app.app_context():
        usecases.render_pending()
        with reading() as uow:
            paper = find(app, "c")
            batch = queries.pdf_of(uow, paper.id)
            draft = maker(uow, "c")
        facts = rules.envelope("tests.payslip", "c", title=paper.title, issued_on=DAY, data=draft.attachment)
        from coop.documents.renderer import Press, press, render

        press.cache_clear()
        assert isinstance(press(str(app.static_folder)), Press)
        alone = render(
            draft.template,
            draft.context,
            language=draft.language,
            attachment=facts,
            issued_on=DAY,
            identifier="tests.payslip/c",
        )
    assert alone == batch
