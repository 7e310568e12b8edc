"""Whoever reads the files, their log and the back-ups learns nothing of who voted what.

Each attack is first shown to work: against ballots stored as one would naively store them it gets everybody.

References:
    SQLite file format, sections 1.6 and 4 (b-tree pages, the write-ahead log); PostgreSQL, "System Columns"
    and pg_waldump.
"""

from __future__ import annotations

import contextlib
import json
import random
import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import inspect, text

from coop.assembly import usecases
from coop.assembly.usecases import urn as box
from coop.kernel.clock import FrozenClock
from coop.operations.backups.taking import copy_sqlite
from coop.store import writing
from coop.store.engine import db, forget_deleted
from tests.assembly.box import Box, crowded, prepared
from tests.assembly.forensics import (
    NAIVE,
    NAIVE_TABLES,
    URN,
    Design,
    Election,
    by_appearance,
    by_chance,
    by_paper,
    filled,
    inserted_at,
    naive_hash,
    page_order,
    rows_in,
    score,
    wal_states,
)
from tests.assembly.hall import Hall
from tests.postgres import programs

VOTERS = 13
SAID = ("in_favour", "against", "abstained")


@pytest.fixture
def dice(monkeypatch: pytest.MonkeyPatch) -> random.Random:
    """Chance that falls alike in every run, so that three sigmas are never passed by bad luck."""
    rng = random.Random(20337)
    monkeypatch.setattr(secrets, "token_bytes", lambda n=32: rng.randbytes(n))
    monkeypatch.setattr(secrets, "choice", rng.choice)
    monkeypatch.setattr(secrets, "SystemRandom", lambda: rng)
    return rng


@dataclass
class Scene:
    """Elections held on a database, and what an attacker keeps of it."""

    app: Flask
    dice: random.Random
    folder: Path
    design: Design
    clock: FrozenClock
    elections: list[Election] = field(default_factory=list)
    sealed: list[bytes] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    trackers: list[str] = field(default_factory=list)
    before_wipe: list[tuple[bytes, bytes]] = field(default_factory=list)
    start: str = ""

    @property
    def is_sqlite(self) -> bool:
        return db.engine.dialect.name == "sqlite"

    @property
    def path(self) -> Path:
        return Path(str(db.engine.url.database))

    def files(self) -> tuple[bytes, bytes]:
        """The database and its log as they lie on the disk just now."""
        wal = self.path.with_name(f"{self.path.name}-wal")
        return self.path.read_bytes(), wal.read_bytes() if wal.exists() else b""

    def ask(self, statement: str) -> list[tuple[object, ...]]:
        with writing() as uow:
            return [tuple(row) for row in uow.session.execute(text(statement))]

    def look(self, election: Election) -> None:
        """Take a back-up between two votes and keep what it shows of slips and ballots."""
        if self.is_sqlite:
            copy = self.folder / "copy.sqlite3"
            copy.unlink(missing_ok=True)
            copy_sqlite(self.path, copy)
            image = copy.read_bytes()
            for table, looks in (
                (self.design.slips, election.slips),
                (self.design.ballots, election.ballots),
            ):
                looks.append(rows_in(image, table, election.vote_id, self.folder))
            return
        for table, looks in ((self.design.slips, election.slips), (self.design.ballots, election.ballots)):
            looks.append(self.ask(f"SELECT * FROM {table} WHERE vote_id = {election.vote_id}"))

    def board(self, election: Election) -> dict[str, str]:
        """What is published: trackers and answers."""
        rows = self.ask(
            f"SELECT tracker, answer FROM {self.design.ballots} WHERE vote_id = {election.vote_id}"
        )
        return {str(tracker): json.loads(str(answer)) for tracker, answer in rows}


def hold_by_urn(scene: Scene, many: int, before_count: Callable[[Scene, Election], None]) -> None:
    """So many elections by slip and urn, everybody in random order with random answers."""
    with writing() as uow:
        hall, members = crowded(uow, scene.clock, VOTERS, many)
    for position in range(1, many + 1):
        with writing() as uow:
            hall.uow = uow
            vote_id = usecases.open_vote(hall.as_("gabi"), hall.item(position), method="slips")
            made = prepared(hall, vote_id)
            box.open_urn(hall.as_("irma"), vote_id)
        scene.dice.shuffle(made.slips)  # the hat
        election = Election(vote_id)
        scene.elections.append(election)
        scene.codes += [s.code for s in made.slips]
        scene.trackers += [s.tracker for s in made.slips]
        _let_all_vote(scene, hall, made, members, election)
        with writing() as uow:
            hall.uow = uow
            made.close()
        before_count(scene, election)
        with writing() as uow:
            hall.uow = uow
            assert made.count(VOTERS)
        with writing() as uow:
            hall.uow = uow
            usecases.close_vote(hall.as_("gabi"), vote_id)
        scene.look(election)


