"""Prints a fixed paper in a fresh process and tells its SHA-256: `python -m tests.documents.print_one OUT`.

`--without-harfbuzz` cuts the fonts with fontTools, as on a machine without `libharfbuzz-subset0`;
`--twice` prints another paper before with the same press.
"""

from __future__ import annotations

import hashlib
import logging
import sys
import warnings
from datetime import date
from pathlib import Path

from coop.documents.renderer import press

STATIC = Path(__file__).parents[2] / "static"
FACTS = {"kind": "tests.paper", "ref": "1", "data": {"number": 7, "text": "Ñandú Łódź"}}
PAPER = """<!doctype html><html lang="es-AR"><head><meta charset="utf-8"><title>Prueba</title>
<meta name="dcterms.created" content="2026-11-03T00:00:00Z">
<meta name="dcterms.modified" content="2026-11-03T00:00:00Z"></head><body>
<h1>Acta de Łukasz Núñez</h1><p>Hola, <strong>mundo</strong>, <em>cada</em> <span class="code">ABCD</span></p>
<table><thead><tr><th>Concepto</th><th class="num">Importe</th></tr></thead>
<tbody><tr><th scope="row">Parte igual</th><td class="num">$ 1.234,50</td></tr></tbody></table>
<svg role="img" aria-label="código" viewBox="0 0 2 2" width="9mm" height="9mm"><path d="M0 0h1v1h-1z"/></svg>
</body></html>"""


def print_one(html: str = PAPER) -> bytes:
    """The paper's bytes."""
    day = date(2026, 11, 3)
    return press(str(STATIC)).pdf(html, facts=FACTS, issued_on=day, identifier="tests.paper/1")


def main(arguments: list[str]) -> None:
    """Print it to the file named first."""
    if "--without-harfbuzz" in arguments:
        from weasyprint.pdf import fonts

        warnings.simplefilter("ignore", DeprecationWarning)
        logging.getLogger("weasyprint").setLevel(logging.ERROR)
        fonts.harfbuzz_subset = None
    if "--twice" in arguments:
        print_one(PAPER.replace("Hola", "Otro papel con otras letras: XYZ"))
    made = print_one()
    Path(arguments[0]).write_bytes(made)
    print(hashlib.sha256(made).hexdigest())


if __name__ == "__main__":
    main(sys.argv[1:])
