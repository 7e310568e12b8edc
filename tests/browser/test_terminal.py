"""The shared terminal as people use it: by tap, by badge, watched by nobody."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Newcomer, hidden_below, too_small, too_wide, violations
from tests.browser.life import SHARE
from tests.cast import PIN

pytestmark = pytest.mark.browser
SCREENS = [(1280, 800), (1024, 600), (360, 740), (1920, 1080)]


def test_a_pin_tapped_with_gloves_opens_ones_own_page(newcomer: Newcomer) -> None:
    person = newcomer(terminal=True)
    page = person.page
    page.goto("/")
    page.locator(".tile", has_text="Mi turno").tap()
    page.locator(".tile", has_text="Bruno").tap()
    for digit in PIN:
        page.locator(f"[data-key='{digit}']").tap()
    page.locator(".key.enter").tap()
    expect(page.locator("h1")).to_have_text("Hola, Bruno Benítez")
    assert person.complaints == []


def test_a_wrong_pin_is_said_aloud_and_lets_nobody_in(newcomer: Newcomer) -> None:
    person = newcomer(terminal=True).tap_pin("gabi", "111222")
    expect(person.page.get_by_role("alert").first).to_contain_text("No coincide")
    assert person.page.url.endswith(f"/quien/{person.served.numbers['gabi']}")
    person.page.goto("/yo")
    expect(person.page.locator("h1")).not_to_contain_text("Gabi")


def test_the_badge_is_enough_wherever_the_focus_is(newcomer: Newcomer) -> None:
    page = newcomer(terminal=True).page
    page.goto("/")
    page.keyboard.type("badge-bruno", delay=5)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Hola, Bruno Benítez")
    page.keyboard.type("badge-irma", delay=5)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Hola, Irma Ibáñez")


def test_a_badge_nobody_has_is_refused_with_what_to_do(newcomer: Newcomer) -> None:
    page = newcomer(terminal=True).page
    page.goto("/quien")
    page.fill("#badge", "ticket-of-the-tram")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert").first).to_contain_text("Elegí tu nombre")


def test_everything_works_without_javascript(newcomer: Newcomer) -> None:
    page = newcomer(terminal=True, java_script_enabled=False).page
    page.goto("/")
    page.click("a.tile >> nth=0")
    page.click("a.tile:has-text('Bruno')")
    page.fill("#pin", PIN)
    page.click("noscript button")
    expect(page.locator("h1")).to_have_text("Hola, Bruno Benítez")
    page.click("button.exit")
    expect(page.locator(".clock")).to_be_visible()


def test_whoever_walks_away_is_warned_then_signed_out_and_back_shows_nothing(newcomer: Newcomer) -> None:
    person = newcomer(terminal=True)
    page = person.page
    page.clock.install()
    person.tap_pin("bruno")
    expect(page.locator("h1")).to_have_text("Hola, Bruno Benítez")
    page.clock.run_for(24_000)
    expect(page.locator(".idle")).to_be_hidden()
    page.clock.run_for(2_000)
    expect(page.locator(".idle")).to_be_visible()
    page.locator(".idle button").tap()
    expect(page.locator(".idle")).to_be_hidden()
    page.clock.run_for(46_000)
    expect(page.locator(".clock")).to_be_visible()
    page.go_back()
    page.wait_for_load_state()
    assert "Bruno" not in page.content()
    page.goto("/yo")
    assert "Bruno" not in page.content()


def test_clocking_in_is_one_press_and_the_terminal_goes_back_to_rest(newcomer: Newcomer) -> None:
    person = newcomer(terminal=True)
    page = person.page
    page.clock.install()
    person.tap_pin("ana")
    page.locator("button.tile", has_text="Registrar entrada").tap()
    expect(page.locator("h1")).to_have_text("Entrada a las 09:12")
    assert violations(page) == []
    page.clock.run_for(6_000)
    expect(page.locator(".clock")).to_be_visible()
    person.tap_pin("ana")
    page.locator("button.tile", has_text="Registrar salida").tap()
    page.get_by_text("Quedarme en mi página").tap()
    expect(page.locator("h1")).to_have_text("Hola, Ana Acosta")
    assert [c for c in person.complaints if "Clear-Site-Data" not in c] == []


def test_pay_is_seen_only_after_a_press_and_hides_itself(newcomer: Newcomer) -> None:
    page = newcomer(terminal=True).page
    page.clock.install()
    page.goto("/quien/2?goal=recibo")
    for digit in PIN:
        page.locator(f"[data-key='{digit}']").tap()
    page.locator(".key.enter").tap()
    amount = page.get_by_text(SHARE)
    expect(page.locator("#pay summary")).to_be_visible()
    assert not amount.is_visible()
    page.locator("#pay summary").tap()
    expect(amount).to_be_visible()
    page.clock.run_for(16_000)
    expect(amount).to_be_hidden()
    page.locator("#pay summary").tap()
    page.get_by_text("¿Por qué?").tap()
    expect(page.locator("h1")).to_contain_text("000002")


def test_when_the_server_is_away_the_board_stays_and_says_since_when(newcomer: Newcomer) -> None:
    page = newcomer(terminal=True).page
    page.clock.install()
    page.goto("/")
    page.route("**/", lambda route: route.abort())
    page.clock.run_for(31_000)
    expect(page.locator(".stale")).to_contain_text("Sin conexión con el servidor desde las 09:1")
    expect(page.locator(".shift.on")).to_contain_text("Bruno B.")
    page.unroute("**/")
    page.clock.run_for(31_000)
    expect(page.locator(".stale")).to_be_hidden()


@pytest.mark.parametrize("size", ["normal", "large"])
@pytest.mark.parametrize(("width", "height"), SCREENS)
def test_the_terminal_fits_every_screen(newcomer: Newcomer, width: int, height: int, size: str) -> None:
    person = newcomer(terminal=True, width=width, height=height)
    page = person.page
    page.goto("/")
    person.look(size=size)
    page.goto("/")
    assert too_wide(page) <= 0
    assert too_small(page) == []
    assert hidden_below(page, ".tile") == []
    assert page.evaluate(
        "[...document.querySelectorAll('.tile')].every(e => e.getBoundingClientRect().height >= 76)"
    )
    page.goto("/quien")
    assert (too_wide(page), too_small(page)) == (0, [])
    page.goto(f"/quien/{person.served.numbers['bruno']}")
    assert (too_wide(page), too_small(page)) == (0, [])
    if size == "normal":
        assert hidden_below(page, ".key") == []
    person.tap_pin("bruno")
    page.wait_for_url("**/yo*")
    assert (too_wide(page), too_small(page)) == (0, [])
    if size == "normal":
        assert hidden_below(page, ".deeds > :first-child") == []


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_axe_finds_nothing_at_the_terminal(newcomer: Newcomer, theme: str) -> None:
    person = newcomer(terminal=True)
    page = person.page
    page.goto("/")
    person.look(theme=theme)
    for path in ("/", "/quien", f"/quien/{person.served.numbers['bruno']}"):
        page.goto(path)
        assert page.locator("html").get_attribute("data-theme") == theme
        assert violations(page) == [], path
    person.tap_pin("bruno")
    page.wait_for_url("**/yo*")
    assert violations(page) == []
