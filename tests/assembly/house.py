"""Browsers of the cast, and what their pages say."""

from __future__ import annotations

import re

from flask import Flask

from coop.assembly import usecases
from coop.kernel.clock import FrozenClock
from coop.store import writing
from tests.cast import Browser, Cast


class House:
    """Browsers of the cast, each signed in on an own device."""

    def __init__(self, app: Flask, cast: Cast, clock: FrozenClock) -> None:
        self.app, self.cast, self.clock = app, cast, clock
        self._browsers: dict[str, Browser] = {}

    def __getattr__(self, name: str) -> Browser:
        return self.sign_in(name)

    def sign_in(self, name: str) -> Browser:
        if name not in self._browsers:
            browser = Browser(self.app.test_client())
            assert browser.sign_in(self.cast.numbers[name]).status_code == 303
            self._browsers[name] = browser
        return self._browsers[name]

    def come(self, *names: str) -> None:
        """Write people into the attendance book without a page."""
        with self.app.app_context(), writing(self.cast.actor("hugo")) as uow:
            for name in names:
                usecases.check_in(uow, 1, getattr(self.cast, name))

    def later(self, instant: object) -> None:
        self.clock.set(instant)  # type: ignore[arg-type]
        self._browsers.clear()  # sessions on own devices end after half an hour


def text_of(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)))  # type: ignore[attr-defined]
