"""The record book in the browser, and the public check of a fingerprint."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coop.documents import usecases as documents
from coop.documents.usecases import Promise
from coop.kernel.errors import Sentence
from coop.records import queries, usecases, verifier
from coop.records.usecases import Decision
from coop.store import reading, writing
from coop.web.qr import qr
from tests.cast import PASSWORD, Browser, Cast, found, give_secrets


@pytest.fixture
def cast(app: Flask) -> Cast:
    with app.app_context(), writing() as uow:
        made = found(uow)
    give_secrets(app, made)
    return made


@pytest.fixture
def decided(app: Flask, cast: Cast) -> Decision:
    with app.app_context(), writing() as uow:
        return usecases.record_decision(
            uow,
            number="2026-014",
            kind="payroll.split",
            matter="pay",
            outcome="carried",
            subject="7" * 64,
            facts=VOTE,
        )


VOTE = {
    "assembly": 1,
    "item": 1,
    "in_favour": 5,
    "against": 1,
    "abstained": 0,
    "needed": 4,
    "present": 6,
    "roll": 7,
}


def signed_in(app: Flask, cast: Cast, name: str) -> Browser:
    browser = Browser(app.test_client())
    assert browser.sign_in(cast.numbers[name], PASSWORD).status_code == 303
    return browser


def mark_of(app: Flask, made: Decision) -> str:
    with app.app_context(), reading() as uow:
        return queries.get_decision(uow, made.id).fingerprint


PAGES = ("/libro", "/libro/asientos/0", "/libro/resoluciones/1")


@pytest.mark.parametrize("url", PAGES)
def test_members_read_the_book_and_others_do_not(
    app: Flask, client: FlaskClient, cast: Cast, decided: Decision, url: str
) -> None:
    assert signed_in(app, cast, "bruno").get(url).status_code == 200
    assert client.get(url).status_code in (302, 303, 401)


def test_no_page_of_the_book_names_a_person_of_the_roll(app: Flask, cast: Cast) -> None:
    browser = signed_in(app, cast, "bruno")
    with app.app_context(), reading() as uow:
        entries = queries.entries(uow)
    assert any(entry.personal for entry in entries), "the founding puts names in the book as digests"

    for entry in entries:
        page = browser.get(f"/libro/asientos/{entry.seq}").get_data(as_text=True)
        assert "Acosta" not in page
        assert "Herrera" not in page


def test_a_decision_shows_its_fingerprint_and_a_code_to_scan(
    app: Flask, cast: Cast, decided: Decision
) -> None:
    page = signed_in(app, cast, "bruno").get(f"/libro/resoluciones/{decided.id}").get_data(as_text=True)

    assert "2026-014" in page
    assert mark_of(app, decided) in page
    assert "Asamblea 1, punto 1: 5 a favor, 1 en contra" in page
    assert "&#34;kind&#34;:&#34;payroll.split&#34;" in page, "the canonical line can be reached"
    assert re.search(r'<svg class="qr"[^>]*>.*?<path d="M', page, re.S)


def test_the_book_is_searched_by_words_numbers_and_fingerprints(
    app: Flask, cast: Cast, decided: Decision
) -> None:
    browser = signed_in(app, cast, "bruno")

    for words in ("2026-014", "records.decision split", mark_of(app, decided)[:9].lower()):
        page = browser.get(
            "/libro",
        ).get_data(as_text=True) and browser.client.get("/libro", query_string={"q": words}).get_data(
            as_text=True
        )
        assert f"/libro/asientos/{decided.entry.seq}" in page, words
        assert "/libro/asientos/0" not in page, words
    assert b"2026-014" in browser.get("/libro?format=csv-plain").data


def test_a_signed_copy_is_taken_along_and_verifies(app: Flask, cast: Cast, decided: Decision) -> None:
    browser = signed_in(app, cast, "hugo")
    assert browser.get("/libro/copia").status_code == 409, "nothing is signed yet"

    assert browser.post("/libro/firmar", at="/libro").status_code == 303

    verdict = verifier.verify(browser.get("/libro/copia").data)
    assert verdict.problem is None
    assert verdict.entries > decided.entry.seq
    assert verdict.root in browser.get("/libro").get_data(as_text=True)


def test_only_those_whose_duty_it_is_sign_the_book(app: Flask, cast: Cast) -> None:
    assert signed_in(app, cast, "bruno").post("/libro/firmar", at="/libro").status_code == 403
    assert signed_in(app, cast, "gabi").post("/libro/firmar", at="/libro").status_code == 303


def test_anybody_checks_a_decision_by_its_fingerprint(
    app: Flask, client: FlaskClient, decided: Decision
) -> None:
    mark = mark_of(app, decided)

    page = client.get(f"/verificar/{mark}")
    assert page.status_code == 200
    assert "2026-014" in page.get_data(as_text=True)
    typed = client.get("/verificar", query_string={"huella": mark.lower().replace("-", " ")})
    assert typed.status_code == 302
    assert typed.location.endswith(f"/verificar/{mark}")


def test_the_check_of_a_personal_paper_names_nobody(app: Flask, client: FlaskClient, cast: Cast) -> None:
    title = Sentence("Payslip of Bruno Benítez")
    promise = Promise("tests.payslip", "1", title, date(2026, 11, 2), owner_id=cast.bruno)
    with app.app_context(), writing() as uow:
        paper = documents.archive(uow, promise, pdf=b"%PDF", facts={"net": 100})

    page = client.get(f"/verificar/{paper.fingerprint}")
    text = page.get_data(as_text=True)

    assert page.status_code == 200
    assert "02/11/2026" in text
    assert "Bruno" not in text
    assert "Benítez" not in text


@pytest.mark.parametrize(
    ("mark", "status"),
    [
        ("AAAA-AAAA-AAAA-AAAA", 404),
        ("AAAA-AAAA-AAAA-AAA", 422),
        ("%25", 422),
        ("AAAA-AAAA-AAAA-AAA9", 422),
        ("' OR 1=1 --", 422),
        ("x" * 5000, 422),
    ],
)
def test_a_fingerprint_that_is_none_gets_a_sentence(client: FlaskClient, mark: str, status: int) -> None:
    answer = client.get(f"/verificar/{mark}")

    assert answer.status_code == status
    assert 'role="alert"' in answer.get_data(as_text=True)
    assert client.get("/verificar", query_string={"huella": "%"}).status_code == 422


def test_the_empty_check_asks_for_a_fingerprint(client: FlaskClient) -> None:
    answer = client.get("/verificar")

    assert answer.status_code == 200
    assert 'name="huella"' in answer.get_data(as_text=True)


def test_the_code_of_a_decision_leads_where_the_workplace_is_and_not_where_the_reader_says(
    app: Flask, cast: Cast, decided: Decision
) -> None:
    mark = mark_of(app, decided)
    browser = signed_in(app, cast, "bruno")

    def page(host: str) -> str:
        return browser.client.get(f"/libro/resoluciones/{decided.id}", headers={"Host": host}).text

    def code(text: str) -> str:
        return qr(text).path

    with app.app_context():
        assert code(mark) in page("localhost"), "no address is set: the fingerprint itself"
        app.config["COOP_ADDRESS"] = "https://coop.example/"
        assert code(f"https://coop.example/verificar/{mark}") in page("localhost")
        assert code(f"https://coop.example/verificar/{mark}") in page("localhost:8080")


class TestErasing:
    """The secretary finds a person's values; a second officer types her password."""

    URL = "/libro/suprimir?q=carla"

    @pytest.fixture
    def seq(self, app: Flask, cast: Cast) -> int:
        with app.app_context(), writing() as uow:
            personal = {"name": "Carla Castro", "dni": "30111222"}
            return usecases.record(uow, "people.left", {"number": 8}, personal).seq

    def fields(self, cast: Cast, seq: int, **changes: object) -> dict[str, object]:
        return {
            "values": [f"{seq}:name", f"{seq}:dni"],
            "why": "asked",
            "second_number": cast.numbers["ana"],
            "second_password": PASSWORD,
            **changes,
        }

    def test_what_will_go_is_shown_and_the_rest_stays_covered(self, app: Flask, cast: Cast, seq: int) -> None:
        page = signed_in(app, cast, "hugo").get(self.URL).get_data(as_text=True)
        assert "Carla Castro" in page
        assert "30111222" not in page
        assert page.count("checked") == 2
        assert "los recibos se guardan" in page
        nobody = signed_in(app, cast, "hugo").get("/libro/suprimir?q=zutano").get_data(as_text=True)
        assert "no tiene ese dato" in nobody

    def test_it_is_gone_and_the_book_says_so(self, app: Flask, cast: Cast, seq: int) -> None:
        hugo = signed_in(app, cast, "hugo")
        answer = hugo.post(self.URL, follow=True, **self.fields(cast, seq))
        assert "La persona lo pidió" in answer.get_data(as_text=True)
        assert "Carla Castro" not in hugo.get(self.URL).get_data(as_text=True)

    @pytest.mark.parametrize(
        ("changes", "status"),
        [
            ({"values": []}, 409),
            ({"why": ""}, 422),
            ({"why": "because"}, 422),
            ({"second_password": "x"}, 401),
            ({"second_number": 5}, 422),
            ({"second_number": 2}, 403),
        ],
    )
    def test_nothing_is_erased_without_choice_reason_and_second_officer(
        self, app: Flask, cast: Cast, seq: int, changes: dict[str, object], status: int
    ) -> None:
        hugo = signed_in(app, cast, "hugo")
        assert hugo.post(self.URL, **self.fields(cast, seq, **changes)).status_code == status
        assert "Carla Castro" in hugo.get(self.URL).get_data(as_text=True)

    def test_other_officers_and_members_do_not_erase(self, app: Flask, cast: Cast, seq: int) -> None:
        for name in ("ana", "bruno"):
            browser = signed_in(app, cast, name)
            assert browser.get(self.URL).status_code == 403
            assert "/libro/suprimir" not in browser.get("/libro").get_data(as_text=True)
        assert "/libro/suprimir" in signed_in(app, cast, "hugo").get("/libro").get_data(as_text=True)
