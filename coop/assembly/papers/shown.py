"""What minutes show, on paper and on the page: made from their facts alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from coop.assembly import rules
from coop.assembly.queries.followup import STATES as TASK_STATES
from coop.assembly.rules.counting import GIVES, UNIT
from coop.assembly.rules.minutes import CAPACITIES, MEANS
from coop.assembly.rules.questions import ABOUT, METHODS, SLIPS, YES_NO
from coop.assembly.rules.urn import LIMITS
from coop.kernel.canonical import fingerprint
from coop.kernel.clock import local_date
from coop.kernel.counting import COUNTING
from coop.kernel.offices import OFFICES
from coop.kernel.sentences import N_, Sentence, from_json
from coop.records import rules as records

WHY = {
    "concerned": N_("it concerns her"),
    "office": N_("because of the office"),
    "arrears": N_("in arrears"),
}
WAS = {"present": N_("present"), "absent": N_("absent")}


def shown(facts: Mapping[str, Any], zone: ZoneInfo) -> dict[str, Any]:
    """The context of the body of minutes.

    Args:
        facts: as `queries.minutes_facts` gives them.
        zone: of the workplace.
    """
    goes_on = facts["goes_on"]
    return {
        "facts": facts,
        "kind": Sentence(rules.KINDS[facts["kind"]]),
        "called_as": Sentence(rules.CALLERS[facts["called_as"]]),
        "called_for": local(facts["called_for"], zone),
        "called_on": date.fromisoformat(facts["called_on"]),
        "opened": local(facts["opened_at"], zone),
        "closed": local(facts["closed_at"], zone) if facts["closed_at"] else None,
        "goes_on": {**local(goes_on["called_for"], zone), "number": goes_on["number"]} if goes_on else None,
        "quorum": from_json(facts["quorum"]),
        "before": [_before(line) for line in facts["before"]],
        "items": [_item(item) for item in facts["items"]],
        "attendance": [
            {
                **line,
                "times": [{"way": t["way"], "time": local(t["at"], zone)["time"]} for t in line["times"]],
            }
            for line in facts["attendance"]
        ],
        "checks": [
            {**c, "fact": from_json(c["fact"]), "todo": from_json(c["todo"])} for c in facts["checks"]
        ],
    }


def capacity(code: str) -> Sentence:
    """As what somebody signs."""
    return Sentence(OFFICES.get(code) or CAPACITIES[code])


def means(code: str) -> Sentence:
    """How somebody signed."""
    return Sentence(MEANS[code])


def local(instant: str, zone: ZoneInfo) -> dict[str, Any]:
    """Day and wall-clock time at the workplace."""
    at = datetime.fromisoformat(instant)
    return {"day": local_date(at, zone), "time": f"{at.astimezone(zone):%H:%M}"}


def _before(line: Mapping[str, Any]) -> dict[str, Any]:
    return {
        **line,
        "title": from_json(line["title"]),
        "state": Sentence(records.STATES[line["state"]]),
        "obstacle": from_json(line["obstacle"]),
        "tasks": [
            {
                **t,
                "what": from_json(t["what"]),
                "due_on": date.fromisoformat(t["due_on"]),
                "state": Sentence(TASK_STATES[t["state"]]),
            }
            for t in line["tasks"]
        ],
    }


def _item(item: Mapping[str, Any]) -> dict[str, Any]:
    vote = item["vote"]
    return {
        **item,
        "text": [from_json(s) for s in item["text"]],
        "called": [from_json(s) for s in item["called"]] if item["called"] else None,
        "rule": from_json(item["rule"]),
        "votes_before": [_vote(v) for v in item["votes_before"]],
        "vote": None if vote is None else {**_vote(vote), **_decision(vote)},
        "dissent": [{**d, "was": Sentence(WAS[d["was"]])} for d in item["dissent"]],
    }


def _decision(vote: Mapping[str, Any]) -> dict[str, Any]:
    return {"obstacle": from_json(vote["obstacle"]), "fingerprint": fingerprint(vote["fingerprint"])}


def _vote(vote: Mapping[str, Any]) -> dict[str, Any]:
    tally = vote["tally"] or None
    options = {n: from_json(o["says"]) for n, o in enumerate(tally["options"], 1)} if tally else {}
    return {
        **vote,
        "about": Sentence(ABOUT[vote["about"]]),
        "asked": [from_json(s) for s in vote["asked"]],
        "is_yes_no": vote["about"] in ("motion", "amendment"),
        "method": Sentence(METHODS[vote["method"]]),
        "sentence": from_json(vote["sentence"]),
        "barred": [{"name": b["name"], "why": Sentence(WHY[b["why"]])} for b in vote["barred"]],
        "by_name": [{"name": n["name"], "said": _said(n, options)} for n in vote["by_name"]],
        "tally": _tally(tally, options) if tally else None,
        "limits": LIMITS if vote["method"] == SLIPS else (),
    }


def _said(line: Mapping[str, Any], options: Mapping[int, Sentence]) -> list[Sentence]:
    if line["said"] is not None:
        return [Sentence(YES_NO[line["said"]])]
    return [options[n] for rank in line["ranks"] or () for n in rank]


def _tally(tally: Mapping[str, Any], options: Mapping[int, Sentence]) -> dict[str, Any]:
    """The stages of a count as a table: a row for each option, a column for each stage."""
    stages = tally.get("stages", [])
    return {
        "rule": Sentence(COUNTING[tally["rule"]]),
        "seats": tally["seats"],
        "cast": tally["cast"],
        "valid": tally["valid"],
        "quota": tally.get("quota"),
        "stages": [from_json(s["said"]) for s in stages],
        "rows": [
            {
                "name": name,
                "votes": [_votes(s["votes"].get(str(n))) for s in stages],
                "elected": n in tally["elected"],
                "named": n in tally["named"],
            }
            for n, name in options.items()
        ],
        "lots": [
            {
                "among": [options[n] for n in lot["among"]],
                "drawn": options[lot["drawn"]],
                "gives": Sentence(GIVES[lot["gives"]]),
            }
            for lot in tally.get("lots", [])
        ],
    }


def _votes(value: int | None) -> str:
    """Votes of a stage, whole or with five decimals."""
    if value is None:
        return ""
    whole, rest = divmod(value, UNIT)
    return f"{whole},{rest:05d}" if rest else str(whole)
