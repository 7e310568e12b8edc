"""The pages, walked by the cast, also with bad input."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from coop.kernel.clock import FrozenClock
from coop.rota import queries, usecases
from coop.store import reading, writing
from coop.web import jobs
from tests.cast import Browser, Cast
from tests.rota.test_usecases import MONDAY, WEEK, Workshop

HOME = "/cronograma/"
READABLE = (
    HOME,
    "/cronograma/?desde=2026-11-09&sector=1&q=ana",
    "/cronograma/?desde=never&sector=x",
    "/cronograma/?format=csv",
    "/cronograma/mis-turnos",
    "/cronograma/planes",
    "/cronograma/planes/nuevo/necesidades",
    "/cronograma/turnos",
    "/cronograma/turnos/1",
    "/cronograma/puestos",
    "/cronograma/puestos/1",
    "/cronograma/quien-trabaja-que",
    "/cronograma/reglas",
)
FOR_COORDINATOR = (
    "/cronograma/planes/nuevo",
    "/cronograma/turnos/nuevo",
    "/cronograma/puestos/nuevo",
    "/cronograma/quien-trabaja-que/1",
    "/cronograma/asistencia",
    "/cronograma/asistencia?desde=2026-13-01&hasta=0",
    "/cronograma/horas",
    "/cronograma/horas/2026-11-01/2026-11-30",
    "/cronograma/horas/confirmar",
    "/cronograma/horas/confirmar/2026-11-02/2026-11-02",
    "/cronograma/horas/corregir/1/2026-11-02",
)


@pytest.fixture
def shop(app: Flask, cast: Cast) -> Cast:
    """The workshop of the use cases, committed."""
    with app.app_context(), writing() as uow:
        Workshop(uow, cast)
    return cast


@pytest.fixture
def elsa(browser: Browser, shop: Cast) -> Browser:
    """The coordinator, signed in."""
    browser.sign_in(shop.numbers["elsa"])
    return browser


@pytest.fixture
def bruno(browser: Browser, shop: Cast) -> Browser:
    """A member without office."""
    browser.sign_in(shop.numbers["bruno"])
    return browser


def text(answer: TestResponse) -> str:
    return answer.get_data(as_text=True)


def planned(app: Flask, cast: Cast, *, publish: bool = False) -> int:
    """A worked-out plan of the week from MONDAY on."""
    with app.app_context(), writing(cast.actor("elsa")) as uow:
        plan_id = usecases.draft_plan(uow, WEEK)
        plan = queries.solver_input(uow, plan_id)
        made = usecases.make_rota(plan, seconds=1, workers=1, watch=lambda _r: True)
        usecases.store_solution(uow, plan_id, made.duties, result=made.result)
        if publish:
            usecases.publish_plan(uow, plan_id)
    return plan_id


def test_every_member_reads_the_rota_and_its_rules(bruno: Browser) -> None:
    for url in READABLE:
        assert bruno.get(url).status_code == 200, url
    for url in FOR_COORDINATOR:
        assert bruno.get(url).status_code == 403, url


def test_the_coordinator_opens_every_page(elsa: Browser) -> None:
    for url in (*READABLE, *FOR_COORDINATOR):
        assert elsa.get(url).status_code == 200, url


def test_the_rules_page_names_value_source_and_decision(bruno: Browser) -> None:
    html = text(bruno.get("/cronograma/reglas"))
    assert "12:00" in html and "Ley 20.744 art. 197" in html and "Ley 11.544 art. 1" in html
    lines = text(bruno.get("/cronograma/reglas?format=csv")).splitlines()
    unsaid = [line for line in lines[1:] if "no se rompe nunca" not in line]
    assert len(unsaid) == 4, (
        "notice only warns; swaps, their review and the tolerance say how, not how strictly"
    )


def test_a_shift_that_ends_before_it_begins_ends_on_the_next_day(app: Flask, elsa: Browser) -> None:
    fields = {"code": "V", "name": "Vela", "start": "22:00", "end": "05:00"}
    assert elsa.post("/cronograma/turnos/nuevo", **fields).status_code == 303
    with app.app_context(), reading() as uow:
        kind = next(k for k in queries.kinds(uow) if k.code == "V")
    assert (kind.shift.start, kind.shift.end) == (1320, 1740)


WRONG_KINDS: tuple[dict[str, object], ...] = (
    {},
    {"code": "M", "name": "Otra", "start": "06:00", "end": "14:00"},
    {"code": "MMMM", "name": "Otra", "start": "06:00", "end": "14:00"},
    {"code": "<b>", "name": "Otra", "start": "06:00", "end": "14:00"},
    {"code": "X", "name": "x" * 41, "start": "06:00", "end": "14:00"},
    {"code": "X", "name": "Otra", "start": "25:00", "end": "14:00"},
    {"code": "X\0", "name": "\0", "start": "06:00", "end": "14:00"},
)
WRONG_POSTS: tuple[dict[str, object], ...] = (
    {},
    {"name": "Sereno", "kind": "99", "people_needed": "1", "since": "2026-11-03", "weekdays": ["0"]},
    {"name": "Sereno", "kind": "1", "people_needed": "0", "since": "2026-11-03", "weekdays": ["0"]},
    {"name": "Sereno", "kind": "1", "people_needed": "1", "since": "ayer", "weekdays": ["0"]},
    {"name": "Sereno", "kind": "1", "people_needed": "1", "since": "9999-12-31", "weekdays": ["0"]},
    {"name": "Sereno", "kind": "1", "people_needed": "1", "since": "2026-11-03", "weekdays": ["7"]},
)
WRONG_PLANS: tuple[dict[str, object], ...] = (
    {"start": "", "weeks": "1", "effort": "20"},
    {"start": "2026-11-03", "weeks": "1", "effort": "20"},  # today has begun
    {"start": "2026-11-09", "weeks": "14", "effort": "20"},
    {"start": "2026-11-09", "weeks": "x", "effort": "20"},
    {"start": "9999-12-31", "weeks": "1", "effort": "20"},
    {"start": "2026-11-09", "weeks": "1", "effort": "9999"},
)


def test_wrong_input_is_answered_with_a_sentence_and_changes_nothing(app: Flask, elsa: Browser) -> None:
    for url, wrong in (
        ("/cronograma/turnos/nuevo", WRONG_KINDS),
        ("/cronograma/puestos/nuevo", WRONG_POSTS),
        ("/cronograma/planes/nuevo", WRONG_PLANS),
    ):
        for fields in wrong:
            answer = elsa.post(url, **fields)
            assert answer.status_code == 422, (url, fields)
            assert 'class="problems"' in text(answer), (url, fields)
    with app.app_context(), reading() as uow:
        assert (len(queries.kinds(uow)), len(queries.posts(uow)), len(queries.plans(uow))) == (3, 2, 0)


def test_from_the_needs_to_the_published_rota(app: Flask, elsa: Browser, shop: Cast) -> None:
    answer = elsa.post("/cronograma/planes/nuevo", start="2026-11-09", weeks="1", effort="20")
    assert answer.status_code == 303
    assert "/trabajos/" in answer.location and "next=" in answer.location
    plan = "/cronograma/planes/1"
    assert "Ver cuánto falta" in text(elsa.get(plan)) or "See how far it is" in text(elsa.get(plan))
    assert elsa.post(f"{plan}/publicar", at=HOME).status_code == 409  # still being worked out
    with app.app_context():
        jobs.run_queued(app)
    assert elsa.get(plan).status_code == 200
    assert "/publicar" in text(elsa.get(plan))
    asked = text(elsa.get(f"{plan}/publicar"))
    assert "Turnos sin cubrir" in asked or "Shifts not covered" in asked
    published = elsa.post(f"{plan}/publicar")
    assert published.status_code == 303 and published.location.endswith(f"next={plan}")
    assert elsa.post(f"{plan}/publicar").status_code == 409
    with app.app_context():
        jobs.run_queued(app)  # the print for the wall
    assert "/papeles/" in text(elsa.get(plan))
    assert elsa.post(f"{plan}/descartar", at=plan).status_code == 409
    week = text(elsa.get("/cronograma/?desde=2026-11-09"))
    assert week.count(">N<") == 7 and week.count(">M<") == 5
    assert text(elsa.get("/cronograma/?desde=2026-11-09&format=csv")).count(";N") == 7


def test_a_rota_that_could_not_be_made_says_so(
    app: Flask, elsa: Browser, shop: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_more: object) -> None:
        raise OSError("no memory")

    monkeypatch.setattr(usecases, "make_rota", fail)
    elsa.post("/cronograma/planes/nuevo", start="2026-11-09", weeks="1", effort="20")
    with app.app_context():
        jobs.run_queued(app)
    page = text(elsa.get("/cronograma/planes/1"))
    assert "No se pudo armar el cronograma" in page and "no en el libro de registro" in page
    assert "/resolver/20" in page and "/publicar" not in page
    work = text(elsa.get("/trabajos/1?next=/cronograma/planes/1"))
    assert 'class="trail"' in work and 'aria-current="page">Cronograma' in work


def test_needs_are_shown_for_the_weeks_that_are_asked_for(elsa: Browser) -> None:
    one, two = (
        text(elsa.get(f"/cronograma/planes/nuevo/necesidades?desde=2026-11-09&semanas={n}")) for n in (1, 2)
    )
    assert "15/11/2026" in one and "22/11/2026" in two
    assert "desde=2026-11-09&amp;semanas=2" in two
    form = text(elsa.get("/cronograma/planes/nuevo?desde=2026-11-16&semanas=2"))
    assert 'value="2026-11-16"' in form and 'value="2"' in form


def test_one_s_clocked_hours_stand_beside_the_confirmed_ones(
    app: Flask, bruno: Browser, shop: Cast, clock: FrozenClock
) -> None:
    with app.app_context(), writing() as uow:
        clock.set(datetime(2026, 11, 9, 9, 0, tzinfo=UTC))
        usecases.clock_in(uow, shop.bruno)
        clock.set(datetime(2026, 11, 9, 13, 30, tzinfo=UTC))
        usecases.clock_out(uow, shop.bruno)
    bruno.sign_in(shop.numbers["bruno"])
    page = text(bruno.get("/cronograma/mis-turnos"))
    assert "4:30" in page and "lun 09/11/2026" in page and "todavía no" in page
    assert "4:30" not in text(bruno.get("/cronograma/mis-turnos?mes=2026-10-01"))


def test_a_day_is_changed_by_hand_and_the_rest_says_why_not(app: Flask, elsa: Browser, shop: Cast) -> None:
    plan_id = planned(app, shop)
    table = text(elsa.get(f"/cronograma/planes/{plan_id}/tabla"))
    assert f"/cronograma/planes/{plan_id}/miembro/{shop.hugo}/2026-11-09" in table
    url = f"/cronograma/planes/{plan_id}/miembro/{shop.hugo}/2026-11-09"
    page = text(elsa.get(url))
    assert "Horno 1" in page  # among what is not possible: he lacks the skill
    assert elsa.post(url, shift="0").status_code == 422  # not among the choices
    assert elsa.post(url, shift="free").status_code == 303
    assert elsa.get(f"/cronograma/planes/{plan_id}/miembro/{shop.hugo}/2026-13-45").status_code == 404
    assert elsa.get(f"/cronograma/planes/{plan_id}/miembro/99/2026-11-09").status_code == 404
    answer = elsa.post(f"/cronograma/planes/{plan_id}/miembro/{shop.hugo}/2027-01-01", shift="free")
    assert answer.status_code == 422


def test_a_gap_says_why_and_is_filled_by_a_press(app: Flask, elsa: Browser, shop: Cast) -> None:
    plan_id = planned(app, shop)
    with app.app_context(), writing(shop.actor("elsa")) as uow:
        duty = next(d for d in queries.plan_duties(uow, plan_id) if d.kind == "M")
        usecases.set_duty(uow, plan_id, duty.member_id, duty.day, kind=None)
        number = next(
            i
            for i, n in enumerate(queries.plan_needs(uow, plan_id))
            if (n.day, n.kind, n.place) == (duty.day, duty.kind, duty.place)
        )
    gaps = f"/cronograma/planes/{plan_id}/faltantes"
    assert f"{gaps}/{number}" in text(elsa.get(gaps))
    assert elsa.get(f"{gaps}/{number}").status_code == 200
    assert elsa.get(f"{gaps}/999").status_code == 422
    assert elsa.post(f"{gaps}/{number}/poner/{shop.hugo}", at=f"{gaps}/{number}").status_code == 409
    answer = elsa.post(f"{gaps}/{number}/poner/{duty.member_id}", at=f"{gaps}/{number}")
    assert answer.status_code == 303
    with app.app_context(), reading() as uow:
        assert queries.verdict(uow, plan_id).missing == 0
    assert elsa.get(f"/cronograma/planes/{plan_id}/infracciones").status_code == 200


def test_a_member_finds_her_own_shifts(app: Flask, bruno: Browser, shop: Cast) -> None:
    planned(app, shop, publish=True)
    with app.app_context(), reading() as uow:
        own = queries.my_shifts(uow, shop.bruno, WEEK)
    html = text(bruno.get("/cronograma/mis-turnos"))
    assert html.count('role="row"') - 1 == len(own) > 0
    plan = "/cronograma/planes/1"
    assert bruno.get(plan).status_code == 200
    assert bruno.post(f"{plan}/copiar", at=plan).status_code == 403


def test_a_published_rota_is_changed_in_a_new_version(app: Flask, elsa: Browser, shop: Cast) -> None:
    plan_id = planned(app, shop, publish=True)
    url = f"/cronograma/planes/{plan_id}"
    answer = elsa.post(f"{url}/copiar", at=url)
    assert answer.status_code == 303 and answer.location.endswith(f"/planes/{plan_id + 1}")
    assert elsa.post(f"/cronograma/planes/{plan_id + 1}/descartar", at=answer.location).status_code == 303
    assert elsa.get(f"/cronograma/planes/{plan_id + 1}").status_code == 404


def test_hours_are_confirmed_once_and_corrected_with_a_reason(
    app: Flask, elsa: Browser, shop: Cast, clock: FrozenClock
) -> None:
    planned(app, shop, publish=True)
    clock.set(datetime(2026, 11, 17, 12, 0, tzinfo=UTC))
    elsa.sign_in(shop.numbers["elsa"])
    answer = elsa.post("/cronograma/horas/confirmar", start="2026-11-09", last="2026-11-15")
    assert answer.status_code == 303
    url = "/cronograma/horas/confirmar/2026-11-09/2026-11-15"
    assert answer.location.endswith(url)
    page = text(elsa.get(url))
    names = re.findall(r'name="hours_([0-9_]+)"', page)
    assert len(names) == 12  # nobody clocked in: every shift is asked about
    values = {f"hours_{name}": "0" for name in names}
    first_hours, reason = f"hours_{names[0]}", f"reason_{names[0]}"
    for wrong in ("soon", "24:01", "", "  ", "8:00"):  # the last one has no reason
        assert elsa.post(url, **{**values, first_hours: wrong}).status_code == 422, wrong
    assert elsa.post(url, **{**values, first_hours: "8:00", reason: "x" * 501}).status_code == 422
    values |= {first_hours: "8:00", reason: "Olvidó la credencial"}
    assert elsa.post(url, **values).status_code == 303
    assert elsa.post(url, **values).status_code == 409
    with app.app_context(), reading() as uow:
        assert queries.hours_confirmed(uow, WEEK)
        first = queries.worked(uow, WEEK)[0]
        assert sum(queries.confirmed_minutes(uow, WEEK).values()) == 480
    fix = f"/cronograma/horas/corregir/{first.member_id}/{first.day}"
    assert elsa.post(fix, hours="25:00", reason="?").status_code == 422
    for reason in ("", "   ", "x" * 501, "x" * 3_000_000):
        assert elsa.post(fix, hours="7:30", reason=reason).status_code in (413, 422)
    assert elsa.post(fix, hours="  ", reason="Se fue antes").status_code == 422
    assert elsa.post(fix, hours="7:30", reason="Se fue antes").status_code == 303
    list_ = text(elsa.get("/cronograma/horas/2026-11-09/2026-11-15"))
    assert "Se fue antes" in list_


def test_what_was_typed_for_one_is_not_read_as_another_s(
    app: Flask, elsa: Browser, shop: Cast, clock: FrozenClock
) -> None:
    planned(app, shop, publish=True)
    clock.set(datetime(2026, 11, 17, 12, 0, tzinfo=UTC))
    elsa.sign_in(shop.numbers["elsa"])
    url = "/cronograma/horas/confirmar/2026-11-09/2026-11-15"
    names = re.findall(r'name="hours_([0-9_]+)"', text(elsa.get(url)))
    values = {f"hours_{name}": "0" for name in names}
    values |= {f"hours_{names[0]}": "8:00", f"reason_{names[0]}": "Olvidó la credencial"}
    who, day = names[0].split("_")
    with app.app_context(), writing() as uow:  # meanwhile a tap arrives and puts another day in front
        early = next(m for m in (shop.ana, shop.bruno, shop.elsa) if f"{m}_20261109" not in names)
        clock.set(datetime(2026, 11, 9, 3, 1, tzinfo=UTC))
        usecases.clock_in(uow, early)
        clock.set(datetime(2026, 11, 17, 12, 0, tzinfo=UTC))

    assert elsa.post(url, **values).status_code == 422  # the new day is asked about
    assert elsa.post(url, **values, **{f"hours_{early}_20261109": "0"}).status_code == 303

    with app.app_context(), reading() as uow:
        found = queries.find_worked(uow, int(who), date.fromisoformat(day))
    assert found is not None and found.minutes == 480


def test_an_absurd_day_in_the_address_is_answered(elsa: Browser) -> None:
    for day in ("0001-01-01", "9999-12-31", "9999-12-01", "2200-01-01"):
        for url in (f"/cronograma/?desde={day}", f"/cronograma/asistencia?desde={day}&hasta={day}"):
            assert elsa.get(url).status_code == 200, url
        for url in (
            f"/cronograma/horas/{day}/{day}",
            f"/cronograma/horas/confirmar/{day}/{day}",
            f"/cronograma/horas/corregir/1/{day}",
        ):
            assert elsa.get(url).status_code == 404, url


def test_impossible_periods_are_refused(elsa: Browser) -> None:
    for start, last, status in (
        ("2026-11-02", "2026-11-03", 409),  # today is not over
        ("2026-11-02", "2026-11-01", 422),
        ("2020-01-01", "2026-11-01", 422),
        ("today", "2026-11-01", 404),
    ):
        url = f"/cronograma/horas/confirmar/{start}/{last}"
        assert elsa.post(url, at=HOME).status_code == status, url


def test_the_same_press_twice_does_its_work_once(app: Flask, elsa: Browser, shop: Cast) -> None:
    key = "x" * 20
    for _ in range(2):
        answer = elsa.post(
            "/cronograma/turnos/nuevo", code="V", name="Vela", start="22:00", end="05:00", request_id=key
        )
        assert answer.status_code == 303
    with app.app_context(), reading() as uow:
        assert [k.code for k in queries.kinds(uow)].count("V") == 1


def test_ending_a_shift_or_a_post_keeps_what_was(elsa: Browser) -> None:
    assert elsa.post("/cronograma/puestos/1/terminar", at="/cronograma/puestos/1").status_code == 303
    assert elsa.post("/cronograma/turnos/1/pedidos/0", at="/cronograma/turnos/1").status_code == 303
    assert elsa.post("/cronograma/turnos/1/terminar", at="/cronograma/turnos/1").status_code == 303
    assert elsa.get("/cronograma/turnos/1").status_code == 200
    answer = elsa.post("/cronograma/quien-trabaja-que/1", kinds=["2"])
    assert answer.status_code == 303
    assert date(2026, 11, 9) == MONDAY and timedelta(days=7) == WEEK.end - WEEK.start
