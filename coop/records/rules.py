"""The law of the record book: how an entry is written, chained, signed; what may be erased."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import rfc8785
from nacl.signing import SigningKey

from coop.kernel.canonical import canonical
from coop.kernel.errors import N_, CoopError, Invalid, Sentence
from coop.records.verifier import FIRST, KEY, Verdict, key_id, leaf, merkle_root, origin_of, verify

__all__ = [
    "AWAITING",
    "BLOCKED",
    "DECISION",
    "ERASED",
    "FIRST",
    "IN_FORCE",
    "KEY",
    "LOST",
    "OBSTACLE",
    "REASONS",
    "SETTLED",
    "STATES",
    "Checkpoint",
    "Line",
    "Verdict",
    "checkpoint",
    "compose",
    "export",
    "public_key",
    "salted",
    "texts_of",
    "verify",
    "without",
]

DECISION = "records.decision"
ERASED = "records.erased"
SETTLED = "records.settled"

IN_FORCE = "in force"
AWAITING = "awaiting registration"
BLOCKED = "blocked"
LOST = "lost"
STATES = {
    IN_FORCE: N_("in force"),
    AWAITING: N_("awaiting registration"),
    BLOCKED: N_("blocked"),
    LOST: N_("lost"),
}
"""What became of a decision; a motion that was lost has no effect and stays `lost`."""

SALT = 16
"""Bytes of chance put before a personal value, so that it cannot be guessed from its digest."""


class NotRecordable(Invalid):
    message = N_("A number is too large to be recorded exactly, or a text holds broken letters. Correct it.")


class BookEmpty(CoopError):
    message = N_("Nothing in the record book is signed yet. Ask the secretary to sign it and try again.")


class BookBroken(CoopError):
    message = N_(
        "Entry %(seq)s of the record book was changed in the database. "
        "Restore a back-up and compare it with the papers."
    )
    status = 500


class NotAwaiting(CoopError):
    message = N_("Decision %(number)s does not wait for a registration; it changes only by another decision.")


class NothingToErase(CoopError):
    message = N_(
        "What you chose was erased meanwhile, or nothing is chosen. Search again and choose what is left."
    )


class UnknownReason(Invalid):
    message = N_("Choose why these data are erased.")


REASONS = {
    "asked": N_("The person asked for it"),
    "not needed": N_("They are not needed any more"),
    "mistaken": N_("They were written down by mistake"),
}
"""Why personal data may be erased. No free text: it would stand in the book for ever.

References:
    Ley 25.326, arts. 4 (7) and 16.
"""
OBSTACLE = "obstacle"
"""Personal values of this name and its parts are the facts of an obstacle to a decision."""
GONE = "…"
"""What stands where an erased value was said."""


def texts_of(sentence: Sentence) -> dict[str, str]:
    """The texts among the facts of an obstacle, by their place: they may name people.

    Numbers, amounts and days are left out: they say nothing without the words.
    """
    return dict(_texts(sentence, OBSTACLE))


def _texts(value: object, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, Sentence):
        for key, inner in value.facts.items():
            yield from _texts(inner, f"{place}.{key}")
    elif isinstance(value, list | tuple):
        for n, inner in enumerate(value):
            yield from _texts(inner, f"{place}.{n}")


def without(sentence: Sentence, places: Collection[str]) -> Sentence:
    """An obstacle with the texts at these places blanked."""
    found = _blanked(sentence, OBSTACLE, frozenset(places))
    assert isinstance(found, Sentence)
    return found


def _blanked(value: object, place: str, places: Collection[str]) -> object:
    if isinstance(value, str):
        return GONE if place in places else value
    if isinstance(value, Sentence):
        return Sentence(
            value.message, {k: _blanked(v, f"{place}.{k}", places) for k, v in value.facts.items()}
        )
    if isinstance(value, list | tuple):
        return [_blanked(v, f"{place}.{n}", places) for n, v in enumerate(value)]
    return value


@dataclass(frozen=True, slots=True)
class Line:
    """One written entry.

    Attributes:
        data: canonical bytes without the line end; what is chained, signed and exported.
        digest: SHA-256 of the bytes, hex.
    """

    data: bytes
    digest: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signed statement of all that the book holds at one instant.

    Attributes:
        size: number of entries.
        root: Merkle root, hex.
        note: the C2SP signed note, text.
    """

    size: int
    root: str
    note: str


def compose(
    *,
    seq: int,
    prev: str,
    at: datetime,
    by: int | None,
    kind: str,
    facts: Mapping[str, object],
    personal: Mapping[str, str],
) -> Line:
    """Write an entry.

    Args:
        seq: number of the entry, from 0.
        prev: digest of the entry before, FIRST for entry 0.
        at: aware instant; recorded to the second.
        by: key of the member who acted, None for the program itself.
        kind: `module.what`.
        facts: what is recorded for ever: no names and nothing else personal; members by their number.
        personal: name of a personal value -> its salted digest.

    Raises:
        NotRecordable: a number beyond 2**53 or text that is not Unicode.

    References:
        RFC 8785, JSON Canonicalization Scheme.
    """
    entry = {
        "v": 1,
        "seq": seq,
        "prev": prev,
        "at": at,
        "by": by,
        "kind": kind,
        "facts": facts,
        "personal": personal,
    }
    try:
        data = canonical(entry)
    except (rfc8785.CanonicalizationError, UnicodeError):
        raise NotRecordable() from None
    return Line(data, hashlib.sha256(data).hexdigest())


def salted(salt: bytes, value: str) -> str:
    """The digest by which a personal value stands in the book.

    Without the salt nobody can tell what it stood for; that is how a person is forgotten while
    the chain stays whole.

    References:
        Ley 25.326, art. 16 (right of suppression); GDPR art. 17.
    """
    try:
        return hashlib.sha256(salt + value.encode()).hexdigest()
    except UnicodeError:
        raise NotRecordable() from None


def public_key(seed: bytes) -> str:
    """The public half of the signing key, base64, as printed and announced in the book."""
    return base64.b64encode(bytes(SigningKey(seed).verify_key)).decode()


def checkpoint(lines: list[bytes], seed: bytes) -> Checkpoint:
    """Sign a book as it stands.

    Args:
        lines: all entries in order, at least one.
        seed: 32 secret bytes of Ed25519.

    References:
        C2SP tlog-checkpoint and signed-note; RFC 6962, 2.1; RFC 8032.
    """
    key = SigningKey(seed)
    origin = origin_of(lines[0])
    root = merkle_root([leaf(line) for line in lines])
    body = f"{origin}\n{len(lines)}\n{base64.b64encode(root).decode()}\n"
    signed = key_id(origin, bytes(key.verify_key)) + key.sign(body.encode()).signature
    note = f"{body}\n\u2014 {origin} {base64.b64encode(signed).decode()}\n"
    return Checkpoint(len(lines), root.hex(), note)


def export(lines: list[bytes], note: str) -> bytes:
    """The file that `verifier.verify` reads: the entries, an empty line, the signed note."""
    return b"\n".join(lines) + b"\n\n" + note.encode()
