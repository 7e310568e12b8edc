"""HTML to PDF, behind a door that lets nothing out and nothing in.

Only the job process and the command line render. WeasyPrint is imported when the first paper is
made. The same input gives the same bytes on one machine; what was issued is never rendered again.
"""

from __future__ import annotations

import atexit
import os
import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from flask import current_app

from coop.documents.rules import OutsideReached, paper_digest
from coop.kernel.canonical import canonical, fingerprint
from coop.web.language import say, speaking
from coop.web.qr import checked_at, qr

ASSET = "coop-asset:"
"""Scheme of what the renderer may fetch: bytes it holds in memory, by name."""
VARIANT = "pdf/a-3a"
"""PDF/A-3, level a: archivable, tagged for screen readers, with the facts attached (ISO 19005-3)."""
ATTACHMENT = "datos.json"


class Press:
    """Prints papers; one per process, because fonts and style are read once.

    Args:
        assets: name -> bytes that papers may use as `coop-asset:NAME`.
        css: the style of all papers.
    """

    def __init__(self, assets: Mapping[str, bytes], css: str) -> None:
        from weasyprint import CSS
        from weasyprint.text.fonts import FontConfiguration

        self._fetcher = _deny_all_but(assets)
        self._fonts = FontConfiguration()
        self._css = CSS(string=css, font_config=self._fonts, url_fetcher=self._fetcher)

    def pdf(self, html: str, *, facts: Mapping[str, Any] | None, issued_on: date, identifier: str) -> bytes:
        """Print one paper.

        Args:
            html: the whole document, with `lang` and `<title>`.
            facts: attached as canonical JSON.
            issued_on: the only date in the file.
            identifier: distinguishes the file; the same for the same paper.

        Raises:
            OutsideReached: the document names an address that is not an asset.
        """
        from weasyprint import HTML, Attachment
        from weasyprint.urls import FatalURLFetchingError

        at = datetime.combine(issued_on, time(), UTC)
        attachments = []
        if facts is not None:
            attachments.append(
                Attachment(
                    string=canonical(facts).decode(),
                    name=ATTACHMENT,
                    description="application/json",
                    relationship="Data",
                    created=at,
                    modified=at,
                    url_fetcher=self._fetcher,
                )
            )
        try:
            with _source_date(at), warnings.catch_warnings():
                # WeasyPrint 70 leaves the colour profile that it reads to the garbage collector.
                warnings.filterwarnings("ignore", "unclosed file.*icc", ResourceWarning)
                made = HTML(string=html, base_url=None, url_fetcher=self._fetcher).write_pdf(
                    stylesheets=[self._css],
                    font_config=self._fonts,
                    attachments=attachments,
                    pdf_variant=VARIANT,
                    pdf_identifier=identifier.encode(),
                )
        except FatalURLFetchingError as refused:
            raise OutsideReached(what=str(refused)[:80]) from None
        return bytes(made)


def render(
    template: str,
    context: Mapping[str, Any],
    *,
    language: str,
    attachment: Mapping[str, Any] | None,
    issued_on: date,
    identifier: str,
) -> bytes:
    """Make a paper from a template that extends `papers/_paper.html`.

    Args:
        template: path below `templates/`.
        context: what it shows; `title` (Sentence or text) and `coop` (Letterhead) are needed.
        language: of the paper, such as `es_AR`.
        attachment: the facts; attached, and their digest printed as fingerprint with a QR code.
        issued_on: date of the paper.
        identifier: distinguishes the file.

    Raises:
        OutsideReached: the paper names an outside address.
    """
    title = context["title"]
    text = title if isinstance(title, str) else say(title, language)
    face: dict[str, Any] = {"title": text, "issued_on": issued_on, "fingerprint": None}
    if attachment is not None:
        mark = fingerprint(paper_digest(attachment))
        address = checked_at(mark)
        face |= {"fingerprint": mark, "address": address, "qr": qr(address or mark)}
    with speaking(language):
        html = current_app.jinja_env.get_template(template).render({**context, "paper": face})
    return press(str(current_app.static_folder)).pdf(
        html, facts=attachment, issued_on=issued_on, identifier=identifier
    )


@cache
def press(static_folder: str) -> Press:
    """The press of this process, with the fonts and style of the static folder."""
    static = Path(static_folder)
    fonts = {p.name: p.read_bytes() for p in sorted(static.glob("vendor/atkinson-*/*.woff2"))}
    faces = re.sub(
        r'url\("[^"]*/([^"/]+)"\)', rf'url("{ASSET}\1")', (static / "css" / "fonts.css").read_text()
    )
    faces = re.sub(r"\n\s*(font-display|unicode-range):[^;]*;", "", faces)
    # WeasyPrint mixes up the letters of two files of one family: the rarer ones get a family of their own.
    faces = re.sub(r'"(Atkinson[^"]*)"(;[^}]*-latin-ext-)', r'"\1 Ext"\2', faces)
    return Press(fonts, faces + (static / "css" / "paper.css").read_text())


atexit.register(press.cache_clear)  # WeasyPrint's fonts cannot be let go of once Python takes itself down


def _deny_all_but(assets: Mapping[str, bytes]) -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class DenyAll(URLFetcher):
        def __init__(self) -> None:
            super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)

        def fetch(self, url: str, headers: object = None) -> Any:
            name = url.removeprefix(ASSET)
            if not url.startswith(ASSET) or name not in assets:
                raise FatalURLFetchingError(url[:80])  # stops the whole paper, unlike other errors
            return URLFetcherResponse(url, assets[name], {"Content-Type": "font/woff2"})

    return DenyAll()


@contextmanager
def _source_date(at: datetime) -> Iterator[None]:
    """Tell fontTools the date, which it would otherwise take from the computer's clock."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(at.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before
