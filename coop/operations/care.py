"""The commands that look after the data: back-ups, tables, keys, the certificate.

Each loads what it needs when it runs; see `coop/cli.py`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from coop.bootstrap.places import instance_folder
from coop.bootstrap.words import N_, _, say
from coop.operations.settings import is_there

FILE = click.Path(path_type=Path, dir_okay=False)
THERE = click.Path(path_type=Path, dir_okay=False, exists=True)
FOLDER = click.Path(path_type=Path, file_okay=False)


def check_data() -> None:
    """See that there is something to work on, without making an empty database by looking.

    Raises:
        ClickException: there is not; says what to do.
    """
    if not is_there():
        raise click.ClickException(
            _("there is no co-op here yet. Found one, start `coop serve`, or add --demo for the sample.")
        )


@click.command(help=N_("Make a certificate for names or addresses of this machine, for HTTPS."))
@click.argument("names", nargs=-1, required=True)
@click.option("--new-authority", is_flag=True, help=N_("Make the workplace's authority anew too."))
def certificate(names: tuple[str, ...], new_authority: bool) -> None:
    from coop.operations.serving.certificate import Certificates, fingerprint, make

    made = Certificates(instance_folder() / "certificates")
    make(made, names, new_authority=new_authority)
    say(
        _(
            "made for %(names)s; `coop serve --host 0.0.0.0` uses it from its next start.",
            names=", ".join(names),
        )
    )
    say(_("bring %(file)s to every phone and terminal and trust it there.", file=made.authority))
    say(_("compare its SHA-256 on each of them: %(fingerprint)s", fingerprint=fingerprint(made.authority)))


@click.command(help=N_("Write a back-up of the database; thins out old ones (7 days, 5 weeks, 12 months)."))
@click.option("--to", "folder", type=FOLDER, help=N_("Folder; else `backups` in the instance folder."))
@click.option("--recipient", "recipients", multiple=True, help=N_("Seal it to this age key too."))
def backup(folder: Path | None, recipients: tuple[str, ...]) -> None:
    from coop.app import create_app

    _backup(create_app(), (folder or instance_folder() / "backups").resolve(), recipients)


def _backup(app: Any, folder: Path, recipients: Sequence[str] = ()) -> None:
    from coop.kernel.clock import SystemClock
    from coop.operations.backups.sealing import recipients_of
    from coop.operations.backups.taking import take

    instance = Path(app.config["COOP_INSTANCE"])
    everybody = [*recipients_of(instance), *recipients]
    made = take(app, folder, recipients=everybody, at=SystemClock().now())
    size = made.path.stat().st_size // 1000 + 1
    say(_("back-up written and found whole: %(path)s (%(size)s kB)", path=made.path, size=size))
    if not made.sealed:
        say(_("it is not sealed: whoever has it reads everything. `coop keys recipient FILE` changes that."))
    if folder.stat().st_dev == instance.stat().st_dev:
        say(_("it lies on the same disk as the data; carry a copy to another place."))


@click.command(help=N_("Bring a back-up back. It is proved first; what it replaces is kept aside."))
@click.argument("file", type=THERE)
@click.option("--identity", type=THERE, help=N_("File with the key that opens a sealed back-up."))
@click.option("--without-digest", is_flag=True, help=N_("Go on although the .sha256 file is missing."))
@click.option("--yes", is_flag=True, help=N_("Do not ask."))
def restore(file: Path, identity: Path | None, without_digest: bool, yes: bool) -> None:
    from coop.app import create_app
    from coop.kernel.clock import SystemClock
    from coop.operations.backups import restoring

    if not yes:
        click.confirm(
            _("Replace the data in %(folder)s by this back-up?", folder=instance_folder()), abort=True
        )
    done = restoring.restore(
        create_app(), file, identity=identity, without_digest=without_digest, at=SystemClock().now()
    )
    say(_("restored; %(entries)s entries of the record book verify.", entries=done.entries))
    if done.aside:
        say(_("what was there before is kept as %(aside)s", aside=done.aside))
    if done.outdated:
        say(_("it is of an older version: `coop serve` brings it up to date."))
    say(_("everybody signs in anew."))


@click.group(help=N_("The tables of the database."))
def db() -> None:
    """Schema commands."""


@db.command(help=N_("Bring the tables up to date, after a back-up."))
@click.option("--to", "revision", default="head", show_default=True, help=N_("Revision."))
@click.option("--backups", type=FOLDER, help=N_("Where the back-up goes."))
def upgrade(revision: str, backups: Path | None) -> None:
    from coop.app import create_app
    from coop.operations import database
    from coop.operations.running import alone

    app = create_app()
    with alone(instance_folder()):
        at = database.revision(app)
        if at == database.head():
            return
        if at is not None:
            _backup(app, (backups or instance_folder() / "backups").resolve())
        database.upgrade(app, revision)
        say(_("the tables are up to date."))


@db.command(help=N_("Bring the tables back to an older revision, after a back-up."))
@click.argument("revision")
def downgrade(revision: str) -> None:
    from coop.app import create_app
    from coop.operations import database
    from coop.operations.running import alone

    app = create_app()
    with alone(instance_folder()):
        _backup(app, instance_folder() / "backups")
        database.downgrade(app, revision)
        say(_("the tables are at %(revision)s.", revision=database.revision(app) or _("none yet")))


@click.group(help=N_("The keys, kept apart from the database."))
def keys() -> None:
    """Key commands."""


def _keyring() -> Any:
    from coop.app import create_app
    from coop.store.keyring import Keyring

    return Keyring(Path(create_app().config["KEYS"]))


@keys.command("list", help=N_("Show which keys there are and what each is for."))
@click.option("--json", "as_json", is_flag=True, help=N_("For another program."))
def list_keys(as_json: bool) -> None:
    from coop.operations.keys import USES, listed

    found = [
        {
            "name": key.name,
            "fingerprint": key.fingerprint,
            "made": f"{key.made_at:%Y-%m-%d}",
            "use": _(USES.get(key.name, N_("replaced; still reads what is older"))),
        }
        for key in listed(_keyring())
    ]
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for key in found:
            print("  ".join((f"{key['name']:<10}", key["fingerprint"], key["made"], key["use"])))


@keys.command("backup", help=N_("Write all keys into one file that a passphrase opens."))
@click.argument("file", type=FILE)
def backup_keys(file: Path) -> None:
    from coop.operations import keys as chest

    again = click.style(_("Once more"))
    passphrase = click.prompt(_("Passphrase"), hide_input=True, confirmation_prompt=again)
    written = chest.backup(_keyring(), file, passphrase)
    say(_("written: %(names)s. Keep the file and the passphrase in two places.", names=", ".join(written)))


@keys.command("restore", help=N_("Bring keys back from such a file; others are set aside."))
@click.argument("file", type=THERE)
def restore_keys(file: Path) -> None:
    from coop.kernel.clock import SystemClock
    from coop.operations import keys as chest

    passphrase = click.prompt(_("Passphrase"), hide_input=True)
    brought = chest.restore(_keyring(), file, passphrase, at=SystemClock().now())
    say(
        _("brought back: %(names)s", names=", ".join(brought)) if brought else _("they are all here already.")
    )


@keys.command(help=N_("Make a new key in place of one that may have been seen."))
@click.argument("name")
def rotate(name: str) -> None:
    from coop.app import create_app
    from coop.operations import keys as chest

    chest.rotate(create_app(), name)
    say(_("there is a new key %(name)s; the old one is kept for what it still reads.", name=name))
    if name == "pin":
        say(_("PINs and passwords go on working; each is safe again once its owner chooses a new one."))
    say(_("back the keys up again: `coop keys backup FILE`"))


@keys.command(help=N_("Make a pair of keys to seal back-ups with; the file opens them: carry it away."))
@click.argument("file", type=FILE)
def recipient(file: Path) -> None:
    from coop.operations.backups.sealing import new_recipient

    instance_folder().mkdir(parents=True, exist_ok=True)
    made = new_recipient(instance_folder(), file)
    say(_("from now on back-ups are sealed to %(recipient)s", recipient=made))
    say(_("%(file)s opens them. Carry it away from this computer, and make a second pair.", file=file))


COMMANDS = (certificate, backup, restore, db, keys)
