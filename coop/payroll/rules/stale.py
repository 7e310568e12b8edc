"""Why a frozen split is no longer true."""

from __future__ import annotations

from collections.abc import Sequence

from coop.kernel.errors import N_, Sentence
from coop.payroll.rules.pot import Source
from coop.payroll.rules.split import Split


def changes(
    frozen: Split, now: Split, *, sources: Sequence[Source], sources_now: Sequence[Source]
) -> tuple[Sentence, ...]:
    """What differs between a split as proposed and the same rule over today's data.

    Nobody is named: the sentences are read aloud. An empty result means that every line is the same.
    """
    found: list[Sentence] = []
    if list(sources) != list(sources_now):
        if frozen.pot != now.pot:
            said = Sentence(
                N_("the pot changed from %(old)s to %(new)s"), {"old": frozen.pot, "new": now.pot}
            )
        else:
            said = Sentence(N_("the lines of the pot changed"))
        found.append(said)
    old = {line.claim.member_id: line for line in frozen.lines}
    new = {line.claim.member_id: line for line in now.lines}
    both = old.keys() & new.keys()
    counts = (
        (N_("members who joined: %(count)s"), len(new.keys() - old.keys())),
        (N_("members who left: %(count)s"), len(old.keys() - new.keys())),
        (
            N_("members whose hours were corrected: %(count)s"),
            sum(old[m].claim.minutes != new[m].claim.minutes for m in both),
        ),
        (
            N_("members whose days in the month changed: %(count)s"),
            sum(old[m].claim.days != new[m].claim.days for m in both),
        ),
        (
            N_("members whose number on the roll changed: %(count)s"),
            sum(old[m].claim.number != new[m].claim.number for m in both),
        ),
    )
    found += [Sentence(message, {"count": count}) for message, count in counts if count]
    if not found and any(old[m].owed != new[m].owed for m in both):
        found.append(Sentence(N_("another month was issued meanwhile, so the odd centavos turned")))
    return tuple(found)
