"""Scores before a session: seven closes the day, and a missing score is never a low one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.care import Gate, MissingRuleError, day_gate
from tests.care.cards import shipped_care

scores = st.none() | st.integers(min_value=0, max_value=10)


def gate(back: int | None, leg: int | None) -> Gate:
    return day_gate(back, leg, shipped_care().day_rules.rules)


@pytest.mark.parametrize(("back", "leg"), [(7, 0), (0, 7), (10, 10), (7, None), (None, 7)])
def test_seven_or_more_is_no_day_for_exercises(back: int | None, leg: int | None) -> None:
    answer = gate(back, leg)

    assert not answer.is_open
    assert answer.say == "settle"
    assert answer.because == ("day-strong-pain",)


def test_six_just_leaves_the_day_open() -> None:
    assert gate(6, 6) == Gate(
        is_open=True, say="start", because=("day-no-strong-pain",), missing=()
    )


def test_a_missing_score_is_named_and_leads_to_its_own_advice() -> None:
    answer = gate(3, None)

    assert answer.is_open
    assert answer.missing == ("leg",)
    assert answer.say == "score-missing"
    assert answer.because == ("day-score-missing", "day-no-strong-pain")


def test_with_no_score_at_all_nothing_is_said_about_scores_under_a_limit() -> None:
    answer = gate(None, None)

    assert answer.missing == ("back", "leg")
    assert answer.because == ("day-score-missing",)


def test_cards_with_a_hole_stop_instead_of_guessing() -> None:
    with pytest.raises(MissingRuleError, match="back 3, leg 4"):
        day_gate(3, 4, ())


@given(back=scores, leg=scores)
def test_every_day_gets_an_answer_with_rules_and_advice(back: int | None, leg: int | None) -> None:
    rules = shipped_care().day_rules

    answer = gate(back, leg)

    assert rules.reasons(answer.because)
    assert rules.advice(answer.say).steps
    assert answer.is_open == all(score is None or score < 7 for score in (back, leg))


@given(back=scores, leg=scores, worse=st.integers(min_value=0, max_value=10))
def test_a_worse_score_never_opens_a_closed_day(
    back: int | None, leg: int | None, worse: int
) -> None:
    if back is not None and worse >= back:
        assert gate(worse, leg).is_open <= gate(back, leg).is_open
    if leg is not None and worse >= leg:
        assert gate(back, worse).is_open <= gate(back, leg).is_open


@given(known=scores)
def test_a_missing_score_is_never_taken_for_zero(known: int | None) -> None:
    assert gate(None, known) != gate(0, known)
    assert gate(known, None) != gate(known, 0)
    assert "back" in gate(None, known).missing
    assert "leg" in gate(known, None).missing
