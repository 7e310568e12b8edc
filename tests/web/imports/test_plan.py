"""The dry run names every row, and only what was looked at is applied."""

from __future__ import annotations

import pytest

from coop.kernel.errors import Invalid
from coop.web.imports import (
    ColumnMapping,
    Field,
    PlanChanged,
    RowsLeftOut,
    Seen,
    Step,
    dry_run,
    read_table,
    text,
    whole,
)
from coop.web.imports.plan import NoRows, Plan

FIELDS = (Field("number", "Number", whole(1), required=True), Field("name", "Name", text(5)))
MAPPING = ColumnMapping("things", {"number": ("n",), "name": ("name",)})
KNOWN = {1: "Ana", 2: "Bruno"}


class Cursed(Invalid):
    message = "The number %(number)s is cursed."


def planned(raw: bytes) -> Plan:
    seen = Seen()

    def judge(row: int, values: dict[str, object]) -> Step:
        number, name = values["number"], values.get("name")
        assert isinstance(number, int)
        seen.once(number, row)
        if number == 13:
            raise Cursed(number=13)
        if number not in KNOWN:
            return Step(row, "create", str(name), values=values)
        if name in (None, KNOWN[number]):
            return Step(row, "skip", str(name), number)
        return Step(row, "update", str(name), number, {"name": name}, {"name": KNOWN[number]})

    return dry_run(read_table(raw), MAPPING, FIELDS, judge)


def test_rows_are_created_updated_skipped_or_bad_with_number_and_reason() -> None:
    plan = planned(b"n;name\n1;Ana\n2;Bru\n3;Carla\n13;x\nx;Elsa\n3;again\n;\n5;toolong\n6;a;b\n7\n")

    assert [(s.row, s.what) for s in plan.steps] == [
        (2, "skip"),
        (3, "update"),
        (4, "create"),
        (11, "create"),
    ]
    assert (plan.count("create"), plan.count("update"), plan.count("skip")) == (2, 1, 1)
    assert {b.row: str(b.reasons[0]) for b in plan.bad} == {
        5: "The number 13 is cursed.",
        6: "Number: “x” is not a number.",
        7: "The same stands in row 4 already. Take one of the two out.",
        9: "Name: “toolong” is too long; at most 5 characters.",
        10: "It has more cells than there are headings.",
    }


def test_all_reasons_of_a_row_are_told_at_once() -> None:
    (bad,) = planned(b"n;name\n;toolong\n").bad

    assert [str(r) for r in bad.reasons] == [
        "Number: It is empty and every row needs it.",
        "Name: “toolong” is too long; at most 5 characters.",
    ]


def test_a_plan_is_applied_only_as_it_was_looked_at() -> None:
    plan, other = planned(b"n;name\n3;Carla\n"), planned(b"n;name\n3;Elsa\n")

    plan.check(plan.digest, leave_out_bad=False)
    with pytest.raises(PlanChanged):
        plan.check(other.digest, leave_out_bad=True)


def test_bad_rows_stop_the_import_until_somebody_says_to_leave_them_out() -> None:
    plan = planned(b"n;name\n3;Carla\nx;y\n")

    with pytest.raises(RowsLeftOut):
        plan.check(plan.digest, leave_out_bad=False)
    plan.check(plan.digest, leave_out_bad=True)


def test_headings_without_rows_are_nothing_to_import() -> None:
    with pytest.raises(NoRows):
        planned(b"n;name\n")
