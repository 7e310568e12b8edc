"""The journal of stock: what it refuses, what it adds up to, on both engines."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from coop.kernel.quantity import Quantity
from coop.stock import queries, rules, usecases
from coop.stock.usecases import ConvertedAlready, NoDecimals, SameUnit, UnknownSource
from coop.store import UnitOfWork
from tests.cast import found


@pytest.fixture
def clay(uow: UnitOfWork) -> int:
    kilo = usecases.add_unit(uow, "kg", "kilogram", decimals=3)
    return usecases.add_item(uow, "ARC", "Arcilla roja", unit_id=kilo, source=rules.BUY)


@pytest.fixture
def shed(uow: UnitOfWork) -> int:
    return usecases.add_place(uow, "GAL", "Galpón")


def test_what_came_in_and_went_out_is_what_there_is(uow: UnitOfWork, clay: int, shed: int) -> None:
    oven = usecases.add_place(uow, "HOR", "Horno")
    usecases.move_stock(uow, clay, rules.RECEIPT, quantity=12_500, to_place_id=shed)
    usecases.move_stock(uow, clay, rules.TRANSFER, quantity=2_250, from_place_id=shed, to_place_id=oven)
    usecases.move_stock(uow, clay, rules.SCRAP, quantity=250, from_place_id=oven)
    usecases.move_stock(uow, clay, rules.ISSUE, quantity=1, from_place_id=oven)
    assert [(o.place.code, o.quantity) for o in queries.on_hand(uow)] == [("GAL", 10_250), ("HOR", 1_999)]
    assert queries.ours_on_hand(uow, [clay]) == {clay: 12_249}


def test_nobody_takes_more_than_there_is(uow: UnitOfWork, clay: int, shed: int) -> None:
    usecases.move_stock(uow, clay, rules.RECEIPT, quantity=1_000, to_place_id=shed)
    with pytest.raises(rules.NotEnough) as caught:
        usecases.move_stock(uow, clay, rules.ISSUE, quantity=1_001, from_place_id=shed)
    assert caught.value.facts["there"] == Quantity(1_000, "kg")
    assert queries.quantity_at(uow, clay, shed, None) == 1_000


def test_a_clients_material_is_kept_apart_from_ours(uow: UnitOfWork, clay: int, shed: int) -> None:
    theirs = usecases.keep_lot(uow, clay, "L1", owner="Ladrillera Norte")
    usecases.move_stock(uow, clay, rules.RECEIPT, quantity=5_000, to_place_id=shed, lot_id=theirs)
    with pytest.raises(rules.NotEnough):
        usecases.move_stock(uow, clay, rules.ISSUE, quantity=1, from_place_id=shed)
    assert queries.ours_on_hand(uow, [clay]) == {}
    assert [(o.owner, o.quantity) for o in queries.on_hand(uow)] == [("Ladrillera Norte", 5_000)]
    assert usecases.keep_lot(uow, clay, "L1", owner="Ladrillera Norte") == theirs
    with pytest.raises(rules.OwnerFixed):
        usecases.keep_lot(uow, clay, "L1")


def test_a_lot_is_of_one_item(uow: UnitOfWork, clay: int, shed: int) -> None:
    kilo = queries.get_unit(uow, "kg").id
    glaze = usecases.add_item(uow, "ESM", "Esmalte", unit_id=kilo, source=rules.BUY)
    lot = usecases.keep_lot(uow, glaze, "E7")
    with pytest.raises(rules.AnothersLot):
        usecases.move_stock(uow, clay, rules.RECEIPT, quantity=1, to_place_id=shed, lot_id=lot)


@pytest.mark.parametrize("kind", [*rules.MOVEMENTS, "gift", ""])
@pytest.mark.parametrize("leaves", [True, False])
@pytest.mark.parametrize("reaches", [True, False])
def test_each_kind_of_movement_has_its_places(
    uow: UnitOfWork, clay: int, shed: int, kind: str, leaves: bool, reaches: bool
) -> None:
    yard = usecases.add_place(uow, "PAT", "Patio")
    usecases.move_stock(uow, clay, rules.RECEIPT, quantity=5, to_place_id=shed)
    fits = {
        "receipt": (False, True),
        "issue": (True, False),
        "scrap": (True, False),
        "transfer": (True, True),
    }
    places: dict[str, Any] = {
        "from_place_id": shed if leaves else None,
        "to_place_id": yard if reaches else None,
    }
    if fits.get(kind) == (leaves, reaches):
        usecases.move_stock(uow, clay, kind, quantity=5, **places)
    else:
        with pytest.raises(rules.NowhereToNowhere):
            usecases.move_stock(uow, clay, kind, quantity=5, **places)


def test_nothing_moves_from_a_place_to_itself(uow: UnitOfWork, clay: int, shed: int) -> None:
    with pytest.raises(rules.NowhereToNowhere):
        usecases.move_stock(uow, clay, rules.TRANSFER, quantity=1, from_place_id=shed, to_place_id=shed)


@pytest.mark.parametrize("quantity", [0, -1])
def test_nothing_and_less_do_not_move(uow: UnitOfWork, clay: int, shed: int, quantity: int) -> None:
    with pytest.raises(rules.NotAboveZero):
        usecases.move_stock(uow, clay, rules.RECEIPT, quantity=quantity, to_place_id=shed)


def test_half_a_piece_does_not_move(uow: UnitOfWork, shed: int) -> None:
    piece = usecases.add_unit(uow, "u", "piece", decimals=0)
    mug = usecases.add_item(uow, "TAZ", "Taza", unit_id=piece, source=rules.MAKE)
    with pytest.raises(rules.TooFine):
        usecases.move_stock(uow, mug, rules.RECEIPT, quantity=1_500, to_place_id=shed)


def test_what_is_out_of_use_does_not_move(uow: UnitOfWork, clay: int, shed: int) -> None:
    item = queries.get_item(uow, clay)
    usecases.change_item(
        uow, clay, code="ARC", name="Arcilla", unit_id=item.unit.id, source=rules.BUY, active=False
    )
    with pytest.raises(rules.NotInUse):
        usecases.move_stock(uow, clay, rules.RECEIPT, quantity=1, to_place_id=shed)


def test_a_count_writes_the_difference_and_also_that_it_agrees(uow: UnitOfWork, clay: int, shed: int) -> None:
    usecases.move_stock(uow, clay, rules.RECEIPT, quantity=10_000, to_place_id=shed)
    assert usecases.count_stock(uow, clay, shed, found=9_400) == -600
    assert usecases.count_stock(uow, clay, shed, found=9_400) == 0
    assert usecases.count_stock(uow, clay, shed, found=9_500) == 100
    lines, total = queries.movements(uow, item_id=clay)
    assert total == 4
    assert [line.amount.thousandths for line in lines] == [100, 0, 600, 10_000]
    assert queries.quantity_at(uow, clay, shed, None) == 9_500
    with pytest.raises(rules.NotAboveZero):
        usecases.count_stock(uow, clay, shed, found=-1)


@given(st.lists(st.tuples(st.sampled_from("+-#"), st.integers(0, 9_999)), max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15, deadline=None)
def test_whatever_is_done_nothing_is_lost_and_nothing_falls_below_zero(
    uow: UnitOfWork, clay: int, shed: int, deeds: list[tuple[str, int]]
) -> None:
    there = queries.quantity_at(uow, clay, shed, None)
    for deed, quantity in deeds:
        if deed == "#":
            usecases.count_stock(uow, clay, shed, found=quantity)
            there = quantity
        elif deed == "+" and quantity:
            usecases.move_stock(uow, clay, rules.RECEIPT, quantity=quantity, to_place_id=shed)
            there += quantity
        elif deed == "-" and quantity and quantity <= there:
            usecases.move_stock(uow, clay, rules.ISSUE, quantity=quantity, from_place_id=shed)
            there -= quantity
        elif deed == "-" and quantity:
            with pytest.raises(rules.NotEnough):
                usecases.move_stock(uow, clay, rules.ISSUE, quantity=quantity, from_place_id=shed)
        assert queries.quantity_at(uow, clay, shed, None) == there >= 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE stock_movement SET quantity = 1",
        "UPDATE stock_movement SET note = 'x'",
        "DELETE FROM stock_movement",
        "UPDATE stock_lot SET owner = ''",
        "UPDATE stock_item SET unit_id = (SELECT MAX(id) FROM stock_unit)",
        "INSERT INTO stock_movement (item_id, kind, quantity, to_place_id, note, at)"
        " SELECT item_id, kind, -1, to_place_id, note, at FROM stock_movement",
        "INSERT INTO stock_movement (item_id, kind, quantity, note, at)"
        " SELECT item_id, kind, 1, note, at FROM stock_movement",
    ],
)
def test_the_database_itself_keeps_the_journal(uow: UnitOfWork, clay: int, shed: int, statement: str) -> None:
    usecases.add_unit(uow, "u", "piece", decimals=0)
    lot = usecases.keep_lot(uow, clay, "L1", owner="Ladrillera Norte")
    usecases.move_stock(uow, clay, rules.RECEIPT, quantity=5, to_place_id=shed, lot_id=lot)
    with pytest.raises(DatabaseError), uow.savepoint():
        uow.session.execute(text(statement))


def test_the_unit_of_an_item_is_fixed_once_it_has_moved(uow: UnitOfWork, clay: int, shed: int) -> None:
    gram = usecases.add_unit(uow, "g", "gram", decimals=0)
    as_now: dict[str, Any] = {"code": "ARC", "name": "Arcilla", "source": rules.BUY, "active": True}
    usecases.change_item(uow, clay, unit_id=gram, **as_now)
    usecases.move_stock(uow, clay, rules.RECEIPT, quantity=1000, to_place_id=shed)
    with pytest.raises(rules.UnitInUse):
        usecases.change_item(uow, clay, unit_id=queries.get_unit(uow, "kg").id, **as_now)


def test_codes_are_given_once(uow: UnitOfWork, clay: int, shed: int) -> None:
    kilo = queries.get_unit(uow, "kg").id
    other = usecases.add_item(uow, "ESM", "Esmalte", unit_id=kilo, source=rules.BUY)
    with pytest.raises(rules.CodeTaken):
        usecases.add_item(uow, "ARC", "Otra", unit_id=kilo, source=rules.BUY)
    with pytest.raises(rules.CodeTaken):
        usecases.change_item(
            uow, other, code="ARC", name="Esmalte", unit_id=kilo, source=rules.BUY, active=True
        )
    with pytest.raises(rules.CodeTaken):
        usecases.add_place(uow, "GAL", "Otro galpón")
    with pytest.raises(rules.CodeTaken):
        usecases.add_unit(uow, "kg", "kilo", decimals=3)
    with pytest.raises(UnknownSource):
        usecases.add_item(uow, "X", "X", unit_id=kilo, source="stolen")
    with pytest.raises(NoDecimals):
        usecases.add_unit(uow, "t", "tonne", decimals=4)


def test_conversions_are_said_once_and_not_of_a_unit_into_itself(uow: UnitOfWork, clay: int) -> None:
    kilo = queries.get_unit(uow, "kg").id
    bag = usecases.add_unit(uow, "bol", "bag", decimals=0)
    usecases.add_conversion(uow, bag, kilo, factor=Fraction(25))
    usecases.add_conversion(uow, bag, kilo, factor=Fraction(40), item_id=clay)
    with pytest.raises(ConvertedAlready):
        usecases.add_conversion(uow, kilo, bag, factor=Fraction(1, 25))
    with pytest.raises(SameUnit):
        usecases.add_conversion(uow, kilo, kilo, factor=Fraction(1))
    with pytest.raises(rules.NotAboveZero):
        usecases.add_conversion(uow, kilo, bag, factor=Fraction(0), item_id=clay)
    known = queries.conversions(uow)
    assert rules.factor(known, item_id=clay, unit_id=bag, into_id=kilo) == 40
    assert rules.factor(known, item_id=0, unit_id=bag, into_id=kilo) == 25


def test_the_journal_says_who_and_is_searched_without_accents(uow: UnitOfWork, clay: int, shed: int) -> None:
    cast = found(uow)
    uow.actor = cast.actor("bruno")
    usecases.move_stock(uow, clay, rules.RECEIPT, quantity=5, to_place_id=shed, note="Remito 7")
    usecases.change_item(
        uow,
        clay,
        code="ARC",
        name="Arcilla de Añelo",
        unit_id=queries.get_unit(uow, "kg").id,
        source=rules.BUY,
        active=True,
    )
    for words, hits in [("anelo", 1), ("REMITO", 1), ("arc anelo", 1), ("nada", 0), ("%", 0), ("", 1)]:
        lines, total = queries.movements(uow, text=words)
        assert (len(lines), total) == (hits, hits), words
    assert queries.movements(uow)[0][0].member == "Bruno Benítez"
    assert queries.movements(uow, limit=1, offset=1)[0] == ()
