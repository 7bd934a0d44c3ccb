"""The words that stand beside the cards: everything that is spoken or read, one language a file.

Spoken lines are lists of short sentences. `{side}` stands for left or right, `{Side}` for the
same with a capital letter. Where several lines are given for one moment of a repetition, the
longest that fits its time is spoken, so they are written longest first.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from supine.library.card import MOST_REPS_OF_ONE, Card, Identifier, Sentence

# Read at a glance from the floor, in the largest letters, so it has to be short.
Label = Annotated[str, StringConstraints(min_length=1, max_length=20, strip_whitespace=True)]


class Line(Card):
    """One spoken sentence, perhaps only with or only without a piece of equipment.

    aloud_only: it is about the session itself, and means nothing on a page or on paper.
    """

    say: Sentence
    aloud_only: bool = False
    with_equipment: Identifier | None = Field(default=None, alias="with")
    without_equipment: Identifier | None = Field(default=None, alias="without")

    def is_for(self, equipment: frozenset[str]) -> bool:
        """Tell whether the line is spoken when exactly this equipment is used."""
        if self.with_equipment is not None and self.with_equipment not in equipment:
            return False
        return self.without_equipment is None or self.without_equipment not in equipment


Lines = tuple[Sentence | Line, ...]


class Spoken(Card):
    """The same thing in full, for the first sessions, and in short."""

    full: Lines
    short: Lines

    def written(self, equipment: frozenset[str]) -> tuple[str, ...]:
        """Give the full sentences to read on a page or on paper, in order."""
        aloud = {line.say for line in self.full if isinstance(line, Line) and line.aloud_only}
        return tuple(
            line for line in self.lines(full=True, equipment=equipment) if line not in aloud
        )

    def lines(self, *, full: bool, equipment: frozenset[str] = frozenset()) -> tuple[str, ...]:
        """Give the sentences to speak, in order."""
        chosen = self.full if full else self.short
        return tuple(
            line if isinstance(line, str) else line.say
            for line in chosen
            if isinstance(line, str) or line.is_for(equipment)
        )

    def every(self) -> tuple[str, ...]:
        """Give every sentence that could be spoken, whatever the equipment."""
        return tuple(
            line if isinstance(line, str) else line.say for line in (*self.full, *self.short)
        )


class StepWords(Card):
    """What is said in one step of a repetition: the first two times, later, and in short words."""

    first: tuple[Sentence, ...] = ()
    later: tuple[Sentence, ...] = ()
    short: tuple[Sentence, ...] = ()


class CoachWords(Card):
    """One hint, said in the last step of repetition `rep`; longest wording first."""

    rep: Annotated[int, Field(ge=1, le=MOST_REPS_OF_ONE)]
    say: Annotated[tuple[Sentence, ...], Field(min_length=1)]


class MovementWords(Card):
    """All words of one movement. `steps`: what the page shows while each step is being done.

    `other_side`: how to change to the second side; without it, only that it is that side's turn.
    `cues`: what is said for a cue of the camera, where the general sentence does not fit.
    """

    name: Sentence
    also_called: tuple[Sentence, ...] = ()
    aim: Sentence
    setup: Spoken
    steps: dict[Identifier, Label]
    show: dict[Identifier, Sentence]
    say: dict[Identifier, StepWords]
    coach: tuple[CoachWords, ...] = ()
    mistakes: tuple[Sentence, ...] = ()
    stop_if: tuple[Sentence, ...]
    easier: tuple[Sentence, ...]
    harder: tuple[Sentence, ...] = ()
    advice: dict[Identifier, Sentence] = Field(default_factory=dict)
    other_side: Spoken | None = None
    cues: dict[Identifier, Sentence] = Field(default_factory=dict)


class PositionWords(Card):
    """How to get down into a position, how to change into it, and how to leave it for good."""

    name: Sentence
    down: Spoken
    change: Spoken
    leave: Spoken


class EquipmentWords(Card):
    """What a thing is called, what will do instead, and how it is announced."""

    name: Sentence
    stand_in: Sentence
    purpose: Sentence
    have_ready: Spoken


class RoutineWords(Card):
    """What a routine is called, what it is for, and who should leave it out."""

    name: Sentence
    aim: Sentence
    note: Sentence | None = None
    leave_out: tuple[Sentence, ...] = ()
    advice: dict[Identifier, Sentence] = Field(default_factory=dict)


class CameraWords(Card):
    """What is said in any movement while a camera watches.

    cues: for what it saw, by the cue's key. unseen: for what it cannot see, by the reason. tired:
    as a set that goes on until somebody tires is ended.
    """

    cues: dict[Identifier, Sentence]
    unseen: dict[Identifier, Sentence]
    tired: Sentence


class SessionWords(Card):
    """What the voice says around the movements, in every routine."""

    left: Sentence
    right: Sentence
    numbers: Annotated[
        tuple[Sentence, ...], Field(min_length=MOST_REPS_OF_ONE, max_length=MOST_REPS_OF_ONE)
    ]
    each_side: Sentence
    times: Sentence
    once: Sentence
    minutes: Sentence
    one_minute: Sentence
    other_side: Sentence
    welcome: Spoken
    have_ready: Spoken
    nothing_needed: Spoken
    rest: Sentence
    last_two: Sentence
    done: Spoken
    sound_check: Sentence
    stopped: Sentence

    @model_validator(mode="after")
    def say_how_many(self) -> SessionWords:
        """Refuse a dose sentence that has no place for its number."""
        for sentence in (self.each_side, self.times, self.minutes):
            if "{number}" not in sentence:
                raise ValueError("each_side, times and minutes need {number} for the number")
        return self
