"""The pages of an assembly, walked as people walk them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from coop.assembly import queries, usecases
from coop.documents import usecases as press
from coop.store import Actor, reading, writing
from tests.assembly.hall import DAY, EVERYBODY, TEN, TEXT, Hall
from tests.assembly.house import House, text_of
from tests.cast import PASSWORD


def test_a_whole_assembly_is_walked_in_the_browser(house: House) -> None:
    moved = house.bruno.post("/asamblea/mociones/nueva/assembly.text", follow=True, **TEXT)
    assert "La moción está presentada" in text_of(moved)
    answer = house.hugo.post(
        "/asamblea/convocar",
        kind="extraordinary",
        day=DAY.isoformat(),
        hour="10:00",
        place="Comedor",
        motions="1",
        follow=True,
    )
    assert "La asamblea está convocada" in text_of(answer)
    house.later(TEN - timedelta(minutes=10))
    for name in EVERYBODY:
        answer = house.hugo.post("/asamblea/1/puerta", who=house.cast.numbers[name], follow=True)
        assert "Anotado: entró " in text_of(answer), name
    page = text_of(house.gabi.get("/asamblea/1/presidir"))
    assert "no puede abrirse antes" in page
    assert "Abrir la asamblea" not in page
    house.later(TEN)
    assert "Abrir la asamblea" in text_of(house.gabi.get("/asamblea/1/presidir"))
    house.gabi.post("/asamblea/1/abrir", at="/asamblea/1/presidir", follow=True)
    opened = house.gabi.post(
        "/asamblea/1/puntos/1/votar", at="/asamblea/1/presidir", method="hands", follow=True
    )
    assert "Se vota el punto 1" in text_of(opened)
    assert 'href="/asamblea/votos/1"' in house.irma.get("/asamblea/1").get_data(as_text=True)
    assert 'href="/asamblea/votos/1"' not in house.ana.get("/asamblea/1").get_data(as_text=True)
    counted = house.irma.post("/asamblea/votos/1", follow=True, in_favour=4, against=2, abstained=1)
    assert "Tu cuenta está cargada." in text_of(counted)
    screen = text_of(house.ana.get("/asamblea/pantalla"))
    assert "Votos contados: 7 de 7" in screen
    assert "Cargaron su cuenta 1 de 2" in screen
    assert "A favor" not in screen, "votes are not split while the vote is open"
    house.juan.post("/asamblea/votos/1", in_favour=4, against=2, abstained=1)
    announcing = text_of(house.gabi.get("/asamblea/1/presidir"))
    assert "Las dos cuentas coinciden" in announcing and "Anunciar el resultado" in announcing
    said = house.gabi.post("/asamblea/1/votos/1/resultado", at="/asamblea/1/presidir", follow=True)
    assert "Resolución 2026-002: A favor 4 de 6, sobre 7 presentes" in text_of(said)
    assert "Preside" in text_of(said), "the chair stays where she leads"
    screen = text_of(house.ana.get("/asamblea/pantalla"))
    assert "Aprobada" in screen
    assert "4 A favor" in screen
    house.hugo.post(
        "/asamblea/1/mesa", chair="", signer_a=house.cast.ana, signer_b=house.cast.bruno, follow=True
    )
    closed = house.hugo.post("/asamblea/1/cerrar", at="/asamblea/1/presidir")
    assert closed.status_code == 403, "the secretary does not close"
    closed = house.gabi.post("/asamblea/1/cerrar", at="/asamblea/1/presidir", follow=True)
    assert "Su acta es un borrador" in text_of(closed)
    assert "Borrador" in text_of(closed)
    fixed = house.hugo.post("/asamblea/1/acta/fijar", at="/asamblea/1/acta", follow=True)
    assert "El acta quedó fija" in text_of(fixed)
    for name in ("gabi", "hugo", "ana", "bruno"):
        last = house.sign_in(name).post("/asamblea/1/acta/firmar", secret=PASSWORD, follow=True)
        assert "Tu firma está en el acta." in text_of(last)
    assert "todavía se está haciendo" in text_of(last)
    with house.app.app_context():
        press.render_pending()
    shown = house.ana.get("/asamblea/1").get_data(as_text=True)
    minutes_url = re.findall(r'href="(/papeles/\d+[^"]*)"', shown)[-1]
    assert house.ana.get(minutes_url).get_data().startswith(b"%PDF-")
    register = text_of(house.ana.get("/asamblea/decisiones"))
    assert "2026-002" in register
    assert "Vigente" in register


@pytest.mark.parametrize(
    "url",
    [
        "/asamblea/",
        "/asamblea/mociones",
        "/asamblea/mociones/nueva",
        "/asamblea/mociones/nueva/assembly.text",
        "/asamblea/mociones/1",
        "/asamblea/1",
        "/asamblea/1/asistencia",
        "/asamblea/1/presidir",
        "/asamblea/decisiones",
        "/asamblea/pantalla",
    ],
)
def test_every_member_sees_what_happens(called: House, url: str) -> None:
    assert called.ana.get(url).status_code == 200


@pytest.mark.parametrize("url", ["/asamblea/convocar", "/asamblea/1/puerta"])
def test_a_member_without_office_neither_calls_nor_keeps_the_door(called: House, url: str) -> None:
    assert called.bruno.get(url).status_code == 403
    assert called.hugo.get(url).status_code == 200


@pytest.mark.parametrize("url", ["/asamblea/", "/asamblea/1", "/asamblea/mociones", "/asamblea/pantalla"])
def test_nobody_sees_an_assembly_without_signing_in(called: House, url: str) -> None:
    answer = called.app.test_client().get(url)
    assert answer.status_code in (302, 401)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("/asamblea/", "asambleas"),
        ("/asamblea/mociones", "mociones"),
        ("/asamblea/decisiones", "decisiones"),
        ("/asamblea/1/asistencia", "asistencia-1"),
    ],
)
def test_every_list_can_be_searched_and_taken_along(called: House, url: str, name: str) -> None:
    assert "zzz" in called.ana.get(f"{url}?q=zzz").get_data(as_text=True)
    for form, ending in (("csv", "csv"), ("xlsx", "xlsx")):
        answer = called.ana.get(f"{url}?format={form}")
        assert f'filename="{name}.{ending}"' in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("url", ["/asamblea/99", "/asamblea/99/presidir", "/asamblea/mociones/99"])
def test_what_is_not_there_is_a_404(called: House, url: str) -> None:
    assert called.ana.get(url).status_code == 404


def test_an_unknown_kind_of_motion_is_a_404(house: House) -> None:
    assert house.ana.get("/asamblea/mociones/nueva/no.such").status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"title": "", "text": ""},
        {"title": "x" * 121, "text": "y"},
        {"title": "x", "text": "y" * 20_001},
        {"title": "   ", "text": "  \n "},
        {"title": "\0", "text": "\0"},
    ],
)
def test_a_motion_without_words_or_with_too_many_is_refused(house: House, fields: dict[str, Any]) -> None:
    answer = house.bruno.post("/asamblea/mociones/nueva/assembly.text", **fields)
    assert answer.status_code == 422
    with house.app.app_context(), reading() as uow:
        assert queries.motions(uow) == ()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"day": "2026-11-17"}, "art. 48"),
        ({"day": "ayer"}, None),
        ({"day": "99999-01-01"}, None),
        ({"hour": "25:00"}, None),
        ({"place": ""}, None),
        ({"place": "x" * 201}, None),
        ({"motions": None}, "art. 52"),
        ({"motions": "77"}, None),
        ({"kind": "secreta"}, None),
        ({"kind": None}, None),
    ],
)
def test_a_wrong_convocation_is_refused_and_nothing_is_called(
    house: House, change: dict[str, Any], says: str | None
) -> None:
    house.bruno.post("/asamblea/mociones/nueva/assembly.text", **TEXT)
    fields: dict[str, Any] = {
        "kind": "extraordinary",
        "day": DAY.isoformat(),
        "hour": "10:00",
        "place": "Comedor",
        "motions": "1",
    }
    answer = house.hugo.post("/asamblea/convocar", **{**fields, **change})
    assert answer.status_code == 422, change
    assert says is None or says in text_of(answer)
    with house.app.app_context(), reading() as uow:
        assert queries.meetings(uow) == ()


def test_without_a_motion_the_page_says_what_to_do_first(house: House) -> None:
    assert "Presentá primero una moción" in text_of(house.hugo.get("/asamblea/convocar"))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"number": "abc"},
        {"number": "-1"},
        {"number": "99"},
        {"number": "8"},
        {"come_in": "99"},
        {"go_out": "1"},
    ],
)
def test_a_wrong_entry_at_the_door_is_refused(called: House, fields: dict[str, Any]) -> None:
    called.later(TEN)
    answer = called.hugo.post("/asamblea/1/puerta", **fields)
    assert 400 <= answer.status_code < 500, fields
    with called.app.app_context(), reading() as uow:
        assert queries.attendance(uow, 1) == ()


def test_names_at_the_door_are_pressed_in_and_out(called: House) -> None:
    called.later(TEN)
    called.hugo.post("/asamblea/1/puerta", come_in=called.cast.ana)
    page = called.hugo.get("/asamblea/1/puerta").get_data(as_text=True)
    assert f'href="/asamblea/1/puerta?sale={called.cast.ana}"' in page
    sure = called.hugo.get(f"/asamblea/1/puerta?sale={called.cast.ana}").get_data(as_text=True)
    assert re.search(rf'name="go_out" value="{called.cast.ana}"', sure)
    out = called.hugo.post("/asamblea/1/puerta", go_out=called.cast.ana, follow=True)
    assert "Anotado: salió Ana Acosta." in text_of(out)
    with called.app.app_context(), reading() as uow:
        assert [a.way for a in queries.attendance(uow, 1)] == ["in", "out"]


def test_checking_oneself_in_from_a_phone_is_refused(called: House) -> None:
    called.later(TEN)
    answer = called.bruno.post("/asamblea/1/presente", at="/asamblea/mociones/nueva/assembly.text")
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "counts",
    [
        {},
        {"in_favour": "", "against": "", "abstained": ""},
        {"in_favour": "-1", "against": "0", "abstained": "0"},
        {"in_favour": "siete", "against": "0", "abstained": "0"},
        {"in_favour": "8", "against": "0", "abstained": "0"},
        {"in_favour": "4", "against": "4", "abstained": "4"},
        {"in_favour": "9999999999999999999999", "against": "0", "abstained": "0"},
        {"in_favour": "3.5", "against": "0", "abstained": "0"},
    ],
)
def test_an_impossible_count_is_refused_and_not_stored(held: House, counts: dict[str, Any]) -> None:
    held.gabi.post("/asamblea/1/puntos/1/votar", at="/asamblea/1/presidir", method="hands")
    answer = held.irma.post("/asamblea/votos/1", **counts)
    assert answer.status_code == 422
    with held.app.app_context(), reading() as uow:
        assert queries.get_vote(uow, 1).counts == ()


def test_a_count_sent_twice_is_stored_once_and_a_second_one_is_refused(held: House) -> None:
    held.gabi.post("/asamblea/1/puntos/1/votar", at="/asamblea/1/presidir", method="hands")
    counts = {"in_favour": 7, "against": 0, "abstained": 0, "request_id": "twice-" + "x" * 20}
    hidden = held.irma.hidden("/asamblea/votos/1")
    for _time in range(2):
        answer = held.irma.client.post("/asamblea/votos/1", data={**hidden, **counts})
        assert answer.status_code == 303
    held.irma.client.post("/asamblea/votos/1", data={**hidden, **counts, "request_id": "third-" + "x" * 20})
    with held.app.app_context(), reading() as uow:
        assert len(queries.get_vote(uow, 1).counts) == 1


def test_a_member_who_is_no_teller_cannot_count(held: House) -> None:
    held.gabi.post("/asamblea/1/puntos/1/votar", at="/asamblea/1/presidir", method="hands")
    answer = held.ana.post("/asamblea/votos/1", in_favour=7, against=0, abstained=0)
    assert answer.status_code == 403


def test_differing_counts_are_not_shown_split_and_hands_are_counted_again(held: House) -> None:
    held.gabi.post("/asamblea/1/puntos/1/votar", at="/asamblea/1/presidir", method="hands")
    held.irma.post("/asamblea/votos/1", in_favour=5, against=2, abstained=0)
    held.juan.post("/asamblea/votos/1", in_favour=4, against=3, abstained=0)
    page = text_of(held.gabi.get("/asamblea/1/presidir"))
    assert "Las dos cuentas no coinciden" in page
    assert "Anunciar" not in page
    screen = text_of(held.ana.get("/asamblea/pantalla"))
    assert "se cuenta otra vez" in screen
    assert "2 de 2" not in screen
    assert "hace contar las manos otra vez" in text_of(held.juan.get("/asamblea/1"))
    answer = held.gabi.post("/asamblea/1/votos/1/otra-vez", at="/asamblea/1/presidir", follow=True)
    assert "Cuenta número 2" in text_of(answer)
    recount = text_of(held.juan.get("/asamblea/1"))
    assert "Tu cuenta está cargada" not in recount, "nothing is left of the first count beside the button"
    assert "Cargar" in recount


def test_the_list_counts_who_is_there_before_the_opening_and_at_it(called: House) -> None:
    called.later(TEN)
    called.come("ana", "bruno")
    assert "Comedor Convocada 2 7" in text_of(called.ana.get("/asamblea/"))
    called.come(*(name for name in EVERYBODY if name not in ("ana", "bruno")))
    with called.app.app_context(), writing(called.cast.actor("gabi")) as uow:
        usecases.open_meeting(uow, 1)
    with called.app.app_context(), writing(called.cast.actor("hugo")) as uow:
        usecases.check_out(uow, 1, called.cast.ana)
    assert "Comedor Abierta ahora 7 7" in text_of(called.ana.get("/asamblea/"))


def test_the_register_leads_to_the_motion_and_to_the_proof(app: Flask, house: House) -> None:
    page = house.ana.get("/asamblea/decisiones").get_data(as_text=True)
    assert 'href="/libro/resoluciones/1"' in page
    assert "Resoluciones" not in text_of(house.ana.get("/libro")), "there is one register of decisions"


def test_an_item_is_dealt_with_in_its_own_assembly_only(held: House) -> None:
    with held.app.app_context(), writing() as uow:
        hall = Hall(uow, held.cast, held.clock)
        hall.move(title="Otra", text="Otra cosa.")
        hall.convene(day=DAY + timedelta(days=20))
    gabi, at = held.gabi, "/asamblea/1/presidir"
    assert gabi.get("/asamblea/2/puntos/1/apartar").status_code == 404
    assert gabi.post("/asamblea/2/puntos/1/apartar", at=at, why="x").status_code == 404
    assert gabi.post("/asamblea/2/puntos/1/votar", at=at, method="hands").status_code == 404
    assert gabi.post("/asamblea/1/puntos/1/votar", at=at, method="hands").status_code == 303
    held.irma.post("/asamblea/votos/1", in_favour=4, against=2, abstained=1)
    held.juan.post("/asamblea/votos/1", in_favour=4, against=3, abstained=0)
    assert gabi.post("/asamblea/2/votos/1/otra-vez", at=at).status_code == 404
    assert gabi.post("/asamblea/2/votos/1/resultado", at=at).status_code == 404
    assert gabi.post("/asamblea/1/votos/1/otra-vez", at=at).status_code == 303


def test_a_day_that_breaks_calendars_is_not_called(house: House) -> None:
    house.bruno.post("/asamblea/mociones/nueva/assembly.text", **TEXT)
    fields = {"kind": "extraordinary", "hour": "10:00", "place": "x", "motions": "1"}
    for day in ("9999-12-31", "0001-01-01", "2199-12-31"):
        assert house.hugo.post("/asamblea/convocar", day=day, **fields).status_code == 422, day
    assert house.hugo.get("/asamblea/").status_code == 200


def test_writing_down_who_signs_leaves_the_chair(held: House) -> None:
    page = text_of(held.hugo.get("/asamblea/1/mesa"))
    assert "Quien preside ahora" in page
    held.hugo.post("/asamblea/1/mesa", chair="", signer_a=held.cast.ana, signer_b=held.cast.bruno)
    assert "Gabi Gómez" in text_of(held.gabi.get("/asamblea/1/presidir"))


def test_an_item_is_set_aside_with_a_reason(held: House) -> None:
    assert held.gabi.post("/asamblea/1/puntos/1/apartar", why="").status_code == 422
    assert held.ana.post("/asamblea/1/puntos/1/apartar", why="No.").status_code == 403
    answer = held.gabi.post("/asamblea/1/puntos/1/apartar", why="Falta un presupuesto.", follow=True)
    assert "Falta un presupuesto." in text_of(answer)


@pytest.mark.parametrize(
    "change",
    [
        {"signer_a": "1", "signer_b": "1"},
        {"signer_a": "1"},
        {"teller_a": "99", "teller_b": "1"},
        {"chair": "x"},
    ],
)
def test_officers_must_be_two_different_people_who_are_there(held: House, change: dict[str, Any]) -> None:
    answer = held.gabi.post("/asamblea/1/mesa", **change)
    assert 400 <= answer.status_code < 500


def test_what_a_motion_changes_for_the_reader_is_shown(app: Flask, called: House) -> None:
    from dataclasses import replace

    from coop.assembly.registry import registry
    from coop.kernel.errors import Sentence

    kind = registry.get("assembly.text")
    effect = lambda _uow, _proposal, member: Sentence("%(words)s", {"words": f"a vos te toca {member}"})  # noqa: E731
    registry._kinds["assembly.text"] = replace(kind, effect=effect)
    try:
        page = text_of(called.ana.get("/asamblea/mociones/1"))
    finally:
        registry._kinds["assembly.text"] = kind
    assert "Qué cambia para mí" in page
    assert f"a vos te toca {called.cast.ana}" in page


def test_a_motion_is_shown_as_text_and_never_as_markup(house: House) -> None:
    house.bruno.post(
        "/asamblea/mociones/nueva/assembly.text", title="<b>50%</b>", text="<script>alert(1)</script> %(x)s"
    )
    page = house.ana.get("/asamblea/mociones/1").get_data(as_text=True)
    assert "<script>alert" not in page
    assert "&lt;b&gt;50%&lt;/b&gt;" in page


def test_the_screen_is_open_to_a_terminal_that_nobody_is_signed_in_at(called: House) -> None:
    from coop.web import usecases as access
    from coop.web.guard import DEVICE_COOKIE

    with called.app.app_context(), writing(Actor(member_id=called.cast.hugo)) as uow:
        token = access.enrol_device(uow, name="Comedor", confirmed_by=called.cast.gabi)
    client = called.app.test_client()
    client.set_cookie(DEVICE_COOKIE, token)
    answer = client.get("/asamblea/pantalla")
    assert answer.status_code == 200
    assert "Asamblea 1" in answer.get_data(as_text=True)
    assert client.get("/asamblea/1").status_code == 302
