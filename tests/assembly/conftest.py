"""Fixtures of the assembly's pages: everybody signed in, an assembly called, an assembly open."""

from __future__ import annotations

import pytest
from flask import Flask

from coop.assembly import usecases
from coop.assembly.urn import keepers
from coop.kernel.clock import FrozenClock
from coop.store import writing
from tests.assembly.hall import EVERYBODY, TEN, Hall, found
from tests.assembly.house import House
from tests.cast import Cast, give_secrets


@pytest.fixture(scope="session", autouse=True)
def cheap_locks() -> None:
    """Passphrases of urns are hashed a thousand times in tests."""
    keepers.OPS, keepers.MEMORY = 1, 8 * 1024


@pytest.fixture
def cast(app: Flask) -> Cast:
    with app.app_context(), writing() as uow:
        cast = found(uow)
    give_secrets(app, cast)
    return cast


@pytest.fixture
def house(app: Flask, cast: Cast, clock: FrozenClock) -> House:
    return House(app, cast, clock)


@pytest.fixture
def called(house: House) -> House:
    """Assembly 1 with one text motion, called for ten o'clock on the first lawful day."""
    with house.app.app_context(), writing() as uow:
        hall = Hall(uow, house.cast, house.clock)
        hall.move()
        hall.convene()
    return house


@pytest.fixture
def held(called: House) -> House:
    """The same, open, with everybody there."""
    called.later(TEN)
    called.come(*EVERYBODY)
    with called.app.app_context(), writing(called.cast.actor("gabi")) as uow:
        usecases.open_meeting(uow, 1)
    return called
