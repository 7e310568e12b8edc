"""The pages on which the rota is taken along."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from flask import Flask
from openpyxl import load_workbook

from coop.documents import queries as archive
from coop.rota import papers, usecases
from coop.store import reading, writing
from coop.web import jobs
from tests.cast import Browser, Cast
from tests.rota.test_usecases import MONDAY, WEEK, Workshop

LIST = "/cronograma/lista?desde=2026-11-09&hasta=2026-11-15"


@pytest.fixture
def plan_id(app: Flask, cast: Cast) -> int:
    """A published week: Ana's night on Monday, Bruno's on Sunday, the rest uncovered."""
    with app.app_context(), writing() as uow:
        shop = Workshop(uow, cast)
        plan_id = usecases.draft_plan(uow, WEEK)
        usecases.set_duty(uow, plan_id, cast.ana, MONDAY, kind="N", place=shop.at_gate)
        usecases.set_duty(uow, plan_id, cast.bruno, WEEK.last, kind="N", place=shop.at_gate)
        usecases.publish_plan(uow, plan_id)
    return plan_id


def test_the_list_of_the_rota_names_shifts_and_what_nobody_covers(
    browser: Browser, cast: Cast, plan_id: int
) -> None:
    browser.sign_in(cast.numbers["bruno"])
    csv = browser.get(f"{LIST}&format=csv-plain").get_data(as_text=True).splitlines()
    assert len(csv) == 1 + 2 + 10
    assert csv[2].startswith("2026-11-09,lun,N,N,23:00,06:00,Portería,1,")
    assert sum("SIN CUBRIR" in line for line in csv) == 10
    xlsx = browser.get(f"{LIST}&format=xlsx")
    rows = list(load_workbook(io.BytesIO(xlsx.get_data())).active.values)
    assert len(rows) == 13 and {r[7] for r in rows[1:]} == {1, 2, None}
    page = browser.get(f"{LIST}&q=acosta").get_data(as_text=True)
    assert "Acosta, Ana" in page and "SIN CUBRIR" not in page
    for wrong in ("?desde=never", "?desde=2026-11-15&hasta=2026-11-09", "?desde=2026-01-01&hasta=2199-01-01"):
        assert browser.get(f"/cronograma/lista{wrong}").status_code == 200
    assert "Elegí otros días" in browser.get("/cronograma/lista?desde=2030-01-01").get_data(as_text=True)


def test_a_member_has_her_sector_and_her_month_printed(
    app: Flask, browser: Browser, cast: Cast, plan_id: int
) -> None:
    browser.sign_in(cast.numbers["bruno"])
    prints = f"/cronograma/planes/{plan_id}/papeles"
    assert "todavía nadie lo pidió" in browser.get(prints).get_data(as_text=True)
    answer = browser.post(f"{prints}/sector/0", at=prints)
    assert answer.status_code == 303 and "/trabajos/" in answer.location
    mine = "/cronograma/mis-turnos"
    assert browser.post(f"{mine}/papel/2026-11-01", at=mine).status_code == 303
    with app.app_context():
        jobs.run_queued(app)
    again = browser.post(f"{prints}/sector/0", at=mine)
    assert again.status_code == 303 and again.location.endswith(".pdf")
    assert browser.get(again.location).mimetype == "application/pdf"
    with app.app_context(), reading() as uow:
        month = archive.find_paper(uow, papers.MONTH, papers.month_ref(cast.bruno, MONDAY, 1))
    assert month is not None and month.is_issued
    assert browser.get(f"/papeles/{month.id}.pdf").status_code == 200
    assert browser.post(f"{mine}/papel/2027-03-01", at=mine).status_code == 409
    assert browser.post(f"{mine}/papel/nothing", at=mine).status_code == 404
    assert browser.post(f"{prints}/sector/99", at=mine).status_code == 404
    assert browser.get("/cronograma/papeles/mes").status_code == 403


def test_the_coordinator_prints_the_month_of_whoever_has_no_phone(
    app: Flask, browser: Browser, cast: Cast, plan_id: int
) -> None:
    browser.sign_in(cast.numbers["elsa"])
    url = "/cronograma/papeles/mes"
    assert browser.post(url, member="99", day="2026-11-09").status_code == 422
    later = (MONDAY + timedelta(days=200)).isoformat()
    assert browser.post(url, member=str(cast.ana), day=later).status_code == 409
    answer = browser.post(url, member=str(cast.ana), day="2026-11-09")
    assert answer.status_code == 303
    with app.app_context():
        jobs.run_queued(app)
        with reading() as uow:
            month = archive.find_paper(uow, papers.MONTH, papers.month_ref(cast.ana, MONDAY, 1))
    assert month is not None
    assert browser.get(f"/papeles/{month.id}.pdf").status_code == 200
    browser.sign_in(cast.numbers["bruno"])
    assert browser.get(f"/papeles/{month.id}.pdf").status_code == 403


def test_a_draft_has_no_prints(app: Flask, browser: Browser, cast: Cast, plan_id: int) -> None:
    with app.app_context(), writing(cast.actor("elsa")) as uow:
        draft = usecases.copy_plan(uow, plan_id)
    browser.sign_in(cast.numbers["elsa"])
    assert browser.get(f"/cronograma/planes/{draft}/papeles").status_code == 409
