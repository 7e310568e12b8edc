"""The secret key of a vote, sealed under every pair of three people's passphrases."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from nacl import pwhash, utils
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey
from nacl.secret import SecretBox

from coop.kernel.errors import CoopError, Invalid
from coop.kernel.sentences import N_

KEEPERS: Final = 3
NEEDED: Final = 2
SHORTEST: Final = 12
"""Letters of a passphrase: three or four words."""
OPS, MEMORY = 3, 64 * 2**20
"""argon2id: about 0.3 s for each passphrase. Kept beside the copies, so that it may change."""


class BadKeepers(Invalid):
    message = N_("Choose three different people who are here to keep the key.")


class ShortPassphrase(Invalid):
    message = N_("Each passphrase has at least %(least)s letters: three or four words.")


class TooFewKeepers(CoopError):
    message = N_("Two of the three passphrases are needed to open this urn.")


class WrongPassphrase(CoopError):
    message = N_("The urn does not open: at least one passphrase is not the right one. Type them again.")


@dataclass(frozen=True, slots=True)
class Locked:
    """A secret key under lock.

    Attributes:
        ops, memory: cost of the hash of a passphrase.
        salts: one for each keeper.
        copies: for each pair of keepers, in ascending order, a copy that both of them open.
    """

    ops: int
    memory: int
    salts: Mapping[int, bytes]
    copies: Mapping[tuple[int, int], bytes]

    def stored(self) -> bytes:
        """As it lies in a file."""
        return json.dumps(
            {
                "ops": self.ops,
                "memory": self.memory,
                "salts": {str(keeper): salt.hex() for keeper, salt in self.salts.items()},
                "copies": [[*pair, copy.hex()] for pair, copy in self.copies.items()],
            }
        ).encode()

    @classmethod
    def read(cls, stored: bytes) -> Locked:
        """From such a file."""
        found = json.loads(stored)
        return cls(
            found["ops"],
            found["memory"],
            {int(keeper): bytes.fromhex(salt) for keeper, salt in found["salts"].items()},
            {(a, b): bytes.fromhex(copy) for a, b, copy in found["copies"]},
        )


def lock(passphrases: Mapping[int, str]) -> tuple[bytes, Locked]:
    """Make the pair of keys of a vote. The secret half exists only inside this function.

    Args:
        passphrases: of each keeper, by any number that tells them apart.

    Returns:
        The public key (32 bytes), and the secret one under lock.

    Raises:
        BadKeepers: not three of them.
        ShortPassphrase: one is too short.
    """
    if len(passphrases) != KEEPERS:
        raise BadKeepers()
    if any(len(passphrase.strip()) < SHORTEST for passphrase in passphrases.values()):
        raise ShortPassphrase(least=SHORTEST)
    key = PrivateKey.generate()
    salts = {keeper: utils.random(pwhash.argon2id.SALTBYTES) for keeper in passphrases}
    boxes = {keeper: _box(passphrases[keeper], salts[keeper], OPS, MEMORY) for keeper in passphrases}
    copies = {}
    for first, second in itertools.combinations(sorted(passphrases), NEEDED):
        inner = bytes(boxes[first].encrypt(bytes(key)))
        copies[(first, second)] = bytes(boxes[second].encrypt(inner))
    return bytes(key.public_key), Locked(OPS, MEMORY, salts, copies)


def unlock(locked: Locked, given: Mapping[int, str]) -> bytes:
    """The secret key, once two keepers have typed their passphrases. Slow.

    Args:
        locked: what `lock` made.
        given: passphrases by keeper; the empty ones of those who do not take part count as none.

    Raises:
        TooFewKeepers: fewer than two keepers of this key typed something.
        WrongPassphrase: no two of those typed open it.
    """
    typed = {keeper: text for keeper, text in given.items() if text.strip() and keeper in locked.salts}
    if len(typed) < NEEDED:
        raise TooFewKeepers()
    boxes = {k: _box(text, locked.salts[k], locked.ops, locked.memory) for k, text in typed.items()}
    for (first, second), copy in locked.copies.items():
        if first in boxes and second in boxes:
            try:
                return bytes(boxes[first].decrypt(boxes[second].decrypt(copy)))
            except CryptoError:
                continue
    raise WrongPassphrase()


def public_of(secret_key: bytes) -> bytes:
    """The public half of a secret key."""
    return bytes(PrivateKey(secret_key).public_key)


def _box(passphrase: str, salt: bytes, ops: int, memory: int) -> SecretBox:
    # Blanks at the ends come from keyboards of phones, not from people.
    typed = passphrase.strip().encode()
    return SecretBox(pwhash.argon2id.kdf(SecretBox.KEY_SIZE, typed, salt, opslimit=ops, memlimit=memory))
