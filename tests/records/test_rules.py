"""The tree, the note and the canonical form, against what others published."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import VerifyKey

from coop.kernel.canonical import canonical, fingerprint, read_fingerprint
from coop.kernel.errors import Invalid
from coop.records import rules, verifier
from tests.records.books import AT, SEED, chain

CT_LEAVES = (
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)
CT_ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
"""Roots of the first n leaves, from the tests of Google's Certificate Transparency log."""

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize("n", range(len(CT_ROOTS)))
def test_the_tree_has_the_roots_that_certificate_transparency_published(n: int) -> None:
    leaves = [verifier.leaf(bytes.fromhex(leaf)) for leaf in CT_LEAVES[:n]]

    assert verifier.merkle_root(leaves).hex() == CT_ROOTS[n]


@given(st.lists(st.binary(max_size=3), max_size=40))
def test_the_tree_is_the_one_that_the_rfc_defines_recursively(lines: list[bytes]) -> None:
    def defined(leaves: list[bytes]) -> bytes:
        if len(leaves) < 2:
            return leaves[0] if leaves else verifier.sha256(b"")
        k = 1 << (len(leaves) - 1).bit_length() - 1
        return verifier.sha256(b"\1" + defined(leaves[:k]) + defined(leaves[k:]))

    leaves = [verifier.leaf(line) for line in lines]
    assert verifier.merkle_root(leaves) == defined(leaves)


def test_a_note_signed_by_the_go_project_is_understood() -> None:
    """Key and note are the examples in the documentation of golang.org/x/mod/sumdb/note."""
    name, given_id, key = "PeterNeumann", "c74f20a3", "ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    text = (
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n"
    )
    signature = base64.b64decode(
        "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    )
    public = base64.b64decode(key)[1:]

    assert verifier.key_id(name, public).hex() == given_id
    assert signature[:4].hex() == given_id
    VerifyKey(public).verify(text.encode(), signature[4:])


def test_a_note_has_the_published_form() -> None:
    lines = chain({"n": 1})
    body, signature = rules.checkpoint(lines, SEED).note.split("\n\n")
    origin, size, root = body.split("\n")
    dash, name, signed = signature.removesuffix("\n").split(" ")

    assert (dash, name, size) == ("\u2014", origin, "2")
    assert base64.b64decode(root) == verifier.merkle_root([verifier.leaf(line) for line in lines])
    assert len(base64.b64decode(signed)) == 4 + 64


@given(JSON)
def test_the_verifier_writes_the_same_canonical_form_on_its_own(value: object) -> None:
    try:
        expected = canonical(value)
    except UnicodeError:
        with pytest.raises(UnicodeError):
            verifier.canonical(value)
    else:
        assert verifier.canonical(value) == expected


@pytest.mark.parametrize("name", ["arrays", "french", "unicode", "weird"])
def test_the_canonical_form_is_that_of_the_published_examples(name: str, shared_data: Path) -> None:
    folder = shared_data / "commons" / "crypto" / "jcs" / "testdata"
    value = json.loads((folder / "input" / f"{name}.json").read_bytes())
    expected = (folder / "output" / f"{name}.json").read_bytes()

    assert canonical(value) == expected
    assert verifier.canonical(value) == expected


def test_an_entry_says_the_same_instant_whatever_the_zone() -> None:
    def at(instant: datetime) -> bytes:
        written = rules.compose(seq=0, prev=rules.FIRST, at=instant, by=7, kind="k.d", facts={}, personal={})
        return written.data

    assert at(AT) == at(AT.astimezone(timezone(timedelta(hours=-3))))
    assert json.loads(at(datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)))["at"] == "2026-01-02T03:04:05Z"


@pytest.mark.parametrize("value", [2**53, -(2**53), "\ud800", {"\udfff": 1}])
def test_what_cannot_be_written_exactly_is_refused_in_words(value: object) -> None:
    with pytest.raises(Invalid, match="too large"):
        rules.compose(seq=0, prev=rules.FIRST, at=AT, by=None, kind="k.d", facts={"x": value}, personal={})


@given(st.binary(min_size=32, max_size=32))
def test_a_fingerprint_is_read_back_however_it_is_typed(digest: bytes) -> None:
    printed = fingerprint(digest.hex())

    assert read_fingerprint(printed) == digest.hex()[:20]
    assert read_fingerprint(f" {printed.lower().replace('-', ' ')} ") == digest.hex()[:20]
    assert (
        read_fingerprint(printed.replace("O", "0").replace("I", "1").replace("B", "8")) == digest.hex()[:20]
    )


@pytest.mark.parametrize("text", ["", "ABCD", "AAAA-BBBB-CCCC-DDD9", "ñ" * 16, "A" * 17, "\x00" * 16])
def test_what_is_no_fingerprint_is_none(text: str) -> None:
    assert read_fingerprint(text) is None
