"""Public ids: what a reader mistypes must never open another book."""

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chorsu.kernel.identifiers import ALPHABET, KINDS, InvalidIdentifier, decode, encode, kind_of

kinds = st.sampled_from(sorted(KINDS))
numbers = st.integers(min_value=0, max_value=2**63 - 1)


@settings(deadline=None)
@given(kinds, numbers)
def test_every_row_has_a_name_that_leads_back_to_it(kind, number):
    name = encode(kind, number)
    assert decode(kind, name) == number
    assert decode(kind, f" {name.upper()} ") == number
    assert kind_of(name) == kind


@settings(deadline=None)
@given(kinds, numbers, st.data())
def test_one_wrong_character_is_noticed(kind, number, data):
    name = encode(kind, number)
    place = data.draw(st.integers(min_value=0, max_value=len(name) - 1))
    wrong = data.draw(st.sampled_from([sign for sign in ALPHABET + "aeiouyl-" if sign != name[place]]))
    with pytest.raises(InvalidIdentifier):
        decode(kind, name[:place] + wrong + name[place + 1 :])


@settings(deadline=None)
@given(kinds, numbers, st.data())
def test_two_swapped_neighbours_are_noticed(kind, number, data):
    name = encode(kind, number)
    place = data.draw(st.integers(min_value=0, max_value=len(name) - 2))
    swapped = name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    if swapped != name:
        with pytest.raises(InvalidIdentifier):
            decode(kind, swapped)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_anything_else_is_refused(text):
    for kind in KINDS:
        with contextlib.suppress(InvalidIdentifier):
            assert encode(kind, decode(kind, text)) == text.strip().lower()


def test_a_refusal_says_what_to_do_next():
    with pytest.raises(InvalidIdentifier, match="r1w") as refusal:
        decode("r", "r1w")
    assert (refusal.value.code, refusal.value.status) == ("identifiers.invalid", 422)
    assert "Copy it again" in refusal.value.advice


def test_an_agent_is_no_record():
    with pytest.raises(InvalidIdentifier):
        decode("r", encode("a", 7))


@pytest.mark.parametrize(("kind", "number"), [("", 1), ("R", 1), ("rr", 1), ("r", -1)])
def test_what_cannot_be_named_is_a_mistake_of_the_program(kind, number):
    with pytest.raises(ValueError):
        encode(kind, number)
