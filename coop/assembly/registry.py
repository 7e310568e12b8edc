"""Every kind of motion that an assembly can vote; filled by `coop/wiring.py`."""

from __future__ import annotations

from coop.decisions import MotionKind, Registry
from coop.kernel.errors import N_, NotFound

registry = Registry()


class UnknownKind(NotFound):
    message = N_("There is no kind of motion called %(kind)s. Choose one from the list.")


def kinds() -> tuple[MotionKind, ...]:
    """Every kind, in the order in which the modules declare them."""
    return tuple(registry.all.values())


def get_kind(code: str) -> MotionKind:
    """A kind by its code.

    Raises:
        UnknownKind: no module declares it.
    """
    if code not in registry.all:
        raise UnknownKind(kind=code)
    return registry.get(code)
