"""The verifier catches every damage and says in words what it is."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from coop.records import rules, verifier
from tests.records.books import AT, OTHER_SEED, SEED, book, chain, damaged, signed

KEY = rules.public_key(SEED)


def why(data: bytes, **against: object) -> str:
    """The reason in words; empty when the book is whole."""
    problem = verifier.verify(data, **against).problem  # type: ignore[arg-type]
    return str(problem) if problem else ""


def test_an_untouched_book_is_whole() -> None:
    verdict = verifier.verify(book({"n": 1}, {"n": 2, "who": "ñandú 🐦"}), key=KEY)

    assert verdict.problem is None
    assert (verdict.entries, verdict.key) == (3, KEY)


def test_every_damage_to_a_small_book_is_caught() -> None:
    data = book({"n": 12})
    assert not why(data)

    missed = [what for what, changed in damaged(data) if not why(changed)]

    assert not missed


@pytest.mark.slow
def test_every_damage_to_a_larger_book_is_caught_with_every_value_of_every_byte() -> None:
    data = book({"minor": 123456, "text": "¿ñ?"}, {"list": [1, None, True, {}]}, {"é": '\u2028\\"'})
    assert not why(data)

    missed = [
        what for what, changed in damaged(data, inserts=bytes(range(256)), values=True) if not why(changed)
    ]

    assert not missed


@pytest.mark.parametrize("seq", [0, 1, 2, 3])
def test_an_entry_left_out_doubled_or_moved_is_caught_although_signed_again(seq: int) -> None:
    lines = chain({"n": 1}, {"n": 2}, {"n": 3})
    without = lines[:seq] + lines[seq + 1 :]
    double = lines[: seq + 1] + lines[seq:]
    swapped = list(lines)
    swapped[seq], swapped[seq - 1] = swapped[seq - 1], swapped[seq]

    if seq < 3:
        assert why(signed(without), key=KEY)
    assert why(signed(double), key=KEY)
    assert why(signed(swapped), key=KEY)


def relink(lines: list[bytes], seq: int, changed: bytes) -> list[bytes]:
    """The book with another entry `seq`, the rest chained to it anew, as an insider would do."""
    new = [*lines[:seq], changed]
    for line in lines[seq + 1 :]:
        entry = json.loads(line)
        entry["prev"] = hashlib.sha256(new[-1]).hexdigest()
        new.append(verifier.canonical(entry))
    return new


ENTRY = chain({"text": "café", "n": 1000})[1]


@pytest.mark.parametrize(
    ("what", "changed"),
    [
        ("a key twice", ENTRY.replace(b'"n":1000', b'"n":1000,"n":1000')),
        ("a blank", ENTRY.replace(b'"n":1000', b'"n": 1000')),
        ("a carriage return", ENTRY + b"\r"),
        ("a byte order mark", b"\xef\xbb\xbf" + ENTRY),
        ("minus zero", ENTRY.replace(b"1000", b"-0")),
        ("an exponent", ENTRY.replace(b"1000", b"1e3")),
        ("a fraction", ENTRY.replace(b"1000", b"1000.0")),
        ("not a number", ENTRY.replace(b"1000", b"NaN")),
        ("a huge number", ENTRY.replace(b"1000", b"9" * 400)),
        ("a number of five thousand digits", ENTRY.replace(b"1000", b"9" * 5000)),
        ("a number just too large", ENTRY.replace(b"1000", b"9007199254740992")),
        ("an escape that is not needed", ENTRY.replace("é".encode(), b"\\u00e9")),
        ("half a surrogate", ENTRY.replace("é".encode(), b"\\ud800")),
        ("bytes that are no text", ENTRY.replace("é".encode(), b"\xe9")),
        (
            "keys out of order",
            ENTRY.replace(b'"n":1000,"text":"caf\xc3\xa9"', b'"text":"caf\xc3\xa9","n":1000'),
        ),
        ("true for one", ENTRY.replace(b'"seq":1', b'"seq":true')),
        ("another version", ENTRY.replace(b'"v":1', b'"v":2')),
        ("a field too many", ENTRY.replace(b'"v":1', b'"v":1,"w":0')),
        ("a list", b"[]"),
        ("nothing", b""),
        ("a very deep list", b"[" * 100_000),
    ],
)
def test_a_line_in_another_form_is_caught_even_when_chained_and_signed_by_the_key(
    what: str, changed: bytes
) -> None:
    lines = chain({"text": "café", "n": 1000}, {"n": 2})
    assert changed != ENTRY, what

    assert why(signed([lines[0], changed])), what
    assert why(signed(relink(lines, 1, changed))), what


def test_an_entry_with_another_number_is_named_although_chained_and_signed() -> None:
    lines = chain({"n": 1}, {"n": 2})
    renumbered = relink(lines, 1, lines[1].replace(b'"seq":1', b'"seq":7'))

    assert "Entry 1 carries another number" in why(signed(renumbered))


def test_an_entry_that_follows_another_one_is_named_although_signed() -> None:
    lines = chain({"n": 1}, {"n": 2})
    changed = [lines[0], lines[1].replace(b'"n":1', b'"n":9'), lines[2]]

    assert "Entry 2 does not follow" in why(signed(changed))


def test_letters_composed_in_another_way_are_another_text() -> None:
    lines = chain({"text": "café"})
    other = unicodedata.normalize("NFD", lines[1].decode()).encode()
    note = rules.checkpoint(lines, SEED).note

    assert why(rules.export([lines[0], other], note))


def test_a_book_written_anew_with_its_own_key_is_caught_by_key_note_and_paper() -> None:
    lines = chain({"n": 1}, {"n": 2})
    true = verifier.verify(signed(lines[:2]))
    kept = rules.checkpoint(lines[:2], SEED).note.encode()
    anew = relink(lines, 1, lines[1].replace(b'"n":1', b'"n":9'))
    forged = signed(anew)

    assert not why(forged), "alone, a book that the holder of the key wrote anew looks whole"
    assert "contradicts the paper printed at entry 2" in why(forged, printed=[(2, true.root)])
    assert "contradicts the note" in why(forged, notes=[kept])
    assert not why(signed(lines), printed=[(2, true.root.lower())], notes=[kept], key=KEY)


def test_a_book_of_another_key_is_caught_by_the_key_on_paper() -> None:
    assert "another key" in why(book({"n": 1}, seed=OTHER_SEED), key=KEY)


def test_a_note_of_another_book_is_caught() -> None:
    lines = chain({"n": 1})
    other = rules.checkpoint([b"{}", *lines[1:]], SEED).note

    assert "another book" in why(rules.export(lines, other), key=KEY)


def test_a_note_over_more_or_fewer_entries_is_caught() -> None:
    lines = chain({"n": 1}, {"n": 2})

    assert "over 2 entries, but the file has 3" in why(
        rules.export(lines, rules.checkpoint(lines[:2], SEED).note)
    )
    assert "over 3 entries, but the file has 2" in why(
        rules.export(lines[:2], rules.checkpoint(lines, SEED).note)
    )


def test_two_notes_of_one_size_that_differ_are_caught() -> None:
    lines = chain({"n": 1})
    fork = relink(lines, 1, lines[1].replace(b'"n":1', b'"n":2'))
    kept = rules.checkpoint(fork, SEED).note.encode()

    assert "contradicts the note" in why(signed(lines), notes=[kept])


def test_a_paper_newer_than_the_book_contradicts_it() -> None:
    assert "contradicts the paper" in why(book({"n": 1}), printed=[(3, "AAAA-AAAA-AAAA-AAAA")])
    assert "contradicts the paper" in why(book({"n": 1}), printed=[(0, "")])


def test_the_key_may_change_when_the_book_announces_it() -> None:
    lines = chain({"n": 1})
    line = rules.compose(
        seq=2,
        prev=hashlib.sha256(lines[1]).hexdigest(),
        at=AT,
        by=None,
        kind=rules.KEY,
        facts={"key": rules.public_key(OTHER_SEED)},
        personal={},
    )
    rotated = [*lines, line.data]
    kept = rules.checkpoint(lines, SEED).note.encode()

    assert not why(signed(rotated, OTHER_SEED), notes=[kept])
    assert "another key" in why(signed(rotated, SEED))


@pytest.mark.parametrize("key", ["", "nonsense", base64.b64encode(b"short").decode(), "é" * 44, KEY[:-1]])
def test_a_key_that_is_none_is_told(key: str) -> None:
    assert why(book({"n": 1}), key=key)


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"\n\n", b"\n\n\n\n", b"{}", b"\0" * 100, b"%PDF-1.7", "ñ".encode("latin-1")]
)
def test_what_is_no_book_is_told_in_words(data: bytes) -> None:
    assert why(data)


def test_the_verifier_runs_alone_without_this_program_or_its_libraries(tmp_path: Path) -> None:
    good, bad = tmp_path / "good", tmp_path / "bad"
    good.write_bytes(book({"n": 1}))
    bad.write_bytes(book({"n": 1}).replace(b'"n":1', b'"n":2'))
    alone = tmp_path / "verifier.py"
    alone.write_bytes(Path(verifier.__file__).read_bytes())
    look = (
        "import sys, runpy\n"
        "try: runpy.run_path(sys.argv[1], run_name='__main__')\n"
        "finally: assert not {'flask', 'sqlalchemy', 'coop', 'rfc8785'} & set(sys.modules)\n"
    )

    def run(file: Path) -> subprocess.CompletedProcess[str]:
        inner = f"import sys; sys.argv = ['verifier.py', {str(file)!r}]\n" + look.replace(
            "sys.argv[1]", repr(str(alone))
        )
        return subprocess.run(
            [sys.executable, "-I", "-c", inner], cwd=tmp_path, capture_output=True, text=True
        )

    whole, broken = run(good), run(bad)
    assert (whole.returncode, whole.stderr) == (0, "")
    assert KEY in whole.stdout
    assert broken.returncode == 1
    assert "NOT WHOLE: The entries are not those that were signed" in broken.stdout
