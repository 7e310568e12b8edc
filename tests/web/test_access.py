"""Every route asks for a permission; nobody reaches what she may not."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.routing import AnyConverter, Rule

from coop.store import reading
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
    assert not set(PERMISSIONS) - asked - GIVEN_ELSEWHERE


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
    cells = 0
    for role in ("", *ROLES):
        person = Browser(app.test_client())
        offices: set[str] = set()
        if role:
            assert person.sign_in(cast.numbers[role]).status_code == 303
            offices = {MEMBER} | ({str(ROLES[role])} if ROLES[role] else set())
        for rule in rules(app):
            holders = PERMISSIONS[getattr(app.view_functions[rule.endpoint], ACCESS)].who
            may = bool(holders & (offices | {PUBLIC}))
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                if rule.endpoint in ("web.sign_out", "terminal.sign_out"):
                    continue
                answer = person.client.open(address(rule), method=method)
                cells += 1
                seen = f"{method} {rule} as {role or 'nobody'}: {answer.status_code}"
                assert answer.status_code < 500, seen
                if may:
                    assert answer.status_code != 401, seen
                    if answer.status_code == 403:
                        assert rule.arguments or method == "POST", seen
                elif role:
                    assert answer.status_code in ((400, 403) if method == "POST" else (403,)), seen
                elif method == "GET":
                    location = answer.headers.get("Location", "")
                    assert answer.status_code == 302 and location.startswith("/entrar"), seen
                else:
                    assert answer.status_code in (400, 401), seen
                answer.close()
    print(f"{cells} cells of routes x roles")


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_get_changes_anything(app: Flask, browser: Browser, cast: Cast) -> None:
    from sqlalchemy import text

    def counts() -> dict[str, int]:
        from coop.store import Base

        with app.app_context(), reading() as uow:
            return {
                t.name: uow.session.execute(text(f"SELECT count(*) FROM {t.name}")).scalar_one()
                for t in Base.metadata.sorted_tables
            }

    browser.sign_in(cast.numbers["ana"])
    before = counts()
    for rule in rules(app):
        if "GET" in (rule.methods or ()) and not rule.arguments:
            browser.get(address(rule)).close()
    after = counts()
    logged = {"documents_reading", "people_reading", "payroll_reading"}
    assert {k: v for k, v in after.items() if k not in logged} == {
        k: v for k, v in before.items() if k not in logged
    }
