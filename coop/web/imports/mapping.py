"""Which column means what: kept as a TOML file, so that the next import needs no clicking."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Any

from coop.kernel.errors import N_, Invalid, Sentence
from coop.web.imports.fields import Field, Format, parse_day, plain
from coop.web.imports.joins import ColumnMissing, Join
from coop.web.imports.limits import Cell
from coop.web.imports.reading import Row, Table
from coop.web.language import fold

DATE_FORMATS = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%m/%d/%Y", "%d/%m/%y")
KEYS = frozenset({"target", "dates", "decimal", "empty", "columns", "constants", "values", "joins"})
JOIN_KEYS = frozenset({"file", "left", "right", "only", "prefix"})
NOTHING: Mapping[str, Any] = MappingProxyType({})


class BadMapping(Invalid):
    message = N_("The mapping file is not right: %(what)s. Correct it, or choose the columns by hand.")


class OtherTarget(Invalid):
    message = N_("This mapping file is for %(target)s, not for what you are importing. Choose another one.")


class FieldMissing(Invalid):
    message = N_("No column is chosen for %(field)s, which every row needs.")


class UnknownField(Invalid):
    message = N_("The mapping fills a field called %(field)s, which does not exist here. Known: %(fields)s.")


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How the columns of a file fill fields.

    Attributes:
        target: what is imported, such as `people.members`.
        columns: field → headings; several are joined by a blank.
        constants: field → the same text for every row, where no column says it.
        values: field → (text in the file → text meant).
        dates: how days are written, as for `strptime`.
        decimal: the decimal mark, "," or ".".
        empty: texts that mean that a cell is empty.
        joins: further files.
    """

    target: str
    columns: Mapping[str, tuple[str, ...]]
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dates: str = "%d/%m/%Y"
    decimal: str = ","
    empty: tuple[str, ...] = ()
    joins: tuple[Join, ...] = ()

    @classmethod
    def from_toml(cls, source: str | bytes) -> ColumnMapping:
        """Read a mapping file.

        Raises:
            BadMapping: it is no TOML in UTF-8, has unknown keys, or values of another kind.
        """
        try:
            found = tomllib.loads(source.decode("utf-8") if isinstance(source, bytes) else source)
        except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as wrong:
            raise BadMapping(what=str(wrong)[:200]) from wrong
        _known(found, KEYS)
        mapping = cls(
            target=_text(found.get("target", ""), "target"),
            columns={k: _texts(v, f"columns.{k}") for k, v in _table(found, "columns").items()},
            constants={k: _text(v, f"constants.{k}") for k, v in _table(found, "constants").items()},
            values={
                k: {a: _text(b, f"values.{k}.{a}") for a, b in _table(_table(found, "values"), k).items()}
                for k in _table(found, "values")
            },
            dates=_text(found.get("dates", "%d/%m/%Y"), "dates"),
            decimal=_text(found.get("decimal", ","), "decimal"),
            empty=_texts(found.get("empty", []), "empty"),
            joins=tuple(_join(j) for j in _list(found.get("joins", []), "joins")),
        )
        mapping._check()
        return mapping

    def _check(self) -> None:
        if self.decimal not in (",", "."):
            raise BadMapping(what='decimal is "," or "."')
        try:
            sample = date(2026, 12, 31)
            right = parse_day(sample.strftime(self.dates), self.dates) == sample
        except ValueError:
            right = False
        if not right:
            raise BadMapping(what=f"dates = {self.dates!r}")

    def to_toml(self) -> str:
        """The mapping as a file that `from_toml` reads back the same."""
        lines = [
            f"target = {_quoted(self.target)}",
            f"dates = {_quoted(self.dates)}",
            f"decimal = {_quoted(self.decimal)}",
            f"empty = {_array(self.empty)}",
            "",
            "[columns]",
            *(f"{_quoted(k)} = {_array(v)}" for k, v in self.columns.items()),
            "",
            "[constants]",
            *(f"{_quoted(k)} = {_quoted(v)}" for k, v in self.constants.items()),
        ]
        for name, pairs in self.values.items():
            lines += ["", f"[values.{_quoted(name)}]"]
            lines += [f"{_quoted(k)} = {_quoted(v)}" for k, v in pairs.items()]
        for j in self.joins:
            lines += ["", "[[joins]]", f"file = {_quoted(j.file)}", f"left = {_quoted(j.left)}"]
            lines += [f"right = {_quoted(j.right)}", f"prefix = {_quoted(j.prefix)}", "[joins.only]"]
            lines += [f"{_quoted(k)} = {_quoted(v)}" for k, v in j.only.items()]
        return "\n".join(lines) + "\n"

    @property
    def format(self) -> Format:
        """How days and numbers are written in the file."""
        return Format(self.dates, self.decimal)

    def check(self, target: str, header: Sequence[str], fields: Sequence[Field]) -> None:
        """Refuse to use the mapping where it does not fit.

        Raises:
            OtherTarget: it is for something else.
            UnknownField: it fills a field that does not exist.
            ColumnMissing: it asks for a heading that the file lacks.
            FieldMissing: nothing fills a required field.
        """
        if self.target != target:
            raise OtherTarget(target=self.target)
        known = {f.name: f for f in fields}
        for name in (*self.columns, *self.constants, *self.values):
            if name not in known:
                raise UnknownField(field=name, fields=list(known))
        for headings in self.columns.values():
            for heading in headings:
                if heading not in header:
                    raise ColumnMissing(column=heading, columns=list(header))
        for f in fields:
            if f.required and not self.columns.get(f.name) and f.name not in self.constants:
                raise FieldMissing(field=Sentence(f.title))

    def cells(self, row: Row, header: Mapping[str, int]) -> dict[str, Cell]:
        """The cells of a row by field, empty ones left out."""
        found: dict[str, Cell] = {}
        for name, headings in self.columns.items():
            parts = [c for c in (row.cells[header[h]] for h in headings) if plain(c) not in ("", *self.empty)]
            if len(parts) == 1:
                found[name] = parts[0]
            elif parts:
                found[name] = " ".join(plain(p) for p in parts)
        for name, cell in found.items():
            found[name] = self.values.get(name, NOTHING).get(plain(cell), cell)
        for name, constant in self.constants.items():
            found.setdefault(name, constant)
        return {name: cell for name, cell in found.items() if cell != ""}


