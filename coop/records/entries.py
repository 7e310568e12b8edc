"""In words: what the book writes about itself, and what floors that cannot know it have written there."""

from __future__ import annotations

from collections.abc import Iterator

from coop.kernel.sentences import N_, Sentence
from coop.records import rules
from coop.records.registry import EntryKind, Facts, by_key, label_of
from coop.store import UnitOfWork
from coop.web.rules import TITLES

KEYS = {
    "pin": N_("the key of PINs and passwords"),
    "records": N_("the key of the record book"),
    "web": N_("the key of the pages"),
}


def _erased(uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    said = N_("Personal data of %(entries)s entries were erased for ever: %(why)s.")
    why = Sentence(rules.REASONS[facts["why"]])
    yield Sentence(said, {"entries": len(facts["erased"]), "why": why})
    yield _together(uow, facts)
    for each in facts["erased"]:
        names = [Sentence(label_of(name)) for name in each["names"]]
        yield Sentence(N_("Entry %(seq)s: %(names)s."), {"seq": str(each["seq"]), "names": names})


def _key(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    yield Sentence(N_("From here on the book is signed with the key %(key)s."), {"key": facts["key"]})


def _rotated(_uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    what = Sentence(KEYS.get(facts["key"], str(facts["key"])))
    yield Sentence(N_("A new key took the place of %(key)s."), {"key": what})


def _enrolled(uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    said = N_("%(name)s is a terminal of the workplace from here on: terminal %(device)s.")
    yield Sentence(said, {"name": facts["name"], "device": str(facts["device"])})
    yield _together(uow, facts)


def _ended(uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    yield Sentence(N_("Terminal %(device)s is a terminal no more."), {"device": str(facts["device"])})
    yield _together(uow, facts)


def _secret(uow: UnitOfWork, facts: Facts) -> Iterator[Sentence]:
    what = Sentence(TITLES[facts["kind"]])
    yield Sentence(N_("%(what)s for %(who)s."), {"what": what, "who": by_key(uow, facts["member"])})
    if any(key is not None for key in facts["by"]):
        yield _together(uow, facts)
    else:
        yield Sentence(N_("Given out at the machine itself, for the start."))


def _together(uow: UnitOfWork, facts: Facts) -> Sentence:
    officers = [by_key(uow, key) for key in facts["by"]]
    return Sentence(N_("Done together by %(officers)s."), {"officers": officers})


ENTRIES = (
    EntryKind(rules.ERASED, N_("Personal data erased"), _erased),
    EntryKind(rules.KEY, N_("Key that signs from here on"), _key),
    EntryKind("operations.key_rotated", N_("Key replaced"), _rotated),
    EntryKind("web.device_enrolled", N_("Device made a terminal"), _enrolled),
    EntryKind("web.device_ended", N_("Device a terminal no more"), _ended),
    EntryKind("web.secret_issued", N_("New PIN, password or badge given out"), _secret),
)
