"""The dry run: what an import would do, row by row, before anything is stored."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from coop.kernel.canonical import digest
from coop.kernel.errors import N_, CoopError, Invalid, Sentence
from coop.kernel.quantity import Quantity
from coop.web.imports.fields import BadCell, Field
from coop.web.imports.mapping import ColumnMapping
from coop.web.imports.reading import Table

What: TypeAlias = Literal["create", "update", "skip"]


class TwiceInFile(Invalid):
    message = N_("The same stands in row %(row)s already. Take one of the two out.")


class PlanChanged(CoopError):
    message = N_("Something changed since the dry run. Nothing was imported; look at the new dry run.")


class ImportOver(CoopError):
    message = N_("This file was imported already. Look at it in the list of imports.")


class RowsLeftOut(Invalid):
    message = N_("%(count)s rows have errors. Correct the file, or say that they are to be left out.")


class NoRows(Invalid):
    message = N_("The file has headings but no rows. Choose the file with the rows to import.")


@dataclass(frozen=True, slots=True)
class Step:
    """What one row does.

    Attributes:
        row: its number in the file.
        what: create, update, or skip because nothing would change.
        label: what the row is about, for the reader.
        key: of what is there already; None when it is created.
        values: what is stored: everything for create, only what changes for update.
        before: what the changed values are now.
    """

    row: int
    what: What
    label: str
    key: int | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    before: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be imported, and every reason why."""

    row: int
    reasons: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A dry run.

    Attributes:
        steps: of the good rows, in the order of the file.
        bad: the rows that cannot be imported.
    """

    steps: tuple[Step, ...]
    bad: tuple[BadRow, ...]

    def count(self, what: What) -> int:
        """How many rows do that."""
        return sum(s.what == what for s in self.steps)

    @property
    def digest(self) -> str:
        """Names exactly this plan: apply refuses another one."""
        steps = [[s.row, s.what, s.key, _plain(s.values), _plain(s.before)] for s in self.steps]
        return digest({"steps": steps, "bad": [[b.row, [str(r) for r in b.reasons]] for b in self.bad]})

    def check(self, digest: str | None, *, leave_out_bad: bool) -> None:
        """Refuse to apply what nobody has seen.

        Args:
            digest: of the dry run that was looked at; None when it is not asked for.
            leave_out_bad: whether the good rows are to be imported without the bad ones.

        Raises:
            PlanChanged: the plan is another one now.
            RowsLeftOut: there are bad rows and nobody said to leave them out.
        """
        if digest is not None and digest != self.digest:
            raise PlanChanged()
        if self.bad and not leave_out_bad:
            raise RowsLeftOut(count=len(self.bad))


Judge: TypeAlias = Callable[[int, dict[str, object]], Step]
"""Decides what a row does, from its number and its values (absent fields are left out).

Raises CoopError with the reason when the row cannot be imported.
"""


class Seen:
    """Values that may stand in one row of a file only."""

    def __init__(self) -> None:
        self._rows: dict[Hashable, int] = {}

    def once(self, value: Hashable, row: int) -> None:
        """Note a value.

        Raises:
            TwiceInFile: it stood in an earlier row.
        """
        first = self._rows.setdefault(value, row)
        if first != row:
            raise TwiceInFile(row=first)


def dry_run(table: Table, mapping: ColumnMapping, fields: Sequence[Field], judge: Judge) -> Plan:
    """Find out what an import would do.

    Args:
        table: the file as read, joins included.
        mapping: checked against the table's headings.
        fields: what rows can say.
        judge: the module's own decision on one row.

    Raises:
        NoRows: there is nothing below the headings.
        Invalid: the mapping does not fit; see `ColumnMapping.check`.
    """
    mapping.check(mapping.target, table.header, fields)
    if not table.rows:
        raise NoRows()
    header = {name: n for n, name in enumerate(table.header)}
    steps: list[Step] = []
    bad: list[BadRow] = []
    for row in table.rows:
        reasons: list[Sentence] = []
        if row.extra:
            reasons.append(Sentence(N_("It has more cells than there are headings.")))
        cells = mapping.cells(row, header)
        values: dict[str, object] = {}
        for each in fields:
            cell = cells.get(each.name)
            if cell is None:
                if each.required:
                    reasons.append(_of(each, Sentence(N_("It is empty and every row needs it."))))
                continue
            try:
                values[each.name] = each.read(cell, mapping.format)
            except BadCell as wrong:
                reasons.append(_of(each, wrong.sentence))
        if not reasons:
            try:
                steps.append(judge(row.number, values))
            except CoopError as error:
                reasons.append(error.sentence)
        if reasons:
            bad.append(BadRow(row.number, tuple(reasons)))
    return Plan(tuple(steps), tuple(bad))


def _of(each: Field, reason: Sentence) -> Sentence:
    return Sentence(N_("%(field)s: %(reason)s"), {"field": Sentence(each.title), "reason": reason})


def _plain(values: Mapping[str, object]) -> dict[str, object]:
    return {k: v.plain if isinstance(v, Quantity) else v for k, v in values.items()}
