"""Signing in and out: sessions are rows, wrong guesses wait, two officers enrol a terminal."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from coop.kernel.clock import FrozenClock
from coop.store import reading, writing
from coop.web import guard, usecases
from coop.web.identity import find_person_by_number
from coop.web.module import ACCESS
from coop.web.permissions import PERMISSIONS
from coop.web.rules import is_alive, wait_after
from coop.web.tables import Device, WebSession
from tests.cast import PASSWORD, Browser, Cast


def enrol(browser: Browser, cast: Cast) -> None:
    """Ana and Elsa make the browser's device a terminal."""
    browser.sign_in(cast.numbers["ana"])
    made = browser.post(
        "/terminales/esta", name="Portón", second_number=cast.numbers["elsa"], second_password=PASSWORD
    )
    assert made.status_code == 303


def test_a_password_opens_a_session_and_a_copied_cookie_dies_with_it(browser: Browser, cast: Cast) -> None:
    assert browser.get("/mi-acceso").status_code == 302
    assert browser.sign_in(cast.numbers["bruno"]).status_code == 303
    stolen = browser.client.get_cookie(guard.SESSION_COOKIE)
    assert stolen is not None
    assert browser.get("/mi-acceso").status_code == 200
    assert browser.post("/salir", at="/mi-acceso").status_code == 303
    browser.client.set_cookie(guard.SESSION_COOKIE, stolen.value)
    assert browser.get("/mi-acceso").status_code == 302


def test_a_wrong_password_is_refused_and_counts(browser: Browser, cast: Cast, clock: FrozenClock) -> None:
    for _try in range(5):
        assert browser.sign_in(cast.numbers["bruno"], "falsa falsa").status_code == 401
    assert browser.sign_in(cast.numbers["bruno"]).status_code == 429
    assert browser.sign_in(cast.numbers["ana"]).status_code == 303
    clock.move(timedelta(seconds=31))
    assert browser.sign_in(cast.numbers["bruno"]).status_code == 303


def test_a_clock_set_back_keeps_no_session_alive(browser: Browser, cast: Cast, clock: FrozenClock) -> None:
    browser.sign_in(cast.numbers["bruno"])
    clock.move(-timedelta(seconds=30))
    assert browser.get("/mi-acceso").status_code == 200
    clock.move(-timedelta(days=3))
    assert browser.get("/mi-acceso").status_code == 302


def test_a_clock_set_back_after_some_use_keeps_no_session_alive() -> None:
    now = datetime(2026, 11, 3, 12, tzinfo=UTC)
    hour = timedelta(hours=1)
    assert is_alive(created=now, seen=now + hour, now=now + hour, terminal=False)
    assert not is_alive(created=now, seen=now + hour, now=now, terminal=False)


def test_waiting_doubles_up_to_a_quarter_of_an_hour() -> None:
    waits = [wait_after(n).total_seconds() for n in range(13)]
    assert waits == [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]


def test_nobody_signs_in_with_a_number_that_is_not_on_the_roll(browser: Browser) -> None:
    assert browser.sign_in(4711).status_code == 401


def test_empty_and_absurd_sign_ins_are_refused(browser: Browser) -> None:
    for number, password in (("", ""), ("uno", "x"), ("-1", "x"), ("9" * 40, "x"), ("1", "x" * 5000)):
        assert browser.post("/entrar", number=number, password=password).status_code == 422


def test_a_session_sleeps_after_half_an_hour_and_ends_after_twelve(
    browser: Browser, cast: Cast, clock: FrozenClock
) -> None:
    browser.sign_in(cast.numbers["bruno"])
    for _ in range(35):
        clock.move(timedelta(minutes=20))
        assert browser.get("/mi-acceso").status_code == 200
    clock.move(timedelta(minutes=21))
    assert browser.get("/mi-acceso").status_code == 302
    browser.sign_in(cast.numbers["bruno"])
    clock.move(timedelta(minutes=31))
    assert browser.get("/mi-acceso").status_code == 302


def test_signing_in_leads_back_but_never_to_another_host(browser: Browser, cast: Cast) -> None:
    number = cast.numbers["bruno"]
    for target, lands in (
        ("/permisos", "/permisos"),
        ("//evil.example", "/"),
        ("https://evil.example/x", "/"),
    ):
        answer = browser.post(f"/entrar?next={target}", number=number, password=PASSWORD)
        assert answer.headers["Location"] == lands


def test_a_post_without_token_is_refused(browser: Browser, cast: Cast) -> None:
    answer = browser.client.post("/entrar", data={"number": "1", "password": PASSWORD})
    assert answer.status_code == 400


def test_a_terminal_needs_two_different_officers(browser: Browser, cast: Cast, app: Flask) -> None:
    browser.sign_in(cast.numbers["ana"])
    for second, status in (("ana", 422), ("bruno", 403)):
        made = browser.post(
            "/terminales/esta", name="X", second_number=cast.numbers[second], second_password=PASSWORD
        )
        assert made.status_code == status
    with app.app_context(), reading() as uow:
        assert uow.session.scalars(select(Device)).all() == []
    enrol(browser, cast)
    with app.app_context(), reading() as uow:
        device = uow.session.scalars(select(Device)).one()
        assert (device.enrolled_by, device.confirmed_by) == (cast.ana, cast.elsa)


