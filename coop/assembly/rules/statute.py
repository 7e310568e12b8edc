"""The statute as values: what an assembly asks for, with the article that says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from coop.assembly.rules.majority import Majority
from coop.assembly.rules.quorum import QuorumRule
from coop.kernel.errors import Invalid
from coop.kernel.offices import MANAGEMENT, PRESIDENT, SECRETARY
from coop.kernel.sentences import N_, Sentence

MATTERS: Mapping[str, str] = MappingProxyType(
    {
        "ordinary": N_("Ordinary matter"),
        "accounts": N_("Annual report and accounts"),
        "pay": N_("Pay"),
        "rota": N_("Rota"),
        "election": N_("Election"),
        "recall": N_("Recall"),
        "admission": N_("Admission"),
        "exclusion": N_("Exclusion"),
        "statute": N_("Reform of the statute"),
        "purpose": N_("Change of purpose, merger or dissolution"),
    }
)
"""What a motion is about; each has its majority."""


class UnknownStatute(Invalid):
    message = N_("There is no statute called %(code)s. Choose one of: %(known)s.")


@dataclass(frozen=True, slots=True)
class Statute:
    """The rules of one statute. From which day it is in force in a co-op is a row of that co-op.

    Attributes:
        code: name for machines.
        title: what it is, English message id.
        notice_days: days between the call and the assembly.
        clear_days: whether neither end day is counted.
        notice_article: source of both.
        quorum: when an assembly may open.
        quorum_article: source.
        majorities: one per matter of MATTERS.
        majority_article: source.
        barred_offices: per matter, holders of these offices may not vote on it.
        barred_concerned: on these matters, the members concerned may not vote.
        barred_article: source of both.
        signers: offices that sign the minutes.
        chosen_signers: members that the assembly chooses to sign with them.
        signers_article: source.
    """

    code: str
    title: str
    notice_days: int
    clear_days: bool
    notice_article: str
    quorum: QuorumRule
    quorum_article: str
    majorities: Mapping[str, Majority]
    majority_article: str
    barred_offices: Mapping[str, frozenset[str]]
    barred_concerned: frozenset[str]
    barred_article: str
    signers: tuple[str, ...]
    chosen_signers: int
    signers_article: str

    def __post_init__(self) -> None:
        if set(self.majorities) != set(MATTERS):
            raise ValueError("a statute names a majority for every matter and for no other")

    def majority_sentence(self, matter: str) -> Sentence:
        """What a matter needs, in words."""
        majority = self.majorities[matter]
        return Sentence(
            _MORE if majority.strict else _AT_LEAST,
            {
                "share": Sentence(_SHARES[majority.numerator, majority.denominator]),
                "base": Sentence(_BASES[majority.base]),
                "article": self.majority_article,
            },
        )


_MORE = N_("More than %(share)s of %(base)s (%(article)s).")
_AT_LEAST = N_("At least %(share)s of %(base)s (%(article)s).")
_SHARES = {(1, 2): N_("half"), (2, 3): N_("two thirds"), (3, 4): N_("three quarters")}
_BASES = {
    "present": N_("those present when it is voted"),
    "present less abstentions": N_("those present when it is voted, whoever abstains counting as absent"),
    "valid": N_("the votes for or against"),
    "cast": N_("the votes cast"),
    "roll": N_("everybody on the roll"),
}

HALF_OF_PRESENT = Majority(1, 2, strict=True, base="present")
THIRDS_OF_PRESENT = Majority(2, 3, strict=False, base="present")
HALF_OF_VOTERS = Majority(1, 2, strict=True, base="present less abstentions")
THIRDS_OF_VOTERS = Majority(2, 3, strict=False, base="present less abstentions")

HALF_PLUS_ONE_OR_AN_HOUR = QuorumRule(
    numerator=1, denominator=2, plus=1, round_up=False, wait_minutes=60, later=1
)


def _majorities(usual: Majority, **special: Majority) -> Mapping[str, Majority]:
    return MappingProxyType({matter: special.get(matter, usual) for matter in MATTERS})


ACT = Statute(
    code="ar-20337",
    title=N_("Argentina: Act 20.337 alone"),
    notice_days=15,
    clear_days=False,
    notice_article="Ley 20.337 art. 48",
    quorum=HALF_PLUS_ONE_OR_AN_HOUR,
    quorum_article="Ley 20.337 art. 49",
    # The Act asks two thirds for the purpose only; for the statute it leaves it to the statute.
    majorities=_majorities(HALF_OF_PRESENT, purpose=THIRDS_OF_PRESENT),
    majority_article="Ley 20.337 art. 53",
    barred_offices=MappingProxyType({"accounts": MANAGEMENT}),
    barred_concerned=frozenset({"recall"}),
    barred_article="Ley 20.337 art. 54",
    signers=(PRESIDENT, SECRETARY),
    chosen_signers=2,
    signers_article="Ley 20.337 art. 55",
)

MODEL = Statute(
    code="ar-worker-model",
    title=N_("Argentina: Act 20.337 with the model statute of worker co-operatives"),
    notice_days=15,
    clear_days=False,
    notice_article="Ley 20.337 art. 48",
    quorum=HALF_PLUS_ONE_OR_AN_HOUR,
    quorum_article="Ley 20.337 art. 49",
    majorities=_majorities(HALF_OF_VOTERS, statute=THIRDS_OF_VOTERS, purpose=THIRDS_OF_VOTERS),
    majority_article="Estatuto tipo art. 41",
    barred_offices=MappingProxyType({"accounts": MANAGEMENT}),
    barred_concerned=frozenset({"recall"}),
    barred_article="Ley 20.337 art. 54, Estatuto tipo art. 43",
    signers=(PRESIDENT, SECRETARY),
    chosen_signers=2,
    signers_article="Ley 20.337 art. 55, Estatuto tipo art. 44",
)

_ALL = {each.code: each for each in (ACT, MODEL)}


def statutes() -> tuple[Statute, ...]:
    """Every statute delivered."""
    return tuple(_ALL.values())


def get_statute(code: str) -> Statute:
    """A statute by its code.

    Raises:
        UnknownStatute: there is none; says which there are.
    """
    if code not in _ALL:
        raise UnknownStatute(code=code, known=sorted(_ALL))
    return _ALL[code]
