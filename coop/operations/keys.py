"""The keys of an installation: listed, backed up apart from the database, rotated."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pyrage
from flask import Flask

from coop.kernel.errors import N_, CoopError
from coop.operations.backups.sealing import CannotOpen, FileThere
from coop.records import queries as records_queries
from coop.records import usecases as records
from coop.store import writing
from coop.store.keyring import SIZE, Keyring

FORMAT = "coop keys 1"
SHORTEST_PASSPHRASE = 16
NOTE = ".backed-up"
USES = {
    "pin": N_("makes PINs and passwords worthless to whoever steals the database"),
    "records": N_("signs the record book"),
    "web": N_("protects forms and the looks of the pages"),
}
"""What each key is for; these may be rotated."""


class NoSuchKey(CoopError):
    message = N_("There is no key called %(name)s. `coop keys list` shows those there are.")


class ShortPassphrase(CoopError):
    message = N_("The passphrase is short. Take at least %(least)s letters: four or five words do.")


class NotKeys(CoopError):
    message = N_("%(name)s is not a back-up of keys.")


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it may be shown.

    Attributes:
        fingerprint: first 16 hexadecimal digits of its SHA-256; says which key it is, not what.
        made_at: aware instant, UTC.
        safe: nobody but its owner can read the file.
    """

    name: str
    fingerprint: str
    made_at: datetime
    safe: bool


def listed(keyring: Keyring) -> list[Key]:
    """The keys there are."""
    keys = []
    for name in keyring.names():
        path = keyring.folder / f"{name}.key"
        state = path.stat()
        keys.append(
            Key(
                name,
                hashlib.sha256(path.read_bytes()).hexdigest()[:16],
                datetime.fromtimestamp(state.st_mtime, UTC),
                state.st_mode & 0o077 == 0,
            )
        )
    return keys


def backup(keyring: Keyring, target: Path, passphrase: str) -> list[str]:
    """Write all keys into one file that only the passphrase opens (an age file).

    Returns:
        The names of the keys in it.

    Raises:
        ShortPassphrase: it could be guessed.
        FileThere: the file exists.
    """
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise ShortPassphrase(least=SHORTEST_PASSPHRASE)
    keys = {name: keyring.get(name).hex() for name in keyring.names()}
    sealed = pyrage.passphrase.encrypt(json.dumps({"format": FORMAT, "keys": keys}).encode(), passphrase)
    try:
        handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise FileThere(name=target.name) from error
    with os.fdopen(handle, "wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(handle)
    (keyring.folder / NOTE).touch()
    return sorted(keys)


def is_backed_up(keyring: Keyring) -> bool:
    """Whether every key there is was in a back-up made here."""
    note = keyring.folder / NOTE
    keys = listed(keyring)
    return note.exists() and all(k.made_at.timestamp() <= note.stat().st_mtime for k in keys)


def restore(keyring: Keyring, source: Path, passphrase: str, *, at: datetime) -> list[str]:
    """Bring keys back from such a file; keys that differ are set aside, never destroyed.

    Args:
        keyring: where to.
        source: the file.
        passphrase: what it was sealed with.
        at: the present instant, names what is set aside.

    Returns:
        The names of the keys brought back.

    Raises:
        CannotOpen: the passphrase is another one, or the file was changed.
        NotKeys: something else was sealed in it.
    """
    try:
        opened = pyrage.passphrase.decrypt(source.read_bytes(), passphrase)
    except pyrage.DecryptError as error:
        raise CannotOpen(name=source.name) from error
    keys = read(opened, source.name)
    brought = []
    for name, key in sorted(keys.items()):
        path = keyring.folder / f"{name}.key"
        if path.exists() and path.read_bytes() == key:
            continue
        if path.exists():
            path.rename(path.with_name(f"{path.name}.replaced-{at:%Y%m%dT%H%M%SZ}"))
        keyring.put(name, key)
        brought.append(name)
    return brought


def read(content: bytes, name: str) -> dict[str, bytes]:
    """The keys in the opened content of a back-up.

    Args:
        content: what was sealed.
        name: of the file, for the message.

    Raises:
        NotKeys: something else was sealed in it.
    """
    try:
        found = json.loads(content)
        keys = {str(key): bytes.fromhex(text) for key, text in found["keys"].items()}
        ours = found["format"] == FORMAT
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotKeys(name=name) from error
    plain_names = all(key.replace(".", "").isalnum() for key in keys)
    if not (ours and plain_names and all(len(key) == SIZE for key in keys.values())):
        raise NotKeys(name=name)
    return keys


def rotate(app: Flask, name: str) -> None:
    """Make a new key; the old one is kept for what it still protects, and the book says so.

    PINs and passwords hashed under an old `pin` key go on working until their owners choose new
    ones. The old `records` key signs once more, over everything written so far; the new one is
    announced in the book.

    Raises:
        NoSuchKey: there is none of that name.
    """
    keyring = Keyring(Path(app.config["KEYS"]))
    if name not in USES or name not in keyring.names():
        raise NoSuchKey(name=name)
    with app.app_context():
        with writing() as uow:
            founded = records_queries.size(uow) > 0
            if founded and name == "records":
                records.checkpoint(uow)
        keyring.rotate(name)
        if founded:
            with writing() as uow:
                records.record(uow, "operations.key_rotated", {"key": name})
                if name == "records":
                    records.checkpoint(uow)
