"""Column generation, judged by the checker of the file format and by trying every rota."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coop.rota.solver.columns.pricing import LONG
from coop.rota.solver.columns.search import solve
from tests.bench.plain_models import Answer, cp_sat, highs
from tests.bench.shift_file import BadFile, ShiftFile, judge, read, staffing

KINDS = ("E", "L")
T = TypeVar("T")


def rota_of(file: ShiftFile, rosters: tuple[tuple[int, ...], ...]) -> list[list[str]]:
    names = [*file.kinds, ""]
    return [[names[kind] for kind in roster] for roster in rosters]


@st.composite
def files(draw: st.DrawFn) -> ShiftFile:
    days = draw(st.integers(2, 5))
    small = st.integers(0, 9)
    names = ("A", "B")[: draw(st.integers(1, 2))]
    length = {"E": 480, "L": draw(st.sampled_from([480, 600]))}
    staff = []
    for name in names:
        caps = "|".join(f"{k}={draw(st.integers(0, days))}" for k in KINDS)
        least = draw(st.sampled_from([0, 0, 480, 960]))
        runs = (draw(st.integers(1, 4)), draw(st.integers(1, 2)), draw(st.integers(1, 2)))
        staff.append([name, caps, str(draw(st.sampled_from([960, 2400]))), str(least), *map(str, runs), "1"])
    cell = st.tuples(
        st.sampled_from(names), st.integers(0, days - 1), st.sampled_from(KINDS), st.integers(1, 9)
    )
    return ShiftFile(
        {
            "HORIZON": [[str(days)]],
            "SHIFTS": [["E", "480", ""], ["L", str(length["L"]), draw(st.sampled_from(["", "E"]))]],
            "STAFF": staff,
            "DAYS_OFF": [[names[0], str(draw(st.integers(0, days - 1)))]],
            "SHIFT_ON_REQUESTS": [list(map(str, row)) for row in draw(st.lists(cell, max_size=3))],
            "SHIFT_OFF_REQUESTS": [list(map(str, row)) for row in draw(st.lists(cell, max_size=3))],
            "COVER": [
                [str(day), kind, str(draw(st.integers(0, 2))), str(draw(small)), str(draw(small))]
                for day in range(days)
                for kind in KINDS
            ],
        }
    )


CAPPED = ShiftFile(
    {
        "HORIZON": [["3"]],
        "SHIFTS": [["E", "480", ""], ["L", "480", ""]],
        "STAFF": [["A", "E=0|L=1", "960", "480", "2", "2", "1", "1"]],
        "DAYS_OFF": [["A", "0"]],
        "SHIFT_ON_REQUESTS": [],
        "SHIFT_OFF_REQUESTS": [],
        "COVER": [["1", "L", "1", "1", "0"]],
    }
)
"""Only the last day works: the middle one alone would be too short a run."""


@example(CAPPED)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(files())
def test_small_problems_are_solved_to_the_best_of_all_rotas(file: ShiftFile) -> None:
    """Every pair of rosters is tried: the least cost is found, and never undercut by the bound."""
    found = solve(staffing(file), seconds=1, workers=1)
    own = [
        [row for row in product(("", *KINDS), repeat=file.days) if not _broken(file, n, row)]
        for n in range(len(file.people))
    ]
    best = min((judge(file, rota)[0] for rota in product(*own)), default=None)
    assert (best is None) == (found.rosters is None)
    if found.rosters is not None:
        cost, broken = judge(file, rota_of(file, found.rosters))
        assert broken == []
        assert cost == found.cost == best
        assert found.bound <= cost


def test_a_long_horizon_keeps_every_contract(shared_data: Path) -> None:
    """Beyond LONG days rosters are sought near an even spread, and no bound is claimed."""
    short = staffing(read(shared_data / "rota" / "Instance1.txt"))
    times = LONG // short.days + 1

    def often(costs: Mapping[tuple[int, int], T]) -> dict[tuple[int, int], T]:
        return {(d + short.days * n, kind): c for (d, kind), c in costs.items() for n in range(times)}

    people = tuple(
        replace(
            one,
            least=one.least * times,
            most=one.most * times,
            weekends=one.weekends * times,
            caps=tuple(cap * times for cap in one.caps),
            off=frozenset(day + short.days * n for day in one.off for n in range(times)),
            on_wishes=often(one.on_wishes),
            off_wishes=often(one.off_wishes),
        )
        for one in short.people
    )
    problem = replace(short, days=short.days * times, people=people, covers=often(short.covers))
    found = solve(problem, seconds=4, workers=1, seed=1)
    assert found.rosters is not None
    assert all(problem.keeps(one, roster) for one, roster in zip(people, found.rosters, strict=True))
    assert found.cost == problem.price(found.rosters)
    assert found.bound <= found.cost


@pytest.mark.parametrize("solver", [cp_sat, highs])
def test_the_textbook_model_has_the_published_optimum_too(
    shared_data: Path, solver: Callable[..., Answer]
) -> None:
    """It stands beside column generation in the benchmark, so it must be the same problem."""
    file = read(shared_data / "rota" / "Instance1.txt")
    found = solver(staffing(file), seconds=30, workers=2, seed=1)
    assert found.rosters is not None
    assert judge(file, rota_of(file, tuple(found.rosters))) == (607, [])
    assert found.bound == pytest.approx(607)


def _broken(file: ShiftFile, person: int, row: tuple[str, ...]) -> list[str]:
    name = file.people[person]
    alone = {
        **file.sections,
        "STAFF": [file.sections["STAFF"][person]],
        **{
            part: [r for r in file.sections[part] if r[0] == name]
            for part in ("DAYS_OFF", "SHIFT_ON_REQUESTS", "SHIFT_OFF_REQUESTS")
        },
    }
    return judge(ShiftFile(alone), [row])[1]


@pytest.mark.parametrize(("number", "best"), [(2, 828), (3, 1001)])
def test_published_instances_reach_their_published_optimum(shared_data: Path, number: int, best: int) -> None:
    file = read(shared_data / "rota" / f"Instance{number}.txt")
    found = solve(staffing(file), seconds=30, workers=2, seed=1)
    assert found.rosters is not None
    assert judge(file, rota_of(file, found.rosters)) == (best, [])
    assert found.cost == found.bound == best


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SECTION_NIGHTS\n", "line 1: there is no section NIGHTS"),
        ("5\n", "line 1: a section must begin"),
        ("SECTION_SHIFTS\nE\n", "line 2: SHIFTS has 3 columns, not 1"),
        ("SECTION_HORIZON\n7\n", "section SHIFTS is missing"),
    ],
)
def test_a_bad_file_says_where_it_is_bad(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_text(text, "utf-8")
    with pytest.raises(BadFile, match=said):
        read(path)
