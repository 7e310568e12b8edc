"""Secret keys, kept apart from the database and its back-ups.

`pin` hardens the hash of PINs, `records` signs checkpoints of the record book. Each is one file
of 32 random bytes, readable by its owner alone, made when first needed.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from flask import current_app

SIZE = 32


class Keyring:
    """The keys of one installation.

    Args:
        folder: where they lie; made with mode 0700 when missing.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, name: str) -> bytes:
        """The 32 bytes of a key; made on first use."""
        path = self.folder / f"{name}.key"
        if not path.exists():
            self.put(name, secrets.token_bytes(SIZE))
        return path.read_bytes()

    def put(self, name: str, key: bytes) -> None:
        """Store a key, never overwriting one: a second process keeps the first one's."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = self.folder / f".{name}.{secrets.token_hex(8)}"
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, key)
            os.fsync(handle)
        finally:
            os.close(handle)
        try:
            os.link(fresh, self.folder / f"{name}.key")
        except FileExistsError:
            pass
        finally:
            fresh.unlink()

    def rotate(self, name: str) -> None:
        """Set a key aside, as `name.1`, `name.2` and so on, and make a new one in its place."""
        aside = self.folder / f"{name}.{len(self.older(name)) + 1}.key"
        (self.folder / f"{name}.key").rename(aside)
        self.get(name)

    def older(self, name: str) -> list[bytes]:
        """The keys that `name` replaced, newest first; what they protect is still to be read."""
        found = {int(p.suffixes[-2][1:]): p for p in self.folder.glob(f"{name}.*.key")}
        return [found[number].read_bytes() for number in sorted(found, reverse=True)]

    def names(self) -> list[str]:
        """The keys there are."""
        return sorted(p.stem for p in self.folder.glob("*.key")) if self.folder.exists() else []


class Vault:
    """Secrets that live shortly and are destroyed: outside the database and every back-up, of keys too.

    Args:
        folder: where they lie; made with mode 0700 when missing.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, content: bytes) -> None:
        """Keep something, in place of what had that name."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = self.folder / f".{name}.{secrets.token_hex(8)}"
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(handle, content)
            os.fsync(handle)
        finally:
            os.close(handle)
        self.destroy(name)
        fresh.rename(self.folder / name)

    def find(self, name: str) -> bytes | None:
        """What has that name, or None when it was never kept or is destroyed."""
        path = self.folder / name
        return path.read_bytes() if path.exists() else None

    def destroy(self, name: str) -> None:
        """Overwrite something and remove it; what is gone already stays gone."""
        path = self.folder / name
        if not path.exists():
            return
        handle = os.open(path, os.O_WRONLY)
        try:
            os.write(handle, secrets.token_bytes(path.stat().st_size))
            os.fsync(handle)
        finally:
            os.close(handle)
        path.unlink()

    def names(self) -> list[str]:
        """What is kept."""
        found = self.folder.iterdir() if self.folder.exists() else ()
        return sorted(p.name for p in found if not p.name.startswith("."))


def vault(name: str) -> Vault:
    """A vault of the running application, a folder beside its keys."""
    return Vault(Path(current_app.config["KEYS"]) / name)


def keyring() -> Keyring:
    """The keyring of the running application."""
    return Keyring(Path(current_app.config["KEYS"]))
