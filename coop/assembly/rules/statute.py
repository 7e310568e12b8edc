"""The statute as values: what an assembly asks for, with the article that says so.

A co-op begins with one of `rules.profiles` and changes a value only by a vote; its rows keep the values
themselves, so that what was in force on a day can be read for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, Final, Literal

from coop.assembly.rules.majority import BASES, Majority
from coop.assembly.rules.quorum import QuorumRule
from coop.kernel.errors import Invalid
from coop.kernel.offices import OFFICES
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

Tie = Literal["lost", "chair"]
TIES: Final[Mapping[str, str]] = MappingProxyType(
    {"lost": N_("it is not carried"), "chair": N_("the chair decides")}
)


class UnknownStatute(Invalid):
    message = N_("There is no statute called %(code)s. Choose one of: %(known)s.")


class BadStatute(Invalid):
    message = N_("These values make no statute: %(why)s. Correct them.")


SHARE_RANGE = N_("a share is a fraction above zero and at most one")
NEGATIVE = N_("a number is below zero")
UNREACHABLE = N_("a majority is a share above zero that can be reached")
UNKNOWN_KEY = N_("“%(key)s” is not known, or is missing")
WRONG_TYPE = N_("“%(key)s” is not of the right kind")
EVERY_MATTER = N_("there is a majority for every matter and for no other")


@dataclass(frozen=True, slots=True)
class Share:
    """A fraction of the roll, such as one tenth; 0/1 is nobody and means that it does not apply."""

    numerator: int
    denominator: int

    def __post_init__(self) -> None:
        if self.denominator < 1 or not 0 <= self.numerator <= self.denominator:
            raise BadStatute(why=Sentence(SHARE_RANGE))

    @property
    def applies(self) -> bool:
        """Whether it is more than nobody."""
        return self.numerator > 0

    def of(self, roll: int) -> int:
        """The least whole number of people who are the share or more; at least 1."""
        return max(1, -(-self.numerator * roll // self.denominator))

    def at_most(self, roll: int) -> int:
        """The greatest whole number of people who are not more than the share."""
        return self.numerator * roll // self.denominator


NOBODY: Final = Share(0, 1)


@dataclass(frozen=True, slots=True)
class Statute:
    """The values of a statute. From which day they are in force in a co-op is a row of that co-op.

    Attributes:
        code: of the profile that it began with.
        title: what that is, English message id.
        notice_days: days between the call and the assembly.
        clear_days: whether neither end day is counted.
        notice_longest: days that a call may be ahead at most.
        notice_article: source of the three.
        quorum: when an assembly may open.
        quorum_article: source.
        majorities: one per matter of MATTERS.
        majority_article: source.
        tie: what half of the votes for and half against are worth.
        barred_offices: per matter, holders of these offices may not vote on it.
        barred_concerned: on these matters, the members concerned may not vote.
        barred_article: source of both.
        proxies: how many one member may hold; 0 where nobody votes for another.
        proxy_barred: holders of these offices hold none.
        proxy_article: source.
        arrears_vote: whether a member in arrears votes; if not, she speaks.
        arrears_article: source.
        petition: share of the roll that has an assembly called, or an item put on the next agenda.
        petition_days: days after the petition within which it is held.
        petition_article: source.
        secret_matters: matters that are voted in secret.
        roll_call_matters: matters on which each says her vote by name.
        secret_on_demand: share of those present who have a vote taken in secret.
        secrecy_article: source of the three.
        signers: offices that sign the minutes.
        chosen_signers: members that the assembly chooses to sign with them.
        all_sign_up_to: on a roll up to this everybody signs.
        signers_article: source of the three.
        ordinary_months: months after the end of the year within which the ordinary assembly is held.
        ordinary_article: source.
        recess_days: days within which an interrupted assembly goes on, in total.
        recess_article: source.
        copy_days: days within which the authority has a copy of the minutes; 0 where it wants none.
        copy_article: source.
        exit_days: days to leave, for who was there and did not vote in favour of a change of purpose.
        exit_absent_days: the same for who was absent.
        exit_article: source.
        challenge_days: days to challenge a decision.
        challenge_article: source.
        exclusion_cap: share of the roll that decisions may strip of membership.
        exclusion_article: source.
        recall_off_agenda: whether a recall may be voted that is not on the agenda.
        recall_article: source.

    Raises:
        BadStatute: a value that cannot be.
    """

    code: str
    title: str
    notice_days: int
    clear_days: bool
    notice_longest: int
    notice_article: str
    quorum: QuorumRule
    quorum_article: str
    majorities: Mapping[str, Majority]
    majority_article: str
    tie: Tie
    barred_offices: Mapping[str, frozenset[str]]
    barred_concerned: frozenset[str]
    barred_article: str
    proxies: int
    proxy_barred: frozenset[str]
    proxy_article: str
    arrears_vote: bool
    arrears_article: str
    petition: Share
    petition_days: int
    petition_article: str
    secret_matters: frozenset[str]
    roll_call_matters: frozenset[str]
    secret_on_demand: Share
    secrecy_article: str
    signers: tuple[str, ...]
    chosen_signers: int
    all_sign_up_to: int
    signers_article: str
    ordinary_months: int
    ordinary_article: str
    recess_days: int
    recess_article: str
    copy_days: int
    copy_article: str
    exit_days: int
    exit_absent_days: int
    exit_article: str
    challenge_days: int
    challenge_article: str
    exclusion_cap: Share
    exclusion_article: str
    recall_off_agenda: bool
    recall_article: str

    def __post_init__(self) -> None:
        if set(self.majorities) != set(MATTERS):
            raise BadStatute(why=Sentence(EVERY_MATTER))
        if any(isinstance(v, int) and v < 0 for v in (getattr(self, f.name) for f in fields(self))):
            raise BadStatute(why=Sentence(NEGATIVE))
        matters = {
            *self.barred_offices,
            *self.barred_concerned,
            *self.secret_matters,
            *self.roll_call_matters,
        }
        offices = {
            *self.signers,
            *self.proxy_barred,
            *(o for some in self.barred_offices.values() for o in some),
        }
        strange = [*(matters - set(MATTERS)), *(offices - set(OFFICES)), *({self.tie} - set(TIES))]
        for key in sorted(strange):
            raise BadStatute(why=Sentence(UNKNOWN_KEY, {"key": key}))

    def majority_sentence(self, matter: str) -> Sentence:
        """What a matter needs, in words."""
        majority = self.majorities[matter]
        return Sentence(
            _MORE if majority.strict else _AT_LEAST,
            {
                "share": share_words(majority.numerator, majority.denominator),
                "base": Sentence(BASES[majority.base]),
                "article": self.majority_article,
            },
        )

    def signers_on(self, roll: int) -> int:
        """How many members the assembly chooses to sign; none on a small roll, where everybody signs."""
        return 0 if roll <= self.all_sign_up_to else self.chosen_signers

    def to_values(self) -> dict[str, Any]:
        """As JSON, for the row and for the digest."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self)}


