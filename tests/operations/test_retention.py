"""Old back-ups go, but never so that a day, week or month that has one loses its newest."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coop.operations.backups.retention import DAYS, MONTHS, WEEKS, kept

MINUTES = st.integers(0, 4 * 365 * 24 * 60)
MOMENTS = st.lists(
    MINUTES.map(lambda m: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=m)), max_size=80
)


@given(MOMENTS)
def test_the_newest_always_stays_and_no_more_than_the_rule_says(moments: list[datetime]) -> None:
    stay = kept(moments)
    assert stay <= set(moments)
    assert len(stay) <= DAYS + WEEKS + MONTHS
    if moments:
        assert max(moments) in stay


@given(MOMENTS)
def test_thinning_out_twice_is_thinning_out_once(moments: list[datetime]) -> None:
    assert kept(kept(moments)) == kept(moments)


def test_after_two_years_of_daily_backups_every_period_has_one() -> None:
    there: set[datetime] = set()
    for day in range(730):
        there.add(datetime(2025, 1, 1, 3, tzinfo=UTC) + timedelta(days=day))
        there = kept(there)
    newest = max(there)
    assert {newest - timedelta(days=n) for n in range(7)} <= there
    weeks = {m.isocalendar()[:2] for m in there}
    assert {(newest - timedelta(weeks=n)).isocalendar()[:2] for n in range(5)} <= weeks
    months = {(m.year, m.month) for m in there}
    assert months >= {(2026, month) for month in range(1, 13)}
    assert len(there) <= DAYS + WEEKS + MONTHS


def test_many_backups_on_one_day_leave_the_days_before_alone() -> None:
    today = [datetime(2026, 11, 3, hour, tzinfo=UTC) for hour in range(24)]
    before = [datetime(2026, 11, 2, 12, tzinfo=UTC), datetime(2026, 10, 30, 12, tzinfo=UTC)]
    assert kept([*today, *before]) == {today[-1], *before}
