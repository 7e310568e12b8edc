"""The single values of a statute: what each is called, how it is said, and how one is changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from coop.assembly.rules.majority import Majority
from coop.assembly.rules.shares import BadStatute, share_words
from coop.assembly.rules.statute import MATTERS, TIES, Statute, majority_words
from coop.assembly.rules.statute_values import statute_of
from coop.kernel.errors import Invalid, NotFound
from coop.kernel.offices import OFFICES
from coop.kernel.sentences import N_, Sentence

Kind = Literal["whole", "yes", "share", "majority", "tie", "matters", "offices"]


class NoSuchValue(NotFound):
    message = N_("The statute has no value called %(key)s. Choose one from the list.")


class SameValue(Invalid):
    message = N_("%(what)s: that is the value in force. Propose another one.")


class NothingChosen(Invalid):
    message = N_("No value is chosen. Choose in the statute what is to change.")


DECIDED: Final = ", res. "
"""Stands in the source of a value before the number of the decision that changed it last."""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a statute.

    Attributes:
        key: path to it in `Statute.to_values()`, with dots.
        label: what it is, English message id.
        kind: how it is typed and said.
        source: of which group of values it is; `<source>_article` of the statute says where it stands.
    """

    key: str
    label: str
    kind: Kind
    source: str

    @property
    def name(self) -> Sentence:
        """What it is, so that it can stand alone."""
        if self.kind == "majority":
            return Sentence(N_("Majority: %(matter)s"), {"matter": Sentence(self.label)})
        return Sentence(self.label)

    def article(self, statute: Statute) -> str:
        """Where it stands."""
        found: str = getattr(statute, f"{self.source}_article")
        return found


VALUES: Final[Sequence[Value]] = (
    Value("notice_days", N_("Days between the call and the assembly, at least"), "whole", "notice"),
    Value(
        "clear_days",
        N_("Neither the day of the call nor that of the assembly counts"),
        "yes",
        "notice",
    ),
    Value("notice_longest", N_("Days that an assembly is called ahead, at most"), "whole", "notice"),
    Value(
        "notice_member_days",
        N_("Days between the call and the assembly that recalls or excludes a member; 0 for no more"),
        "whole",
        "notice",
    ),
    Value("quorum.share", N_("Quorum at the set time, of the roll"), "share", "quorum"),
    Value("quorum.plus", N_("People above that share"), "whole", "quorum"),
    Value(
        "quorum.round_up",
        N_("Half a person counts as one: half plus one of 11 is 7"),
        "yes",
        "quorum",
    ),
    Value(
        "quorum.wait_minutes",
        N_("Minutes of waiting, after which fewer are enough"),
        "whole",
        "quorum",
    ),
    Value(
        "quorum.later",
        N_("People needed after waiting: 1 is any number, 0 that it is not held"),
        "whole",
        "quorum",
    ),
    Value("quorum.later_share", N_("Share of the roll needed after waiting"), "share", "quorum"),
    Value(
        "quorum.later_most",
        N_("People who are always enough after waiting; 0 for no such number"),
        "whole",
        "quorum",
    ),
    Value("purpose_quorum", N_("Share of the roll there to vote a change of purpose"), "share", "quorum"),
    Value(
        "purpose_most",
        N_("People who are always enough to vote a change of purpose; 0 for no such number"),
        "whole",
        "quorum",
    ),
    *(Value(f"majorities.{matter}", title, "majority", "majority") for matter, title in MATTERS.items()),
    Value("tie", N_("When half is for and half against"), "tie", "majority"),
    Value(
        "barred_offices.accounts",
        N_("Offices that do not vote on the report and accounts"),
        "offices",
        "barred",
    ),
    Value(
        "barred_concerned",
        N_("Matters on which the person concerned does not vote"),
        "matters",
        "barred",
    ),
    Value("proxies", N_("Proxies that one member may hold"), "whole", "proxy"),
    Value("proxy_barred", N_("Offices that hold no proxies"), "offices", "proxy"),
    Value("arrears_vote", N_("A member in arrears votes"), "yes", "arrears"),
    Value("petition", N_("Share of the roll that has an assembly called"), "share", "petition"),
    Value("petition_above", N_("It must be more than that share"), "yes", "petition"),
    Value(
        "petition_days",
        N_("Days within which an assembly asked for is held; 0 where nothing says how many"),
        "whole",
        "petition",
    ),
    Value("item", N_("Share of the roll that has an item put on the agenda"), "share", "item"),
    Value(
        "item_most",
        N_("Members who are always enough to put an item on the agenda; 0 for no such number"),
        "whole",
        "item",
    ),
    Value("secret_matters", N_("Matters voted in secret"), "matters", "secrecy"),
    Value("roll_call_matters", N_("Matters voted by roll-call"), "matters", "secrecy"),
    Value(
        "secret_on_demand",
        N_("Share of those present who have a vote taken in secret"),
        "share",
        "secrecy",
    ),
    Value(
        "roll_call_on_demand",
        N_("Share of those present who have a vote taken by name"),
        "share",
        "secrecy",
    ),
    Value(
        "roll_call_people",
        N_("People who are always enough to have a vote taken by name; 0 for no such number"),
        "whole",
        "secrecy",
    ),
    Value("signers", N_("Offices that sign the minutes"), "offices", "signers"),
    Value(
        "chosen_signers",
        N_("Members that the assembly chooses to sign with them"),
        "whole",
        "signers",
    ),
    Value("all_sign_up_to", N_("Members on the roll up to whom everybody signs"), "whole", "signers"),
    Value(
        "ordinary_months",
        N_("Months after the end of the year within which the ordinary assembly is held"),
        "whole",
        "ordinary",
    ),
    Value(
        "recess_days",
        N_("Days within which an interrupted assembly goes on, in total"),
        "whole",
        "recess",
    ),
    Value(
        "copy_days",
        N_("Days within which the authority has its copy of the minutes"),
        "whole",
        "copy",
    ),
    Value("exit_days", N_("Days to leave for who was there and did not vote in favour"), "whole", "exit"),
    Value("exit_absent_days", N_("Days to leave for who was absent"), "whole", "exit"),
    Value("challenge_days", N_("Days to challenge a decision"), "whole", "challenge"),
    Value(
        "exclusion_cap",
        N_("Share of the roll that can lose membership by decisions"),
        "share",
        "exclusion",
    ),
    Value("recall_off_agenda", N_("A recall may be voted that is not on the agenda"), "yes", "recall"),
    Value(
        "rotation_terms",
        N_("Terms in a row that a member may hold the same office or mandate; 0 for no limit"),
        "whole",
        "rotation",
    ),
)
"""Every value that a vote can change, in the order of the list."""

