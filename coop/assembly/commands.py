"""Command line of the assembly: the founding act, which no page can enter before there are members."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

import click

from coop.bootstrap.words import _, machine_language
from coop.kernel.errors import N_, CoopError, Sentence

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


THERE = click.Path(path_type=Path, dir_okay=False, exists=True)
UNREADABLE = 2
DOES_NOT_HOLD = 1


@click.group("assembly")
def group() -> None:
    """The assembly: found the co-op, list the statutes, check what was published."""


@group.command("found")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False)
@click.option("--example", is_flag=True, help="Print a file to start from.")
def found(file: Path | None, example: bool) -> None:
    """Enter the founding act from FILE.toml: the co-op, its statute, roll and first mandates."""
    if example or file is None:
        click.echo(EXAMPLE)
        return
    from coop.assembly import usecases
    from coop.store import writing
    from coop.web.language import say

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
    from coop.assembly import rules

    for statute in rules.statutes():
        click.echo(f"{statute.code}\t{statute.title}")


@group.command("verify", help=_("Check published minutes (PDF, JSON), a board (JSON, CSV) or ballots (BLT)."))
@click.argument("file", type=THERE)
@click.option("--book", type=THERE, help=_("The exported record book to check minutes against."))
@click.option("--key", help=_("The public key you have on paper; else the one the book names."))
@click.option(
    "--rule", help=_("How a BLT file is counted: plurality, approval, scottish-stv, irv or schulze.")
)
@click.option("--seats", type=click.IntRange(1, 1000), help=_("Seats, instead of those in the BLT file."))
@click.option("--lots", default="", help=_("Who came out of each lot, by number: 3,5."))
@click.option("--elected", help=_("Who is said to be elected, by number: 1,4."))
def verify(
    file: Path,
    book: Path | None,
    key: str | None,
    rule: str | None,
    seats: int | None,
    lots: str,
    elected: str | None,
) -> None:
    """Exit code 0 when it holds, 1 when not, 2 when the file cannot be checked."""
    from coop.assembly.rules import verifying
    from coop.web.language import say

    try:
        if file.suffix.lower() == ".blt":
            said = _blt(file, rule, seats, _numbers(lots) or [], _numbers(elected) if elected else None)
        elif file.suffix.lower() == ".csv":
            said = verifying.check_board_csv(_text(file))
        else:
            found = verifying.read_json(
                _attachment(file) if file.suffix.lower() == ".pdf" else file.read_bytes()
            )
            said = verifying.check_json(found, book.read_bytes() if book else None, key)
    except CoopError as error:
        click.echo(say(error.sentence, machine_language()), err=True)
        sys.exit(DOES_NOT_HOLD if isinstance(error, verifying.DoesNotHold) else UNREADABLE)
    for line in said.lines:
        click.echo(say(line, machine_language()))


def _blt(file: Path, rule: str | None, seats: int | None, lots: list[int], elected: list[int] | None) -> Any:
    from coop.assembly.rules import verifying
    from coop.assembly.rules.counting import RULES, read_blt

    if rule is None or rule not in RULES:
        rules = ", ".join(sorted(RULES))
        raise click.UsageError(_("say with --rule how it is counted: %(rules)s", rules=rules))
    return verifying.count_blt(read_blt(_text(file)), rule, seats=seats, lots=lots, claimed=elected)


def _text(file: Path) -> str:
    from coop.assembly.rules.verifying import NotOurs

    try:
        return file.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise NotOurs(why=Sentence(N_("it is no text in UTF-8"))) from None


def _attachment(file: Path) -> bytes:
    """The facts attached to a paper."""
    import pikepdf

    from coop.assembly.rules.verifying import NotOurs

    try:
        with pikepdf.open(file) as pdf:
            found = [bytes(pdf.attachments[name].get_file().read_bytes()) for name in pdf.attachments]
    except pikepdf.PdfError:
        raise NotOurs(why=Sentence(N_("it is no PDF"))) from None
    if len(found) != 1:
        raise NotOurs(why=Sentence(N_("the PDF has no facts attached")))
    return found[0]


def _numbers(text: str) -> list[int]:
    try:
        return [int(word) for word in text.split(",") if word]
    except ValueError:
        raise click.UsageError(_("write numbers with commas, such as 3,5")) from None


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise click.ClickException(f"{file} is no TOML in UTF-8: {error}") from error
