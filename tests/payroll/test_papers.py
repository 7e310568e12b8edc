"""The payslip on paper: one sheet with two copies, and what it carries for machines."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from flask import Flask

from coop.documents import queries as archive
from coop.documents import usecases as press
from coop.documents.rules import paper_digest
from coop.kernel.canonical import digest, fingerprint
from coop.kernel.money import Money, total
from coop.payroll import papers, queries, usecases
from coop.people import usecases as people
from coop.people.usecases import NewMember
from coop.store import UnitOfWork, reading, writing
from tests.cast import Cast, found
from tests.payroll.october import issued, reverse

pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="no pdftotext: apt-get install poppler-utils"
)


@pytest.fixture
def slips(app: Flask, cast: Cast) -> dict[str, int]:
    """October issued, Juan's slip reversed, every paper made: their keys."""
    with app.app_context():
        with writing() as uow:
            people.change_member(uow, cast.bruno, NewMember("Bruno", "Benítez", dni="30123456"))
            issued(uow, cast)
            keys = {key: queries.slips_of_member(uow, getattr(cast, key))[0].id for key in ("bruno", "juan")}
            keys["reversing"] = reverse(uow, 7, "no trabajó en octubre")
        assert press.render_pending().failed == 0
    return keys


def pdf_of(uow: UnitOfWork, slip_id: int) -> tuple[archive.Paper, bytes]:
    paper = archive.find_paper(uow, usecases.PAYSLIP, str(slip_id))
    assert paper is not None
    assert paper.is_issued, paper.obstacle
    return paper, archive.pdf_of(uow, paper.id)


def attached(pdf: bytes) -> dict[str, Any]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        (name,) = document.attachments
        found_: dict[str, Any] = json.loads(document.attachments[name].get_file().read_bytes())
        return found_


def words_of(pdf: bytes, folder: Path) -> str:
    path = folder / "recibo.pdf"
    path.write_bytes(pdf)
    run = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    return " ".join(run.stdout.replace("\u00a0", " ").split())


def test_a_payslip_is_one_sheet_of_a4(app: Flask, slips: dict[str, int]) -> None:
    with app.app_context(), reading() as uow:
        for slip_id in slips.values():
            with pikepdf.open(io.BytesIO(pdf_of(uow, slip_id)[1])) as document:
                (page,) = document.pages
                left, bottom, right, top = (float(n) for n in page.mediabox)
            assert (round((right - left) * 25.4 / 72), round((top - bottom) * 25.4 / 72)) == (210, 297)


def test_the_longest_payslip_is_one_sheet_too(app: Flask, cast: Cast) -> None:
    with app.app_context():
        with writing() as uow:
            long_name = NewMember("María de los Ángeles Concepción", "Fernández de la Barrera y Olazábal")
            people.change_member(uow, cast.juan, long_name)
            usecases.set_title(uow, "Recibo de retribución a cuenta del excedente repartible 2026")
            issued(uow, cast)
            reverse(uow, 7, "no trabajó en octubre y lo votamos así " * 5)
            slip_id = queries.slips_of_member(uow, cast.juan)[0].id
        assert press.render_pending().failed == 0
        with reading() as uow, pikepdf.open(io.BytesIO(pdf_of(uow, slip_id)[1])) as document:
            assert len(document.pages) == 1


@pdftotext
def test_it_says_amount_in_words_decision_and_fingerprint_on_both_copies(
    app: Flask, slips: dict[str, int], tmp_path: Path
) -> None:
    with app.app_context(), reading() as uow:
        paper, pdf = pdf_of(uow, slips["bruno"])
        slip = queries.get_slip(uow, slips["bruno"])
        decision = queries.decision_of(uow, slip)
    words = words_of(pdf, tmp_path)
    assert paper.digest is not None
    assert slip.amount == Money(1_158_823_53)
    amount = (
        "un millón ciento cincuenta y ocho mil ochocientos veintitrés pesos con cincuenta y tres centavos"
    )
    for twice in (
        amount,
        "$ 1.158.823,53",
        "octubre de 2026",
        "Bruno Benítez",
        "30.123.456",
        "000002",
        "2026-004",
        fingerprint(decision.digest),
        fingerprint(paper.digest),
        "Firma",
        "30-50001091-2",
        "Verificar un papel",
    ):
        assert words.count(twice) >= 2, (twice, words)
    assert "Copia para" in words
    for other in ("Ana", "Acosta", "Juan"):
        assert other not in words


@pdftotext
def test_a_reversing_payslip_says_what_it_reverses_why_and_by_which_decision(
    app: Flask, slips: dict[str, int], tmp_path: Path
) -> None:
    with app.app_context(), reading() as uow:
        _paper, pdf = pdf_of(uow, slips["reversing"])
        slip = queries.get_slip(uow, slips["reversing"])
        decision = queries.decision_of(uow, slip)
    words = words_of(pdf, tmp_path)
    assert words.count("-$ 500.000,00") >= 2
    assert words.count("menos quinientos mil pesos") == 2
    assert words.count("no trabajó en octubre") == 2
    assert decision.number == "2026-009"
    assert words.count("2026-009") >= 2
    assert "2026-004" not in words
    data = attached(pdf)["data"]
    assert data["decision"] == {"number": "2026-009", "digest": decision.digest, "subject": decision.subject}
    assert (data["reverses"], data["amount"]) == (7, -500_000_00)


def test_the_attached_facts_are_the_record_and_prove_the_line(app: Flask, slips: dict[str, int]) -> None:
    with app.app_context(), reading() as uow:
        paper, pdf = pdf_of(uow, slips["bruno"])
        slip = queries.get_slip(uow, slips["bruno"])
        split = queries.get_split(uow, slip.split_id)
        decision = queries.decision_of(uow, slip)
    facts = attached(pdf)
    data = facts["data"]
    assert paper_digest(facts) == paper.digest
    assert (facts["kind"], facts["ref"], facts["issued_on"]) == (usecases.PAYSLIP, str(slip.id), "2026-11-03")
    assert (data["slip"], data["period"], data["amount"]) == (2, "2026-10", slip.amount.minor)
    assert data["decision"] == {"number": "2026-004", "digest": decision.digest, "subject": split.subject}
    assert data["line"]["amount"] == slip.amount.minor
    # What a stranger computes with any SHA-256: my line is among the lines that were voted.
    assert digest(data["line"]) == data["lines"][1]
    assert digest(data["lines"]) == split.proposal["lines"]
    assert data["pot"] == split.proposal["pot"]


def test_the_concepts_of_a_payslip_sum_to_its_amount(uow: UnitOfWork) -> None:
    cast = found(uow)
    period_id = issued(uow, cast)
    for slip in queries.slips_of_period(uow, period_id):
        context = papers.payslip(uow, str(slip.id)).context
        assert total([each.amount for each in context["concepts"]]) == slip.amount
    reversing = reverse(uow, 2, "error")
    context = papers.payslip(uow, str(reversing)).context
    assert total([each.amount for each in context["concepts"]]) == Money(-1_158_823_53)


@pdftotext
def test_a_member_s_payslip_speaks_her_language(app: Flask, cast: Cast, tmp_path: Path) -> None:
    with app.app_context():
        with writing() as uow:
            people.choose_language(uow, cast.juan, "pt_BR")
            issued(uow, cast)
            slip_id = queries.slips_of_member(uow, cast.juan)[0].id
        assert press.render_pending().failed == 0
        with reading() as uow:
            words = words_of(pdf_of(uow, slip_id)[1], tmp_path)
    assert words.count("quinhentos mil pesos") == 2
    assert "outubro de 2026" in words