_BY_KEY = {value.key: value for value in VALUES}
_SHARES = {
    "quorum.share": ("numerator", "denominator"),
    "quorum.later_share": ("later_numerator", "later_denominator"),
}


_NO_SUCH = N_("not used")
_ZERO = {
    "quorum.later": N_("no number is enough: it is not held"),
    "proxies": N_("nobody votes for another"),
    "rotation_terms": N_("no limit"),
    **dict.fromkeys(("petition_days", "challenge_days"), N_("no days are set")),
    **dict.fromkeys(
        ("notice_member_days", "quorum.later_most", "purpose_most", "item_most", "roll_call_people"), _NO_SUCH
    ),
    **dict.fromkeys(("all_sign_up_to", "copy_days", "exit_days", "exit_absent_days"), _NO_SUCH),
}
"""What nought means where it is not a number of something."""


def get_value(key: str) -> Value:
    """A value by its key.

    Raises:
        NoSuchValue: there is none.
    """
    if key not in _BY_KEY:
        raise NoSuchValue(key=key)
    return _BY_KEY[key]


def raw(statute: Statute, key: str) -> Any:
    """A value as JSON: a number, true or false, `[1, 2]` for a half, a majority, or a list of keys."""
    get_value(key)
    values = statute.to_values()
    if key in _SHARES:
        return [values["quorum"][part] for part in _SHARES[key]]
    group, _dot, name = key.partition(".")
    return values[group].get(name, []) if name else values[group]


def with_value(statute: Statute, key: str, new: Any) -> Statute:
    """The statute with one value changed; see `with_values`."""
    return with_values(statute, {key: new})


def with_values(statute: Statute, new: Mapping[str, Any], *, decided: str | None = None) -> Statute:
    """The statute with values changed.

    Args:
        statute: as it is.
        new: values by their keys, as `raw` gives them.
        decided: number of the decision, which the source of each of them then names.

    Raises:
        NothingChosen: there is none.
        NoSuchValue: a value is not known.
        BadStatute: one cannot have that value, or they do not go together.
        SameValue: one has that value already.
    """
    if not new:
        raise NothingChosen()
    values = statute.to_values()
    for key, value in new.items():
        if value == raw(statute, key):
            raise SameValue(what=get_value(key).name)
        _put(values, key, value)
        if decided:
            source = f"{get_value(key).source}_article"
            values[source] = f"{values[source].split(DECIDED)[0]}{DECIDED}{decided}"
    return statute_of(values)


def _put(values: dict[str, Any], key: str, new: Any) -> None:
    group, _dot, name = key.partition(".")
    if key in _SHARES:
        try:
            numerator, denominator = new
        except (TypeError, ValueError) as error:
            raise BadStatute(why=get_value(key).name) from error
        values[group] |= dict(zip(_SHARES[key], (numerator, denominator), strict=True))
    elif name:
        values[group] = {**values[group], name: new}
    else:
        values[group] = new


def said(key: str, value: Any) -> Sentence:
    """A value in words, as `raw` gave it."""
    match get_value(key).kind:
        case "yes":
            return Sentence(N_("yes") if value else N_("no"))
        case "share":
            return share_words(*value) if value[0] else Sentence(_NO_SUCH)
        case "majority":
            return majority_words(Majority(**value))
        case "tie":
            return Sentence(TIES[value])
        case "matters":
            return _listed([MATTERS[m] for m in value])
        case "offices":
            return _listed([OFFICES[o] for o in value])
    return Sentence(_ZERO[key]) if value == 0 and key in _ZERO else Sentence("%(number)s", {"number": value})


def _listed(titles: Sequence[str]) -> Sentence:
    if not titles:
        return Sentence(N_("none"))
    return Sentence("%(list)s", {"list": [Sentence(t) for t in titles]})
