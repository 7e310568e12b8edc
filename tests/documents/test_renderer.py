"""The renderer reaches nothing outside, and makes archivable, readable, reproducible papers."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from coop.documents.renderer import VARIANT
from coop.documents.rules import OutsideReached
from coop.kernel.canonical import canonical
from tests.documents.print_one import FACTS, PAPER, print_one

ROOT = Path(__file__).parents[2]
SECRET = "canary-of-the-peons-71c3"


@dataclass
class Trap:
    """A file and a server that no paper may reach."""

    file: str
    http: str
    hits: list[str] = field(default_factory=list)

    def fill(self, payload: str) -> str:
        inner = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{self.http}"/></svg>'
        data = "data:image/svg+xml;base64," + base64.b64encode(inner.encode()).decode()
        filled = payload.replace("FILE", self.file).replace("HTTP", self.http).replace("DATA", data)
        return PAPER.replace("Hola,", filled)


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[Trap]:
    secret = tmp_path / "secret.txt"
    secret.write_text(SECRET)
    found = Trap(secret.as_uri(), "")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found.hits.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(SECRET.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    found.http = f"http://127.0.0.1:{server.server_port}/x"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield found
    server.shutdown()
    server.server_close()


HOSTILE = {
    "link to an attached file": '<link rel="attachment" href="FILE">',
    "anchor to an attached file": '<a rel="attachment" href="FILE">x</a>',
    "attached page": '<a rel="attachment" href="HTTP">x</a>',
    "picture from a file": '<img src="FILE" alt="">',
    "picture from the network": '<img src="HTTP" alt="">',
    "style sheet": '<link rel="stylesheet" href="HTTP">',
    "imported style": '<style>@import url("HTTP");</style>',
    "background in an attribute": '<p style="background:url(HTTP)">x</p>',
    "font": '<style>@font-face{font-family:z;src:url("HTTP")} p{font-family:z}</style>',
    "local font by file": '<style>@font-face{font-family:z;src:url("FILE")} p{font-family:z}</style>',
    "picture in a drawing": '<svg><image href="HTTP" width="1" height="1"/></svg>',
    "drawing that uses another": '<svg><use href="HTTP#a"/></svg>',
    "drawing in an address": '<img src="DATA" alt="">',
    "object": '<object data="HTTP" type="image/png"></object>',
    "embedded": '<embed src="HTTP" type="image/png">',
    "mark of a list": '<ul style="list-style-image:url(HTTP)"><li>x</li></ul>',
    "generated content": '<p><style>p::before{content:url("HTTP")}</style>x</p>',
    "border": '<p style="border:3px solid;border-image:url(HTTP) 1">x</p>',
    "base address": '<base href="HTTP"><img src="y.png" alt="">',
    "asset that is none": '<img src="coop-asset:../../etc/passwd" alt="">',
    "colour profile": '<style>@color-profile --z{src:url("HTTP")} p{color:color(--z 1 0 0)}</style>',
}


def bytes_inside(pdf: bytes) -> bytes:
    """All streams of a file, unpacked."""
    found = [pdf]
    for raw in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.S):
        try:
            found.append(zlib.decompressobj().decompress(raw))
        except zlib.error:
            found.append(raw)
    return b"".join(found)


@pytest.mark.parametrize("what", HOSTILE)
def test_nothing_outside_is_reached(trap: Trap, what: str) -> None:
    try:
        made = print_one(trap.fill(HOSTILE[what]))
    except OutsideReached as refused:
        assert refused.status == 422
    else:
        assert SECRET.encode() not in bytes_inside(made)
        assert b"EmbeddedFile" in made, "the paper itself is whole"
    assert not trap.hits


def test_most_of_it_stops_the_paper_with_a_sentence(trap: Trap) -> None:
    with pytest.raises(OutsideReached, match="Remove the address"):
        print_one(trap.fill(HOSTILE["picture from a file"]))


def test_the_trap_catches_a_renderer_that_is_not_closed(trap: Trap) -> None:
    from weasyprint import HTML

    HTML(string=trap.fill(HOSTILE["picture from the network"])).write_pdf()
    leaked = HTML(string=trap.fill(HOSTILE["anchor to an attached file"])).write_pdf()

    assert trap.hits
    assert SECRET.encode() in bytes_inside(leaked)


def test_the_press_prints_on_after_a_refusal(trap: Trap) -> None:
    before = print_one()
    with pytest.raises(OutsideReached):
        print_one(trap.fill(HOSTILE["object"]))

    assert print_one() == before


@pytest.mark.parametrize(
    "more", [(), ("--without-harfbuzz",), ("--twice",)], ids=["as is", "fontTools", "batch"]
)
def test_fresh_processes_make_the_same_bytes(tmp_path: Path, more: tuple[str, ...]) -> None:
    def made(n: int, seed: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "tests.documents.print_one", str(tmp_path / f"{n}.pdf"), *more],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{n:+d}", "SOURCE_DATE_EPOCH": str(n)},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    first = made(1, "0")
    assert first == made(2, "4711")
    if more == ("--twice",):
        assert first.strip() == hashlib.sha256(print_one()).hexdigest(), (
            "a paper in a batch is the paper alone"
        )


def test_the_facts_come_back_from_the_file_as_they_were_attached() -> None:
    with pikepdf.open(BytesIO(print_one())) as pdf:
        (name,) = pdf.attachments
        attached = pdf.attachments[name].get_file()

        assert attached.read_bytes() == canonical(FACTS)
        assert json.loads(attached.read_bytes())["data"]["text"] == "Ñandú Łódź"
        assert attached.mime_type == "application/json"
        assert str(attached.obj.Params.ModDate).startswith("D:20261103000000")
        assert {file.objgen for file in pdf.Root.AF} == {pdf.attachments[name].obj.objgen}
        assert pdf.attachments[name].obj.AFRelationship == "/Data"


def test_the_file_says_that_it_is_archivable_and_tagged() -> None:
    with pikepdf.open(BytesIO(print_one())) as pdf:
        part, level = re.fullmatch(r"pdf/a-(\d)(\w)", VARIANT).groups()  # type: ignore[union-attr]
        meta = pdf.open_metadata()

        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == (part, level.upper())
        assert str(pdf.Root.Lang) == "es-AR"
        assert bool(pdf.Root.MarkInfo.Marked)
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert "/ID" in pdf.trailer
        assert "/Encrypt" not in pdf.trailer
        roles = structure(pdf.Root.StructTreeRoot)
        assert {"/H1", "/P", "/Table", "/TH", "/TD", "/Figure"} <= roles


def structure(node: pikepdf.Object) -> set[str]:
    """The roles in a structure tree."""
    found = {str(node.S)} if "/S" in node else set()
    kids: Any = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            found |= structure(kid)
    return found


def test_only_our_own_letters_are_used_and_embedded() -> None:
    with pikepdf.open(BytesIO(print_one())) as pdf:
        fonts = [
            o
            for o in pdf.objects
            if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/FontDescriptor"
        ]

        names = {str(f.FontName).partition("+")[2] for f in fonts}
        assert names
        assert all(name.startswith("Atkinson-Hyperlegible-") for name in names), names
        assert all("/FontFile2" in f or "/FontFile3" in f for f in fonts)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext: apt-get install poppler-utils")
def test_rare_letters_are_the_right_ones(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(print_one(PAPER.replace("Hola", "żółć ș Ő ĉ ¿ñ?")))

    text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True).stdout

    assert "Acta de Łukasz Núñez" in text
    assert "żółć ș Ő ĉ ¿ñ?" in text


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="no qpdf: apt-get install qpdf")
def test_another_program_finds_no_fault_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(print_one())

    done = subprocess.run(["qpdf", "--check", str(path)], capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr


def test_no_text_on_paper_is_smaller_than_nine_points() -> None:
    sheets = [ROOT / "static" / "css" / "paper.css", *sorted((ROOT / "templates" / "papers").glob("*.html"))]
    for sheet in sheets:
        for size in re.findall(r"font(?:-size)?:[^;}]*?(\d+(?:\.\d+)?)pt", sheet.read_text("utf-8")):
            assert float(size) >= 9, f"{sheet.name}: {size} pt"


def test_the_web_process_never_loads_the_renderer() -> None:
    look = (
        "import sys, coop.app, coop.wiring; assert not [m for m in sys.modules if m.startswith('weasyprint')]"
    )

    done = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
