"""The pages of wishes, walked by the cast."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask

from coop.people import queries as people
from coop.rota import queries, usecases
from coop.store import reading, writing
from tests.cast import Browser, Cast
from tests.rota.test_usecases import MONDAY, WEEK, Workshop
from tests.rota.test_views import text

MINE, NEW, ALL = (
    "/cronograma/mis-preferencias",
    "/cronograma/mis-preferencias/nueva",
    "/cronograma/preferencias",
)


@pytest.fixture
def shop(app: Flask, cast: Cast) -> Cast:
    """The workshop of the use cases, committed."""
    with app.app_context(), writing() as uow:
        Workshop(uow, cast)
    return cast


def draft(app: Flask, cast: Cast, *, on: date) -> int:
    """A draft in which Bruno guards the gate on one night."""
    with app.app_context(), writing(cast.actor("elsa")) as uow:
        plan_id = usecases.draft_plan(uow, WEEK)
        need = next(n for n in queries.plan_needs(uow, plan_id) if (n.day, n.kind) == (on, "N"))
        usecases.set_duty(uow, plan_id, cast.bruno, on, kind="N", place=need.place)
    return plan_id


def wish_of(app: Flask, member_id: int) -> queries.WishView:
    with app.app_context(), reading() as uow:
        return queries.wishes(uow, WEEK, member_id=member_id)[-1]


def test_a_member_says_something_and_takes_it_back(app: Flask, browser: Browser, shop: Cast) -> None:
    browser.sign_in(shop.numbers["bruno"])
    assert "Todavía no dijiste nada" in text(browser.get(MINE))
    said = {"what": "cannot", "start": "2026-11-09", "weekdays": ["1", "3"], "kind": "3", "reason": "Curso"}
    assert browser.post(NEW, **said).status_code == 303
    html = text(browser.get(MINE))
    assert "No puedo trabajar" in html and "Martes, Jueves" in html and "hasta que se retire" in html
    view = wish_of(app, shop.bruno)
    assert (view.wish.kind, view.reason) == ("N", "Curso")
    page = text(browser.get(f"{ALL}/{view.id}"))
    assert "Curso" in page and "Todavía no se publicó" in page
    assert browser.post(f"{MINE}/{view.id}/retirar").status_code == 303
    assert "retirada" in text(browser.get(f"{ALL}/{view.id}"))
    assert "Curso" not in text(browser.get(f"{ALL}/{view.id}"))


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"what": "demand", "start": "2026-11-09"},
        {"what": "want", "start": "ayer"},
        {"what": "want", "start": "2026-11-03"},
        {"what": "want", "start": "2026-11-09", "last": "2026-11-08"},
        {"what": "want", "start": "2026-11-09", "weekdays": ["8"]},
        {"what": "want", "start": "2026-11-09", "kind": "77"},
        {"what": "want", "start": "2026-11-09", "reason": "x" * 301},
    ],
)
def test_wrong_input_is_answered_with_a_sentence(
    app: Flask, browser: Browser, shop: Cast, said: dict[str, object]
) -> None:
    browser.sign_in(shop.numbers["bruno"])
    assert browser.post(NEW, **said).status_code == 422
    with app.app_context(), reading() as uow:
        assert queries.wishes(uow, WEEK) == ()


def test_a_reason_is_between_the_member_and_the_coordinator(app: Flask, browser: Browser, shop: Cast) -> None:
    with app.app_context(), writing() as uow:
        mine = usecases.add_wish(uow, shop.bruno, "cannot", start=MONDAY, reason="Tratamiento")
    browser.sign_in(shop.numbers["gabi"])
    assert browser.get(ALL).status_code == 403
    assert browser.get(f"{ALL}/{mine}").status_code == 403
    assert browser.post(f"{MINE}/{mine}/retirar").status_code == 403
    plan_id = draft(app, shop, on=MONDAY + timedelta(days=1))
    table = text(browser.get(f"/cronograma/planes/{plan_id}/tabla"))
    assert "×" not in table and "Tratamiento" not in table
    browser.sign_in(shop.numbers["elsa"])
    assert "Tratamiento" not in text(browser.get(ALL))
    assert "Tratamiento" not in text(browser.get(f"{ALL}?format=csv"))
    with app.app_context(), reading() as uow:
        assert people.readings_of(uow, shop.bruno) == ()
    assert "Tratamiento" in text(browser.get(f"{ALL}/{mine}"))
    with app.app_context(), reading() as uow:
        assert [r.what for r in people.readings_of(uow, shop.bruno)] == ["Reason of a wish"]


def test_the_coordinator_sees_wishes_in_the_table_and_overrides(
    app: Flask, browser: Browser, shop: Cast
) -> None:
    with app.app_context(), writing() as uow:
        usecases.add_wish(uow, shop.bruno, "cannot", start=MONDAY, weekdays=[0])
        usecases.add_wish(uow, shop.hugo, "want", start=MONDAY, kind_id=1)
    browser.sign_in(shop.numbers["elsa"])
    assert "Bruno Benítez" in text(browser.get(ALL))
    plan_id = draft(app, shop, on=MONDAY)
    page = f"/cronograma/planes/{plan_id}"
    table = text(browser.get(f"{page}/tabla"))
    assert '<abbr class="wish unmet" title="No puedo trabajar">×</abbr>' in table
    assert '<abbr class="wish unmet" title="Quiero trabajar: M">+M</abbr>' in table
    assert "en rojo" in table
    assert "0 de 1" in text(browser.get(page))
    breaches = text(browser.get(f"{page}/infracciones"))
    assert "Había dicho: no puedo trabajar" in breaches
    day = text(browser.get(f"{page}/miembro/{shop.bruno}/{MONDAY}"))
    assert "Lo que dijo antes sobre ese día: No puedo trabajar" in day
    free = text(browser.get(f"{page}/tabla?desde={MONDAY}&q=hugo"))
    assert "Hugo" in free and "Bruno" not in free.split("<table", 1)[1]


def test_a_gap_offers_who_cannot_after_the_free(app: Flask, browser: Browser, shop: Cast) -> None:
    with app.app_context(), writing() as uow:
        usecases.add_wish(uow, shop.hugo, "cannot", start=MONDAY)
    plan_id = draft(app, shop, on=MONDAY + timedelta(days=3))
    with app.app_context(), reading() as uow:
        needs = queries.plan_needs(uow, plan_id)
    number = next(n for n, need in enumerate(needs) if (need.day, need.kind) == (MONDAY, "N"))
    browser.sign_in(shop.numbers["elsa"])
    url = f"/cronograma/planes/{plan_id}/faltantes/{number}"
    html = text(browser.get(url))
    assert html.index(f"poner/{shop.irma}") < html.index(f"poner/{shop.hugo}")
    assert "Había dicho: no puedo trabajar" in html
    assert browser.post(f"{url}/poner/{shop.hugo}").status_code == 303
    assert "Hugo" in text(browser.get(f"/cronograma/planes/{plan_id}/infracciones"))


def test_no_page_tells_other_members_who_said_that_they_cannot(
    app: Flask, browser: Browser, shop: Cast
) -> None:
    with app.app_context(), writing() as uow:
        usecases.add_wish(uow, shop.bruno, "cannot", start=MONDAY)
        usecases.add_wish(uow, shop.hugo, "cannot", start=MONDAY)
    plan_id = draft(app, shop, on=MONDAY)
    other = draft(app, shop, on=MONDAY + timedelta(days=3))
    with app.app_context(), reading() as uow:
        needs = queries.plan_needs(uow, other)
    number = next(n for n, need in enumerate(needs) if (need.day, need.kind) == (MONDAY, "N"))
    page = f"/cronograma/planes/{plan_id}"
    pages = (
        page,
        f"{page}/infracciones",
        f"{page}/infracciones?format=csv",
        f"{page}/por-que/{shop.bruno}/{MONDAY}",
        f"/cronograma/planes/{other}/faltantes/{number}",
    )
    for who, told in (("elsa", True), ("gabi", False)):
        browser.sign_in(shop.numbers[who])
        assert [("Había dicho" in text(browser.get(url))) for url in pages] == [told] * len(pages)


def test_whoever_gives_a_shift_away_does_not_read_who_cannot(
    app: Flask, browser: Browser, shop: Cast
) -> None:
    with app.app_context(), writing() as uow:
        usecases.add_wish(uow, shop.hugo, "cannot", start=MONDAY)
    plan_id = draft(app, shop, on=MONDAY)
    with app.app_context(), writing(shop.actor("elsa")) as uow:
        usecases.publish_plan(uow, plan_id)
    url = f"/cronograma/mis-turnos/{MONDAY}/ceder"
    browser.sign_in(shop.numbers["bruno"])
    html = text(browser.get(url))
    assert "Hugo" in html and "Había dicho" not in html
    browser.sign_in(shop.numbers["elsa"])
    asked = text(browser.get(f"/cronograma/suplentes/{MONDAY}/{shop.bruno}"))
    assert "Se puede, pero: Había dicho: no puedo trabajar" in asked


def test_one_s_page_says_on_which_days_a_wish_was_met(app: Flask, browser: Browser, shop: Cast) -> None:
    with app.app_context(), writing() as uow:
        usecases.add_wish(uow, shop.bruno, "rather_not", start=MONDAY, last=MONDAY + timedelta(days=1))
    plan_id = draft(app, shop, on=MONDAY)
    with app.app_context(), writing(shop.actor("elsa")) as uow:
        usecases.publish_plan(uow, plan_id)
    browser.sign_in(shop.numbers["bruno"])
    assert "1 de 2" in text(browser.get(MINE))
    page = text(browser.get(f"{ALL}/{wish_of(app, shop.bruno).id}"))
    assert ">N</td>" in page and ">libre</td>" in page
