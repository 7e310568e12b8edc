"""The page of the statute."""

from __future__ import annotations

from tests.assembly.house import House, text_of


def test_the_statute_is_read_and_a_value_proposed_from_its_page(house: House) -> None:
    page = house.bruno.get("/asamblea/estatuto")
    assert "Ley 20.337 art. 48" in text_of(page)
    assert "valor=notice_days" in page.get_data(as_text=True)
    csv = house.bruno.get("/asamblea/estatuto?format=csv").get_data(as_text=True)
    assert csv.count("Ley 20.337") > 20
    moved = house.bruno.post(
        "/asamblea/mociones/nueva/assembly.statute_value?valor=notice_days", number=20, follow=True
    )
    assert "20, en lugar de 15" in text_of(moved)
    majority = {"strict": "no", "part": 2, "whole": 3, "base": "present"}
    url = "/asamblea/mociones/nueva/assembly.statute_value?valor=majorities.pay"
    moved = house.bruno.post(url, follow=True, **majority)
    assert "al menos dos tercios" in text_of(moved)
    assert house.bruno.post(url, **{**majority, "part": 4}).status_code == 422
    assert house.bruno.get("/asamblea/mociones/nueva/assembly.statute_value?valor=x").status_code == 404
    led = house.bruno.get("/asamblea/mociones/nueva/assembly.statute_value")
    assert led.headers["Location"].endswith("/asamblea/estatuto")
