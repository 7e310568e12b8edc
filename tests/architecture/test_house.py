"""House rules as tests: floors, rooms, one commit, proof only from the assembly."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = ROOT / "coop"
FILES = sorted(CODE.rglob("*.py"))
PURE_ROOMS = {"rules", "solver", "urn"}
ROOMS = ("rules", "tables", "queries", "usecases", "papers", "forms", "motions", "views", "commands")
OPEN_TO_OTHERS = {"rules", "queries", "usecases", "registry"}
LIBRARY_FLOORS = {"bootstrap", "kernel", "store", "web", "decisions"}
COMPOSERS = {"wiring", "app", "cli", "operations", "demo"}
NOT_PURE = {
    "flask",
    "sqlalchemy",
    "wtforms",
    "flask_wtf",
    "weasyprint",
    "coop.store",
    "coop.web",
    "coop.decisions",
}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def where(path: Path) -> tuple[str, str]:
    """The module and room of a file: `coop/rota/rules/rest.py` is (rota, rules)."""
    parts = path.relative_to(CODE).with_suffix("").parts
    return parts[0], parts[1] if len(parts) > 1 else ""


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def calls(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, node.lineno


def run(*command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff_finds_nothing() -> None:
    run("ruff", "check", "--no-cache", "coop", "tests", "migrations")


def test_the_code_is_formatted() -> None:
    run("ruff", "format", "--check", "--no-cache", "coop", "tests", "migrations")


def test_mypy_strict_finds_nothing() -> None:
    run("mypy")


def test_imports_go_down_only() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", [p for p in FILES if where(p)[1] in PURE_ROOMS], ids=str)
def test_the_law_is_pure(path: Path) -> None:
    for name in imports(path):
        assert not any(name == n or name.startswith(f"{n}.") for n in NOT_PURE), f"{path} imports {name}"


def test_tables_are_private_to_their_module() -> None:
    for path in FILES:
        for name in imports(path):
            found = re.match(r"coop\.(\w+)\.tables", name)
            if found:
                assert where(path)[0] in (found[1], "wiring"), f"{path} uses the tables of {found[1]}"


def test_modules_use_only_the_open_rooms_of_other_modules() -> None:
    for path in FILES:
        own = where(path)[0]
        if own in COMPOSERS | LIBRARY_FLOORS:
            continue
        for name in imports(path):
            found = re.match(r"coop\.(\w+)\.(\w+)", name)
            if found and found[1] not in {own} | LIBRARY_FLOORS and (CODE / found[1]).is_dir():
                assert found[2] in OPEN_TO_OTHERS, f"{path} imports {name}"


def test_only_pages_know_addresses() -> None:
    for path in FILES:
        if where(path)[1] in {"rules", "tables", "queries", "usecases"}:
            assert "flask.url_for" not in set(imports(path)), f"{path} makes addresses"


def test_commits_stand_in_one_file() -> None:
    for path in FILES:
        if path != CODE / "store" / "unit_of_work.py":
            for name, line in calls(path):
                owner = path.relative_to(CODE)
                allowed = owner.parts[0] == "operations" or owner == Path("store/engine.py")
                assert name != "commit" or allowed, f"{owner}:{line} commits"


def test_only_the_assembly_makes_a_proof() -> None:
    for path in FILES:
        if where(path)[0] != "assembly":
            for name, line in calls(path):
                assert name != "DecisionProof", f"{path}:{line} makes a proof"


def test_errors_are_swallowed_only_at_the_edge() -> None:
    edges = {
        CODE / "web" / "errors.py",
        CODE / "web" / "jobs" / "kinds.py",
        CODE / "store" / "unit_of_work.py",  # what follows a commit does not undo it
        CODE / "documents" / "usecases.py",  # one paper that cannot be made leaves the others alone
        CODE / "assembly" / "usecases" / "enacting.py",  # what a module does wrong holds up no assembly
    }
    for path in set(FILES) - edges:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ExceptHandler):
                caught = getattr(node.type, "id", None)
                broad = node.type is None or caught == "Exception"
                reraises = any(isinstance(n, ast.Raise) and n.exc is None for n in ast.walk(node))
                assert not broad or reraises, f"{path}:{node.lineno} swallows every error"


def test_the_present_comes_from_the_clock() -> None:
    for path in FILES:
        if path == CODE / "kernel" / "clock.py" or where(path)[0] in ("bootstrap", "operations"):
            continue
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                owner = getattr(node.func.value, "id", "")
                wrong = (owner, node.func.attr) in {
                    ("datetime", "now"),
                    ("datetime", "utcnow"),
                    ("date", "today"),
                    ("time", "time"),
                }
                assert not wrong, f"{path}:{node.lineno} reads another clock"


def test_no_text_of_a_person_becomes_a_template_or_a_shell_line() -> None:
    for path in FILES:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.keyword) and node.arg == "shell":
                raise AssertionError(f"{path}:{node.lineno} calls a shell")
    for template in (ROOT / "templates").rglob("*.html"):
        text = template.read_text("utf-8")
        assert "|safe" not in text.replace(" ", ""), template
        assert (
            not re.search(r"<script(?![^>]*\bsrc=)|<style|\son\w+=|\sstyle=", text)
            or "papers" in template.parts
        ), template


def test_days_are_bounded_wherever_they_are_typed() -> None:
    """`day_field` refuses the year 9999, which breaks calendars for good once it is stored."""
    for path in set(FILES) - {CODE / "web" / "forms.py"}:
        for node in ast.walk(tree(path)):
            name = getattr(node, "id", None) or getattr(node, "attr", None) or getattr(node, "name", None)
            bare = name in ("DateField", "DateTimeField", "DateTimeLocalField", "MonthField", "WeekField")
            assert not bare, f"{path}:{getattr(node, 'lineno', '')} takes any day: use day_field"


def test_files_are_handed_out_in_one_place() -> None:
    """`file_answer` refuses them at a shared terminal."""
    for path in set(FILES) - {CODE / "web" / "exports.py"}:
        for node in ast.walk(tree(path)):
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            assert not text.startswith("attachment;"), (
                f"{path}:{node.lineno} hands out a file: use file_answer"
            )
        for name, line in calls(path):
            assert name not in ("send_file", "send_from_directory"), f"{path}:{line}: use file_answer"


def test_heavy_libraries_are_not_imported_at_the_top() -> None:
    for path in FILES:
        heavy = {"weasyprint", "ortools"}
        for node in tree(path).body:
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            for name in names:
                lazy_room = where(path) == ("rota", "solver")
                assert name.split(".")[0] not in heavy or lazy_room, (
                    f"{path} imports {name} when it is loaded"
                )


def test_no_file_has_outgrown_its_room() -> None:
    for path in FILES:
        lines = path.read_text("utf-8").count("\n")
        assert lines <= 420, f"{path} has {lines} lines: make it a package, one notion per file"
