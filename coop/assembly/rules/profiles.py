"""Statutes to begin with, as the laws and model statutes state them. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from coop.assembly.rules.majority import Majority
from coop.assembly.rules.quorum import QuorumRule
from coop.assembly.rules.statute import MATTERS, NOBODY, Share, Statute, UnknownStatute
from coop.kernel.offices import COUNCIL, MANAGEMENT, PRESIDENT, SECRETARY
from coop.kernel.sentences import N_


def _majorities(usual: Majority, **special: Majority) -> Mapping[str, Majority]:
    return MappingProxyType({matter: special.get(matter, usual) for matter in MATTERS})


HALF_OF_PRESENT = Majority(1, 2, strict=True, base="present")
THIRDS_OF_PRESENT = Majority(2, 3, strict=False, base="present")
QUARTERS_OF_PRESENT = Majority(3, 4, strict=False, base="present")
HALF_OF_VOTERS = Majority(1, 2, strict=True, base="present less abstentions")
THIRDS_OF_VOTERS = Majority(2, 3, strict=False, base="present less abstentions")
HALF_OF_VALID = Majority(1, 2, strict=True, base="valid")
QUARTERS_OF_VALID = Majority(3, 4, strict=False, base="valid")

HALF_PLUS_ONE_OR_AN_HOUR = QuorumRule(
    numerator=1, denominator=2, plus=1, round_up=False, wait_minutes=60, later=1
)
MORE_THAN_HALF_OR_A_TENTH = QuorumRule(
    numerator=1,
    denominator=2,
    plus=1,
    round_up=False,
    wait_minutes=30,
    later=1,
    later_numerator=1,
    later_denominator=10,
    later_most=100,
)
HALF_OR_ADJOURNED = QuorumRule(numerator=1, denominator=2, plus=0, round_up=True, wait_minutes=30, later=0)

ACT = Statute(
    code="ar-20337",
    title=N_("Argentina: Act 20.337 alone"),
    notice_days=15,
    clear_days=False,
    notice_longest=366,
    notice_article="Ley 20.337 art. 48",
    quorum=HALF_PLUS_ONE_OR_AN_HOUR,
    quorum_article="Ley 20.337 art. 49",
    # The Act asks two thirds for the purpose only; for the statute it leaves it to the statute.
    majorities=_majorities(HALF_OF_PRESENT, purpose=THIRDS_OF_PRESENT),
    majority_article="Ley 20.337 art. 53",
    tie="lost",
    barred_offices=MappingProxyType({"accounts": MANAGEMENT}),
    barred_concerned=frozenset({"recall"}),
    barred_article="Ley 20.337 art. 54",
    proxies=2,
    proxy_barred=MANAGEMENT,
    proxy_article="Ley 20.337 arts. 51, 54",
    # The Act takes no vote away for a debt; statutes do.
    arrears_vote=True,
    arrears_article="Ley 20.337",
    petition=Share(1, 10),
    petition_days=30,
    petition_article="Ley 20.337 art. 47",
    secret_matters=frozenset(),
    roll_call_matters=frozenset(),
    secret_on_demand=NOBODY,
    secrecy_article="Ley 20.337 art. 53",
    signers=(PRESIDENT, SECRETARY),
    chosen_signers=2,
    all_sign_up_to=0,
    signers_article="Ley 20.337 art. 55",
    ordinary_months=4,
    ordinary_article="Ley 20.337 art. 47",
    recess_days=30,
    recess_article="Ley 20.337 art. 57",
    copy_days=30,
    copy_article="Ley 20.337 art. 56",
    exit_days=5,
    exit_absent_days=30,
    exit_article="Ley 20.337 art. 60",
    challenge_days=90,
    challenge_article="Ley 20.337 art. 62",
    exclusion_cap=Share(1, 10),
    exclusion_article="Ley 25.027",
    recall_off_agenda=True,
    recall_article="Ley 20.337 art. 59",
)

MODEL = replace(
    ACT,
    code="ar-worker-model",
    title=N_("Argentina: Act 20.337 with the model statute of worker co-operatives"),
    majorities=_majorities(HALF_OF_VOTERS, statute=THIRDS_OF_VOTERS, purpose=THIRDS_OF_VOTERS),
    majority_article="Estatuto tipo art. 41",
    barred_article="Ley 20.337 art. 54, Estatuto tipo art. 43",
    proxies=0,
    proxy_article="Estatuto tipo art. 42",
    arrears_vote=False,
    arrears_article="Estatuto tipo art. 39",
    petition_article="Ley 20.337 art. 47, Estatuto tipo arts. 35, 40",
    all_sign_up_to=4,
    signers_article="Ley 20.337 art. 55, Estatuto tipo art. 44",
)

SPAIN = replace(
    ACT,
    code="es-27-1999",
    title=N_("Spain: Act 27/1999 on co-operatives"),
    notice_days=15,
    clear_days=True,
    notice_longest=61,
    notice_article="Ley 27/1999 art. 24",
    quorum=MORE_THAN_HALF_OR_A_TENTH,
    quorum_article="Ley 27/1999 art. 25",
    majorities=_majorities(HALF_OF_VALID, statute=THIRDS_OF_PRESENT, purpose=THIRDS_OF_PRESENT),
    majority_article="Ley 27/1999 art. 28",
    barred_offices=MappingProxyType({}),
    barred_concerned=frozenset({"recall", "exclusion"}),
    barred_article="Ley 27/1999 art. 26",
    proxies=2,
    proxy_barred=frozenset(),
    proxy_article="Ley 27/1999 art. 27",
    arrears_article="Ley 27/1999 art. 16",
    petition=Share(1, 5),
    petition_days=30,
    petition_article="Ley 27/1999 art. 23",
    secret_matters=frozenset({"exclusion"}),
    secret_on_demand=Share(1, 10),
    secrecy_article="Ley 27/1999 arts. 18, 25",
    signers_article="Ley 27/1999 art. 29",
    ordinary_months=6,
    ordinary_article="Ley 27/1999 art. 23",
    recess_article="Ley 27/1999 art. 25",
    copy_days=0,
    copy_article="Ley 27/1999 art. 29",
    exit_days=40,
    exit_absent_days=40,
    exit_article="Ley 27/1999 arts. 17, 65",
    challenge_days=40,
    challenge_article="Ley 27/1999 art. 31",
    exclusion_cap=NOBODY,
    exclusion_article="Ley 27/1999 art. 18",
    recall_article="Ley 27/1999 art. 28",
)

UK = replace(
    ACT,
    code="uk-worker-articles",
    title=N_("United Kingdom: articles of a worker co-operative company"),
    notice_days=14,
    clear_days=True,
    notice_article="Articles, general meetings: notice",
    quorum=HALF_OR_ADJOURNED,
    quorum_article="Articles, general meetings: quorum",
    majorities=_majorities(HALF_OF_VALID, statute=QUARTERS_OF_VALID, purpose=QUARTERS_OF_VALID),
    majority_article="Articles, general meetings: voting; Companies Act 2006 ss. 282, 283",
    barred_offices=MappingProxyType({}),
    barred_concerned=frozenset(),
    barred_article="Companies Act 2006 s. 168",
    proxies=5,
    proxy_barred=frozenset(),
    proxy_article="Articles, general meetings: proxies",
    arrears_article="Articles, general meetings: voting",
    petition=Share(1, 20),
    petition_days=49,
    petition_article="Companies Act 2006 ss. 303, 304",
    secrecy_article="Articles, general meetings: poll",
    signers=(PRESIDENT,),
    chosen_signers=0,
    signers_article="Companies Act 2006 s. 249",
    ordinary_months=9,
    ordinary_article="Companies Act 2006 s. 442",
    recess_article="Articles, general meetings: adjournment",
    copy_days=0,
    copy_article="Companies Act 2006 s. 355",
    exit_days=0,
    exit_absent_days=0,
    exit_article="Articles, members: withdrawal",
    challenge_days=0,
    challenge_article="Companies Act 2006 s. 994",
    exclusion_cap=NOBODY,
    exclusion_article="Articles, members: expulsion",
    recall_off_agenda=False,
    recall_article="Companies Act 2006 s. 168",
)

URUGUAY = replace(
    ACT,
    code="uy-18407",
    title=N_("Uruguay: Act 18.407 on co-operatives"),
    notice_article="Ley 18.407",
    quorum_article="Ley 18.407",
    majorities=_majorities(HALF_OF_PRESENT, purpose=QUARTERS_OF_PRESENT),
    majority_article="Ley 18.407",
    barred_article="Ley 18.407",
    proxy_barred=COUNCIL,
    proxy_article="Ley 18.407",
    arrears_article="Ley 18.407",
    petition_article="Ley 18.407",
    secrecy_article="Ley 18.407",
    signers_article="Ley 18.407",
    ordinary_article="Ley 18.407",
    recess_article="Ley 18.407",
    copy_article="Ley 18.407",
    exit_article="Ley 18.407",
    challenge_article="Ley 18.407",
    exclusion_cap=NOBODY,
    exclusion_article="Ley 18.407",
    recall_article="Ley 18.407",
)

_ALL = {each.code: each for each in (MODEL, ACT, SPAIN, UK, URUGUAY)}


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
