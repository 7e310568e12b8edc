"""Clock, ranges, canonical JSON, sentences."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.kernel.canonical import canonical
from coop.kernel.clock import local_date, wall_time
from coop.kernel.money import Money
from coop.kernel.ranges import Days, month_days
from coop.kernel.sentences import Sentence, from_json, to_json

MADRID = ZoneInfo("Europe/Madrid")


def test_a_night_over_the_change_of_clocks_has_its_true_length() -> None:
    autumn, spring = date(2026, 10, 24), date(2026, 3, 28)
    for day, hours in ((autumn, 9), (spring, 7), (date(2026, 6, 1), 8)):
        length = wall_time(day, 1800, MADRID) - wall_time(day, 1320, MADRID)
        assert length.total_seconds() == hours * 3600


def test_the_day_is_the_workplaces_day() -> None:
    late = datetime(2026, 11, 4, 1, 30, tzinfo=UTC)
    assert local_date(late, ZoneInfo("America/Argentina/Buenos_Aires")) == date(2026, 11, 3)


def test_ranges_are_half_open() -> None:
    november = month_days(2026, 11)
    assert (len(november), november.last) == (30, date(2026, 11, 30))
    assert date(2026, 12, 1) not in november
    assert not november.meets(month_days(2026, 12))
    assert month_days(2026, 12).end == date(2027, 1, 1)
    with pytest.raises(ValueError, match="before it starts"):
        Days(date(2026, 2, 2), date(2026, 2, 1))


def test_published_vectors_of_canonical_json(shared_data: Path) -> None:
    folder = shared_data / "commons" / "crypto" / "jcs" / "testdata"
    whole = [p for p in sorted((folder / "input").glob("*.json")) if p.stem not in ("values", "weird")]
    assert whole
    for path in whole:
        value = json.loads(path.read_text("utf-8"), parse_float=lambda n: int(float(n)))
        assert canonical(value) == (folder / "output" / path.name).read_bytes().strip(), path.name


def test_floats_have_no_place_in_a_record() -> None:
    with pytest.raises(TypeError):
        canonical({"share": 0.1})


facts = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.dates() | st.integers().map(Money),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(st.text(), facts, max_size=4))
def test_a_sentence_survives_being_stored(values: dict[str, object]) -> None:
    sentence = Sentence("Paid %(amount)s.", values)
    again = from_json(json.loads(json.dumps(to_json(sentence))))
    assert again == sentence
