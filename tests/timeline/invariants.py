"""What holds for every timeline, and the voices, libraries and choices to try it with."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import strategies as st

from supine.library import Library, Movement, Sides, shipped_library
from supine.library.things import Item, Routine, RoutineCard
from supine.timeline import (
    TONE_SECONDS,
    ClipSeconds,
    Cue,
    Options,
    Pace,
    Phase,
    Timeline,
    Words,
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


def reshaped(
    movement: Movement, sides: Sides, seconds: float, hold: int, position: str | None = None
) -> Movement:
    """Give the movement with other sides, tempo and holds, perhaps in another position."""
    steps = tuple(
        step.model_copy(update={"seconds": seconds})
        if step.seconds
        else step.model_copy(update={"hold_seconds": (hold, hold + 1)})
        for step in movement.card.rep
    )
    per = "set" if sides is Sides.NONE else "side"
    dose = movement.card.dose.model_copy(update={"per": per})
    shape = {
        "sides": sides,
        "rep": steps,
        "dose": dose,
        "position": position or movement.card.position,
        "other_side_seconds": 3 * seconds if sides is Sides.ONE_THEN_OTHER else None,
    }
    return replace(movement, card=movement.card.model_copy(update=shape))


items = st.builds(
    Item,
    movement=st.sampled_from(sorted(shipped_library().movements)),
    reps=st.one_of(st.none(), st.integers(1, 30)),
    hold_seconds=st.one_of(st.none(), st.integers(1, 180)),
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
            draw(st.integers(1, 40)),
            draw(st.sampled_from(sorted(library.positions))),
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


def assert_a_change_of_sides_has_its_time(timeline: Timeline, library: Library) -> None:
    """Between the last repetition of one side and the first of the other, and nowhere else."""
    made = [p for p in timeline.phases if p.rep is not None or p.name == "change"]
    for before, phase, after in zip(made, made[1:], made[2:], strict=False):
        if phase.name == "change":
            needed = library.movements[phase.movement or ""].card.other_side_seconds
            assert needed is not None
            assert phase.seconds >= needed
            assert (before.side, phase.side, after.side) == ("left", "right", "right")
            assert (phase.rep, phase.step, after.rep) == (None, None, 1)
            assert heard_in(timeline, phase)[-1].text == "go"
    twice = [
        made
        for made in timeline.sets
        if library.movements[made.movement].card.sides is Sides.ONE_THEN_OTHER
    ]
    assert sum(p.name == "change" for p in timeline.phases) == len(twice)


def heard_in(timeline: Timeline, phase: Phase) -> list[Cue]:
    return [cue for cue in timeline.cues if phase.at <= cue.at < phase.ends_at - HAIR]


def said(timeline: Timeline) -> list[str]:
    return [cue.text for cue in timeline.cues if cue.kind != "tone"]
