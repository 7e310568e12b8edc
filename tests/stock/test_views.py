"""Pages of the stock ledger, walked as people walk them."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coop.stock import queries
from coop.store import reading, writing
from tests.cast import Browser, Cast, found, give_secrets


@pytest.fixture
def cast(app: Flask) -> Cast:
    with app.app_context(), writing() as uow:
        made = found(uow)
    give_secrets(app, made)
    return made


@pytest.fixture
def elsa(cast: Cast, client: FlaskClient) -> Browser:
    """The coordinator, signed in."""
    browser = Browser(client)
    assert browser.sign_in(cast.numbers["elsa"]).status_code == 303
    return browser


LISTS = ["articulos", "existencias", "movimientos", "lugares", "unidades"]


def stocked(elsa: Browser) -> None:
    """A unit, an item, a place and 12.5 kg of clay in it."""
    elsa.post("/deposito/unidades/nueva", code="kg", name="kilogramo", decimals="3")
    elsa.post("/deposito/articulos/nuevo", code="ARC", name="Arcilla", unit_id="1", source="buy")
    elsa.post("/deposito/lugares/nuevo", code="GAL", name="Galpón")
    answer = elsa.post(
        "/deposito/articulos/1/movimiento", kind="receipt", quantity="12,5", from_place="", to_place="1"
    )
    assert answer.status_code == 303


@pytest.mark.parametrize("name", LISTS)
def test_every_list_says_what_to_do_when_it_is_empty(elsa: Browser, name: str) -> None:
    answer = elsa.get(f"/deposito/{name}")
    assert answer.status_code == 200
    assert 'class="empty"' in answer.get_data(as_text=True)


def test_a_kilo_of_clay_comes_in_and_is_seen_everywhere(elsa: Browser) -> None:
    stocked(elsa)
    for name in ("existencias", "movimientos", "articulos/1", "lugares/1/planilla"):
        assert "12,5\u00a0kg" in elsa.get(f"/deposito/{name}").get_data(as_text=True), name
    plain = elsa.get("/deposito/existencias?format=csv-plain").get_data(as_text=True)
    assert "ARC,Arcilla,Galpón,,,12.5" in plain
    assert elsa.get("/deposito/existencias?format=xlsx").status_code == 200


@pytest.mark.parametrize("name", [*LISTS, "articulos/1", "lugares/1/planilla"])
def test_every_list_is_searched_exported_and_printed(elsa: Browser, name: str) -> None:
    stocked(elsa)
    assert elsa.get(f"/deposito/{name}?q=zzz").status_code == 200
    for way in ("format=csv", "format=csv-plain", "format=xlsx", "print=1"):
        assert elsa.get(f"/deposito/{name}?{way}").status_code == 200


def test_a_count_is_entered_from_the_sheet(elsa: Browser) -> None:
    stocked(elsa)
    answer = elsa.post("/deposito/articulos/1/recuento?place=1", place="1", lot="", found="12", follow=True)
    assert "-0,5\u00a0kg" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("url", "fields"),
    [
        ("articulos/nuevo", {"code": "", "name": "", "unit_id": "1", "source": "buy"}),
        ("articulos/nuevo", {"code": "ARC", "name": "Otra", "unit_id": "1", "source": "buy"}),
        ("articulos/nuevo", {"code": "X", "name": "X", "unit_id": "99", "source": "buy"}),
        ("articulos/nuevo", {"code": "X" * 41, "name": "X", "unit_id": "1", "source": "robbed"}),
        (
            "articulos/1/movimiento",
            {"kind": "receipt", "quantity": "1.500", "from_place": "", "to_place": "1"},
        ),
        (
            "articulos/1/movimiento",
            {"kind": "receipt", "quantity": "mucho", "from_place": "", "to_place": "1"},
        ),
        ("articulos/1/movimiento", {"kind": "receipt", "quantity": "-1", "from_place": "", "to_place": "1"}),
        ("articulos/1/movimiento", {"kind": "receipt", "quantity": "1", "from_place": "", "to_place": "77"}),
        ("articulos/1/movimiento", {"kind": "issue", "quantity": "13", "from_place": "1", "to_place": ""}),
        (
            "articulos/1/movimiento",
            {"kind": "receipt", "quantity": "1", "from_place": "", "to_place": "1", "owner": "Norte"},
        ),
        ("articulos/1/recuento", {"place": "1", "lot": "", "found": "-1"}),
        ("articulos/1/recuento", {"place": "1", "lot": "", "found": " "}),
        (
            "articulos/1/movimiento",
            {"kind": "receipt", "quantity": " ", "from_place": "", "to_place": "1"},
        ),
        ("articulos/1/cambiar", {"code": "", "name": "", "unit_id": "", "source": ""}),
        ("lugares/nuevo", {"code": "GAL", "name": "Otro"}),
        ("unidades/nueva", {"code": "t", "name": "tonelada", "decimals": "9"}),
        ("unidades/conversion", {"unit_id": "1", "into_id": "1", "factor": "2"}),
        ("unidades/conversion", {"unit_id": "1", "into_id": "1", "factor": " "}),
    ],
)
def test_bad_input_is_answered_with_a_sentence_and_changes_nothing(
    app: Flask, elsa: Browser, url: str, fields: dict[str, Any]
) -> None:
    stocked(elsa)
    answer = elsa.post(f"/deposito/{url}", **fields)
    assert 400 <= answer.status_code < 500
    assert 'class="problems"' in answer.get_data(as_text=True)
    with app.app_context(), reading() as uow:
        assert len(queries.items(uow)) == len(queries.places(uow)) == len(queries.units(uow)) == 1
        assert queries.movements(uow)[1] == 1


def test_an_item_is_taken_out_of_use_and_its_page_offers_no_movement(elsa: Browser) -> None:
    stocked(elsa)
    answer = elsa.post(
        "/deposito/articulos/1/cambiar",
        code="ARC",
        name="Arcilla vieja",
        unit_id="1",
        source="buy",
        follow=True,
    )
    html = answer.get_data(as_text=True)
    assert "Arcilla vieja" in html and "/articulos/1/movimiento" not in html


def test_a_member_moves_things_but_does_not_change_items(
    cast: Cast, client: FlaskClient, elsa: Browser
) -> None:
    stocked(elsa)
    elsa.post("/salir", at="/deposito/articulos")
    bruno = Browser(client)
    bruno.sign_in(cast.numbers["bruno"])
    assert bruno.get("/deposito/articulos/nuevo").status_code == 403
    assert (
        bruno.post(
            "/deposito/articulos/1/movimiento", kind="scrap", quantity="1", from_place="1", to_place=""
        ).status_code
        == 303
    )


def test_who_is_not_signed_in_sees_no_stock(client: FlaskClient) -> None:
    assert client.get("/deposito/articulos").status_code in (302, 303, 401)


def test_an_unknown_item_is_not_found(elsa: Browser) -> None:
    assert elsa.get("/deposito/articulos/99").status_code == 404