def test_a_member_without_office_enrols_nothing(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.numbers["bruno"])
    assert browser.get("/terminales/esta").status_code == 403


def test_a_terminal_session_is_not_strong_and_dies_elsewhere(
    browser: Browser, cast: Cast, app: Flask, clock: FrozenClock
) -> None:
    enrol(browser, cast)
    assert browser.sign_in(cast.numbers["ana"]).status_code == 303
    assert browser.get("/terminales/esta").status_code == 403
    session = browser.client.get_cookie(guard.SESSION_COOKIE)
    assert session is not None
    elsewhere = app.test_client()
    elsewhere.set_cookie(guard.SESSION_COOKIE, session.value)
    assert elsewhere.get("/mi-acceso").status_code == 302
    clock.move(timedelta(minutes=3))
    assert browser.get("/mi-acceso").status_code == 302


@pytest.mark.parametrize("how", ["pin", "badge"])
def test_a_pin_or_a_badge_never_makes_a_strong_session(
    browser: Browser, cast: Cast, app: Flask, how: str
) -> None:
    """Ana is treasurer: by password all of these are hers."""
    enrol(browser, cast)
    with app.app_context(), writing() as uow:
        ana = find_person_by_number(uow.session, cast.numbers["ana"])
        device = uow.session.scalars(select(Device)).one()
        assert ana is not None
        token = usecases.open_session(uow, ana, how=how, device_id=device.id)
    browser.client.set_cookie(guard.SESSION_COOKIE, token)
    assert browser.get("/mi-acceso").status_code == 200
    strong = [r for r in app.url_map.iter_rules() if is_strong(app, r.endpoint) and not r.arguments]
    assert strong
    for rule in strong:
        if "GET" in (rule.methods or ()):
            assert browser.get(str(rule)).status_code == 403, rule


@pytest.mark.parametrize("how", ["pin", "badge", "magic"])
def test_the_database_knows_no_session_by_pin_or_badge_away_from_a_terminal(
    app: Flask, cast: Cast, how: str
) -> None:
    with app.app_context(), reading() as uow:
        ana = find_person_by_number(uow.session, cast.numbers["ana"])
        assert ana is not None
    with app.app_context(), pytest.raises(IntegrityError), writing() as uow:
        usecases.open_session(uow, ana, how=how, device_id=None)


def is_strong(app: Flask, endpoint: str) -> bool:
    access = getattr(app.view_functions[endpoint], ACCESS, None)
    return access is not None and PERMISSIONS[access].strong


def test_one_sees_and_ends_ones_own_sessions_only(browser: Browser, cast: Cast, app: Flask) -> None:
    browser.sign_in(cast.numbers["bruno"])
    with app.app_context(), reading() as uow:
        key = uow.session.scalar(select(WebSession.id).where(WebSession.member_id == cast.bruno))
    other = Browser(app.test_client())
    other.sign_in(cast.numbers["ana"])
    assert other.post(f"/mi-acceso/{key}/cerrar", at="/mi-acceso").status_code == 403
    assert browser.post(f"/mi-acceso/{key}/cerrar", at="/mi-acceso").status_code == 303
    assert browser.get("/mi-acceso").status_code == 302


def test_a_badge_leads_to_its_holder(app: Flask, browser: Browser, cast: Cast) -> None:
    with app.app_context(), reading() as uow:
        holder = usecases.badge_holder(uow, " badge-bruno ")
        assert holder is not None
        assert holder.member_id == cast.bruno
        assert usecases.badge_holder(uow, "badge-nobody") is None


def test_every_answer_carries_the_strict_policy(browser: Browser) -> None:
    answer = browser.get("/entrar")
    assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    assert "unsafe" not in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert not re.search(r"<script(?![^>]*src=)", answer.get_data(as_text=True))


def test_recall_ends_what_a_session_may_do_in_the_same_second(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    from coop.people import queries
    from coop.people import usecases as people
    from tests.cast import proof

    browser.sign_in(cast.numbers["ana"])
    assert browser.get("/terminales/esta").status_code == 200
    with app.app_context(), writing() as uow:
        mandate = next(m for m in queries.mandates(uow) if m.member_id == cast.ana)
        people.end_mandate(uow, proof(uow, number="2026-002", kind="people.recall"), mandate.id)
    assert browser.get("/terminales/esta").status_code == 403


def test_the_record_book_holds_who_made_a_terminal(browser: Browser, cast: Cast, app: Flask) -> None:
    from coop.records import queries as records

    enrol(browser, cast)
    with app.app_context(), reading() as uow:
        last = records.entries(uow, limit=1)[0]
    assert last.kind == "web.device_enrolled"
    assert last.facts["by"] == [cast.ana, cast.elsa]
