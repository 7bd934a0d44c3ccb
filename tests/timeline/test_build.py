"""A session laid out in seconds: nothing overlaps, nothing is cut, both sides get as much."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supine.library import Library, Movement, Sides, shipped_library
from supine.library.things import Item, Routine, RoutineCard
from supine.timeline import (
    SOUNDS,
    TONE_SECONDS,
    Chosen,
    ClipSeconds,
    Cue,
    Options,
    OptionsError,
    Pace,
    Phase,
    Timeline,
    UnknownRoutineError,
    Words,
    build_sound,
    build_timeline,
    phrases,
)

# Sums of many floats agree only so far.
HAIR = 1e-6


def half_second(_text: str) -> float:
    return 0.5


def spoken_at(seconds_a_letter: float, at_least: float) -> ClipSeconds:
    """Give a voice that needs so long for every letter."""
    return lambda text: at_least + seconds_a_letter * len(text)


def with_routine(items: list[Item], rest_seconds: float) -> Library:
    """Give the shipped library with one more routine, "made-up"."""
    library = shipped_library()
    card = RoutineCard(id="made-up", version=1, rest_seconds=rest_seconds, items=tuple(items))
    words = library.routines["three-minute"].words
    return replace(library, routines={**library.routines, "made-up": Routine(card, words)})


def reshaped(movement: Movement, sides: Sides, seconds: float, hold: int) -> Movement:
    """Give the movement with other sides, tempo and holds."""
    steps = tuple(
        step.model_copy(update={"seconds": seconds})
        if step.seconds
        else step.model_copy(update={"hold_seconds": (hold, hold + 1)})
        for step in movement.card.rep
    )
    per = "set" if sides is Sides.NONE else "side"
    dose = movement.card.dose.model_copy(update={"per": per})
    card = movement.card.model_copy(update={"sides": sides, "rep": steps, "dose": dose})
    return replace(movement, card=card)


items = st.builds(
    Item,
    movement=st.sampled_from(sorted(shipped_library().movements)),
    reps=st.one_of(st.none(), st.integers(1, 30)),
)
routines = st.builds(
    with_routine, st.lists(items, min_size=1, max_size=6), st.floats(0, 60, allow_nan=False)
)


@st.composite
def libraries(draw: st.DrawFn) -> Library:
    """Draw a library with a made-up routine of movements of made-up shapes."""
    library = draw(routines)
    shapes = {
        name: reshaped(
            movement,
            draw(st.sampled_from(Sides)),
            draw(st.floats(0.3, 6)),
            draw(st.integers(1, 20)),
        )
        for name, movement in library.movements.items()
    }
    return replace(library, movements=shapes)


choices = st.builds(
    Options,
    reps=st.one_of(st.none(), st.integers(5, 15)),
    words=st.sampled_from(Words),
    pace=st.sampled_from(Pace),
    getting_down_seconds=st.integers(10, 60),
)
voices = st.builds(spoken_at, st.floats(0.0, 0.2), st.floats(0.05, 3.0))


@settings(max_examples=150, deadline=None)
@given(library=libraries(), options=choices, voice=voices)
def test_whatever_the_routine_the_session_hangs_together(
    library: Library, options: Options, voice: ClipSeconds
) -> None:
    timeline = build_timeline(library, "made-up", options, voice)

    assert_phases_cover_the_session(timeline)
    assert_nothing_overlaps(timeline)
    assert_speech_is_whole(timeline, voice)
    assert_sides_are_equal(timeline)
    assert_moving_speech_ends_with_its_phase(timeline)
    assert_reps_are_those_asked_for(timeline, library, options)
    assert set(said(timeline)) <= set(phrases(library))


def assert_phases_cover_the_session(timeline: Timeline) -> None:
    assert timeline.phases[0].at == 0
    for before, after in pairwise(timeline.phases):
        assert after.at == pytest.approx(before.ends_at, abs=HAIR)
    assert timeline.phases[-1].ends_at == pytest.approx(timeline.seconds, abs=HAIR)
    assert all(phase.seconds >= 0 for phase in timeline.phases)


def assert_nothing_overlaps(timeline: Timeline) -> None:
    for before, after in pairwise(timeline.cues):
        assert after.at >= before.ends_at - HAIR, (before, after)
    assert timeline.cues[-1].ends_at <= timeline.seconds + HAIR


def assert_speech_is_whole(timeline: Timeline, voice: ClipSeconds) -> None:
    for cue in timeline.cues:
        expected = TONE_SECONDS[cue.text] if cue.kind == "tone" else voice(cue.text)
        assert cue.seconds == pytest.approx(expected)


def assert_sides_are_equal(timeline: Timeline) -> None:
    for movement in {p.movement for p in timeline.phases if p.rep and p.side}:
        moving = [p for p in timeline.phases if p.rep and p.movement == movement]
        left, right = ([p for p in moving if p.side == side] for side in ("left", "right"))
        assert len(left) == len(right)
        assert sum(p.seconds for p in left) == pytest.approx(sum(p.seconds for p in right))


def assert_moving_speech_ends_with_its_phase(timeline: Timeline) -> None:
    """A word said in a movement is over with it, so that it never talks into the next."""
    for phase in timeline.phases:
        if phase.rep is not None:
            assert all(cue.ends_at <= phase.ends_at + HAIR for cue in heard_in(timeline, phase))


def assert_reps_are_those_asked_for(timeline: Timeline, library: Library, options: Options) -> None:
    for item, made in zip(library.routines["made-up"].card.items, timeline.sets, strict=True):
        movement = library.movements[item.movement]
        assert made.reps == library.reps(item, options.reps)
        inside = [
            p for p in timeline.phases if p.rep and made.moving_at - HAIR <= p.at < made.ends_at
        ]
        sides = 1 if movement.card.sides is Sides.NONE else 2
        assert len(inside) == made.reps * sides * len(movement.card.rep)
        assert {p.rep for p in inside} == set(range(1, made.reps + 1))


def heard_in(timeline: Timeline, phase: Phase) -> list[Cue]:
    return [cue for cue in timeline.cues if phase.at <= cue.at < phase.ends_at - HAIR]


def said(timeline: Timeline) -> list[str]:
    return [cue.text for cue in timeline.cues if cue.kind != "tone"]


chosen_items = st.lists(
    st.builds(
        Chosen,
        movement=st.sampled_from(sorted(shipped_library().movements)),
        reps=st.integers(5, 15),
        hold_seconds=st.one_of(st.none(), st.integers(1, 60)),
        small_range=st.booleans(),
    ),
    min_size=1,
    max_size=5,
)


@settings(deadline=None)
@given(asked=chosen_items, options=choices, voice=voices)
def test_a_plans_own_movements_and_doses_replace_the_routines(
    asked: list[Chosen], options: Options, voice: ClipSeconds
) -> None:
    library = shipped_library()
    timeline = build_timeline(library, "three-minute", replace(options, items=tuple(asked)), voice)

    assert_phases_cover_the_session(timeline)
    assert_nothing_overlaps(timeline)
    assert_sides_are_equal(timeline)
    assert [(made.movement, made.reps) for made in timeline.sets] == [
        (item.movement, item.reps) for item in asked
    ]
    for item, made in zip(asked, timeline.sets, strict=True):
        moving = [p for p in timeline.phases if p.rep and made.moving_at <= p.at < made.ends_at]
        if item.small_range:
            assert {p.range for p in moving} == {
                library.movements[item.movement].card.range.share(1)
            }
            assert "resistance-band" not in made.equipment
    assert set(said(timeline)) <= set(phrases(library))


def test_a_longer_hold_is_held_and_counted_within_the_cards_bounds() -> None:
    library = shipped_library()

    for asked, held in ((4, 4.0), (1, 3.0), (60, 5.0)):
        item = Chosen("lying-adductor-squeeze", 5, hold_seconds=asked)
        timeline = build_timeline(library, "three-minute", Options(items=(item,)), half_second)
        holds = [p for p in timeline.phases if p.rep and p.name == "hold"]
        assert {p.seconds for p in holds} == {held}
        counts = [c for c in timeline.cues if holds[0].at <= c.at < holds[0].ends_at]
        assert len(counts) == held


def test_a_movement_nobody_has_is_refused() -> None:
    with pytest.raises(OptionsError, match="no movement 'juggling'"):
        build_timeline(
            shipped_library(), "three-minute", Options(items=(Chosen("juggling", 5),)), half_second
        )


def test_the_settling_rest_breathes_six_times_a_minute_and_is_shown_once() -> None:
    timeline = build_timeline(shipped_library(), "settle", Options(), half_second)

    breaths = [p for p in timeline.phases if p.rep and p.breath == "in"]
    shown = [p for p in timeline.phases if p.name == "show"]

    assert timeline.moving_seconds == 240
    assert len(breaths) == 24
    assert len(shown) == 2


@given(options=choices, voice=voices)
def test_the_same_choices_give_the_same_timeline(options: Options, voice: ClipSeconds) -> None:
    library = shipped_library()

    once = build_timeline(library, "three-minute-plus", options, voice)
    again = build_timeline(library, "three-minute-plus", options, voice)

    assert once == again


@pytest.mark.parametrize("words", Words)
def test_every_rep_is_called_once_in_every_choice_of_words(words: Words) -> None:
    timeline = build_timeline(shipped_library(), "three-minute", Options(10, words), half_second)

    for made in timeline.sets:
        counts = [
            cue.text
            for cue in timeline.cues
            if cue.kind == "count" and made.moving_at <= cue.at < made.ends_at
        ]
        spoken = Counter(counts)
        assert all(spoken[name] >= 1 for name in ("One.", "Five.", "Ten.")), made.name


def test_sides_take_turns() -> None:
    timeline = build_timeline(shipped_library(), "three-minute", Options(5), half_second)

    turns = [
        (p.rep, p.side) for p in timeline.phases if p.movement == "knee-wags" and p.name == "over"
    ]

    assert turns == [(rep, side) for rep in range(1, 6) for side in ("left", "right")]


def test_one_side_comes_after_the_other_where_the_card_says_so() -> None:
    library = shipped_library()
    wags = library.movements["knee-wags"]
    card = wags.card.model_copy(update={"sides": Sides.ONE_THEN_OTHER})
    library = replace(
        library, movements={**library.movements, "knee-wags": replace(wags, card=card)}
    )

    timeline = build_timeline(library, "three-minute", Options(5), half_second)
    turns = [p.side for p in timeline.phases if p.movement == "knee-wags" and p.name == "over"]

    assert turns == ["left"] * 5 + ["right"] * 5


def test_holds_are_counted_down_second_by_second() -> None:
    timeline = build_timeline(shipped_library(), "three-minute", Options(5), half_second)
    hold = next(p for p in timeline.phases if p.name == "hold")

    counts = [
        (cue.at - hold.at, cue.text) for cue in timeline.cues if hold.at <= cue.at < hold.ends_at
    ]

    assert [text for _, text in counts] == ["Three.", "Two.", "One."]
    assert [at for at, _ in counts] == pytest.approx([0, 1, 2])


@pytest.mark.parametrize(("pace", "seconds"), [("slower", 2.5), ("normal", 2.0), ("faster", 1.7)])
def test_pace_stretches_movements_but_never_a_hold(pace: str, seconds: float) -> None:
    timeline = build_timeline(
        shipped_library(), "three-minute", Options(5, pace=Pace(pace)), half_second
    )

    assert {p.seconds for p in timeline.phases if p.rep and p.name == "over"} == {seconds}
    assert {p.seconds for p in timeline.phases if p.rep and p.name == "hold"} == {3.0}


@given(reps=st.integers(5, 15))
def test_the_last_two_are_announced_in_every_set(reps: int) -> None:
    timeline = build_timeline(shipped_library(), "three-minute", Options(reps), half_second)

    for made in timeline.sets:
        last_two = [
            cue.at
            for cue in timeline.cues
            if cue.text == "Last two." and made.moving_at <= cue.at < made.ends_at
        ]
        nine = min(
            p.at for p in timeline.phases if p.movement == made.movement and p.rep == reps - 1
        )
        assert len(last_two) == 1
        assert last_two[0] < nine


def test_breath_words_fall_on_the_right_phase() -> None:
    timeline = build_timeline(shipped_library(), "three-minute-plus", Options(8), half_second)

    for phase in timeline.phases:
        for cue in timeline.cues:
            if phase.rep and phase.at <= cue.at < phase.ends_at - HAIR:
                if cue.text.startswith("Breathe out"):
                    assert phase.breath == "out"
                if cue.text.startswith("Breathe in"):
                    assert phase.breath == "in"


def test_getting_down_takes_as_long_as_the_person_likes() -> None:
    library = shipped_library()

    for seconds in (10, 20, 60):
        timeline = build_timeline(
            library, "three-minute", Options(8, getting_down_seconds=seconds), lambda _: 0.1
        )
        (down,) = (p for p in timeline.phases if p.name == "down")
        assert down.seconds == seconds


def test_a_new_piece_of_equipment_gives_time_to_put_it_on() -> None:
    timeline = build_timeline(
        shipped_library(), "three-minute", Options(10, Words.SHORT), lambda _: 0.1
    )

    before_moving = {made.movement: made.moving_at - made.at for made in timeline.sets}

    assert before_moving["lying-adductor-squeeze"] >= 8
    assert before_moving["lying-psoas-march"] >= 10


def test_every_movement_is_shown_once_before_it_is_done() -> None:
    for words in Words:
        timeline = build_timeline(
            shipped_library(), "three-minute-plus", Options(5, words), half_second
        )
        for made in timeline.sets:
            shown = [
                p.step
                for p in timeline.phases
                if p.name == "show" and made.at <= p.at < made.moving_at
            ]
            card = shipped_library().movements[made.movement].card
            assert shown == [step.name for step in card.rep]


def test_the_march_says_enough_is_enough_and_the_gentle_one_uses_no_band() -> None:
    library = shipped_library()

    full = said(build_timeline(library, "three-minute", Options(10), half_second))
    gentle = said(build_timeline(library, "three-minute", Options(8), half_second))

    assert any(text.startswith("Enough is enough") for text in full)
    assert any("band" in text.lower() for text in full)
    assert not any("loop the band" in text.lower() for text in gentle)


def test_the_end_says_how_to_get_up() -> None:
    for words in Words:
        timeline = build_timeline(shipped_library(), "three-minute", Options(5, words), half_second)
        assert said(timeline)[-1] == (
            "Roll to your side, push up with your arms, and take your time."
        )


def test_only_moving_phases_have_a_rep_and_only_they_count_as_movement() -> None:
    timeline = build_timeline(shipped_library(), "three-minute", Options(10), half_second)

    moving = [p for p in timeline.phases if p.rep is not None]
    quiet = {p.name for p in timeline.phases if p.rep is None}

    assert timeline.moving_seconds == pytest.approx(sum(p.seconds for p in moving))
    assert quiet == {"ready", "down", "position", "show", "rest", "end"}


def test_an_unknown_routine_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownRoutineError, match="three-minute-plus"):
        build_timeline(shipped_library(), "nine-minute", Options(), half_second)


@pytest.mark.parametrize("name", SOUNDS)
def test_the_short_sounds_are_timelines_too(name: str) -> None:
    sound = build_sound(shipped_library(), name, half_second)

    assert_phases_cover_the_session(sound)
    assert_nothing_overlaps(sound)
    assert set(said(sound)) <= set(phrases(shipped_library()))
