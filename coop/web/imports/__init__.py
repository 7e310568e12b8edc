"""Files in: a table is read, its columns mapped, a dry run made. Nothing here touches the database.

A module that imports something gives its fields and a judge; it keeps the batch rows and applies
the steps of the plan itself.
"""

from coop.web.imports.fields import Field, amount, choice, day, quantity, several, text, whole
from coop.web.imports.joins import Join, join
from coop.web.imports.limits import Limits
from coop.web.imports.mapping import ColumnMapping, guess
from coop.web.imports.plan import BadRow, ImportOver, Plan, PlanChanged, RowsLeftOut, Seen, Step, dry_run
from coop.web.imports.reading import Row, Table, read_table

__all__ = [
    "BadRow",
    "ColumnMapping",
    "Field",
    "ImportOver",
    "Join",
    "Limits",
    "Plan",
    "PlanChanged",
    "Row",
    "RowsLeftOut",
    "Seen",
    "Step",
    "Table",
    "amount",
    "choice",
    "day",
    "dry_run",
    "guess",
    "join",
    "quantity",
    "read_table",
    "several",
    "text",
    "whole",
]
