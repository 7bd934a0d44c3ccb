"""A routine and a person's choices, laid out in seconds: what is heard, shown and done, and when.

Where nobody moves, time waits for the words: a phase lasts as long as its sentences need. Where
somebody moves, words fit the movement: the longest wording that is over in time is spoken, and
where none is, a soft tick marks the beginning. So speech is never cut off and never overlaps.
"""

from __future__ import annotations

from dataclasses import dataclass

from supine.library import Item, Library, Movement, Routine, Sides
from supine.timeline.desk import PAUSE_SECONDS, ClipSeconds, Desk
from supine.timeline.lines import how_many, number, sentence
from supine.timeline.model import Phase, Set, Timeline
from supine.timeline.moving import lay_go, lay_reps, lay_shown_rep, shown_seconds
from supine.timeline.options import Options, Words

READY_SECONDS = 2.0
END_SECONDS = 4.0
SOUNDS = ("sound-check", "count-in", "stopped")
COUNT_IN = (3, 2, 1)
COUNT_IN_STEP_SECONDS = 0.9


class UnknownRoutineError(KeyError):
    """A routine that the library does not have."""

    def __init__(self, asked: str, library: Library) -> None:
        """Say which, and which there are."""
        self.sentence = (
            f"There is no routine {asked!r}. There are: {', '.join(sorted(library.routines))}."
        )
        super().__init__(self.sentence)

    def __str__(self) -> str:
        """Give the sentence without the quotes that KeyError adds."""
        return self.sentence


def build_timeline(
    library: Library, routine_id: str, options: Options, clip_seconds: ClipSeconds
) -> Timeline:
    """Lay out the session for one routine.

    clip_seconds gives the length of every sentence as the voice speaks it. The same arguments
    give the same timeline. Raises UnknownRoutineError.
    """
    routine = library.routines.get(routine_id)
    if routine is None:
        raise UnknownRoutineError(routine_id, library)
    build = _Build(library, routine, options, Desk(clip_seconds))
    return build.session()


def build_sound(library: Library, name: str, clip_seconds: ClipSeconds) -> Timeline:
    """Lay out one of the short sounds in SOUNDS. Raises KeyError for another name."""
    desk = Desk(clip_seconds)
    words = library.session_words
    if name == "count-in":
        for count in COUNT_IN:
            text = number(words, count)
            desk.fit("count", (text,), desk.now + clip_seconds(text) + PAUSE_SECONDS)
            desk.close(Phase(name="ready"), max(COUNT_IN_STEP_SECONDS, desk.spoken_for()))
    else:
        desk.talk(
            Phase(name="ready"),
            [{"sound-check": words.sound_check, "stopped": words.stopped}[name]],
            0.0,
        )
    return Timeline(name, desk.now, 0.0, tuple(desk.cues), tuple(desk.phases), ())


