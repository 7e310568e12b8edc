"""Hashes of PINs and passwords."""

from __future__ import annotations

import hashlib
import hmac
import threading

import nacl.exceptions
from nacl import pwhash

from coop.store.keyring import keyring

OPS, MEMORY = 2, 19 * 2**20
"""argon2id: OWASP's minimum, about 75 ms on an old PC."""

_at_once = threading.BoundedSemaphore(2)
_DUMMY: list[bytes] = []


def _peppered(secret: str, key: bytes) -> bytes:
    # A PIN has 20 bits: without a key outside the database any hash of it falls in hours.
    return hmac.new(key, secret.encode(), hashlib.sha256).digest()


def hash_secret(secret: str) -> str:
    """argon2id over an HMAC with the key that lies outside the database. Slow: not in a write unit."""
    with _at_once:
        peppered = _peppered(secret, keyring().get("pin"))
        return pwhash.argon2id.str(peppered, opslimit=OPS, memlimit=MEMORY).decode()


def matches(hashed: str | None, secret: str) -> bool:
    """Whether a secret is the hashed one; takes as long when there is no hash at all.

    A hash made before the key was rotated still counts, until its owner chooses a new secret.
    """
    if hashed is None and not _DUMMY:
        _DUMMY.append(pwhash.argon2id.str(b"nobody", opslimit=OPS, memlimit=MEMORY))
    stored = hashed.encode() if hashed is not None else _DUMMY[0]
    with _at_once:  # every key is tried, so that the time tells nothing
        found = [_verified(stored, _peppered(secret, key)) for key in _keys()]
    return any(found) and hashed is not None


def _keys() -> list[bytes]:
    ring = keyring()
    return [ring.get("pin"), *ring.older("pin")]


def _verified(stored: bytes, peppered: bytes) -> bool:
    try:
        return bool(pwhash.verify(stored, peppered))
    except nacl.exceptions.InvalidkeyError:
        return False
