"""Takes the pictures of the README from the sample.

Serve a fresh one (`python3 -m coop demo --fresh --no-browser`), then
`python -m tests.browser.take_pictures http://127.0.0.1:8001`.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from coop.demo.founding import PASSWORD, sample
from tests.browser.conftest import FLAGS, find_chromium

FOLDER = Path(__file__).with_name("pictures")
SIZE = {"width": 1280, "height": 800}


def number_of(office: str) -> int:
    """The member number of the sample's first holder of an office."""
    return next(n for n, row in enumerate(sample()["people"], 1) if row[5] == office)


def visit(browser: Browser, address: str, *, door: str, number: int | None = None) -> Page:
    """A page of a new visitor, signed in when a number is given."""
    context = browser.new_context(
        base_url=address, locale="es-AR", timezone_id="America/Argentina/Buenos_Aires", viewport=SIZE
    )
    page = context.new_page()
    page.goto(f"/muestra/{door}")
    if number is not None:
        page.goto("/entrar")
        page.fill("[name=number]", str(number))
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url("**/")
    return page


def take(address: str) -> None:
    """Take the pictures; the sample's assembly of today is opened for one of them."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        page = visit(browser, address, door="terminal")
        page.screenshot(path=FOLDER / "terminal.png")
        page = visit(browser, address, door="celular", number=number_of("coordinator"))
        page.goto("/cronograma/")
        page.screenshot(path=FOLDER / "coordinator.png")
        page = visit(browser, address, door="celular", number=number_of("president"))
        page.goto("/asamblea/pantalla")
        page.screenshot(path=FOLDER / "assembly.png")
        take_chair(page, visit(browser, address, door="celular", number=number_of("secretary")))
        page.goto("/asamblea/1/acta")
        print_first(page, page.get_by_role("link", name="Acta (PDF)").first, FOLDER / "minutes.pdf")
        page = visit(browser, address, door="celular", number=number_of("treasurer"))
        page.goto("/retribuciones/mis-recibos")
        page.locator("table a").first.click()
        print_first(page, page.locator("a[href$='.pdf']").first, FOLDER / "payslip.pdf")
        browser.close()


def take_chair(chair: Page, secretary: Page) -> None:
    """The chair's page while the hands are counted."""
    secretary.goto("/asamblea/2/puerta")
    for _person in range(3):
        secretary.locator("[name=come_in]").first.click()
    chair.goto("/asamblea/2/presidir")
    chair.get_by_role("button", name="Abrir la asamblea").click()
    chair.get_by_role("button", name="A mano alzada").click()
    chair.screenshot(path=FOLDER / "chair.png")


def print_first(page: Page, link: Locator, pdf: Path) -> None:
    """The upper part of the first page of a paper, beside where the file lay."""
    href = link.get_attribute("href")
    assert href is not None
    pdf.write_bytes(page.context.request.get(href).body())
    size = ["-r", "110", "-png", "-singlefile", "-H", "640"]
    subprocess.run(["pdftoppm", *size, str(pdf), str(pdf.with_suffix(""))], check=True)
    pdf.unlink()


if __name__ == "__main__":
    take(sys.argv[1])
