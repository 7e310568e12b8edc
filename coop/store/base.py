"""The base of every row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import Date, LargeBinary, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from coop.kernel.money import Money
from coop.store.guards import Guard
from coop.store.types import Instant, JsonText, MoneyColumn, Whole

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """A row with a whole-number key. Attributes are annotated with plain types.

    `__guards__` lists what the database itself refuses; see `coop.store.guards`.
    """

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        int: Whole,
        str: Text,
        bytes: LargeBinary,
        date: Date,
        datetime: Instant,
        Money: MoneyColumn,
        dict[str, Any]: JsonText,
    }
    __guards__: ClassVar[Sequence[Guard]] = ()

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-1)
