"""Shifts on the board and clocking at the terminal, on both engines."""

from __future__ import annotations

from datetime import timedelta

from flask import Flask

from coop.kernel.clock import FrozenClock
from coop.rota import queries as rota
from coop.store import reading, writing
from coop.terminal import queries
from tests.cast import Browser, Cast
from tests.terminal.month import publish_rota
from tests.terminal.test_views import enter, terminal, text

__all__ = ["terminal"]


def publish(app: Flask, cast: Cast, clock: FrozenClock) -> None:
    with app.app_context(), writing() as uow:
        publish_rota(uow, cast, clock)


def test_the_board_shows_who_works_today_with_short_names(
    app: Flask, terminal: Browser, cast: Cast, clock: FrozenClock
) -> None:
    publish(app, cast, clock)
    with app.app_context(), reading() as uow:
        board = queries.board(uow)
    assert [(s.name, s.begins, s.until, s.on) for s in board.shifts] == [
        ("Mañana", "06:00", "14:00", True),
        ("Tarde", "14:00", "22:00", False),
        ("Noche", "22:00", "05:00", False),
    ]
    assert board.shifts[0].names == ("Ana A.", "Bruno B.", "Elsa E.")
    page = text(terminal.get("/"))
    assert "Bruno B." in page
    assert "Benítez" not in page


def test_the_night_shift_of_yesterday_is_on_the_board_until_it_ends(
    app: Flask, terminal: Browser, cast: Cast, clock: FrozenClock
) -> None:
    publish(app, cast, clock)
    clock.move(-timedelta(hours=6))  # three in the morning
    with app.app_context(), reading() as uow:
        board = queries.board(uow)
        assert [s.name for s in board.shifts if s.on] == ["Noche"]
        assert [f.name for f in queries.crew(uow).on_shift] == ["Irma Ibáñez"]


def test_whoever_is_on_shift_stands_first_among_the_names(
    app: Flask, terminal: Browser, cast: Cast, clock: FrozenClock
) -> None:
    publish(app, cast, clock)
    with app.app_context(), reading() as uow:
        crew = queries.crew(uow)
    assert [f.name for f in crew.on_shift] == ["Ana Acosta", "Bruno Benítez", "Elsa Escobar"]
    assert "Bruno Benítez" not in [f.name for f in crew.others]


def test_clocking_in_and_out_is_one_press_each_and_said_back(
    app: Flask, terminal: Browser, cast: Cast, clock: FrozenClock
) -> None:
    publish(app, cast, clock)
    enter(terminal, cast.numbers["bruno"])
    page = text(terminal.get("/yo"))
    assert "Estás de turno hasta las 14:00: Mañana." in page
    assert "Registrar entrada" in page
    done = terminal.post("/yo/entrada", at="/yo", follow=True)
    assert "Entrada a las 09:00" in text(done)
    clock.move(timedelta(minutes=2, seconds=30))
    page = text(terminal.get("/yo"))
    assert "Registrar salida" in page
    assert "en el trabajo desde las 09:00" in page
    assert "Salida a las 09:02" in text(terminal.post("/yo/salida", at="/yo", follow=True))
    with app.app_context(), reading() as uow:
        state = rota.clocked(uow, cast.bruno)
    assert state is not None
    assert (state.is_in, state.minutes) == (False, 2)


def test_two_taps_on_the_same_page_do_not_toggle(
    app: Flask, terminal: Browser, cast: Cast, clock: FrozenClock
) -> None:
    publish(app, cast, clock)
    enter(terminal, cast.numbers["bruno"])
    hidden = terminal.hidden("/yo")
    for _tap in range(2):
        terminal.client.post("/yo/entrada", data=hidden)
    clock.move(timedelta(seconds=20))
    hidden["request_id"] = "another-tap-of-the-glove"
    terminal.client.post("/yo/entrada", data=hidden)
    with app.app_context(), reading() as uow:
        state = rota.clocked(uow, cast.bruno)
    assert state is not None and state.is_in


def test_nobody_clocks_from_a_phone(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.numbers["bruno"])
    refused = browser.post("/yo/entrada", at="/")
    assert refused.status_code == 403
    assert "Andá a la del portón" in text(refused)


def test_any_other_word_than_in_or_out_is_no_page(terminal: Browser, cast: Cast) -> None:
    enter(terminal, cast.numbers["bruno"])
    assert terminal.post("/yo/siesta", at="/yo").status_code == 404
