"""The sample: made whole at any hour of any day, with pay that adds up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from coop.assembly import queries as assembly
from coop.books import queries as books
from coop.demo import fill
from coop.kernel.money import total
from coop.kernel.ranges import Days
from coop.payroll import queries as payroll
from coop.rota import queries as rota
from coop.store import reading


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 24, 21, 30, tzinfo=UTC),
        pytest.param(datetime(2027, 1, 5, 3, 5, tzinfo=UTC), marks=pytest.mark.slow),
        pytest.param(datetime(2028, 3, 31, 2, 59, tzinfo=UTC), marks=pytest.mark.slow),
        pytest.param(datetime(2026, 5, 18, 12, 0, tzinfo=UTC), marks=pytest.mark.slow),
    ],
)
def test_the_sample_is_made_whole(app: Flask, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fill, "SOLVING", 1.0)
    accounts = fill.fill(app, now)
    with app.app_context(), reading() as uow:
        uow.clock.set(now)  # type: ignore[attr-defined]
        newest, older = payroll.periods(uow)
        assert (newest.state, older.state) == ("proposed", "paid")
        slips = payroll.slips_of_period(uow, older.id)
        assert total([slip.amount for slip in slips]) == older.pot
        assert len(slips) == len(accounts) == 35
        (proposed,) = payroll.splits_of(uow, newest.id)
        assert proposed.reasons == ()
        assert books.journal_balanced(uow)
        meeting = assembly.next_meeting(uow)
        assert meeting is not None
        assert meeting.state == "called"
        assert len(assembly.present_members(uow, meeting)) == 17
        assert rota.has_rota(uow, Days(uow.today(), uow.today() + timedelta(days=7)))
