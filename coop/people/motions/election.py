"""Giving an office: to one person, or to whom a ballot between candidates elects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from coop.decisions import Ballot, DecisionProof, MotionKind, Option, Proposal
from coop.decisions.terms import last_day, refill_term, term_of, typed_term
from coop.kernel.counting import COUNTING
from coop.kernel.errors import N_, Invalid, Sentence
from coop.kernel.offices import OFFICES as OFFICE_TITLES
from coop.people import queries, usecases
from coop.people.forms import BallotForm, ElectionForm
from coop.people.rules import OFFICES, SINGLE, NotOnTheRoll, UnknownOffice, check_term
from coop.people.usecases.mandates import check_office
from coop.store import UnitOfWork, reading


class TooFewCandidates(Invalid):
    message = N_("An election between candidates has two at least. For one person alone, move an election.")


class NobodyLeft(Invalid):
    message = N_("Then nobody would stand. Name somebody else first, or have the chair set the item aside.")


class StandsAlready(Invalid):
    message = N_("%(name)s stands already.")


class DoesNotStand(Invalid):
    message = N_("%(name)s does not stand.")


class OneSeat(Invalid):
    message = N_("%(office)s is one person. Elect one, and alternates.")


class RuleForOne(Invalid):
    message = N_("That rule elects one person. Choose another rule for several.")


class _ElectionForm(ElectionForm):
    def __init__(self, **kwargs: Any) -> None:
        with reading() as uow:
            pairs = [(m.id, f"{m.number} · {m.name}") for m in queries.roll(uow, uow.today())]
        super().__init__(pairs, **kwargs)


def _propose_election(uow: UnitOfWork, form: ElectionForm) -> Proposal:
    return {
        "member": queries.as_named(queries.get_member(uow, int(form.member.data))),
        "office": form.office.data,
        **typed_term(form.since.data, form.last.data),
    }


def _describe_election(_uow: UnitOfWork, proposal: Proposal) -> Sequence[Sentence]:
    facts: dict[str, object] = {
        "name": proposal["member"]["name"],
        "number": str(proposal["member"]["number"]),
        "office": Sentence(OFFICE_TITLES[proposal["office"]]),
        "last": last_day(proposal),
    }
    if proposal["since"] is None:
        says = N_("Elect %(name)s (no. %(number)s) as %(office)s, from the day of the vote to %(last)s.")
    else:
        says = N_("Elect %(name)s (no. %(number)s) as %(office)s, from %(since)s to %(last)s.")
        facts["since"] = date.fromisoformat(proposal["since"])
    return [Sentence(says, facts)]


def _fits_election(uow: UnitOfWork, proposal: Proposal) -> None:
    """The office may be taken now: a recall on the same agenda, or the vote itself, can free it."""
    if proposal["office"] not in OFFICES:
        raise UnknownOffice(office=str(proposal["office"]))
    since, until = term_of(proposal, uow.today())
    check_term(since, until)
    person = queries.same_person(uow, proposal["member"])
    if person.id not in {m.id for m in queries.roll(uow, since)}:
        raise NotOnTheRoll(name=person.name, day=since)


def _check_election(uow: UnitOfWork, proposal: Proposal) -> None:
    _fits_election(uow, proposal)
    since, until = term_of(proposal, uow.today())
    check_office(uow, proposal["member"]["id"], proposal["office"], since, until)


def _enact_election(uow: UnitOfWork, proposal: Proposal, proof: DecisionProof) -> None:
    member = queries.same_person(uow, proposal["member"])
    since, until = term_of(proposal, uow.today())
    usecases.give_mandate(uow, proof, member.id, proposal["office"], until, since=since)


def _effect_of_election(_uow: UnitOfWork, proposal: Proposal, member_id: int) -> Sentence | None:
    if member_id != proposal["member"]["id"]:
        return None
    says = N_("You become %(office)s until %(last)s and may do what the office may.")
    last = last_day(proposal)
    return Sentence(says, {"office": Sentence(OFFICE_TITLES[proposal["office"]]), "last": last})


class _BallotForm(BallotForm):
    def __init__(self, **kwargs: Any) -> None:
        with reading() as uow:
            pairs = [(m.id, f"{m.number} · {m.name}") for m in queries.roll(uow, uow.today())]
        super().__init__(pairs, **kwargs)


def _propose_ballot(uow: UnitOfWork, form: BallotForm) -> Proposal:
    return {
        "candidates": [
            queries.as_named(queries.get_member(uow, int(key))) for key in form.candidates.data or ()
        ],
        "office": form.office.data,
        "seats": form.seats.data,
        "alternates": form.alternates.data,
        "rule": form.rule.data,
        **typed_term(form.since.data, form.last.data),
    }


def _describe_ballot(_uow: UnitOfWork, proposal: Proposal) -> Sequence[Sentence]:
    says = N_("Elect %(seats)s as %(office)s until %(last)s. %(rule)s.")
    if proposal["alternates"]:
        says = N_("Elect %(seats)s as %(office)s (alternates: %(alternates)s) until %(last)s. %(rule)s.")
    names = [f"{c['name']} (n.º {c['number']})" for c in proposal["candidates"]]
    facts = {
        "seats": proposal["seats"],
        "alternates": proposal["alternates"],
        "office": Sentence(OFFICE_TITLES[proposal["office"]]),
        "last": last_day(proposal),
        "rule": Sentence(COUNTING[proposal["rule"]]),
    }
    return [Sentence(says, facts), Sentence(N_("Candidates: %(names)s."), {"names": names})]


def _fits_ballot(uow: UnitOfWork, proposal: Proposal) -> None:
    if len(proposal["candidates"]) < 2:
        raise TooFewCandidates()
    _check_list(uow, proposal)


def _check_list(uow: UnitOfWork, proposal: Proposal) -> None:
    """Of two that stood one may have stepped back; then that one is voted."""
    if proposal["office"] not in OFFICES:
        raise UnknownOffice(office=str(proposal["office"]))
    if not proposal["candidates"]:
        raise NobodyLeft()
    if proposal["office"] in SINGLE and proposal["seats"] > 1:
        raise OneSeat(office=Sentence(OFFICE_TITLES[proposal["office"]]))
    if proposal["rule"] not in COUNTING or (proposal["rule"] == "irv" and proposal["seats"] > 1):
        raise RuleForOne()
    since, until = term_of(proposal, uow.today())
    check_term(since, until)
    roll = {m.id for m in queries.roll(uow, since)}
    for named in proposal["candidates"]:
        person = queries.same_person(uow, named)
        if person.id not in roll:
            raise NotOnTheRoll(name=person.name, day=since)


def _check_ballot(uow: UnitOfWork, proposal: Proposal) -> None:
    _check_list(uow, proposal)
    since, until = term_of(proposal, uow.today())
    for named in proposal["candidates"]:
        check_office(uow, named["id"], proposal["office"], since, until)


def _stand(uow: UnitOfWork, proposal: Proposal, member_id: int, stands: bool) -> Proposal:
    person = queries.get_member(uow, member_id)
    others = [c for c in proposal["candidates"] if c["id"] != member_id]
    if stands == (len(others) < len(proposal["candidates"])):
        raise StandsAlready(name=person.name) if stands else DoesNotStand(name=person.name)
    changed = {**proposal, "candidates": [*others, queries.as_named(person)] if stands else others}
    _check_list(uow, changed)
    return changed


def _ballot(_uow: UnitOfWork, proposal: Proposal) -> Ballot:
    return Ballot(
        tuple(
            Option(
                str(c["id"]), Sentence("%(name)s (%(number)s)", {k: str(c[k]) for k in ("name", "number")})
            )
            for c in proposal["candidates"]
        ),
        seats=proposal["seats"],
        alternates=proposal["alternates"],
        rule=proposal["rule"],
    )


def _elect(
    uow: UnitOfWork, proposal: Proposal, proof: DecisionProof, elected: Sequence[str], named: Sequence[str]
) -> None:
    since, until = term_of(proposal, uow.today())
    for key in elected:
        usecases.give_mandate(uow, proof, int(key), proposal["office"], until, since=since)
    usecases.name_alternates(uow, proof, proposal["office"], until, [int(key) for key in named])


def _not_by_yes(_uow: UnitOfWork, _proposal: Proposal, _proof: DecisionProof) -> None:
    """Nobody is elected for or against: the ballot names somebody, and `elect` follows."""


def _effect_of_ballot(_uow: UnitOfWork, proposal: Proposal, member_id: int) -> Sentence | None:
    if member_id not in {c["id"] for c in proposal["candidates"]}:
        return None
    return Sentence(N_("You stand for %(office)s."), {"office": Sentence(OFFICE_TITLES[proposal["office"]])})


KINDS = (
    MotionKind(
        code="people.election",
        title=N_("Election to an office"),
        matter="election",
        form=_ElectionForm,
        propose=_propose_election,
        refill=refill_term,
        describe=_describe_election,
        check=_check_election,
        fits=_fits_election,
        effect=_effect_of_election,
        enact=_enact_election,
    ),
    MotionKind(
        code="people.ballot",
        title=N_("Election between candidates"),
        matter="election",
        form=_BallotForm,
        propose=_propose_ballot,
        describe=_describe_ballot,
        check=_check_ballot,
        fits=_fits_ballot,
        effect=_effect_of_ballot,
        ballot=_ballot,
        stand=_stand,
        elect=_elect,
        enact=_not_by_yes,
    ),
)