def _let_all_vote(scene: Scene, hall: Hall, made: Box, members: list[int], election: Election) -> None:
    for member in scene.dice.sample(members, len(members)):
        answer = scene.dice.choice(SAID)
        with writing() as uow:
            hall.uow = uow
            slip = made.draw(member)
        with writing() as uow:
            hall.uow = uow
            made.cast(slip, answer)
        election.answers.append(answer)
        election.papers.append((slip.code, slip.tracker))
        scene.look(election)
    scene.sealed += [bytes(row[0]) for row in scene.ask("SELECT sealed FROM assembly_envelope")]
    scene.dice.shuffle(election.papers)


def hold_naively(scene: Scene, many: int) -> None:
    """The same with a table of ballots as one would first think of it."""
    serial, kind = ("INTEGER PRIMARY KEY", "BLOB") if scene.is_sqlite else ("SERIAL PRIMARY KEY", "BYTEA")
    with writing() as uow:
        for statement in NAIVE_TABLES:
            uow.session.execute(text(statement.format(serial=serial, bytes=kind)))
    for vote_id in range(1, many + 1):
        election = Election(vote_id)
        scene.elections.append(election)
        codes = [f"C{vote_id}X{n}ABCDEFGH" for n in range(VOTERS)]
        with writing() as uow:
            for code in sorted(codes, key=naive_hash):
                uow.session.execute(
                    text("INSERT INTO naive_slip (vote_id, hashed, used) VALUES (:v, :h, FALSE)"),
                    {"v": vote_id, "h": naive_hash(code)},
                )
        for n, code in enumerate(scene.dice.sample(codes, VOTERS)):
            answer, tracker = scene.dice.choice(SAID), f"T{vote_id:03}{n:03}{scene.dice.randrange(10**6):06}"
            with writing() as uow:
                uow.session.execute(
                    text("UPDATE naive_slip SET used = TRUE WHERE hashed = :h"), {"h": naive_hash(code)}
                )
                uow.session.execute(
                    text("INSERT INTO naive_ballot (vote_id, tracker, answer, at) VALUES (:v, :t, :a, :n)"),
                    {"v": vote_id, "t": tracker, "a": json.dumps(answer), "n": f"{n:04}"},
                )
            election.answers.append(answer)
            election.papers.append((code, tracker))
            scene.look(election)
        scene.dice.shuffle(election.papers)


# ---- the attacks


def attacks(scene: Scene) -> Mapping[str, Callable[[Election], list[str] | None]]:
    """Each attack by name; None where it finds nothing to go by."""
    found: dict[str, Callable[[Election], list[str] | None]] = {
        "key order": lambda e: _ordered(scene, e, scene.design.key),
        "instants": lambda e: None if scene.design.at is None else _ordered(scene, e, scene.design.at),
        "back-ups between votes": lambda e: _answers(by_appearance(e.ballots, _answer_at(scene))),
        "paper and back-ups": lambda e: _paper(scene, e),
    }
    if scene.is_sqlite:
        found |= {
            "order of rows": lambda e: _ordered(scene, e, "rowid"),
            "order as it lies": lambda e: _ordered(scene, e, None),
            "place in the file": lambda e: page_order(scene.files()[0], scene.board(e)),
            "log": lambda e: _replayed(scene, e),
        }
    else:
        found |= {
            "ctid": lambda e: _ordered(scene, e, "ctid"),
            "xmin": lambda e: _ordered(scene, e, "xmin::text::bigint, ctid"),
        }
        if (folder := programs()) is not None and Path(folder, "pg_waldump").exists():
            found["log"] = lambda e: _dumped(scene, e, f"{folder}/pg_waldump")
    return found


def _answers(stored: list[str]) -> list[str]:
    return [json.loads(one) for one in stored]


def _answer_at(scene: Scene) -> int:
    columns = [c["name"] for c in inspect(db.engine).get_columns(scene.design.ballots)]
    return columns.index("answer")


