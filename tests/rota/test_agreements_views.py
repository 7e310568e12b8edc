"""The pages of agreements, walked by the cast: at home, at the terminal, with bad input."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from coop.kernel.clock import FrozenClock
from coop.kernel.ranges import Days
from coop.people import usecases as people
from coop.rota import queries, usecases
from coop.store import reading, writing
from tests.cast import Browser, Cast, proof
from tests.rota.agreed import MONDAY, Agreed, on

HOME = "/cronograma/acuerdos"
MONDAY7, THURSDAY = on(7).isoformat(), on(10).isoformat()
OWN = f"/cronograma/mis-turnos/{MONDAY7}"


@pytest.fixture
def shop(app: Flask, cast: Cast, clock: FrozenClock) -> Agreed:
    """The rota of the use cases, committed."""
    with app.app_context(), writing() as uow:
        return Agreed(uow, cast, clock)


@pytest.fixture
def ana(browser: Browser, shop: Agreed) -> Browser:
    """A member with a shift at the oven."""
    browser.sign_in(shop.cast.numbers["ana"])
    return browser


def as_(app: Flask, cast: Cast, name: str) -> Browser:
    """Somebody else on a device of her own."""
    found = Browser(app.test_client())
    found.sign_in(cast.numbers[name])
    return found


def text(answer: TestResponse) -> str:
    return answer.get_data(as_text=True)


def states(app: Flask) -> list[str]:
    with app.app_context(), reading() as uow:
        return [e.state for e in queries.exchanges(uow)]


def test_from_one_s_shift_to_the_swapped_rota(app: Flask, ana: Browser, shop: Agreed) -> None:
    assert OWN in text(ana.get("/cronograma/mis-turnos"))
    own = text(ana.get(OWN))
    assert f"{OWN}/cambiar" in own and f"{OWN}/ceder" in own and f"{OWN}/ofrecer" in own
    choose = text(ana.get(f"{OWN}/cambiar"))
    way = f"{OWN}/cambiar/{shop.cast.bruno}/{THURSDAY}"
    assert way in choose and f"{OWN}/cambiar/{shop.cast.bruno}/{on(8).isoformat()}" not in choose
    assert "Ana Acosta: Solo 8:00 h de descanso" in choose
    assert "Bruno Benítez trabaja: Mañana" in text(ana.get(way))
    assert ana.post(way).location.endswith(HOME)
    assert ana.post(way).status_code == 409  # asked already
    bruno = as_(app, shop.cast, "bruno")
    assert "Ana Acosta pide un cambio" in text(bruno.get(HOME))
    assert "Te preguntan por un turno" in text(bruno.get("/"))
    assert bruno.post(f"{HOME}/1/si", at=HOME).status_code == 303
    assert states(app) == ["accepted"]
    assert "Acordado" in text(bruno.get("/cronograma/mis-turnos"))
    history = text(ana.get(f"{HOME}/todos"))
    assert "acordado, el cronograma está cambiado" in history
    assert "2, 3" in text(ana.get(f"{HOME}/1"))
    assert text(ana.get("/cronograma/planes")).count("Cronograma cambiado por acuerdo") == 2
    assert ana.get(OWN).status_code == 409, "it is no more her shift"
    compare = text(ana.get("/cronograma/planes/comparar"))
    assert compare.count("Cronograma cambiado por acuerdo") == 4, "two in each choice"
    assert re.findall(r'value="(\d+)" selected', compare) == [str(shop.plan_id)], "no whole rota besides"


def test_giving_away_asks_the_least_burdened_first_and_says_why_others_cannot(
    app: Flask, ana: Browser, shop: Agreed
) -> None:
    page = text(ana.get(f"{OWN}/ceder"))
    order = [
        page.index(f"{name}: ") for name in ("Irma Ibáñez", "Bruno Benítez", "Gabi Gómez", "Elsa Escobar")
    ]
    assert order == sorted(order)
    assert "Elsa Escobar: Ya hace el turno M" in page
    for wrong in ([], [shop.cast.elsa], [shop.cast.ana], ["x"]):
        assert ana.post(f"{OWN}/ceder", people_asked=wrong).status_code == 422, wrong
    assert ana.post(f"{OWN}/ceder", people_asked=[shop.cast.irma, shop.cast.gabi]).status_code == 303
    irma, gabi = as_(app, shop.cast, "irma"), as_(app, shop.cast, "gabi")
    assert irma.post(f"{HOME}/1/no", at=HOME).status_code == 303
    assert irma.post(f"{HOME}/1/si", at=HOME).status_code == 403
    assert gabi.post(f"{HOME}/1/si", at=HOME).status_code == 303
    assert states(app) == ["accepted"]


def test_what_is_offered_to_all_stands_among_the_free_shifts(app: Flask, ana: Browser, shop: Agreed) -> None:
    assert ana.post(f"{OWN}/ofrecer", at=OWN).status_code == 303
    assert ana.post(f"{OWN}/ofrecer", at=OWN).status_code == 409
    assert "Está ofrecido" in text(ana.get(OWN))
    irma = as_(app, shop.cast, "irma")
    assert f"{HOME}/1" in text(irma.get("/cronograma/turnos-libres"))
    hugo = as_(app, shop.cast, "hugo")
    shown = text(hugo.get(f"{HOME}/1"))
    assert "Ahora no se puede" in shown and f"{HOME}/1/si" not in shown
    assert ana.post(f"{HOME}/1/retirar", at=HOME).status_code == 303
    assert states(app) == ["withdrawn"]
    assert irma.post(f"{HOME}/1/si", at=HOME).status_code == 409


def test_a_free_shift_is_taken_once(app: Flask, ana: Browser, shop: Agreed) -> None:
    irma = as_(app, shop.cast, "irma")
    free = text(irma.get("/cronograma/turnos-libres"))
    way = next(u for u in re.findall(r'href="(/cronograma/turnos-libres/[^"]+)"', free) if MONDAY7 in u)
    assert "Ahora no se puede" in text(ana.get(way)), "she works at the oven then"
    assert irma.post(way).status_code == 303
    juan = as_(app, shop.cast, "juan")
    assert juan.post(way).status_code == 409
    for wrong in (f"/cronograma/turnos-libres/{MONDAY7}/99/0/0/0", "/cronograma/turnos-libres/ayer/1/0/0/0"):
        assert irma.get(wrong).status_code == 404


def test_the_coordinator_asks_for_substitutes_and_nobody_else_does(
    app: Flask, ana: Browser, shop: Agreed
) -> None:
    wednesday = on(9)
    url = f"/cronograma/suplentes/{wednesday.isoformat()}/{shop.cast.ana}"
    assert ana.get(url).status_code == 403
    elsa = as_(app, shop.cast, "elsa")
    assert url in text(elsa.get(f"/cronograma/?desde={MONDAY7}"))
    assert "Nadie cede el turno de otra persona" in text(elsa.get(url))
    assert elsa.post(url, people_asked=[shop.cast.irma]).status_code == 409
    with app.app_context(), writing(shop.cast.actor("elsa")) as uow:
        people.add_absence(uow, shop.cast.ana, "illness", wednesday, on(10))
    assert elsa.post(url, people_asked=[shop.cast.irma, shop.cast.juan]).status_code == 303
    for name in ("irma", "ana", "elsa"):
        shown = text(as_(app, shop.cast, name).get(f"{HOME}/1"))
        assert "Elsa Escobar pregunta quién trabaja en lugar de Ana Acosta" in shown, name
    free = text(elsa.get("/cronograma/turnos-libres"))
    gap = next(u for u in re.findall(r'href="([^"]+/suplentes)"', free) if MONDAY7 in u)
    assert elsa.post(gap, people_asked=[shop.cast.irma]).status_code == 303
    assert "Te preguntan" in text(as_(app, shop.cast, "irma").get(HOME))


def test_where_it_is_voted_the_coordinator_confirms(app: Flask, ana: Browser, shop: Agreed) -> None:
    with app.app_context(), writing(shop.cast.actor("elsa")) as uow:
        decided = proof(uow, number="2026-002", kind="rota.rule")
        usecases.set_rule(uow, decided, "swap_review", value=1, weight=None, since=MONDAY)
        for n in (7, 14):
            usecases.give_shift(uow, shop.cast.ana, on(n), to=None)
    irma, elsa = as_(app, shop.cast, "irma"), as_(app, shop.cast, "elsa")
    for key in (1, 2):
        assert irma.post(f"{HOME}/{key}/si", at=HOME).status_code == 303
    assert "cuando la coordinación lo confirme" in text(irma.get(HOME))
    assert irma.post(f"{HOME}/1/confirmar", at=HOME).status_code == 403
    assert "Hay acuerdos que esperan a la coordinación" in text(elsa.get("/"))
    assert elsa.post(f"{HOME}/1/confirmar", at=HOME).status_code == 303
    assert elsa.post(f"{HOME}/2/rechazar", at=HOME).status_code == 303
    assert states(app) == ["refused", "accepted"]
    with app.app_context(), reading() as uow:
        found = queries.shifts(uow, Days(on(7), on(8)), member_id=shop.cast.irma)
    assert [s.version for s in found] == [2]


def test_what_waits_for_the_coordinator_can_be_confirmed_until_it_begins(
    app: Flask, ana: Browser, shop: Agreed, clock: FrozenClock
) -> None:
    with app.app_context(), writing(shop.cast.actor("elsa")) as uow:
        decided = proof(uow, number="2026-002", kind="rota.rule")
        usecases.set_rule(uow, decided, "swap_review", value=1, weight=None, since=MONDAY)
        usecases.give_shift(uow, shop.cast.ana, on(7), to=[shop.cast.irma])
    assert "Hasta el 15/11/2026 18:00" in text(ana.get(f"{HOME}/1"))
    with app.app_context(), writing(shop.cast.actor("irma")) as uow:
        usecases.accept_exchange(uow, 1, shop.cast.irma)
    assert "Hasta el 16/11/2026 06:00" in text(ana.get(f"{HOME}/1"))
    clock.set(datetime(2026, 11, 16, 12, 0, tzinfo=UTC))
    browser = as_(app, shop.cast, "ana")
    assert "no se confirmó a tiempo" in text(browser.get(f"{HOME}/1"))
    assert "no se confirmó a tiempo" in text(browser.get(f"{HOME}/todos"))


def test_every_page_answers_bad_input_with_a_sentence(ana: Browser, shop: Agreed) -> None:
    for url in (HOME, f"{HOME}/todos", "/cronograma/turnos-libres", f"{HOME}/todos?format=csv"):
        assert ana.get(url).status_code == 200, url
    for url, status in (
        ("/cronograma/mis-turnos/ayer", 404),
        (f"/cronograma/mis-turnos/{on(12).isoformat()}", 409),
        (f"{OWN}/cambiar/99/{THURSDAY}", 404),
        (f"{OWN}/cambiar/{shop.cast.bruno}/{MONDAY7}", 409),
        (f"{HOME}/99", 404),
    ):
        assert ana.get(url).status_code == status, url
    assert "no hay turno" not in text(ana.get(f"{OWN}/cambiar?desde=never"))
