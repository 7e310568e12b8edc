"""The pages of delegates and of who stands, pressed as people press them."""

from __future__ import annotations

import re
from typing import Any

from coop.assembly import usecases
from coop.store import writing
from tests.assembly.hall import DAY, EVERYBODY, TEN
from tests.assembly.house import House, text_of

MOVE = "/asamblea/mociones/nueva"


def delegate(house: House, **change: Any) -> dict[str, Any]:
    return {
        "member": house.cast.bruno,
        "purpose": "Federación",
        "words": "Pedir el horno compartido.",
        "limits": "Firmar nada.",
        "last": "2027-05-31",
        "report_days": 30,
        **change,
    }


def call(house: House) -> None:
    """Call an assembly for the first motion, and let everybody come and open it."""
    call = {"kind": "extraordinary", "day": DAY.isoformat(), "hour": "10:00", "place": "Comedor"}
    house.hugo.post("/asamblea/convocar", **call, motions="1")


def opened(house: House) -> None:
    house.later(TEN)
    with house.app.app_context(), writing(house.cast.actor("hugo")) as uow:
        for name in EVERYBODY:
            usecases.check_in(uow, 1, getattr(house.cast, name))
    with house.app.app_context(), writing(house.cast.actor("gabi")) as uow:
        usecases.open_meeting(uow, 1)


def test_a_delegate_is_moved_amended_voted_and_reports(house: House) -> None:
    assert "Nadie fue enviado" in text_of(house.ana.get("/asamblea/delegados"))
    wrong = house.ana.post(f"{MOVE}/assembly.delegation", **delegate(house, report_days=400))
    assert wrong.status_code == 422
    house.ana.post(f"{MOVE}/assembly.delegation", **delegate(house))
    assert "Vas como delegado" in text_of(house.bruno.get("/asamblea/mociones/1"))
    call(house)
    html = house.ana.get("/asamblea/puntos/1/enmienda").get_data(as_text=True)
    assert "Firmar nada." in html and 'value="2027-05-31"' in html
    assert re.search(rf'<option selected value="{house.cast.bruno}"', html)
    opened(house)
    house.gabi.post("/asamblea/1/puntos/1/votar", at="/asamblea/1/presidir", method="hands")
    for name in ("irma", "juan"):
        house.sign_in(name).post("/asamblea/votos/1", in_favour=7, against=0, abstained=0)
    house.gabi.post("/asamblea/1/votos/1/resultado", at="/asamblea/1/presidir")
    page = text_of(house.ana.get("/asamblea/delegados/1"))
    assert "Pedir el horno compartido." in page and "Firmar nada." in page and "18/12/2026" in page
    assert "Devolver mi mandato" not in page
    assert "Federación" in house.ana.get("/asamblea/delegados?export=csv").get_data(as_text=True)
    assert "Informe como delegado: Federación" in text_of(house.bruno.get("/asamblea/tareas"))
    recall = house.ana.get(f"{MOVE}/assembly.delegation_recall?mandato=1").get_data(as_text=True)
    assert re.search(r'<option selected value="1"', recall)
    assert house.ana.post("/asamblea/delegados/1/devolver", why="x").status_code == 403
    house.bruno.post("/asamblea/delegados/1/devolver", why="Me mudo")
    page = text_of(house.ana.get("/asamblea/delegados/1"))
    assert "Devuelto" in page and "Me mudo" in page and "Proponer la revocación" not in page


def test_who_stands_is_named_and_steps_back_until_the_vote_begins(house: House) -> None:
    ballot = {
        "office": "scrutineer",
        "candidates": [house.cast.bruno, house.cast.elsa],
        "seats": 1,
        "alternates": 1,
        "rule": "plurality",
        "last": "2027-05-31",
    }
    house.ana.post(f"{MOVE}/people.ballot", **ballot)
    assert "Se decide por el conteo" in text_of(house.ana.get("/asamblea/mociones/1"))
    call(house)
    page = text_of(house.ana.get("/asamblea/1"))
    assert "Proponer candidatos" in page and "Presentar una enmienda" not in page
    url = "/asamblea/puntos/1/candidatos"
    assert "Ana Acosta (1)" in text_of(house.gabi.post(url, member=house.cast.ana, follow=True))
    assert "te propusieron" in text_of(house.ana.get("/")).lower()
    assert house.bruno.post(f"{url}/{house.cast.ana}/no", at=url).status_code == 403
    gone = text_of(house.ana.post(f"{url}/{house.cast.ana}/no", at=url, follow=True))
    assert "Ya no está en la boleta" in gone
    opened(house)
    house.gabi.post("/asamblea/1/puntos/1/votar", at="/asamblea/1/presidir", method="hands")
    closed = text_of(house.ana.get(url))
    assert "hasta que empieza la votación" in closed and "Proponer a alguien" not in closed
    assert "Proponer candidatos" not in text_of(house.ana.get("/asamblea/1"))
    late = house.gabi.post(url, at=f"{MOVE}/assembly.text", member=house.cast.ana)
    assert late.status_code == 409
