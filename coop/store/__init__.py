"""The database: one engine, one door for writing, rows that guard themselves."""

from coop.store.base import Base
from coop.store.guards import Guard, append_only, guard
from coop.store.unit_of_work import NOBODY, Actor, UnitOfWork, reading, writing

__all__ = ["NOBODY", "Actor", "Base", "Guard", "UnitOfWork", "append_only", "guard", "reading", "writing"]
