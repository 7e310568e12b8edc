"""The pages of solidarity shifts."""

from __future__ import annotations

from flask import Flask

from coop.kernel.clock import FrozenClock
from coop.rota import queries
from coop.store import reading, writing
from tests.cast import Browser, Cast
from tests.rota.test_solidarity import worked_week
from tests.rota.test_views import text


def test_the_coordinator_adds_one_and_its_hours_stand_apart(
    app: Flask, browser: Browser, cast: Cast, clock: FrozenClock
) -> None:
    with app.app_context(), writing(cast.actor("elsa")) as uow:
        worked_week(uow, cast, clock)
    browser.sign_in(cast.numbers["elsa"])
    assert "4:00" in text(browser.get("/cronograma/horas")).split("De ellas, solidarias")[-1]
    assert "Turno solidario; se proponen" in text(browser.get("/cronograma/horas/2026-11-09/2026-11-15"))
    fields = {"code": "B", "name": "Barrio", "start": "09:00", "end": "12:00", "solidarity": "y"}
    assert browser.post("/cronograma/turnos/nuevo", **fields, takes_orders="y").status_code == 422
    assert browser.post("/cronograma/turnos/nuevo", **fields).status_code == 303
    with app.app_context(), reading() as uow:
        kind = next(k for k in queries.kinds(uow) if k.code == "B")
    assert kind.solidarity and not kind.takes_orders
    page = text(browser.get(f"/cronograma/turnos/{kind.id}"))
    assert "Turno solidario" in page and "pedidos/1" not in page
