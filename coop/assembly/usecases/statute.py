"""A statute is adopted, and its values are changed by the assembly."""

from __future__ import annotations

from datetime import date
from typing import Any

from coop.assembly import queries
from coop.assembly.rules import Statute
from coop.assembly.rules.values import raw, with_value
from coop.assembly.tables import StatuteRow
from coop.decisions import DecisionProof
from coop.kernel.canonical import digest
from coop.kernel.errors import N_, CoopError
from coop.store import UnitOfWork


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


def check_change(uow: UnitOfWork, key: str, old: Any, new: Any) -> Statute:
    """The statute as it would be.

    Raises:
        NoSuchValue, BadStatute, SameValue: the value cannot be that.
        ChangedMeanwhile: it is not what the motion says it is.
    """
    statute = queries.get_statute(uow, uow.today())
    if raw(statute, key) != old:
        raise ChangedMeanwhile()
    return with_value(statute, key, new)


def change_value(uow: UnitOfWork, proof: DecisionProof, key: str, old: Any, new: Any) -> None:
    """Change one value from today on; assemblies called before keep the statute they were called under.

    Raises:
        CoopError: see `check_change`.

    References:
        Ley 20.337 arts. 12-13: a change takes effect when it is registered.
    """
    adopt(uow, check_change(uow, key, old, new), since=uow.today(), decision_id=proof.decision_id)
