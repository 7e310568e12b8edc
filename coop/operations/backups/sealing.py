"""Sealed back-ups: age files, which the `age` program opens without us.

A back-up holds everybody's pay and needs. Sealed to two people's keys, the stick it lies on may
get lost. The keys that open it never lie on the computer that makes it.

References:
    age-encryption.org/v1 (C2SP).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyrage

from coop.kernel.errors import N_, CoopError

RECIPIENTS = "recipients.txt"


class NotARecipient(CoopError):
    message = N_("%(text)s is not a recipient. It begins with age1; `coop keys recipient` makes one.")


class NotAnIdentity(CoopError):
    message = N_("%(name)s holds no key that opens back-ups (a line that begins with AGE-SECRET-KEY-).")


class IdentityNeeded(CoopError):
    message = N_("This back-up is sealed. Say --identity and the file with the key of one recipient.")


class CannotOpen(CoopError):
    message = N_("This key does not open the back-up %(name)s, or the file was changed. Nothing was touched.")


class FileThere(CoopError):
    message = N_("%(name)s is there already and is not overwritten. Choose another name.")


def _lines(path: Path) -> list[str]:
    return [text for line in path.read_text().splitlines() if (text := line.partition("#")[0].strip())]


def recipients_of(folder: Path) -> list[str]:
    """Whom back-ups are sealed to: the lines of `recipients.txt` in the instance folder."""
    path = folder / RECIPIENTS
    return _lines(path) if path.exists() else []


def new_recipient(folder: Path, identity: Path) -> str:
    """Make a pair of keys: the opening one goes to a file to be carried away, the other is kept here.

    Raises:
        FileThere: the file exists.
    """
    made = pyrage.x25519.Identity.generate()
    recipient = str(made.to_public())
    try:
        handle = os.open(identity, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise FileThere(name=identity.name) from error
    with os.fdopen(handle, "w") as file:
        file.write(f"# public key: {recipient}\n{made}\n")
    with (folder / RECIPIENTS).open("a") as file:
        file.write(recipient + "\n")
    return recipient


def seal(plain: Path, sealed: Path, recipients: Sequence[str]) -> None:
    """Encrypt a file so that each recipient alone can open it.

    Raises:
        NotARecipient: one of them is not an age recipient.
    """
    keys: list[Any] = []
    for text in recipients:
        try:
            keys.append(pyrage.x25519.Recipient.from_str(text))
        except pyrage.RecipientError as error:
            raise NotARecipient(text=text) from error
    pyrage.encrypt_file(str(plain), str(sealed), keys)


def unseal(sealed: Path, plain: Path, identity: Path | None) -> None:
    """Open a sealed file with one recipient's key.

    Raises:
        IdentityNeeded: no key was given.
        NotAnIdentity: the file given holds none.
        CannotOpen: it is the wrong key, or the sealed file was changed.
    """
    if identity is None:
        raise IdentityNeeded()
    try:
        keys = [pyrage.x25519.Identity.from_str(line) for line in _lines(identity)]
    except (pyrage.IdentityError, UnicodeDecodeError) as error:
        raise NotAnIdentity(name=identity.name) from error
    if not keys:
        raise NotAnIdentity(name=identity.name)
    try:
        pyrage.decrypt_file(str(sealed), str(plain), keys)
    except pyrage.DecryptError as error:
        raise CannotOpen(name=sealed.name) from error
    except OSError as error:
        if error.errno is not None:  # the disk; a changed piece in the middle has no number
            raise
        raise CannotOpen(name=sealed.name) from error
