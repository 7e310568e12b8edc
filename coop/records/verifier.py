"""Checks an exported record book without the program that wrote it.

This file uses Python's standard library and PyNaCl only, so that it can be copied to a stick and
read through by whoever doubts the book: `python3 verifier.py BOOK`.

A book is text: one entry a line, an empty line, and a signed note. Each entry is one JSON object
in canonical form (RFC 8785, whole numbers only) and names the SHA-256 of the line before it. The
note says how many entries there are and the root of their Merkle tree (RFC 6962), signed with
Ed25519 (C2SP tlog-checkpoint). The key stands in the book itself, in the last `records.key` entry;
give the one you have on paper to be sure that the whole book was not written anew.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

FIRST = "0" * 64
"""What the first entry names as the line before it."""
KEY = "records.key"
"""The kind of entry that announces the key that signs from then on."""
LARGEST = 2**53 - 1
"""RFC 8785 writes whole numbers exactly up to here."""
FIELDS = {"v", "seq", "prev", "at", "by", "kind", "facts", "personal"}


def N_(message: str) -> str:
    """Mark a sentence for translation."""
    return message


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a book is not to be trusted: an English sentence and what fills its places."""

    message: str
    facts: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message % self.facts if self.facts else self.message


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a check.

    Attributes:
        problem: None when the book is whole.
        entries: how many entries were read.
        origin: the name of the book in its note.
        root: the first 80 bits of the root as printed on papers.
        key: the public key that signed, base64.
    """

    problem: Problem | None
    entries: int = 0
    origin: str = ""
    root: str = ""
    key: str = ""


class _Broken(Exception):
    def __init__(self, message: str, **facts: object) -> None:
        self.problem = Problem(message, facts)


def sha256(data: bytes) -> bytes:
    """SHA-256, 32 bytes."""
    return hashlib.sha256(data).digest()


def leaf(line: bytes) -> bytes:
    """The leaf of one line. References: RFC 6962, 2.1."""
    return sha256(b"\0" + line)


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """The root over leaves, split at the largest power of two below their number.

    References:
        RFC 6962, 2.1.
    """
    if not leaves:
        return sha256(b"")
    level = list(leaves)
    while len(level) > 1:  # pairing from the left gives the same tree as the recursive definition
        pairs = [sha256(b"\1" + level[i] + level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = pairs + level[len(level) & ~1 :]
    return level[0]


def key_id(origin: str, key: bytes) -> bytes:
    """The four bytes that name a key in a signed note. References: C2SP signed-note."""
    return sha256(origin.encode() + b"\n\x01" + key)[:4]


def short(digest: bytes) -> str:
    """The first 80 bits as four groups of four letters, as printed on papers."""
    letters = base64.b32encode(digest[:10]).decode()
    return "-".join(letters[i : i + 4] for i in range(0, 16, 4))


def origin_of(first_line: bytes) -> str:
    """The name of a book, made from its first entry: no note fits two books."""
    return "coop-records/" + hashlib.sha256(first_line).hexdigest()[:16]


def canonical(value: Any) -> bytes:
    """Canonical JSON of what has no fractions. References: RFC 8785."""

    def ordered(v: Any) -> Any:
        if isinstance(v, dict):
            return {k: ordered(v[k]) for k in sorted(v, key=lambda k: k.encode("utf-16-be"))}
        return [ordered(item) for item in v] if isinstance(v, list) else v

    return json.dumps(ordered(value), ensure_ascii=False, separators=(",", ":")).encode()


def verify(
    data: bytes,
    *,
    key: str | None = None,
    printed: Sequence[tuple[int, str]] = (),
    notes: Sequence[bytes] = (),
) -> Verdict:
    """Check a whole exported book.

    Args:
        data: the bytes of the file.
        key: the public key (base64) that must have signed; else the last one the book announces.
        printed: (number of entries, root as printed) from papers; the book must contain them.
        notes: signed notes kept from earlier; each must be signed by a key of this book and agree.

    Returns:
        The verdict; its problem says in words what is wrong and where.
    """
    try:
        book, mark, note = data.partition(b"\n\n")
        if not mark:
            raise _Broken(N_("The file ends without a signed note. Export the book again."))
        lines = book.split(b"\n")
        keys = _check_chain(lines)
        signer = key if key is not None else keys[-1] if keys else ""
        leaves = [leaf(line) for line in lines]
        origin, size, root = _check_note(note, [signer])
        if origin != origin_of(lines[0]):
            raise _Broken(N_("The signed note belongs to another book."))
        if size != len(lines):
            raise _Broken(
                N_("The note was signed over %(signed)s entries, but the file has %(found)s."),
                signed=size,
                found=len(lines),
            )
        if root != merkle_root(leaves):
            raise _Broken(N_("The entries are not those that were signed."))
        for earlier in notes:
            its_origin, size, root = _check_note(earlier, keys)
            if its_origin != origin or size > len(lines) or merkle_root(leaves[:size]) != root:
                raise _Broken(
                    N_("The book contradicts the note signed over its first %(size)s entries."), size=size
                )
        for size, words in printed:
            there = short(merkle_root(leaves[:size])) if 0 < size <= len(lines) else None
            if there is None or there.replace("-", "") != "".join(words.split()).replace("-", "").upper():
                raise _Broken(N_("The book contradicts the paper printed at entry %(size)s."), size=size)
    except _Broken as broken:
        return Verdict(broken.problem)
    return Verdict(None, len(lines), origin, short(merkle_root(leaves)), signer)


def verify_chain(lines: Sequence[bytes]) -> Problem | None:
    """Whether every entry follows from the one before; for a book whose newest entries nobody signed yet.

    Args:
        lines: every entry, without line ends, in order.
    """
    try:
        _check_chain(lines)
    except _Broken as broken:
        return broken.problem
    return None


def _check_chain(lines: Sequence[bytes]) -> list[str]:
    """Check every entry and its link to the one before; returns the keys announced, oldest first."""
    keys = []
    prev = FIRST
    for seq, line in enumerate(lines):
        entry = _read(line, seq)
        if set(entry) != FIELDS or entry["v"] != 1 or not isinstance(entry["facts"], dict):
            raise _Broken(N_("Entry %(seq)s is not an entry of a record book."), seq=seq)
        if type(entry["seq"]) is not int or entry["seq"] != seq:
            raise _Broken(
                N_("Entry %(seq)s carries another number: an entry is missing or out of order."), seq=seq
            )
        if entry["prev"] != prev:
            raise _Broken(
                N_("Entry %(seq)s does not follow from the one before: one of them was changed."), seq=seq
            )
        prev = hashlib.sha256(line).hexdigest()
        if entry["kind"] == KEY:
            keys.append(str(entry["facts"].get("key")))
    return keys


def _read(line: bytes, seq: int) -> dict[str, Any]:
    def refuse(text: str) -> int:
        raise ValueError(text)

    def whole(text: str) -> int:
        return int(text) if abs(int(text)) <= LARGEST else refuse(text)

    try:
        entry = json.loads(line.decode(), parse_float=refuse, parse_constant=refuse, parse_int=whole)
        same = canonical(entry) == line
    except (ValueError, RecursionError):
        raise _Broken(N_("Entry %(seq)s cannot be read."), seq=seq) from None
    if not same or not isinstance(entry, dict):
        raise _Broken(N_("Entry %(seq)s is not in the one form in which entries are written."), seq=seq)
    return entry


def _check_note(note: bytes, keys: Sequence[str]) -> tuple[str, int, bytes]:
    """Check a signed note against any of several keys; returns origin, size and root."""
    malformed = _Broken(N_("The signed note at the end cannot be read. Export the book again."))
    try:
        body, signature = note.decode().split("\n\n")
        origin, size, root64 = body.split("\n")
        dash, name, signed64 = signature.removesuffix("\n").split(" ")
        root, signed = _base64(root64), _base64(signed64)
        publics = [_base64(k) for k in keys]
    except ValueError:
        raise malformed from None
    rebuilt = f"{origin}\n{size}\n{root64}\n\n\u2014 {origin} {signed64}\n"
    if (
        rebuilt.encode() != note
        or dash != "\u2014"
        or name != origin
        or not (size.isascii() and size.isdigit())
    ):
        raise malformed
    if len(size) > 15 or str(int(size)) != size:
        raise malformed
    for public in publics:
        if len(public) == 32 and signed[:4] == key_id(origin, public):
            try:
                VerifyKey(public).verify(f"{body}\n".encode(), signed[4:])
            except (BadSignatureError, ValueError):
                raise _Broken(
                    N_("The signature is false: the note was not written by the holder of the key.")
                ) from None
            return origin, int(size), root
    raise _Broken(N_("The note is signed with another key than the one to check against."))


def _base64(text: str) -> bytes:
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("not the one way to write it")
    return data


def main(arguments: Sequence[str]) -> int:
    """Check the file named first (and, second, the public key from paper); 0 when it is whole."""
    with open(arguments[0], "rb") as file:
        verdict = verify(file.read(), key=arguments[1] if len(arguments) > 1 else None)
    if verdict.problem:
        print(f"NOT WHOLE: {verdict.problem}")
        return 1
    print(
        f"Whole: {verdict.entries} entries, root {verdict.root}, signed with {verdict.key}, {verdict.origin}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
