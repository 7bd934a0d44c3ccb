"""A session laid out in seconds: nothing overlaps, nothing is cut, both sides get as much."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supine.library import Library, shipped_library
from supine.timeline import (
    SOUNDS,
    ClipSeconds,
    Options,
    Pace,
    UnknownRoutineError,
    Words,
    build_sound,
    build_timeline,
    phrases,
)
from tests.timeline.invariants import (
    HAIR,
    assert_a_change_of_sides_has_its_time,
    assert_moving_speech_ends_with_its_phase,
    assert_nothing_overlaps,
    assert_phases_cover_the_session,
    assert_reps_are_those_asked_for,
    assert_sides_are_equal,
    assert_speech_is_whole,
    choices,
    half_second,
    libraries,
    said,
    voices,
)


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
    assert_a_change_of_sides_has_its_time(timeline, library)
    assert set(said(timeline)) <= set(phrases(library))


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
