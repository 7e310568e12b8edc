"""The visitor of `demo --check` sees what works and, more to the point, what does not."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.serving import make_server

from coop.operations.demonstration import look_around
from coop.operations.visit import Visitor
from tests.cast import PASSWORD, Browser, Cast

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def address(app: Flask, cast: Cast, browser: Browser) -> Iterator[str]:
    """The application of the test, really listening; everybody has her password."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_person_signs_in_and_every_page_of_the_menu_answers(address: str, cast: Cast) -> None:
    seen = dict(Visitor(address).sign_in(cast.numbers["elsa"], PASSWORD))
    assert len(seen) > 3, seen
    assert set(seen.values()) == {200}, seen


def test_a_wrong_password_is_seen(address: str, cast: Cast) -> None:
    ((place, status),) = Visitor(address).sign_in(cast.numbers["elsa"], "otra cosa")
    assert (place, status) == ("/entrar → /entrar", 401)


def test_files_that_a_page_needs_are_looked_at_too(address: str) -> None:
    seen = dict(Visitor(address).look())
    assert seen["/salud"] == 200
    assert any(path.endswith(".css") for path in seen)


def test_a_broken_page_fails_the_check(
    address: str, app: Flask, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    accounts = [{"name": "Elsa", "number": cast.numbers["elsa"], "pin": "", "password": PASSWORD}]
    before = look_around(address, accounts)
    assert before == []
    app.view_functions["web.health"] = lambda: "a page that declares no permission"
    assert look_around(address, accounts) == ["/salud (403)"]
    assert "  403  /salud" in capsys.readouterr().out


def test_nobody_listening_is_no_traceback(database_url: str) -> None:
    assert set(dict(Visitor("http://127.0.0.1:9").look()).values()) == {0}
