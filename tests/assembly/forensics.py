"""What somebody with the files of a database, its log and its back-ups tries, to learn who voted what.

Every attack knows in which order people came to the booth and puts the ballots into an order of its own;
its score is how many people it gets right. Against a naive design each gets everybody.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import random
import re
import struct
import subprocess
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from coop.store.engine import engine_options

sqlite = engine_options("sqlite")["module"]

Row = tuple[Any, ...]


@dataclass
class Election:
    """One vote as it truly went, and what could be seen of it from outside.

    Attributes:
        answers: what was voted, in the order of the booth.
        papers: codes and trackers of the slips in the second urn, in no order.
        slips: rows of the slips at each look between two votes.
        ballots: rows of the ballots at each look between two votes, and at the end.
    """

    vote_id: int
    answers: list[str] = field(default_factory=list)
    papers: list[tuple[str, str]] = field(default_factory=list)
    slips: list[list[Row]] = field(default_factory=list)
    ballots: list[list[Row]] = field(default_factory=list)


@dataclass
class Design:
    """Where a way of voting keeps its ballots and slips.

    Attributes:
        ballots: table of the ballots; their key, tracker and answer in these columns.
        slips: table of the slips; hash and use in these columns.
    """

    ballots: str
    key: str
    slips: str
    hashed: str
    at: str | None


URN = Design("assembly_board", "key", "assembly_slip", "hashed", None)
NAIVE = Design("naive_ballot", "id", "naive_slip", "hashed", "at")

NAIVE_TABLES = (
    "CREATE TABLE naive_ballot (id {serial}, vote_id INTEGER, tracker TEXT, answer TEXT, at TEXT)",
    "CREATE TABLE naive_slip (id {serial}, vote_id INTEGER, hashed {bytes}, used BOOLEAN)",
)


def naive_hash(code: str) -> bytes:
    """How a slip is often stored: hashed without a key."""
    return hashlib.sha256(code.encode()).digest()


# ---- scores


def score(guesses: Sequence[Sequence[str]], elections: Sequence[Election]) -> float:
    """The share of people whose answer was guessed right."""
    right = 0
    for guess, election in zip(guesses, elections, strict=True):
        right += sum(guessed == true for guessed, true in zip(guess, election.answers, strict=False))
    return right / sum(len(e.answers) for e in elections)


def by_chance(elections: Sequence[Election], seed: int, tries: int = 2000) -> tuple[float, float]:
    """Mean and standard deviation of the score of somebody who deals the ballots out blindly."""
    rng = random.Random(seed)
    scores = []
    for _ in range(tries):
        guesses = [rng.sample(e.answers, len(e.answers)) for e in elections]
        scores.append(score(guesses, elections))
    mean = sum(scores) / tries
    return mean, (sum((s - mean) ** 2 for s in scores) / tries) ** 0.5


def filled(guess: Sequence[str | None], election: Election, rng: random.Random) -> list[str]:
    """A guess whose gaps are filled with the answers that are left, dealt out blindly."""
    left = Counter(election.answers) - Counter(g for g in guess if g is not None)
    rest = list(left.elements())
    rng.shuffle(rest)
    return [g if g is not None else rest.pop() for g in guess]


# ---- SQLite: the log, frame by frame


def wal_states(db: bytes, wal: bytes) -> Iterator[bytes]:
    """Every state of a database that its log remembers, those of earlier generations too."""
    image = bytearray(db)
    yield bytes(image)
    if len(wal) < 32:
        return
    size = struct.unpack(">I", wal[8:12])[0]
    at = 32
    while at + 24 + size <= len(wal):
        page, commit = struct.unpack(">II", wal[at : at + 8])
        if page * size > len(image):
            image.extend(b"\0" * (page * size - len(image)))
        image[(page - 1) * size : page * size] = wal[at + 24 : at + 24 + size]
        if commit:
            yield bytes(image)
        at += 24 + size


def rows_in(image: bytes, table: str, vote_id: int, folder: Path) -> list[Row]:
    """The rows of a table in a state of the database, in the order in which they lie there."""
    path = folder / "state.sqlite3"
    path.write_bytes(image[:18] + b"\1\1" + image[20:])  # a file without a log
    with contextlib.closing(sqlite.connect(path)) as connection:
        try:
            return list(connection.execute(f"SELECT * FROM {table} WHERE vote_id = ?", (vote_id,)))
        except sqlite.DatabaseError:
            return []  # a state that never was, stitched from two generations


def page_order(db: bytes, trackers: Mapping[str, str]) -> list[str]:
    """Answers by where their trackers lie in the file: pages ascending, and on each from its end."""
    size = struct.unpack(">H", db[16:18])[0]
    places = []
    for tracker, answer in trackers.items():
        at = db.find(tracker.encode())
        if at >= 0:
            places.append((at // size, -(at % size), answer))
    return [answer for _page, _at, answer in sorted(places)]


# ---- attacks on what was looked at between votes


def by_appearance(looks: Sequence[Sequence[Row]], answer: int) -> list[str]:
    """Answers in the order in which their rows appeared; what appears together as it lies there."""
    seen: dict[Row, None] = {}
    for rows in looks:
        for row in rows:
            seen.setdefault(row, None)
    last = set(looks[-1]) if looks else set()
    return [str(row[answer]) for row in seen if row in last]


def by_paper(election: Election, keys: Sequence[bytes], trackers: Mapping[str, str]) -> list[str | None]:
    """The slips of the second urn and the looks between votes put together.

    Args:
        election: its looks say which hash was used by the how-manieth voter.
        keys: every key that is still on the disk.
        trackers: the board.
    """
    of: dict[bytes, str] = {}
    for code, tracker in election.papers:
        of[naive_hash(code)] = tracker
        for key in keys:
            of[hmac.new(key, b"slip " + code.encode(), hashlib.sha256).digest()] = tracker
    used: dict[bytes, None] = {}
    for rows in election.slips:
        for row in rows:
            if row[-1]:
                used.setdefault(bytes(row[-2]), None)
    guess = [trackers.get(of.get(hash_, "")) for hash_ in used]
    return guess if len(guess) == len(election.answers) else [None] * len(election.answers)


# ---- PostgreSQL: its write-ahead log

OFFSETS = re.compile(r"\boff(?:sets)?:? \[?([\d, ]+)")


def inserted_at(program: str, folder: str, start: str, end: str, relfile: int) -> list[str]:
    """Places of rows of a table, `(block,offset)`, in the order in which the log says they were written."""
    done = subprocess.run(
        [program, "-p", f"{folder}/data/pg_wal", "-s", start, "-e", end],
        capture_output=True,
        text=True,
        check=False,
    )
    found = []
    for line in done.stdout.splitlines():
        if f"/{relfile} " not in f"{line} " or "INSERT" not in line:
            continue
        block = re.search(r"blk (\d+)", line)
        offsets = OFFSETS.search(line)
        if block and offsets:
            found += [f"({block[1]},{n.strip()})" for n in offsets[1].split(",") if n.strip()]
    return found
