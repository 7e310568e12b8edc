"""PINs, passwords and badges: who gives them out, and what ends when they change."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from coop.records import queries as records
from coop.store import Actor, reading, writing
from coop.web import secrets, usecases
from coop.web.notices import notices
from coop.web.tables import Attempt, Device
from tests.cast import PASSWORD, PIN, Browser, Cast
from tests.conftest import COSTS

NEW = "pan, paz y trabajo"


def test_a_hash_costs_what_owasp_asks_at_least(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, cost in COSTS.items():
        monkeypatch.setattr(secrets, name, cost)
    with app.app_context():
        assert secrets.hash_secret(PASSWORD).startswith("$argon2id$v=19$m=19456,t=2,p=1$")


def test_two_officers_give_a_new_pin_and_the_old_one_is_dead(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    browser.sign_in(cast.numbers["ana"])
    wanted = {"number": cast.numbers["bruno"], "second_number": cast.numbers["elsa"]}
    assert browser.post("/claves/nueva", **wanted, second_password=PASSWORD, pin="123456").status_code == 422
    assert (
        browser.post("/claves/nueva", **wanted, second_password="falsa falsa", pin="730184").status_code
        == 401
    )
    assert browser.post("/claves/nueva", **wanted, second_password=PASSWORD, pin="730184").status_code == 303
    with app.app_context(), reading() as uow:
        claim = usecases.claim(uow, cast.numbers["bruno"], "pin", None)
        assert usecases.proves(claim, "730184")
        assert not usecases.proves(claim, PIN)


def test_one_changes_ones_own_password(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.numbers["bruno"])
    assert browser.post("/mis-claves", old=PASSWORD).status_code == 422
    assert browser.post("/mis-claves", old=PASSWORD, password="corta").status_code == 422
    assert browser.post("/mis-claves", old=PASSWORD, password=NEW).status_code == 303
    assert browser.sign_in(cast.numbers["bruno"]).status_code == 401
    assert browser.sign_in(cast.numbers["bruno"], NEW).status_code == 303


def test_a_double_submission_does_its_work_once(browser: Browser, cast: Cast, app: Flask) -> None:
    browser.sign_in(cast.numbers["ana"])
    hidden = browser.hidden("/terminales/esta")
    data = {**hidden, "name": "Portón", "second_number": cast.numbers["elsa"], "second_password": PASSWORD}
    assert browser.client.post("/terminales/esta", data=data).status_code == 303
    browser.sign_in(cast.numbers["ana"])
    with app.app_context(), reading() as uow:
        assert len(uow.session.scalars(select(Device)).all()) == 1


def test_changing_a_password_ends_the_other_sessions_and_tells_the_member(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    lost = Browser(app.test_client())
    lost.sign_in(cast.numbers["bruno"])
    browser.sign_in(cast.numbers["bruno"])
    assert browser.post("/mis-claves", old=PASSWORD, password=NEW).status_code == 303
    assert lost.get("/mi-acceso").status_code == 302
    assert browser.get("/mi-acceso").status_code == 200
    with app.app_context(), reading() as uow:
        (told,) = [n for n in notices(uow, cast.bruno) if n.personal]
    assert "secret was changed" in told.sentence.message


def test_a_secret_given_out_by_officers_ends_every_session_of_the_member(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    thief = Browser(app.test_client())
    thief.sign_in(cast.numbers["bruno"])
    with app.app_context(), writing(Actor(cast.ana)) as uow:
        usecases.issue_secret(uow, cast.bruno, kind="badge", hashed="0", confirmed_by=cast.elsa)
        assert [n.personal for n in notices(uow, cast.bruno)] == [True]
    assert thief.get("/mi-acceso").status_code == 302


def test_sending_ones_new_password_twice_changes_it_once_and_counts_no_failure(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    browser.sign_in(cast.numbers["bruno"])
    data = {**browser.hidden("/mis-claves"), "old": PASSWORD, "password": NEW}
    first = browser.client.post("/mis-claves", data=data)
    again = browser.client.post("/mis-claves", data=data)
    assert (first.status_code, again.status_code) == (303, 303)
    assert again.headers["Location"] == first.headers["Location"]
    with app.app_context(), reading() as uow:
        assert uow.session.scalar(select(func.sum(Attempt.failures))) in (None, 0)


def test_a_password_of_blanks_is_too_short(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.numbers["bruno"])
    assert browser.post("/mis-claves", old=PASSWORD, password=" " * 12).status_code == 422


def test_two_officers_end_a_terminal_and_one_alone_does_not(browser: Browser, cast: Cast, app: Flask) -> None:
    with app.app_context(), writing(Actor(cast.ana)) as uow:
        usecases.enrol_device(uow, name="Portón", confirmed_by=cast.elsa)
        key = uow.session.scalars(select(Device.id)).one()
    browser.sign_in(cast.numbers["ana"])
    where = f"/terminales/{key}/terminar"
    for second, password, status in (
        (None, None, 422),
        ("ana", PASSWORD, 422),
        ("bruno", PASSWORD, 403),
        ("elsa", "falsa falsa", 401),
        ("elsa", PASSWORD, 303),
    ):
        sent = browser.post(where, second_number=cast.numbers.get(second or ""), second_password=password)
        assert sent.status_code == status
        with app.app_context(), reading() as uow:
            ended = uow.session.scalars(select(Device.ended_at)).one()
        assert (ended is not None) == (status == 303)
    with app.app_context(), reading() as uow:
        last = records.entries(uow, limit=1)[0]
    assert last.kind == "web.device_ended"
    assert last.facts["by"] == [cast.ana, cast.elsa]
