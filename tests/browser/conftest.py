"""A served co-op, Chromium, and pages of a phone, a PC and an enrolled terminal."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, sync_playwright

from tests.cast import PASSWORD, PIN

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
START_SECONDS = 60


@dataclass
class Served:
    """The running server and what its filler told."""

    url: str
    device: str
    numbers: dict[str, int]
    pages: dict[str, str]


def find_chromium() -> str | None:
    named = (os.environ.get("COOP_CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((path for name in named if name and (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A small co-op in its own process, on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("served")
    command = [sys.executable, "-m", "tests.browser.serve", str(folder), str(port)]
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        assert process.stdout is not None
        told = process.stdout.readline()
        assert told, (folder / "log").read_text()
        url = f"http://127.0.0.1:{port}"
        _wait_for(url + "/salud", process)
        yield Served(url, **json.loads(told))
        process.terminate()
        process.wait(10)


def _wait_for(url: str, process: subprocess.Popen[str]) -> None:
    for _try in range(START_SECONDS * 10):
        assert process.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(url, timeout=1).close()
            return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"no answer from {url}")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        text = "no Chromium: apt-get install chromium, or set COOP_CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(text)
        pytest.skip(text)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Person:
    """Somebody at a device, with what her browser complained about."""

    page: Page
    served: Served
    complaints: list[str]

    def sign_in(self, name: str) -> Person:
        """By password, on an own device."""
        self.page.goto("/entrar")
        self.page.fill("#number", str(self.served.numbers[name]))
        self.page.fill("#password", PASSWORD)
        self.page.click("main button")
        self.page.wait_for_url(lambda url: "/entrar" not in url)
        return self

    def tap_pin(self, name: str, pin: str = PIN) -> Person:
        """By PIN, on an enrolled terminal, with the pad."""
        self.page.goto(f"/quien/{self.served.numbers[name]}")
        for digit in pin:
            self.page.tap(f"[data-key='{digit}']")
        self.page.tap(".key.enter")
        return self

    def look(self, *, theme: str = "auto", size: str = "normal") -> Person:
        """Choose colours and letters as the buttons of the page do."""
        for key, value in (("theme", theme), ("size", size)):
            token = self.page.locator("form.ways-form [name=csrf_token]").get_attribute("value")
            answer = self.page.request.post(
                "/aspecto", form={"csrf_token": token or "", key: value, "next": "/salud"}
            )
            assert answer.ok
        return self


Newcomer = Callable[..., Person]


@pytest.fixture
def newcomer(chromium: Browser, served: Served) -> Iterator[Newcomer]:
    """Open a browser for somebody who was never here: `newcomer(terminal=True, width=360, height=740)`."""
    opened = []

    def open_one(*, terminal: bool = False, width: int = 1280, height: int = 800, **options: Any) -> Person:
        context = chromium.new_context(
            base_url=served.url,
            locale="es-AR",
            timezone_id="America/Argentina/Buenos_Aires",
            viewport={"width": width, "height": height},
            has_touch=True,
            **options,
        )
        opened.append(context)
        context.set_default_timeout(8000)
        if terminal:
            context.add_cookies([{"name": "coop_device", "value": served.device, "url": served.url}])
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda m: complaints.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: complaints.append(str(e)))
        return Person(page, served, complaints)

    yield open_one
    for context in opened:
        context.close()


AXE = """async only => (await axe.run({runOnly: only, resultTypes: ['violations']})).violations.flatMap(
    v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 160)}`))"""


def violations(page: Page, *rules: str) -> list[str]:
    """What axe finds, each as one readable line; by all its rules, or by those named."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
    return list(page.evaluate(AXE, only))


def too_wide(page: Page) -> int:
    """By how many pixels the page scrolls sideways."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


SMALL = """[...document.querySelectorAll('a,button,input:not([type=hidden]),select,textarea,summary')]
    .filter(e => e.checkVisibility() && !e.matches('.skip, p a'))
    .filter(e => ![...e.parentNode.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
    .map(e => [e, (e.closest('label') || e).getBoundingClientRect()])
    .filter(([e, r]) => r.width > 0 && (r.width < 44 || r.height < 44))
    .map(([e, r]) => `${e.outerHTML.slice(0, 80)} ${Math.round(r.width)}x${Math.round(r.height)}`)"""


def too_small(page: Page) -> list[str]:
    """Things to press that are smaller than 44 x 44 pixels; links inside a sentence are free of that."""
    return list(page.evaluate(SMALL))


def hidden_below(page: Page, selector: str) -> list[str]:
    """What is not wholly visible without scrolling."""
    script = """s => [...document.querySelectorAll(s)]
        .filter(e => e.getBoundingClientRect().bottom > innerHeight)
        .map(e => e.textContent.trim().slice(0, 40))"""
    return list(page.evaluate(script, selector))
