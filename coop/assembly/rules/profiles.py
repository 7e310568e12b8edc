"""Statutes to begin with, as the laws and model statutes state them. Data only.

Where a law leaves a value to each statute, the article says so and the value is one that the law allows.

References:
    Argentina: Ley 20.337; Ley 25.027; model statute of worker co-operatives (INAES res. 1000/2021).
    Spain: Ley 27/1999. United Kingdom: Companies Act 2006 and the articles of a worker co-operative
    company limited by guarantee. Uruguay: Ley 18.407, and Ley 16.060 where art. 3 of it sends there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from coop.assembly.rules.majority import Majority
from coop.assembly.rules.quorum import QuorumRule
from coop.assembly.rules.shares import NOBODY, Share
from coop.assembly.rules.statute import MATTERS, Statute, UnknownStatute
from coop.kernel.offices import MANAGEMENT, PRESIDENT, SECRETARY
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
    notice_member_days=0,
    notice_article="Ley 20.337 art. 48",
    agenda_article="Ley 20.337 art. 52",
    quorum=HALF_PLUS_ONE_OR_AN_HOUR,
    purpose_quorum=NOBODY,
    purpose_most=0,
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
    arrears_vote=False,
    arrears_article="Ley 20.337 art. 29",
    petition=Share(1, 10),
    petition_above=False,
    petition_days=0,
    petition_article="Ley 20.337 art. 47; el plazo lo fija el estatuto",
    item=NOBODY,
    item_most=0,
    item_article="Ley 20.337: nada dice",
    secret_matters=frozenset(),
    roll_call_matters=frozenset(),
    secret_on_demand=NOBODY,
    roll_call_on_demand=NOBODY,
    roll_call_people=0,
    secrecy_article="Ley 20.337: nada dice",
    signers=(PRESIDENT, SECRETARY),
    chosen_signers=2,
    all_sign_up_to=0,
    signers_article="Ley 20.337 art. 55",
    ordinary_months=4,
    ordinary_article="Ley 20.337 art. 47",
    recess_days=30,
    recess_article="Ley 20.337 art. 57",
    copy_days=30,
    copy_article="Ley 20.337 arts. 41, 56",
    exit_days=5,
    exit_absent_days=30,
    exit_article="Ley 20.337 art. 60",
    challenge_days=90,
    challenge_article="Ley 20.337 art. 62",
    exclusion_cap=Share(1, 10),
    exclusion_article="Ley 25.027 art. 1",
    recall_off_agenda=True,
    recall_article="Ley 20.337 art. 59",
    rotation_terms=0,
    rotation_article="Ley 20.337 art. 63: reelegibles, salvo que el estatuto lo prohíba",
)

MODEL = replace(
    ACT,
    code="ar-worker-model",
    title=N_("Argentina: Act 20.337 with the model statute of worker co-operatives"),
    notice_article="Ley 20.337 art. 48, Estatuto tipo art. 36",
    agenda_article="Ley 20.337 art. 52, Estatuto tipo art. 38",
    quorum_article="Ley 20.337 art. 49, Estatuto tipo art. 37",
    majorities=_majorities(HALF_OF_VOTERS, statute=THIRDS_OF_VOTERS, purpose=THIRDS_OF_VOTERS),
    majority_article="Estatuto tipo art. 41",
    barred_article="Ley 20.337 art. 54, Estatuto tipo art. 43",
    proxies=0,
    proxy_article="Estatuto tipo art. 42",
    arrears_article="Estatuto tipo art. 39",
    petition_days=30,
    petition_article="Ley 20.337 art. 47, Estatuto tipo art. 35",
    item=Share(1, 10),
    item_article="Estatuto tipo art. 40",
    secrecy_article="Ley 20.337 y Estatuto tipo: nada dicen",
    all_sign_up_to=4,
    signers_article="Ley 20.337 art. 55, Estatuto tipo art. 44",
    ordinary_article="Ley 20.337 art. 47, Estatuto tipo art. 35",
    recess_article="Ley 20.337 art. 57, Estatuto tipo art. 45",
    copy_article="Ley 20.337 art. 56, Estatuto tipo art. 44",
    exit_article="Ley 20.337 art. 60, Estatuto tipo art. 48",
    recall_article="Ley 20.337 art. 59, Estatuto tipo art. 47",
)

SPAIN = replace(
    ACT,
    code="es-27-1999",
    title=N_("Spain: Act 27/1999 on co-operatives"),
    notice_days=15,
    clear_days=True,
    notice_longest=61,
    notice_article="Ley 27/1999 art. 24",
    agenda_article="Ley 27/1999 art. 28",
    quorum=MORE_THAN_HALF_OR_A_TENTH,
    quorum_article="Ley 27/1999 art. 25; la espera la fija la convocatoria",
    majorities=_majorities(HALF_OF_VALID, statute=THIRDS_OF_PRESENT, purpose=THIRDS_OF_PRESENT),
    majority_article="Ley 27/1999 art. 28",
    barred_offices=MappingProxyType({}),
    barred_concerned=frozenset({"exclusion"}),
    barred_article="Ley 27/1999 art. 26",
    proxies=2,
    proxy_barred=frozenset(),
    proxy_article="Ley 27/1999 art. 27",
    arrears_vote=True,
    arrears_article="Ley 27/1999 arts. 16, 18",
    petition=Share(1, 5),
    petition_days=30,
    petition_article="Ley 27/1999 art. 23",
    item=Share(1, 10),
    item_most=200,
    item_article="Ley 27/1999 art. 24",
    secret_matters=frozenset({"election", "exclusion"}),
    secret_on_demand=Share(1, 10),
    secrecy_article="Ley 27/1999 arts. 18, 25, 34",
    signers_article="Ley 27/1999 art. 29",
    ordinary_months=6,
    ordinary_article="Ley 27/1999 art. 23",
    recess_article="Ley 27/1999 art. 28; el plazo lo fijan los estatutos",
    copy_days=0,
    copy_article="Ley 27/1999 art. 29",
    exit_days=40,
    exit_absent_days=40,
    exit_article="Ley 27/1999 arts. 17, 65",
    challenge_days=40,
    challenge_article="Ley 27/1999 art. 31",
    exclusion_cap=NOBODY,
    exclusion_article="Ley 27/1999: nada dice",
    recall_article="Ley 27/1999 arts. 28, 35; fuera del orden del día, la mayoría de todos los votos",
    rotation_article="Ley 27/1999 art. 35: reelegibles, salvo que los estatutos digan otra cosa",
)

UK = replace(
    ACT,
    code="uk-worker-articles",
    title=N_("United Kingdom: articles of a worker co-operative company"),
    notice_days=14,
    clear_days=True,
    notice_member_days=21,
    notice_article="Articles, notices; removal of a member, of a director",
    agenda_article="Companies Act 2006 s. 311; Articles, notices",
    quorum=HALF_OR_ADJOURNED,
    quorum_article="Articles, quorum; adjournment",
    majorities=_majorities(
        HALF_OF_VALID, exclusion=QUARTERS_OF_VALID, statute=QUARTERS_OF_VALID, purpose=QUARTERS_OF_VALID
    ),
    majority_article="Articles, resolutions; voting",
    barred_offices=MappingProxyType({}),
    barred_concerned=frozenset(),
    barred_article="Articles, voting: each member one vote on any question",
    proxies=5,
    proxy_barred=frozenset(),
    proxy_article="Articles, proxies",
    arrears_vote=True,
    arrears_article="Articles, voting: each member one vote on any question",
    petition=Share(1, 10),
    petition_days=49,
    petition_article="Articles, calling a general meeting; Companies Act 2006 s. 304",
    item_article="Articles: silent",
    # A poll: any two who may vote have it; here each says her vote by name.
    roll_call_people=2,
    secrecy_article="Articles, poll votes",
    signers=(PRESIDENT,),
    chosen_signers=0,
    signers_article="Companies Act 2006 s. 356",
    ordinary_months=9,
    ordinary_article="Articles, general meetings; Companies Act 2006 s. 442",
    recess_article="Articles, adjournment: the meeting fixes the day",
    copy_days=0,
    copy_article="Companies Act 2006 s. 355",
    exit_days=0,
    exit_absent_days=0,
    exit_article="Articles, termination of membership",
    challenge_days=0,
    challenge_article="Companies Act 2006 s. 994: no days",
    exclusion_cap=NOBODY,
    exclusion_article="Articles: silent",
    recall_off_agenda=False,
    recall_article="Articles, removal of a director",
    rotation_article="Articles: silent",
)

URUGUAY = replace(
    ACT,
    code="uy-18407",
    title=N_("Uruguay: Act 18.407 on co-operatives"),
    notice_days=10,
    notice_longest=30,
    notice_article="Ley 18.407 art. 30",
    agenda_article="Ley 18.407 art. 30",
    purpose_quorum=Share(2, 3),
    purpose_most=100,
    quorum_article="Ley 18.407 art. 32; la segunda convocatoria a la hora, si el estatuto lo dice",
    majorities=_majorities(HALF_OF_PRESENT, purpose=QUARTERS_OF_PRESENT),
    majority_article="Ley 18.407 art. 33; la disolución, dos tercios (art. 93)",
    barred_offices=MappingProxyType({}),
    barred_concerned=frozenset(),
    barred_article="Ley 18.407 art. 3, Ley 16.060 art. 352",
    proxies=1,
    proxy_article="Ley 18.407 art. 33, Ley 16.060 art. 351",
    arrears_article="Ley 18.407 art. 26",
    petition_above=True,
    petition_article="Ley 18.407 art. 29; el plazo lo fija el estatuto",
    item_article="Ley 18.407: nada dice",
    secrecy_article="Ley 18.407: nada dice",
    signers_article="Ley 18.407 art. 3, Ley 16.060 art. 358; cuántos, lo fija el estatuto",
    ordinary_months=6,
    ordinary_article="Ley 18.407 art. 27 (180 días)",
    recess_article="Ley 18.407 art. 32",
    copy_days=0,
    copy_article="Ley 18.407: nada dice",
    exit_days=30,
    exit_absent_days=30,
    exit_article="Ley 18.407 art. 3, Ley 16.060 art. 363",
    challenge_article="Ley 18.407 art. 3, Ley 16.060 art. 366",
    exclusion_cap=NOBODY,
    exclusion_article="Ley 18.407: nada dice",
    recall_off_agenda=False,
    recall_article="Ley 18.407 art. 37",
    rotation_article="Ley 18.407 art. 36: lo fija el estatuto",
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
