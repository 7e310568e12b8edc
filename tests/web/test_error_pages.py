"""Every error becomes a page that says what to do, even when the database is gone."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from coop.kernel.errors import CoopError
from coop.web import errors
from coop.web.permissions import PERMISSIONS
from tests.cast import Browser, Cast

STATUSES = sorted(errors.SAID)


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_has_a_title_and_a_sentence_in_spanish(app: Flask, status: int) -> None:
    with app.test_request_context("/"):
        from coop.kernel.sentences import Sentence

        text, answered = errors.error_page(Sentence(errors.SAID[status]), status)  # type: ignore[misc]
    assert answered == status
    assert errors.SAID[status] not in str(text)
    assert str(status) in str(text)


def test_a_page_that_is_not_there_says_where_to_begin(browser: Browser) -> None:
    answer = browser.get("/no-hay-tal-pagina")
    assert answer.status_code == 404
    assert "Ir a la primera página" in answer.get_data(as_text=True)


def test_the_wrong_way_of_asking_is_405(browser: Browser) -> None:
    assert browser.get("/salir").status_code == 405


def test_a_form_without_its_token_is_400_and_stores_nothing(browser: Browser) -> None:
    answer = browser.client.post("/entrar", data={"number": "1", "password": "x"})
    assert answer.status_code in (400, 422)


def test_what_is_not_for_her_is_403_and_names_whose_it_is(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.numbers["bruno"])
    answer = browser.get("/asamblea/convocar")
    assert answer.status_code == 403
    assert "Presidencia" in answer.get_data(as_text=True)
    assert PERMISSIONS["assembly:meeting:convene"].who


@pytest.mark.parametrize(("said", "status"), [("database or disk is full", 507), ("no such table", 500)])
def test_a_failing_database_still_gives_a_whole_page(
    app: Flask, monkeypatch: pytest.MonkeyPatch, said: str, status: int
) -> None:
    def broken(*_args: object, **_options: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception(said))

    monkeypatch.setattr("coop.web.guard.reading", broken)
    monkeypatch.setattr("coop.wiring.reading", broken)
    answer = app.test_client().get("/")
    assert answer.status_code == status
    assert "</html>" in answer.get_data(as_text=True)


def test_an_error_of_a_use_case_outside_a_form_keeps_its_status_and_sentence(app: Flask) -> None:
    class Shut(CoopError):
        message = "The gate is shut until %(hour)s. Come back then."
        status = 409

    def fail() -> None:
        raise Shut(hour="8")

    app.add_url_rule("/falla", view_func=fail)
    app.view_functions["fail"].coop_access = "web:page:open"  # type: ignore[attr-defined]
    answer = app.test_client().get("/falla")
    assert answer.status_code == 409
    assert "The gate is shut until 8." in answer.get_data(as_text=True)
