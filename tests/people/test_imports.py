"""Files of people: what the dry run says is what happens, and undoing brings everything back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from coop.people import queries, usecases
from coop.people.usecases import NewMember
from coop.people.usecases.coop import StillInUse
from coop.people.usecases.import_rows import FIELDS, TARGET, plan_members
from coop.people.usecases.import_undo import AdmittedSince, ChangedSince, NotApplied, UsedSince, snapshot
from coop.store import Actor, UnitOfWork
from coop.web.imports import ColumnMapping, ImportOver, Plan, PlanChanged, RowsLeftOut, read_table
from coop.web.imports.joins import FileMissing
from coop.web.imports.limits import NotATable
from coop.web.imports.mapping import OtherTarget
from tests.cast import Cast, found, proof
from tests.web.imports.files import csv_bytes, xlsx_bytes

HEADINGS = ["Nro", "Nombre", "Apellido", "DNI", "Nacimiento", "Hogar", "Sector", "Oficios"]
EVA = ["", "Eva", "Enz", "30.123.456", "31/12/1980", "3", "Hornos", "Soldadura; Torno"]
FITO = ["20", "Fito", "Funes", "", "", "", "hornos", ""]


@pytest.fixture
def cast(uow: UnitOfWork) -> Cast:
    return found(uow)


@contextmanager
def undone(uow: UnitOfWork) -> Iterator[None]:
    """Leave no trace of one example of Hypothesis."""
    nested = uow.session.begin_nested()
    try:
        yield
    finally:
        nested.rollback()
        uow.session.expire_all()


def everything(uow: UnitOfWork) -> dict[str, Any]:
    """All that an import can touch."""
    uow.session.expire_all()
    return {
        "people": {m.id: (m, snapshot(uow, m.id)) for m in queries.members(uow)},
        "sectors": queries.sectors(uow),
        "skills": queries.skills(uow),
    }


def uploaded(uow: UnitOfWork, *rows: list[str]) -> int:
    return usecases.upload(uow, "gente.csv", csv_bytes([HEADINGS, *rows]))


def applied(uow: UnitOfWork, *rows: list[str]) -> queries.Import:
    key = uploaded(uow, *rows)
    return usecases.apply_import(uow, key, digest=usecases.plan_import(uow, key).digest)


def reasons(plan: Plan) -> dict[int, list[str]]:
    return {b.row: [str(r) for r in b.reasons] for b in plan.bad}


def test_a_file_becomes_candidates_with_sectors_and_skills(uow: UnitOfWork, cast: Cast) -> None:
    done = applied(uow, EVA, FITO)

    assert (done.state, done.created, done.updated, done.skipped, done.bad) == ("applied", 2, 0, 0, 0)
    fito, eva = queries.find_member_by_number(uow, 20), queries.find_member_by_number(uow, 21)
    assert fito is not None and eva is not None
    assert (eva.name, eva.dni, eva.birth_on, eva.household_size) == (
        "Eva Enz",
        "30123456",
        date(1980, 12, 31),
        3,
    )
    assert eva.status == "candidate" and eva.sector_id == fito.sector_id
    assert [s.name for s in queries.sectors(uow)] == ["Hornos"]
    skills = {s.id: s.name for s in queries.skills(uow)}
    assert {skills[s] for s in queries.skills_of(uow, [eva.id])[eva.id]} == {"Soldadura", "Torno"}


def test_the_same_file_again_changes_nothing(uow: UnitOfWork, cast: Cast) -> None:
    applied(uow, EVA, FITO)
    before = everything(uow)

    again = applied(uow, EVA, FITO)

    assert (again.created, again.updated, again.skipped) == (0, 0, 2)
    assert everything(uow) == before


def test_a_dry_run_writes_nothing(uow: UnitOfWork, cast: Cast) -> None:
    before = everything(uow)

    plan = usecases.plan_import(uow, uploaded(uow, EVA, ["1", "Ana", "Acosta", "28111222", "", "", "", ""]))

    assert [(s.what, s.label) for s in plan.steps] == [("create", "Eva Enz"), ("update", "Ana Acosta")]
    assert dict(plan.steps[1].values) == {"dni": "28111222"}
    assert everything(uow) == before


def test_empty_cells_leave_what_is_known(uow: UnitOfWork, cast: Cast) -> None:
    applied(uow, EVA)

    applied(uow, ["", "Eva", "Enz", "30123456", "", "5", "", ""])

    eva = queries.find_member_by_number(uow, 9)
    assert eva is not None
    assert (eva.household_size, eva.birth_on, eva.sector_id is not None) == (5, date(1980, 12, 31), True)


def test_every_bad_row_is_named_with_its_reason(uow: UnitOfWork, cast: Cast) -> None:
    applied(uow, ["30", "José", "Paz", "", "", "", "", ""], ["31", "José", "Paz", "", "", "", "", ""])
    blank = [""] * 5
    plan = usecases.plan_import(
        uow,
        uploaded(
            uow,
            ["", "Eva", "", "", "", "", "", ""],
            ["", "Eva", "Enz", "12", "", "", "", ""],
            ["", "Eva", "Enz", "", "31/02/1980", "0", "", ""],
            ["", "Eva", "Enz", "", "31/12/2080", "", "", ""],
            ["2", "Bruna", "Funes", *blank],
            ["x", "Eva", "Enz", *blank],
            ["40", "Eva", "Enz", *blank],
            ["40", "Eva", "Otra", *blank],
            ["", "jose", "PAZ", *blank],
            ["", "Nadia", "Niz", *blank],
            ["", "NADIA", "NIZ", *blank],
        ),
    )

    assert plan.count("create") == 2
    found_ = reasons(plan)
    assert found_[2] == ["Family name: It is empty and every row needs it."]
    assert found_[3] == ["12 is not a DNI. It has seven or eight digits."]
    assert found_[4] == [
        "Day of birth: “31/02/1980” is not a day written like 31/12/2026.",
        "People in the household: “0” is not a whole number from 1 to 30.",
    ]
    assert found_[5][0].startswith("The day of birth 2080-12-31 cannot be right")
    assert found_[6] == ["Number 2 belongs to Bruno Benítez. Correct the number, or the name."]
    assert found_[7] == ["Member number: “x” is not a number."]
    assert found_[9] == ["The same stands in row 8 already. Take one of the two out."]
    assert found_[10] == [
        "There are several people called jose PAZ. Add the number or the DNI to tell them apart."
    ]
    assert found_[12] == ["The same stands in row 11 already. Take one of the two out."]
    assert set(found_) == {2, 3, 4, 5, 6, 7, 9, 10, 12}


def test_two_people_under_one_row_are_not_mixed(uow: UnitOfWork, cast: Cast) -> None:
    applied(uow, EVA)
    plan = usecases.plan_import(
        uow,
        uploaded(
            uow,
            ["1", "Ana", "Acosta", "30123456", "", "", "", ""],
            ["77", "Eva", "Enz", "30123456", "", "", "", ""],
        ),
    )

    assert not plan.steps and len(plan.bad) == 2


def test_who_has_left_is_not_changed_by_a_file(uow: UnitOfWork, cast: Cast) -> None:
    uow.actor = cast.actor("bruno")
    usecases.leave_coop(uow, cast.bruno, uow.today())

    plan = usecases.plan_import(
        uow,
        uploaded(
            uow,
            ["2", "Bruno", "Benítez", "", "", "4", "", ""],
            ["", "Bruno", "Benítez", "", "", "4", "", ""],
        ),
    )

    assert reasons(plan)[2][0].startswith("Number 2 stays with Bruno Benítez, who has left.")
    assert reasons(plan)[3][0].startswith("Bruno Benítez has left the co-op.")


def test_rows_with_errors_stop_everything_until_they_are_left_out(uow: UnitOfWork, cast: Cast) -> None:
    key = uploaded(uow, EVA, ["x", "A", "B", "", "", "", "", ""])
    digest = usecases.plan_import(uow, key).digest
    before = everything(uow)

    with pytest.raises(RowsLeftOut):
        usecases.apply_import(uow, key, digest=digest)
    assert everything(uow) == before
    done = usecases.apply_import(uow, key, digest=digest, leave_out_bad=True)
    assert (done.created, done.bad) == (1, 1)


def test_only_the_dry_run_that_was_looked_at_is_applied_and_once(uow: UnitOfWork, cast: Cast) -> None:
    key = uploaded(uow, EVA)
    digest = usecases.plan_import(uow, key).digest
    usecases.add_candidate(uow, NewMember("Eva", "Enz", dni="30123456"))

    with pytest.raises(PlanChanged):
        usecases.apply_import(uow, key, digest=digest)
    usecases.apply_import(uow, key, digest=usecases.plan_import(uow, key).digest)
    with pytest.raises(ImportOver):
        usecases.apply_import(uow, key, digest=digest)
    with pytest.raises(ImportOver):
        usecases.discard_import(uow, key)


def test_the_uploaded_file_is_not_kept_after_the_import(uow: UnitOfWork, cast: Cast) -> None:
    applied(uow, EVA)

    assert uow.session.scalar(text("SELECT count(*) FROM people_import WHERE raw IS NOT NULL")) == 0


def test_a_file_that_is_no_table_or_a_foreign_mapping_is_refused(uow: UnitOfWork, cast: Cast) -> None:
    raw = csv_bytes([HEADINGS, EVA])
    for wrong, mapping, error in (
        (b"\x89PNG\r\n\x1a\n\0", None, NotATable),
        (raw, b'target = "stock.items"', OtherTarget),
        (raw, ColumnMapping(TARGET, {}, joins=(employees().joins[0],)).to_toml().encode(), FileMissing),
    ):
        with pytest.raises(error):
            usecases.upload(uow, "x", wrong, mapping)
    assert queries.imports(uow) == ()


def test_the_mapping_chosen_last_time_is_chosen_again(uow: UnitOfWork, cast: Cast) -> None:
    rows = [["id", "quien", "familia"], ["51", "Eva", "Enz"]]
    key = usecases.upload(uow, "a.csv", csv_bytes(rows))
    mine = ColumnMapping(TARGET, {"number": ("id",), "given_names": ("quien",), "family_name": ("familia",)})
    usecases.set_mapping(uow, key, mine)
    usecases.apply_import(uow, key, digest=None)

    again = usecases.upload(uow, "b.xlsx", xlsx_bytes([*rows, [52, "Fito", "Funes"]]))

    assert usecases.waiting_table(uow, again)[1] == mine
    plan = usecases.plan_import(uow, again)
    assert (plan.count("skip"), plan.count("create")) == (1, 1)
    usecases.discard_import(uow, again)
    assert [i.id for i in queries.imports(uow)] == [key]


# ---- undoing


def test_undoing_takes_back_what_was_created_and_changed(uow: UnitOfWork, cast: Cast) -> None:
    before = everything(uow)
    done = applied(uow, EVA, ["1", "Ana María", "Acosta", "28111222", "01/02/1970", "4", "Oficina", "Torno"])

    usecases.undo_import(uow, done.id)

    assert everything(uow) == before
    assert queries.get_import(uow, done.id).state == "undone"
    with pytest.raises(NotApplied):
        usecases.undo_import(uow, done.id)


def test_who_was_admitted_since_is_not_taken_off(uow: UnitOfWork, cast: Cast) -> None:
    done = applied(uow, EVA, FITO)
    fito = queries.find_member_by_number(uow, 20)
    assert fito is not None
    usecases.admit_member(uow, proof(uow, number="2", kind="people.admission"), fito.id)
    before = everything(uow)

    with pytest.raises(AdmittedSince) as refused:
        usecases.undo_import(uow, done.id)

    assert refused.value.facts == {"name": "Fito Funes"}
    assert everything(uow) == before


def kept(uow: UnitOfWork, import_id: int) -> str:
    """All that a batch still knows about persons."""
    rows = uow.session.execute(
        text("SELECT before, after FROM people_import_change WHERE import_id = :id AND kind = 'member'"),
        {"id": import_id},
    )
    return str([tuple(r) for r in rows])


def test_who_is_taken_off_the_list_leaves_nothing_in_the_batch_that_brought_her(
    uow: UnitOfWork, cast: Cast
) -> None:
    done = applied(uow, EVA, FITO)
    eva, fito = queries.find_member_by_number(uow, 21), queries.find_member_by_number(uow, 20)
    assert eva is not None and fito is not None and "30123456" in kept(uow, done.id)

    usecases.withdraw_candidate(uow, eva.id)

    assert "30123456" not in kept(uow, done.id) and "Fito" in kept(uow, done.id)
    usecases.undo_import(uow, done.id)
    assert queries.find_member_by_number(uow, 20) is None
    assert queries.sectors(uow) == ()
    assert "Fito" not in kept(uow, done.id)


def test_who_left_and_came_back_is_found_under_her_new_number(uow: UnitOfWork, cast: Cast) -> None:
    applied(uow, EVA)
    old = queries.find_member_by_number(uow, 9)
    assert old is not None
    usecases.admit_member(uow, proof(uow, number="2", kind="people.admission"), old.id)
    uow.actor = Actor(member_id=old.id)
    usecases.leave_coop(uow, old.id, uow.today())
    key = uploaded(uow, EVA)
    assert [s.what for s in usecases.plan_import(uow, key).steps] == ["create"]
    usecases.discard_import(uow, key)
    new = usecases.add_candidate(uow, NewMember("Eva", "Enz", dni="30123456"))

    done = applied(uow, ["", "Eva", "Enz", "30123456", "", "5", "", ""])

    assert (done.created, done.updated) == (0, 1)
    assert queries.get_member(uow, new).household_size == 5
    assert queries.get_member(uow, old.id).household_size == 3


def test_who_left_comes_back_by_a_file_as_a_new_candidate(uow: UnitOfWork, cast: Cast) -> None:
    usecases.change_member(uow, cast.bruno, NewMember("Bruno", "Benítez", dni="30123456"))
    uow.actor = cast.actor("bruno")
    usecases.leave_coop(uow, cast.bruno, uow.today())

    done = applied(uow, ["", "Bruno", "Benítez", "30.123.456", "", "4", "", ""])

    assert (done.created, done.updated, done.bad) == (1, 0, 0)
    back = [m for m in queries.members(uow) if m.dni == "30123456"]
    assert [m.status for m in back] == ["left", "candidate"]
    usecases.undo_import(uow, done.id)
    assert queries.get_member(uow, cast.bruno).status == "left"


def test_what_was_changed_since_is_not_undone(uow: UnitOfWork, cast: Cast) -> None:
    first = applied(uow, EVA)
    second = applied(uow, ["", "Eva", "Enz", "30123456", "", "5", "", ""])

    with pytest.raises(ChangedSince):
        usecases.undo_import(uow, first.id)
    usecases.undo_import(uow, second.id)
    usecases.undo_import(uow, first.id)
    assert queries.find_member_by_number(uow, 9) is None


def test_what_something_newer_points_at_is_not_undone(uow: UnitOfWork, cast: Cast) -> None:
    done = applied(uow, EVA)
    eva = queries.find_member_by_number(uow, 9)
    assert eva is not None
    usecases.add_absence(uow, eva.id, "study", date(2026, 12, 1), date(2026, 12, 5))
    before = everything(uow)

    with pytest.raises(UsedSince):
        usecases.undo_import(uow, done.id)

    assert everything(uow) == before


def test_a_sector_that_others_joined_since_is_not_undone(uow: UnitOfWork, cast: Cast) -> None:
    done = applied(uow, EVA)
    (kilns,) = queries.sectors(uow)
    usecases.change_member(uow, cast.bruno, NewMember("Bruno", "Benítez", sector_id=kilns.id))
    before = everything(uow)

    with pytest.raises(StillInUse):
        usecases.undo_import(uow, done.id)

    assert everything(uow) == before


# ---- properties

DNIS = ("20111222", "30123456", "30123457", "5123456", "12", "abc", "")
ROWS = st.lists(
    st.tuples(
        st.sampled_from(["", "1", "2", "8", "9", "10", "50", "0", "x"]),
        st.sampled_from(["Ana", "Bruno", "ana", "Eva", "Fito", ""]),
        st.sampled_from(["Acosta", "Benítez", "Enz", "Funes"]),
        st.sampled_from(DNIS),
        st.sampled_from(["", "01/02/1970", "31/02/1970"]),
        st.sampled_from(["", "1", "4", "99"]),
        st.sampled_from(["", "Hornos", "HORNOS", "Moldes"]),
        st.sampled_from(["", "Torno", "torno, Soldadura", "Soldadura;Torno;Torno"]),
    ).map(list),
    min_size=1,
    max_size=8,
)
# One database for all examples: each is rolled back to a savepoint.
EXAMPLES = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@EXAMPLES
@given(rows=ROWS)
def test_the_import_does_what_the_dry_run_said(uow: UnitOfWork, rows: list[list[str]]) -> None:
    with undone(uow):
        found(uow)
        before = {m.id for m in queries.members(uow)}
        key = uploaded(uow, *rows)
        plan = usecases.plan_import(uow, key)

        done = usecases.apply_import(uow, key, digest=plan.digest, leave_out_bad=True)

        assert (done.created, done.updated, done.skipped, done.bad) == (
            plan.count("create"),
            plan.count("update"),
            plan.count("skip"),
            len(plan.bad),
        )
        assert len({m.id for m in queries.members(uow)} - before) == plan.count("create")
        bad = {b.row for b in plan.bad}
        kept = [r for n, r in enumerate(rows, start=2) if n not in bad and any(r)]
        if kept:
            again = usecases.plan_import(uow, uploaded(uow, *kept))
            assert again.count("skip") == len(kept), reasons(again)


@EXAMPLES
@given(first=ROWS, second=ROWS)
def test_undoing_the_imports_backwards_restores_everything(
    uow: UnitOfWork, first: list[list[str]], second: list[list[str]]
) -> None:
    with undone(uow):
        found(uow)
        states, batches = [everything(uow)], []
        for rows in (first, second):
            key = uploaded(uow, *rows)
            usecases.apply_import(uow, key, digest=None, leave_out_bad=True)
            batches.append(key)
            states.append(everything(uow))

        for key, state in zip(reversed(batches), reversed(states[:-1]), strict=True):
            usecases.undo_import(uow, key)
            assert everything(uow) == state


# ---- real data


def employees() -> ColumnMapping:
    return ColumnMapping.from_toml((Path(__file__).parents[1] / "factory" / "employees.toml").read_bytes())


def test_a_real_factory_of_290_people_is_imported_and_taken_back(uow: UnitOfWork, shared_data: Path) -> None:
    folder, mapping = shared_data / "factory", employees()
    tables = {j.file: read_table((folder / j.file).read_bytes()) for j in mapping.joins}
    raw = (folder / "Employee.csv").read_bytes()
    plan = plan_members(uow, read_table(raw), mapping, tables)
    assert (plan.count("create"), plan.bad) == (290, ())

    done = usecases.import_file(uow, "Employee.csv", raw, mapping, tables=tables)

    assert done.created == 290 and len(queries.candidates(uow)) == 290
    ken = queries.find_member_by_number(uow, 1)
    assert ken is not None
    assert (ken.name, ken.birth_on) == ("Ken J Sánchez", date(1969, 1, 29))
    sectors = {s.id: s.name for s in queries.sectors(uow)}
    assert len(sectors) == 16 and sectors[ken.sector_id or 0] == "Executive"
    rob = queries.find_member_by_number(uow, 4)
    assert rob is not None and (rob.name, sectors[rob.sector_id or 0]) == ("Rob Walters", "Tool Design")
    assert plan_members(uow, read_table(raw), mapping, tables).count("skip") == 290
    usecases.undo_import(uow, done.id)
    assert queries.members(uow) == () and queries.sectors(uow) == () and queries.skills(uow) == ()


def test_every_field_of_the_import_has_one_name_and_a_title() -> None:
    assert len({f.name for f in FIELDS}) == len(FIELDS)
    assert all(f.title for f in FIELDS)
