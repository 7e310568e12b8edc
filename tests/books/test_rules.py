"""What an entry is, and what other accounting programs read of it."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.books import rules
from coop.books.rules import Account, Entry, Posting
from coop.kernel.money import MOST, Money

DAY = date(2026, 10, 31)
amounts = st.integers(-(10**13), 10**13).filter(bool)


@given(st.lists(amounts, min_size=1, max_size=30))
def test_lines_balance_with_their_opposite_and_not_one_centavo_beside_it(minors: list[int]) -> None:
    rest = -sum(minors)
    lines = [Posting("1.1.1", Money(m)) for m in minors]
    if rest:
        rules.check_entry(DAY, [*lines, Posting("1.1.2", Money(rest))])
    if rest + 1 and len(lines) > 0:
        with pytest.raises(rules.Unbalanced):
            rules.check_entry(DAY, [*lines, Posting("1.1.2", Money(rest + 1))])


@pytest.mark.parametrize("minors", [[], [5], [5, 0, -5]])
def test_an_entry_has_two_lines_or_more_and_each_has_an_amount(minors: list[int]) -> None:
    with pytest.raises(rules.TooFewLines):
        rules.check_entry(DAY, [Posting("1.1.1", Money(m)) for m in minors])


def test_the_chart_has_each_account_once_and_every_kind() -> None:
    codes = [a.code for a in rules.CHART]
    assert len(set(codes)) == len(codes)
    assert len({rules.account_path(a) for a in rules.CHART}) == len(codes)
    assert {a.kind for a in rules.CHART} == set(rules.KINDS.values())


@pytest.mark.parametrize("code", ["", "6.1.1", "1", "1.", "1..2", "5.2.x", "5.2.12345", "1.1.1.1.1.1"])
def test_a_code_that_is_none_is_refused(code: str) -> None:
    with pytest.raises(rules.BadCode):
        rules.new_account(code, "Fletes")


@pytest.mark.parametrize(
    ("name", "plain"),
    [("Máquinas e instalaciones", "Maquinas-e-instalaciones"), ("fletes (k/n)", "Fletes-k-n"), ("¡!", "X")],
)
def test_names_lose_accents_and_signs_for_other_programs(name: str, plain: str) -> None:
    assert rules.plain_name(name) == plain


ENTRIES = (
    Entry(
        1,
        date(2026, 10, 31),
        'Fondo a repartir; "octubre"',
        (("Egresos:Trabajo", Money(100_05)), ("Pasivo:Fondo", Money(-100_05))),
        (("acta", "2026-004"),),
    ),
    Entry(
        2,
        date(2026, 11, 3),
        "Reparto\nde octubre",
        (("Pasivo:Fondo", Money(100_05)), ("Pasivo:Asociados:0001", Money(-100_05))),
        (),
    ),
)


def test_the_journal_for_hledger_names_every_account_and_asserts_every_balance() -> None:
    text = rules.hledger(ENTRIES)

    assert text.splitlines() == [
        "commodity ARS 1000.00",
        "",
        "account Egresos:Trabajo",
        "account Pasivo:Asociados:0001",
        "account Pasivo:Fondo",
        "",
        '2026-10-31 * (1) Fondo a repartir, "octubre"',
        "    ; acta: 2026-004",
        "    Egresos:Trabajo    ARS 100.05",
        "    Pasivo:Fondo    ARS -100.05",
        "",
        "2026-11-03 * (2) Reparto de octubre",
        "    Pasivo:Fondo    ARS 100.05",
        "    Pasivo:Asociados:0001    ARS -100.05",
        "",
        "2026-11-03 * Control",
        "    Egresos:Trabajo    ARS 0.00 = ARS 100.05",
        "    Pasivo:Asociados:0001    ARS 0.00 = ARS -100.05",
        "    Pasivo:Fondo    ARS 0.00 = ARS 0.00",
    ]


def test_the_journal_for_beancount_names_its_roots_and_asserts_every_balance() -> None:
    lines = rules.beancount(ENTRIES).splitlines()

    assert 'option "name_expenses" "Egresos"' in lines
    assert "2026-10-31 open Pasivo:Asociados:0001 ARS" in lines
    assert "2026-10-31 * \"Fondo a repartir, 'octubre'\"" in lines
    assert '  acta: "2026-004"' in lines
    assert lines[-3:] == [
        "2026-11-04 balance Egresos:Trabajo 100.05 ARS",
        "2026-11-04 balance Pasivo:Asociados:0001 -100.05 ARS",
        "2026-11-04 balance Pasivo:Fondo 0.00 ARS",
    ]


def test_an_empty_journal_is_still_a_journal() -> None:
    assert rules.hledger(()) == "commodity ARS 1000.00\n\n"
    assert rules.beancount(()).startswith('option "operating_currency" "ARS"\n')


def test_a_member_account_bears_the_number_on_the_roll() -> None:
    account = Account(rules.MEMBERS, "Asociados: retribuciones a pagar")
    assert rules.account_path(account, 7) == "Pasivo:Asociados-retribuciones-a-pagar:0007"


TEXTS = (
    'Venta | de "ladrillos"; \\ y más',
    "* raro",
    "(1) (2)",
    "! 2026-01-01 #etiqueta ^nota clave: valor, otra: v",
    "=",
    "",
    "ñandú — “comillas” €\ny otra línea\t\x00",
    "a" * 200,
)
STRANGE = (
    *(
        Entry(
            n,
            DAY,
            text,
            (("Egresos:Otros-gastos", Money(100_05)), ("Activo:Caja", Money(-100_05))),
            (("acta", "2026-004"), ("sha", "a" * 64)),
        )
        for n, text in enumerate(TEXTS, 1)
    ),
    Entry(90, DAY, "grande", (("Activo:Banco", MOST), ("Patrimonio:Capital", -MOST)), ()),
    Entry(
        91,
        DAY,
        "cuenta y subcuentas",
        (
            ("Pasivo:Asociados:0001", Money(-5)),
            ("Pasivo:Asociados:0002", Money(-7)),
            ("Pasivo:Asociados", Money(12)),
        ),
        (),
    ),
)


@pytest.mark.parametrize("entries", [(), ENTRIES, STRANGE], ids=["none", "usual", "strange"])
@pytest.mark.parametrize(
    ("write", "check"),
    [
        pytest.param(rules.hledger, ["hledger", "check", "--strict", "-f"], id="hledger"),
        pytest.param(rules.beancount, ["bean-check"], id="beancount"),
    ],
)
def test_the_programs_themselves_accept_the_journal(
    tmp_path: Path,
    entries: tuple[Entry, ...],
    write: Callable[[Sequence[Entry]], str],
    check: list[str],
) -> None:
    if shutil.which(check[0]) is None:
        pytest.skip(f"no {check[0]}: apt-get install hledger beancount")
    path = tmp_path / "diario.journal"
    path.write_text(write(entries), "utf-8")
    done = subprocess.run([*check, str(path)], capture_output=True, text=True, env={**os.environ, **UTF8})
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


UTF8 = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}
