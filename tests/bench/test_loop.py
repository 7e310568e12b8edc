"""The walk through one month on the real factory, small enough for every day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.bench import loop

SMALL = ("--people", "32", "--orders", "2013-10-0", "--seconds", "2", "--json")


@pytest.mark.parametrize("engine", ["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def test_a_few_people_walk_a_month_and_everything_adds_up(
    shared_data: Path, engine: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = loop.main(["--data", str(shared_data / "factory"), "--engine", engine, *SMALL])

    said = capsys.readouterr()
    assert (code, said.err) == (0, "")
    found: dict[str, Any] = json.loads(said.out)
    assert (found["engine"], found["month"]) == (engine, "2013-10")
    assert found["imported"]["Product.csv"] == 504 and found["imported"]["BillOfMaterials.csv"] == 2_576
    assert found["work_orders"] == 953 and found["labour_minutes"] > 100_000
    assert found["members"] == found["payslips"] == 32
    assert found["shifts_assigned"] > 400 and found["shifts_uncovered"] >= found["shifts_beyond_staff"] > 0
    assert found["rest_violations"] == 0
    assert abs(found["hours_minutes"] - 480 * found["shifts_assigned"]) < 10 * found["shifts_assigned"]
    assert found["paid_minor"] == found["pot_minor"] == 32_651_236_633
    assert [vote["outcome"] for vote in found["votes"]] == ["lost", "carried"]
    assert found["decision"]["state"] == "in force"
    assert found["papers"] == 35 and found["minutes"] and found["pdf_bytes"] > 32 * 10_000
    assert found["records_verified"] and found["records_entries"] > 32
    assert found["journal_balanced"]
    assert found["seconds"]["all"] >= sum(found["seconds"][name] for name in ("rota", "papers"))


HOLDS: dict[str, Any] = {
    "people": 3,
    "members": 3,
    "payslips": 3,
    "rest_violations": 0,
    "pot_minor": 5,
    "paid_minor": 5,
    "decision": {"state": "in force"},
    "minutes": True,
    "papers_waiting": 0,
    "records_verified": True,
    "journal_balanced": True,
}


def test_a_walk_on_which_everything_holds_has_no_failure() -> None:
    assert loop.failures(HOLDS) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"people": 4},
        {"payslips": 2},
        {"rest_violations": 1},
        {"paid_minor": 4},
        {"decision": {"state": "blocked"}},
        {"minutes": False},
        {"papers_waiting": 1},
        {"records_verified": False},
        {"journal_balanced": False},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_whatever_does_not_hold_is_named(wrong: dict[str, Any]) -> None:
    assert len(loop.failures({**HOLDS, **wrong})) == 1


def test_a_table_has_a_line_for_each_number() -> None:
    shown = loop.table({"members": 1_290, "votes": [{"for": 9}], "seconds": {"rota": 1.5}, "whole": True})
    assert [line.split() for line in shown.splitlines()] == [
        ["members", "1,290"],
        ["votes", "1", "for", "9"],
        ["seconds", "rota", "1.5"],
        ["whole", "True"],
    ]


def test_a_folder_without_the_data_is_said_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert loop.main(["--data", str(tmp_path)]) == 2
    assert "lacks BillOfMaterials.csv" in capsys.readouterr().err
