"""The pure half of the urn: codes, envelopes, the key of which two of three are needed."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coop.assembly import urn
from coop.assembly.urn import Envelope
from coop.assembly.urn.codes import CODE, TRACKER

KEY = b"k" * 32
PHRASES = {3: "tres tristes tigres", 7: "la tierra es nuestra", 9: "pan y trabajo ya"}


@st.composite
def answers(draw: st.DrawFn) -> tuple[int, urn.Answer]:
    options = draw(st.integers(0, 30))
    if options == 0:
        return 0, draw(st.sampled_from(["in_favour", "against", "abstained"]))
    order = draw(st.permutations(range(1, options + 1)))
    kept = list(order)[: draw(st.integers(0, options))]
    cuts = sorted(draw(st.sets(st.integers(1, max(1, len(kept))))))
    ranks = [tuple(kept[a:b]) for a, b in itertools.pairwise([0, *cuts, len(kept)])]
    return options, tuple(rank for rank in ranks if rank)


def test_a_code_has_more_than_fifty_bits_and_no_sign_that_is_taken_for_another() -> None:
    assert len(set(urn.ALPHABET)) == 32
    assert CODE * 5 >= 50
    assert not set("0O1I") & set(urn.ALPHABET)


def test_no_code_and_no_tracker_stands_on_two_slips() -> None:
    slips = urn.new_slips(600, KEY)
    assert len({s.code for s in slips}) == 600
    assert len({s.tracker for s in slips}) == 600
    assert all(len(s.tracker) == TRACKER for s in slips)


def test_slips_whose_trackers_collide_are_not_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coop.assembly.urn.codes.TRACKER", 1)
    slips = urn.new_slips(20, KEY)
    assert len({s.tracker for s in slips}) == 20


@given(st.text(urn.ALPHABET, min_size=CODE, max_size=CODE))
def test_a_code_is_read_however_it_is_typed(code: str) -> None:
    assert urn.read_code(urn.grouped(code).lower()) == code
    assert urn.read_code(f" {code[:4]}-{code[4:8]}-{code[8:]}\n") == code


@given(st.text(max_size=20).filter(lambda text: len("".join(text.upper().split())) < CODE))
def test_what_is_too_short_for_a_code_is_refused(text: str) -> None:
    with pytest.raises(urn.BadCode):
        urn.read_code(text)


@pytest.mark.parametrize("sign", "0O1Iñ%")
def test_signs_that_stand_on_no_slip_are_refused(sign: str) -> None:
    with pytest.raises(urn.BadCode):
        urn.read_code("A" * (CODE - 1) + sign)


def test_hashes_and_trackers_need_the_key_of_the_vote() -> None:
    (slip,) = urn.new_slips(1, KEY)
    assert urn.hashed(slip.code, KEY) != urn.hashed(slip.code, b"o" * 32)
    assert urn.tracker_of(slip.code, KEY) == slip.tracker
    assert slip.code.encode() not in urn.hashed(slip.code, KEY)


@given(answers())
def test_what_is_sealed_comes_out_of_the_envelope_and_its_length_says_nothing(
    asked: tuple[int, urn.Answer],
) -> None:
    options, answer = asked
    public, locked = urn.lock(PHRASES)
    longest = urn.longest_for(options)
    sealed = urn.seal(Envelope("ABC234", answer), public, longest)
    assert len(sealed) == urn.sealed_length(longest)
    secret = urn.unlock(locked, {3: PHRASES[3], 9: PHRASES[9]})
    assert urn.open_envelope(sealed, secret) == Envelope("ABC234", answer)


def test_the_same_answer_is_never_sealed_the_same() -> None:
    public, _locked = urn.lock(PHRASES)
    made = {urn.seal(Envelope("ABC234", "against"), public, 64) for _ in range(20)}
    assert len(made) == 20


@given(st.integers(0, 60))
def test_every_envelope_holds_the_longest_ballot_of_its_vote(options: int) -> None:
    public = urn.lock(PHRASES)[0] if options == 0 else b"\x09" + b"\0" * 31
    full = tuple((n,) for n in range(1, options + 1))
    assert urn.seal(Envelope("ABC234", full), public, urn.longest_for(options))


def test_an_answer_longer_than_any_is_refused() -> None:
    public, _locked = urn.lock(PHRASES)
    with pytest.raises(ValueError, match="longer"):
        urn.seal(Envelope("ABC234", "x" * 200), public, urn.longest_for(0))


@pytest.mark.parametrize("pair", list(itertools.combinations(PHRASES, 2)), ids=str)
def test_every_pair_of_keepers_opens_the_urn(pair: tuple[int, int]) -> None:
    public, locked = urn.lock(PHRASES)
    secret = urn.unlock(urn.Locked.read(locked.stored()), {k: f" {PHRASES[k]} " for k in pair})
    assert urn.public_of(secret) == public


def test_all_three_open_it_also_when_one_of_them_mistypes() -> None:
    public, locked = urn.lock(PHRASES)
    assert urn.public_of(urn.unlock(locked, {**PHRASES, 7: "mal escrita"})) == public


@pytest.mark.parametrize("alone", PHRASES)
def test_one_keeper_alone_opens_nothing(alone: int) -> None:
    _public, locked = urn.lock(PHRASES)
    with pytest.raises(urn.TooFewKeepers):
        urn.unlock(locked, {alone: PHRASES[alone], 0: "somebody else's", 100: " "})


def test_a_wrong_passphrase_is_said_to_be_wrong() -> None:
    _public, locked = urn.lock(PHRASES)
    with pytest.raises(urn.WrongPassphrase):
        urn.unlock(locked, {3: PHRASES[3], 7: PHRASES[9]})


def test_three_keepers_with_real_passphrases_are_needed() -> None:
    with pytest.raises(urn.BadKeepers):
        urn.lock({3: PHRASES[3], 7: PHRASES[7]})
    with pytest.raises(urn.ShortPassphrase):
        urn.lock({**PHRASES, 9: "corta"})


def test_no_copy_holds_the_key_or_a_passphrase_in_the_clear() -> None:
    _public, locked = urn.lock(PHRASES)
    secret = urn.unlock(locked, PHRASES)
    assert secret.hex().encode() not in locked.stored()
    assert not any(phrase.encode() in locked.stored() for phrase in PHRASES.values())


@given(st.binary(min_size=0, max_size=150))
def test_what_nobody_sealed_is_no_envelope(noise: bytes) -> None:
    with pytest.raises(urn.BadEnvelope):
        urn.open_envelope(noise, b"s" * 32)


def test_an_envelope_of_another_vote_does_not_open() -> None:
    other, _locked = urn.lock(PHRASES)
    _public, locked = urn.lock(PHRASES)
    with pytest.raises(urn.BadEnvelope):
        urn.open_envelope(urn.seal(Envelope("ABC234", "against"), other, 64), urn.unlock(locked, PHRASES))


def test_the_opening_hash_changes_with_everything_it_fixes() -> None:
    def of(**changed: object) -> str:
        facts = {"definition": {"item": 1}, "roll": [1, 2], "slips": [b"a", b"b"], "public_key": b"k"}
        return urn.opening_hash(**{**facts, **changed})  # type: ignore[arg-type]

    hashes = {
        of(),
        of(definition={"item": 2}),
        of(roll=[1]),
        of(slips=[b"a"]),
        of(public_key=b"l"),
    }
    assert len(hashes) == 5
    assert of(roll=[2, 1], slips=[b"b", b"a"]) == of()


@given(st.integers(0, 500), st.sampled_from(["signatures", "second_urn", "burned", "envelopes"]))
def test_one_number_that_differs_voids_a_vote(votes: int, which: str) -> None:
    numbers = dict.fromkeys(["signatures", "second_urn", "burned", "envelopes"], votes)
    assert urn.Reconciliation(printed=600, left=600 - votes, **numbers).agrees
    assert not urn.Reconciliation(printed=600, left=600 - votes, **{**numbers, which: votes + 1}).agrees
