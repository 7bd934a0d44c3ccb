"""Answers about warning signs: what they lead to, and that nothing mild comes of not answering."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.care import MissingRuleError, Outcome, ScreeningKind, screening_outcome
from supine.library.care_cards import Answer, Level, ListName
from tests.care.cards import shipped_care

# From the mildest answer to the most serious.
ANSWERS = (Answer.NONE, Answer.UNSURE, Answer.SOME)
FULL, DAILY = ScreeningKind.FULL, ScreeningKind.DAILY

answered = st.dictionaries(st.sampled_from(ListName), st.sampled_from(Answer))


def full(emergency: Answer, urgent: Answer) -> Outcome:
    answers = {ListName.EMERGENCY: emergency, ListName.URGENT: urgent}
    return screening_outcome(FULL, answers, shipped_care().warning_signs.rules)


def daily(answer: Answer) -> Outcome:
    rules = shipped_care().warning_signs.rules
    return screening_outcome(DAILY, {ListName.DAILY: answer}, rules)


def test_none_of_both_lists_is_clear_and_names_both_rules() -> None:
    outcome = full(Answer.NONE, Answer.NONE)

    assert outcome == Outcome(Level.CLEAR, "clear", ("emergency-signs-none", "urgent-signs-none"))
    assert not outcome.closes


@pytest.mark.parametrize("answer", [Answer.SOME, Answer.UNSURE])
@pytest.mark.parametrize("urgent", ANSWERS)
def test_an_emergency_sign_or_doubt_about_one_is_an_emergency(
    answer: Answer, urgent: Answer
) -> None:
    outcome = full(answer, urgent)

    assert (outcome.level, outcome.say) == (Level.EMERGENCY, "emergency")
    assert outcome.because == (f"emergency-signs-{answer}",)
    assert outcome.closes


def test_an_urgent_sign_closes_until_somebody_agrees() -> None:
    assert full(Answer.NONE, Answer.SOME) == Outcome(Level.URGENT, "urgent", ("urgent-signs-some",))


def test_doubt_about_an_urgent_sign_closes_with_the_advice_to_ask() -> None:
    assert full(Answer.NONE, Answer.UNSURE) == Outcome(
        Level.URGENT, "urgent-unsure", ("urgent-signs-unsure",)
    )


def test_none_of_the_daily_signs_is_clear() -> None:
    assert daily(Answer.NONE) == Outcome(Level.CLEAR, "clear", ("daily-signs-none",))


@pytest.mark.parametrize("answer", [Answer.SOME, Answer.UNSURE])
def test_a_daily_sign_counts_as_the_most_serious_of_its_list(answer: Answer) -> None:
    assert daily(answer) == Outcome(Level.EMERGENCY, "daily", (f"daily-signs-{answer}",))


def test_a_list_without_an_answer_counts_as_not_sure() -> None:
    rules = shipped_care().warning_signs.rules

    nothing = screening_outcome(FULL, {}, rules)
    half = screening_outcome(FULL, {ListName.EMERGENCY: Answer.NONE}, rules)

    assert nothing.because == ("emergency-signs-unsure",)
    assert half.because == ("urgent-signs-unsure",)


def test_daily_answers_say_nothing_about_the_full_lists() -> None:
    rules = shipped_care().warning_signs.rules

    assert screening_outcome(FULL, {ListName.DAILY: Answer.NONE}, rules).closes


def test_cards_with_a_hole_stop_instead_of_guessing() -> None:
    rules = [rule for rule in shipped_care().warning_signs.rules if rule.id != "daily-signs-none"]

    with pytest.raises(MissingRuleError, match="list daily, answer none"):
        screening_outcome(DAILY, {ListName.DAILY: Answer.NONE}, rules)


@given(kind=st.sampled_from(ScreeningKind), answers=answered)
def test_every_screening_gets_an_answer_with_rules_and_advice(
    kind: ScreeningKind, answers: dict[ListName, Answer]
) -> None:
    signs = shipped_care().warning_signs

    outcome = screening_outcome(kind, answers, signs.rules)

    assert signs.reasons(outcome.because)
    assert signs.advice(outcome.say).steps
    assert outcome.closes == any(answers.get(name) is not Answer.NONE for name in kind.lists)


@given(
    kind=st.sampled_from(ScreeningKind),
    answers=answered,
    worsened=st.sampled_from(ListName),
)
def test_a_worse_answer_never_gives_a_milder_outcome(
    kind: ScreeningKind, answers: dict[ListName, Answer], worsened: ListName
) -> None:
    rules = shipped_care().warning_signs.rules
    answers.setdefault(worsened, Answer.NONE)

    levels = [
        screening_outcome(kind, answers | {worsened: answer}, rules).level.severity
        for answer in ANSWERS[ANSWERS.index(answers[worsened]) :]
    ]

    assert all(milder <= worse for milder, worse in itertools.pairwise(levels))
