"""What could have an assembly annulled: each point with its article, the fact, and what to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from coop.assembly.rules.convocation import first_lawful_day, last_lawful_day
from coop.assembly.rules.majority import Tally, judge
from coop.assembly.rules.questions import COUNTED_BY_TELLERS, METHODS, ROLL_CALL, SECRET
from coop.assembly.rules.statute import MATTERS, Statute
from coop.kernel.sentences import N_, Sentence


@dataclass(frozen=True, slots=True)
class VoteTaken:
    """A vote with a result.

    Attributes:
        position: of its item.
        tally: what was counted; None between options.
        outcome: "carried" or "lost" as announced.
        barred: names of who voted and should not have, because of an office or being concerned.
        in_arrears: names of who voted though in arrears.
        present: people who could vote, there when it was taken.
    """

    position: int
    matter: str
    method: str
    tally: Tally | None
    outcome: str
    barred: tuple[str, ...] = ()
    in_arrears: tuple[str, ...] = ()
    present: int = 0


@dataclass(frozen=True, slots=True)
class Sitting:
    """The facts of one sitting.

    Attributes:
        first_day: day of the first sitting; the same as `held_on` unless it goes on after a recess.
        notice_sent_on: day on which the authority had the notice; None while nobody wrote it down.
        quorum_met: whether there were enough, or the time of waiting was over, when it was opened.
        quorum: says it.
        off_agenda: positions and matters of items that the call does not name.
        excluded: people whom this assembly excluded.
        chosen: names of members chosen to sign.
        tellers: names of the tellers.
    """

    statute: Statute
    called_on: date
    held_on: date
    first_day: date
    notice_sent_on: date | None
    quorum_met: bool
    quorum: Sentence
    roll: int
    off_agenda: tuple[tuple[int, str], ...]
    votes: tuple[VoteTaken, ...]
    excluded: int
    chosen: tuple[str, ...]
    tellers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """One point of the list.

    Attributes:
        title: what is asked, English message id.
        article: where.
        holds: whether it is so.
        fact: what was found.
        todo: what to do when it does not hold.
    """

    key: str
    title: str
    article: str
    holds: bool
    fact: Sentence
    todo: Sentence | None = None


ANEW: Final = N_("Do not carry it out; call a new assembly with the same item and vote it there.")
NO_VOTE: Final = N_("No vote was taken.")


def checklist(sitting: Sitting) -> tuple[Check, ...]:
    """Every point that applies, in the order of an assembly.

    References:
        Ley 20.337 arts. 48-59, 62; Ley 25.027; and the article that each point cites.
    """
    found = [_notice(sitting)]
    if sitting.statute.copy_days:
        found.append(_authority(sitting))
    found += [_quorum(sitting), _agenda(sitting), _barred(sitting)]
    if not sitting.statute.arrears_vote:
        found.append(_arrears(sitting))
    if sitting.statute.purpose_quorum.applies and any(v.matter == "purpose" for v in sitting.votes):
        found.append(_purpose(sitting))
    found += [_majorities(sitting), _methods(sitting), _tellers(sitting)]
    if sitting.statute.exclusion_cap.applies:
        found.append(_excluded(sitting))
    if sitting.first_day != sitting.held_on:
        found.append(_recess(sitting))
    found.append(_signers(sitting))
    return tuple(found)


def _notice(s: Sitting) -> Check:
    matters = frozenset(v.matter for v in s.votes)
    holds = s.first_day >= first_lawful_day(s.statute, s.called_on, matters)
    fact = Sentence(
        N_("Called on %(called)s for %(day)s; %(days)s days are asked for."),
        {"called": s.called_on, "day": s.first_day, "days": s.statute.notice_for(matters)},
    )
    return _check("notice", N_("Called in time"), s.statute.notice_article, holds, fact, ANEW)


def _authority(s: Sitting) -> Check:
    last = last_lawful_day(s.statute, s.first_day)
    if s.notice_sent_on is None:
        fact = Sentence(
            N_("Nobody wrote down that the notice was sent; it had to be by %(last)s."), {"last": last}
        )
    else:
        fact = Sentence(
            N_("Sent on %(day)s; it had to be by %(last)s."), {"day": s.notice_sent_on, "last": last}
        )
    holds = s.notice_sent_on is not None and s.notice_sent_on <= last
    todo = N_(
        "If it was sent, write down the day. If not, or too late, send it now and say so in the minutes."
    )
    return _check(
        "authority", N_("Notice sent to the authority"), s.statute.notice_article, holds, fact, todo
    )


def _quorum(s: Sitting) -> Check:
    return _check(
        "quorum", N_("Opened with a quorum"), s.statute.quorum_article, s.quorum_met, s.quorum, ANEW
    )


def _agenda(s: Sitting) -> Check:
    wrong = [p for p, matter in s.off_agenda if not (matter == "recall" and s.statute.recall_off_agenda)]
    if wrong:
        fact = Sentence(N_("Not in the call: item %(items)s."), {"items": _listed(wrong)})
    elif s.off_agenda:
        items = _listed([p for p, _matter in s.off_agenda])
        fact = Sentence(
            N_("Only a recall was off the agenda, item %(items)s, which %(article)s allows."),
            {"items": items, "article": s.statute.recall_article},
        )
    else:
        fact = Sentence(N_("Every item is one of the call; beyond it only the signers were chosen."))
    title = N_("Nothing decided off the agenda")
    return _check("agenda", title, s.statute.agenda_article, not wrong, fact, ANEW)


def _barred(s: Sitting) -> Check:
    wrong = [(v.position, name) for v in s.votes for name in v.barred]
    todo = N_("Take the vote again without them while the assembly is open, or in a new one.")
    fact = _by_item(wrong, N_("Nobody voted who may not."))
    return _check(
        "barred", N_("Nobody voted on what concerns her"), s.statute.barred_article, not wrong, fact, todo
    )


def _arrears(s: Sitting) -> Check:
    wrong = [(v.position, name) for v in s.votes for name in v.in_arrears]
    todo = N_("Take the vote again without them while the assembly is open, or in a new one.")
    fact = _by_item(wrong, N_("Nobody in arrears voted."))
    return _check("arrears", N_("Nobody in arrears voted"), s.statute.arrears_article, not wrong, fact, todo)


def _majorities(s: Sitting) -> Check:
    wrong = []
    for vote in s.votes:
        if vote.tally is not None:
            verdict = judge(vote.tally, s.statute.majorities[vote.matter])
            if verdict.carried != (vote.outcome == "carried"):
                wrong.append(vote.position)
    if wrong:
        fact = Sentence(
            N_("Counted otherwise than its matter asks: item %(items)s."), {"items": _listed(wrong)}
        )
    else:
        matters = [Sentence(MATTERS[m]) for m in dict.fromkeys(v.matter for v in s.votes)]
        fact = (
            Sentence(N_("Checked again for: %(matters)s."), {"matters": matters})
            if matters
            else Sentence(NO_VOTE)
        )
    title = N_("Each result by the majority of its matter")
    return _check("majority", title, s.statute.majority_article, not wrong, fact, ANEW)


def _purpose(s: Sitting) -> Check:
    needed = s.statute.purpose_needs(s.roll) or 0
    wrong = [v.position for v in s.votes if v.matter == "purpose" and v.present < needed]
    fact = (
        Sentence(
            N_("Fewer than %(needed)s were there for item %(items)s."),
            {"needed": needed, "items": _listed(wrong)},
        )
        if wrong
        else Sentence(N_("%(needed)s or more were there."), {"needed": needed})
    )
    title = N_("Enough there to change the purpose")
    return _check("purpose", title, s.statute.quorum_article, not wrong, fact, ANEW)


def _methods(s: Sitting) -> Check:
    wrong = [
        v.position
        for v in s.votes
        if (v.matter in s.statute.secret_matters and v.method not in SECRET)
        or (v.matter in s.statute.roll_call_matters and v.method != ROLL_CALL)
    ]
    if wrong:
        fact = Sentence(N_("Voted in another way than it must: item %(items)s."), {"items": _listed(wrong)})
    else:
        ways = [Sentence(METHODS[m]) for m in dict.fromkeys(v.method for v in s.votes)]
        fact = Sentence(N_("Ways taken: %(ways)s."), {"ways": ways}) if ways else Sentence(NO_VOTE)
    todo = N_("Take the vote again the way it must be taken, in this assembly or a new one.")
    title = N_("Secret or by name where it must be")
    return _check("method", title, s.statute.secrecy_article, not wrong, fact, todo)


def _tellers(s: Sitting) -> Check:
    counted = any(v.method in COUNTED_BY_TELLERS for v in s.votes)
    holds = not counted or len(set(s.tellers)) >= 2
    fact = (
        Sentence(N_("Tellers: %(names)s."), {"names": list(s.tellers)})
        if s.tellers
        else Sentence(N_("No tellers."))
    )
    todo = N_("Choose two different tellers and have it counted again.")
    return _check("tellers", N_("Two different tellers"), s.statute.majority_article, holds, fact, todo)


def _excluded(s: Sitting) -> Check:
    most = s.statute.exclusion_cap.at_most(s.roll)
    fact = Sentence(
        N_("%(excluded)s of %(roll)s on the roll were excluded; %(most)s at most."),
        {"excluded": s.excluded, "roll": s.roll, "most": most},
    )
    title = N_("Exclusions within the limit")
    return _check("exclusion", title, s.statute.exclusion_article, s.excluded <= most, fact, ANEW)


def _recess(s: Sitting) -> Check:
    last = s.first_day + timedelta(days=s.statute.recess_days)
    fact = Sentence(
        N_("Began on %(first)s and went on on %(day)s; it could until %(last)s."),
        {"first": s.first_day, "day": s.held_on, "last": last},
    )
    return _check("recess", N_("Went on in time"), s.statute.recess_article, s.held_on <= last, fact, ANEW)


def _signers(s: Sitting) -> Check:
    needed = s.statute.signers_on(s.roll)
    if not needed:
        fact = Sentence(N_("On this roll nobody needs to be chosen to sign."))
    elif s.chosen:
        fact = Sentence(N_("Chosen: %(names)s."), {"names": list(s.chosen)})
    else:
        fact = Sentence(N_("Nobody was chosen to sign."))
    todo = N_("Let the assembly choose them before it is closed.")
    holds = len(set(s.chosen)) >= needed
    return _check(
        "signers", N_("Members chosen to sign the minutes"), s.statute.signers_article, holds, fact, todo
    )


def _check(key: str, title: str, article: str, holds: bool, fact: Sentence, todo: str) -> Check:
    return Check(key, title, article, holds, fact, None if holds else Sentence(todo))


def _listed(positions: Sequence[int]) -> str:
    return ", ".join(str(p) for p in positions)


def _by_item(wrong: Sequence[tuple[int, str]], nobody: str) -> Sentence:
    if not wrong:
        return Sentence(nobody)
    return Sentence(
        "%(list)s",
        {
            "list": [
                Sentence(N_("%(name)s on item %(position)s"), {"name": name, "position": str(p)})
                for p, name in wrong
            ]
        },
    )
