"""What assemblies write into the record book, in words; decisions among it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from coop.assembly import rules
from coop.kernel.ranges import Days
from coop.kernel.sentences import N_, Sentence
from coop.records import queries as book
from coop.records import rules as records
from coop.records.registry import EntryKind, Facts, marked, member
from coop.store import UnitOfWork

NOBODY = "–"
PLACE = re.compile(r"%\((\w+)\)s")


def _convened(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    yield Sentence(
        N_("Assembly %(number)s, %(kind)s, is called for %(when)s, %(place)s."),
        {
            "number": str(facts["assembly"]),
            "kind": Sentence(rules.KINDS[facts["kind"]]),
            "when": datetime.fromisoformat(facts["called_for"]),
            "place": facts["place"],
        },
    )
    for item in facts["agenda"]:
        what = Sentence(book.kind_title(item["kind"]))
        yield Sentence(
            N_("Item %(position)s: %(what)s, fingerprint %(mark)s."),
            {"position": item["position"], "what": what, "mark": marked(item["subject"])},
        )


def _opened(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    yield Sentence(
        N_("Assembly %(number)s was opened at %(at)s: %(present)s of %(roll)s present, %(needed)s needed."),
        {
            "number": str(facts["assembly"]),
            "at": datetime.fromisoformat(facts["at"]),
            "present": len(facts["present"]),
            "roll": facts["roll"],
            "needed": facts["needed"],
        },
    )
    yield Sentence(N_("Chair, by number: %(number)s."), {"number": _numbers(facts["chair"])})
    yield Sentence(N_("Present, by number: %(numbers)s."), {"numbers": _numbers(facts["present"])})


def _officers(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    yield Sentence(
        N_(
            "Table of assembly %(number)s, by number: chair %(chair)s; tellers %(tellers)s; "
            "for the minutes %(signers)s."
        ),
        {
            "number": str(facts["assembly"]),
            "chair": _numbers(facts["chair"]),
            "tellers": _numbers(facts["tellers"]),
            "signers": _numbers(facts["signers"]),
        },
    )


def _closed(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    yield _sat(facts)


def _minutes(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    yield _sat(facts)
    yield Sentence(N_("Fingerprint of the minutes: %(mark)s."), {"mark": marked(facts["minutes"])})
    yield Sentence(N_("Signed by, by number: %(numbers)s."), {"numbers": _numbers(facts["signers"])})
    if facts["unsigned"]:
        yield Sentence(N_("Did not sign, by number: %(numbers)s."), {"numbers": _numbers(facts["unsigned"])})


def _sat(facts: Facts) -> Sentence:
    return Sentence(
        N_("Assembly %(number)s sat from %(opened)s to %(closed)s, with %(present)s of %(roll)s present."),
        {
            "number": str(facts["assembly"]),
            "opened": datetime.fromisoformat(facts["opened_at"]),
            "closed": datetime.fromisoformat(facts["closed_at"]),
            "present": facts["present"],
            "roll": facts["roll"],
        },
    )


def _erratum(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    said = N_("Erratum %(n)s to the minutes of assembly %(number)s.")
    yield Sentence(said, {"n": str(facts["erratum"]), "number": str(facts["assembly"])})
    yield Sentence(N_("Fingerprint of the minutes: %(mark)s."), {"mark": marked(facts["minutes"])})


def _dissent(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    there = N_("Member %(number)s, who was there, had dissent from decision %(decision)s written down.")
    absent = N_("Member %(number)s, who was absent, had dissent from decision %(decision)s written down.")
    yield Sentence(
        there if facts["was"] == "present" else absent,
        {"number": str(facts["member"]), "decision": facts["decision"]},
    )


def _sent(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    notice = N_("The authority had the notice of assembly %(number)s on %(day)s.")
    copy = N_("The authority had a copy of the minutes of assembly %(number)s on %(day)s.")
    yield Sentence(
        notice if facts["what"] == "notice" else copy,
        {"number": str(facts["assembly"]), "day": date.fromisoformat(facts["sent_on"])},
    )


def _decision(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    yield Sentence(
        N_("Decision %(number)s, %(what)s: %(state)s."),
        {
            "number": facts["number"],
            "what": Sentence(book.kind_title(facts["kind"])),
            "state": Sentence(records.STATES[facts["state"]]),
        },
    )
    found = facts["facts"]
    if "founded_on" in found:
        yield Sentence(
            N_("Act of %(day)s: %(name)s, with %(founders)s founders. %(statute)s."),
            {
                "day": date.fromisoformat(found["founded_on"]),
                "name": found["name"],
                "founders": found["founders"],
                "statute": Sentence(rules.get_statute(found["statute"]).title),
            },
        )
    else:
        yield Sentence(
            N_(
                "Assembly %(assembly)s, item %(item)s: %(in_favour)s in favour, %(against)s against, "
                "%(abstained)s abstentions; %(needed)s needed. "
                "%(present)s of %(roll)s who may vote were there."
            ),
            {**found, "assembly": str(found["assembly"]), "item": str(found["item"])},
        )
    yield from _obstacle(facts)
    yield Sentence(N_("Fingerprint of what was voted: %(mark)s."), {"mark": marked(facts["subject"])})


def _settled(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    yield Sentence(
        N_("Decision %(number)s, registered as %(registered)s: %(state)s."),
        {
            "number": facts["number"],
            "registered": facts["facts"]["registered_as"],
            "state": Sentence(records.STATES[facts["state"]]),
        },
    )
    yield from _obstacle(facts)


def _obstacle(facts: Facts) -> Iterator[Sentence]:
    """Why it has no effect; what it said of people stands in the entry as digests."""
    said = facts["obstacle"]
    if said is not None:
        gaps = {name: records.GONE for name in PLACE.findall(said)}
        yield Sentence(N_("It has no effect: %(why)s"), {"why": Sentence(said, gaps)})


def _urn_opened(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    yield Sentence(
        N_(
            "The urn of assembly %(assembly)s, item %(item)s, was opened with %(slips)s slips for "
            "%(voters)s voters; its key is kept by, by number: %(keepers)s."
        ),
        {
            "assembly": str(facts["assembly"]),
            "item": str(facts["item"]),
            "slips": facts["slips"],
            "voters": len(facts["roll"]),
            "keepers": _numbers(facts["keepers"]),
        },
    )
    yield Sentence(N_("May vote, by number: %(numbers)s."), {"numbers": _numbers(facts["roll"])})
    yield Sentence(N_("Fingerprint of the opening: %(mark)s."), {"mark": marked(facts["opening"])})


def _urn_counted(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    counted = N_("The urn of assembly %(assembly)s, item %(item)s, was counted.")
    void = N_("The urn of assembly %(assembly)s, item %(item)s, was void: its numbers differed.")
    yield Sentence(
        counted if facts["outcome"] == "counted" else void,
        {"assembly": str(facts["assembly"]), "item": str(facts["item"])},
    )
    yield Sentence(
        N_(
            "Signatures %(signatures)s, slips in the second urn %(second_urn)s, codes used %(burned)s, "
            "envelopes %(envelopes)s; %(left)s of %(printed)s slips were left."
        ),
        {key: facts[key] for key in ("signatures", "second_urn", "burned", "envelopes", "left", "printed")},
    )


def _numbers(numbers: list[int]) -> str:
    return ", ".join(str(number) for number in numbers) or NOBODY


def _called_off(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    yield Sentence(
        N_("Assembly %(number)s is called off: %(why)s"),
        {"number": str(facts["assembly"]), "why": facts["why"]},
    )


def _petition(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    known = {"number": str(facts["petition"]), "signed": facts["signed"], "needed": facts["needed"]}
    if facts["deadline"] is None:
        yield Sentence(N_("Petition %(number)s has %(signed)s signatures, %(needed)s needed."), known)
        return
    yield Sentence(
        N_("Petition %(number)s has %(signed)s signatures, %(needed)s needed; to be held by %(deadline)s."),
        known | {"deadline": date.fromisoformat(facts["deadline"])},
    )


def _recess(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    yield Sentence(
        N_("Assembly %(number)s goes on as assembly %(next)s at %(when)s, %(place)s."),
        {
            "number": str(facts["assembly"]),
            "next": str(facts["continues_as"]),
            "when": datetime.fromisoformat(facts["called_for"]),
            "place": facts["place"],
        },
    )


def _arrears(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    said = N_("Member %(number)s is in arrears since %(since)s.")
    if facts["ended_on"] is not None:
        said = N_("Member %(number)s, in arrears since %(since)s, owes nothing more from %(ended)s on.")
    yield Sentence(
        said,
        {
            "number": str(facts["member"]),
            "since": date.fromisoformat(facts["since"]),
            "ended": date.fromisoformat(facts["ended_on"]) if facts["ended_on"] else NOBODY,
        },
    )


def _delegated(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    yield Sentence(
        N_("Delegate from %(since)s to %(last)s: %(who)s."),
        {
            "since": date.fromisoformat(facts["since"]),
            "last": Days(date.fromisoformat(facts["since"]), date.fromisoformat(facts["until"])).last,
            "who": member(facts["member"]),
        },
    )
    yield Sentence(N_("By decision %(number)s of the assembly."), {"number": facts["decision"]})


def _no_delegate(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    who = {"day": date.fromisoformat(facts["ended_on"]), "who": member(facts["member"])}
    if facts["decision"] is None:
        yield Sentence(N_("Gave the mandate as delegate back on %(day)s: %(who)s."), who)
        return
    yield Sentence(N_("No delegate any more from %(day)s on: %(who)s."), who)
    yield Sentence(N_("By decision %(number)s of the assembly."), {"number": facts["decision"]})


ENTRIES = (
    EntryKind(records.DECISION, N_("Decision of the assembly"), _decision),
    EntryKind(records.SETTLED, N_("A decision took effect or was blocked"), _settled),
    EntryKind("assembly.convened", N_("Assembly called"), _convened),
    EntryKind("assembly.opened", N_("Assembly opened"), _opened),
    EntryKind("assembly.officers", N_("Chair, tellers or signers of an assembly changed"), _officers),
    EntryKind("assembly.called_off", N_("Assembly called off"), _called_off),
    EntryKind("assembly.petition", N_("Petition for an assembly"), _petition),
    EntryKind("assembly.recess", N_("Assembly interrupted"), _recess),
    EntryKind("assembly.arrears", N_("Arrears of a member"), _arrears),
    EntryKind("assembly.delegation", N_("Delegate sent"), _delegated),
    EntryKind("assembly.delegation_ended", N_("Delegate's mandate ended"), _no_delegate),
    EntryKind("assembly.closed", N_("Assembly closed"), _closed),
    EntryKind("assembly.minutes", N_("Minutes signed and approved"), _minutes),
    EntryKind("assembly.erratum", N_("Erratum to minutes"), _erratum),
    EntryKind("assembly.dissent", N_("Dissent written down"), _dissent),
    EntryKind("assembly.sent", N_("Sent to the authority"), _sent),
    EntryKind("assembly.urn_opened", N_("Urn opened"), _urn_opened),
    EntryKind("assembly.urn_counted", N_("Urn counted"), _urn_counted),
)
