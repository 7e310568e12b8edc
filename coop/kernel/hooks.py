"""A place on a lower floor where a higher one is heard; `coop/wiring.py` connects them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class Hook(Generic[P, R]):
    """A question that a lower floor asks and a higher one answers.

    Args:
        default: what answers while nothing is connected (the module stands alone in tests).
    """

    def __init__(self, default: Callable[P, R]) -> None:
        self._answer = default

    def connect(self, answer: Callable[P, R]) -> None:
        """Let a function of a higher floor answer from now on."""
        self._answer = answer

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        return self._answer(*args, **kwargs)
