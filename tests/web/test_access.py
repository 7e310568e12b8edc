"""Every route asks for a permission; nobody reaches what she may not."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, Rule

from coop.assembly.registry import kinds
from coop.web import guard
from coop.web.module import ACCESS, Module
from coop.web.permissions import MEMBER, OFFICES, PERMISSIONS, PUBLIC, TERMINAL
from tests.cast import WHO, Browser, Cast

ROLES = {key: office for key, _given, _family, office in WHO if key != "juan"}


def rules(app: Flask) -> list[Rule]:
    return [r for r in app.url_map.iter_rules() if r.endpoint not in guard.OPEN_ENDPOINTS]


def address(rule: Rule) -> str:
    """The rule's address with a key that does not exist in every place."""
    values = {
        name: next(iter(converter.items)) if isinstance(converter, AnyConverter) else 987_654
        for name, converter in rule._converters.items()
    }
    _domain, url = rule.build(values, append_unknown=False) or ("", "")
    return url or str(rule.rule)


def test_every_route_names_a_permission_that_stands_on_the_page(app: Flask) -> None:
    for rule in rules(app):
        assert getattr(app.view_functions[rule.endpoint], ACCESS, None) in PERMISSIONS, rule


def test_every_permission_is_asked_for_somewhere_or_by_a_motion(app: Flask) -> None:
    asked = {getattr(app.view_functions[r.endpoint], ACCESS) for r in rules(app)}
    moved = {kind.permission for kind in kinds()}
    assert set(PERMISSIONS) - asked - moved - GIVEN_ELSEWHERE == set()


GIVEN_ELSEWHERE = {"documents:personal:read", "payroll:payslip:read"}
"""Permissions that no route asks for because a view asks for them inside."""


def test_every_permission_has_a_form_and_holders() -> None:
    for code, permission in PERMISSIONS.items():
        assert code.count(":") == 2, code
        assert permission.who <= {PUBLIC, TERMINAL, MEMBER, *OFFICES}, code
        assert permission.who, code
        assert permission.meaning.endswith("."), code


def test_a_page_without_permission_cannot_be_written() -> None:
    module = Module("test", __name__)
    with pytest.raises(TypeError):
        module.route("/x")
    with pytest.raises(KeyError):
        module.page("/x", access="test:thing:missing")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_matrix_of_routes_and_roles(app: Flask, browser: Browser, cast: Cast) -> None:
    """Every POST carries what our own form would carry, so that only the guard can refuse it."""
    cells = 0
    for role in ("", *ROLES):
        person = Browser(app.test_client())
        offices: set[str] = set()
        if role:
            assert person.sign_in(cast.numbers[role]).status_code == 303
            offices = {MEMBER} | ({str(ROLES[role])} if ROLES[role] else set())
        token = person.hidden("/entrar")["csrf_token"]
        for rule in rules(app):
            if rule.endpoint in ENDING:
                continue
            holders = PERMISSIONS[getattr(app.view_functions[rule.endpoint], ACCESS)].who
            may = bool(holders & (offices | {PUBLIC}))
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                cells += 1
                form = (
                    {"csrf_token": token, "request_id": f"matrix-{cells:020}"} if method == "POST" else None
                )
                answer = person.client.open(address(rule), method=method, data=form)
                seen = f"{method} {rule} as {role or 'nobody'}: {answer.status_code}"
                assert answer.status_code < 500, seen
                if may:
                    assert answer.status_code not in (400, 401), seen
                    if answer.status_code == 403:
                        assert rule.arguments, seen
                elif role:
                    assert answer.status_code == 403, seen
                elif method == "GET":
                    location = answer.headers.get("Location", "")
                    assert answer.status_code == 302 and location.startswith("/entrar"), seen
                else:
                    assert answer.status_code == 401, seen
                answer.close()
    print(f"{cells} cells of routes x roles")


ENDING = {"web.sign_out", "terminal.sign_out"}
"""Pages that end the session of the walk."""
