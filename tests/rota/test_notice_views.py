"""What came without notice, on the pages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from coop.rota import usecases
from coop.store import writing
from tests.cast import Browser, Cast
from tests.rota.test_notice import ask_for_notice
from tests.rota.test_usecases import MONDAY, WEEK, Workshop


@pytest.fixture
def draft(app: Flask, cast: Cast) -> int:
    """Ana's Monday night is Bruno's in a draft, with fourteen days of notice voted."""
    with app.app_context(), writing() as uow:
        shop = Workshop(uow, cast)
        ask_for_notice(uow, 14)
        plan_id = usecases.draft_plan(uow, WEEK)
        usecases.set_duty(uow, plan_id, cast.ana, MONDAY, kind="N", place=shop.at_gate)
        usecases.publish_plan(uow, plan_id)
        draft = usecases.copy_plan(uow, plan_id)
        usecases.set_duty(uow, draft, cast.ana, MONDAY, kind=None)
        usecases.set_duty(uow, draft, cast.bruno, MONDAY, kind="N", place=shop.at_gate)
    return draft


def test_the_page_before_publishing_warns_and_the_rota_marks_it(
    browser: Browser, cast: Cast, draft: int
) -> None:
    browser.sign_in(cast.numbers["elsa"])
    url = f"/cronograma/planes/{draft}/publicar"
    asked = browser.get(url).get_data(as_text=True)
    assert "Sin el aviso previo que se votó" in asked and "2026-002" in asked
    assert "<strong>Ana Acosta</strong>, lunes 9 de noviembre: libre" in asked
    week = f"/cronograma/?desde={MONDAY}"
    assert "*" not in browser.get(f"{week}&format=csv").get_data(as_text=True)
    assert browser.post(url).status_code == 303
    csv = browser.get(f"{week}&format=csv-plain").get_data(as_text=True)
    assert "Ana Acosta,,–*," in csv and "Bruno Benítez,,N*," in csv
    assert "* = cambió desde la versión 1, sin los 14 días de aviso previo" in browser.get(week).get_data(
        as_text=True
    )
    substitutes = f"/cronograma/suplentes/{MONDAY}"
    page = browser.get(week).get_data(as_text=True)
    assert f"{substitutes}/{cast.bruno}" in page and f"{substitutes}/{cast.ana}" not in page
    browser.sign_in(cast.numbers["ana"])
    mine = browser.get("/cronograma/mis-turnos").get_data(as_text=True)
    assert "<strong>lunes 9 de noviembre</strong>: libre en lugar de N · Portería" in mine
    browser.sign_in(cast.numbers["gabi"])
    assert "en lugar de" not in browser.get("/cronograma/mis-turnos").get_data(as_text=True)


def test_the_rules_page_says_that_notice_warns_and_refuses_nothing(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.numbers["bruno"])
    page = browser.get("/cronograma/reglas").get_data(as_text=True)
    assert "Días entre la publicación" in page and "se avisa y se marca" in page


def test_a_rota_in_time_is_published_without_any_warning(app: Flask, browser: Browser, cast: Cast) -> None:
    with app.app_context(), writing() as uow:
        shop = Workshop(uow, cast)
        ask_for_notice(uow, 5)
        plan_id = usecases.draft_plan(uow, WEEK)
        usecases.set_duty(uow, plan_id, cast.ana, MONDAY + timedelta(days=1), kind="N", place=shop.at_gate)
    browser.sign_in(cast.numbers["elsa"])
    page = browser.get(f"/cronograma/planes/{plan_id}/publicar").get_data(as_text=True)
    assert "aviso previo" not in page
