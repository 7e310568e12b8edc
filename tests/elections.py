"""Reads published ballots of real elections in the formats that their publishers chose."""

from __future__ import annotations

import csv
import re
from collections import Counter
from itertools import groupby
from pathlib import Path

from coop.assembly.rules.counting import Ballot, Election, read_blt

OPTION = re.compile(r"Option \d+-*>: (.+?)\s*$", re.MULTILINE)
VOTE = re.compile(r"^V: ([-\d]+)", re.MULTILINE)


def read_election(path: Path) -> Election:
    """The election in a published file: BLT, a tally sheet of Debian, or ranked.vote's CSV."""
    if path.suffix == ".txt":
        return read_debian(path.read_bytes().decode("utf-8", "replace"))
    if path.suffix == ".csv":
        return read_ranked_vote(path)
    return read_blt(path.read_text("utf-8-sig"))


def read_debian(sheet: str) -> Election:
    """The votes of a Debian tally sheet; its last option is the default one.

    References:
        www.debian.org/vote: a figure per option is its rank, `-` is unranked; equal ranks are allowed.
    """
    names = tuple(OPTION.findall(sheet))
    ballots = []
    for vote, count in Counter(VOTE.findall(sheet)).items():
        ranked = sorted((int(rank), option) for option, rank in enumerate(vote, 1) if rank != "-")
        ranks = tuple(tuple(o for _r, o in same) for _rank, same in groupby(ranked, key=lambda r: r[0]))
        ballots.append(Ballot(count, ranks))
    return Election("Debian", names, 1, tuple(ballots))


def read_ranked_vote(path: Path) -> Election:
    """The votes of a normalized CSV of ranked.vote: ballot, rank, choice; two on one rank end a ballot."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["ballot_id"], row["choice"]) for row in csv.DictReader(file)]
    names = tuple(sorted({choice for _b, choice in rows if not choice.startswith("$")}))
    number = {name: n for n, name in enumerate(names, 1)}
    papers: Counter[tuple[tuple[int, ...], ...]] = Counter()
    for _ballot, group in groupby(rows, key=lambda r: r[0]):
        ranks: list[tuple[int, ...]] = []
        for _b, choice in group:
            if choice == "$OVERVOTE":
                break
            if choice in number and (number[choice],) not in ranks:
                ranks.append((number[choice],))
        papers[tuple(ranks)] += 1
    return Election(path.stem, names, 1, tuple(Ballot(n, ranks) for ranks, n in papers.items()))
