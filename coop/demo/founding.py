"""The sample's beginning: sectors, skills, the founding act, everybody's PIN and password."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from flask import Flask
from stdnum.ar import cbu, cuit

from coop.assembly import usecases as assembly
from coop.assembly.usecases import FoundingAct
from coop.kernel.clock import FrozenClock, wall_time
from coop.people import usecases
from coop.people.queries import Coop
from coop.people.usecases import NewMandate, NewMember
from coop.store import Actor, writing
from coop.store.unit_of_work import BUENOS_AIRES
from coop.web import usecases as access
from coop.web.identity import token_sha256
from coop.web.secrets import hash_secret

PASSWORD = "ocupar resistir producir"  # noqa: S105 -- the sample's, printed at its start
"""Everybody's password in the sample."""

STATUTE = "ar-worker-model"


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody whom one can sign in as."""

    name: str
    number: int
    office: str
    pin: str
    password: str


def sample() -> dict[str, Any]:
    """The invented names and figures."""
    return tomllib.loads(Path(__file__).with_name("sample.toml").read_text("utf-8"))


def pin_of(number: int) -> str:
    """The PIN of a member of the sample: six digits made of the number, none of them easy to guess."""
    return f"{(number * 7919 + 205_031) % 900_000 + 100_000}"


def member_of(row: list[Any], number: int, sectors: dict[int, int], skills: dict[int, int]) -> NewMember:
    """A person of the sample with invented but well-formed papers.

    Args:
        row: given names, family name, sector, skills, household size.
        number: on the roll.
        sectors, skills: keys by position, from 1.
    """
    dni = str(17_000_000 + (number * 611_953) % 25_000_000)
    front = f"23{dni}"
    check = cuit.calc_check_digit(front)
    return NewMember(
        given_names=row[0],
        family_name=row[1],
        number=number,
        sector_id=sectors[row[2]],
        skill_ids=frozenset(skills[s] for s in row[3]),
        household_size=row[4],
        dni=dni,
        cuit=cuit.validate(front + check),
        cbu=_cbu(number),
        birth_on=date(1960 + number % 38, number % 12 + 1, number % 27 + 1),
    )


def _cbu(number: int) -> str:
    """An invented but well-formed account at the Banco Provincia del Neuquén (097)."""
    bank, account = f"0970{number % 1000:03d}", f"{number * 104_729:013d}"
    return bank + cbu.calc_check_digit(bank) + account + cbu.calc_check_digit(account)


def found(app: Flask, clock: FrozenClock, founded_on: date) -> tuple[Account, ...]:
    """Found the sample's co-op on a day and give everybody a PIN, a password and a badge.

    Returns:
        Whom one can sign in as, by number.
    """
    data = sample()
    clock.set(wall_time(founded_on, 17 * 60, BUENOS_AIRES))
    term = date(founded_on.year + 3, founded_on.month, 1)
    with writing() as uow:
        sectors = {n: usecases.add_sector(uow, name) for n, name in enumerate(data["sectors"], 1)}
        skills = {n: usecases.add_skill(uow, name) for n, name in enumerate(data["skills"], 1)}
        people = data["people"]
        act = FoundingAct(
            coop=Coop(
                **data["coop"], currency="ARS", zone="America/Argentina/Buenos_Aires", founded_on=founded_on
            ),
            statute=STATUTE,
            members=[member_of(row, n, sectors, skills) for n, row in enumerate(people, 1)],
            mandates=[NewMandate(n, row[5], term) for n, row in enumerate(people, 1) if row[5]],
        )
        keys = assembly.found(uow, act)
        for year in range(founded_on.year, founded_on.year + 3):
            usecases.fill_holidays(uow, year)
        usecases.add_candidate(uow, member_of(data["candidate"], len(people) + 1, sectors, skills))
        accounts = tuple(
            Account(f"{row[0]} {row[1]}", n, row[5], pin_of(n), PASSWORD) for n, row in enumerate(people, 1)
        )
    password = hash_secret(PASSWORD)
    pairs = zip(keys, accounts, strict=True)
    hashed = [(key, account.number, hash_secret(account.pin)) for key, account in pairs]
    with writing() as uow:
        for key, number, pin in hashed:
            uow.actor = Actor(key)  # each chose her own
            badge = token_sha256(f"DEMO{number:04d}")
            for kind, value in (("pin", pin), ("password", password), ("badge", badge)):
                access.issue_secret(uow, key, kind=kind, hashed=value, confirmed_by=None)
    return accounts