def statute_of(values: Mapping[str, Any]) -> Statute:
    """A statute from its values as `to_values` gave them.

    Raises:
        BadStatute: a key is unknown or missing, or a value cannot be.
    """
    known = [f.name for f in fields(Statute)]
    for key in sorted(set(known) ^ set(values)):
        raise BadStatute(why=Sentence(UNKNOWN_KEY, {"key": key}))
    found: dict[str, Any] = {}
    for name in known:
        try:
            found[name] = _READ.get(name, _same)(values[name])
        except (TypeError, KeyError, AttributeError) as error:
            raise BadStatute(why=Sentence(WRONG_TYPE, {"key": name})) from error
        except ValueError as error:
            raise BadStatute(why=Sentence(UNREACHABLE)) from error
        if isinstance(_SAMPLES.get(name), type) and type(found[name]) is not _SAMPLES[name]:
            raise BadStatute(why=Sentence(WRONG_TYPE, {"key": name}))
    return Statute(**found)


def majority_words(majority: Majority) -> Sentence:
    """A majority in words: more than half of the votes for or against."""
    share = (majority.numerator, majority.denominator)
    return Sentence(
        N_("more than %(share)s of %(base)s") if majority.strict else N_("at least %(share)s of %(base)s"),
        {"share": share_words(*share), "base": Sentence(BASES[majority.base])},
    )


def share_words(numerator: int, denominator: int) -> Sentence:
    """A fraction in words, or in figures where there is no word for it."""
    said = _SHARES.get((numerator, denominator))
    if said is not None:
        return Sentence(said)
    return Sentence("%(n)s/%(d)s", {"n": numerator, "d": denominator})


_MORE = N_("More than %(share)s of %(base)s (%(article)s).")
_AT_LEAST = N_("At least %(share)s of %(base)s (%(article)s).")
_SHARES = {
    (1, 1): N_("all"),
    (1, 2): N_("half"),
    (2, 3): N_("two thirds"),
    (3, 4): N_("three quarters"),
    (1, 3): N_("a third"),
    (1, 5): N_("a fifth"),
    (1, 10): N_("a tenth"),
    (1, 20): N_("a twentieth"),
}


def _plain(value: object) -> Any:
    match value:
        case Majority():
            return {
                "numerator": value.numerator,
                "denominator": value.denominator,
                "strict": value.strict,
                "base": value.base,
            }
        case QuorumRule():
            return {f.name: getattr(value, f.name) for f in fields(value)}
        case Share():
            return [value.numerator, value.denominator]
        case frozenset():
            return sorted(value)
        case tuple():
            return list(value)
        case Mapping():
            return {key: _plain(value[key]) for key in sorted(value)}
    return value


def _same(value: Any) -> Any:
    return value


def _frozen(value: list[str]) -> frozenset[str]:
    return frozenset(value)


def _share(value: list[int]) -> Share:
    numerator, denominator = value
    return Share(numerator, denominator)


_READ: dict[str, Callable[[Any], Any]] = {
    "quorum": lambda v: QuorumRule(**v),
    "majorities": lambda v: MappingProxyType({matter: Majority(**m) for matter, m in v.items()}),
    "barred_offices": lambda v: MappingProxyType({matter: frozenset(o) for matter, o in v.items()}),
    "signers": lambda v: tuple(v),
    **dict.fromkeys(("barred_concerned", "proxy_barred", "secret_matters", "roll_call_matters"), _frozen),
    **dict.fromkeys(("petition", "secret_on_demand", "exclusion_cap"), _share),
}
_SAMPLES: dict[str, type] = {
    f.name: {"int": int, "bool": bool, "str": str}[f.type]
    for f in fields(Statute)
    if f.type in ("int", "bool", "str")
}
