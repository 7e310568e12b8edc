"""HTTPS inside one building: a small authority of the workplace's own and a certificate from it.

Made by the `openssl` program. The authority is limited, in itself, to private addresses and to
the names it was made for: who steals its key cannot pose as a bank.

References:
    RFC 5280, 4.2.1.10 (name constraints).
"""

from __future__ import annotations

import contextlib
import ipaddress
import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coop.kernel.errors import N_, CoopError

AUTHORITY_DAYS = 3650
SERVER_DAYS = 820
"""Phones refuse certificates that hold longer than 825 days."""
PRIVATE = (
    "permitted;IP:10.0.0.0/255.0.0.0",
    "permitted;IP:172.16.0.0/255.240.0.0",
    "permitted;IP:192.168.0.0/255.255.0.0",
    "permitted;IP:127.0.0.0/255.0.0.0",
    "permitted;DNS:localhost",
    "permitted;DNS:local",
    "permitted;DNS:lan",
    "permitted;DNS:home.arpa",
)
OPEN_SUFFIXES = (".localhost", ".local", ".lan", ".home.arpa")


class NoOpenssl(CoopError):
    message = N_("The program openssl is missing: apt-get install openssl")


class OpensslFailed(CoopError):
    message = N_("openssl could not do its work and said: %(said)s")


class NotPrivate(CoopError):
    message = N_(
        "%(name)s is not an address inside a building. For a name on the internet use a proxy "
        "that fetches its certificate by itself, and `coop serve --behind-proxy`."
    )


class NotPermitted(CoopError):
    message = N_(
        "The authority here was not made for %(name)s. Make a new one with --new-authority, "
        "and bring it to every phone and terminal again."
    )


@dataclass(frozen=True, slots=True)
class Certificates:
    """The four files of a folder."""

    folder: Path

    @property
    def authority(self) -> Path:
        return self.folder / "authority.pem"

    @property
    def authority_key(self) -> Path:
        return self.folder / "authority.key"

    @property
    def server(self) -> Path:
        return self.folder / "server.pem"

    @property
    def server_key(self) -> Path:
        return self.folder / "server.key"

    @property
    def there(self) -> bool:
        return self.server.exists() and self.server_key.exists()


def openssl(*arguments: str) -> str:
    """Run openssl and return what it prints.

    Raises:
        NoOpenssl: it is not installed.
        OpensslFailed: it ended with an error.
    """
    try:
        done = subprocess.run(
            ["openssl", *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
    except FileNotFoundError as error:
        raise NoOpenssl() from error
    if done.returncode:
        raise OpensslFailed(said=" ".join(done.stderr.split())[-300:])
    return done.stdout.strip()


def alternative(name: str) -> str:
    """A name or address as a certificate lists it.

    Raises:
        NotPrivate: an address of the internet.
    """
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return f"DNS:{name}"
    if address.version == 6 or not address.is_private:
        raise NotPrivate(name=name)
    return f"IP:{address}"


def make(certificates: Certificates, names: Sequence[str], *, new_authority: bool = False) -> None:
    """Make a certificate for some names and addresses, and the authority first when there is none.

    Raises:
        NotPrivate: an address is one of the internet.
        NotPermitted: the authority there is limited to other names.
        NoOpenssl, OpensslFailed: the program is missing or refused.
    """
    listed = [alternative(n) for n in names]
    folder = certificates.folder
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".new-", dir=folder) as room:
        new = Certificates(Path(room))
        if new_authority or not certificates.authority.exists():
            _make_authority(new, [n for n in names if alternative(n).startswith("DNS:")])
        else:
            for each in ("authority", "authority_key"):
                os.link(getattr(certificates, each), getattr(new, each))
        _make_server(new, names, listed)
        try:
            openssl("verify", "-CAfile", str(new.authority), str(new.server))
        except OpensslFailed as error:
            raise NotPermitted(name=", ".join(names)) from error
        for each in ("authority_key", "authority", "server_key", "server"):
            with contextlib.suppress(FileNotFoundError):
                getattr(new, each).replace(getattr(certificates, each))


def _make_authority(new: Certificates, names: Sequence[str]) -> None:
    permitted = [*PRIVATE, *(f"permitted;DNS:{n}" for n in names if not n.endswith(OPEN_SUFFIXES))]
    openssl(
        *("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc"),
        *("-keyout", str(new.authority_key), "-out", str(new.authority), "-days", str(AUTHORITY_DAYS)),
        *("-subj", "/CN=coop, this workplace alone"),
        *("-addext", "basicConstraints=critical,CA:TRUE,pathlen:0"),
        *("-addext", "keyUsage=critical,keyCertSign,cRLSign"),
        *("-addext", "nameConstraints=critical," + ",".join(permitted)),
    )


def _make_server(new: Certificates, names: Sequence[str], listed: Sequence[str]) -> None:
    request, extensions = new.folder / "request", new.folder / "extensions"
    openssl(
        *("req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-noenc"),
        *("-keyout", str(new.server_key), "-out", str(request), "-subj", f"/CN={names[0]}"),
    )
    extensions.write_text(
        "basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\n"
        f"extendedKeyUsage=serverAuth\nsubjectAltName={','.join(listed)}\n"
    )
    openssl(
        *("x509", "-req", "-in", str(request), "-out", str(new.server), "-days", str(SERVER_DAYS)),
        *("-CA", str(new.authority), "-CAkey", str(new.authority_key), "-CAcreateserial"),
        *("-extfile", str(extensions)),
    )


def fingerprint(certificate: Path) -> str:
    """SHA-256 of a certificate, as phones show it."""
    return openssl("x509", "-in", str(certificate), "-noout", "-fingerprint", "-sha256").partition("=")[2]


def runs_out_within(certificate: Path, days: int) -> bool:
    """Whether a certificate is no longer valid some days from now."""
    try:
        openssl("x509", "-in", str(certificate), "-noout", "-checkend", str(days * 86400))
    except OpensslFailed:
        return True
    return False
