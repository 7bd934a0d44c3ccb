"""Which sentences a movement's words come to, with sides and numbers filled in."""

from __future__ import annotations

from collections.abc import Iterator

from supine.library import Library, Movement, RepStep, SessionWords, Sides, StepWords
from supine.timeline.model import Side
from supine.timeline.options import LEAST_REPS, MOST_REPS, Words

SIDES: tuple[Side, Side] = ("left", "right")
FIRST_REPS = 2
LONGEST_COUNTED_HOLD_SECONDS = 10


def sentence(text: str) -> str:
    """Make a name or a number a sentence of its own, so that the voice lets it fall at the end."""
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def number(words: SessionWords, count: int) -> str:
    """Give the spoken number, from 1."""
    return sentence(words.numbers[count - 1])


def how_many(words: SessionWords, movement: Movement, reps: int) -> str:
    """Give the sentence that says how many repetitions there will be."""
    pattern = words.each_side if movement.card.dose.per == "side" else words.times
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
    """Give the numbers called in a hold, one a second, down to one; a long one's last ten."""
    return tuple(
        number(words, left) for left in range(min(seconds, LONGEST_COUNTED_HOLD_SECONDS), 0, -1)
    )


def phrases(library: Library) -> tuple[str, ...]:
    """Give every sentence that any timeline of the library can speak, sorted."""
    return tuple(sorted(set(_session_phrases(library)) | set(_movement_phrases(library))))


def _session_phrases(library: Library) -> Iterator[str]:
    words = library.session_words
    yield from (number(words, count) for count in range(1, MOST_REPS + 1))
    yield from (words.rest, words.last_two, words.sound_check, words.stopped)
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
        doses = {*range(LEAST_REPS, MOST_REPS + 1), *_doses_in_routines(library, movement)}
        yield from (how_many(words, movement, reps) for reps in doses)
        yield from (number(words, count) for count in range(1, max(doses) + 1))
        for said in movement.words.say.values():
            for text in (*said.first, *said.later, *said.short):
                yield from (on_side(text, words, side) for side in sides_of(movement))
        yield from (text for hint in movement.words.coach for text in hint.say)
        for step in movement.card.rep:
            yield from _hold_phrases(words, step)


def _doses_in_routines(library: Library, movement: Movement) -> Iterator[int]:
    for routine in library.routines.values():
        yield from (
            library.reps(item, None) for item in routine.card.items if item.movement == movement.id
        )


def _hold_phrases(words: SessionWords, step: RepStep) -> Iterator[str]:
    if step.hold_seconds is not None:
        yield from hold_counts(words, step.hold_seconds[1])
