"""The statute as values: what an assembly asks for, with the article that says so.

A co-op begins with one of `rules.profiles` and changes a value only by a vote; its rows keep the values
themselves, so that what was in force on a day can be read for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, Final, Literal

from coop.assembly.rules.majority import BASES, Majority
from coop.assembly.rules.quorum import QuorumRule
from coop.assembly.rules.shares import BadStatute, Share, share_words
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


ABOUT_A_MEMBER: Final = frozenset({"recall", "exclusion"})
"""Matters about one member, who may need to hear of them earlier."""
MOST: Final = 1_000
"""The greatest number that a value can have."""

OUT_OF_RANGE = N_("a number is below zero or above a thousand")
UNKNOWN_KEY = N_("“%(key)s” is not known, or is missing")
EVERY_MATTER = N_("there is a majority for every matter and for no other")
NEVER_CALLED = N_("the longest notice is shorter than the shortest one")
TWO_WAYS = N_("a matter is voted either in secret or by name")


@dataclass(frozen=True, slots=True)
class Statute:
    """The values of a statute. From which day they are in force in a co-op is a row of that co-op.

    Attributes:
        code: of the profile that it began with.
        title: what that is, English message id.
        notice_days: days between the call and the assembly.
        clear_days: whether neither end day is counted.
        notice_longest: days that a call may be ahead at most.
        notice_member_days: days where somebody is to be recalled or excluded; 0 where no more are needed.
        notice_article: source of the four.
        agenda_article: what makes void what is decided off the agenda.
        quorum: when an assembly may open.
        purpose_quorum: share of the roll that must be there to vote a change of purpose.
        purpose_most: people who are always enough for that; 0 for no such number.
        quorum_article: source of the three.
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
        petition: share of the roll that has an assembly called.
        petition_above: whether it must be more than that share.
        petition_days: days after the petition within which it is held; 0 where nothing says how many.
        petition_article: source of the three.
        item: share of the roll that has an item put on the next agenda.
        item_most: members who are always enough for that; 0 for no such number.
        item_article: source of both.
        secret_matters: matters that are voted in secret.
        roll_call_matters: matters on which each says her vote by name.
        secret_on_demand: share of those present who have a vote taken in secret.
        roll_call_on_demand: share of those present who have it taken by name.
        roll_call_people: people who are always enough for that; 0 for no such number.
        secrecy_article: source of the five.
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
        rotation_terms: terms in a row for which a member may hold the same office; 0 for no limit.
        rotation_article: source.

    Raises:
        BadStatute: a value that cannot be.
    """

    code: str
    title: str
    notice_days: int
    clear_days: bool
    notice_longest: int
    notice_member_days: int
    notice_article: str
    agenda_article: str
    quorum: QuorumRule
    purpose_quorum: Share
    purpose_most: int
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
    petition_above: bool
    petition_days: int
    petition_article: str
    item: Share
    item_most: int
    item_article: str
    secret_matters: frozenset[str]
    roll_call_matters: frozenset[str]
    secret_on_demand: Share
    roll_call_on_demand: Share
    roll_call_people: int
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
    rotation_terms: int
    rotation_article: str

    def __post_init__(self) -> None:
        if set(self.majorities) != set(MATTERS):
            raise BadStatute(why=Sentence(EVERY_MATTER))
        if not all(0 <= getattr(self, f.name) <= MOST for f in fields(self) if f.type == "int"):
            raise BadStatute(why=Sentence(OUT_OF_RANGE))
        if max(self.notice_days, self.notice_member_days) + 1 >= self.notice_longest:
            raise BadStatute(why=Sentence(NEVER_CALLED))
        if self.secret_matters & self.roll_call_matters:
            raise BadStatute(why=Sentence(TWO_WAYS))
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
        for key in sorted(strange, key=str):
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

    def notice_for(self, matters: Iterable[str] = ()) -> int:
        """Days of notice for an agenda with these matters."""
        about = ABOUT_A_MEMBER.isdisjoint(matters)
        return self.notice_days if about else max(self.notice_days, self.notice_member_days)

    def petitioners(self, roll: int) -> int:
        """Members who have an assembly called."""
        return self.petition.above(roll) if self.petition_above else self.petition.of(roll)

    def item_supporters(self, roll: int) -> int | None:
        """Members who have an item put on the next agenda; None where they have no such right."""
        return _enough(self.item, self.item_most, roll)

    def purpose_needs(self, roll: int) -> int | None:
        """People who must be there to vote a change of purpose; None where any number is enough."""
        if not self.purpose_quorum.applies:
            return None
        return _enough(self.purpose_quorum, self.purpose_most, roll)

    def demands(self, matter: str, present: int) -> tuple[Sentence, ...]:
        """Who may have a matter voted in another way than the chair takes, in words."""
        asked = (
            (_SECRET_IF, _enough(self.secret_on_demand, 0, present), self.roll_call_matters),
            (
                _BY_NAME_IF,
                _enough(self.roll_call_on_demand, self.roll_call_people, present),
                self.secret_matters,
            ),
        )
        return tuple(
            Sentence(says, {"people": people, "article": self.secrecy_article})
            for says, people, never in asked
            if people is not None and matter not in never
        )

    def signers_on(self, roll: int) -> int:
        """How many members the assembly chooses to sign; none on a small roll, where everybody signs."""
        return 0 if roll <= self.all_sign_up_to else self.chosen_signers

    def to_values(self) -> dict[str, Any]:
        """As JSON, for the row and for the digest."""
        return {f.name: _plain(getattr(self, f.name)) for f in fields(self)}


def majority_words(majority: Majority) -> Sentence:
    """A majority in words: more than half of the votes for or against."""
    share = (majority.numerator, majority.denominator)
    return Sentence(
        N_("more than %(share)s of %(base)s") if majority.strict else N_("at least %(share)s of %(base)s"),
        {"share": share_words(*share), "base": Sentence(BASES[majority.base])},
    )


def _enough(share: Share, most: int, people: int) -> int | None:
    if not share.applies:
        return most or None
    return min(share.of(people), most) if most else share.of(people)


_SECRET_IF = N_("It is voted in secret if %(people)s of those present ask for it (%(article)s).")
_BY_NAME_IF = N_("It is voted by name if %(people)s of those present ask for it (%(article)s).")
_MORE = N_("More than %(share)s of %(base)s (%(article)s).")
_AT_LEAST = N_("At least %(share)s of %(base)s (%(article)s).")


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
