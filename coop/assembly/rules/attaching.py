"""Which papers can be attached to a motion: what people write and photograph, and nothing that runs."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from coop.kernel.errors import Invalid
from coop.kernel.sentences import N_

LARGEST: Final = 5_000_000
"""Bytes of a paper at most."""
KINDS: Final[Mapping[str, tuple[str, bytes]]] = MappingProxyType(
    {
        ".pdf": ("application/pdf", b"%PDF-"),
        ".png": ("image/png", b"\x89PNG\r\n\x1a\n"),
        ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
        ".jpeg": ("image/jpeg", b"\xff\xd8\xff"),
        ".odt": ("application/vnd.oasis.opendocument.text", b"PK\x03\x04"),
        ".ods": ("application/vnd.oasis.opendocument.spreadsheet", b"PK\x03\x04"),
        ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK\x03\x04"),
        ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK\x03\x04"),
    }
)
"""Endings of names with their media type and the bytes that such files begin with."""


class WrongPaper(Invalid):
    message = N_(
        "%(name)s is not a PDF, a photo (JPG, PNG) or a text or sheet of an office program. Save it as one."
    )


class PaperTooLarge(Invalid):
    message = N_("%(name)s is larger than 5 MB. Save it smaller, or in parts.")


class EmptyPaper(Invalid):
    message = N_("%(name)s is empty. Choose the file again.")


def check_paper(name: str, content: bytes) -> str:
    """The media type of a paper.

    Args:
        name: of the file, with its ending.
        content: its bytes.

    Raises:
        EmptyPaper, PaperTooLarge: its size cannot be.
        WrongPaper: its name or its first bytes say that it is something else.
    """
    if not content:
        raise EmptyPaper(name=name)
    if len(content) > LARGEST:
        raise PaperTooLarge(name=name)
    for ending, (kind, begins) in KINDS.items():
        if name.lower().endswith(ending) and content.startswith(begins):
            return kind
    raise WrongPaper(name=name)
