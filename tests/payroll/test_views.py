"""The pages of pay: the treasurer's whole way, what others see of it, and what wrong input is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.test import TestResponse

from coop.assembly import queries as assembly
from coop.documents import queries as documents
from coop.kernel.canonical import fingerprint
from coop.kernel.money import Money
from coop.payroll import queries, rules, usecases
from coop.people import queries as people
from coop.store import Base, UnitOfWork, reading, writing
from coop.web import guard
from coop.web import usecases as access
from coop.web.language import LANGUAGES, money
from tests.assembly import hall
from tests.cast import PIN, WHO, Browser, Cast, give_secrets, proof
from tests.payroll.october import POT, issued, prepared, voted, work

PAY = "/retribuciones"
NAMES = [f"{given} {family}" for _key, given, family, _office in WHO]
EQUAL_PART = Money(500_000_00)
"""What Juan gets, who has no hours: half of his head of the pot."""


@contextmanager
def looking(app: Flask) -> Iterator[UnitOfWork]:
    with app.app_context(), reading() as uow:
        yield uow


def said(answer: TestResponse) -> str:
    return answer.get_data(as_text=True).replace("\u00a0", " ")


def amount(value: Money) -> str:
    return money(value, "es_AR").replace("\u00a0", " ")


def signed_in(browser: Browser, cast: Cast, who: str) -> Browser:
    browser.client.delete_cookie(guard.SESSION_COOKIE)
    browser.sign_in(cast.numbers[who])
    return browser


@pytest.fixture
def october(app: Flask, cast: Cast) -> int:
    """October, its hours confirmed and its pot written."""
    with app.app_context(), writing() as uow:
        return prepared(uow, cast)


@pytest.fixture
def paid_out(app: Flask, cast: Cast) -> int:
    """October, its payslips issued."""
    with app.app_context(), writing() as uow:
        return issued(uow, cast)


@pytest.fixture
def ana(browser: Browser, cast: Cast) -> Browser:
    """The treasurer, signed in by password."""
    return signed_in(browser, cast, "ana")


@pytest.fixture
def bruno(browser: Browser, cast: Cast) -> Browser:
    """A member without office."""
    return signed_in(browser, cast, "bruno")


# ---- the treasurer's way


def test_the_treasurer_s_whole_way_from_the_pot_to_the_payment(app: Flask, cast: Cast, ana: Browser) -> None:
    with app.app_context(), writing() as uow:
        work(uow, cast)
    answer = ana.post(f"{PAY}/nuevo", year=2026, month=10)
    assert answer.status_code == 303
    pot_page = answer.headers["Location"]
    assert pot_page == f"{PAY}/1/fondo"
    for kind, words, typed in (
        ("cash", "Extracto del banco", "8.000.000"),
        ("obligation", "Luz de octubre", "999999,99"),
        ("reserve", "Anotada por error", "5"),
    ):
        answer = ana.post(pot_page, kind=kind, day="2026-10-31", text=words, amount=typed)
        assert answer.status_code == 303, said(answer)
    ana.post(f"{PAY}/fondo/3/quitar")
    page = said(ana.get(f"{PAY}/1?cabeza=30"))
    assert amount(POT) in page
    assert "Anotada por error" not in page
    assert "<svg" in page

    answer = ana.post(f"{PAY}/1/proponer", head=50)
    assert answer.headers["Location"] == f"{PAY}/repartos/1"
    with app.app_context(), writing() as uow:
        subject = queries.get_split(uow, 1).subject
        usecases.award(uow, proof(uow, number="2026-004", kind=usecases.SPLIT, subject=subject))
    answer = ana.post(f"{PAY}/1/emitir")
    assert answer.status_code == 303
    assert "7" in said(ana.get(answer.headers["Location"]))
    page = said(ana.get(f"{PAY}/1/recibos"))
    assert all(f"{family}, {given}" in page for _key, given, family, _office in WHO)
    assert amount(EQUAL_PART) in page
    assert ana.post(f"{PAY}/1/pagar", day="2026-11-03", way="bank").status_code == 303
    with looking(app) as uow:
        assert queries.get_period(uow, 1).state == "paid"
        assert uow.session.scalar(text("SELECT SUM(amount) FROM payroll_payment")) == POT.minor
    assert "pagado" in said(ana.get(f"{PAY}/"))


@pytest.fixture
def assembled(app: Flask) -> Cast:
    """The cast of a co-op founded by its assembly, so that motions can be moved."""
    with app.app_context(), writing() as uow:
        cast = hall.found(uow)
    give_secrets(app, cast)
    return cast


def test_a_frozen_split_is_moved_from_its_own_page(app: Flask, assembled: Cast) -> None:
    with app.app_context(), writing() as uow:
        period_id = prepared(uow, assembled)
    ana = signed_in(Browser(app.test_client()), assembled, "ana")
    answer = ana.post(f"{PAY}/{period_id}/proponer", head=100, follow=True)
    (link,) = re.findall(r'href="(/asamblea/mociones/nueva/payroll\.split[^"]*)"', said(answer))
    form = said(ana.get(link))
    (chosen,) = re.findall(r'<option selected[^>]*value="([0-9a-f]{64})"', form)
    assert ana.post(link, split=chosen).status_code == 303
    with looking(app) as uow:
        assert [m.subject for m in assembly.motions(uow)] == [chosen]
    page, motion = said(ana.get(f"{PAY}/repartos/1")), said(ana.get("/asamblea/mociones/1"))
    assert "/asamblea/mociones/nueva" not in page
    assert 'href="/asamblea/mociones/1"' in page
    assert f'href="{PAY}/repartos/1"' in motion
    for shown in (page, motion, said(ana.get(f"{PAY}/repartos/1/cuenta"))):
        assert fingerprint(chosen) in shown
        assert not re.search("[0-9a-f]{64}", shown)


def test_the_proposed_rule_stays_in_the_comparison_whatever_else_is_tried(
    app: Flask, ana: Browser, october: int
) -> None:
    def heads(query: str) -> list[str]:
        chart = said(ana.get(f"{PAY}/{october}{query}")).partition("<svg viewBox")[2]
        return re.findall(r">(\d+) % por persona<", chart)

    assert heads("") == ["100", "50", "0"]
    assert heads("?cabeza=30") == ["100", "30", "0"]
    with app.app_context(), writing() as uow:
        usecases.freeze(uow, october, rules.mixed(60))
    assert heads("") == ["100", "60", "0"]
    assert heads("?cabeza=30") == ["100", "60", "30", "0"]
    assert heads("?cabeza=70") == ["100", "70", "60", "0"]


def test_issuing_and_taking_out_ask_first_and_say_what_follows(
    app: Flask, cast: Cast, ana: Browser, october: int
) -> None:
    warning = "Hay un reparto propuesto"
    assert ana.get(f"{PAY}/{october}/emitir").status_code == 409, "nothing is voted"
    assert warning not in said(ana.get(f"{PAY}/fondo/1/quitar"))
    with app.app_context(), writing() as uow:
        split_id = usecases.freeze(uow, october, rules.mixed(50))
    assert warning in said(ana.get(f"{PAY}/{october}/fondo"))
    asked = said(ana.get(f"{PAY}/fondo/1/quitar"))
    assert warning in asked
    assert "Extracto del banco" in asked
    with app.app_context(), writing() as uow:
        assert len(queries.pot_lines(uow, october)) == 2, "asking takes nothing out"
        subject = queries.get_split(uow, split_id).subject
        usecases.award(uow, proof(uow, number="2026-004", kind=usecases.SPLIT, subject=subject))
    asked = said(ana.get(f"{PAY}/{october}/emitir"))
    assert "<dd>7</dd>" in asked
    assert amount(POT) in asked
    assert "2026-004" in asked
    with looking(app) as uow:
        assert queries.get_period(uow, october).state == "voted"


def test_a_payslip_stands_among_one_s_own_or_those_of_its_month(ana: Browser, paid_out: int) -> None:
    for slip, own in ((1, True), (2, False)):
        (trail,) = re.findall(r'<nav class="trail".*?</nav>', said(ana.get(f"{PAY}/recibos/{slip}")), re.S)
        assert ("Mis recibos" in trail) == own
        assert (f'href="{PAY}/{paid_out}"' in trail) != own


def test_a_reversal_is_moved_from_the_payslip_and_done_by_nobody_s_button(
    app: Flask, assembled: Cast
) -> None:
    with app.app_context(), writing() as uow:
        issued(uow, assembled)
    ana = signed_in(Browser(app.test_client()), assembled, "ana")
    page = said(ana.get(f"{PAY}/recibos/7"))
    (link,) = re.findall(r'href="(/asamblea/mociones/nueva/payroll\.reversal[^"]*)"', page)
    assert 'value="7"' in said(ana.get(link))
    answer = ana.post(link, slip=7, reason="no trabajó en octubre")
    assert answer.status_code == 303
    told = said(ana.get(answer.headers["Location"]))
    assert "Juan Juárez" in told
    assert amount(EQUAL_PART) not in told
    with looking(app) as uow:
        assert len(queries.slips_of_period(uow, 1)) == 7, "nothing is reversed before the vote"
    for slip, reason in (("", "x"), ("99", "x"), ("7", "  "), ("7", "x" * 201), ("-1", "x"), ("9" * 30, "x")):
        assert ana.post(link, slip=slip, reason=reason).status_code == 422, (slip, reason)
    bruno = signed_in(ana, assembled, "bruno")
    assert bruno.get(link).status_code == 403
    assert bruno.post(f"{PAY}/recibos/7/revertir", at=f"{PAY}/", reason="x").status_code == 404


def test_sending_a_form_twice_does_it_once(app: Flask, cast: Cast, ana: Browser, october: int) -> None:
    page = f"{PAY}/{october}/fondo"
    hidden = ana.hidden(page)
    data = {**hidden, "kind": "cash", "day": "2026-10-31", "text": "Una sola vez", "amount": "1,50"}
    first, second = (ana.client.post(page, data=data) for _n in range(2))
    assert first.status_code == second.status_code == 303
    with app.app_context(), writing() as uow:
        assert [line.text for line in queries.pot_lines(uow, october)].count("Una sola vez") == 1
        usecases.freeze(uow, october, rules.mixed(50))
        subject = queries.splits_of(uow, october)[0].subject
        usecases.award(uow, proof(uow, number="2026-004", kind=usecases.SPLIT, subject=subject))
    data = ana.hidden(f"{PAY}/{october}/emitir")
    for _n in range(2):
        assert ana.client.post(f"{PAY}/{october}/emitir", data=data).status_code == 303
    data["request_id"] = "otra-" + "x" * 20
    assert ana.client.post(f"{PAY}/{october}/emitir", data=data).status_code == 409
    with looking(app) as uow:
        assert len(queries.slips_of_period(uow, october)) == 7


# ---- who sees what


def test_a_member_sees_her_own_line_and_the_totals_only(
    app: Flask, cast: Cast, bruno: Browser, paid_out: int
) -> None:
    with looking(app) as uow:
        (own,) = queries.slips_of_member(uow, cast.bruno)
        amounts = {s.member_id: s.amount for s in queries.slips_of_period(uow, paid_out)}
    others = [name for name in NAMES if name != "Bruno Benítez"]
    pages = [
        f"{PAY}/",
        f"{PAY}/{paid_out}",
        f"{PAY}/repartos/1",
        f"{PAY}/repartos/1?format=csv-plain",
        f"{PAY}/mis-recibos",
        f"{PAY}/recibos/{own.id}",
    ]
    for url in pages:
        answer = bruno.get(url)
        assert answer.status_code == 200, url
        page = re.sub(r"<header.*?</header>", "", said(answer), flags=re.S)
        assert not [name for name in others if name in page], url
    assert amount(own.amount) in said(bruno.get(pages[-1]))
    assert amount(POT) in said(bruno.get(f"{PAY}/{paid_out}"))
    middling = amounts[cast.gabi]
    assert middling not in (min(amounts.values()), max(amounts.values()), own.amount)
    assert not [url for url in pages if amount(middling) in said(bruno.get(url))]


def test_what_is_for_officers_is_refused_to_a_member(app: Flask, bruno: Browser, paid_out: int) -> None:
    closed = ["nuevo", f"{paid_out}/fondo", f"{paid_out}/proponer", f"{paid_out}/pagar", "titulo"]
    closed += [f"{paid_out}/recibos", f"{paid_out}/recibos?format=csv", "repartos/1/cuenta", "recibos/1"]
    before = contents(app)
    for url in closed:
        assert bruno.get(f"{PAY}/{url}").status_code == 403, url
        assert bruno.post(f"{PAY}/{url}", at=f"{PAY}/mis-recibos").status_code in (403, 405), url
    for button in (f"{paid_out}/emitir", "fondo/1/quitar"):
        assert bruno.post(f"{PAY}/{button}", at=f"{PAY}/mis-recibos").status_code == 403
    assert contents(app) == before


@pytest.mark.parametrize(
    "url",
    [
        "1/recibos",
        "1/recibos?format=csv",
        "1/recibos?q=benitez",
        "repartos/1",
        "repartos/1/cuenta",
        "repartos/1/cuenta?format=xlsx",
    ],
)
def test_every_reading_of_others_lines_is_shown_to_each_of_them(
    app: Flask, cast: Cast, ana: Browser, paid_out: int, url: str
) -> None:
    answer = ana.get(f"{PAY}/{url}")
    assert answer.status_code == 200
    answer.close()
    with looking(app) as uow:
        for key, *_rest in WHO:
            seen = [r.reader for r in people.readings_of(uow, getattr(cast, key))]
            assert seen == ([] if key == "ana" else ["Ana Acosta"]), key
    signed_in(ana, cast, "bruno")
    assert "Ana Acosta" in said(ana.get("/personas/mis-datos"))


def test_a_member_s_own_pages_are_read_without_a_note(
    app: Flask, cast: Cast, bruno: Browser, paid_out: int
) -> None:
    for url in ("repartos/1", "mis-recibos", "recibos/2", str(paid_out)):
        assert bruno.get(f"{PAY}/{url}").status_code == 200
    with looking(app) as uow:
        assert not [r for key, *_ in WHO for r in people.readings_of(uow, getattr(cast, key))]
        assert documents.readings_of(uow, cast.bruno) == ()


def test_the_treasurer_opens_somebody_s_payslip_and_is_seen(
    app: Flask, cast: Cast, ana: Browser, paid_out: int
) -> None:
    assert "Bruno Benítez" in said(ana.get(f"{PAY}/recibos/2"))
    with looking(app) as uow:
        assert [r.reader for r in documents.readings_of(uow, cast.bruno)] == ["Ana Acosta"]


def test_at_the_shared_terminal_not_even_the_treasurer_sees_a_name(
    app: Flask, cast: Cast, paid_out: int
) -> None:
    give_secrets(app, cast)
    with app.app_context(), writing(cast.actor("elsa")) as uow:
        token = access.enrol_device(uow, name="Portón", confirmed_by=cast.ana)
    terminal = Browser(app.test_client())
    terminal.client.set_cookie(guard.DEVICE_COOKIE, token)
    assert terminal.post(f"/quien/{cast.numbers['ana']}", pin=PIN).status_code == 303
    for url in ("", f"{paid_out}", "repartos/1", "mis-recibos", "recibos/1"):
        answer = terminal.get(f"{PAY}/{url}")
        assert answer.status_code == 200, url
        assert not [name for name in NAMES[1:] if name in said(answer)], url
    for url in (f"{paid_out}/recibos", "repartos/1/cuenta", "recibos/2", "nuevo", f"{paid_out}/pagar"):
        assert terminal.get(f"{PAY}/{url}").status_code == 403, url
    with looking(app) as uow:
        assert people.readings_of(uow, cast.bruno) == ()


def test_every_page_speaks_every_language(cast: Cast, ana: Browser, paid_out: int) -> None:
    urls = ["", "nuevo", "1", "1/fondo", "1/proponer", "1/recibos", "1/pagar", "mis-recibos", "recibos/1"]
    for language in LANGUAGES:
        with ana.client.session_transaction() as session:
            session["language"] = language
        for url in [*urls, "repartos/1", "repartos/1/cuenta", "titulo"]:
            answer = ana.get(f"{PAY}/{url}")
            assert answer.status_code == 200, url
            assert "%(" not in said(answer), url


# ---- wrong input


def contents(app: Flask) -> dict[str, list[tuple[object, ...]]]:
    """Every row of pay, of the books and of the record book."""
    with looking(app) as uow:
        return {
            table.name: sorted(map(tuple, uow.session.execute(table.select())), key=str)
            for table in Base.metadata.sorted_tables
            if table.name.startswith(("payroll_", "books_", "records_", "documents_paper"))
        }


LINE = {"kind": "cash", "day": "2026-10-31", "text": "Banco", "amount": "100"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "", "day": "", "text": "", "amount": ""},
        {"amount": "0"},
        {"amount": "-5"},
        {"amount": "   "},
        {"amount": "mucho"},
        {"amount": "1e9"},
        {"amount": "9" * 20},
        {"amount": "9" * 5000},
        {"amount": "99.999.999.999.999,99"},
        {"amount": "1,234"},
        {"kind": "regalo"},
        {"day": "9999-12-31"},
        {"day": "0001-01-01"},
        {"day": "2026-02-30"},
        {"day": "ayer"},
        {"text": "   "},
        {"text": "x" * 201},
    ],
    ids=str,
)
def test_a_wrong_line_of_the_pot_is_refused_and_leaves_nothing(
    app: Flask, ana: Browser, october: int, wrong: dict[str, str]
) -> None:
    before = contents(app)
    answer = ana.post(f"{PAY}/{october}/fondo", **{**LINE, **wrong})
    assert answer.status_code == 422
    assert 'role="alert"' in said(answer)
    assert contents(app) == before
    assert ana.get(f"{PAY}/{october}").status_code == 200


@pytest.mark.parametrize(
    ("url", "fields", "status"),
    [
        ("nuevo", {"year": "", "month": ""}, 422),
        ("nuevo", {"year": "2026", "month": "13"}, 422),
        ("nuevo", {"year": "99999", "month": "1"}, 422),
        ("nuevo", {"year": "2026", "month": "10"}, 409),
        ("1/proponer", {"head": ""}, 422),
        ("1/proponer", {"head": "101"}, 422),
        ("1/proponer", {"head": "cincuenta"}, 422),
        ("1/pagar", {"day": "2026-11-03", "way": "bank"}, 409),
        ("1/pagar", {"day": "9999-12-31", "way": "bank"}, 422),
        ("1/pagar", {"day": "2026-11-03", "way": "bitcoin"}, 422),
        ("titulo", {"title": ""}, 422),
        ("titulo", {"title": "Recibo de sueldo"}, 422),
        ("titulo", {"title": "x" * 61}, 422),
    ],
    ids=str,
)
def test_other_wrong_input_is_refused_and_leaves_nothing(
    app: Flask, ana: Browser, october: int, url: str, fields: dict[str, str], status: int
) -> None:
    before = contents(app)
    answer = ana.post(f"{PAY}/{url}", **fields)
    assert answer.status_code == status, said(answer)
    assert contents(app) == before


def test_paying_on_a_day_that_cannot_be_is_refused(app: Flask, ana: Browser, paid_out: int) -> None:
    for day in ("2026-11-02", "2026-11-04", "", "x"):
        assert ana.post(f"{PAY}/{paid_out}/pagar", day=day, way="cash").status_code == 422
    assert ana.post(f"{PAY}/{paid_out}/pagar", day="2026-11-03", way="cash").status_code == 303
    assert ana.post(f"{PAY}/{paid_out}/pagar", day="2026-11-03", way="cash").status_code == 409


def test_what_was_voted_is_not_changed_from_any_page(app: Flask, cast: Cast, ana: Browser) -> None:
    with app.app_context(), writing() as uow:
        period_id = voted(uow, cast)
    before = contents(app)
    assert ana.post(f"{PAY}/{period_id}/fondo", **LINE).status_code == 409
    assert ana.post(f"{PAY}/fondo/1/quitar", at=f"{PAY}/{period_id}").status_code == 409
    assert ana.post(f"{PAY}/{period_id}/proponer", head=100).status_code == 409
    assert contents(app) == before


@pytest.mark.parametrize(
    "url",
    [
        "99",
        "99/fondo",
        "99/recibos",
        "99/pagar",
        "repartos/99",
        "repartos/99/cuenta",
        "recibos/99",
        f"{10**30}",
    ],
)
def test_what_is_not_there_is_not_found(ana: Browser, october: int, url: str) -> None:
    assert ana.get(f"{PAY}/{url}").status_code == 404


@pytest.mark.parametrize("cabeza", ["-5", "1000000000000000000000000000", "x", "", "%00"])
def test_any_percentage_in_the_address_is_answered(ana: Browser, october: int, cabeza: str) -> None:
    assert ana.get(f"{PAY}/{october}?cabeza={cabeza}").status_code in (200, 400)
