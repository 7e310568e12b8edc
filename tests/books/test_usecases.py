"""The books on both engines: what balances goes in, and nothing comes out again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from click.testing import CliRunner
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError, IntegrityError

from coop.books import queries, rules, usecases
from coop.books.commands import group
from coop.books.rules import BANK, CASH, CLIENTS, MEMBERS, POT, WORK, Posting
from coop.kernel.money import MOST, ZERO, Money, total
from coop.people.rules import BadCuit
from coop.store import UnitOfWork, writing
from tests.cast import Cast, found

DAY = date(2026, 10, 31)


@pytest.fixture
def cast(uow: UnitOfWork) -> Cast:
    return found(uow)


def sale(uow: UnitOfWork, minor: int = 150_000_00) -> int:
    return usecases.post(
        uow, DAY, "Venta de ladrillos", [Posting(BANK, Money(minor)), Posting("4.1.1", Money(-minor))]
    )


def shared(uow: UnitOfWork, cast: Cast) -> int:
    return usecases.post(
        uow,
        DAY,
        "Reparto",
        [
            Posting(POT, Money(300)),
            *(Posting(MEMBERS, Money(-100), m) for m in (cast.ana, cast.bruno, cast.elsa)),
        ],
        {"acta": "2026-004"},
    )


def owed(uow: UnitOfWork, member_id: int) -> Money:
    """What the account of the members says the co-op owes one of them."""
    lines = [line for line in queries.account_lines(uow, MEMBERS) if line.member_id == member_id]
    return total([line.credit or -(line.debit or ZERO) for line in lines])


def test_an_entry_is_booked_with_its_lines_and_facts(uow: UnitOfWork, cast: Cast) -> None:
    entry = queries.get_entry(uow, shared(uow, cast))

    assert (entry.day, entry.text, entry.meta) == (DAY, "Reparto", {"acta": "2026-004"})
    assert [(line.code, line.member, line.debit, line.credit) for line in entry.lines] == [
        (POT, "", Money(300), None),
        (MEMBERS, "Ana Acosta", None, Money(100)),
        (MEMBERS, "Bruno Benítez", None, Money(100)),
        (MEMBERS, "Elsa Escobar", None, Money(100)),
    ]
    assert entry.lines[-1].balance == ZERO
    assert owed(uow, cast.bruno) == Money(100)


def test_one_centavo_too_many_is_refused_and_nothing_is_written(uow: UnitOfWork, cast: Cast) -> None:
    with pytest.raises(rules.Unbalanced) as refused:
        usecases.post(uow, DAY, "Mal", [Posting(CASH, Money(100)), Posting(BANK, Money(-99))])

    assert refused.value.facts == {"difference": Money(1)}
    assert queries.journal(uow, reader=cast.ana) == []


def test_an_account_that_is_not_in_the_chart_is_refused(uow: UnitOfWork, cast: Cast) -> None:
    with pytest.raises(rules.UnknownAccount):
        usecases.post(uow, DAY, "Mal", [Posting("9.9.9", Money(1)), Posting(BANK, Money(-1))])


def test_a_reversal_is_the_opposite_dated_today_and_both_stay(uow: UnitOfWork, cast: Cast) -> None:
    entry = shared(uow, cast)
    undone = usecases.reverse(uow, entry, "se cargó dos veces")

    assert all(b.balance == ZERO for b in queries.trial_balance(uow))
    view = queries.get_entry(uow, undone)
    assert (view.day, view.reverses) == (uow.today(), entry)
    assert queries.get_entry(uow, entry).reversed_by == undone
    assert owed(uow, cast.bruno) == ZERO
    with pytest.raises(rules.AlreadyReversed):
        usecases.reverse(uow, entry, "otra vez")
    with pytest.raises(rules.IsReversal):
        usecases.reverse(uow, undone, "al revés")
    with pytest.raises(rules.NeedsReason):
        usecases.reverse(uow, sale(uow), "  ")


def test_the_balances_sum_to_zero_and_show_every_account(uow: UnitOfWork, cast: Cast) -> None:
    sale(uow)
    usecases.post(uow, DAY, "Retiro", [Posting(CASH, Money(500)), Posting(BANK, Money(-500))])
    balances = {b.code: b for b in queries.trial_balance(uow)}

    assert (balances[BANK].debit, balances[BANK].credit) == (Money(150_000_00), Money(500))
    assert balances[BANK].balance == Money(149_995_00)
    assert balances[CLIENTS].balance == ZERO
    assert sum(b.balance.minor for b in balances.values()) == 0
    assert len(balances) == len(rules.CHART)


def test_a_reader_sees_her_own_line_and_the_sum_of_the_others(uow: UnitOfWork, cast: Cast) -> None:
    lines = [Posting(MEMBERS, Money(-100), m) for m in (cast.ana, cast.bruno, cast.elsa, cast.gabi)]
    usecases.post(uow, DAY, "Reparto", [Posting(POT, Money(400)), *lines])

    assert seen(queries.journal(uow, 2026, reader=cast.bruno)) == [
        (POT, "", Money(400), None),
        (MEMBERS, "", None, Money(300)),
        (MEMBERS, "Bruno Benítez", None, Money(100)),
    ]
    assert queries.journal(uow, 2025, reader=cast.bruno) == []
    balances = {b.code: b.balance for b in queries.trial_balance(uow, reader=cast.bruno)}
    assert balances[MEMBERS] == Money(-400)


def seen(lines: Sequence[queries.Line]) -> list[tuple[str, str, Money | None, Money | None]]:
    return [(line.code, line.member, line.debit, line.credit) for line in lines]


@pytest.mark.parametrize("others", [1, 2])
def test_a_sum_over_one_or_two_others_tells_nobody_what_they_get(
    uow: UnitOfWork, cast: Cast, others: int
) -> None:
    who = [cast.ana, cast.elsa][:others]
    lines = [Posting(MEMBERS, Money(100), m) for m in (*who, cast.bruno)]
    usecases.post(uow, DAY, "Corrección", [*lines, Posting(WORK, Money(-100 * (others + 1)))])

    journal = queries.journal(uow, reader=cast.bruno)
    assert sorted(seen(journal)) == [
        (MEMBERS, "", None, None),
        (MEMBERS, "Bruno Benítez", Money(100), None),
        (WORK, "", None, None),
    ]
    assert [line.is_veiled for line in journal].count(True) == 2
    assert all(b.debit == b.credit == ZERO for b in queries.trial_balance(uow, reader=cast.bruno))
    assert {b.code: b.balance for b in queries.trial_balance(uow) if b.balance} == {
        MEMBERS: Money(100 * (others + 1)),
        WORK: Money(-100 * (others + 1)),
    }


def test_an_entry_about_the_reader_alone_is_hers_to_see(uow: UnitOfWork, cast: Cast) -> None:
    usecases.post(uow, DAY, "Corrección", [Posting(MEMBERS, Money(7), cast.bruno), Posting(WORK, Money(-7))])

    assert not any(line.is_veiled for line in queries.journal(uow, reader=cast.bruno))
    assert all(line.is_veiled for line in queries.journal(uow, reader=cast.ana))


def test_what_another_module_booked_is_not_undone_by_hand(uow: UnitOfWork, cast: Cast) -> None:
    lines = [Posting(WORK, Money(300)), Posting(POT, Money(-300))]
    entry = usecases.post(uow, DAY, "Fondo", lines, origin="payroll")

    assert not queries.get_entry(uow, entry).is_manual
    with pytest.raises(rules.NotByHand):
        usecases.reverse(uow, entry, "no me gusta")
    with pytest.raises(IntegrityError), uow.savepoint():
        usecases.post(uow, DAY, "A escondidas", lines, reverses=entry)
    assert queries.get_entry(uow, entry).reversed_by is None


@pytest.mark.parametrize("minor", [MOST.minor + 1, 10**20, -(10**30)])
def test_no_amount_is_larger_than_the_books_hold(uow: UnitOfWork, cast: Cast, minor: int) -> None:
    with pytest.raises(rules.TooMuch):
        usecases.post(uow, DAY, "Mal", [Posting(CASH, Money(minor)), Posting(BANK, Money(-minor))])
    usecases.post(uow, DAY, "Bien", [Posting(CASH, MOST), Posting(BANK, -MOST)])


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(1, 1, 1), date(2200, 1, 1), date(1899, 12, 31)])
def test_no_entry_bears_a_day_that_cannot_be_right(uow: UnitOfWork, cast: Cast, day: date) -> None:
    lines = [Posting(CASH, Money(1)), Posting(BANK, Money(-1))]
    with pytest.raises(rules.NoDay):
        usecases.post(uow, day, "Mal", lines)
    usecases.post(uow, DAY, "Bien", lines)
    statement = (
        "INSERT INTO books_entry (day, text, meta, origin, veiled, at, sealed) "
        f"SELECT '{day.isoformat()}', 'mal', '{{}}', 'manual', FALSE, at, FALSE FROM books_entry"
    )
    with pytest.raises(IntegrityError), uow.savepoint():
        uow.session.execute(text(statement))


def test_an_account_shows_its_running_balance(uow: UnitOfWork, cast: Cast) -> None:
    sale(uow, 100)
    sale(uow, 50)
    assert [line.balance for line in queries.account_lines(uow, BANK)] == [Money(100), Money(150)]


def test_the_years_of_the_journal_are_those_in_which_something_is_booked(uow: UnitOfWork, cast: Cast) -> None:
    assert queries.years(uow) == ()
    sale(uow)
    usecases.post(uow, date(2024, 1, 1), "Vieja", [Posting(CASH, Money(1)), Posting(BANK, Money(-1))])
    assert queries.years(uow) == (2026, 2025, 2024)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE books_entry SET text = 'otra cosa'",
        "UPDATE books_entry SET sealed = FALSE",
        "UPDATE books_entry SET sealed = TRUE",
        "DELETE FROM books_entry",
        "UPDATE books_posting SET amount = amount + 1",
        "DELETE FROM books_posting",
        "UPDATE books_account SET name = 'Caja de Juan'",
        "DELETE FROM books_account",
        "INSERT INTO books_posting (entry_id, account_id, amount) SELECT e.id, a.id, 1 "
        "FROM books_entry e, books_account a WHERE a.code = '1.1.1'",
        "INSERT INTO books_entry (day, text, meta, origin, veiled, at, sealed) "
        "SELECT day, 'otra', '{}', 'manual', FALSE, at, TRUE FROM books_entry",
    ],
)
def test_no_statement_changes_what_is_booked(uow: UnitOfWork, cast: Cast, statement: str) -> None:
    sale(uow)
    with pytest.raises(DatabaseError), uow.savepoint():
        uow.session.execute(text(statement))
    assert queries.journal_balanced(uow)


OPEN = (
    "INSERT INTO books_entry (day, text, meta, origin, veiled, at, sealed) "
    "SELECT day, 'a mano', '{}', 'manual', FALSE, at, FALSE FROM books_entry"
)
LINE = (
    "INSERT INTO books_posting (entry_id, account_id, amount) "
    "SELECT (SELECT MAX(id) FROM books_entry), id, {} FROM books_account WHERE code = '{}'"
)
SEAL = "UPDATE books_entry SET sealed = TRUE WHERE text = 'a mano'"


@pytest.mark.parametrize("second", [None, -6, -4, 5])
def test_the_database_itself_seals_only_what_balances(
    uow: UnitOfWork, cast: Cast, second: int | None
) -> None:
    sale(uow)
    uow.session.execute(text(OPEN))
    uow.session.execute(text(LINE.format(5, CASH)))
    if second is not None:
        uow.session.execute(text(LINE.format(second, BANK)))
    with pytest.raises(IntegrityError), uow.savepoint():
        uow.session.execute(text(SEAL))

    assert not queries.journal_balanced(uow)


def test_what_balances_can_be_sealed_by_hand_and_then_takes_no_more(uow: UnitOfWork, cast: Cast) -> None:
    sale(uow)
    for statement in (OPEN, LINE.format(5, CASH), LINE.format(-5, BANK), SEAL):
        uow.session.execute(text(statement))
    assert queries.journal_balanced(uow)
    with pytest.raises(IntegrityError), uow.savepoint():
        uow.session.execute(text(LINE.format(7, CASH)))


def test_an_account_joins_the_chart_once(uow: UnitOfWork, cast: Cast) -> None:
    usecases.add_account(uow, code="5.2.4", name="Fletes")

    assert "5.2.4" in [a.code for a in queries.accounts(uow)]
    for code, name in (("5.2.4", "Otra"), ("5.2.5", "fletes")):
        with pytest.raises(rules.CodeTaken):
            usecases.add_account(uow, code=code, name=name)
    usecases.post(uow, DAY, "Flete", [Posting("5.2.4", Money(9)), Posting(CASH, Money(-9))])


def test_a_client_is_written_down_once_with_a_true_cuit(uow: UnitOfWork, cast: Cast) -> None:
    usecases.add_party(uow, kind="client", name="Corralón Norte", cuit="30-50001091-2")

    assert [(p.name, p.cuit) for p in queries.parties(uow)] == [("Corralón Norte", "30500010912")]
    with pytest.raises(rules.PartyTaken):
        usecases.add_party(uow, kind="both", name="Otro", cuit="30500010912")
    with pytest.raises(rules.PartyTaken):
        usecases.add_party(uow, kind="both", name="Corralón Norte")
    with pytest.raises(BadCuit):
        usecases.add_party(uow, kind="supplier", name="Falso", cuit="30-50001091-3")
    usecases.add_party(uow, kind="supplier", name="Sin CUIT")


def independent_check(journal: str) -> dict[str, int]:
    """Read the exported journal as a stranger would; the balance of each account in centavos."""
    balances: dict[str, int] = {}
    entry = 0
    for line in [*journal.splitlines(), ""]:
        if line.startswith("    ") and not line.startswith("    ;"):
            name, _gap, amount = line.strip().partition("    ARS ")
            amount, _eq, asserted = amount.partition(" = ARS ")
            minor = int(amount.replace(".", ""))
            entry += minor
            balances[name] = balances.get(name, 0) + minor
            assert not asserted or int(asserted.replace(".", "")) == balances[name], line
        elif not line.strip():
            assert entry == 0, f"entry before {line!r} is off by {entry}"
    return balances


def test_an_independent_reader_finds_the_exported_journal_balanced(
    app: Flask, uow: UnitOfWork, cast: Cast
) -> None:
    sale(uow)
    usecases.post(uow, DAY, "Fondo", [Posting(WORK, Money(300)), Posting(POT, Money(-300))])
    shared(uow, cast)
    journal = rules.hledger(queries.entries(uow))
    balances = independent_check(journal)

    assert balances["Pasivo:Asociados-retribuciones-a-pagar:0002"] == -100
    assert balances["Pasivo:Fondo-a-repartir"] == 0
    with pytest.raises(AssertionError):
        independent_check(journal.replace("ARS -1.00", "ARS -1.01", 1))


def test_the_command_prints_the_journal_and_counts_it_anew(app: Flask, booked: None) -> None:
    with app.app_context():
        run = CliRunner().invoke(group, ["export", "--format", "hledger"])
        check = CliRunner().invoke(group, ["check"])

    assert run.exit_code == 0
    assert "Venta de ladrillos" in run.output
    assert check.exit_code == 0


@pytest.fixture
def booked(app: Flask) -> None:
    with app.app_context(), writing() as unit:
        found(unit)
        sale(unit)
