"""The pages of the hall: badge at the door, guests, proxies, arrears, the list of speakers, a recess."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask

from coop.assembly import queries
from coop.kernel.clock import FrozenClock
from coop.store import reading, writing
from tests.assembly.hall import DAY, TEN, Hall, found
from tests.assembly.house import House, text_of
from tests.cast import give_secrets

DOOR = "/asamblea/1/puerta"
LEAD = "/asamblea/1/presidir"


def test_a_badge_read_at_the_table_stands_in_the_book(called: House) -> None:
    called.later(TEN)
    answer = called.hugo.post(DOOR, who="badge-ana", follow=True)
    assert "Ana Acosta" in text_of(answer)
    assert "credencial" in text_of(called.hugo.get("/asamblea/1/asistencia")).lower()
    assert called.hugo.post(DOOR, who="badge-nobody").status_code == 422
    assert called.hugo.post(DOOR, who="99").status_code == 422
    assert called.hugo.post(DOOR, who="").status_code == 422


def test_guests_are_written_down_and_seen_off(held: House) -> None:
    url = "/asamblea/1/invitados"
    added = held.hugo.post(url, name="Dario Díaz", capacity="Contador", follow=True)
    assert "Dario Díaz" in text_of(added)
    assert "1 persona invitada" in text_of(held.ana.get("/asamblea/pantalla"))
    held.hugo.post(f"{url}/1/se-va", at=url)
    assert "invitada" not in text_of(held.ana.get("/asamblea/pantalla"))
    assert held.bruno.get(url).status_code == 403


def test_the_model_statute_shows_no_form_for_proxies(held: House) -> None:
    page = held.hugo.get("/asamblea/1/poderes")
    assert "art. 42" in text_of(page)
    assert 'name="giver"' not in page.get_data(as_text=True)


@pytest.fixture
def literal(app: Flask, clock: FrozenClock) -> House:
    """An assembly under the Act alone at its hour, with three of the cast there."""
    with app.app_context(), writing() as uow:
        cast = found(uow, "ar-20337")
        hall = Hall(uow, cast, clock)
        hall.move()
        hall.convene()
        hall.at(TEN)
        hall.enter("gabi", "hugo", "irma")
    give_secrets(app, cast)
    return House(app, cast, clock)


def test_a_proxy_is_written_down_and_ended(literal: House) -> None:
    url = "/asamblea/1/poderes"
    given = literal.hugo.post(url, giver=literal.cast.bruno, holder=literal.cast.irma, follow=True)
    assert "Bruno Benítez → Irma Ibáñez" in text_of(given)
    assert literal.hugo.post(url, giver=literal.cast.ana, holder=literal.cast.gabi).status_code == 409
    literal.hugo.post(f"{url}/1/terminar", at=url)
    with literal.app.app_context(), reading() as uow:
        assert queries.proxies(uow, 1)[0].ended_at is not None


def test_the_treasurer_keeps_the_list_of_arrears_and_the_member_is_told(house: House) -> None:
    url = "/asamblea/mora"
    assert "Nadie está en mora" in text_of(house.ana.get(url))
    house.ana.post(
        f"{url}/nueva", member=house.cast.bruno, since="2026-11-01", why="Cuotas 3 y 4", follow=True
    )
    assert "Cuotas 3 y 4" in text_of(house.hugo.get(url))
    assert "Cuotas 3 y 4" in text_of(house.bruno.get("/"))
    assert house.bruno.get(url).status_code == 403
    assert house.hugo.post(f"{url}/1/terminar", at=url).status_code == 403
    house.ana.post(f"{url}/1/terminar", at=url)
    assert "Bruno" in house.ana.get(f"{url}?format=csv").get_data(as_text=True)


def test_people_ask_for_the_word_and_the_chair_gives_it(held: House) -> None:
    held.bruno.post("/asamblea/1/palabra", at="/asamblea/1", follow=True)
    assert "Sacarme de la lista" in text_of(held.bruno.get("/asamblea/1"))
    held.gabi.post("/asamblea/1/palabra/otra", who=f"m{held.cast.elsa}")
    lead = text_of(held.gabi.get(LEAD))
    assert lead.index("Bruno Benítez") < lead.index("Elsa Escobar")
    held.gabi.post("/asamblea/1/palabra/1/dar", at=LEAD)
    held.clock.set(TEN + timedelta(minutes=4))
    screen = text_of(held.ana.get("/asamblea/pantalla"))
    assert "Bruno Benítez tiene la palabra, hace 4 min" in screen and "Después: Elsa Escobar" in screen
    assert "más de lo acordado" in text_of(held.gabi.get(LEAD))
    held.gabi.post("/asamblea/1/palabra/1/terminar", at=LEAD)
    assert "tiene la palabra" not in text_of(held.ana.get("/asamblea/pantalla"))
    assert held.ana.post("/asamblea/1/palabra/2/terminar", at="/asamblea/1").status_code == 403


def test_a_recess_leads_to_the_sitting_in_which_it_goes_on(held: House) -> None:
    held.gabi.post("/asamblea/1/mesa", signer_a=held.cast.ana, signer_b=held.cast.bruno, chair=held.cast.gabi)
    later = (DAY + timedelta(days=7)).isoformat()
    url = "/asamblea/1/cuarto-intermedio"
    assert "30 días" in text_of(held.gabi.get(url))
    far = (DAY + timedelta(days=31)).isoformat()
    assert held.gabi.post(url, day=far, hour="10:00", place="Comedor").status_code == 422
    answer = held.gabi.post(url, day=later, hour="10:00", place="Comedor", follow=True)
    assert "continuación" in text_of(answer)
    assert "Sigue en la próxima sesión" in text_of(held.ana.get("/asamblea/1"))
