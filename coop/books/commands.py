"""`coop books`: the journal for other programs."""

from __future__ import annotations

import click

from coop.books import queries, rules
from coop.store import reading


@click.group("books")
def group() -> None:
    """The books."""


@group.command("export")
@click.option("--format", "form", type=click.Choice(["hledger", "beancount"]), default="hledger")
def export(form: str) -> None:
    """Print the whole journal for hledger, ledger or beancount."""
    with reading() as uow:
        entries = queries.entries(uow)
    click.echo(rules.beancount(entries) if form == "beancount" else rules.hledger(entries), nl=False)


@group.command("check")
def check() -> None:
    """Count every entry anew; ends with 1 when one does not balance."""
    with reading() as uow:
        balanced = queries.journal_balanced(uow)
    click.echo("every entry balances" if balanced else "an entry does not balance")
    raise SystemExit(0 if balanced else 1)
