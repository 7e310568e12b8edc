"""A rule of the rota from the form of the motion to the rule in force."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from coop.assembly import queries as assembly
from coop.rota import queries
from coop.rota.motions import KINDS
from coop.rota.rules import errors
from coop.store import UnitOfWork, reading
from tests.cast import Browser, Cast, proof

(RULE,) = KINDS
FORM = "/asamblea/mociones/nueva/rota.rule"


def test_a_member_moves_a_rule_and_reads_it_in_plain_words(app: Flask, browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.numbers["bruno"])
    fields = {"rule": "min_rest", "hours": "11:00", "strict": "hard", "since": "2026-12-01"}
    assert browser.post(FORM, **fields).status_code == 303
    with app.app_context(), reading() as uow:
        (motion,) = assembly.waiting_motions(uow)
        words = " ".join(str(s) for s in RULE.describe(uow, motion.proposal))
    assert motion.proposal == {"code": "min_rest", "value": 660, "weight": None, "since": "2026-12-01"}
    assert "11:00 hours from 2026-12-01 on. It is 12:00 hours now." in words
    assert "Ley 20.744 art. 197" in words


def test_a_wrong_rule_is_refused_with_a_sentence(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.numbers["bruno"])
    good = {"rule": "max_nights", "days": "3", "strict": "weight", "since": "2026-12-01"}
    for wrong in (
        {"rule": "nonsense"},
        {"rule": "minor_night"},
        {"days": "29"},
        {"days": ""},
        {"since": "2026-11-02"},
        {"since": ""},
        {"strict": "perhaps"},
    ):
        assert browser.post(FORM, **{**good, **wrong}).status_code == 422, wrong


def test_a_carried_rule_holds_from_its_day_and_never_backwards(cast: Cast, uow: UnitOfWork) -> None:
    proposal = {"code": "max_nights", "value": 3, "weight": 300, "since": "2026-10-01"}
    RULE.check(uow, proposal)
    RULE.enact(uow, proposal, proof(uow, number="2026-009", kind=RULE.code))
    profile = queries.profile(uow)
    assert profile.limit("max_nights", date(2026, 11, 2)).value is None
    limit = profile.limit("max_nights", uow.today())
    assert (limit.value, limit.weight) == (3, 300)
    with pytest.raises(errors.RuleNotVotable):
        RULE.check(uow, {**proposal, "code": "minor_day"})


def test_no_limit_can_be_voted(cast: Cast, uow: UnitOfWork) -> None:
    proposal = {"code": "max_night", "value": None, "weight": None, "since": "2026-11-10"}
    assert "no limit" in str(RULE.describe(uow, proposal)[0])
    RULE.enact(uow, proposal, proof(uow, number="2026-010", kind=RULE.code))
    assert queries.profile(uow).limit("max_night", date(2026, 11, 10)).value is None


def test_a_rule_that_asks_yes_or_no_is_voted_with_one_of_them(
    browser: Browser, cast: Cast, app: Flask
) -> None:
    browser.sign_in(cast.numbers["bruno"])
    fields = {"rule": "swap_review", "strict": "weight", "since": "2026-12-01"}
    assert browser.post(FORM, **fields, no_limit="y").status_code == 422
    assert browser.post(FORM, **fields, answer="perhaps").status_code == 422
    assert browser.post(FORM, **fields, answer="yes").status_code == 303
    with app.app_context(), reading() as uow:
        (motion,) = assembly.waiting_motions(uow)
        words = str(RULE.describe(uow, motion.proposal)[0])
    assert motion.proposal["value"] == 1
    assert motion.proposal["weight"] is None
    assert words.endswith("yes from 2026-12-01 on. It is no now.")


@pytest.mark.parametrize("code", ["swap_review", "swap_notice", "tolerance"])
def test_of_what_cannot_be_kept_more_or_less_no_strictness_is_said(
    cast: Cast, uow: UnitOfWork, code: str
) -> None:
    proposal = {"code": code, "value": 1, "weight": None, "since": "2026-12-01"}
    assert len(RULE.describe(uow, proposal)) == 2
    assert len(RULE.describe(uow, {**proposal, "code": "min_rest"})) == 3
