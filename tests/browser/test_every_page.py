"""Every page of the program: readable for everybody, on every screen, in all colours."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from playwright.sync_api import Error, Page

from tests.browser.conftest import Newcomer, Served, too_small, too_wide, violations

pytestmark = pytest.mark.browser
SCREENS = [(1920, 1080), (1024, 600)]
PHONE = (360, 740)
THEMES = ("light", "dark", "contrast")
MAIN = {"/", "/entrar", "/mi-acceso", "/personas/", "/produccion/pedidos", "/cronograma/", "/asamblea/"}
"""The pages that are looked at in every theme; the others take turns, because colours are set in one file."""


def faults(page: Page, turn: int = 0, themes: Sequence[str] = THEMES) -> list[str]:
    """What is wrong with the page that is open.

    Args:
        page: open on a PC.
        turn: the two large screens take turns from page to page.
        themes: the first one by all rules, the others by their contrast.
    """
    found = []
    for n, theme in enumerate(themes):
        page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)
        found += [f"{theme}: {v}" for v in violations(page, *(["color-contrast"] if n else []))]
    if page.locator("h1").count() != 1:
        found.append("not one h1")
    for width, height in (SCREENS[turn % 2], PHONE):
        page.set_viewport_size({"width": width, "height": height})
        if (more := too_wide(page)) > 0:
            found.append(f"{more} px too wide at {width}")
        found += [f"{width}: {small}" for small in too_small(page)]
    return found


def test_every_page_is_for_everybody(newcomer: Newcomer, served: Served) -> None:
    people = {name: newcomer().sign_in(name) for name in set(served.pages.values())}
    found: dict[str, list[str]] = {}
    seen = 0
    for path, name in served.pages.items():
        person = people[name]
        person.page.set_viewport_size({"width": 1280, "height": 800})
        person.complaints.clear()
        try:
            answer = person.page.goto(path, wait_until="load")
        except Error as error:
            assert "Download is starting" in str(error) or "ERR_ABORTED" in str(error), path
            continue
        if answer is not None and answer.ok and "html" in answer.headers.get("content-type", ""):
            seen += 1
            themes = THEMES if path in MAIN else THEMES[seen % 3 :][:1]
            if wrong := faults(person.page, seen, themes) + person.complaints:
                found[path] = wrong
    assert found == {}
    assert seen >= 60
    assert set(served.pages) >= MAIN


def test_a_visitor_finds_the_way_in(newcomer: Newcomer) -> None:
    visitor = newcomer()
    visitor.page.goto("/")
    assert visitor.page.url.endswith("/entrar")
    assert faults(visitor.page) == []
    visitor.page.goto("/no-hay-tal-pagina")
    assert faults(visitor.page) == []


def test_the_keyboard_alone_is_enough_to_sign_in(newcomer: Newcomer) -> None:
    page = newcomer().page
    page.goto("/entrar")
    page.keyboard.type("2")
    page.keyboard.press("Tab")
    page.keyboard.type("la tierra es nuestra")
    page.keyboard.press("Enter")
    page.wait_for_url("**/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_large_letters_and_no_colours_of_the_system_break_nothing(newcomer: Newcomer) -> None:
    person = newcomer(width=360, height=740, forced_colors="active").sign_in("elsa").look(size="large")
    for path in ("/", "/mi-acceso", "/permisos", "/asamblea/"):
        person.page.goto(path)
        assert too_wide(person.page) <= 0, path


def test_a_page_on_paper_has_no_buttons_and_no_menus(newcomer: Newcomer) -> None:
    page = newcomer().sign_in("elsa").page
    page.goto("/permisos?print=1")
    page.emulate_media(media="print")
    for gone in (".menu-bar", ".tools", ".who", ".ways-form", ".edge"):
        assert page.locator(gone).count() == 0 or not page.locator(gone).first.is_visible()
    assert page.locator("table").is_visible()
