"""Command line of the record book. `verify` needs no database, no application and no Flask."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from coop.bootstrap.words import N_, _, machine_language, say
from coop.records import verifier

THERE = click.Path(path_type=Path, dir_okay=False, exists=True)
FILE = click.Path(path_type=Path, dir_okay=False)


@click.group("records", help=_("The record book: sign it, take it along, check it."))
def group() -> None:
    """The record book."""


@group.command("verify", help=_("Check an exported book; needs neither the database nor the network."))
@click.argument("file", type=THERE)
@click.option("--key", help=_("The public key you have on paper; else the one the book names."))
@click.option("--printed", "papers", multiple=True, help=_("SIZE:ROOT as printed on a paper."))
@click.option("--note", "notes", type=THERE, multiple=True, help=_("A signed note kept from earlier."))
def verify(file: Path, key: str | None, papers: tuple[str, ...], notes: tuple[Path, ...]) -> None:
    """Exit code 0 when the book is whole, 1 when not."""
    printed = [_printed(paper) for paper in papers]
    kept = [note.read_bytes() for note in notes]
    verdict = verifier.verify(file.read_bytes(), key=key, printed=printed, notes=kept)
    if verdict.problem is not None:
        say(_(N_("this book is NOT whole. %(problem)s"), problem=_in_words(verdict.problem)))
        sys.exit(1)
    click.echo(_("The book is whole: %(entries)s entries.", entries=verdict.entries))
    click.echo(_("Root: %(root)s", root=f"{verdict.entries}:{verdict.root}"))
    click.echo(_("Signed with the key: %(key)s", key=verdict.key))
    if key is None and not printed and not kept:
        click.echo(_("Compare key and root with those on paper: only so you know that it is the same book."))


@group.command("export", help=_("Sign the book as it stands and write it to a file."))
@click.argument("file", type=FILE)
def export(file: Path) -> None:
    """Entries, an empty line, the signed note."""
    from coop.records import queries, usecases
    from coop.store import writing

    with writing() as uow:
        usecases.checkpoint(uow)
        book = queries.exported(uow)
    try:
        file.write_bytes(book)
    except OSError as error:
        raise click.ClickException(_("the file cannot be written: %(said)s", said=error)) from None
    verdict = verifier.verify(book)
    said = _("written: %(file)s, %(entries)s entries, root %(root)s", file=file, **_shown(verdict))
    say(said)


@group.command("checkpoint", help=_("Sign the book as it stands and print the signed note."))
def checkpoint() -> None:
    """The note alone, for other co-ops that keep it as witnesses."""
    from coop.records import usecases
    from coop.store import writing

    with writing() as uow:
        note = usecases.checkpoint(uow).note
    click.echo(note, nl=False)


@group.command("erase", help=_("Find the personal values of somebody in the book and erase them for ever."))
@click.argument("text")
@click.option("--why", default="asked", show_default=True, help=_("asked, not needed or mistaken."))
def erase(text: str, why: str) -> None:
    """Shows what will go; two officers type number and password, and nobody alone can do it."""
    from coop.kernel.errors import CoopError
    from coop.kernel.sentences import N_ as message_id
    from coop.kernel.sentences import Sentence
    from coop.records import queries, usecases
    from coop.store import Actor, reading, writing
    from coop.web.language import say as in_words
    from coop.web.views import prove

    with reading() as uow:
        found = [value for value in queries.find_personal(uow, text) if value.is_hers]
    if not found:
        raise click.ClickException(_("the book holds no such personal value, or it was erased already"))
    for value in found:
        click.echo(f"{value.seq}\t{in_words(value.what, machine_language())}\t{value.name}\t{value.shown}")
    try:
        officers = []
        for title in (_("First officer's member number"), _("Second officer's member number")):
            number = click.prompt(title, type=click.IntRange(1, 2**31))
            password = click.prompt(_("Password"), hide_input=True)
            officers.append(prove(number, password, "password", None))
        with writing(Actor(officers[0].member_id)) as uow:
            places = [(value.seq, value.name) for value in found]
            entry = usecases.erase(uow, places, why=why, confirmed_by=officers[1].member_id)
    except CoopError as error:
        raise click.ClickException(in_words(error.sentence, machine_language())) from error
    done = message_id("Erased for ever; entry %(seq)s of the record book says so.")
    click.echo(in_words(Sentence(done, {"seq": entry.seq}), machine_language()))


def _printed(paper: str) -> tuple[int, str]:
    size, mark, root = paper.partition(":")
    if not mark or not (size.isascii() and size.isdigit()) or len(size) > 15:
        raise click.BadParameter(_("write it as on the paper, such as 12:ABCD-EFGH-IJKL-MNOP"))
    return int(size), root


def _in_words(problem: verifier.Problem) -> str:
    return _(problem.message, **problem.facts)


def _shown(verdict: verifier.Verdict) -> dict[str, object]:
    return {"entries": verdict.entries, "root": verdict.root}
