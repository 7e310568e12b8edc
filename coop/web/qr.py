"""QR codes as the outline of their dark squares, drawn by a template as SVG."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from flask import current_app

QUIET = 4
"""Light modules round the code that the standard asks for."""


@dataclass(frozen=True, slots=True)
class Qr:
    """What `<svg viewBox="0 0 {size} {size}"><path d="{path}"/></svg>` draws.

    Attributes:
        text: what a phone reads.
        size: modules on a side, quiet zone included.
        path: the dark squares.
    """

    text: str
    size: int
    path: str


def checked_at(fingerprint: str) -> str:
    """Where anybody checks a fingerprint, at the address set by COOP_ADDRESS; empty when none is set.

    Never the address of the request: who asks chooses that one, and a paper keeps it for ever.
    """
    base = str(current_app.config["COOP_ADDRESS"]).rstrip("/")
    return f"{base}/verificar/{fingerprint}" if base else ""


def qr(text: str) -> Qr:
    """The code of a text, readable with up to 15 % of it damaged.

    References:
        ISO/IEC 18004, error correction level M.
    """
    matrix = segno.make_qr(text, error="m", boost_error=False).matrix
    parts = []
    for y, row in enumerate(matrix, QUIET):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                parts.append(f"M{start + QUIET} {y}h{x - start}v1h-{x - start}z")
            x += 1
    return Qr(text, len(matrix) + 2 * QUIET, "".join(parts))
