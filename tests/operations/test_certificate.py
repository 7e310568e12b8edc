"""A certificate of the building's own: trusted with its authority, and good for nothing else."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from coop.operations.serving import certificate
from coop.operations.serving.certificate import Certificates, NotPermitted, NotPrivate, make, openssl
from coop.store.engine import create_schema, db

ROOT = Path(__file__).parents[2]


@pytest.fixture
def made(tmp_path: Path) -> Certificates:
    certificates = Certificates(tmp_path / "certificates")
    make(certificates, ["taller.local", "192.168.1.10", "127.0.0.1"])
    return certificates


def test_the_certificate_is_for_its_names_and_is_signed_by_the_authority(made: Certificates) -> None:
    assert made.there
    text = openssl("x509", "-in", str(made.server), "-noout", "-text")
    for expected in ("DNS:taller.local", "IP Address:192.168.1.10", "TLS Web Server Authentication"):
        assert expected in text
    assert openssl("verify", "-CAfile", str(made.authority), str(made.server)).endswith("OK")
    assert not certificate.runs_out_within(made.server, 800)
    assert certificate.runs_out_within(made.server, 825)
    assert len(certificate.fingerprint(made.authority)) == 95


def test_keys_are_for_their_owner_alone(made: Certificates) -> None:
    for path in (made.authority_key, made.server_key, made.folder):
        assert path.stat().st_mode & 0o077 == 0, path


def test_whoever_steals_the_authority_cannot_pose_as_a_bank(made: Certificates, tmp_path: Path) -> None:
    new = Certificates(tmp_path / "stolen")
    new.folder.mkdir()
    for each in ("authority", "authority_key"):
        shutil.copy(getattr(made, each), getattr(new, each))
    certificate._make_server(new, ["bank.example"], ["DNS:bank.example"])
    with pytest.raises(certificate.OpensslFailed, match="permitted subtree violation"):
        openssl("verify", "-CAfile", str(new.authority), str(new.server))


def test_another_certificate_keeps_the_authority_that_phones_trust(made: Certificates) -> None:
    before, server = made.authority.read_bytes(), made.server.read_bytes()
    make(made, ["taller.local"])
    assert made.authority.read_bytes() == before
    assert made.server.read_bytes() != server


def test_a_name_the_authority_was_not_made_for_changes_nothing(made: Certificates) -> None:
    before = {p.name: p.read_bytes() for p in made.folder.iterdir()}
    with pytest.raises(NotPermitted):
        make(made, ["taller.example"])
    assert {p.name: p.read_bytes() for p in made.folder.iterdir()} == before
    make(made, ["taller.example"], new_authority=True)
    assert made.authority.read_bytes() != before["authority.pem"]


@pytest.mark.parametrize("name", ["8.8.8.8", "2001:db8::1"])
def test_an_address_of_the_internet_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(NotPrivate):
        make(Certificates(tmp_path), [name])


def test_the_pages_are_served_over_https_to_whoever_trusts_the_authority(
    made: Certificates, tmp_path: Path
) -> None:
    from coop.app import create_app

    app = create_app({"COOP_INSTANCE": str(tmp_path), "TESTING": True})
    with app.app_context():
        create_schema(db.engine)
        db.engine.dispose()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "coop", "web", "--port", str(port)),
            *("--certificate", str(made.server), "--key", str(made.server_key)),
        ],
        cwd=ROOT,
        env={**os.environ, "COOP_INSTANCE": str(tmp_path), "COOP_BOOTED": "1"},
    )
    try:
        trust = ssl.create_default_context(cafile=made.authority)
        answer = patiently(f"https://127.0.0.1:{port}/salud", trust)
        assert answer.startswith("20")
        with pytest.raises(OSError, match="CERTIFICATE_VERIFY_FAILED"):
            urllib.request.urlopen(f"https://127.0.0.1:{port}/salud", timeout=5)
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0


def patiently(url: str, trust: ssl.SSLContext) -> str:
    end = time.monotonic() + 30
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5, context=trust) as response:
                return str(response.read().decode())
        except OSError:
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.2)
