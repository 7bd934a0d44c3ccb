"""Which sentences a movement's words come to, with sides and numbers filled in."""

from __future__ import annotations

from collections.abc import Iterator

from supine.library import (
    LONGEST_COUNTED_HOLD_SECONDS,
    MOST_REPS_OF_ONE,
    Library,
    Movement,
    RepStep,
    SessionWords,
    Sides,
    StepWords,
)
from supine.timeline.model import Side
from supine.timeline.options import LEAST_REPS_OF_ONE, Words

SIDES: tuple[Side, Side] = ("left", "right")
FIRST_REPS = 2
ALL_REPS = range(LEAST_REPS_OF_ONE, MOST_REPS_OF_ONE + 1)
# Of a long hold, so that its end does not come as a surprise.
LAST_SECONDS_COUNTED = 3


def sentence(text: str) -> str:
    """Make a name or a number a sentence of its own, so that the voice lets it fall at the end."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def number(words: SessionWords, count: int) -> str:
    """Give the spoken number, from 1."""
    return sentence(words.numbers[count - 1])


def how_many(words: SessionWords, movement: Movement, reps: int) -> str:
    """Give the sentence that says how many repetitions, or minutes, there will be."""
    dose = movement.card.dose
    if reps == 1 and dose.per == "set":
        return words.one_minute if dose.unit == "minutes" else words.once
    pattern = words.minutes if dose.unit == "minutes" else words.times
    if dose.per == "side":
        pattern = words.each_side
    return sentence(pattern.replace("{number}", words.numbers[reps - 1]))


def on_side(text: str, words: SessionWords, side: Side | None) -> str:
    """Fill {side} and {Side} in."""
    if side is None:
        return text
    name = words.left if side == "left" else words.right
    return text.replace("{side}", name).replace("{Side}", name[:1].upper() + name[1:])


def sides_of(movement: Movement) -> tuple[Side | None, ...]:
    """Give the sides of one repetition, or of the two halves of the set."""
    return (None,) if movement.card.sides is Sides.NONE else SIDES


def step_lines(said: StepWords | None, words: Words, rep: int) -> tuple[str, ...]:
    """Give what may be said in a step of repetition `rep`, longest first."""
    if said is None or words is Words.COUNTS:
        return ()
    if words is Words.SHORT:
        return said.short
    return said.first if rep <= FIRST_REPS else said.later


def hold_counts(words: SessionWords, seconds: int) -> tuple[str, ...]:
    """Give the numbers called in a hold, one a second, down to one; of a long one, its last."""
    counted = LAST_SECONDS_COUNTED if is_long(seconds) else seconds
    return tuple(number(words, left) for left in range(counted, 0, -1))


def is_long(hold_seconds: float) -> bool:
    """Tell whether a hold has words of its own and then silence, rather than a count."""
    return hold_seconds > LONGEST_COUNTED_HOLD_SECONDS


def other_side(words: SessionWords, movement: Movement, *, full: bool) -> tuple[str, ...]:
    """Give what is said between the two sides of a movement that does one after the other."""
    own = movement.words.other_side
    return (words.other_side,) if own is None else own.lines(full=full)


def phrases(library: Library) -> tuple[str, ...]:
    """Give every sentence that any timeline of the library, or its camera, can speak, sorted."""
    said = {
        *_session_phrases(library),
        *_movement_phrases(library),
        *_camera_phrases(library),
    }
    return tuple(sorted(said))


def _session_phrases(library: Library) -> Iterator[str]:
    words = library.session_words
    yield from (number(words, count) for count in ALL_REPS)
    yield from (words.rest, words.last_two, words.sound_check, words.stopped, words.other_side)
    for spoken in (words.welcome, words.have_ready, words.nothing_needed, words.done):
        yield from spoken.every()
    for position in library.positions.values():
        for spoken in (position.words.down, position.words.change, position.words.leave):
            yield from spoken.every()
    for equipment in library.equipment.values():
        yield from equipment.words.have_ready.every()


def _movement_phrases(library: Library) -> Iterator[str]:
    words = library.session_words
    for movement in library.movements.values():
        yield sentence(movement.name)
        yield from movement.words.setup.every()
        yield from movement.words.show.values()
        # Any routine, a person's own too, may ask for any number of them.
        yield from (how_many(words, movement, reps) for reps in ALL_REPS)
        for step in filter(_is_spoken_in, movement.card.rep):
            said = movement.words.say.get(step.name, StepWords())
            for text in (*said.first, *said.later, *said.short):
                yield from (on_side(text, words, side) for side in sides_of(movement))
        yield from (text for hint in movement.words.coach for text in hint.say)
        if movement.words.other_side is not None:
            yield from movement.words.other_side.every()


def _camera_phrases(library: Library) -> Iterator[str]:
    words = library.camera_words
    yield from (*words.cues.values(), *words.unseen.values(), words.tired)
    for movement in library.movements.values():
        yield from movement.words.cues.values()


def _is_spoken_in(step: RepStep) -> bool:
    """Tell whether a step's own words are heard: a hold that is always counted has no room."""
    return step.hold_seconds is None or is_long(step.hold_seconds[1])
