"""Every list of the program: search, pages, export, print, and what to do when it is empty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from math import ceil
from typing import Any, Literal

from flask import request, url_for
from flask.typing import ResponseReturnValue

from coop.kernel.money import Money
from coop.kernel.sentences import N_, Sentence
from coop.web.exports import FORMATS, Minutes, export
from coop.web.identity import current
from coop.web.language import _, clock_time, day, fold, hours, instant, money, number, readable, say

PAGE = 100
"""Rows shown at once; an export has them all."""
MOST_PAGES = 1_000_000
SHORT = 2
"""A list of so few rows is read at a glance: there is nothing to search in it."""

WAYS: tuple[tuple[str, dict[str, str]], ...] = (
    (N_("Spreadsheet"), {"format": "xlsx"}),
    (N_("CSV"), {"format": "csv"}),
    (N_("Plain CSV"), {"format": "csv-plain"}),
    (N_("Print"), {"print": "1"}),
)
"""How a list is taken along."""


Kind = Literal["text", "int", "money", "day", "instant", "time", "minutes", "bool", "code"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        key: attribute of the row.
        title: English, translated here.
        kind: how it is shown and exported; "code" is a number or fingerprint that stays on one line.
        link: address that the cell leads to, or None for no link.
        value: computes the cell instead of `key`.
        beside: what the template of a page shows beside it; it stands in no export.
    """

    key: str
    title: str
    kind: Kind = "text"
    link: Callable[[Any], str | None] | None = None
    value: Callable[[Any], object] | None = None
    beside: Callable[[Any], object] | None = None

    def of(self, row: Any) -> object:
        """The typed value of a row."""
        found = self.value(row) if self.value else getattr(row, self.key)
        return Minutes(found) if self.kind == "minutes" and isinstance(found, int) else found

    def text(self, row: Any) -> str:
        """What the person reads."""
        found = self.of(row)
        if isinstance(found, Minutes):
            return hours(found.minutes)
        if isinstance(found, Money):
            return money(found)
        if isinstance(found, datetime):
            return clock_time(found) if self.kind == "time" else instant(found)
        if isinstance(found, date):
            return day(found)
        if isinstance(found, bool):
            return readable(found)
        if isinstance(found, int):
            return number(found) if self.kind == "int" else str(found)
        return say(found) if isinstance(found, Sentence) else readable(found)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as shown."""

    text: str
    kind: str
    link: str | None
    beside: object = None


@dataclass(frozen=True)
class Listing:
    """A list as the template shows it.

    Attributes:
        total: rows that match, on all pages.
        page: this page, from 1.
        pages: number of pages, at least 1.
        links: label and address of each export.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    query: str
    total: int
    page: int
    pages: int
    empty: str
    links: Sequence[tuple[str, str]]
    previous: str | None
    next: str | None
    hidden: Sequence[tuple[str, str]] = field(default=())

    @property
    def is_short(self) -> bool:
        """Whether there is nothing to search."""
        return not self.query and self.total <= SHORT


Source = Callable[[str, int | None, int], tuple[Sequence[Any], int]]
"""Long lists search in the database: (query, limit or None for all, offset) -> (rows, total)."""


def listing(
    template: str,
    rows: Sequence[Any] | Source,
    columns: Sequence[Column],
    *,
    title: str | Sentence,
    name: str,
    empty: str,
    **context: Any,
) -> ResponseReturnValue:
    """Answer with a list: the page, or one of its exports.

    Args:
        template: shows `listing` with the macro `ui.listing`.
        rows: all rows, or a Source for lists too long to hold.
        columns: what is shown and exported.
        title: of the page.
        name: of the exported file.
        empty: English sentence that says what to do when there is nothing yet.
        context: whatever else the template needs.
    """
    from coop.web.pages import page

    query = request.args.get("q", "").strip()[:200]
    form = request.args.get("format", "")
    whole = form in FORMATS or request.args.get("print") == "1"
    number_ = min(max(1, request.args.get("page", 1, type=int)), MOST_PAGES)
    found, total = _find(rows, columns, query, None if whole else PAGE, (number_ - 1) * PAGE)
    if form in FORMATS:
        return export(name, [_(c.title) for c in columns], [[c.of(r) for c in columns] for r in found], form)
    pages = max(1, ceil(total / PAGE))
    if number_ > pages and not whole:
        number_ = pages
        found, total = _find(rows, columns, query, PAGE, (number_ - 1) * PAGE)
    shown = Listing(
        title=say(title) if isinstance(title, Sentence) else _(title),
        columns=columns,
        rows=[[_cell(c, r) for c in columns] for r in found],
        query=query,
        total=total,
        page=number_,
        pages=pages,
        empty=_("Nothing matches. Try fewer letters, or clear the search.") if query else _(empty),
        links=[
            (_(said), _here(page=None, **how))
            for said, how in WAYS
            if "print" in how or not current.at_terminal
        ],
        previous=_here(page=number_ - 1) if number_ > 1 else None,
        next=_here(page=number_ + 1) if number_ < pages else None,
        hidden=[(k, v) for k, v in request.args.items() if k not in ("q", "page", "format", "print")],
    )
    return page(template, title=title, listing=shown, **context)


def _cell(column: Column, row: Any) -> Cell:
    return Cell(
        column.text(row),
        column.kind,
        column.link(row) if column.link else None,
        column.beside(row) if column.beside else None,
    )


def _here(**changes: object) -> str:
    values: dict[str, Any] = {**request.view_args} if request.view_args else {}
    values.update(request.args.to_dict())
    values.update(changes)
    return url_for(request.endpoint or "", **{k: v for k, v in values.items() if v is not None})


def _find(
    rows: Sequence[Any] | Source, columns: Sequence[Column], query: str, limit: int | None, offset: int
) -> tuple[Sequence[Any], int]:
    if callable(rows):
        return rows(query, limit, offset)
    words = fold(query).split()
    found = [r for r in rows if _matches(r, columns, words)] if words else rows
    return (found if limit is None else found[offset : offset + limit]), len(found)


def _matches(row: Any, columns: Sequence[Column], words: Sequence[str]) -> bool:
    text = fold(" ".join(c.text(row) for c in columns))
    return all(w in text for w in words)
