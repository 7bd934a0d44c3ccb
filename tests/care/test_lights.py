"""The lights agree with the written rules everywhere, never improve when an answer gets worse, and
are never green where something is missing."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supine.care import (
    Judged,
    Limits,
    LimitsError,
    Neuro,
    Scores,
    Usual,
    check_limits,
    day_light,
    exercise_light,
    limit_choices,
    limits_at,
    published_limits,
    settled,
    usual,
)
from supine.library.care_cards import Light
from tests.care import oracle
from tests.care.asking import TODAY, Three
from tests.care.cards import shipped_care

EXERCISE = shipped_care().exercise_light.card
DAY = shipped_care().day_light.card
SETTLED = shipped_care().settled.card

score = st.integers(0, 10)
reach = st.integers(0, 4)
three = st.tuples(score, score, reach)
neuro = st.sampled_from(Neuro)
halves = st.integers(0, 20).map(lambda number: Fraction(number, 2))
medians = st.none() | st.tuples(halves, halves, st.integers(0, 8).map(lambda n: Fraction(n, 2)))


def judged(
    before: Three,
    worst: Three,
    later: int | None = None,
    neuro: Neuro | None = Neuro.NONE,
    limits: Limits | None = None,
) -> Judged:
    return exercise_light(Scores(*before), Scores(*worst), later, neuro, EXERCISE, limits)


def severity(light: Light | None) -> int:
    assert light is not None
    return light.severity


@pytest.mark.parametrize(
    ("before", "back", "leg"),
    [
        (0, (3, 5), (2, 4)),
        (1, (3, 5), (2, 4)),
        (2, (3, 5), (2, 4)),
        (3, (3, 5), (3, 4)),
        (4, (4, 5), (4, 5)),
        (5, (5, 6), (5, 6)),
        (6, (6, 7), (5, 6)),
    ],
)
def test_the_ceilings_are_those_of_the_published_table(
    before: int, back: tuple[int, int], leg: tuple[int, int]
) -> None:
    ceilings = limits_at(Scores(before, before, 0), None, EXERCISE)

    assert (ceilings["back_green"], ceilings["back_amber"]) == back
    assert (ceilings["leg_green"], ceilings["leg_amber"]) == leg


@given(before=three, worst=three, later=st.none() | reach, neuro=neuro)
def test_the_exercise_light_is_the_written_one(
    before: oracle.Three, worst: oracle.Three, later: int | None, neuro: Neuro
) -> None:
    answer = judged(before, worst, later, neuro)

    assert answer.light == oracle.exercise(before, worst, later, neuro)
    assert answer.because


@given(now=three, usual=medians, last=st.none() | three, last_settled=st.none() | st.booleans())
def test_the_day_light_is_the_written_one(
    now: oracle.Three,
    usual: oracle.Medians | None,
    last: oracle.Three | None,
    *,
    last_settled: bool | None,
) -> None:
    answer = day_light(
        Scores(*now),
        Usual(*usual) if usual else None,
        Scores(*last) if last else None,
        last_settled,
        DAY,
    )

    assert answer.light == oracle.day(now, usual, last, last_settled=last_settled)
    assert answer.because


@given(last=three, following=three)
def test_settled_is_the_written_one(last: oracle.Three, following: oracle.Three) -> None:
    answer = settled(Scores(*last), Scores(*following), SETTLED)

    assert answer.settled == oracle.is_settled(last, following)
    assert answer.because


WORSE_NEURO = list(Neuro)


@given(before=three, worst=three, worse=three, later=reach, neuro=neuro)
def test_a_worse_answer_about_an_exercise_never_gives_a_better_light(
    before: oracle.Three, worst: oracle.Three, worse: oracle.Three, later: int, neuro: Neuro
) -> None:
    light = severity(judged(before, worst, later, neuro).light)
    higher: oracle.Three = (
        max(worst[0], worse[0]),
        max(worst[1], worse[1]),
        max(worst[2], worse[2]),
    )
    later_further = max(later, worse[2])
    worse_neuro = WORSE_NEURO[WORSE_NEURO.index(neuro) :][-1]

    assert severity(judged(before, higher, later, neuro).light) >= light
    assert severity(judged(before, worst, later_further, neuro).light) >= light
    assert severity(judged(before, worst, None, neuro).light) >= light
    assert severity(judged(before, worst, later, worse_neuro).light) >= light


@given(now=three, worse=three, usual=medians, last=st.none() | three, settled=st.booleans())
def test_a_worse_morning_never_gives_a_better_day(
    now: oracle.Three,
    worse: oracle.Three,
    usual: oracle.Medians | None,
    last: oracle.Three | None,
    *,
    settled: bool,
) -> None:
    def light(scores: oracle.Three, *, last_settled: bool | None) -> int:
        before = Scores(*last) if last else None
        medians = Usual(*usual) if usual else None
        return severity(day_light(Scores(*scores), medians, before, last_settled, DAY).light)

    higher: oracle.Three = (max(now[0], worse[0]), max(now[1], worse[1]), max(now[2], worse[2]))

    unsettled, unknown, was_settled = (
        light(now, last_settled=answer) for answer in (False, None, True)
    )

    assert light(higher, last_settled=settled) >= light(now, last_settled=settled)
    assert unsettled >= unknown >= was_settled


@given(before=score, worst=score)
def test_the_leg_is_never_allowed_more_than_the_back(before: int, worst: int) -> None:
    back = judged((before, 0, 0), (worst, 0, 0)).light
    leg = judged((0, before, 0), (0, worst, 0)).light

    assert severity(leg) >= severity(back)


@given(
    before=three,
    worst=three,
    left_out=st.lists(st.sampled_from(["before", "worst", "neuro"]), min_size=1, unique=True),
    which=st.integers(0, 2),
)
def test_a_missing_score_gives_no_light_and_never_hides_a_red_one(
    before: oracle.Three, worst: oracle.Three, left_out: list[str], which: int
) -> None:
    some_before: list[int | None] = list(before)
    some_worst: list[int | None] = list(worst)
    if "before" in left_out:
        some_before[which] = None
    if "worst" in left_out:
        some_worst[which] = None
    answer = exercise_light(
        Scores(*some_before),
        Scores(*some_worst),
        None,
        None if "neuro" in left_out else Neuro.NONE,
        EXERCISE,
    )

    assert answer.light in (None, Light.RED)
    assert answer.because
    assert answer.light is Light.RED or answer.because == ("exercise-score-missing",)


def test_a_morning_with_a_missing_score_has_no_light_unless_it_is_red() -> None:
    plain = Usual(Fraction(2), Fraction(2), Fraction(1))

    none = day_light(Scores(2, None, 1), plain, None, None, DAY)
    red = day_light(Scores(7, None, 1), plain, None, None, DAY)

    assert none == Judged(None, ("day-light-missing",))
    assert (red.light, red.because) == (Light.RED, ("day-back-strong", "day-back-far-above-usual"))


def test_the_rules_of_the_resulting_colour_are_named_and_no_others() -> None:
    answer = judged((3, 2, 1), (5, 5, 3), 1, Neuro.SETTLED)

    assert answer.light is Light.RED
    assert answer.because == ("exercise-leg-red", "exercise-reach-far")


def test_a_leg_that_eases_while_the_back_rises_is_noted_and_changes_no_light() -> None:
    answer = judged((3, 3, 2), (4, 2, 1), 1)

    assert answer.light is Light.AMBER
    assert answer.notes == ("exercise-back-up-leg-easier",)


def test_the_sentences_show_the_ceilings_of_this_start() -> None:
    answer = judged((4, 2, 1), (6, 2, 1))
    book = shipped_care().exercise_light

    assert book.reasons(answer.because, answer.figures) == (
        "Your rule: with this start, a back score over 5 means stop.",
    )


@given(
    limits=st.builds(Limits, *(st.integers(-5, 15),) * 4),
    before=three,
    worst=three,
)
def test_nothing_that_is_chosen_makes_a_light_laxer_than_the_published_one(
    limits: Limits, before: oracle.Three, worst: oracle.Three
) -> None:
    chosen = judged(before, worst, before[2], limits=limits).light
    published = judged(before, worst, before[2]).light

    assert severity(chosen) >= severity(published)


@given(
    limits=st.builds(Limits, *(st.integers(0, 5),) * 4),
    before=score,
    worst=score,
)
def test_with_any_limits_the_leg_is_never_allowed_more_than_the_back(
    limits: Limits, before: int, worst: int
) -> None:
    back = judged((before, 0, 0), (worst, 0, 0), limits=limits).light
    leg = judged((0, before, 0), (0, worst, 0), limits=limits).light

    assert severity(leg) >= severity(back)


def test_stricter_limits_are_applied() -> None:
    strict = Limits(back_green=1, back_amber=3, leg_green=0, leg_amber=2)

    assert judged((0, 0, 0), (2, 0, 0), limits=strict).light is Light.AMBER
    assert judged((0, 0, 0), (0, 3, 0), limits=strict).light is Light.RED
    assert check_limits(strict, EXERCISE) == strict


def test_the_published_limits_are_the_traffic_light_and_the_highest_choice() -> None:
    published = published_limits(EXERCISE)

    assert published == Limits(3, 5, 2, 4)
    assert {name: list(choice)[-1] for name, choice in limit_choices(EXERCISE).items()} == {
        "back_green": 3,
        "back_amber": 5,
        "leg_green": 2,
        "leg_amber": 4,
    }


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (Limits(4, 5, 2, 4), "back_green: 4 is out of bounds. Choose 0 to 3."),
        (Limits(3, 6, 2, 4), "back_amber: 6 is out of bounds. Choose 2 to 5."),
        (Limits(3, 5, 3, 4), "leg_green: 3 is out of bounds. Choose 0 to 2."),
        (Limits(3, 5, 2, 5), "leg_amber: 5 is out of bounds. Choose 1 to 4."),
        (Limits(3, 2, 1, 2), "back_green: it lies above the amber limit. Choose less."),
        (Limits(1, 5, 2, 4), "leg_green: it lies above the back's limit."),
        (Limits(1, 3, 1, 4), "leg_amber: it lies above the back's limit."),
    ],
)
def test_limits_that_are_less_careful_are_refused_in_one_sentence(
    limits: Limits, sentence: str
) -> None:
    with pytest.raises(LimitsError) as refusal:
        check_limits(limits, EXERCISE)

    assert str(refusal.value).startswith(sentence)


def test_usual_is_the_median_of_seven_days_and_nothing_before_three() -> None:
    def days(*backs: int | None, first: int = 1) -> Usual | None:
        scores = {
            TODAY.fromordinal(TODAY.toordinal() - first - number): Scores(back, 2, 1)
            for number, back in enumerate(backs)
        }
        return usual(scores, TODAY)

    assert days(1, 9) is None
    assert days(1, 9, None) is None
    assert days(1, 4, 9) == Usual(Fraction(4), Fraction(2), Fraction(1))
    assert days(1, 4, 5, 9) == Usual(Fraction(9, 2), Fraction(2), Fraction(1))
    assert days(1, 1, 1, 1, 9, 9, 9, 9, 9) == Usual(Fraction(1), Fraction(2), Fraction(1))
    assert days(1, 4, 9, first=0) is None