def _ordered(scene: Scene, election: Election, order: str | None) -> list[str] | None:
    by = "" if order is None else f"ORDER BY {order}"
    where = f"{scene.design.ballots} WHERE vote_id = {election.vote_id}"
    if order == "rowid" and "WITHOUT ROWID" in str(
        scene.ask(f"SELECT sql FROM sqlite_master WHERE name = '{scene.design.ballots}'")
    ):
        return None
    return _answers([str(row[0]) for row in scene.ask(f"SELECT answer FROM {where} {by}")])


def _paper(scene: Scene, election: Election) -> list[str]:
    keys = [p.read_bytes() for p in Path(scene.app.config["KEYS"]).rglob("*") if p.is_file()]
    guess = by_paper(election, keys, scene.board(election))
    return filled(guess, election, random.Random(election.vote_id))


def _replayed(scene: Scene, election: Election) -> list[str]:
    looks: list[list[tuple[object, ...]]] = []
    for image, log in [*scene.before_wipe, scene.files()]:
        for state in wal_states(image, log):
            looks.append(rows_in(state, scene.design.ballots, election.vote_id, scene.folder))
    return _answers(by_appearance(looks, _answer_at(scene)))


def _dumped(scene: Scene, election: Election, program: str) -> list[str]:
    table = scene.design.ballots
    relfile = int(str(scene.ask(f"SELECT pg_relation_filenode('{table}')")[0][0]))
    end = str(scene.ask("SELECT pg_current_wal_insert_lsn()")[0][0])
    places = inserted_at(program, str(db.engine.url.query["host"]), scene.start, end, relfile)
    rows = scene.ask(f"SELECT ctid::text, answer FROM {table} WHERE vote_id = {election.vote_id}")
    at = {str(place): str(answer) for place, answer in rows}
    return _answers([at[place] for place in places if place in at])


# ---- the scenes


@pytest.fixture
def scene(
    app: Flask, clock: FrozenClock, tmp_path: Path, dice: random.Random, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Scene]:
    folder = tmp_path / "attacker"
    folder.mkdir()
    with app.app_context():
        scene = Scene(app, dice, folder, URN, clock)

        def wipe(engine: object, tables: object) -> None:
            if scene.is_sqlite and len(scene.before_wipe) < 3:
                scene.before_wipe.append(scene.files())
            forget_deleted(db.engine, list(tables))  # type: ignore[call-overload]

        monkeypatch.setattr("coop.assembly.usecases.urn.counting.forget_deleted", wipe)
        if not scene.is_sqlite:
            scene.start = str(scene.ask("SELECT pg_current_wal_insert_lsn()")[0][0])
        # As other threads of the server do, somebody holds the database open: its log stays.
        with contextlib.closing(db.engine.raw_connection()) as other:
            other.cursor().execute("SELECT 1")
            other.rollback()
            yield scene


MANY = [pytest.param(4, id="few"), pytest.param(24, id="many", marks=pytest.mark.slow)]


@pytest.mark.parametrize("many", MANY)
def test_every_attack_finds_everybody_where_ballots_are_stored_naively(scene: Scene, many: int) -> None:
    scene.design = NAIVE
    hold_naively(scene, many)
    flush(scene)
    for name, attack in attacks(scene).items():
        guesses = [attack(e) for e in scene.elections]
        assert all(g is not None for g in guesses), name
        assert score([g or [] for g in guesses], scene.elections) == 1.0, name


@pytest.mark.parametrize("many", MANY)
def test_no_attack_does_better_than_chance_against_the_urn(scene: Scene, many: int) -> None:
    def before(scene: Scene, election: Election) -> None:
        assert_nothing_can_be_read(scene)
        assert_envelopes_look_alike(scene)

    hold_by_urn(scene, many, before)
    flush(scene)
    mean, sigma = by_chance(scene.elections, seed=1)
    assert sigma < 0.1
    for name, attack in attacks(scene).items():
        rng = random.Random(name)
        guesses = [attack(e) or rng.sample(e.answers, len(e.answers)) for e in scene.elections]
        assert all(len(g) == VOTERS for g in guesses), name
        found = score(guesses, scene.elections)
        assert found <= mean + 3 * sigma, f"{name}: {found:.0%}, chance {mean:.0%} ± {sigma:.0%}"
    assert_nothing_is_left(scene)


def flush(scene: Scene) -> None:
    """Let the engine write into its files what it holds, as it does by itself after a while."""
    raw = db.engine.raw_connection()
    if not scene.is_sqlite:
        raw.driver_connection.autocommit = True  # type: ignore[union-attr]
    for step in ("PRAGMA wal_checkpoint(PASSIVE)",) if scene.is_sqlite else ("ANALYZE", "CHECKPOINT"):
        raw.cursor().execute(step)
    raw.invalidate()


