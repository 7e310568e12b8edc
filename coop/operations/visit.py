"""A visitor that looks at the main pages of a running program, as a browser would."""

from __future__ import annotations

import http.client
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from http.cookiejar import CookieJar

SIGN_IN = "/entrar"
OPEN_PAGES = ("/", "/salud", SIGN_IN)


class _Page(HTMLParser):
    """Collects the hidden fields of forms, the links inside `nav`, and files the page needs."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden: dict[str, str] = {}
        self.links: list[str] = []
        self.files: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {k: v or "" for k, v in attrs}
        if tag == "nav":
            self._depth += 1
        elif tag == "input" and found.get("type") == "hidden":
            self.hidden[found.get("name", "")] = found.get("value", "")
        elif tag == "a" and self._depth and found.get("href", "").startswith("/"):
            self.links.append(found["href"])
        elif tag in ("link", "script", "img"):
            file = found.get("href") or found.get("src") or ""
            if file.startswith("/static/"):
                self.files.append(file)

    def handle_endtag(self, tag: str) -> None:
        if tag == "nav":
            self._depth -= 1


class Visitor:
    """One person's browser.

    Args:
        base: address of the program, such as `http://127.0.0.1:8000`.
    """

    def __init__(self, base: str) -> None:
        self.base = base
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def fetch(self, path: str, fields: Mapping[str, str] | None = None) -> tuple[int, str, str]:
        """Get a page, or post a form.

        Returns:
            Status (0 when nobody answers), path that was arrived at, and text.
        """
        data = urllib.parse.urlencode(fields).encode() if fields is not None else None
        try:
            with self._opener.open(self.base + path, data=data, timeout=30) as answer:
                arrived = urllib.parse.urlsplit(answer.url).path
                return answer.status, arrived, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            with error:
                return error.code, path, error.read().decode("utf-8", "replace")
        except (OSError, http.client.HTTPException):
            return 0, path, ""

    def look(self) -> Iterator[tuple[str, int]]:
        """Look at the pages that everybody may see and at what they are made of."""
        files: dict[str, None] = {}
        for path in OPEN_PAGES:
            status, _arrived, text = self.fetch(path)
            files.update(dict.fromkeys(_read(text).files))
            yield path, status
        for file in files:
            yield file, self.fetch(file)[0]

    def sign_in(self, number: int, password: str) -> Iterator[tuple[str, int]]:
        """Sign in and look at every page of the menu."""
        form = _read(self.fetch(SIGN_IN)[2]).hidden
        status, arrived, text = self.fetch(SIGN_IN, {**form, "number": str(number), "password": password})
        if arrived == SIGN_IN and status == 200:
            status = 401
        yield f"{SIGN_IN} → {arrived}", status
        for link in dict.fromkeys(_read(text).links):
            if not re.match(r"/(salir|static)", link):
                yield link, self.fetch(link)[0]


def _read(text: str) -> _Page:
    page = _Page()
    page.feed(text)
    return page
