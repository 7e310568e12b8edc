"""Sheets of slips to cut, drawn straight into a PDF.

They are drawn here and not by the press of `documents`: that one archives what it prints, and a code may
lie nowhere but on paper; it also takes seconds, and these are made while an assembly waits.
"""

from __future__ import annotations

import io
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pikepdf
import segno

from coop.assembly.urn import Slip, grouped

WIDTH, HEIGHT = 595.28, 841.89
"""A4 in points."""
COLUMNS, ROWS = 2, 6
MARGIN: Final = 14.0
CELL_WIDTH, CELL_HEIGHT = WIDTH / COLUMNS, HEIGHT / ROWS
QR_SIDE: Final = 84.0
FONTS: Final[Mapping[str, str]] = {"R": "Helvetica", "B": "Helvetica-Bold", "C": "Courier-Bold"}


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on every slip and on the sheet of the opening, in the language of the paper.

    Attributes:
        head: of which assembly and item.
        question: what is asked.
        code, tracker: names of the two.
        rules: what to do with the slip.
        opening: title of the sheet of the opening.
        lines: its sentences.
        signature: what stands under a line to sign on.
    """

    head: str
    question: str
    code: str
    tracker: str
    rules: str
    opening: str
    lines: Sequence[str]
    signature: str


def sheets(slips: Sequence[Slip], words: Words) -> bytes:
    """A PDF: slips, twelve on a sheet to cut, and a last sheet that the scrutineers sign.

    Args:
        slips: in any order; it is kept.
        words: translated.
    """
    pdf = pikepdf.new()
    fonts = pikepdf.Dictionary(
        {
            f"/{name}": pdf.make_indirect(
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Font,
                    Subtype=pikepdf.Name.Type1,
                    BaseFont=pikepdf.Name(f"/{font}"),
                    Encoding=pikepdf.Name.WinAnsiEncoding,
                )
            )
            for name, font in FONTS.items()
        }
    )
    each = COLUMNS * ROWS
    drawn = [_sheet(slips[n : n + each], words) for n in range(0, len(slips), each)]
    for content in (*drawn, _opening(words)):
        page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        page.Resources = pikepdf.Dictionary(Font=fonts)
        page.Contents = pdf.make_stream(content)
    made = io.BytesIO()
    pdf.save(made, deterministic_id=True)
    return made.getvalue()


def _sheet(slips: Sequence[Slip], words: Words) -> bytes:
    parts = [b"0.6 w [4 4] 0 d\n"]
    for column in range(1, COLUMNS):
        parts.append(b"%.2f 0 m %.2f %.2f l S\n" % (column * CELL_WIDTH, column * CELL_WIDTH, HEIGHT))
    for row in range(1, ROWS):
        parts.append(b"0 %.2f m %.2f %.2f l S\n" % (row * CELL_HEIGHT, WIDTH, row * CELL_HEIGHT))
    for n, slip in enumerate(slips):
        row, column = divmod(n, COLUMNS)
        parts.append(_slip(slip, words, column * CELL_WIDTH + MARGIN, HEIGHT - row * CELL_HEIGHT - MARGIN))
    return b"".join(parts)


def _slip(slip: Slip, words: Words, x: float, top: float) -> bytes:
    beside = CELL_WIDTH - 2 * MARGIN - QR_SIDE - 6
    parts = [_text("B", 8.5, x, top - 8, _short(words.head, beside, 8.5))]
    for n, line in enumerate(_lines(words.question, beside, 8)[:2]):
        parts.append(_text("R", 8, x, top - 19 - 9.5 * n, line))
    parts += [
        _text("R", 7, x, top - 47, words.code),
        _text("C", 16, x, top - 63, grouped(slip.code)),
        _text("R", 7, x, top - 76, words.tracker),
        _text("C", 13, x, top - 89, grouped(slip.tracker, 3)),
    ]
    for n, line in enumerate(_lines(words.rules, CELL_WIDTH - 2 * MARGIN, 6.5)[:3]):
        parts.append(_text("R", 6.5, x, top - 101 - 7.5 * n, line))
    parts.append(_qr(slip.code, x + beside + 6, top - QR_SIDE))
    return b"".join(parts)


def _opening(words: Words) -> bytes:
    x, y = 60.0, HEIGHT - 90
    parts = [_text("B", 16, x, y, words.opening), _text("B", 10, x, y - 24, words.head)]
    y -= 44
    for line in (words.question, *words.lines):
        for part in _lines(line, WIDTH - 2 * x, 10):
            parts.append(_text("R", 10, x, y, part))
            y -= 14
        y -= 6
    for n in range(2):
        at = x + n * 250
        parts.append(b"[] 0 d %.2f %.2f m %.2f %.2f l S\n" % (at, y - 70, at + 210, y - 70))
        parts.append(_text("R", 9, at, y - 82, words.signature))
    return b"".join(parts)


def _text(font: str, size: float, x: float, y: float, text: str) -> bytes:
    body = (
        text.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    )
    return b"BT /%s %.2f Tf %.2f %.2f Td (%s) Tj ET\n" % (font.encode(), size, x, y, body)


def _lines(text: str, width: float, size: float) -> list[str]:
    """Lines that fit; a sign of Helvetica is half as wide as high, seldom wider."""
    return textwrap.wrap(text, max(1, int(width / (size * 0.51))))


def _short(text: str, width: float, size: float) -> str:
    return textwrap.shorten(text, max(1, int(width / (size * 0.56))), placeholder="…")


def _qr(text: str, x: float, y: float) -> bytes:
    """The code for a scanner, which types it like a keyboard.

    References:
        ISO/IEC 18004, error correction level M.
    """
    matrix = segno.make_qr(text, error="m", boost_error=False).matrix
    side = QR_SIDE / (len(matrix) + 4)  # two light modules round it; the paper gives the rest
    parts = [
        b"%.3f %.3f %.3f %.3f re\n"
        % (x + (column + 2) * side, y + (len(matrix) + 1 - row) * side, side * 1.01, side * 1.01)
        for row, cells in enumerate(matrix)
        for column, dark in enumerate(cells)
        if dark
    ]
    return b"".join([*parts, b"f\n"])
