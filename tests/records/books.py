"""Small record books made without a database, and the ways to damage them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

from coop.records import rules

SEED = hashlib.sha256(b"the key of the tests").digest()
OTHER_SEED = hashlib.sha256(b"another key").digest()
AT = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)

Facts = dict[str, object]


def chain(*facts: Facts, seed: bytes = SEED) -> list[bytes]:
    """The lines of a book that announces its key and then holds one entry for each of the facts."""
    found: list[bytes] = []
    prev = rules.FIRST
    first: Facts = {"key": rules.public_key(seed)}
    for seq, each in enumerate((first, *facts)):
        kind = rules.KEY if seq == 0 else "tests.thing_done"
        personal = {"name": rules.salted(b"salt", "Ana")} if seq == 1 else {}
        line = rules.compose(seq=seq, prev=prev, at=AT, by=None, kind=kind, facts=each, personal=personal)
        found.append(line.data)
        prev = line.digest
    return found


def signed(lines: list[bytes], seed: bytes = SEED) -> bytes:
    """The exported file of these lines, whatever they are, under a note that fits them."""
    return rules.export(lines, rules.checkpoint(lines, seed).note)


def book(*facts: Facts, seed: bytes = SEED) -> bytes:
    """An exported book."""
    return signed(chain(*facts, seed=seed), seed)


def damaged(
    data: bytes, *, inserts: bytes = b"\n 0}\x00", values: bool = False
) -> Iterator[tuple[str, bytes]]:
    """Every way to damage one place: each bit flipped, a byte left out, doubled or put in, the rest cut off.

    Args:
        data: the whole file.
        inserts: bytes that are put in at every place.
        values: put each of the 256 values in the place of every byte, too.
    """
    for i in range(len(data)):
        before, byte, after = data[:i], data[i], data[i + 1 :]
        for bit in range(8):
            yield f"bit {bit} of byte {i} flipped", before + bytes([byte ^ 1 << bit]) + after
        yield f"byte {i} left out", before + after
        yield f"byte {i} doubled", before + bytes([byte, byte]) + after
        yield f"cut off before byte {i}", before
        for new in inserts:
            yield f"byte {new} put in at {i}", before + bytes([new, byte]) + after
        if values:
            for new in set(range(256)) - {byte}:
                yield f"byte {i} replaced by {new}", before + bytes([new]) + after
    for new in range(256):
        yield f"byte {new} put at the end", data + bytes([new])
