"""The pages of the books: the treasurer's way, what others see of it, and what wrong input is answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from coop.books import queries, usecases
from coop.books.rules import BANK, CASH, MEMBERS, POT, WORK, Posting
from coop.kernel.money import Money
from coop.people import queries as people
from coop.store import Base, UnitOfWork, reading, writing
from coop.web import guard
from coop.web import usecases as access
from coop.web.language import LANGUAGES
from tests.cast import PIN, WHO, Browser, Cast, give_secrets

BOOKS = "/libros"
DAY = date(2026, 10, 31)
NAMES = [f"{given} {family}" for _key, given, family, _office in WHO]
SHARED = ("ana", "bruno", "elsa", "gabi", "juan")
ENTRY = {"day": "2026-11-03", "text": "Venta", "debit": BANK, "credit": "4.1.1", "amount": "1.234,50"}


@contextmanager
def looking(app: Flask) -> Iterator[UnitOfWork]:
    with app.app_context(), reading() as uow:
        yield uow


def said(answer: TestResponse) -> str:
    return answer.get_data(as_text=True).replace("\u00a0", " ")


def signed_in(browser: Browser, cast: Cast, who: str) -> Browser:
    browser.client.delete_cookie(guard.SESSION_COOKIE)
    browser.sign_in(cast.numbers[who])
    return browser


@pytest.fixture
def booked(app: Flask, cast: Cast) -> Cast:
    """A month shared among five, one of whom was corrected afterwards, and a sale by hand."""
    with app.app_context(), writing(cast.actor("ana")) as uow:
        shares = [Posting(MEMBERS, Money(-(100 + n)), getattr(cast, k)) for n, k in enumerate(SHARED)]
        usecases.post(uow, DAY, "Reparto", [Posting(POT, Money(510)), *shares], origin="payroll")
        lines = [Posting(MEMBERS, Money(33_33), cast.juan), Posting(WORK, Money(-33_33))]
        usecases.post(uow, DAY, "Corrección", lines, {"acta": "2026-009"}, origin="payroll")
        usecases.post(uow, DAY, "Venta", [Posting(BANK, Money(77_77)), Posting("4.1.1", Money(-77_77))])
    return cast


@pytest.fixture
def ana(browser: Browser, cast: Cast) -> Browser:
    """The treasurer, signed in by password."""
    return signed_in(browser, cast, "ana")


@pytest.fixture
def bruno(browser: Browser, cast: Cast) -> Browser:
    """A member without office."""
    return signed_in(browser, cast, "bruno")


def contents(app: Flask) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the books."""
    with looking(app) as uow:
        return {
            table.name: sorted(map(tuple, uow.session.execute(table.select())), key=str)
            for table in Base.metadata.sorted_tables
            if table.name.startswith("books_")
        }


# ---- the treasurer's way


def test_the_treasurer_books_and_undoes_an_entry(app: Flask, ana: Browser) -> None:
    answer = ana.post(f"{BOOKS}/cuentas/nueva", code="5.2.4", name="Fletes")
    assert answer.status_code == 303
    answer = ana.post(f"{BOOKS}/asientos/nuevo", **{**ENTRY, "debit": "5.2.4", "credit": BANK})
    assert answer.status_code == 303
    page = answer.headers["Location"]
    assert "$ 1.234,50" in said(ana.get(page))
    answer = ana.post(f"{page}/revertir", reason="era de otro mes")
    assert answer.status_code == 303
    assert "REVERSA 1: era de otro mes" in said(ana.get(answer.headers["Location"]))
    with looking(app) as uow:
        assert queries.journal_balanced(uow)
        assert not any(b.balance for b in queries.trial_balance(uow))
    for undone in (page, answer.headers["Location"]):
        again = ana.post(f"{undone}/revertir", at=f"{BOOKS}/asientos/nuevo", reason="otra vez")
        assert again.status_code == 409


def test_the_treasurer_writes_down_a_client(ana: Browser) -> None:
    url = f"{BOOKS}/clientes-y-proveedores/nuevo"
    assert ana.post(url, kind="client", name="Corralón Norte", cuit="30-50001091-2").status_code == 303
    page = said(ana.get(f"{BOOKS}/clientes-y-proveedores"))
    assert "Corralón Norte" in page
    assert "30500010912" in page.replace("-", "")


def test_both_programs_get_the_journal_and_every_member_in_it_is_told(
    app: Flask, booked: Cast, ana: Browser
) -> None:
    for query, line in (
        ("", "    Activo:Banco    ARS 77.77"),
        ("?programa=beancount", "  Activo:Banco  77.77 ARS"),
    ):
        answer = ana.get(f"{BOOKS}/exportar{query}")
        assert line in said(answer)
        assert "attachment" in answer.headers["Content-Disposition"]
    with looking(app) as uow:
        assert {key: len(people.readings_of(uow, getattr(booked, key))) for key, *_rest in WHO} == {
            **{key: 2 for key in SHARED},
            "ana": 0,
            "hugo": 0,
            "irma": 0,
        }


