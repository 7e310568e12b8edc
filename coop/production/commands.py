"""Command line of production: importing whole factories."""

from __future__ import annotations

from pathlib import Path

import click

from coop.kernel.errors import N_, CoopError, Sentence
from coop.production import usecases
from coop.production.usecases.imports import TARGETS, WHOLE_FACTORY
from coop.store import reading, writing
from coop.web.imports import ColumnMapping, Plan, guess, read_table
from coop.web.language import _, say

REASONS_SHOWN = 20
THERE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("production")
def group() -> None:
    """Production: import items, bills, routings and orders."""


@group.command("import")
@click.argument("what", type=click.Choice(sorted(TARGETS)))
@click.argument("file", type=THERE)
@click.option("--mapping", type=THERE, help=N_("TOML file that says what the columns mean."))
@click.option("--dry-run", is_flag=True, help=N_("Only say what would happen."))
@click.option("--leave-out-bad", is_flag=True, help=N_("Import although some rows have errors."))
def import_file(what: str, file: Path, mapping: Path | None, dry_run: bool, leave_out_bad: bool) -> None:
    """Import FILE (CSV or XLSX); files that the mapping joins lie beside it."""
    try:
        table = read_table(file.read_bytes(), WHOLE_FACTORY)
        chosen = (
            ColumnMapping.from_toml(mapping.read_bytes())
            if mapping
            else guess(what, table, TARGETS[what].fields)
        )
        beside = {j.file: file.parent / j.file for j in chosen.joins}
        tables = {n: read_table(p.read_bytes(), WHOLE_FACTORY) for n, p in beside.items() if p.is_file()}
        with reading() as uow:
            plan = usecases.plan_table(uow, what, table, chosen, tables)
        _tell(plan)
        if dry_run:
            return
        with writing() as uow:
            usecases.import_table(
                uow, what, table, chosen, tables=tables, file_name=file.name, leave_out_bad=leave_out_bad
            )
    except CoopError as error:
        raise click.ClickException(say(error.sentence)) from error
    click.echo(_(N_("Imported.")))


def _tell(plan: Plan) -> None:
    counts = {w: plan.count(w) for w in ("create", "update", "skip")}
    told = N_("New: %(create)s, changed: %(update)s, no change: %(skip)s, rows with errors: %(bad)s.")
    click.echo(say(Sentence(told, {**counts, "bad": len(plan.bad)})))
    for bad in plan.bad[:REASONS_SHOWN]:
        click.echo(f"  {bad.row}: {' '.join(say(r) for r in bad.reasons)}")
