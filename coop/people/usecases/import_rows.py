"""What a row of an imported file does to the list of people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from coop.kernel.errors import N_, CoopError, Invalid
from coop.people import queries, rules
from coop.people.usecases.members import HasLeft, SamePerson
from coop.store import UnitOfWork
from coop.web.imports import (
    ColumnMapping,
    Field,
    Plan,
    Seen,
    Step,
    Table,
    choice,
    day,
    dry_run,
    join,
    several,
    text,
    whole,
)
from coop.web.language import LANGUAGES, cuit, dni, fold

TARGET = "people.members"
KEYS = frozenset({"number", "dni", "cuit"})
"""Columns that tell people apart; a name may not."""
PRIVATE = frozenset({"dni", "cuit", "cbu", "birth_on", "household_size", "language"})
"""What is written down about a person that others do not see."""
SPOKEN = {name: code for code, name in LANGUAGES.items()} | {code: code for code in LANGUAGES}

FIELDS = (
    Field("number", N_("Member number"), whole(1, 10_000_000), hints=("Nro", "N°", "Número", "Legajo")),
    Field("given_names", N_("Given names"), text(), required=True, hints=("Nombre", "Nombres")),
    Field("family_name", N_("Family name"), text(), required=True, hints=("Apellido", "Apellidos")),
    Field("dni", N_("DNI"), text(20), hints=("Documento", "Nro. de documento"), shown=dni),
    Field("cuit", N_("CUIT"), text(20), hints=("CUIL", "CUIT/CUIL"), shown=cuit),
    Field("cbu", N_("CBU (bank account)"), text(40), hints=("CBU", "Cuenta")),
    Field("birth_on", N_("Day of birth"), day(), hints=("Nacimiento", "Fecha de nacimiento", "Birth date")),
    Field("household_size", N_("People in the household"), whole(1, 30), hints=("Grupo familiar", "Hogar")),
    Field("language", N_("Language"), choice(SPOKEN), hints=("Idioma",)),
    Field("sector", N_("Sector"), text(), hints=("Sección", "Área", "Department")),
    Field("skills", N_("Skills"), several(), hints=("Oficios", "Habilidades", "Saberes")),
)


class OtherNumber(CoopError):
    message = N_("Number %(number)s belongs to %(name)s. Correct the number, or the name.")


class LeftNumber(CoopError):
    message = N_(
        "Number %(number)s stays with %(name)s, who has left. Leave the number empty: whoever comes back "
        "is a candidate under a new one."
    )


class NameNotEnough(Invalid):
    message = N_("There are several people called %(name)s. Add the number or the DNI to tell them apart.")


@dataclass(frozen=True)
class Known:
    """The people there are, by everything that can tell who a row is about.

    Who has left keeps her number and her entry; with DNI or CUIT she comes back as a new candidate.
    """

    people: Mapping[int, queries.Member]
    by_number: Mapping[int, int]
    by_dni: Mapping[str, int]
    by_cuit: Mapping[str, int]
    by_name: Mapping[str, int]
    namesakes: Counter[str]
    gone: frozenset[str]
    sector_names: Mapping[int, str]
    skill_names: Mapping[int, frozenset[str]]

    @classmethod
    def read(cls, uow: UnitOfWork) -> Known:
        """Everybody written down now."""
        people = {m.id: m for m in queries.members(uow)}
        here = [m for m in people.values() if m.status != "left"]
        skill_names = {s.id: s.name for s in queries.skills(uow)}
        skills = queries.skills_of(uow, people)
        return cls(
            people=people,
            by_number={m.number: m.id for m in people.values()},
            by_dni={m.dni: m.id for m in here if m.dni},
            by_cuit={m.cuit: m.id for m in here if m.cuit},
            by_name={fold(m.name): m.id for m in here},
            namesakes=Counter(fold(m.name) for m in here),
            gone=frozenset(fold(m.name) for m in people.values() if m.status == "left"),
            sector_names={s.id: s.name for s in queries.sectors(uow)},
            skill_names={m: frozenset(skill_names[s] for s in has) for m, has in skills.items()},
        )

    def whom(self, values: Mapping[str, object]) -> queries.Member | None:
        """The person a row is about, or None for somebody new.

        Raises:
            OtherNumber: the number is somebody else's.
            LeftNumber: it is that of somebody who has left.
            HasLeft: there is only a name, and who had it has left.
            SamePerson: number, DNI and CUIT lead to different people.
            NameNotEnough: there is only a name, and several people have it.
        """
        name = _label(values)
        by_number = self.by_number.get(values.get("number"))  # type: ignore[call-overload]
        by_dni = self.by_dni.get(values.get("dni"))  # type: ignore[call-overload]
        by_cuit = self.by_cuit.get(values.get("cuit"))  # type: ignore[call-overload]
        if by_number is not None and self.people[by_number].status == "left":
            raise LeftNumber(number=str(values["number"]), name=self.people[by_number].name)
        found = [k for k in (by_number, by_dni, by_cuit) if k is not None]
        for other in found[1:]:
            if other != found[0]:
                raise SamePerson(name=self.people[other].name)
        if found:
            person = self.people[found[0]]
            # A number alone says little: another workplace's list counts from 1 as well.
            alone = by_dni is None and by_cuit is None
            if alone and fold(person.family_name) != fold(str(values["family_name"])):
                raise OtherNumber(number=person.number, name=person.name)
            if "number" in values and values["number"] != person.number:
                raise SamePerson(name=person.name)
            return person
        if KEYS & values.keys():
            return None
        if self.namesakes[fold(name)] > 1:
            raise NameNotEnough(name=name)
        key = self.by_name.get(fold(name))
        if key is None and fold(name) in self.gone:
            raise HasLeft(name=name)
        return None if key is None else self.people[key]

    def now(self, person: queries.Member) -> dict[str, object]:
        """What is written down about a person, by field of the import."""
        return {
            "number": person.number,
            "given_names": person.given_names,
            "family_name": person.family_name,
            "dni": person.dni,
            "cuit": person.cuit,
            "cbu": person.cbu,
            "birth_on": person.birth_on,
            "household_size": person.household_size,
            "language": person.language,
            "sector": self.sector_names.get(person.sector_id or 0),
            "skills": tuple(sorted(self.skill_names[person.id])),
        }


CHECKS: Mapping[str, Callable[[str], str]] = {
    "dni": rules.plain_dni,
    "cuit": rules.plain_cuit,
    "cbu": rules.plain_cbu,
}


def plan_members(uow: UnitOfWork, table: Table, mapping: ColumnMapping, tables: Mapping[str, Table]) -> Plan:
    """The dry run of a file of people. Cells left empty change nothing.

    Args:
        uow: the unit of work; nothing is written.
        table: the file.
        mapping: which column means what.
        tables: the files that the mapping joins, by name.

    Raises:
        Invalid: the mapping does not fit the file.
    """
    joined = join(table, mapping.joins, tables)
    mapping.check(TARGET, joined.header, FIELDS)
    known, seen, today = Known.read(uow), Seen(), uow.today()
    names: dict[bool, set[str]] = {True: set(), False: set()}

    def tell_apart(row: int, values: dict[str, object]) -> Step:
        step, name, has_key = judge(row, values), fold(_label(values)), bool(KEYS & values.keys())
        if name in names[not has_key]:
            # Whom one row names may be whom the other brings or renames.
            raise NameNotEnough(name=step.label)
        names[has_key].add(name)
        return step

    def judge(row: int, values: dict[str, object]) -> Step:
        for name, check in CHECKS.items():
            if name in values:
                values[name] = check(str(values[name]))
        if "skills" in values:
            values["skills"] = _each_once(values["skills"])
        label = _label(values)
        person = known.whom(values)
        for name in KEYS:
            if name in values:
                seen.once((name, values[name]), row)
        if person is None:
            if not KEYS & values.keys():
                seen.once(("name", fold(label)), row)
            _check(values, today)
            return Step(row, "create", label, values=values)
        seen.once(("person", person.id), row)
        now = known.now(person)
        _check({**now, **values}, today)
        changes = {k: v for k, v in values.items() if not _same(k, v, now[k])}
        if not changes:
            return Step(row, "skip", label, person.id)
        return Step(row, "update", label, person.id, changes, {k: now[k] for k in changes})

    return dry_run(joined, mapping, FIELDS, tell_apart)


def shown_privately(plan: Plan) -> list[int]:
    """The people of whom a dry run shows private data as they are written down now."""
    return [s.key for s in plan.steps if s.key is not None and PRIVATE & s.before.keys()]


def _label(values: Mapping[str, object]) -> str:
    return f"{values['given_names']} {values['family_name']}"


def _each_once(names: object) -> tuple[str, ...]:
    assert isinstance(names, tuple)
    return tuple(sorted({fold(n): n for n in reversed(names)}.values()))


def _check(values: Mapping[str, object], today: date) -> None:
    dni, cuit, born = values.get("dni"), values.get("cuit"), values.get("birth_on")
    rules.check_cuit_of_dni(str(cuit) if cuit else None, str(dni) if dni else None)
    rules.check_birth(born if isinstance(born, date) else None, today)


def _same(name: str, value: object, now: object) -> bool:
    # Sectors and skills are found by name in any spelling, so another spelling is no change.
    if name == "skills" and isinstance(value, tuple) and isinstance(now, tuple):
        return {fold(str(v)) for v in value} == {fold(str(n)) for n in now}
    return value == now or (name == "sector" and fold(str(value)) == fold(str(now or "")))
