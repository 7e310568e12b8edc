"""The sample's workshop: shifts, posts, things, how they are made, and a month's client orders."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from coop.kernel.money import Money
from coop.people import queries as people
from coop.production import usecases as production
from coop.rota import queries as rota_queries
from coop.rota import usecases as rota
from coop.stock import usecases as stock
from coop.stock.rules import RECEIPT
from coop.store import UnitOfWork

LOT = 200
"""Units for which the sample's routings state their minutes."""


def equip(uow: UnitOfWork, data: dict[str, Any], since: date) -> dict[str, int]:
    """Write down shifts, posts, items, bills and routings.

    Returns:
        Keys of the items by code.
    """
    sectors = [s.id for s in _in_order(people.sectors(uow), data["sectors"])]
    skills = [s.id for s in _in_order(people.skills(uow), data["skills"])]
    kinds = {
        code: rota.add_kind(
            uow, code, name=name, start=start, end=end, takes_orders=code in "MT", solidarity=code == "S"
        )
        for code, name, start, end in data["shifts"]
    }
    for name, shift, sector, skill, count, weekdays, hard in data["posts"]:
        rota.add_post(
            uow,
            name,
            kind_id=kinds[shift],
            weekdays=weekdays,
            people_needed=count,
            since=since,
            sector_id=sectors[sector - 1] if sector else None,
            skill_id=skills[skill - 1] if skill else None,
            on_holidays=len(weekdays) == 7,
            guard=shift == "N",
            hard=hard,
        )
    units = {
        code: stock.add_unit(uow, code, name, decimals=decimals) for code, name, decimals in data["units"]
    }
    items = {
        code: stock.add_item(uow, code, name, unit_id=units[unit], source="make" if made else "buy")
        for code, name, unit, made in data["items"]
    }
    place_id = stock.add_place(uow, "DEP", "Depósito general")
    for code, quantity in data["store"]:
        stock.move_stock(uow, items[code], RECEIPT, quantity=quantity * 1000, to_place_id=place_id)
    for parent, part, quantity in data["bills"]:
        production.add_bill_line(uow, items[parent], items[part], quantity=quantity, from_day=since)
    centres = {
        code: production.add_centre(uow, code, name, skill_id=skills[skill - 1], rate=Money(pesos * 100))
        for code, name, skill, pesos in data["centres"]
    }
    steps: dict[str, int] = {}
    for item, centre, setup, run, members in data["routings"]:
        steps[item] = steps.get(item, 0) + 10
        production.add_step(
            uow,
            items[item],
            sequence=steps[item],
            centre_id=centres[centre],
            setup_minutes=setup,
            run_minutes=run,
            run_per=LOT * 1000,
            members=members,
        )
    return items


def say_wishes(uow: UnitOfWork, data: dict[str, Any], start: date) -> None:
    """Some say which shifts they want, would rather not have, or cannot work, every week from a day on."""
    kinds = {k.code: k.id for k in rota_queries.kinds(uow)}
    for number, what, code, weekdays, reason in data["wishes"]:
        member = people.find_member_by_number(uow, number)
        if member is not None:
            rota.add_wish(
                uow,
                member.id,
                what,
                start=start,
                weekdays=weekdays,
                kind_id=kinds[code] if code else None,
                reason=reason or None,
            )


def take_orders(uow: UnitOfWork, data: dict[str, Any], items: dict[str, int], month: date) -> list[int]:
    """Take the client orders of a month, plan and release them.

    Returns:
        Keys of the client orders that are planned; gifts wait for the assembly.
    """
    planned = []
    for customer, cuit, kind, item, quantity, days in data["orders"]:
        note = f"CUIT {cuit}" if cuit else ""
        due = month + timedelta(days=days)
        order_id = production.take_order(uow, kind=kind, customer=customer, due_on=due, note=note)
        production.add_line(uow, order_id, items[item], quantity=quantity * 1000)
        if kind != "gift":
            production.plan_order(uow, order_id)
            production.release_client_order(uow, order_id)
            planned.append(order_id)
    return planned


def _in_order(found: tuple[people.Named, ...], names: list[str]) -> list[people.Named]:
    by_name = {f.name: f for f in found}
    return [by_name[name] for name in names]
