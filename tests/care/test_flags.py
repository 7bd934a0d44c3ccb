"""Flags: every one is asked for and does something, and some need a second answer first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.care import effect_on, flags_from, questions_with_effect
from supine.care.flags import Flags
from supine.library import shipped_library
from supine.library.care_cards import FlagEffect, Light
from tests.care.cards import shipped_care

CARD = shipped_care().caution.card
CAUTIONS = {movement.id: movement.card.caution for movement in shipped_library().movements.values()}

# Movements that lie on the back or sit: they neither kneel nor lean on the arms.
EASY = ("knee-wags", "lying-psoas-march", "spinal-flexion-drill")


def named_by_movements() -> set[str]:
    return {
        flag for caution in CAUTIONS.values() for flag in (*caution.leave_out_if, *caution.adapt_if)
    }


def test_every_flag_that_a_movement_or_a_rule_names_is_set_by_a_question() -> None:
    set_by_questions = {flag for question in CARD.questions for flag in question.flags}

    assert named_by_movements() - set_by_questions == set()
    assert set(shipped_care().offers.card.bonus_flags) - set_by_questions == set()


def test_every_flag_leaves_out_or_changes_a_movement() -> None:
    assert set(CARD.flags) - named_by_movements() == set()


def test_a_question_without_an_effect_here_is_not_asked() -> None:
    here = [CAUTIONS[movement] for movement in EASY]
    asked = {question.id for question in questions_with_effect(CARD, here)}

    assert {question.id for question in CARD.questions} - asked == {"A3", "A4", "A5"}


def test_no_answer_at_all_is_the_plain_start() -> None:
    assert flags_from((), {}, CARD) == Flags()


@pytest.mark.parametrize(
    ("sign", "when", "flags"),
    [
        ("C1", "first-three-months", set()),
        ("C1", "later", {"pregnancy_t2plus"}),
        ("C1", "after-birth", {"pregnancy_t2plus"}),
        ("C7", "under-12-weeks", {"hip_replacement_recent"}),
        ("C7", "told-to-be-careful", {"hip_replacement_recent"}),
        ("C7", "longer-and-free", set()),
        ("A1", "agreed", set()),
        ("A1", "not-yet", {"recent_surgery"}),
    ],
)
def test_a_second_answer_decides_whether_the_flag_is_set(
    sign: str, when: str, flags: set[str]
) -> None:
    answer = flags_from([sign], {sign: when}, CARD)

    assert set(answer.set_by) == flags
    assert answer.starts_gently == bool(flags)
    assert answer.because == ("caution-some", sign)


@pytest.mark.parametrize("sign", ["C1", "C7", "A1"])
def test_without_a_second_answer_or_with_an_odd_one_the_flag_is_set(sign: str) -> None:
    assert flags_from([sign], {}, CARD).set_by
    assert flags_from([sign], {sign: "some-day"}, CARD).set_by


def test_strong_painkillers_cap_the_day_and_slow_onset_asks_for_a_check() -> None:
    answer = flags_from(["C10", "C12"], {}, CARD)

    assert answer.set_by == {}
    assert answer.capped_at is Light.AMBER
    assert answer.asks_for_check == ("C10",)
    assert not answer.starts_gently


def test_leaving_out_beats_adapting_and_every_reason_is_named() -> None:
    drill = CAUTIONS["spinal-flexion-drill"]
    flags = flags_from(["C2", "C9", "A2"], {}, CARD)

    answer = effect_on(drill, flags, CARD)

    assert answer.effect is FlagEffect.LEAVE_OUT
    assert answer.advice == {}
    assert answer.because == ("flag-leaves-out", "C2")


def test_adapting_names_the_advice_of_each_flag() -> None:
    flags = flags_from(["C9", "A2"], {}, CARD)

    answer = effect_on(CAUTIONS["spinal-flexion-drill"], flags, CARD)

    assert answer.effect is FlagEffect.ADAPT
    assert answer.advice == {"dizziness": "half-way", "glaucoma_reflux": "half-way"}
    assert answer.because == ("flag-adapts", "A2", "C9")


@given(
    yes=st.sets(st.sampled_from([question.id for question in CARD.questions])),
    more=st.sets(st.sampled_from([question.id for question in CARD.questions])),
    movement=st.sampled_from(sorted(CAUTIONS)),
)
def test_one_more_yes_never_makes_a_movement_freer(
    yes: set[str], more: set[str], movement: str
) -> None:
    order = list(FlagEffect)
    fewer, most = (flags_from(signs, {}, CARD) for signs in (yes, yes | more))

    effects = [effect_on(CAUTIONS[movement], flags, CARD).effect for flags in (fewer, most)]

    assert order.index(effects[0]) <= order.index(effects[1])
    assert fewer.starts_gently <= most.starts_gently
