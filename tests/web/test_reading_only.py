"""No page changes anything by being looked at, whoever looks, whatever its address names."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import text
from werkzeug.routing import AnyConverter, IntegerConverter, Rule

from coop.demo import fill
from coop.kernel.clock import FrozenClock
from coop.store import Base, reading
from coop.web import guard
from tests.cast import Browser

NOW = datetime(2026, 11, 24, 21, 30, tzinfo=UTC)
TEXTS = {
    "day": "2026-11-24",
    "back_day": "2026-11-25",
    "start": "2026-11-02",
    "last": "2026-11-08",
    "code": "payroll.split",
    "mark": "0" * 64,
    "token": "guessed",
    "month": "2026-11-01",
}
ACCOUNT = "1.1.1"
LOGGED = {"documents_reading", "people_reading"}
"""What must be written when somebody looks: who looked at another's personal data."""
LOOKERS = ("treasurer", "secretary", "coordinator", "")


def contents(app: Flask) -> dict[str, str]:
    """A fingerprint of every row of every table."""
    with app.app_context(), reading() as uow:
        return {
            table.name: hashlib.sha256(
                repr(uow.session.execute(text(f"SELECT * FROM {table.name} ORDER BY 1, 2")).all()).encode()
            ).hexdigest()
            for table in Base.metadata.sorted_tables
            if table.name not in LOGGED
        }


def address(rule: Rule, number: int) -> str:
    """The rule's address for the first or the second thing of its kind."""
    values = {
        name: number
        if isinstance(converter, IntegerConverter)
        else next(iter(converter.items))
        if isinstance(converter, AnyConverter)
        else ACCOUNT
        if rule.endpoint == "books.account"
        else TEXTS[name]
        for name, converter in rule._converters.items()
    }
    _domain, url = rule.build(values, append_unknown=False) or ("", "")
    return url


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_no_get_changes_anything(app: Flask, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fill, "SOLVING", 1.0)
    accounts = fill.fill(app, NOW)
    clock.set(NOW)
    pages = [
        rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.endpoint not in guard.OPEN_ENDPOINTS
    ]
    shown = set()
    for turn, office in enumerate(LOOKERS):
        account = next(a for a in accounts if a.office == office)
        person = Browser(app.test_client())
        assert person.sign_in(account.number, account.password).status_code == 303
        before = contents(app)
        for rule in pages:
            url = address(rule, 1 + turn % 2)
            answer = person.get(url)
            assert answer.status_code < 500, f"{url} for {office or 'a member'}"
            if answer.status_code == 200:
                shown.add(rule.endpoint)
            answer.close()
        after = contents(app)
        assert {k for k, v in after.items() if before[k] != v} == set(), office
    unseen = {rule.endpoint for rule in pages} - shown
    assert len(unseen) < len(shown) / 4, f"too few pages were really looked at; not seen: {sorted(unseen)}"
