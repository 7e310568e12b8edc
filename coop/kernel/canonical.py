"""Canonical JSON and digests: the same facts always give the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypeAlias

import rfc8785

from coop.kernel.money import Money

Json: TypeAlias = "None | bool | int | str | Sequence[Json] | Mapping[str, Json]"


def plain(value: object) -> Json:
    """Turn money, dates and instants inside a structure into what JSON can carry.

    Money becomes whole minor units, days `YYYY-MM-DD`, instants `YYYY-MM-DDTHH:MM:SSZ`.

    Raises:
        TypeError: a float or another type that has no exact form.
    """
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Money):
        return value.minor
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
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
    return rfc8785.dumps(plain(value))  # type: ignore[arg-type]


def digest(value: object) -> str:
    """SHA-256 of the canonical bytes, 64 lower-case hex digits."""
    return hashlib.sha256(canonical(value)).hexdigest()
