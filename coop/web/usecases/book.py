"""What the record book should hold of the web floor."""

from __future__ import annotations

from coop.kernel.hooks import Hook
from coop.store import UnitOfWork

told: Hook[[UnitOfWork, str, dict[str, object]], None] = Hook(lambda _uow, _kind, _facts: None)
"""Something that the record book should hold; answered by `records`."""
