"""Finding a name by what somebody types."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.web.searching import Text, distance, words_of

CAT = Text.of("Cat-camel", ["cat cow"], ["Quadruped lumbar flexion and extension"], ["Loosens."])
UP = Text.of("Prone press-up", ["cobra", "McKenzie press up"], ["Extension in lying"])
FOUR = Text.of("Figure-4 stretch", ["piriformis stretch"], ["Supine piriformis stretch"])
WORD = st.text("abcdefg", min_size=1, max_size=8)


def found(text: Text, typed: str, *, slips: bool = False) -> int | None:
    return text.rank(words_of(typed), slips=slips)


@pytest.mark.parametrize(
    "typed", ["Cat-camel", "cat camel", "CATCAMEL", "camel cat", "  cat ", "cat-cam", "ca"]
)
def test_case_hyphens_order_and_unfinished_words_do_not_matter(typed: str) -> None:
    assert found(CAT, typed) == 0


@pytest.mark.parametrize("typed", ["pressup", "press up", "press-up", "PRESS-UP prone", "pressu"])
def test_two_words_are_found_as_one_and_one_as_two(typed: str) -> None:
    assert found(UP, typed) == 0


def test_two_words_of_a_sentence_are_not_read_as_one() -> None:
    walking = Text.of("Walking", ["going for a walk"], ["Can be done nearly every day."])

    assert found(walking, "bed", slips=True) is None
    assert found(walking, "done") == 2
    assert found(walking, "forawalk going") is None


def test_a_nickname_and_a_clinical_name_are_found_after_the_name() -> None:
    assert found(CAT, "catcow") == 1
    assert found(CAT, "quadruped") == 2
    assert found(CAT, "loosens") == 3


def test_words_from_several_names_are_found_last() -> None:
    assert found(UP, "cobra prone") == 3


@pytest.mark.parametrize(
    ("text", "typed"),
    [(CAT, "cat cmael"), (CAT, "qadruped"), (UP, "MacKenzie"), (FOUR, "pirifomis"), (UP, "kobra")],
)
def test_small_slips_are_forgiven_when_they_are_to_be(text: Text, typed: str) -> None:
    assert found(text, typed) is None
    assert found(text, typed, slips=True) is not None


@pytest.mark.parametrize("typed", ["bridge", "dog", "xyz", "cot", "camel bridge"])
def test_another_word_is_not_found_however_much_is_forgiven(typed: str) -> None:
    assert found(CAT, typed, slips=True) is None


def test_nothing_typed_finds_everything() -> None:
    assert found(CAT, "  - ") == 0


def test_accents_and_marks_are_no_letters() -> None:
    assert words_of("Ch\u00e2ld's p\u00f6se (90/90)") == ("chalds", "pose", "90", "90")


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("camel", "camel", 0), ("cmael", "camel", 1), ("camle", "camels", 2), ("", "cat", 3)],
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert distance(one, other) == slips


@given(WORD, WORD)
def test_slips_are_the_same_both_ways_and_none_only_between_equals(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)


@given(WORD, st.integers(0, 7))
def test_a_letter_left_out_is_one_slip(word: str, place: int) -> None:
    place = min(place, len(word) - 1)

    assert distance(word, word[:place] + word[place + 1 :]) == 1
