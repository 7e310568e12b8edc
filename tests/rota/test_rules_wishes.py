"""What members say beforehand: which statement counts, when it is met, what the checker shows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from coop.kernel.ranges import Days
from coop.kernel.sentences import Sentence
from coop.rota.rules import (
    CANNOT,
    RATHER_NOT,
    SAID,
    WANT,
    Need,
    Place,
    Wish,
    Worker,
    breach_of,
    candidates,
    day_wishes,
    last_said,
    why_open,
)
from tests.rota.paper import MONDAY, checker, duty

WEEK = Days(MONDAY, MONDAY + timedelta(days=7))
SPOKEN = datetime(2026, 10, 1, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)


def said(number: int, what: str, kind: str | None = None, *, on: set[int] | None = None) -> Wish:
    weekdays = frozenset(on if on is not None else range(7))
    return Wish(number, 1, what, WEEK, SPOKEN, kind, weekdays)


def test_a_statement_speaks_about_its_days_weekdays_and_shift_alone() -> None:
    evenings = said(1, CANNOT, "T", on={1})
    assert evenings.about(TUESDAY, "T")
    assert not evenings.about(TUESDAY, "M")
    assert not evenings.about(MONDAY, "T")
    assert not evenings.about(TUESDAY + timedelta(days=7), "T")


def test_the_last_statement_about_a_shift_counts() -> None:
    """No Tuesdays at all; yet the morning of this one is wanted."""
    never, but = said(1, CANNOT, on={1}), said(2, WANT, "M")
    assert last_said([never, but], TUESDAY, "M") == but
    assert last_said([never, but], TUESDAY, "T") == never
    assert last_said([but, never], TUESDAY, "M") == never
    assert last_said([never], MONDAY, "M") is None
    found = day_wishes([never, but], TUESDAY, "MTN")
    assert [(w.wish, w.kinds) for w in found] == [(never, {"T", "N"}), (but, {"M"})]
    assert [w.wish for w in day_wishes([but, never], TUESDAY, "MTN")] == [never]


def test_a_wish_is_met_by_the_shift_it_names_or_by_any_other_thing() -> None:
    (want,) = day_wishes([said(1, WANT, "M")], MONDAY, "MT")
    assert [want.met(worked) for worked in ("M", "T", None)] == [True, False, False]
    (rather_not,) = day_wishes([said(1, RATHER_NOT, "M")], MONDAY, "MT")
    assert [rather_not.met(worked) for worked in ("M", "T", None)] == [False, True, True]
    (free,) = day_wishes([said(1, CANNOT)], MONDAY, "MT")
    assert [free.met(worked) for worked in ("M", "T", None)] == [False, False, True]


some_wishes = st.lists(
    st.tuples(
        st.sampled_from(sorted(SAID)),
        st.sampled_from([None, "M", "T", "N"]),
        st.sets(st.integers(0, 6), min_size=1),
    ),
    max_size=6,
)


@given(some_wishes, st.integers(-3, 9), st.sampled_from("MTN"))
def test_every_shift_is_spoken_about_by_at_most_one_statement(
    drawn: list[tuple[str, str | None, set[int]]], back: int, kind: str
) -> None:
    wishes = [said(n, what, about, on=on) for n, (what, about, on) in enumerate(drawn)]
    day = MONDAY + timedelta(days=back)
    found = [w for w in day_wishes(wishes, day, "MTN") if kind in w.kinds]
    counts = last_said(wishes, day, kind)
    assert [w.wish for w in found] == ([counts] if counts else [])
    assert counts is None or not any(w.about(day, kind) for w in wishes[counts.id + 1 :])


def test_what_somebody_cannot_is_shown_and_stops_nobody() -> None:
    worker = Worker(1, wishes=(said(1, CANNOT, "M"), said(2, RATHER_NOT, "T")))
    judge = checker(days=WEEK)
    (shown,) = judge.violations([duty("2026-11-02 M")], [worker])
    assert (shown.rule, shown.hard) == ("wish", False) and "cannot work" in str(shown.sentence)
    assert judge.violations([duty("2026-11-02 T")], [worker]) == ()
    assert breach_of(judge, worker, [], duty("2026-11-02 M"), instead_of=None) is None


def test_who_cannot_comes_after_the_free_and_before_the_hindered() -> None:
    need = Need(MONDAY, "M", Place(), 1)
    away = Worker(1, absences=(WEEK,))
    asked_off, free = Worker(2, wishes=(said(1, CANNOT),)), Worker(3)
    found = candidates(checker(days=WEEK), [away, asked_off, free], [], need)
    assert [(c.member_id, c.obstacle, c.possible) for c in found] == [
        (3, None, True),
        (2, "wish", True),
        (1, "away", False),
    ]
    alone = candidates(checker(days=WEEK), [away, asked_off], [], need)
    assert why_open(alone).facts["parts"] == [
        Sentence("away: %(count)s", {"count": 1}),
        Sentence("said that they cannot: %(count)s", {"count": 1}),
    ]


def test_days_of_which_nobody_spoke_hold_no_wish() -> None:
    assert day_wishes([], date(2026, 11, 2), "M") == ()
    assert day_wishes([said(1, WANT, on={5})], MONDAY, "M") == ()
