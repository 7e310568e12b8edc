"""The pages before an assembly: calling in two steps, calling off, petitions, papers, other texts, shifts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from coop.assembly.rules.gathering import ASLEEP, AWAY, best, slot_at
from tests.assembly.hall import DAY, TEN, TEXT
from tests.assembly.house import House, text_of

CALL = {"kind": "extraordinary", "day": DAY.isoformat(), "hour": "10:00", "place": "Comedor", "motions": "1"}


def test_a_call_is_said_in_full_before_it_is_made(house: House) -> None:
    house.bruno.post("/asamblea/mociones/nueva/assembly.text", **TEXT)
    asked = house.hugo.client.get("/asamblea/convocar", query_string=CALL)
    page = text_of(asked)
    assert "18/11/2026 10:00, Comedor" in page and "no se pueden cambiar" in page
    assert 'name="motions" value="1"' in asked.get_data(as_text=True)
    assert house.hugo.get("/asamblea/1").status_code == 404
    wrong = house.hugo.client.get("/asamblea/convocar", query_string={**CALL, "hour": "25:00"})
    assert wrong.status_code == 422
    house.hugo.post("/asamblea/convocar", **CALL)
    assert "Asamblea 1" in text_of(house.hugo.get("/asamblea/1"))


def test_an_hour_from_the_list_fills_the_form(house: House) -> None:
    house.bruno.post("/asamblea/mociones/nueva/assembly.text", **TEXT)
    html = house.hugo.get("/asamblea/convocar?day=2026-11-20&hour=15:00").get_data(as_text=True)
    assert 'value="2026-11-20"' in html and 'value="15:00"' in html
    assert "no hay cronograma publicado" in text_of(house.hugo.get("/asamblea/convocar"))
    assert house.hugo.get("/asamblea/convocar?day=pronto&hour=tarde").status_code == 200


def test_an_assembly_is_called_off_with_the_reason_for_everybody(called: House) -> None:
    called.hugo.post("/asamblea/1/suspender", why="El salón está inundado")
    page = text_of(called.ana.get("/asamblea/1"))
    assert "Suspendida" in page and "El salón está inundado" in page
    assert called.hugo.post("/asamblea/1/suspender", why="Otra vez").status_code == 409
    assert called.bruno.post("/asamblea/1/suspender", at="/asamblea/", why="x").status_code == 403
    assert b"STATUS:CANCELLED" in called.ana.get("/asamblea/1/calendario").data


def test_the_calendar_has_hour_place_and_agenda(called: House) -> None:
    answer = called.ana.get("/asamblea/1/calendario")
    assert answer.mimetype == "text/calendar"
    (event,) = Calendar.from_ical(answer.data).walk("VEVENT")
    assert event.decoded("dtstart") == TEN.astimezone(UTC)
    assert event["location"] == "Comedor" and "Guardería" in event["description"]


def test_members_ask_for_an_assembly_and_see_the_deadline(house: House) -> None:
    url = "/asamblea/pedidos-de-asamblea"
    assert "Nadie pidió una asamblea" in text_of(house.ana.get(url))
    house.bruno.post("/asamblea/mociones/nueva/assembly.text", **TEXT)
    started = house.bruno.post(f"{url}/nuevo", why="Urge", motions="1", follow=True)
    assert "1 de 1 firmas" in text_of(started) and "03/12/2026" in text_of(started)
    assert house.ana.post(f"{url}/1/firmar", at="/asamblea/").status_code == 409
    assert "Se juntaron las firmas" in text_of(house.ana.get(url))
    house.hugo.post("/asamblea/convocar", **CALL, petition="1")
    assert "pidieron asociados" in text_of(house.ana.get("/asamblea/1"))


def test_a_motion_has_supporters_and_papers_which_are_downloaded(house: House) -> None:
    house.bruno.post("/asamblea/mociones/nueva/assembly.text", **TEXT)
    house.elsa.post("/asamblea/mociones/1/apoyar", at="/asamblea/mociones/1")
    url = "/asamblea/mociones/1/papeles"
    paper = BytesIO(b"%PDF-1.7 plano")
    house.bruno.post(url, file=(paper, "plano.pdf"))
    page = text_of(house.ana.get("/asamblea/mociones/1"))
    assert "Elsa Escobar" in page and "plano.pdf" in page
    answer = house.ana.get("/asamblea/papeles/1")
    assert answer.data == b"%PDF-1.7 plano"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    answer.close()
    assert house.bruno.post(url, file=(BytesIO(b"<html>"), "x.pdf")).status_code == 422
    assert house.ana.post(url, file=(BytesIO(b"%PDF-2"), "x.pdf")).status_code == 403
    assert "deben estar en este orden del día" in text_of(house.hugo.get("/asamblea/convocar"))


def test_an_amendment_is_moved_from_the_agenda_and_voted_first(held: House) -> None:
    url = "/asamblea/puntos/1/enmienda"
    assert TEXT["text"] in held.ana.get(url).get_data(as_text=True)
    held.ana.post(url, title=TEXT["title"], text="Se abre en el galpón 3.")
    held.elsa.post(url, title=TEXT["title"], text="No se abre ninguna.")
    assert "galpón 3" in text_of(held.bruno.get("/asamblea/1"))
    lead = text_of(held.gabi.get("/asamblea/1/presidir"))
    assert "Enmienda" in lead and "No se abre ninguna" in lead
    held.gabi.post("/asamblea/puntos/1/primero/1", at="/asamblea/1/presidir")
    opened = held.gabi.post(
        "/asamblea/1/puntos/1/votar", at="/asamblea/1/presidir", method="hands", follow=True
    )
    assert "galpón 3" in text_of(opened)
    assert held.ana.post("/asamblea/puntos/1/alternativa", **TEXT).status_code == 409
    assert held.ana.get("/asamblea/puntos/1/chiste").status_code == 404


def test_shifts_meet_before_the_assembly(called: House) -> None:
    url = "/asamblea/1/turnos"
    day = (DAY - timedelta(days=1)).isoformat()
    called.hugo.post(url, whom="Turno noche", day=day, hour="06:00", place="Horno 2")
    called.hugo.post(f"{url}/1", said="Piden guardería de noche.")
    assert "Piden guardería de noche." in text_of(called.hugo.get(url))
    assert "Turno noche" in text_of(called.bruno.get("/"))


# ---- when most can come

NOON = datetime(2026, 11, 18, 15, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_who_works_then_or_is_free_can_come_and_who_sleeps_or_is_away_cannot() -> None:
    night = {2: [(NOON - 13 * HOUR, NOON - 5 * HOUR)]}
    day = {1: [(NOON - 2 * HOUR, NOON + 6 * HOUR)]}
    slot = slot_at(NOON, roll=(1, 2, 3, 4), shifts={**day, **night}, nights=night, away=[4], needed=3)
    assert (slot.can_come, slot.at_work) == ((1, 3), (1,))
    assert slot.cannot == {2: ASLEEP, 4: AWAY}
    assert not slot.is_quorum
    later = slot_at(NOON + 3 * HOUR, roll=(1, 2, 3, 4), shifts=day, nights=night, away=[4], needed=3)
    assert later.is_quorum
    assert best([slot, later], 3) == (later,)


@given(st.lists(st.tuples(st.integers(0, 71), st.sets(st.integers(1, 6))), max_size=20), st.integers(1, 4))
def test_the_best_hours_are_one_a_day_and_none_is_better(
    hours: list[tuple[int, set[int]]], many: int
) -> None:
    slots = [
        slot_at(NOON + n * HOUR, roll=range(1, 7), shifts={}, nights={}, away=away, needed=4)
        for n, away in hours
    ]
    chosen = best(slots, many)
    assert len({s.at.date() for s in chosen}) == len(chosen) <= many
    if slots:
        assert len(chosen[0].can_come) == max(len(s.can_come) for s in slots)
