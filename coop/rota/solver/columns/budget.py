"""The time that a search may take, for the whole of it and for its parts."""

from __future__ import annotations

from time import monotonic


class OutOfTime(Exception):
    """The time is up, or somebody stopped the search."""


class Budget:
    """Seconds to spend, counted from now; whoever stops the whole stops every part."""

    def __init__(self, seconds: float, whole: Budget | None = None) -> None:
        self.seconds, self.whole, self.began = seconds, whole, monotonic()
        self._stopped = False

    @property
    def gone(self) -> float:
        """Seconds since it began."""
        return monotonic() - self.began

    @property
    def left(self) -> float:
        """Seconds that are left, none once it is stopped; below zero when it is overdrawn."""
        return 0.0 if self.stopped else self.seconds - self.gone

    @property
    def stopped(self) -> bool:
        """Whether somebody stopped it."""
        return self._stopped or (self.whole is not None and self.whole.stopped)

    def stop(self) -> None:
        """End it now."""
        self._stopped = True

    def check(self) -> None:
        """Go on.

        Raises:
            OutOfTime: nothing is left, or somebody stopped it.
        """
        if self.left <= 0:
            raise OutOfTime

    def part(self, seconds: float) -> Budget:
        """A part of what is left, counted from now."""
        return Budget(min(seconds, self.left), self)