def disk(scene: Scene) -> Iterator[tuple[str, bytes]]:
    """Every file that the database, its log and the program wrote, but the log of PostgreSQL."""
    if scene.is_sqlite:
        for path in sorted(scene.path.parent.glob(f"{scene.path.name}*")):
            yield path.name, path.read_bytes()
    else:
        flush(scene)
        host = Path(str(db.engine.url.query["host"]))
        number = scene.ask("SELECT oid FROM pg_database WHERE datname = current_database()")[0][0]
        for path in sorted((host / "data" / "base" / str(number)).iterdir()):
            with contextlib.suppress(FileNotFoundError):
                yield path.name, path.read_bytes()
        yield "log", (host / "log").read_bytes()


def assert_nothing_can_be_read(scene: Scene) -> None:
    """Before the count no file holds a code, a tracker or an answer of the open vote."""
    counted = scene.elections[:-1]
    public = {t for e in counted for _c, t in e.papers}
    for name, content in disk(scene):
        for code in scene.codes:
            assert code.encode() not in content, f"{name} holds a code"
        for tracker in set(scene.trackers) - public:
            assert tracker.encode() not in content, f"{name} holds a tracker before the count"
    keys = [p for p in Path(scene.app.config["KEYS"], "urns").iterdir()]
    assert len(keys) == 1
    assert not any(code in keys[0].read_text() for code in scene.codes)


def assert_envelopes_look_alike(scene: Scene) -> None:
    """One length, and no two beginnings alike: each is sealed with a key pair of its own."""
    assert len({len(one) for one in scene.sealed}) == 1
    assert len({one[:16] for one in scene.sealed}) == len(scene.sealed)


def assert_nothing_is_left(scene: Scene) -> None:
    """After the count no file holds an envelope, a code or a key."""
    for name, content in disk(scene):
        for sealed in scene.sealed:
            assert sealed not in content, f"{name} holds an envelope"
            assert sealed[:24] not in content, f"{name} holds a piece of an envelope"
        for code in scene.codes:
            assert code.encode() not in content, f"{name} holds a code"
    assert list(Path(scene.app.config["KEYS"], "urns").iterdir()) == []


def test_an_envelope_is_found_in_the_files_while_the_urn_is_open(scene: Scene) -> None:
    """The search that must find nothing after the count does find what is there before it."""
    seen: list[bool] = []

    def before(scene: Scene, _election: Election) -> None:
        seen.append(all(any(one in content for _n, content in disk(scene)) for one in scene.sealed))

    hold_by_urn(scene, 1, before)
    assert seen == [True]


@pytest.mark.parametrize("table", ["slip", "signature", "envelope", "board"])
def test_no_column_tells_when_or_in_which_order(app: Flask, table: str) -> None:
    with app.app_context():
        inspected = inspect(db.engine)
        for column in inspected.get_columns(f"assembly_{table}"):
            assert "TIME" not in str(column["type"]).upper()
            assert "DATE" not in str(column["type"]).upper()
            assert not column.get("default")
            assert not column.get("identity")
        assert "id" not in {c["name"] for c in inspected.get_columns(f"assembly_{table}")}
        assert not inspected.get_indexes(f"assembly_{table}")
        if db.engine.dialect.name == "sqlite":
            with writing() as uow:
                made = uow.session.scalar(
                    text(f"SELECT sql FROM sqlite_master WHERE name = 'assembly_{table}'")
                )
            assert "WITHOUT ROWID" in made


def test_after_the_count_all_rows_of_an_urn_were_written_by_one_transaction(
    scene: Scene, request: pytest.FixtureRequest
) -> None:
    if scene.is_sqlite:
        pytest.skip("SQLite rows do not say which transaction wrote them")
    hold_by_urn(scene, 1, lambda _s, _e: None)
    stamps = {
        row[0]
        for table in ("slip", "signature", "board")
        for row in scene.ask(f"SELECT xmin::text FROM assembly_{table}")
    }
    assert len(stamps) == 1


def test_chance_is_what_blind_dealing_gets() -> None:
    elections = [Election(1, list("aabb") * 5)]
    mean, sigma = by_chance(elections, seed=3)
    assert abs(mean - 0.5) < 0.02
    assert 0.05 < sigma < 0.2
