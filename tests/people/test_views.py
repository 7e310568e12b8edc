"""The pages: who sees what, and what a wrong form is answered."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from coop.people import queries, usecases
from coop.people.usecases import NewMember
from coop.store import UnitOfWork, reading, writing
from coop.web import jobs
from coop.web import usecases as access
from coop.web.guard import DEVICE_COOKIE
from coop.web.language import LANGUAGES
from tests.cast import Browser, Cast
from tests.web.imports.files import csv_bytes, xlsx_bytes

PEOPLE = "/personas/"
CBU = "2850590940090418135201"
HEADINGS = ["Nro", "Nombre", "Apellido", "DNI", "Nacimiento", "Hogar", "Sector", "Oficios"]
EVA = ["", "Eva", "Enz", "30.123.456", "31/12/1980", "3", "Hornos", "Soldadura; Torno"]


@pytest.fixture
def hugo(browser: Browser, cast: Cast) -> Browser:
    """The secretary, signed in by password."""
    browser.sign_in(cast.numbers["hugo"])
    return browser


@pytest.fixture
def bruno(browser: Browser, cast: Cast) -> Browser:
    """A member without office."""
    browser.sign_in(cast.numbers["bruno"])
    return browser


@contextmanager
def looking(app: Flask) -> Iterator[UnitOfWork]:
    with app.app_context(), reading() as uow:
        yield uow


def text(answer: TestResponse) -> str:
    return answer.get_data(as_text=True)


def private(app: Flask, cast: Cast) -> None:
    """Give Bruno data that are nobody's business."""
    with app.app_context(), writing() as uow:
        usecases.change_member(
            uow,
            cast.bruno,
            NewMember("Bruno", "Benítez", dni="30123456", household_size=7, birth_on=date(1983, 5, 1)),
        )
        usecases.add_absence(uow, cast.bruno, "illness", date(2026, 11, 2), date(2026, 11, 13))


# ---- who sees what


COMMON = (
    PEOPLE,
    "/personas/mis-datos",
    "/personas/ausencias",
    "/personas/ausencias?todas=1",
    "/personas/mandatos",
    "/personas/cooperativa",
    "/personas/sectores",
    "/personas/oficios",
    "/personas/feriados",
    "/personas/feriados?anio=99999",
    "/personas/mis-datos/cambiar",
    "/personas/mis-datos/idioma",
    "/personas/mis-datos/ausencia",
    "/personas/mis-datos/irme",
)
RESERVED = (
    "/personas/registro",
    "/personas/nueva",
    "/personas/1/corregir",
    "/personas/1/oficios",
    "/personas/1/baja",
    "/personas/importar",
    "/personas/importar/nueva",
    "/personas/cooperativa/corregir",
    "/personas/sectores/nuevo",
    "/personas/oficios/nuevo",
    "/personas/feriados/nuevo",
    "/personas/feriados/cargar",
    "/personas/ausencias/nueva",
)


def test_every_member_opens_the_common_pages_in_every_language(bruno: Browser) -> None:
    for language in LANGUAGES:
        with bruno.client.session_transaction() as session:
            session["language"] = language
        for url in COMMON:
            answer = bruno.get(url)
            assert answer.status_code == 200, url
            assert "%(" not in text(answer), url


def test_a_member_without_office_is_kept_out_of_the_secretary_s_work(bruno: Browser) -> None:
    for url in RESERVED:
        assert bruno.get(url).status_code == 403, url


def test_nobody_who_is_not_signed_in_sees_anybody(browser: Browser) -> None:
    for url in (PEOPLE, "/personas/1", "/personas/mandatos", "/personas/mis-datos"):
        answer = browser.get(url)
        assert answer.status_code in (302, 303, 401)
        assert "Acosta" not in text(answer)


