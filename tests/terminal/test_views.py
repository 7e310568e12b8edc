"""The first page and the shared terminal, request by request, on both engines."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from coop.kernel.sentences import Sentence
from coop.people import usecases as people
from coop.people.usecases import NewMember
from coop.store import writing
from coop.store.unit_of_work import NoSuchThing
from coop.terminal import queries, rules
from coop.web import guard
from coop.web import usecases as access
from coop.web.notices import notify
from tests.cast import PIN, Browser, Cast, give_secrets


@pytest.fixture
def terminal(app: Flask, cast: Cast) -> Browser:
    """A device that Elsa and Ana have made a terminal."""
    give_secrets(app, cast)
    with app.app_context(), writing(cast.actor("elsa")) as uow:
        token = access.enrol_device(uow, name="Portón", confirmed_by=cast.ana)
    browser = Browser(app.test_client())
    browser.client.set_cookie(guard.DEVICE_COOKIE, token)
    return browser


def text(answer) -> str:  # type: ignore[no-untyped-def]
    return str(answer.get_data(as_text=True))


def enter(terminal: Browser, number: int, pin: str = PIN):  # type: ignore[no-untyped-def]
    return terminal.post(f"/quien/{number}", pin=pin)


def test_a_visitor_is_led_to_the_sign_in_and_sees_no_names(browser: Browser) -> None:
    assert browser.get("/").headers["Location"] == "/entrar"
    for path in ("/quien", "/quien/2", "/yo"):
        answer = browser.get(path)
        assert answer.status_code in (302, 403)
        assert "Bruno" not in text(answer)


def test_names_are_shown_only_at_a_terminal_even_to_members(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.numbers["bruno"])
    assert browser.get("/quien").status_code == 403


def test_a_pin_opens_ones_own_page_and_signing_out_shuts_it(terminal: Browser, cast: Cast) -> None:
    assert enter(terminal, cast.numbers["bruno"]).status_code == 303
    page = terminal.get("/yo")
    assert "Hola, Bruno" in text(page)
    assert page.headers["Cache-Control"] == "no-store"
    assert terminal.get("/").headers["Location"] == "/yo"
    terminal.post("/salir", at="/yo")
    assert "Bruno" not in text(terminal.get("/yo"))


def test_wrong_pins_are_counted_and_then_wait(terminal: Browser, cast: Cast) -> None:
    for _try in range(5):
        assert enter(terminal, cast.numbers["bruno"], "000000").status_code == 401
    assert enter(terminal, cast.numbers["bruno"]).status_code == 429
    assert enter(terminal, cast.numbers["irma"]).status_code == 303


@pytest.mark.parametrize("pin", ["", "1", "x" * 50, "½½½", "12 34 56"])
def test_what_is_no_pin_lets_nobody_in(terminal: Browser, cast: Cast, pin: str) -> None:
    assert enter(terminal, cast.numbers["bruno"], pin).status_code in (401, 422)


def test_a_candidate_does_not_sign_in(terminal: Browser, cast: Cast) -> None:
    assert enter(terminal, cast.numbers["carla"]).status_code == 401
    assert "Carla" not in text(terminal.get("/quien"))


def test_a_badge_sends_the_one_before_away(app: Flask, terminal: Browser, cast: Cast) -> None:
    terminal.post("/credencial", at="/quien", badge="badge-bruno")
    before = terminal.client.get_cookie(guard.SESSION_COOKIE)
    terminal.post("/credencial", at="/yo", badge="badge-irma")
    assert "Hola, Irma" in text(terminal.get("/yo"))
    assert before is not None
    terminal.client.set_cookie(guard.SESSION_COOKIE, before.value)
    assert "Bruno" not in text(terminal.get("/yo"))


def test_who_was_there_stays_when_the_next_one_cannot_come_in(
    app: Flask, terminal: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(terminal, cast.numbers["bruno"])

    def full(*_args: object, **_more: object) -> str:
        raise NoSuchThing()

    with monkeypatch.context() as broken:
        broken.setattr(access, "open_session", full)
        assert terminal.post("/credencial", at="/quien", badge="badge-ana").status_code == 404
    assert "Hola, Bruno" in text(terminal.get("/yo")), "both or neither"


def test_a_typed_number_leads_to_the_pin_and_nonsense_to_the_names(terminal: Browser, cast: Cast) -> None:
    number = cast.numbers["bruno"]
    answer = terminal.post("/credencial?goal=recibo", at="/quien", badge=str(number))
    assert answer.headers["Location"] == f"/quien/{number}?goal=recibo"
    for nonsense in ("", "9999", "9" * 40, "x" * 5000, "²", "'; DROP TABLE"):
        refused = terminal.post("/credencial", at="/quien", badge=nonsense)
        assert refused.status_code == 401
        assert "Elegí tu nombre" in text(refused)


def test_a_number_nobody_has_leads_back_to_the_names(terminal: Browser) -> None:
    assert terminal.get("/quien/4711").headers["Location"].startswith("/quien?")


def test_colours_chosen_at_rest_go_back_when_nobody_touches_the_screen(terminal: Browser) -> None:
    terminal.post("/aspecto", at="/", theme="contrast", language="en")
    assert 'data-theme="contrast"' in text(terminal.get("/"))
    for _refresh in range(3):
        assert "HX-Refresh" not in terminal.client.get("/", headers={"HX-Request": "true"}).headers
    assert terminal.client.get("/", headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    page = text(terminal.get("/"))
    assert 'data-theme="auto"' in page
    assert 'lang="es-AR"' in page


def test_colours_chosen_before_the_pin_stay_until_the_exit(terminal: Browser, cast: Cast) -> None:
    terminal.post("/aspecto", at="/", theme="contrast")
    enter(terminal, cast.numbers["bruno"])
    assert 'data-theme="contrast"' in text(terminal.get("/yo"))
    terminal.post("/salir", at="/yo")
    assert 'data-theme="auto"' in text(terminal.get("/"))


def test_a_large_roll_is_chosen_from_by_letter(app: Flask, terminal: Browser, cast: Cast) -> None:
    assert cast.proof is not None
    with app.app_context(), writing() as uow:
        for n in range(100, 100 + rules.ALL_AT_ONCE):
            new = people.add_candidate(
                uow, NewMember(f"Persona{n}", "Ñandú" if n % 2 else "Zárate", number=n)
            )
            people.admit_member(uow, cast.proof, new, on=uow.today())
        crew = queries.crew(uow)
        assert (crew.letters, crew.others) == ("ABEGHIJNZ", ())
        assert len(queries.crew(uow, "N").others) == rules.ALL_AT_ONCE // 2
        assert queries.crew(uow, "Q").letter == ""
    assert "Persona101" in text(terminal.get("/quien?letter=N"))
    assert "Persona101" not in text(terminal.get("/quien"))


def test_the_menu_holds_only_what_the_person_may_open(app: Flask, browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.numbers["bruno"])
    menu = re.findall(
        r'<li><a href="([^"]+)"', text(browser.get("/")).split("menu-bar")[1].split("</nav>")[0]
    )
    assert "/asamblea/" in menu
    assert all(browser.get(path).status_code == 200 for path in menu)


def test_ones_own_page_begins_with_what_one_came_for(terminal: Browser, cast: Cast) -> None:
    enter(terminal, cast.numbers["bruno"])

    def order(goal: str) -> list[int]:
        page = text(terminal.get(f"/yo?goal={goal}"))
        return [page.index(part) for part in ("Mi retiro", "Mi semana", "Registrar entrada")]

    pay, week, clock = order("recibo")
    assert pay < week < clock
    pay, week, clock = order("turno")
    assert week < clock < pay
    pay, week, clock = order("fichar")
    assert clock < week < pay


def test_whoever_is_not_signed_in_goes_back_and_does_not_sign_out(terminal: Browser, cast: Cast) -> None:
    for path in ("/quien", f"/quien/{cast.numbers['bruno']}"):
        head = text(terminal.get(path)).split("</header>")[0]
        assert "Volver" in head and "Salir" not in head
    enter(terminal, cast.numbers["bruno"])
    assert "Salir" in text(terminal.get("/yo")).split("</header>")[0]


def test_a_notice_stands_first_and_leads_to_what_it_is_about(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    with app.app_context(), writing() as uow:
        notify(uow, Sentence("Look up your shifts."), about="shifts")
        notify(uow, Sentence("Assembly 7."), about="assembly", key=7)
        notify(uow, Sentence("Nothing to look up."))
    browser.sign_in(cast.numbers["bruno"])
    page = text(browser.get("/"))

    assert '<a href="/cronograma/mis-turnos">Look up your shifts.</a>' in page
    assert '<a href="/asamblea/7">Assembly 7.</a>' in page
    assert "<li>Nothing to look up.</li>" in page
    assert page.index("Avisos") < page.index("Mi semana")


def test_no_file_is_left_behind_on_a_terminal(terminal: Browser, cast: Cast) -> None:
    enter(terminal, cast.numbers["bruno"])
    page = text(terminal.get("/permisos"))
    assert "format=" not in page
    assert "print=1" in page
    assert terminal.get("/permisos?format=csv").status_code == 403
    assert terminal.get("/permisos?print=1").status_code == 200
