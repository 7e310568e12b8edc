"""What the entries of the book say to people, whoever wrote them."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from coop.records import queries, registry, usecases, verifier
from coop.store import UnitOfWork, reading, writing
from coop.web.language import say
from tests.cast import Cast, found

CODE = Path(__file__).parents[2] / "coop"
DIGEST = "7" * 64
VOTE = {"assembly": 1, "item": 2, "in_favour": 24, "against": 3, "abstained": 2, "needed": 14}

CASES: list[tuple[str, dict[str, Any], str]] = [
    (
        "payroll.issued",
        {"period": "2026-09", "decision": "2026-002", "slips": 35, "first": 1, "paid": 3649919798},
        "35 recibos de 9/2026, $\u00a036.499.197,98 en total, por la resolución 2026-002.",
    ),
    (
        "payroll.split_proposed",
        {"period": "2026-09", "pot": 1000, "subject": DIGEST},
        "Huella del reparto: O53X-O53X-O53X-O53X.",
    ),
    (
        "rota.published",
        {
            "version": 1,
            "start": "2026-08-31",
            "end": "2026-09-28",
            "shifts": 463,
            "uncovered": 26,
            "digest": DIGEST,
        },
        "Cronograma del 31/08/2026 al 27/09/2026, versión 1: 463 turnos.",
    ),
    (
        "rota.hours_confirmed",
        {"start": "2026-08-31", "end": "2026-10-01", "members": 35, "minutes": 248225, "digest": DIGEST},
        "Horas del 31/08/2026 al 30/09/2026: 4.137:05 en total, de 35 personas.",
    ),
    (
        "people.mandate",
        {
            "mandate": 1,
            "member": 4,
            "office": "treasurer",
            "since": "2024-03-04",
            "until": "2027-03-01",
            "decision": "2024-001",
        },
        "Tesorería del 04/03/2024 al 28/02/2027: n.º 4 del padrón.",
    ),
    ("people.left", {"number": 8, "day": "2026-11-03"}, "n.º 8 del padrón"),
    (
        "records.decision",
        {
            "number": "2026-003",
            "kind": "assembly.text",
            "matter": "ordinary",
            "outcome": "carried",
            "state": "blocked",
            "subject": DIGEST,
            "obstacle": "%(name)s holds another office.",
            "facts": {**VOTE, "present": 29, "roll": 35},
        },
        "No tiene efecto: … holds another office.",
    ),
    (
        "web.secret_issued",
        {"member": 2, "kind": "badge", "by": [1, 3]},
        "Lo hicieron en conjunto: n.º 1 del padrón, n.º 3 del padrón.",
    ),
    (
        "web.secret_issued",
        {"member": 2, "kind": "start", "by": [None, None]},
        "Se entregó en la máquina misma, para el comienzo.",
    ),
    (
        "operations.key_rotated",
        {"key": "records"},
        "reemplazó a la clave del libro de registro.",
    ),
]


@pytest.fixture
def uow(app: Flask) -> Any:
    with app.app_context(), writing() as uow:
        found(uow)
        yield uow


@pytest.mark.parametrize(("kind", "facts", "sentence"), CASES)
def test_an_entry_is_said_in_words(uow: UnitOfWork, kind: str, facts: dict[str, Any], sentence: str) -> None:
    seq = usecases.record(uow, kind, facts).seq
    said = [say(each) for each in queries.get_entry(uow, seq).said]
    assert any(sentence in each for each in said), said


@pytest.mark.parametrize("kind", ["cordon.delivered", "rota.published", "records.decision", "people.mandate"])
@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"day": "2026-11-03", "digest": DIGEST, "lines": [{"place": "Comedor"}, {"place": 7}]},
        {"day": "x"},
    ],
)
def test_what_nobody_has_words_for_is_said_fact_by_fact(
    uow: UnitOfWork, kind: str, facts: dict[str, Any]
) -> None:
    entry = queries.get_entry(uow, usecases.record(uow, kind, facts).seq)
    said = [say(each) for each in entry.said]
    assert len(said) == (4 if "lines" in facts else len(facts))
    if "lines" in facts:
        assert said == ["Día: 03/11/2026", "digest: O53X-O53X-O53X-O53X", "Lugar: Comedor", "Lugar: 7"]
    assert say(entry.gist) == (said[0] if said else "")


def test_the_line_shown_is_the_line_that_is_chained(app: Flask, cast: Cast) -> None:
    with app.app_context(), reading() as uow:
        shown = [entry.line.encode() for entry in reversed(queries.entries(uow))]
    assert verifier.verify_chain(shown) is None


@pytest.fixture
def cast(app: Flask) -> Cast:
    with app.app_context(), writing() as uow:
        return found(uow)


def test_every_kind_that_the_program_writes_has_words() -> None:
    """The kinds are the texts with a dot that `record` and `told` are called with, and three constants."""
    written = {usecases.rules.DECISION, usecases.rules.SETTLED, usecases.rules.KEY, usecases.rules.ERASED}
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in ("record", "told", "record_person"):
                    kinds = [a.value for a in node.args if isinstance(a, ast.Constant)]
                    written.update(k for k in kinds if isinstance(k, str) and "." in k)
    assert len(written) > 15
    for kind in sorted(written):
        assert str(registry.title_of(kind)) != kind, kind


def test_a_kind_is_named_once(app: Flask) -> None:
    kind = registry.EntryKind("people.left", "Another title", lambda _uow, _facts: ())
    with pytest.raises(ValueError, match=r"people\.left"):
        registry.add([kind])
