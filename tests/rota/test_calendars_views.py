"""The address of one's calendar: shown once, fetched without signing in."""

from __future__ import annotations

import html
import re

import pytest
from flask import Flask
from icalendar import Calendar

from coop.rota import usecases
from coop.store import writing
from tests.cast import Browser, Cast
from tests.rota.test_usecases import MONDAY, WEEK, Workshop

MINE = "/cronograma/mis-turnos/calendario"


@pytest.fixture
def ana(app: Flask, browser: Browser, cast: Cast) -> Browser:
    """Ana, signed in, with a night on Monday."""
    with app.app_context(), writing() as uow:
        shop = Workshop(uow, cast)
        plan_id = usecases.draft_plan(uow, WEEK)
        usecases.set_duty(uow, plan_id, cast.ana, MONDAY, kind="N", place=shop.at_gate)
        usecases.publish_plan(uow, plan_id)
    browser.sign_in(cast.numbers["ana"])
    return browser


def made(person: Browser, **fields: object) -> str:
    """The path of the address that a press shows."""
    answer = person.post(MINE, **fields)
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store"
    found = re.search(r"<code[^>]*>([^<]*)</code>", answer.get_data(as_text=True))
    assert found
    address = html.unescape(found[1])
    assert address.startswith("http://localhost/cronograma/calendario/") and address.endswith(".ics")
    return address.removeprefix("http://localhost")


def test_an_address_is_shown_once_and_read_by_whoever_knows_it(app: Flask, ana: Browser) -> None:
    assert "Todavía no tenés dirección" in ana.get(MINE).get_data(as_text=True)
    path = made(ana)
    page = ana.get(MINE).get_data(as_text=True)
    assert "Tenés una dirección desde" in page and path.split("/")[-1] not in page
    phone = app.test_client()
    answer = phone.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    (event,) = Calendar.from_ical(answer.get_data()).walk("VEVENT")
    assert (str(event["summary"]), str(event["location"])) == ("N", "Portería")
    unchanged = phone.get(path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (unchanged.status_code, unchanged.get_data()) == (304, b"")
    assert phone.get("/cronograma/calendario/guess.ics").status_code == 404


def test_a_reset_or_the_end_kills_the_old_address(app: Flask, ana: Browser) -> None:
    first = made(ana)
    second = made(ana)
    phone = app.test_client()
    assert (phone.get(first).status_code, phone.get(second).status_code) == (404, 200)
    assert ana.post(f"{MINE}/terminar", at=MINE).status_code == 303
    assert phone.get(second).status_code == 404


def test_the_same_press_sent_twice_makes_one_address(app: Flask, ana: Browser) -> None:
    key = {"request_id": "one-and-the-same-press"}
    path = made(ana, **key)
    again = ana.post(MINE, **key)
    assert again.status_code == 303
    assert app.test_client().get(path).status_code == 200


def test_the_address_is_the_one_that_the_coop_set(app: Flask, ana: Browser) -> None:
    app.config["COOP_ADDRESS"] = "https://coop.example:8443/"
    page = ana.post(MINE).get_data(as_text=True)
    assert "https://coop.example:8443/cronograma/calendario/" in page
    assert 'href="webcal://coop.example:8443/cronograma/calendario/' in page


def test_nobody_makes_an_address_without_signing_in(app: Flask, cast: Cast) -> None:
    assert app.test_client().get(MINE).status_code == 302
