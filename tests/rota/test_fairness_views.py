"""The pages of the fairness ledger and of hard posts."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from coop.kernel.clock import FrozenClock
from coop.store import writing
from tests.cast import Browser, Cast
from tests.rota.test_fairness import work_week
from tests.rota.test_usecases import Workshop
from tests.rota.test_views import text

PAGE = "/cronograma/reparto"


def test_every_member_reads_the_ledger_and_takes_it_along(
    app: Flask, browser: Browser, cast: Cast, clock: FrozenClock
) -> None:
    browser.sign_in(cast.numbers["bruno"])
    assert "Todavía no hay un cronograma publicado" in text(browser.get(PAGE))
    with app.app_context(), writing(cast.actor("elsa")) as uow:
        work_week(Workshop(uow, cast))
    clock.set(clock.now() + timedelta(days=14))
    browser.sign_in(cast.numbers["bruno"])
    html = text(browser.get(PAGE))
    assert "Benítez, Bruno" in html and "Del 17/11/2025 al 16/11/2026" in html
    assert "<strong>3</strong> de 0," in html and 'class="bar more"' in html
    assert "Benítez, Bruno" not in text(browser.get(f"{PAGE}?q=hugo"))
    assert "Del 01/01/2026 al 16/11/2026" in text(browser.get(f"{PAGE}?anio=2026"))
    assert "Del 17/11/2025" in text(browser.get(f"{PAGE}?anio=1066"))
    assert browser.get(f"{PAGE}?anio=x").status_code == 200
    table = text(browser.get(f"{PAGE}?format=csv"))
    assert "Noches: parte igual" in table
    bruno = next(line for line in table.splitlines() if "Bruno" in line).split(";")
    assert bruno[2] == "3" and bruno[4].startswith("2,")


def test_the_coordinator_marks_a_hard_post(app: Flask, browser: Browser, cast: Cast) -> None:
    with app.app_context(), writing() as uow:
        post = Workshop(uow, cast).post
    browser.sign_in(cast.numbers["bruno"])
    assert browser.post(f"/cronograma/puestos/{post}/pesado/1").status_code == 403
    browser.sign_in(cast.numbers["elsa"])
    assert browser.post(f"/cronograma/puestos/{post}/pesado/1").status_code == 303
    assert "No es un puesto pesado" in text(browser.get(f"/cronograma/puestos/{post}"))
    fields = {"name": "Prensa", "kind": "1", "people_needed": "1", "since": "2026-11-09", "weekdays": ["0"]}
    anybody = {"sector": "", "skill": "", "hard": "y"}
    assert browser.post("/cronograma/puestos/nuevo", **fields, **anybody).status_code == 303
    rows = text(browser.get("/cronograma/puestos?format=csv")).splitlines()
    hard = [row.split(";")[0].strip("\ufeff") for row in rows if row.endswith(";sí")]
    assert sorted(hard) == ["Horno 1", "Prensa"]
