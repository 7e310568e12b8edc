"""A statute is adopted, and its values are changed by the assembly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from coop.assembly import queries
from coop.assembly.rules import Statute
from coop.assembly.rules.values import raw, with_values
from coop.assembly.tables import StatuteRow
from coop.decisions import DecisionProof
from coop.kernel.canonical import digest
from coop.kernel.errors import N_, CoopError
from coop.store import UnitOfWork

Changes = Sequence[Mapping[str, Any]]
"""Of each value its key, the old and the new one."""


class ChangedMeanwhile(CoopError):
    message = N_("That value of the statute was changed meanwhile. Withdraw the motion and move it anew.")


def adopt(uow: UnitOfWork, statute: Statute, *, since: date, decision_id: int) -> None:
    """Write down a statute as in force from a day; for this package only."""
    contents = statute.to_values()
    uow.add(
        StatuteRow(
            code=statute.code,
            since=since,
            contents=contents,
            digest=digest(contents),
            decision_id=decision_id,
        )
    )


def check_changes(uow: UnitOfWork, changes: Changes, *, decided: str | None = None) -> Statute:
    """The statute as it would be.

    Args:
        uow: the unit of work.
        changes: what a motion changes.
        decided: number of the decision, which the source of each changed value then names.

    Raises:
        NoSuchValue, BadStatute, SameValue, NothingChosen: a value cannot be that.
        ChangedMeanwhile: one is not what the motion says it is.
    """
    statute = queries.get_statute(uow, uow.today())
    if any(raw(statute, change["key"]) != change["old"] for change in changes):
        raise ChangedMeanwhile()
    return with_values(statute, {change["key"]: change["new"] for change in changes}, decided=decided)


def change_values(uow: UnitOfWork, proof: DecisionProof, changes: Changes) -> None:
    """Change values from today on; assemblies called before keep the statute they were called under.

    Raises:
        CoopError: see `check_changes`.

    References:
        Ley 20.337 arts. 12-13: a change takes effect when it is registered.
    """
    changed = check_changes(uow, changes, decided=proof.number)
    adopt(uow, changed, since=uow.today(), decision_id=proof.decision_id)
