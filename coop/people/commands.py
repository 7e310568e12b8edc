"""Command line of people: list them, import a file, take an import back."""

from __future__ import annotations

from pathlib import Path

import click

from coop.bootstrap.words import _, machine_language
from coop.kernel.errors import N_, Sentence
from coop.people import queries, rules, usecases
from coop.people.usecases.import_rows import FIELDS, TARGET, plan_members
from coop.people.usecases.imports import LIMITS
from coop.store import reading, writing
from coop.web.imports import ColumnMapping, Plan, Table, guess, read_table
from coop.web.imports.lines import plan_lines
from coop.web.language import readable, say, speaking

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
COUNTS = N_("New: %(new)s · changed: %(changed)s · no change: %(same)s · left out: %(bad)s.")


@click.group("people", help=_("People: list them, import a file, take an import back."))
def group() -> None:
    """People: list them, import a file, take an import back."""


@group.command("list", help=_("List number, status and name, separated by tabulators."))
@click.option(
    "--status", type=click.Choice(list(rules.STATUS_TITLES)), help=_("Only those with this status.")
)
def list_people(status: str | None) -> None:
    """One line per person, for other programs."""
    with reading() as uow:
        for member in queries.members(uow):
            if status in (None, member.status):
                click.echo(f"{member.number}\t{member.status}\t{member.name}")


@group.command(
    "import",
    help=_(
        "Import the people of a CSV or XLSX file as candidates. Without a mapping the columns are guessed; "
        "files that the mapping joins are looked for beside the first."
    ),
)
@click.argument("file", type=FILE)
@click.option("--mapping", type=FILE, help=_("TOML file that says which column means what."))
@click.option("--dry-run", is_flag=True, help=_("Say what would happen and change nothing."))
@click.option("--leave-out-bad", is_flag=True, help=_("Import the good rows although others have errors."))
def import_people(file: Path, mapping: Path | None, dry_run: bool, leave_out_bad: bool) -> None:
    """A dry run first, always shown; then the import as one batch."""
    raw = file.read_bytes()
    table = read_table(raw, LIMITS)
    columns = ColumnMapping.from_toml(mapping.read_bytes()) if mapping else guess(TARGET, table, FIELDS)
    tables = _beside(file, columns)
    with reading() as uow:
        plan = plan_members(uow, table, columns, tables)
    with speaking(machine_language()):
        _tell(plan)
    if dry_run:
        return
    with writing() as uow:
        done = usecases.import_file(uow, file.name, raw, columns, tables=tables, leave_out_bad=leave_out_bad)
    _say(Sentence(N_("Imported as number %(number)s."), {"number": str(done.id)}))


@group.command("undo", help=_("Take the import with this number back."))
@click.argument("number", type=int)
def undo(number: int) -> None:
    with writing() as uow:
        usecases.undo_import(uow, number)
    _say(Sentence(N_("The import is taken back; everything is as it was before.")))


def _say(sentence: Sentence) -> None:
    click.echo(say(sentence, machine_language()))


def _beside(file: Path, mapping: ColumnMapping) -> dict[str, Table]:
    """The files that a mapping joins, as far as they lie beside the first."""
    paths = {j.file: file.parent / j.file for j in mapping.joins}
    return {name: read_table(path.read_bytes()) for name, path in paths.items() if path.is_file()}


def _tell(plan: Plan) -> None:
    for line in plan_lines(plan, FIELDS):
        if line.what.message != "No change":
            details = "; ".join(readable(d) for d in line.details)
            click.echo(f"{line.row}\t{say(line.what)}\t{line.label}\t{details}")
    facts = {
        "new": plan.count("create"),
        "changed": plan.count("update"),
        "same": plan.count("skip"),
        "bad": len(plan.bad),
    }
    click.echo(say(Sentence(COUNTS, facts)))