def guess(target: str, table: Table, fields: Sequence[Field]) -> ColumnMapping:
    """A first mapping from the headings; the person corrects it."""
    headings = {fold(h).replace("_", " ").strip(): h for h in reversed(table.header)}
    columns: dict[str, tuple[str, ...]] = {}
    for f in fields:
        for hint in (f.name, f.title, *f.hints):
            heading = headings.get(fold(hint).replace("_", " "))
            if heading is not None and (heading,) not in columns.values():
                columns[f.name] = (heading,)
                break
    texts = [c for row in table.rows[:200] for c in row.cells if isinstance(c, str) and c]
    dates = max(DATE_FORMATS, key=lambda d: (sum(_is_day(c, d) for c in texts), -DATE_FORMATS.index(d)))
    return ColumnMapping(target=target, columns=columns, dates=dates)


def _is_day(cell: str, dates: str) -> bool:
    if not 6 <= len(cell) <= 10:
        return False
    try:
        parse_day(cell, dates)
    except ValueError:
        return False
    return True


def _quoted(value: str) -> str:
    # A TOML basic string is a JSON string, but for one control character that JSON lets pass.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _array(values: Sequence[str]) -> str:
    return "[" + ", ".join(_quoted(v) for v in values) + "]"


def _known(found: Mapping[str, Any], keys: frozenset[str]) -> None:
    for key in found:
        if key not in keys:
            raise BadMapping(what=f"“{key}”")


def _table(found: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = found.get(key, {})
    if not isinstance(value, dict):
        raise BadMapping(what=f"[{key}]")
    return value


def _list(value: Any, what: str) -> list[Any]:
    if not isinstance(value, list):
        raise BadMapping(what=what)
    return value


def _text(value: Any, what: str) -> str:
    if not isinstance(value, str):
        raise BadMapping(what=what)
    return value


def _texts(value: Any, what: str) -> tuple[str, ...]:
    return tuple(_text(v, what) for v in ([value] if isinstance(value, str) else _list(value, what)))


def _join(value: Any) -> Join:
    if not isinstance(value, dict):
        raise BadMapping(what="joins")
    _known(value, JOIN_KEYS)
    file = _text(value.get("file", ""), "joins.file")
    if not file or "/" in file or "\\" in file or file.startswith("."):
        raise BadMapping(what="joins.file")
    return Join(
        file=file,
        left=_text(value.get("left"), "joins.left"),
        right=_text(value.get("right"), "joins.right"),
        prefix=_text(value.get("prefix", ""), "joins.prefix"),
        only={k: _text(v, f"joins.only.{k}") for k, v in _table(value, "only").items()},
    )
