"""The codes and trackers of slips: readable on paper, stored only as keyed hashes."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import Final

from coop.kernel.errors import Invalid
from coop.kernel.sentences import N_

ALPHABET: Final = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""32 signs, 5 bits each; without 0, O, 1 and I, which gloves and old eyes take for each other."""
CODE: Final = 12
"""Signs of a code: 60 bits, so that nobody guesses one while an urn is open."""
TRACKER: Final = 6
"""Signs of a tracker. It need not be secret for long, only different from every other of its vote."""


class BadCode(Invalid):
    message = N_(
        "That is not the code of a slip of this vote. Type the twelve signs of your slip again; "
        "if it stays so, ask the scrutineers."
    )


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed on one slip.

    Attributes:
        code: typed in the booth, once.
        tracker: finds the line on the board.
    """

    code: str
    tracker: str


def new_slips(many: int, key: bytes) -> tuple[Slip, ...]:
    """Slips of one vote: no code and no tracker stands on two of them.

    Args:
        many: how many.
        key: 32 bytes of this vote alone.
    """
    found: dict[str, str] = {}
    while len(found) < many:
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE))
        found.setdefault(tracker_of(code, key), code)
    slips = [Slip(code, tracker) for tracker, code in found.items()]
    secrets.SystemRandom().shuffle(slips)
    return tuple(slips)


def read_code(text: str) -> str:
    """A code as somebody typed or scanned it, without blanks and hyphens, in capitals.

    Raises:
        BadCode: it cannot be one.
    """
    code = "".join(sign for sign in text.upper() if sign not in " -\t\r\n.·")
    if len(code) != CODE or any(sign not in ALPHABET for sign in code):
        raise BadCode()
    return code


def grouped(text: str, by: int = 4) -> str:
    """A code or tracker in groups that are read one at a time: `ABCD EFGH JKLM`."""
    return " ".join(text[n : n + by] for n in range(0, len(text), by))


def hashed(code: str, key: bytes) -> bytes:
    """What is stored of a code; 32 bytes that tell nothing without the key."""
    return hmac.new(key, b"slip " + code.encode(), hashlib.sha256).digest()


def tracker_of(code: str, key: bytes) -> str:
    """The tracker that belongs to a code."""
    value = int.from_bytes(hmac.new(key, b"tracker " + code.encode(), hashlib.sha256).digest(), "big")
    signs = []
    for _ in range(TRACKER):
        value, sign = divmod(value, len(ALPHABET))
        signs.append(ALPHABET[sign])
    return "".join(signs)