# ---- who sees what


@pytest.mark.parametrize("who", ["bruno", "ana", "elsa"])
def test_the_journal_is_the_same_for_everybody_and_tells_nobody_s_pay(
    booked: Cast, browser: Browser, who: str
) -> None:
    signed_in(browser, booked, who)
    own = next(name for key, name in zip([w[0] for w in WHO], NAMES, strict=True) if key == who)
    for url in (f"{BOOKS}/diario", f"{BOOKS}/diario?format=csv-plain", f"{BOOKS}/diario?q=Corrección"):
        page = said(browser.get(url))
        body = page.split("<main")[-1]
        assert not [name for name in NAMES if name != own and name in body], url
        assert not [typed for typed in ("33,33", "33.33") if typed in body], url
        assert "—" in body, url
        assert "2026-009" not in body, url
    assert "77,77" in said(browser.get(f"{BOOKS}/diario"))


def test_the_balances_of_a_member_leave_out_what_is_about_one_of_the_others(
    booked: Cast, browser: Browser
) -> None:
    page = said(signed_in(browser, booked, "bruno").get(f"{BOOKS}/saldos"))
    assert "33,33" not in page
    assert "77,77" in page
    assert "Acá faltan los asientos" in page
    page = said(signed_in(browser, booked, "juan").get(f"{BOOKS}/saldos"))
    assert "33,33" in page, "her own she may count"
    page = said(signed_in(browser, booked, "ana").get(f"{BOOKS}/saldos"))
    assert "33,33" in page
    assert "Acá faltan los asientos" not in page


@pytest.mark.parametrize("url", [f"cuentas/{MEMBERS}", f"cuentas/{MEMBERS}?format=csv", "asientos/1"])
def test_who_reads_a_named_line_is_shown_to_its_owner(
    app: Flask, booked: Cast, ana: Browser, url: str
) -> None:
    assert "Bruno Benítez" in said(ana.get(f"{BOOKS}/{url}"))
    with looking(app) as uow:
        readers = {key: [r.reader for r in people.readings_of(uow, getattr(booked, key))] for key, *_ in WHO}
    assert {key for key, found in readers.items() if found} == set(SHARED) - {"ana"}
    assert readers["bruno"] == ["Ana Acosta"]


def test_reading_an_account_without_members_is_nobody_s_business(
    app: Flask, booked: Cast, ana: Browser
) -> None:
    assert ana.get(f"{BOOKS}/cuentas/{BANK}").status_code == 200
    assert ana.get(f"{BOOKS}/diario").status_code == 200
    with looking(app) as uow:
        assert not [r for key, *_rest in WHO for r in people.readings_of(uow, getattr(booked, key))]


def test_what_is_for_the_keepers_is_refused_to_a_member(app: Flask, booked: Cast, bruno: Browser) -> None:
    before = contents(app)
    for url in (
        f"cuentas/{MEMBERS}",
        "cuentas/nueva",
        "asientos/1",
        "asientos/nuevo",
        "asientos/3/revertir",
        "exportar",
        "exportar?programa=beancount",
        "clientes-y-proveedores/nuevo",
    ):
        assert bruno.get(f"{BOOKS}/{url}").status_code == 403, url
        answer = bruno.post(f"{BOOKS}/{url}", at="/personas/mis-datos", **ENTRY, reason="x", code="5.2.9")
        assert answer.status_code in (403, 405), url
    assert contents(app) == before
    page = said(bruno.get(f"{BOOKS}/diario"))
    assert "/libros/asientos/" not in page
    assert "/libros/exportar" not in page


def test_at_the_shared_terminal_not_even_the_treasurer_sees_a_name(app: Flask, booked: Cast) -> None:
    give_secrets(app, booked)
    with app.app_context(), writing(booked.actor("elsa")) as uow:
        token = access.enrol_device(uow, name="Portón", confirmed_by=booked.ana)
    terminal = Browser(app.test_client())
    terminal.client.set_cookie(guard.DEVICE_COOKIE, token)
    assert terminal.post(f"/quien/{booked.numbers['ana']}", pin=PIN).status_code == 303
    for url in ("diario", "saldos", "clientes-y-proveedores"):
        answer = terminal.get(f"{BOOKS}/{url}")
        assert answer.status_code == 200, url
        assert not [name for name in NAMES[1:] if name in said(answer)], url
        assert "33,33" not in said(answer), url
        assert "/libros/asientos/" not in said(answer), url
    for url in (f"cuentas/{MEMBERS}", "asientos/1", "exportar", "diario?format=csv", "asientos/nuevo"):
        assert terminal.get(f"{BOOKS}/{url}").status_code == 403, url


