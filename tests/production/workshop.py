"""A small pottery for the tests: mugs and plates of clay and glaze, thrown, glazed and fired."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coop.people import usecases as people
from coop.production import usecases
from coop.stock import queries as things
from coop.stock import usecases as stock
from coop.stock.rules import BUY, MAKE
from coop.store import UnitOfWork

LONG_AGO = date(2020, 1, 1)


@dataclass
class Workshop:
    """Keys of what is in it."""

    piece: int
    kilo: int
    mug: int
    handle: int
    clay: int
    glaze: int
    throwing: int
    firing: int
    wheel: int
    kiln: int
    shed: int


def open_workshop(uow: UnitOfWork) -> Workshop:
    """A mug takes 0.4 kg of clay, a handle, and 1.5 kg of glaze per 100; a handle takes 0.05 kg of clay."""
    piece = stock.add_unit(uow, "u", "pieza", decimals=0)
    kilo = stock.add_unit(uow, "kg", "kilogramo", decimals=3)
    mug = stock.add_item(uow, "TAZ", "Taza", unit_id=piece, source=MAKE)
    handle = stock.add_item(uow, "ASA", "Asa", unit_id=piece, source=MAKE)
    clay = stock.add_item(uow, "ARC", "Arcilla", unit_id=kilo, source=BUY)
    glaze = stock.add_item(uow, "ESM", "Esmalte", unit_id=kilo, source=BUY)
    usecases.add_bill_line(uow, mug, clay, quantity=400, from_day=LONG_AGO)
    usecases.add_bill_line(uow, mug, handle, quantity=1000, from_day=LONG_AGO)
    usecases.add_bill_line(uow, mug, glaze, quantity=1500, per=100_000, from_day=LONG_AGO)
    usecases.add_bill_line(uow, handle, clay, quantity=50, from_day=LONG_AGO)
    throwing, firing = people.add_skill(uow, "Torno"), people.add_skill(uow, "Horno")
    wheel = usecases.add_centre(uow, "TOR", "Torno", skill_id=throwing)
    kiln = usecases.add_centre(uow, "HOR", "Horno", skill_id=firing)
    usecases.add_step(uow, handle, sequence=1, centre_id=wheel, run_minutes=1, run_per=2000)
    usecases.add_step(uow, mug, sequence=10, centre_id=wheel, setup_minutes=15, run_minutes=4, run_per=1000)
    usecases.add_step(uow, mug, sequence=20, centre_id=kiln, run_minutes=60, members=2)
    shed = stock.add_place(uow, "GAL", "Galpón")
    return Workshop(piece, kilo, mug, handle, clay, glaze, throwing, firing, wheel, kiln, shed)


def item_of(uow: UnitOfWork, code: str) -> things.Item:
    """The item that people call by a code."""
    [found] = [i for i in things.items(uow) if i.code == code]
    return found
