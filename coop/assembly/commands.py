"""Command line of the assembly: the founding act, which no page can enter before there are members."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import click

from coop.assembly import rules, usecases
from coop.kernel.errors import N_, CoopError, Sentence
from coop.store import writing
from coop.web.language import say

EXAMPLE = """\
[coop]
name = "Cerámica del Sur"
legal_name = "Cooperativa de Trabajo Cerámica del Sur Ltda."
cuit = "30-50001091-2"
matricula = "12345"
address = "Ruta 7 km 1"
city = "Neuquén"
province = "Neuquén"
founded_on = 2026-01-05
statute = "ar-worker-model"

# Everybody on the founding roll, one block each.
[[members]]
number = 1
given_names = "Ana"
family_name = "Acosta"
dni = "20.123.456"
sector = "Hornos"

[[members]]
number = 2
given_names = "Bruno"
family_name = "Benítez"
dni = "21.234.567"
sector = "Hornos"

[[members]]
number = 3
given_names = "Carla"
family_name = "Cruz"
dni = "22.345.678"
sector = "Esmaltes"

[[members]]
number = 4
given_names = "Darío"
family_name = "Díaz"
dni = "23.456.789"
sector = "Esmaltes"

[[members]]
number = 5
given_names = "Elsa"
family_name = "Escobar"
dni = "24.567.890"
sector = "Empaque"

[[members]]
number = 6
given_names = "Fito"
family_name = "Funes"
dni = "25.678.901"
sector = "Empaque"

[[members]]
number = 7
given_names = "Gabriela"
family_name = "Godoy"
dni = "26.789.012"
sector = "Empaque"

# Who holds which office. Two people at least; two scrutineers count hands in an assembly.
[[mandates]]
number = 1
office = "treasurer"
until = 2028-01-01

[[mandates]]
number = 2
office = "president"
until = 2028-01-01

[[mandates]]
number = 3
office = "secretary"
until = 2028-01-01

[[mandates]]
number = 4
office = "coordinator"
until = 2028-01-01

[[mandates]]
number = 5
office = "scrutineer"
until = 2028-01-01

[[mandates]]
number = 6
office = "scrutineer"
until = 2028-01-01

[[mandates]]
number = 7
office = "auditor"
until = 2028-01-01
"""


@click.group("assembly")
def group() -> None:
    """The assembly: found the co-op, list the statutes."""


@group.command("found")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--example", is_flag=True, help="Print a file to start from.")
def found(file: Path | None, example: bool) -> None:
    """Enter the founding act from FILE.toml: the co-op, its statute, roll and first mandates."""
    if example or file is None:
        click.echo(EXAMPLE)
        return
    try:
        with writing() as uow:
            members = usecases.found(uow, usecases.act_of(uow, _read(file)))
    except CoopError as error:
        raise click.ClickException(say(error.sentence)) from error
    done = N_("%(count)s members are on the roll; the founding act is the first decision.")
    click.echo(say(Sentence(done, {"count": len(members)})))


@group.command("statutes")
def statutes() -> None:
    """List the statutes that can be chosen."""
    for statute in rules.statutes():
        click.echo(f"{statute.code}\t{statute.title}")


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file} is no TOML in UTF-8: {error}") from error