def test_a_member_s_private_data_are_for_herself_and_the_secretary(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    private(app, cast)
    for who in ("elsa", "ana"):
        browser.sign_in(cast.numbers[who])
        page = text(browser.get(f"/personas/{cast.bruno}"))
        assert "Bruno Benítez" in page and "Ausente" in page
        for secret in ("30123456", "30.123.456", "01/05/1983", "Enfermedad"):
            assert secret not in page
        lists = ("/personas/ausencias", PEOPLE, "/personas/?format=csv", "/personas/ausencias?format=csv")
        everybody = "".join(text(browser.get(url)) for url in lists)
        assert "Bruno" in everybody and "30.123.456" not in everybody and "Enfermedad" not in everybody
    with looking(app) as uow:
        assert queries.readings_of(uow, cast.bruno) == ()


def test_the_secretary_s_reading_is_shown_to_the_owner(app: Flask, browser: Browser, cast: Cast) -> None:
    private(app, cast)
    browser.sign_in(cast.numbers["hugo"])
    page = text(browser.get(f"/personas/{cast.bruno}"))
    assert "30.123.456" in page and "Enfermedad" in page
    assert "30.123.456" in text(browser.get("/personas/registro"))
    assert "30.123.456" in text(browser.get("/personas/registro?format=csv"))

    browser.sign_in(cast.numbers["bruno"])
    own = text(browser.get("/personas/mis-datos"))

    assert own.count("Hugo Herrera") == 3 and "30.123.456" in own and "Enfermedad" in own


def test_one_s_own_page_is_my_data(bruno: Browser, cast: Cast) -> None:
    assert bruno.get(f"/personas/{cast.bruno}").headers["Location"].endswith("/personas/mis-datos")
    assert bruno.get("/personas/999").status_code == 404


def test_lists_are_searched_and_exported(bruno: Browser) -> None:
    found = text(bruno.get("/personas/?q=benitez"))
    assert "Bruno Benítez" in found and "Ana Acosta" not in found
    assert "Bruno Benítez" in text(bruno.get("/personas/?format=csv"))
    assert bruno.get("/personas/mandatos?format=xlsx").data.startswith(b"PK")
    offices = text(bruno.get("/personas/mandatos"))
    assert "Tesorera" in offices or "Tesorería" in offices
    assert "2026-001" in offices


# ---- forms


def test_the_secretary_writes_a_candidate_down_and_takes_her_off(app: Flask, hugo: Browser) -> None:
    answer = hugo.post(
        "/personas/nueva", given_names="Eva", family_name="Enz", dni="30.123.456", household_size=2
    )
    assert answer.status_code == 303
    with looking(app) as uow:
        eva = queries.find_member_by_number(uow, 9)
    assert eva is not None and (eva.name, eva.dni, eva.status) == ("Eva Enz", "30123456", "candidate")

    page = f"/personas/{eva.id}"
    with looking(app) as uow:
        before = len(queries.readings_of(uow, eva.id))
    hugo.get(f"{page}/corregir")
    with looking(app) as uow:
        assert len(queries.readings_of(uow, eva.id)) == before + 1
    data = {**hugo.hidden(f"{page}/corregir"), **filled(given_names="Eva María")}
    assert hugo.client.post(f"{page}/corregir", data=data).status_code == 303
    with looking(app) as uow:
        assert len(queries.readings_of(uow, eva.id)) == before + 2, "once for each page that was opened"
    assert hugo.post(f"{page}/corregir", **filled(given_names="Eva María")).status_code == 303
    assert hugo.post(f"{page}/quitar", at=page).status_code == 303
    with looking(app) as uow:
        assert queries.find_member_by_number(uow, 9) is None


def filled(**fields: object) -> dict[str, object]:
    return {"given_names": "Eva", "family_name": "Enz", "household_size": 2, **fields}


WRONG: tuple[tuple[dict[str, object], int], ...] = (
    ({"given_names": ""}, 422),
    ({"given_names": "   "}, 422),
    ({"given_names": "x" * 101}, 422),
    ({"dni": "12"}, 422),
    ({"cuit": "20-30123456-4"}, 422),
    ({"cbu": "1"}, 422),
    ({"household_size": "0"}, 422),
    ({"household_size": "muchos"}, 422),
    ({"household_size": "9" * 40}, 422),
    ({"birth_on": "ayer"}, 422),
    ({"birth_on": "2099-01-01"}, 422),
    ({"birth_on": "0001-01-01"}, 422),
    ({"sector": "99"}, 422),
    ({"sector": "x"}, 422),
    ({"skills": "99"}, 422),
    ({"language": "tlh"}, 422),
    ({"number": "0"}, 422),
    ({"number": "1"}, 409),
    ({"number": "999999999999999999999"}, 422),
)


def test_a_wrong_candidate_is_answered_on_the_form_and_nothing_is_written(app: Flask, hugo: Browser) -> None:
    for wrong, status in WRONG:
        answer = hugo.post("/personas/nueva", **filled(**wrong))

        assert answer.status_code == status, wrong
        assert 'role="alert"' in text(answer)
    with looking(app) as uow:
        assert len(queries.members(uow)) == 8


def test_hostile_text_is_shown_as_text(hugo: Browser, cast: Cast) -> None:
    evil = '"><x-canary>{{7*7}}=cmd'
    assert hugo.post("/personas/nueva", **filled(given_names=evil)).status_code == 303
    page = text(hugo.get(PEOPLE))
    assert "<x-canary>" not in page and "49" not in page.split("Enz")[0][-200:]
    assert "\n\"'=cmd" not in text(hugo.get("/personas/?format=csv"))


def test_sending_a_form_twice_does_it_once(app: Flask, hugo: Browser) -> None:
    hidden = hugo.hidden("/personas/nueva")
    data = {**hidden, **filled()}
    for _again in range(2):
        assert hugo.client.post("/personas/nueva", data=data).status_code == 303
    with looking(app) as uow:
        assert len(queries.members(uow)) == 9


def test_a_member_changes_her_own_data(app: Flask, bruno: Browser, cast: Cast) -> None:
    assert bruno.post("/personas/mis-datos/cambiar", household_size=5, cbu="").status_code == 303
    assert bruno.post("/personas/mis-datos/idioma", language="pt_BR").status_code == 303
    assert bruno.post("/personas/mis-datos/idioma", language="tlh").status_code == 422
    with looking(app) as uow:
        now = queries.get_member(uow, cast.bruno)
    assert (now.household_size, now.language) == (5, "pt_BR")
    for wrong in ({"household_size": 0}, {"household_size": 3, "cbu": "1" * 22}, {"household_size": ""}):
        assert bruno.post("/personas/mis-datos/cambiar", **wrong).status_code == 422


def test_a_badge_that_was_found_neither_resigns_a_member_nor_takes_her_pay(
    app: Flask, browser: Browser, cast: Cast
) -> None:
    with app.app_context(), writing(cast.actor("elsa")) as uow:
        token = access.enrol_device(uow, name="Portón", confirmed_by=cast.ana)
    browser.client.set_cookie(DEVICE_COOKIE, token)
    assert browser.post("/credencial", at="/quien", badge="badge-bruno").status_code == 303
    own = browser.get("/personas/mis-datos")
    assert own.status_code == 200 and "mis-datos/irme" not in text(own)

    asked = {"on": "2026-11-03", "sure": "y"}
    for url, fields in (("irme", asked), ("cambiar", {"household_size": 1, "cbu": CBU})):
        assert browser.get(f"/personas/mis-datos/{url}").status_code == 403
        assert (
            browser.post(f"/personas/mis-datos/{url}", at="/personas/mis-datos", **fields).status_code == 403
        )
    with looking(app) as uow:
        now = queries.get_member(uow, cast.bruno)
    assert (now.left_on, now.cbu) == (None, None)
    assert browser.post("/personas/mis-datos/idioma", language="pt_BR").status_code == 303


def test_a_member_says_that_she_will_be_away(app: Flask, bruno: Browser, cast: Cast) -> None:
    days = {"kind": "study", "start": "2026-11-10", "last": "2026-11-12"}
    assert bruno.post("/personas/mis-datos/ausencia", **days).status_code == 303
    assert bruno.post("/personas/mis-datos/ausencia", **days).status_code == 409
    for wrong in (
        {"last": "2026-11-09"},
        {"start": "2029-11-10", "last": "2039-11-12"},
        {"kind": "party"},
        {"start": ""},
        {"last": "9999-12-31"},
        {"last": "99999-12-31"},
    ):
        assert bruno.post("/personas/mis-datos/ausencia", **{**days, **wrong}).status_code == 422
    with looking(app) as uow:
        (absence,) = queries.absences(uow, queries.get_absence(uow, 1).days)
        assert len(absence.days) == 3
    off = f"/personas/mis-datos/ausencia/{absence.id}/quitar"
    assert bruno.post(off, at="/personas/mis-datos").status_code == 303


def test_nobody_takes_off_somebody_else_s_absence(app: Flask, bruno: Browser, cast: Cast) -> None:
    with app.app_context(), writing() as uow:
        key = usecases.add_absence(uow, cast.ana, "holiday", date(2026, 11, 10), date(2026, 11, 12))

    for url in (f"/personas/mis-datos/ausencia/{key}/quitar", f"/personas/ausencias/{key}/quitar"):
        assert bruno.post(url, at="/personas/mis-datos").status_code == 403
    with looking(app) as uow:
        assert queries.get_absence(uow, key).member_id == cast.ana


def test_the_coordinator_writes_down_who_is_away(app: Flask, browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.numbers["elsa"])
    days = {"member": cast.bruno, "kind": "illness", "start": "2026-11-03", "last": "2026-11-03"}
    assert browser.post("/personas/ausencias/nueva", **days).status_code == 303
    assert browser.post("/personas/ausencias/nueva", **{**days, "member": 999}).status_code == 422
    with looking(app) as uow:
        (absence,) = queries.absences(uow, queries.get_absence(uow, 1).days)
    page = f"/personas/ausencias/{absence.id}"
    assert "Enfermedad" not in text(browser.get(page))
    assert browser.post(f"{page}/quitar", at=page).status_code == 303


def test_leaving_asks_twice_and_ends_the_session_s_rights(app: Flask, bruno: Browser, cast: Cast) -> None:
    assert bruno.post("/personas/mis-datos/irme", on="2026-11-03").status_code == 422
    assert bruno.post("/personas/mis-datos/irme", on="2026-11-02", sure="y").status_code == 409
    assert bruno.post("/personas/mis-datos/irme", on="2026-11-03", sure="y").status_code == 303
    with looking(app) as uow:
        assert queries.get_member(uow, cast.bruno).status == "left"
    assert bruno.get(PEOPLE).status_code in (302, 303, 401)


def test_the_secretary_writes_down_that_somebody_leaves(app: Flask, hugo: Browser, cast: Cast) -> None:
    answer = hugo.post(f"/personas/{cast.bruno}/baja", on="2026-12-31", sure="y")
    assert answer.status_code == 303
    with looking(app) as uow:
        assert queries.get_member(uow, cast.bruno).left_on == date(2026, 12, 31)


def test_sectors_and_skills_are_named_renamed_and_taken_off(app: Flask, browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.numbers["elsa"])
    for url in ("/personas/sectores", "/personas/oficios"):
        assert browser.post(f"{url}/nuevo", name="Hornos").status_code == 303
        assert browser.post(f"{url}/nuevo", name="HORNOS").status_code == 409
        assert browser.post(f"{url}/nuevo", name="").status_code == 422
        assert browser.post(f"{url}/nuevo", name="x" * 81).status_code == 422
        assert "Hornos" in text(browser.get(url))
        assert browser.post(f"{url}/1", name="Horno grande").status_code == 303
        assert "Horno grande" in text(browser.get(url))
        assert browser.get(f"{url}/99").status_code == 404
    assert browser.post(f"/personas/{cast.bruno}/oficios", skills="1").status_code == 303
    assert "Horno grande" in text(browser.get(f"/personas/{cast.bruno}"))
    assert browser.post("/personas/oficios/1/quitar", at="/personas/oficios/1").status_code == 409
    assert browser.post(f"/personas/{cast.bruno}/oficios").status_code == 303
    for url in ("/personas/sectores/1", "/personas/oficios/1"):
        assert browser.post(f"{url}/quitar", at=url).status_code == 303


def test_the_name_of_a_sector_leads_everybody_somewhere(app: Flask, bruno: Browser, cast: Cast) -> None:
    with app.app_context(), writing() as uow:
        key = usecases.add_sector(uow, "Hornos")
        usecases.change_member(uow, cast.bruno, NewMember("Bruno", "Benítez", sector_id=key))
    page = text(bruno.get("/personas/sectores"))

    assert 'href="/personas/?q=Hornos"' in page and 'href="/personas/sectores/1"' not in page
    assert "Bruno Benítez" in text(bruno.get("/personas/?q=Hornos"))


def test_holidays_are_filled_in_and_corrected(app: Flask, hugo: Browser) -> None:
    assert "feriados/cargar" in text(hugo.get("/personas/feriados"))
    assert hugo.post("/personas/feriados/cargar", year=2026).status_code == 303
    assert hugo.post("/personas/feriados/cargar", year=1).status_code == 422
    assert hugo.post("/personas/feriados/nuevo", day="2026-12-25", name="Navidad").status_code == 409
    assert hugo.post("/personas/feriados/nuevo", day="25 de diciembre", name="Navidad").status_code == 422
    assert hugo.post("/personas/feriados/nuevo", day="2026-12-24", name="Asueto").status_code == 303
    page = text(hugo.get("/personas/feriados?anio=2026"))
    assert "Navidad" in page and "Asueto" in page
    assert hugo.post("/personas/feriados/1/quitar", at="/personas/feriados/1").status_code == 303
    assert hugo.get("/personas/feriados/1").status_code == 404


def test_the_letterhead_is_corrected_by_the_secretary(hugo: Browser) -> None:
    data = {"name": "Cerámica", "address": "Ruta 7", "city": "Zapala", "province": "Neuquén"}
    assert hugo.post("/personas/cooperativa/corregir", **data, cuit="30500010912").status_code == 303
    assert "Zapala" in text(hugo.get("/personas/cooperativa"))
    assert hugo.post("/personas/cooperativa/corregir", **data, cuit="30500010913").status_code == 422


# ---- imports


def send(hugo: Browser, raw: bytes, name: str = "gente.csv", mapping: bytes | None = None) -> TestResponse:
    data: dict[str, object] = {
        **hugo.hidden("/personas/importar/nueva"),
        "file": FileStorage(io.BytesIO(raw), name),
    }
    if mapping is not None:
        data["mapping"] = FileStorage(io.BytesIO(mapping), "m.toml")
    # By hand: the test client leaves its temporary file of a large upload open.
    boundary, body = encode_multipart(data)
    kind = f"multipart/form-data; boundary={boundary}"
    return hugo.client.post("/personas/importar/nueva", data=body, content_type=kind)


def columns(hugo: Browser, url: str, **changes: object) -> TestResponse:
    chosen = {
        "column_given_names": "Nombre",
        "column_family_name": "Apellido",
        "column_dni": "DNI",
        "column_number": "Nro",
        "dates": "%d/%m/%Y",
        "decimal": ",",
    }
    return hugo.post(f"{url}/columnas", **{**chosen, **changes})


def button(hugo: Browser, page: str, action: str, **fields: object) -> TestResponse:
    """Press the button of a page whose address contains an action."""
    html = text(hugo.get(page))
    urls = [u for u in html.split('action="')[1:] if action in u.split('"')[0]]
    assert urls, f"no button {action}"
    return hugo.post(urls[0].split('"')[0], at=page, **fields)


@pytest.mark.parametrize("make", [csv_bytes, xlsx_bytes])
def test_the_secretary_imports_a_file_and_takes_it_back(app: Flask, hugo: Browser, make: object) -> None:
    answer = send(hugo, make([HEADINGS, EVA]))  # type: ignore[operator]
    assert answer.status_code == 303 and answer.headers["Location"].endswith("/columnas")
    url = "/personas/importar/1"
    guessed = text(hugo.get(f"{url}/columnas"))
    assert '<option selected value="Apellido">' in guessed and "Hornos" in guessed
    assert columns(hugo, url, column_sector="Sector").status_code == 303
    dry = text(hugo.get(url))
    assert "Eva Enz" in dry and "30.123.456" in dry and "gente.csv" in dry
    assert "Eva Enz" in text(hugo.get(f"{url}?format=csv"))
    with looking(app) as uow:
        assert len(queries.members(uow)) == 8

    assert button(hugo, url, "/aplicar/").status_code == 303
    with looking(app) as uow:
        eva = queries.find_member_by_number(uow, 9)
        assert eva is not None and eva.dni == "30123456"
    toml = hugo.get(f"{url}/columnas.toml")
    assert "[columns]" in text(toml)
    assert "gente.csv" in text(hugo.get("/personas/importar"))

    assert button(hugo, url, "/deshacer").status_code == 303
    with looking(app) as uow:
        assert len(queries.members(uow)) == 8
    again = send(hugo, csv_bytes([HEADINGS, EVA]), mapping=toml.data)
    assert again.status_code == 303


def test_rows_with_errors_are_shown_and_left_out_only_on_purpose(app: Flask, hugo: Browser) -> None:
    send(hugo, csv_bytes([HEADINGS, EVA, ["x", "A", "B", *[""] * 5]]))
    url = "/personas/importar/1"
    columns(hugo, url)
    dry = text(hugo.get(url))
    assert "“x”" in dry

    html_url = next(u for u in dry.split('action="') if "/aplicar/" in u.split('"')[0]).split('"')[0]
    assert hugo.post(html_url, at=url, leave_out="0").status_code == 422
    assert hugo.post(html_url, at=url, leave_out="1").status_code == 303
    with looking(app) as uow:
        assert len(queries.members(uow)) == 9


def test_a_dry_run_that_shows_private_data_is_shown_to_their_owner(
    app: Flask, hugo: Browser, cast: Cast
) -> None:
    private(app, cast)
    send(hugo, csv_bytes([HEADINGS, ["2", "Bruno", "Benítez", "", "", "5", "", ""], EVA]))
    hugo.get("/personas/importar/1")

    with looking(app) as uow:
        assert [r.what for r in queries.readings_of(uow, cast.bruno)] == ["Dry run of an import"]


def test_a_dry_run_that_is_out_of_date_is_not_carried_out(app: Flask, hugo: Browser) -> None:
    send(hugo, csv_bytes([HEADINGS, EVA]))
    url = "/personas/importar/1"
    columns(hugo, url)

    assert hugo.post(f"{url}/aplicar/{'0' * 64}", at=url).status_code == 409
    with looking(app) as uow:
        assert len(queries.members(uow)) == 8
    assert button(hugo, url, "/descartar").status_code == 303
    assert hugo.get(url).status_code == 404


def test_a_long_file_is_written_by_the_job_process(app: Flask, hugo: Browser) -> None:
    rows = [[str(n), f"Nombre{n}", "Largo", *[""] * 5] for n in range(100, 350)]
    send(hugo, csv_bytes([HEADINGS, *rows]))
    url = "/personas/importar/1"
    columns(hugo, url)

    answer = button(hugo, url, "/aplicar/")

    assert "/trabajos/" in answer.headers["Location"]
    with looking(app) as uow:
        assert len(queries.members(uow)) == 8
    assert jobs.run_queued(app) == 1
    with looking(app) as uow:
        assert len(queries.members(uow)) == 258
        assert queries.get_import(uow, 1).created == 250
        job = jobs.get_job(uow, 1)
    assert (job.state, job.result) == ("done", {"created": 250, "updated": 0, "skipped": 0, "bad": 0})


BROKEN: tuple[tuple[bytes, int], ...] = (
    (b"", 422),
    (b"\n\n", 422),
    (b"\x89PNG\r\n\x1a\n\0\0", 422),
    (b"PK\x03\x04 no spreadsheet", 422),
    (b"\xd0\xcf\x11\xe0 old", 422),
    (b"a;a\n1;2\n", 422),
    (b'a;b\n"1;2\n', 422),
    (b"n;a\n" + b"1;2\n" * 2_001, 413),
    (b"x" * 5_000_001, 413),
)


def test_a_file_that_cannot_be_imported_is_refused_in_one_sentence(app: Flask, hugo: Browser) -> None:
    for raw, status in BROKEN:
        answer = send(hugo, raw)

        assert answer.status_code == status, raw[:20]
        assert 'role="alert"' in text(answer)
    for file in (None, "text", ""):
        assert hugo.post("/personas/importar/nueva", file=file).status_code == 422
    with looking(app) as uow:
        assert queries.imports(uow) == ()


def test_a_wrong_mapping_file_is_refused(app: Flask, hugo: Browser) -> None:
    for mapping in (
        b"\xff",
        b"columns = [",
        b'target = "stock.items"',
        b'target = "people.members"\n[columns]\ndni = "DNI"',
    ):
        answer = send(hugo, csv_bytes([HEADINGS, EVA]), mapping=mapping)
        assert answer.status_code == 422, mapping
    with looking(app) as uow:
        assert queries.imports(uow) == ()


def test_columns_that_are_needed_or_do_not_exist_are_refused(hugo: Browser) -> None:
    send(hugo, csv_bytes([HEADINGS, EVA]))
    url = "/personas/importar/1"

    assert columns(hugo, url, column_family_name="").status_code == 422
    assert columns(hugo, url, column_family_name="Inventada").status_code == 422
    assert columns(hugo, url, dates="%Y").status_code == 422
    assert hugo.get("/personas/importar/99").status_code == 404
    assert hugo.get("/personas/importar/99/columnas").status_code == 404
