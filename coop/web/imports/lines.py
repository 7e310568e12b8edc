"""A dry run as a list that can be searched, exported and printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coop.kernel.sentences import N_, Sentence
from coop.web.imports.fields import Field
from coop.web.imports.plan import Plan
from coop.web.language import say
from coop.web.listing import Column

WHAT = {"bad": N_("Error"), "create": N_("New"), "update": N_("Changed"), "skip": N_("No change")}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file and what becomes of it."""

    row: int
    what: Sentence
    label: str
    details: list[Sentence]


COLUMNS = (
    Column("row", N_("Row"), "int"),
    Column("what", N_("What happens")),
    Column("label", N_("Who or what")),
    Column("details", N_("Details"), value=lambda line: " · ".join(say(d) for d in line.details)),
)


def plan_lines(plan: Plan, fields: Sequence[Field]) -> list[Line]:
    """Every row of the file: those with errors first, then in the order of the file."""
    by_name = {f.name: f for f in fields}
    lines = [Line(b.row, Sentence(WHAT["bad"]), "", list(b.reasons)) for b in plan.bad]
    for step in plan.steps:
        details = []
        for name, value in step.values.items():
            of = by_name[name]
            facts = {"field": Sentence(of.title), "after": _shown(value, of)}
            if step.what == "update":
                facts["before"] = _shown(step.before.get(name), of)
                details.append(Sentence(N_("%(field)s: %(before)s → %(after)s"), facts))
            else:
                details.append(Sentence(N_("%(field)s: %(after)s"), facts))
        lines.append(Line(step.row, Sentence(WHAT[step.what]), step.label, details))
    return lines


def _shown(value: object, of: Field) -> object:
    if value is None or value == ():
        return "–"
    if of.shown is not None:
        return of.shown(value)
    # A member number is a name, not an amount: no thousands mark.
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
