"""Pages of production, walked as people walk them."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coop.production import queries, usecases
from coop.store import reading, writing
from coop.web.jobs import run_queued
from tests.cast import Browser, Cast, found, give_secrets, proof
from tests.production.workshop import open_workshop


@pytest.fixture
def cast(app: Flask) -> Cast:
    with app.app_context(), writing() as uow:
        made = found(uow)
        open_workshop(uow)
    give_secrets(app, made)
    return made


@pytest.fixture
def elsa(cast: Cast, client: FlaskClient) -> Browser:
    """The coordinator, signed in."""
    browser = Browser(client)
    assert browser.sign_in(cast.numbers["elsa"]).status_code == 303
    return browser


def text(browser: Browser, url: str) -> str:
    answer = browser.get(url)
    assert answer.status_code == 200, url
    return answer.get_data(as_text=True)


def ordered(elsa: Browser, kind: str = "own") -> None:
    """Order 1: a hundred mugs for the bar."""
    elsa.post("/produccion/pedidos/nuevo", kind=kind, customer="Bar El Piave", due_on="2026-11-13")
    elsa.post("/produccion/pedidos/1/renglon", item_id="1", quantity="100")


def planned(elsa: Browser) -> None:
    ordered(elsa)
    assert elsa.post("/produccion/pedidos/1/planificar", at="/produccion/pedidos/1").status_code == 303


def test_an_order_that_turns_out_otherwise_is_changed_planned_anew_and_cancelled(elsa: Browser) -> None:
    planned(elsa)
    order = "/produccion/pedidos/1"
    assert "/cambiar" not in text(elsa, order)
    assert elsa.post(f"{order}/cambiar", customer="Otro", due_on="2026-11-20").status_code == 409
    assert elsa.post(f"{order}/reabrir", at=order).status_code == 303
    assert "/produccion/renglones/1/quitar" in text(elsa, order)
    assert elsa.post(f"{order}/cambiar", customer="Otro Bar", due_on="2026-11-20").status_code == 303
    assert "Otro Bar" in text(elsa, order)
    assert elsa.post(f"{order}/planificar", at=order).status_code == 303
    assert elsa.post(f"{order}/cancelar", why=" ").status_code == 422
    assert elsa.post(f"{order}/cancelar", why="cerró el bar").status_code == 303
    page = text(elsa, order)
    assert "cerró el bar" in page and "/cancelar" not in page and "/planificar" not in page
    assert "anulado" in text(elsa, "/produccion/pedidos")
    assert "P1-1" not in text(elsa, "/produccion/ordenes")


def ready(elsa: Browser, url: str) -> None:
    """Order 1, planned and released where the address is about the work on it."""
    if not url.startswith("ordenes"):
        return ordered(elsa)
    planned(elsa)
    elsa.post("/produccion/pedidos/1/liberar", at="/produccion/pedidos/1")
    return None


EMPTY = ["pedidos", "ordenes", "demanda", "importaciones"]
LISTS = [*EMPTY, "recetas", "centros", "recetas/1", "pedidos/1", "ordenes/1"]


@pytest.mark.parametrize("name", EMPTY)
def test_every_list_says_what_to_do_when_it_is_empty(elsa: Browser, name: str) -> None:
    assert 'class="empty"' in text(elsa, f"/produccion/{name}")


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_searched_exported_and_printed(elsa: Browser, name: str) -> None:
    planned(elsa)
    for way in ("q=zzz", "format=csv", "format=csv-plain", "format=xlsx", "print=1"):
        assert elsa.get(f"/produccion/{name}?{way}").status_code == 200


def test_an_order_goes_from_the_phone_call_to_the_shelf(app: Flask, elsa: Browser) -> None:
    ordered(elsa)
    page = text(elsa, "/produccion/pedidos/1")
    assert "45\u00a0kg" in page  # the clay of mugs and handles
    planned_page = elsa.post("/produccion/pedidos/1/planificar", at="/produccion/pedidos/1", follow=True)
    assert "P1-2" in planned_page.get_data(as_text=True)
    assert "7:45" in text(elsa, "/produccion/demanda")  # 465 minutes at the wheel
    elsa.post("/produccion/pedidos/1/liberar", at="/produccion/pedidos/1")
    assert elsa.post("/produccion/operaciones/1/hecha", at="/produccion/ordenes/1").status_code == 303
    elsa.post("/produccion/ordenes/1/terminar", good="98", scrap="2", place="1")
    elsa.post("/produccion/ordenes/2/terminar", good="100", scrap="0", place="")
    assert "98\u00a0u" in text(elsa, "/deposito/articulos/1")
    with app.app_context(), reading() as uow:
        assert queries.get_client_order(uow, 1).done == 2
    assert 'class="empty"' in text(elsa, "/produccion/demanda")


def test_pressing_a_button_twice_plans_once(app: Flask, elsa: Browser) -> None:
    ordered(elsa)
    key = elsa.hidden("/produccion/pedidos/1")
    for _time in range(2):
        assert elsa.client.post("/produccion/pedidos/1/planificar", data=key).status_code == 303
    with app.app_context(), reading() as uow:
        assert queries.orders(uow)[1] == 2


def test_how_a_mug_is_made_is_said_on_its_page(elsa: Browser) -> None:
    elsa.post(
        "/produccion/recetas/1/operacion",
        sequence="30",
        centre_id="2",
        skill_id="",
        setup_minutes="0:10",
        run_minutes="1:30",
        run_per="",
        members="1",
    )
    answer = elsa.post("/produccion/componentes/2/fin", until_day="2026-11-03", follow=True)
    page = answer.get_data(as_text=True)
    assert "1:30" in page and "03/11/2026" in page
    elsa.post(
        "/produccion/recetas/1/componente",
        component_id="2",
        quantity="2",
        unit_id="",
        per="1",
        from_day="2026-11-03",
        until_day="",
    )
    assert "2\u00a0u" in text(elsa, "/produccion/recetas/1")
    elsa.post("/produccion/pasos/2/quitar", at="/produccion/recetas/1")
    elsa.post("/produccion/centros/nuevo", code="MES", name="Mesa", skill_id="1", rate="12,50")
    elsa.post("/produccion/centros/1/cambiar", code="TOR", name="Torno viejo", skill_id="1", rate="")
    page = text(elsa, "/produccion/centros")
    assert "Torno viejo" in page and "$\u00a012,50" in page


def test_an_order_gets_other_days(elsa: Browser) -> None:
    planned(elsa)
    answer = elsa.post(
        "/produccion/ordenes/1/fechas", start_on="2026-12-07", due_on="2026-12-08", follow=True
    )
    assert "08/12/2026" in answer.get_data(as_text=True)


def test_a_gift_waits_for_the_assembly(app: Flask, elsa: Browser) -> None:
    ordered(elsa, kind="gift")
    assert "/produccion/pedidos/1/planificar" not in text(elsa, "/produccion/pedidos/1")
    with app.app_context(), writing() as uow:
        usecases.allow_gift(uow, proof(uow, number="2026-009", kind="production.gift"), 1)
    page = text(elsa, "/produccion/pedidos/1")
    assert "/produccion/pedidos/1/planificar" in page and "/renglones/" not in page


def test_a_clients_own_material_is_shown_on_its_order(elsa: Browser) -> None:
    elsa.post(
        "/deposito/articulos/3/movimiento",
        kind="receipt",
        quantity="60",
        from_place="",
        to_place="1",
        lot="R7",
        owner="Bar El Piave",
    )
    ordered(elsa, kind="facon")
    assert "60\u00a0kg" in text(elsa, "/produccion/pedidos/1")


PART = {"quantity": "1", "unit_id": "", "per": "1", "from_day": "2026-11-03", "until_day": ""}
STEP = {
    "sequence": "11",
    "centre_id": "1",
    "skill_id": "",
    "setup_minutes": "0",
    "run_minutes": "1",
    "run_per": "",
    "members": "1",
}


GOOD = {"good": "98", "scrap": "2", "place": ""}


@pytest.mark.parametrize(
    ("url", "fields", "name"),
    [
        ("pedidos/1/renglon", {"item_id": "2"}, "quantity"),
        ("recetas/2/componente", {**PART, "component_id": "4"}, "quantity"),
        ("recetas/2/componente", {**PART, "component_id": "4"}, "per"),
        ("recetas/1/operacion", STEP, "setup_minutes"),
        ("recetas/1/operacion", STEP, "run_minutes"),
        ("ordenes/1/terminar", GOOD, "good"),
        ("ordenes/1/terminar", GOOD, "scrap"),
    ],
)
@pytest.mark.parametrize("blank", ["", " ", "\t\u00a0"])
def test_blanks_are_not_a_number(
    app: Flask, elsa: Browser, url: str, fields: dict[str, Any], name: str, blank: str
) -> None:
    ready(elsa, url)
    before = state(app)
    answer = elsa.post(f"/produccion/{url}", **{**fields, name: blank})
    assert answer.status_code == 422
    assert 'class="problems"' in answer.get_data(as_text=True)
    assert state(app) == before


@pytest.mark.parametrize("day", ["9999-12-31", "2200-01-01", "0001-01-01"])
def test_a_day_that_would_break_calendars_is_refused(app: Flask, elsa: Browser, day: str) -> None:
    planned(elsa)
    before = state(app)
    for url, fields in (
        ("pedidos/nuevo", {"kind": "own", "customer": "X", "due_on": day}),
        ("ordenes/1/fechas", {"start_on": "2026-11-12", "due_on": day}),
        ("ordenes/1/fechas", {"start_on": day, "due_on": "2026-11-12"}),
        ("recetas/2/componente", {**PART, "component_id": "4", "from_day": day}),
        ("recetas/2/componente", {**PART, "component_id": "4", "until_day": day}),
        ("componentes/2/fin", {"until_day": day}),
    ):
        assert elsa.post(f"/produccion/{url}", **fields).status_code == 422, url
    assert state(app) == before
    assert elsa.get("/produccion/demanda").status_code == 200


@pytest.mark.parametrize(
    ("url", "fields"),
    [
        ("pedidos/nuevo", {"kind": "loan", "customer": "X", "due_on": "2026-11-13"}),
        ("pedidos/nuevo", {"kind": "own", "customer": "  ", "due_on": "2026-11-13"}),
        ("pedidos/nuevo", {"kind": "own", "customer": "X", "due_on": "ayer"}),
        ("pedidos/nuevo", {"kind": "own", "customer": "X", "due_on": "2026-11-02"}),
        ("pedidos/nuevo", {"kind": "own", "customer": "X" * 201, "due_on": "2026-11-13"}),
        ("pedidos/1/renglon", {"item_id": "1", "quantity": "5"}),
        ("pedidos/1/renglon", {"item_id": "2", "quantity": "0,5"}),
        ("pedidos/1/renglon", {"item_id": "3", "quantity": "5"}),
        ("pedidos/1/renglon", {"item_id": "2", "quantity": "99999999999999"}),
        ("ordenes/1/terminar", {"good": "0", "scrap": "0", "place": ""}),
        ("ordenes/1/terminar", {"good": "1", "scrap": "0", "place": "77"}),
        ("ordenes/1/fechas", {"start_on": "2026-11-13", "due_on": "2026-11-12"}),
        ("recetas/1/componente", {**PART, "component_id": "3"}),
        ("recetas/3/componente", {**PART, "component_id": "1"}),
        ("recetas/1/operacion", {**STEP, "sequence": "10"}),
        ("recetas/1/operacion", {**STEP, "setup_minutes": "x"}),
        ("centros/nuevo", {"code": "TOR", "name": "Otro", "skill_id": "1", "rate": ""}),
        ("centros/nuevo", {"code": "Z", "name": "Otro", "skill_id": "1", "rate": "-1"}),
        ("importaciones/nueva", {"target": "production.items"}),
    ],
)
def test_bad_input_is_answered_with_a_sentence_and_changes_nothing(
    app: Flask, elsa: Browser, url: str, fields: dict[str, Any]
) -> None:
    ready(elsa, url)
    before = state(app)
    answer = elsa.post(f"/produccion/{url}", **fields)
    assert answer.status_code in (404, 409, 422)
    assert answer.status_code == 404 or 'class="problems"' in answer.get_data(as_text=True)
    assert state(app) == before


def state(app: Flask) -> object:
    with app.app_context(), reading() as uow:
        return (
            queries.client_orders(uow),
            queries.client_lines(uow, 1),
            queries.orders(uow),
            queries.products(uow),
            queries.centres(uow),
            queries.imports(uow),
        )


# ---- imports


ITEMS = "Código;Descripción;Unidad;Origen\nPLA;Plato;u;hacemos\nMAL;;u;hacemos\n"


def uploaded(elsa: Browser, content: str = ITEMS, target: str = "production.items") -> str:
    """Upload a file; the address of its dry run."""
    answer = elsa.post(
        "/produccion/importaciones/nueva",
        target=target,
        file=(io.BytesIO(content.encode()), "articulos.csv"),
    )
    assert answer.status_code == 303
    return answer.headers["Location"].removesuffix("/columnas")


def applied(elsa: Browser, url: str, **fields: Any) -> str:
    """Press the button of a dry run; where it leads."""
    found_ = re.search(r'action="([^"]*/aplicar/[0-9a-f]+)"', text(elsa, url))
    assert found_
    answer = elsa.post(found_[1], at=url, **fields)
    return str(answer.headers.get("Location", answer.status_code))


def test_a_file_is_looked_at_imported_without_its_bad_row_and_taken_back(app: Flask, elsa: Browser) -> None:
    url = uploaded(elsa)
    columns = text(elsa, f"{url}/columnas")
    assert "Descripción" in columns
    page = text(elsa, url)
    assert "PLA" in page and "leave_out" in page
    assert applied(elsa, url, leave_out="0") == "422"  # nobody said to leave the bad row out
    assert applied(elsa, url) == url
    assert "Plato" in text(elsa, "/deposito/articulos")
    assert elsa.get(f"{url}/columnas.toml").get_data(as_text=True).startswith("target")
    elsa.post(f"{url}/deshacer", at=url)
    assert "Plato" not in text(elsa, "/deposito/articulos")


def test_a_long_file_goes_to_the_queue(app: Flask, elsa: Browser) -> None:
    rows = "".join(f"L{n};Losa {n};u;hacemos\n" for n in range(600))
    url = uploaded(elsa, "Código;Descripción;Unidad;Origen\n" + rows)
    assert "/trabajos/" in applied(elsa, url)
    assert run_queued(app) == 1
    with app.app_context(), reading() as uow:
        assert queries.imports(uow)[0].created == 600


def test_a_file_is_forgotten(app: Flask, elsa: Browser) -> None:
    url = uploaded(elsa)
    elsa.post(f"{url}/descartar", at=url)
    assert 'class="empty"' in text(elsa, "/produccion/importaciones")


@pytest.mark.parametrize("content", ["", "\x00\x01\x02", "a;b\n", "PK\x03\x04rubbish"])
def test_what_is_no_table_is_refused(app: Flask, elsa: Browser, content: str) -> None:
    answer = elsa.post(
        "/produccion/importaciones/nueva",
        target="production.items",
        file=(io.BytesIO(content.encode()), "x.csv"),
    )
    if answer.status_code == 303:  # headings without rows: said in the dry run
        url = answer.headers["Location"].removesuffix("/columnas")
        assert elsa.get(url).status_code == 422
    else:
        assert answer.status_code == 422


# ---- who may what


@pytest.mark.parametrize(
    "url",
    [
        "pedidos/nuevo",
        "recetas/1/componente",
        "recetas/1/operacion",
        "centros/nuevo",
        "importaciones",
        "importaciones/nueva",
    ],
)
def test_a_member_reads_production_and_does_not_plan_it(cast: Cast, client: FlaskClient, url: str) -> None:
    bruno = Browser(client)
    bruno.sign_in(cast.numbers["bruno"])
    assert bruno.get("/produccion/pedidos").status_code == 200
    assert bruno.get(f"/produccion/{url}").status_code == 403


def test_a_member_says_that_work_is_done(elsa: Browser, cast: Cast, client: FlaskClient) -> None:
    planned(elsa)
    elsa.post("/produccion/pedidos/1/liberar", at="/produccion/pedidos/1")
    elsa.post("/salir", at="/produccion/pedidos")
    bruno = Browser(client)
    bruno.sign_in(cast.numbers["bruno"])
    assert bruno.post("/produccion/operaciones/1/hecha", at="/produccion/ordenes/1").status_code == 303
    assert bruno.post("/produccion/ordenes/1/liberar", at="/produccion/ordenes/1").status_code == 403
