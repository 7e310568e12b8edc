"""Command line of access: how the first two officers of all get in."""

from __future__ import annotations

import secrets

import click

from coop.bootstrap.words import _, machine_language
from coop.kernel.errors import N_, Sentence
from coop.store import writing
from coop.web import usecases
from coop.web.language import say
from coop.web.secrets import hash_secret

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are read as another."""


@click.group("access", help=_("Access: start passwords for the first two officers."))
def group() -> None:
    """Access: start passwords for the first two officers."""


@group.command(
    "start-passwords",
    help=_(
        "Print a start password for each of two officers, named by member number. It is good for choosing "
        "one's own password and for nothing else, and only given out until two officers have their own."
    ),
)
@click.argument("first", type=click.IntRange(1, 2**31))
@click.argument("second", type=click.IntRange(1, 2**31))
def start_passwords(first: int, second: int) -> None:
    """The way in after the founding; written in the record book."""
    words = [_start_password() for _number in range(2)]
    hashes = [hash_secret(word) for word in words]
    with writing() as uow:
        people = usecases.give_start_passwords(uow, [first, second], hashes)
    for person, word in zip(people, words, strict=True):
        click.echo(f"{person.number}\t{person.name}\t{word}")
    said = N_("Sign in at /entrar: the page asks for a password of your own. These are not shown again.")
    click.echo(say(Sentence(said), machine_language()))


def _start_password() -> str:
    """Twelve letters in three groups: 59 random bits, easily copied from a screen."""
    return "-".join("".join(secrets.choice(LETTERS) for _n in range(4)) for _group in range(3))
