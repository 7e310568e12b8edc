"""The files of a folder of back-ups: their names say when and what, a second file holds the digest.

coop-20261103T120000Z.sqlite3.gz         SQLite database, gzip
coop-20261103T120000Z.pgdump.age         dump of PostgreSQL (custom format), sealed with age
coop-20261103T120000Z.pgdump.age.sha256  its digest, as `sha256sum -c` reads it
"""

from __future__ import annotations

import hashlib
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from coop.kernel.errors import N_, CoopError

NAME = re.compile(r"coop-(\d{8}T\d{6}Z)\.(sqlite3\.gz|pgdump)(\.age)?")
MOMENT = "%Y%m%dT%H%M%SZ"
KINDS = {"sqlite": "sqlite3.gz", "postgresql": "pgdump"}


class NotABackup(CoopError):
    message = N_("%(name)s is not a back-up of this program. Its name begins with coop- and a date.")


class NoDigest(CoopError):
    message = N_(
        "The file %(name)s is missing, so nobody can tell whether the back-up is whole. "
        "Bring both files, or say --without-digest if you trust this one."
    )


class Tampered(CoopError):
    message = N_(
        "The back-up %(name)s is not the file that was written: it was damaged or changed. "
        "Nothing was touched. Take another back-up."
    )


@dataclass(frozen=True, slots=True, order=True)
class Backup:
    """One back-up on disk.

    Attributes:
        taken_at: aware instant, UTC, whole seconds.
        path: the file; its digest lies beside it.
        engine: `sqlite` or `postgresql`.
        sealed: only the holders of the recipients' keys can open it.
    """

    taken_at: datetime
    path: Path
    engine: str
    sealed: bool

    @property
    def digest_file(self) -> Path:
        return self.path.with_name(self.path.name + ".sha256")


def read_name(path: Path) -> Backup:
    """What the name of a file says.

    Raises:
        NotABackup: it is none of ours.
    """
    match = NAME.fullmatch(path.name)
    if not match:
        raise NotABackup(name=path.name)
    moment = datetime.strptime(match[1], MOMENT).replace(tzinfo=UTC)
    engine = next(e for e, suffix in KINDS.items() if suffix == match[2])
    return Backup(moment, path, engine, match[3] is not None)


def backups_in(folder: Path) -> list[Backup]:
    """The back-ups in a folder, newest first; other files are left alone."""
    if not folder.is_dir():
        return []
    return sorted((read_name(p) for p in folder.iterdir() if NAME.fullmatch(p.name)), reverse=True)


def free_name(folder: Path, at: datetime, engine: str, *, sealed: bool) -> Backup:
    """A name for a new back-up that is not taken; a second later when two come at once."""
    moment = at.astimezone(UTC).replace(microsecond=0)
    taken = {b.taken_at for b in backups_in(folder)}
    while moment in taken:
        moment += timedelta(seconds=1)
    name = f"coop-{moment.strftime(MOMENT)}.{KINDS[engine]}{'.age' if sealed else ''}"
    return Backup(moment, folder / name, engine, sealed)


def digest(path: Path) -> str:
    """SHA-256 of a file, as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_digest(backup: Backup, of: Path) -> None:
    """Put the digest of a file beside the name it is going to have."""
    backup.digest_file.write_text(f"{digest(of)}  {backup.path.name}\n")
    keep(backup.digest_file)


def check_digest(backup: Backup) -> None:
    """See that a back-up is the file that was written.

    Raises:
        NoDigest: its digest is not there.
        Tampered: it is another file.
    """
    if not backup.digest_file.exists():
        raise NoDigest(name=backup.digest_file.name)
    words = backup.digest_file.read_text().split()
    if len(words) != 2 or words[0] != digest(backup.path):
        raise Tampered(name=backup.path.name)


def keep(path: Path) -> None:
    """Have the disk really hold a file or the entries of a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
