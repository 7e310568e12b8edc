"""Requests about hours on the pages, asked on a phone and answered by an officer."""

from __future__ import annotations

import pytest
from flask import Flask

from coop.kernel.clock import FrozenClock
from coop.rota import queries
from coop.store import reading, writing
from tests.cast import Browser, Cast
from tests.rota.test_amendments import TUESDAY, at
from tests.rota.test_usecases import Workshop

MINE = "/cronograma/mis-turnos/correcciones"
ALL = "/cronograma/correcciones"
FIELDS = {"day": "2026-11-09", "came": "06:00", "went": "14:00", "why": "Me olvidé"}


@pytest.fixture
def bruno(app: Flask, browser: Browser, cast: Cast, clock: FrozenClock) -> Browser:
    """A member without office, on Tuesday noon."""
    with app.app_context(), writing() as uow:
        Workshop(uow, cast)
    clock.set(at(TUESDAY, 12))
    browser.sign_in(cast.numbers["bruno"])
    return browser


def text(person: Browser, url: str) -> str:
    return person.get(url).get_data(as_text=True)


def test_a_member_asks_and_an_officer_accepts(app: Flask, bruno: Browser, cast: Cast) -> None:
    assert "No pediste nada" in text(bruno, MINE)
    assert bruno.post(f"{MINE}/nueva", **FIELDS).status_code == 303
    assert "espera respuesta" in text(bruno, MINE)
    assert bruno.get(ALL).status_code == 403 and bruno.get(f"{ALL}/1").status_code == 403
    bruno.sign_in(cast.numbers["elsa"])
    assert f"{ALL}/1" in text(bruno, ALL) and "Bruno" in text(bruno, f"{ALL}?format=csv")
    page = text(bruno, f"{ALL}/1")
    assert "06:00–14:00" in page and "Me olvidé" in page and "Ese día ni tenía turno" in page
    assert "1 pedido sobre estas horas espera" in text(
        bruno, "/cronograma/horas/confirmar/2026-11-09/2026-11-09"
    )
    assert bruno.post(f"{ALL}/1").status_code == 422
    assert bruno.post(f"{ALL}/1", accept="no").status_code == 422  # no reason
    assert bruno.post(f"{ALL}/1", accept="yes").status_code == 303
    assert bruno.post(f"{ALL}/1", accept="yes").status_code == 409
    assert "Corregido a su pedido" in text(bruno, "/cronograma/asistencia?desde=2026-11-09&hasta=2026-11-09")
    bruno.sign_in(cast.numbers["bruno"])
    assert "corregido" in text(bruno, MINE)


def test_wrong_input_is_said_and_nothing_is_asked(app: Flask, bruno: Browser) -> None:
    for wrong in (
        {"day": "", "came": ""},
        {**FIELDS, "why": " "},
        {**FIELDS, "day": "2026-12-01"},
        {**FIELDS, "day": "1999-01-01"},
        {**FIELDS, "went": "25:00"},
    ):
        assert bruno.post(f"{MINE}/nueva", **wrong).status_code == 422, wrong
    with app.app_context(), reading() as uow:
        assert queries.amendments(uow) == ()


def test_a_request_is_taken_back_by_whoever_made_it(bruno: Browser, cast: Cast) -> None:
    bruno.post(f"{MINE}/nueva", **FIELDS)
    assert bruno.post(f"{MINE}/nueva", **FIELDS).status_code == 409
    bruno.sign_in(cast.numbers["ana"])
    assert bruno.post(f"{MINE}/1/retirar", at=MINE).status_code == 403
    bruno.sign_in(cast.numbers["bruno"])
    assert bruno.post(f"{MINE}/1/retirar", at=MINE).status_code == 303
    assert "retirado" in text(bruno, MINE)


def test_the_coordinator_s_own_request_has_no_link_for_her(bruno: Browser, cast: Cast) -> None:
    bruno.sign_in(cast.numbers["elsa"])
    assert bruno.post(f"{MINE}/nueva", **FIELDS).status_code == 303
    assert f"{ALL}/1" not in text(bruno, ALL)
    assert bruno.post(f"{ALL}/1", accept="yes").status_code == 403
    bruno.sign_in(cast.numbers["hugo"])
    assert bruno.post(f"{ALL}/1", accept="yes").status_code == 303
