"""A whole assembly with four browsers: chair at a PC, the terminal at the gate, a phone, the projector."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
import waitress.server
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from coop.documents import usecases as press
from coop.kernel.clock import FrozenClock
from coop.store import writing
from coop.web import usecases as access
from tests.assembly.hall import DAY, TEN, found
from tests.cast import PASSWORD, PIN, Cast, give_secrets

pytestmark = pytest.mark.browser
HERE = ("ana", "bruno", "elsa", "gabi", "hugo", "irma", "juan")


@dataclass
class Play:
    """The served co-op, its clock, and who sits where."""

    app: Flask
    cast: Cast
    clock: FrozenClock
    url: str
    device: str
    chromium: Browser

    def open(self, width: int, height: int, *, terminal: bool = False) -> Page:
        context = self.chromium.new_context(
            base_url=self.url,
            locale="es-AR",
            timezone_id="America/Argentina/Buenos_Aires",
            viewport={"width": width, "height": height},
            has_touch=True,
        )
        context.set_default_timeout(8000)
        if terminal:
            context.add_cookies([{"name": "coop_device", "value": self.device, "url": self.url}])
        return context.new_page()

    def sign_in(self, page: Page, name: str) -> None:
        page.context.clear_cookies(name=re.compile("session|coop_session"))
        page.goto("/entrar")
        page.fill("#number", str(self.cast.numbers[name]))
        page.fill("#password", PASSWORD)
        page.click("main button")
        page.wait_for_url(lambda url: "/entrar" not in url)

    def at_terminal(self, page: Page, name: str) -> None:
        page.goto(f"/quien/{self.cast.numbers[name]}")
        for digit in PIN:
            page.tap(f"[data-key='{digit}']")
        page.tap(".key.enter")
        page.wait_for_url(lambda url: "/yo" in url)

    def later(self, instant: datetime) -> None:
        self.clock.set(instant)


@pytest.fixture
def play(app: Flask, clock: FrozenClock, chromium: Browser) -> Iterator[Play]:
    with app.app_context(), writing() as uow:
        cast = found(uow)
    give_secrets(app, cast)
    with app.app_context(), writing(cast.actor("elsa")) as uow:
        device = access.enrol_device(uow, name="Portón", confirmed_by=cast.ana)
    server: Any = waitress.server.create_server(app, host="127.0.0.1", port=0, threads=6)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    stage = Play(app, cast, clock, f"http://127.0.0.1:{server.effective_port}", device, chromium)
    yield stage
    for context in chromium.contexts:
        context.close()
    server.close()
    thread.join(5)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_from_the_convocation_to_the_signed_minutes(play: Play) -> None:
    phone = play.open(360, 740)
    chair = play.open(1280, 800)
    terminal = play.open(1024, 600, terminal=True)
    wall = play.open(1920, 1080, terminal=True)

    # Bruno moves two motions on his phone; Gabi calls the assembly in two steps.
    play.sign_in(phone, "bruno")
    for title, text in (
        ("Guardería", "Se abre una guardería en el galpón 2."),
        ("Comedor", "Abre a la noche."),
    ):
        phone.goto("/asamblea/mociones/nueva/assembly.text")
        phone.fill("#title", title)
        phone.fill("#text", text)
        phone.click("main form.form button")
        expect(phone.locator("main")).to_contain_text(text)
    play.sign_in(chair, "gabi")
    chair.goto("/asamblea/convocar")
    for box in chair.locator("[name=motions]").all():
        box.check()
    chair.fill("#day", DAY.isoformat())
    chair.fill("#hour", "10:00")
    chair.fill("#place", "Comedor")
    chair.get_by_role("button", name="Ver antes de convocar").click()
    expect(chair.locator("main")).to_contain_text("18/11/2026 10:00")
    chair.get_by_role("button", name=re.compile("^Convocar ")).click()
    expect(chair.locator("main")).to_contain_text("La asamblea está convocada")

    # The day comes. Everybody signs at the terminal by PIN; the wall counts the quorum.
    play.later(TEN)
    wall.goto("/asamblea/pantalla")
    for name in HERE:
        play.at_terminal(terminal, name)
        with terminal.expect_navigation():
            terminal.get_by_role("button", name=re.compile("^Estoy presente")).tap()
    expect(wall.locator("h1")).to_contain_text("7", timeout=10_000)
    play.sign_in(chair, "gabi")
    chair.goto("/asamblea/1/presidir")
    chair.get_by_role("button", name="Abrir la asamblea").click()
    expect(wall.locator("h1")).to_contain_text("Punto 1", timeout=10_000)

    # Ana asks for an amendment at her phone, and speaks; the wall shows her name.
    play.sign_in(phone, "ana")
    phone.goto("/asamblea/puntos/1/enmienda")
    phone.fill("#text", "Se abre una guardería en el galpón 3.")
    phone.click("main form.form button")
    phone.goto("/asamblea/1")
    phone.get_by_role("button", name="Pedir la palabra").tap()
    expect(phone.locator("main")).to_contain_text("Sacarme de la lista")
    chair.get_by_role("button", name="Dar la palabra").click()
    expect(wall.locator(".hall-word")).to_contain_text("Ana Acosta", timeout=10_000)
    chair.get_by_role("button", name="Terminó de hablar").click()

    # The amendment is voted first, by hands: two tellers count alike, at the terminal and on a phone.
    chair.get_by_role("button", name="A mano alzada").click()
    expect(wall.locator("main")).to_contain_text("galpón 3", timeout=10_000)
    for page, name in ((phone, "irma"), (terminal, "juan")):
        if page is phone:
            play.sign_in(phone, name)
        else:
            play.at_terminal(terminal, name)
        page.goto("/asamblea/votos/1")
        page.fill("#in_favour", "5")
        page.fill("#against", "2")
        page.fill("#abstained", "0")
        with page.expect_navigation():
            page.click("main form.form button")
    expect(wall.locator("main")).to_contain_text("7 de 7", timeout=10_000)
    expect(wall.locator("main")).not_to_contain_text("A favor")
    chair.get_by_role("button", name="Anunciar el resultado").click()

    # The item itself by roll-call: a phone, the terminal, and the chair who calls the others.
    chair.get_by_role("button", name="Nominal").click()
    for page, name in ((phone, "bruno"), (terminal, "elsa")):
        if page is phone:
            play.sign_in(phone, name)
        else:
            play.at_terminal(terminal, name)
        page.goto(f"/asamblea/votos/2/nominal/{getattr(play.cast, name)}")
        page.get_by_label("A favor").check()
        with page.expect_navigation():
            page.click("main form.form button")
    expect(wall.locator("main")).to_contain_text("2 de 7", timeout=10_000)
    chair.goto("/asamblea/votos/2/nominal")
    for _name in range(5):
        chair.get_by_role("button", name="A favor").first.click()
        expect(chair.locator("main")).to_contain_text("voto anotado")
    chair.goto("/asamblea/1/presidir")
    chair.get_by_role("button", name="Anunciar el resultado").click()
    expect(wall.locator(".hall-count")).to_contain_text("Aprobada", timeout=10_000)
    expect(wall.locator("main")).to_contain_text("galpón 3")

    # The second item is left for another day, with the reason.
    chair.get_by_role("link", name="Dejarlo de lado").first.click()
    chair.fill("#why", "Falta el presupuesto")
    chair.click("main form.form button")

    # Who signs is chosen, the assembly is closed, what was said is written, all sign, the paper is made.
    chair.goto("/asamblea/1/mesa")
    chair.select_option("#signer_a", str(play.cast.ana))
    chair.select_option("#signer_b", str(play.cast.bruno))
    chair.click("main form.form button")
    chair.get_by_role("button", name="Cerrar la asamblea").click()
    expect(chair.locator("main")).to_contain_text("borrador")
    play.later(TEN + timedelta(minutes=20))
    chair.goto("/asamblea/1/acta/puntos/1")
    chair.fill("#text", "Ana dijo que en el galpón 3 hay calefacción.")
    chair.click("main form.form button")
    chair.goto("/asamblea/1/acta")
    expect(chair.locator("main")).to_contain_text("calefacción")
    chair.get_by_role("button", name="Fijar el acta y pasarla").click()
    for name in ("ana", "bruno", "hugo"):
        play.at_terminal(terminal, name)
        terminal.goto("/asamblea/1/acta/firmar")
        terminal.fill("#secret", PIN)
        terminal.click("main form.form button")
        expect(terminal.locator("main")).to_contain_text("Tu firma está en el acta")
    chair.goto("/asamblea/1/acta/firmar")
    chair.fill("#secret", PASSWORD)
    chair.click("main form.form button")
    with play.app.app_context():
        press.render_pending()
    chair.goto("/asamblea/1/acta")
    expect(chair.locator("main")).to_contain_text("calefacción")
    paper = chair.get_by_role("link", name="Acta (PDF)").first.get_attribute("href")
    assert paper is not None
    answer = chair.request.get(paper)
    assert answer.ok and answer.body().startswith(b"%PDF-")