def test_what_pay_booked_offers_no_reversal_and_takes_none(app: Flask, booked: Cast, ana: Browser) -> None:
    assert "/libros/asientos/3/revertir" in said(ana.get(f"{BOOKS}/asientos/3"))
    before = contents(app)
    assert ana.get(f"{BOOKS}/asientos/2/revertir").status_code == 409
    for number in (1, 2):
        assert "revertir" not in said(ana.get(f"{BOOKS}/asientos/{number}"))
        assert (
            ana.post(
                f"{BOOKS}/asientos/{number}/revertir", at=f"{BOOKS}/asientos/nuevo", reason="a mano"
            ).status_code
            == 409
        )
    assert contents(app) == before


def test_every_page_speaks_every_language(booked: Cast, ana: Browser) -> None:
    urls = ["diario", "saldos", f"cuentas/{MEMBERS}", "asientos/1", "asientos/nuevo", "asientos/3/revertir"]
    urls += ["cuentas/nueva", "clientes-y-proveedores", "clientes-y-proveedores/nuevo"]
    for language in LANGUAGES:
        with ana.client.session_transaction() as session:
            session["language"] = language
        for url in urls:
            answer = ana.get(f"{BOOKS}/{url}")
            assert answer.status_code == 200, url
            assert "%(" not in said(answer), url


# ---- wrong input


@pytest.mark.parametrize(
    "wrong",
    [
        dict.fromkeys(ENTRY, ""),
        {"day": "9999-12-31"},
        {"day": "0001-01-01"},
        {"day": "1899-12-31"},
        {"day": "2026-02-30"},
        {"text": "  "},
        {"text": "x" * 201},
        {"debit": "9.9.9"},
        {"debit": MEMBERS},
        {"credit": BANK},
        {"amount": "0"},
        {"amount": "-1"},
        {"amount": "  "},
        {"amount": "9" * 20},
        {"amount": "9" * 5000},
        {"amount": "10.000.000.000.000,01"},
        {"amount": "1,234"},
        {"amount": "NaN"},
    ],
    ids=str,
)
def test_a_wrong_entry_is_refused_and_leaves_nothing(
    app: Flask, booked: Cast, ana: Browser, wrong: dict[str, str]
) -> None:
    before = contents(app)
    answer = ana.post(f"{BOOKS}/asientos/nuevo", **{**ENTRY, **wrong})
    assert answer.status_code == 422
    assert 'role="alert"' in said(answer)
    assert contents(app) == before
    assert ana.get(f"{BOOKS}/diario").status_code == 200


@pytest.mark.parametrize(
    ("url", "fields", "status"),
    [
        ("asientos/3/revertir", {"reason": "   "}, 422),
        ("asientos/3/revertir", {"reason": "x" * 201}, 422),
        ("asientos/99/revertir", {"reason": "no está"}, 404),
        ("cuentas/nueva", {"code": "", "name": ""}, 422),
        ("cuentas/nueva", {"code": "6.1", "name": "Otra"}, 422),
        ("cuentas/nueva", {"code": "5.2.x", "name": "Otra"}, 422),
        ("cuentas/nueva", {"code": CASH, "name": "Otra"}, 409),
        ("cuentas/nueva", {"code": "1.1.9", "name": "CAJA"}, 409),
        ("cuentas/nueva", {"code": "1.1.9", "name": "x" * 201}, 422),
        ("clientes-y-proveedores/nuevo", {"kind": "client", "name": " ", "cuit": ""}, 422),
        ("clientes-y-proveedores/nuevo", {"kind": "amigo", "name": "Otro", "cuit": ""}, 422),
        ("clientes-y-proveedores/nuevo", {"kind": "both", "name": "Otro", "cuit": "30-50001091-3"}, 422),
    ],
    ids=str,
)
def test_other_wrong_input_is_refused_and_leaves_nothing(
    app: Flask, booked: Cast, ana: Browser, url: str, fields: dict[str, str], status: int
) -> None:
    before = contents(app)
    answer = ana.post(f"{BOOKS}/{url}", at=f"{BOOKS}/cuentas/nueva", **fields)
    assert answer.status_code == status, said(answer)
    assert contents(app) == before


def test_sending_an_entry_twice_books_it_once(app: Flask, ana: Browser) -> None:
    data = {**ana.hidden(f"{BOOKS}/asientos/nuevo"), **ENTRY}
    answers = [ana.client.post(f"{BOOKS}/asientos/nuevo", data=data) for _n in range(2)]
    assert [a.status_code for a in answers] == [303, 303]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    with looking(app) as uow:
        assert len(queries.entries(uow)) == 1


@pytest.mark.parametrize(
    "url", ["asientos/99", f"asientos/{10**30}", "asientos/99/revertir", "cuentas/9.9.9"]
)
def test_what_is_not_there_is_answered_with_what_to_do(booked: Cast, ana: Browser, url: str) -> None:
    assert ana.get(f"{BOOKS}/{url}").status_code in (404, 422)


@pytest.mark.parametrize("year", ["9999999999999999999999", "-1", "0", "x", "2025"])
def test_a_year_in_the_address_that_has_no_entries_shows_the_newest(
    booked: Cast, ana: Browser, year: str
) -> None:
    assert "2026" in said(ana.get(f"{BOOKS}/diario?anio={year}"))
