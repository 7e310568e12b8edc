"""Canonical JSON and digests: the same facts always give the same bytes."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import TypeAlias

import rfc8785

from coop.kernel.money import Money

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"


def plain(value: object) -> Json:
    """Turn money, dates and instants inside a structure into what JSON can carry.

    Money becomes whole minor units, days `YYYY-MM-DD`, instants `YYYY-MM-DDTHH:MM:SSZ`.

    Raises:
        TypeError: a float, a naive instant or another type that has no exact form.
    """
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Money):
        return value.minor
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError("an instant knows its time zone")
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(value) if isinstance(value, set | frozenset) else value
        return [plain(v) for v in items]
    raise TypeError(f"no canonical form for {type(value).__name__}")


def canonical(value: object) -> bytes:
    """The canonical bytes of a structure.

    References:
        RFC 8785, JSON Canonicalization Scheme.
    """
    return rfc8785.dumps(plain(value))


def digest(value: object) -> str:
    """SHA-256 of the canonical bytes, 64 lower-case hex digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def fingerprint(digest: str) -> str:
    """What is printed of a digest and compared by eye: its first 80 bits as `AAAA-BBBB-CCCC-DDDD`.

    Args:
        digest: SHA-256 in hex.
    """
    letters = base64.b32encode(bytes.fromhex(digest)[:10]).decode()
    return "-".join(letters[i : i + 4] for i in range(0, 16, 4))


def read_fingerprint(text: str) -> str | None:
    """The first 20 hex digits of the digest behind a fingerprint that somebody typed.

    Small letters, blanks and missing dashes are fine, and so are the usual slips: base32 has
    no 0, 1 and 8, so they are read as O, I and B. None when it is not a fingerprint.
    """
    letters = "".join(text.split()).replace("-", "").upper().translate(str.maketrans("018", "OIB"))
    if len(letters) != 16:
        return None
    try:
        return base64.b32decode(letters).hex()
    except ValueError:
        return None
