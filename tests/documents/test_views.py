"""The archive in the browser: who may open what, and who hears of it."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coop.documents import queries, usecases
from coop.documents.usecases import Promise
from coop.kernel.errors import Sentence
from coop.store import reading, writing
from coop.web import jobs
from tests.cast import PASSWORD, Browser, Cast, found, give_secrets

DAY = date(2026, 11, 2)
PDF = b"%PDF-1.7 of the tests"


@pytest.fixture
def cast(app: Flask) -> Cast:
    with app.app_context(), writing() as uow:
        made = found(uow)
    give_secrets(app, made)
    return made


@pytest.fixture
def papers(app: Flask, cast: Cast) -> dict[str, int]:
    """Bruno's payslip, minutes for everybody, and a paper that is still pending."""
    with app.app_context(), writing() as uow:

        def archived(ref: str, title: str, owner_id: int | None = None, permission: str = "") -> int:
            promise = Promise("tests.paper", ref, Sentence(title), DAY, owner_id, permission)
            return usecases.archive(uow, promise, pdf=PDF, facts={"ref": ref}).id

        made = {
            "payslip": archived("payslip", "Payslip of October", cast.bruno),
            "minutes": archived("minutes", "Minutes of assembly 1"),
            "journal": archived("journal", "Journal of October", permission="books:account:read"),
        }
        usecases.promise(uow, [Promise("tests.paper", "waits", Sentence("Notice of assembly 2"), DAY)])
        (made["waits"],) = queries.pending(uow)
    return made


def signed_in(app: Flask, cast: Cast, name: str) -> Browser:
    browser = Browser(app.test_client())
    assert browser.sign_in(cast.numbers[name], PASSWORD).status_code == 303
    return browser


def readings(app: Flask, member_id: int) -> int:
    with app.app_context(), reading() as uow:
        return len(queries.readings_of(uow, member_id))


@pytest.mark.parametrize(
    ("name", "paper", "status"),
    [
        ("bruno", "payslip", 200),
        ("ana", "payslip", 200),
        ("elsa", "payslip", 403),
        ("hugo", "payslip", 403),
        ("bruno", "minutes", 200),
        ("elsa", "minutes", 200),
        ("ana", "journal", 200),
        ("elsa", "journal", 403),
        ("elsa", "waits", 404),
    ],
)
def test_who_may_open_which_paper(
    app: Flask, cast: Cast, papers: dict[str, int], name: str, paper: str, status: int
) -> None:
    answer = signed_in(app, cast, name).get(f"/papeles/{papers[paper]}.pdf")

    assert answer.status_code == status
    if status == 200:
        assert answer.data == PDF
        assert answer.mimetype == "application/pdf"
    else:
        assert PDF not in answer.data


def test_nobody_opens_a_paper_without_signing_in(
    client: FlaskClient, cast: Cast, papers: dict[str, int]
) -> None:
    answer = client.get(f"/papeles/{papers['minutes']}.pdf")

    assert PDF not in answer.data
    assert answer.status_code in (302, 303, 401)


def test_opening_anothers_payslip_is_shown_to_its_owner(
    app: Flask, cast: Cast, papers: dict[str, int]
) -> None:
    signed_in(app, cast, "ana").get(f"/papeles/{papers['payslip']}.pdf")

    page = signed_in(app, cast, "bruno").get("/papeles/lecturas").get_data(as_text=True)
    assert "Ana Acosta" in page
    assert "Payslip of October" in page
    assert readings(app, cast.bruno) == 1


def test_opening_ones_own_or_a_common_paper_is_nobodys_business(
    app: Flask, cast: Cast, papers: dict[str, int]
) -> None:
    browser = signed_in(app, cast, "bruno")
    browser.get(f"/papeles/{papers['payslip']}.pdf")
    browser.get(f"/papeles/{papers['minutes']}.pdf")
    signed_in(app, cast, "elsa").get(f"/papeles/{papers['payslip']}.pdf")

    assert readings(app, cast.bruno) == 0


def test_a_list_shows_common_papers_and_ones_own(app: Flask, cast: Cast, papers: dict[str, int]) -> None:
    hers = signed_in(app, cast, "elsa").get("/papeles/").get_data(as_text=True)
    his = signed_in(app, cast, "bruno").get("/papeles/").get_data(as_text=True)

    assert "Minutes of assembly 1" in hers
    assert "Payslip of October" not in hers
    assert "Journal of October" not in hers
    assert "Payslip of October" in his


def test_the_list_can_be_searched_and_taken_along(app: Flask, cast: Cast, papers: dict[str, int]) -> None:
    browser = signed_in(app, cast, "bruno")

    found_ = browser.get("/papeles/?q=minutes").get_data(as_text=True)
    assert "Minutes of assembly 1" in found_
    assert "Payslip of October" not in found_
    assert b"Payslip of October" in browser.get("/papeles/?format=csv").data
    assert browser.get("/papeles/?format=xlsx").data.startswith(b"PK")


def test_an_officer_has_the_waiting_papers_made_and_is_led_to_the_work(
    app: Flask, cast: Cast, papers: dict[str, int]
) -> None:
    browser = signed_in(app, cast, "hugo")

    answer = browser.post("/papeles/hacer", at="/papeles/")

    assert answer.status_code == 303
    assert "/trabajos/" in answer.location
    with app.app_context(), reading() as uow:
        assert jobs.recent_jobs(uow)[0].state == "queued"
    assert signed_in(app, cast, "bruno").post("/papeles/hacer", at="/papeles/").status_code == 403


def test_a_paper_that_is_not_there_is_told(app: Flask, cast: Cast) -> None:
    assert signed_in(app, cast, "bruno").get("/papeles/999.pdf").status_code == 404
    assert signed_in(app, cast, "bruno").get("/papeles/99999999999999999999.pdf").status_code == 404
