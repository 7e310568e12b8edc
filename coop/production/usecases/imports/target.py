"""One kind of thing that files bring: its fields, what a row does, how rows are stored."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert

from coop.kernel.errors import N_, Invalid, Sentence
from coop.kernel.quantity import Quantity
from coop.production.tables import ImportChangeRow
from coop.stock import queries as stock
from coop.store import UnitOfWork
from coop.web.imports import Field, Step, quantity
from coop.web.imports.fields import BadCell, Format, Reader, plain
from coop.web.imports.limits import Cell
from coop.web.imports.plan import Judge, TwiceInFile


@dataclass
class Notes:
    """What a batch made and changed, kept so that it can be undone."""

    import_id: int
    rows: list[dict[str, Any]] = field(default_factory=list)

    def made(self, kind: str, keys: Sequence[int]) -> None:
        """Things that were not there before."""
        for key in keys:
            self.rows.append(self._row(kind, key, None, {}))

    def changed(self, kind: str, key: int, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """Columns of a thing that are different now."""
        self.rows.append(self._row(kind, key, dict(before), dict(after)))

    def _row(
        self, kind: str, key: int, before: dict[str, Any] | None, after: dict[str, Any]
    ) -> dict[str, Any]:
        return {"import_id": self.import_id, "kind": kind, "key": key, "before": before, "after": after}

    def write(self, uow: UnitOfWork) -> None:
        """Store them."""
        if self.rows:
            uow.session.execute(insert(ImportChangeRow), self.rows)


@dataclass(frozen=True)
class Target:
    """Something that can be imported.

    Attributes:
        code: `production.items` and the like, as in mapping files.
        title: English name.
        fields: what a row can say.
        judge: reads what is there and gives the judge of rows.
        store: carries out the steps that create or update.
    """

    code: str
    title: str
    fields: tuple[Field, ...]
    judge: Callable[[UnitOfWork], Judge]
    store: Callable[[UnitOfWork, Sequence[Step], Notes], None]


class Twins:
    """Rows about the same thing: saying the same again is harmless, saying another thing is not."""

    def __init__(self) -> None:
        self._seen: dict[Hashable, tuple[int, Mapping[str, object]]] = {}

    def again(self, key: Hashable, row: int, values: Mapping[str, object]) -> bool:
        """Note a row; whether an earlier one said exactly the same.

        Raises:
            TwiceInFile: an earlier row says something else about it.
        """
        first, said = self._seen.setdefault(key, (row, dict(values)))
        if first == row:
            return False
        if said != values:
            raise TwiceInFile(row=first)
        return True


def settle(
    row: int, label: str, key: int | None, values: Mapping[str, object], now: Mapping[str, object] | None
) -> Step:
    """The step of a row: create when nothing is there, else update what differs, or skip."""
    if now is None or key is None:
        return Step(row, "create", label, values=dict(values))
    changes = {k: v for k, v in values.items() if v != now.get(k)}
    if not changes:
        return Step(row, "skip", label, key)
    return Step(row, "update", label, key, changes, {k: now.get(k) for k in changes})


class ItemsByCode:
    """Items as rows name them."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._items = {i.code: i for i in stock.items(uow)}

    def get(self, code: object) -> stock.Item:
        """An item.

        Raises:
            NoSuchItem: there is none of that code.
        """
        found = self._items.get(str(code))
        if found is None:
            raise stock.NoSuchItem(code=code)
        return found

    def find(self, code: object) -> stock.Item | None:
        """An item, or None."""
        return self._items.get(str(code))


class Missing(Invalid):
    message = N_("%(what)s is missing: it is new, so the row has to say it.")


def need(values: Mapping[str, object], fields: Sequence[Field], *names: str) -> None:
    """Refuse a new thing that lacks something.

    Raises:
        Missing: with what is missing.
    """
    titles = {f.name: f.title for f in fields}
    for name in names:
        if name not in values:
            raise Missing(what=Sentence(titles[name]))


def thousandths(value: object) -> int:
    """The whole number that is stored for a quantity."""
    assert isinstance(value, Quantity)
    return value.thousandths


def hours() -> Reader:
    """Hours of work, as a number or as h:mm, exact to the minute; the value is whole minutes."""

    def read(cell: Cell, form: Format) -> int:
        text = plain(cell)
        whole, colon, rest = text.partition(":")
        if colon and whole.isascii() and whole.isdecimal() and rest.isdecimal() and len(rest) == 2:
            if int(rest) < 60 and len(whole) <= 6:
                return int(whole) * 60 + int(rest)
        else:
            minutes = _exact(cell, form) * 60
            if minutes % 1000 == 0:
                return minutes // 1000
        raise BadCell(Sentence(N_("“%(value)s” is not hours and whole minutes."), {"value": text[:60]}))

    return read


def _exact(cell: Cell, form: Format) -> int:
    return thousandths(quantity()(cell, form))
