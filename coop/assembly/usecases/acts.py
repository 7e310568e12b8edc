"""A founding act as a file: TOML in, `FoundingAct` out."""

from __future__ import annotations

from collections.abc import Mapping, Set
from datetime import date
from typing import Any, TypeVar, overload

from coop.assembly.usecases.founding import FoundingAct
from coop.kernel.errors import N_, Invalid, Sentence
from coop.kernel.ranges import is_sane
from coop.people import queries as people
from coop.people import usecases as roll
from coop.people.queries import Coop
from coop.people.usecases import NewMandate, NewMember
from coop.store import UnitOfWork

Value = TypeVar("Value", str, int, date)

COOP = {
    *("name", "legal_name", "address", "city", "province", "founded_on"),
    *("cuit", "matricula", "currency", "zone", "statute"),
}
MEMBER = {
    *("number", "given_names", "family_name", "sector", "skills", "joined_on"),
    *("cuit", "dni", "cbu", "language", "birth_on", "household_size"),
}
MANDATE = {"number", "office", "until"}

NAMES = N_("skills is a list of names")
NO_PART = N_("this part is missing")
BRACKETS = N_("it stands in double brackets, once for each")
UNKNOWN = N_("%(key)s is not known there")
YEAR = N_("the year of %(key)s cannot be right")
MISSING = N_("%(key)s is missing")
KINDS: dict[type, str] = {
    str: N_("%(key)s is a text in quotes"),
    int: N_("%(key)s is a whole number"),
    date: N_("%(key)s is a day such as 2026-01-05, without quotes"),
}


class BadAct(Invalid):
    message = N_("The founding act cannot be read: %(where)s, %(what)s. Correct the file and enter it again.")


def act_of(uow: UnitOfWork, data: Mapping[str, Any]) -> FoundingAct:
    """Read an act; sectors and skills that it names are written down on the way.

    Args:
        uow: the unit of work.
        data: a parsed file with `[coop]`, `[[members]]` and `[[mandates]]`.

    Raises:
        BadAct: something is missing, unknown or of the wrong type; says where.
    """
    _only(data, "the file", {"coop", "members", "mandates"})
    coop = _table(data, "coop")
    _only(coop, "[coop]", COOP)
    sectors = {s.name: s.id for s in people.sectors(uow)}
    skills = {s.name: s.id for s in people.skills(uow)}
    members = []
    for where, line in _lines(data, "members", MEMBER):
        sector = _get(line, where, "sector", str, None)
        if sector is not None and sector not in sectors:
            sectors[sector] = roll.add_sector(uow, sector)
        named = line.get("skills", [])
        if not isinstance(named, list) or not all(isinstance(n, str) for n in named):
            raise BadAct(where=where, what=Sentence(NAMES))
        for name in named:
            if name not in skills:
                skills[name] = roll.add_skill(uow, name)
        members.append(
            NewMember(
                given_names=_need(line, where, "given_names", str),
                family_name=_need(line, where, "family_name", str),
                number=_get(line, where, "number", int, None),
                sector_id=sectors[sector] if sector is not None else None,
                cuit=_get(line, where, "cuit", str, None),
                dni=_get(line, where, "dni", str, None),
                cbu=_get(line, where, "cbu", str, None),
                language=_get(line, where, "language", str, None),
                birth_on=_get(line, where, "birth_on", date, None),
                household_size=_get(line, where, "household_size", int, 1),
                joined_on=_get(line, where, "joined_on", date, None),
                skill_ids=frozenset(skills[n] for n in named),
            )
        )
    return FoundingAct(
        coop=_coop(coop),
        statute=_get(coop, "[coop]", "statute", str, "ar-worker-model"),
        members=members,
        mandates=[
            NewMandate(
                number=_need(line, where, "number", int),
                office=_need(line, where, "office", str),
                until=_need(line, where, "until", date),
            )
            for where, line in _lines(data, "mandates", MANDATE)
        ],
    )


def _coop(line: Mapping[str, Any]) -> Coop:
    where = "[coop]"
    return Coop(
        name=_need(line, where, "name", str),
        legal_name=_need(line, where, "legal_name", str),
        address=_need(line, where, "address", str),
        city=_need(line, where, "city", str),
        province=_need(line, where, "province", str),
        founded_on=_need(line, where, "founded_on", date),
        cuit=_get(line, where, "cuit", str, None),
        matricula=_get(line, where, "matricula", str, None),
        currency=_get(line, where, "currency", str, "ARS"),
        zone=_get(line, where, "zone", str, "America/Argentina/Buenos_Aires"),
    )


def _table(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = data.get(name)
    if not isinstance(found, Mapping):
        raise BadAct(where=f"[{name}]", what=Sentence(NO_PART))
    return found


def _lines(data: Mapping[str, Any], name: str, keys: Set[str]) -> list[tuple[str, Mapping[str, Any]]]:
    found = data.get(name, [])
    if not isinstance(found, list):
        raise BadAct(where=f"[[{name}]]", what=Sentence(BRACKETS))
    lines = []
    for n, line in enumerate(found, 1):
        where = f"[[{name}]] {n}"
        if not isinstance(line, Mapping):
            raise BadAct(where=where, what=Sentence(BRACKETS))
        _only(line, where, keys)
        lines.append((where, line))
    return lines


def _only(line: Mapping[str, Any], where: str, keys: Set[str]) -> None:
    unknown = sorted(set(line) - keys)
    if unknown:
        raise BadAct(where=where, what=Sentence(UNKNOWN, {"key": unknown[0]}))


@overload
def _get(line: Mapping[str, Any], where: str, name: str, kind: type[Value], default: Value) -> Value: ...
@overload
def _get(
    line: Mapping[str, Any], where: str, name: str, kind: type[Value], default: None
) -> Value | None: ...
def _get(
    line: Mapping[str, Any], where: str, name: str, kind: type[Value], default: Value | None
) -> Value | None:
    if name not in line:
        return default
    value = line[name]
    # bool is an int and datetime is a date; neither is meant here.
    if type(value) is not kind:
        raise BadAct(where=where, what=Sentence(KINDS[kind], {"key": name}))
    if isinstance(value, date) and not is_sane(value):
        raise BadAct(where=where, what=Sentence(YEAR, {"key": name}))
    return value


def _need(line: Mapping[str, Any], where: str, name: str, kind: type[Value]) -> Value:
    value = _get(line, where, name, kind, None)
    if value is None or (isinstance(value, str) and not value.strip()):
        raise BadAct(where=where, what=Sentence(MISSING, {"key": name}))
    return value
