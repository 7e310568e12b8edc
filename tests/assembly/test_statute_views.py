"""The page of the statute, and the form that changes it."""

from __future__ import annotations

from datetime import timedelta

from coop.assembly import queries, usecases
from coop.assembly.rules.values import with_value
from coop.assembly.usecases.statute import adopt
from coop.records import usecases as records
from coop.store import writing
from tests.assembly.house import House, text_of

MOVE = "/asamblea/mociones/nueva/assembly.statute_values"


def test_the_statute_is_read_and_a_value_proposed_from_its_page(house: House) -> None:
    page = house.bruno.get("/asamblea/estatuto")
    assert "Ley 20.337 art. 48" in text_of(page)
    assert "valor=notice_days" in page.get_data(as_text=True)
    csv = house.bruno.get("/asamblea/estatuto?format=csv").get_data(as_text=True)
    assert csv.count("Ley 20.337") > 20
    form = house.bruno.get(f"{MOVE}?valor=notice_days").get_data(as_text=True)
    assert 'value="15"' in form, "what is in force stands in the field"
    moved = house.bruno.post(f"{MOVE}?valor=notice_days", **{"value-0-number": 20}, follow=True)
    assert "20, en lugar de 15" in text_of(moved)
    majority = {"strict": "no", "part": 2, "whole": 3, "base": "present"}
    typed = {f"value-0-{name}": value for name, value in majority.items()}
    moved = house.bruno.post(f"{MOVE}?valor=majorities.pay", follow=True, **typed)
    assert "al menos dos tercios" in text_of(moved)
    assert house.bruno.post(f"{MOVE}?valor=majorities.pay", **{**typed, "value-0-part": 4}).status_code == 422
    assert house.bruno.get(f"{MOVE}?valor=x").status_code == 404
    assert house.bruno.get(MOVE).headers["Location"].endswith("/asamblea/estatuto")


def test_values_of_every_kind_are_proposed_in_one_motion(house: House) -> None:
    keys = ["clear_days", "petition", "tie", "secret_matters", "signers"]
    url = f"{MOVE}?" + "&".join(f"valor={key}" for key in keys)
    assert text_of(house.bruno.get(url)).count("Valor nuevo") >= 4
    moved = house.bruno.post(
        url,
        follow=True,
        **{
            "value-0-yes": "yes",
            "value-1-part": 1,
            "value-1-whole": 20,
            "value-2-tie": "chair",
            "value-3-listed": ["recall", "election"],
            "value-4-listed": ["treasurer", "president"],
        },
    )
    said = text_of(moved)
    for words in ("sí, en lugar de no", "un vigésimo", "decide quien preside", "Elección", "Presidencia"):
        assert words in said
    same = house.bruno.post(f"{MOVE}?valor=tie", **{"value-0-tie": "lost"})
    assert same.status_code == 422
    assert "es el valor vigente" in text_of(same)


def test_what_was_in_force_before_is_still_read(house: House) -> None:
    with house.app.app_context(), writing(house.cast.actor("hugo")) as uow:
        now = queries.get_statute(uow, uow.today())
        made = records.record_decision(
            uow,
            number="2026-900",
            kind="assembly.statute_values",
            matter="statute",
            outcome="carried",
            subject="0" * 64,
            facts={},
        )
        adopt(uow, with_value(now, "notice_days", 21), since=uow.today(), decision_id=made.id)
        first, second = queries.versions(uow)
    page = house.bruno.get("/asamblea/estatuto")
    assert "21 (antes: 15)" in text_of(page)
    assert f"/asamblea/estatuto/{first.id}" in page.get_data(as_text=True)
    old = house.bruno.get(f"/asamblea/estatuto/{first.id}")
    assert "Estuvo vigente desde" in text_of(old)
    assert "valor=" not in old.get_data(as_text=True), "what is over is not changed"
    assert ";15;" in house.bruno.get(f"/asamblea/estatuto/{first.id}?format=csv").get_data(as_text=True)
    assert house.bruno.get(f"/asamblea/estatuto/{second.id}").status_code == 200
    assert house.bruno.get("/asamblea/estatuto/77").status_code == 404


def test_another_text_of_a_change_is_about_the_same_values(house: House) -> None:
    with house.app.app_context(), writing(house.cast.actor("bruno")) as uow:
        change = {"key": "petition_days", "old": 30, "new": 20}
        motion = usecases.propose(uow, "assembly.statute_values", {"changes": [change]})
    with house.app.app_context(), writing(house.cast.actor("hugo")) as uow:
        meeting = usecases.convene(
            uow,
            kind="extraordinary",
            day=uow.today() + timedelta(days=20),
            minute=600,
            place="Comedor",
            motion_ids=[motion],
        )
        (item,) = queries.items(uow, meeting)
    url = f"/asamblea/puntos/{item.id}/enmienda"
    assert 'value="20"' in house.bruno.get(url).get_data(as_text=True)
    moved = house.bruno.post(url, follow=True, **{"value-0-number": 25})
    assert "25, en lugar de 30" in text_of(moved)
