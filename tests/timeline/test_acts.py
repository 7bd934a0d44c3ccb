"""A plan's own movements and doses, in place of the routine's."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supine.library import shipped_library
from supine.timeline import (
    Chosen,
    ClipSeconds,
    Options,
    OptionsError,
    build_timeline,
    phrases,
)
from tests.timeline.invariants import (
    assert_nothing_overlaps,
    assert_phases_cover_the_session,
    assert_sides_are_equal,
    choices,
    half_second,
    said,
    voices,
)

chosen_items = st.lists(
    st.builds(
        Chosen,
        movement=st.sampled_from(sorted(shipped_library().movements)),
        reps=st.integers(1, 30),
        hold_seconds=st.one_of(st.none(), st.integers(1, 180)),
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