@dataclass
class _Build:
    """One session on its desk."""

    library: Library
    routine: Routine
    options: Options
    desk: Desk

    def session(self) -> Timeline:
        """Lay out everything in order."""
        self._ready()
        sets: list[Set] = []
        position: str | None = None
        for index, item in enumerate(self.routine.card.items):
            following = self.routine.card.items[index + 1 :][:1]
            sets.append(self._set(item, position))
            position = self._movement(item).card.position
            self._rest(position, following)
        self._end(position)
        desk = self.desk
        moving = sum(phase.seconds for phase in desk.phases if phase.rep is not None)
        return Timeline(
            self.routine.id, desk.now, moving, tuple(desk.cues), tuple(desk.phases), tuple(sets)
        )

    @property
    def _full(self) -> bool:
        return self.options.words is Words.FULL

    def _movement(self, item: Item) -> Movement:
        return self.library.movements[item.movement]

    def _ready(self) -> None:
        """Say how to pause and what to have within reach, while the person still stands."""
        words = self.library.session_words
        things = self.library.equipment_for(self.routine, self.options.reps)
        first = words.have_ready if things else words.nothing_needed
        sentences = [*words.welcome.lines(full=self._full), *first.lines(full=self._full)]
        for thing in things:
            sentences += self.library.equipment[thing].words.have_ready.lines(full=self._full)
        self.desk.talk(Phase(name="ready"), sentences, READY_SECONDS)

    def _set(self, item: Item, position: str | None) -> Set:
        """Lay out one movement: into position, one shown rep, the reps."""
        movement = self._movement(item)
        reps = self.library.reps(item, self.options.reps)
        equipment = movement.equipment_at(reps)
        if position is None:
            self._get_down(movement)
        at = self.desk.now
        self._get_into_position(movement, position, reps)
        lay_go(self.desk, movement)
        moving_at = self.desk.now
        lay_reps(self.desk, movement, reps, self.options, self.library.session_words)
        per_side = movement.card.sides is not Sides.NONE
        until_tires = movement.card.until == "tires"
        return Set(
            movement.id,
            movement.name,
            at,
            moving_at,
            self.desk.now,
            reps,
            per_side,
            until_tires,
            equipment,
        )

    def _get_down(self, movement: Movement) -> None:
        """Give the person the time they asked for to get to the floor."""
        position = self.library.positions[movement.card.position]
        seconds = (
            float(self.options.getting_down_seconds)
            if position.card.on_floor
            else position.card.change_seconds
        )
        self.desk.talk(Phase(name="down"), position.words.down.lines(full=self._full), seconds)

    def _get_into_position(self, movement: Movement, position: str | None, reps: int) -> None:
        """Name the movement, set it up, show it once and say how many."""
        desk, words = self.desk, self.library.session_words
        equipment = frozenset(movement.equipment_at(reps))
        sentences = [sentence(movement.name)]
        if self._changes(movement, position):
            sentences += self.library.positions[movement.card.position].words.change.lines(
                full=self._full
            )
        sentences += movement.words.setup.lines(full=self._full, equipment=equipment)
        at_least = self._position_seconds(movement, position, reps)
        phase = Phase(name="position", movement=movement.id)
        if self._full:
            desk.talk(phase, sentences, at_least)
            lay_shown_rep(desk, movement, self.options, spoken=True)
            desk.talk(phase, [how_many(words, movement, reps)], 0.0)
        else:
            # In short words the movement is shown while the person is getting into position.
            desk.speak([*sentences, how_many(words, movement, reps)])
            shown = shown_seconds(movement, self.options)
            desk.close(phase, max(at_least, desk.spoken_for(), shown) - shown)
            lay_shown_rep(desk, movement, self.options, spoken=False)

    def _changes(self, movement: Movement, position: str | None) -> bool:
        return position is not None and position != movement.card.position

    def _position_seconds(self, movement: Movement, position: str | None, reps: int) -> float:
        """Give the least time to get ready: longer for a new position or equipment."""
        used = set(movement.equipment_at(reps))
        seconds = movement.card.setup_seconds
        seconds += sum(use.put_on_seconds for use in movement.card.equipment if use.id in used)
        if self._changes(movement, position):
            seconds += self.library.positions[movement.card.position].card.change_seconds
        return seconds

    def _rest(self, position: str, following: tuple[Item, ...]) -> None:
        """Rest before the next movement; the time to get into it is part of the rest."""
        if not following:
            return
        words = self.library.session_words
        movement = self._movement(following[0])
        reps = self.library.reps(following[0], self.options.reps)
        getting_ready = self._position_seconds(movement, position, reps)
        left = self.routine.card.rest_seconds - getting_ready
        self.desk.talk(Phase(name="rest"), [words.rest], max(0.0, left))

    def _end(self, position: str | None) -> None:
        """Say that it is over, and how to get up."""
        desk = self.desk
        desk.tone("end")
        sentences = list(self.library.session_words.done.lines(full=self._full))
        if position is not None and self.library.positions[position].card.on_floor:
            sentences += self.library.positions[position].words.leave.lines(full=self._full)
        desk.talk(Phase(name="end"), sentences, END_SECONDS)
