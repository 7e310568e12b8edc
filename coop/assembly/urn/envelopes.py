"""Envelopes: an answer and its tracker sealed to the key of the vote, all of one length."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Final

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from coop.assembly.urn.codes import TRACKER
from coop.kernel.errors import CoopError
from coop.kernel.sentences import N_

Answer = str | tuple[tuple[int, ...], ...]
"""A word such as "in_favour", or option numbers from 1 in ranks, the best first."""

STEP: Final = 32
"""Lengths grow by so many bytes, so that a length says little of the number of options."""
LONGEST_WORD: Final = 24
SEAL: Final = 48
"""Bytes that sealing adds: a fresh public key and an authenticator."""


class BadEnvelope(CoopError):
    message = N_(
        "An envelope of this vote cannot be opened or holds no answer of this vote. The vote is void: "
        "take it again."
    )


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is in an envelope."""

    tracker: str
    answer: Answer


def longest_for(options: int) -> int:
    """Bytes that hold every answer of a vote: a word, or all its options in an order of their own.

    Args:
        options: how many there are; 0 for a vote for or against.
    """
    word = _bytes(Envelope("A" * TRACKER, "x" * LONGEST_WORD))
    ranked = _bytes(Envelope("A" * TRACKER, tuple((n,) for n in range(1, options + 1))))
    return -(-max(len(word), len(ranked)) // STEP) * STEP


def sealed_length(longest: int) -> int:
    """Bytes of a sealed envelope, whatever is in it."""
    return longest + SEAL


def seal(envelope: Envelope, public_key: bytes, longest: int) -> bytes:
    """Seal an answer; from here on only the key's other half opens it.

    Args:
        envelope: tracker and answer.
        public_key: of the vote.
        longest: what `longest_for` says; the envelope is filled up to it.

    Raises:
        ValueError: the answer is longer than any of this vote.
    """
    plain = _bytes(envelope)
    if len(plain) > longest:
        raise ValueError("an answer longer than any of this vote")
    return bytes(SealedBox(PublicKey(public_key)).encrypt(plain.ljust(longest, b"\0")))


def open_envelope(sealed: bytes, secret_key: bytes) -> Envelope:
    """What is in an envelope.

    Raises:
        BadEnvelope: it was sealed to another key, damaged, or made by something else.
    """
    try:
        plain = SealedBox(PrivateKey(secret_key)).decrypt(sealed)
        tracker, answer = json.loads(plain.rstrip(b"\0"))
        if isinstance(answer, list):
            answer = tuple(tuple(int(option) for option in rank) for rank in answer)
        return Envelope(str(tracker), answer if isinstance(answer, tuple) else str(answer))
    except (CryptoError, ValueError, TypeError) as error:
        raise BadEnvelope() from error


def _bytes(envelope: Envelope) -> bytes:
    return json.dumps([envelope.tracker, envelope.answer], separators=(",", ":")).encode()
