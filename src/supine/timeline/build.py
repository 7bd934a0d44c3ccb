"""A routine and a person's choices, laid out in seconds: what is heard, shown and done, and when.

Where nobody moves, time waits for the words: a phase lasts as long as its sentences need. Where
somebody moves, words fit the movement: the longest wording that is over in time is spoken, and
where none is, a soft tick marks the beginning. So speech is never cut off and never overlaps.
"""

from __future__ import annotations

from dataclasses import dataclass

from supine.library import Library, Routine, Sides
from supine.timeline.acts import Act, acts_of, things_needed
from supine.timeline.desk import PAUSE_SECONDS, ClipSeconds, Desk, HasClip
from supine.timeline.lines import how_many, number, sentence
from supine.timeline.model import Phase, Set, Timeline
from supine.timeline.moving import lay_go, lay_reps, lay_shown_rep, shown_seconds
from supine.timeline.options import Options, Words
from supine.timeline.places import position_of, way_between, way_down

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
    library: Library,
    routine_id: str,
    options: Options,
    clip_seconds: ClipSeconds,
    has_clip: HasClip | None = None,
) -> Timeline:
    """Lay out the session for one routine of the library, as `timeline_of` does.

    Raises UnknownRoutineError, and OptionsError for an unknown movement.
    """
    routine = library.routines.get(routine_id)
    if routine is None:
        raise UnknownRoutineError(routine_id, library)
    return timeline_of(library, routine, options, clip_seconds, has_clip)


def timeline_of(
    library: Library,
    routine: Routine,
    options: Options,
    clip_seconds: ClipSeconds,
    has_clip: HasClip | None = None,
) -> Timeline:
    """Lay out the session for a routine, which the library need not have.

    clip_seconds gives the length of every sentence as the voice speaks it. has_clip tells which
    sentences the voice has a clip of; those it has not become cues of the kind "read", and None
    stands for a voice that has all of them. The same arguments give the same timeline. Raises
    OptionsError for a movement that the library does not have.
    """
    return _Build(library, routine, options, Desk(clip_seconds, has_clip)).session()


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
        acts = acts_of(self.library, self.routine, self.options)
        self._ready(acts)
        sets: list[Set] = []
        for index, act in enumerate(acts):
            before = acts[index - 1] if index else None
            sets.append(self._set(act, before))
            for following in acts[index + 1 : index + 2]:
                self._rest(act, following)
        self._end(acts[-1])
        desk = self.desk
        moving = sum(phase.seconds for phase in desk.phases if phase.rep is not None)
        return Timeline(
            self.routine.id, desk.now, moving, tuple(desk.cues), tuple(desk.phases), tuple(sets)
        )

    @property
    def _full(self) -> bool:
        return self.options.words is Words.FULL

    def _ready(self, acts: tuple[Act, ...]) -> None:
        """Say how to pause and what to have within reach, while the person still stands."""
        words, things = self.library.session_words, things_needed(acts)
        first = words.have_ready if things else words.nothing_needed
        sentences = [*words.welcome.lines(full=self._full), *first.lines(full=self._full)]
        for thing in things:
            sentences += self.library.equipment[thing].words.have_ready.lines(full=self._full)
        self.desk.talk(Phase(name="ready"), sentences, READY_SECONDS)

    def _set(self, act: Act, before: Act | None) -> Set:
        """Lay out one movement: into position, one shown rep, the reps."""
        if before is None:
            self._get_down(act)
        at = self.desk.now
        self._get_into_position(act, before)
        lay_go(self.desk, act)
        moving_at = self.desk.now
        lay_reps(self.desk, act, self.options, self.library.session_words)
        return Set(
            movement=act.movement.id,
            name=act.movement.name,
            at=at,
            moving_at=moving_at,
            ends_at=self.desk.now,
            reps=act.reps,
            per_side=act.movement.card.sides is not Sides.NONE,
            until_tires=act.movement.card.until == "tires",
            unit=act.movement.card.dose.unit,
            equipment=act.equipment,
        )

    def _get_down(self, act: Act) -> None:
        """Give the person the time they asked for to get to the floor, or to the chair."""
        position = position_of(self.library, act)
        way = way_down(position, self.options, on_bed=self.routine.card.place == "bed")
        name = "down" if position.card.on_floor else "position"
        self.desk.talk(Phase(name=name), way.sentences, way.seconds)

    def _get_into_position(self, act: Act, before: Act | None) -> None:
        """Name the movement, set it up, show it once and say how many."""
        desk, words = self.desk, self.library.session_words
        phase = Phase(name="position", movement=act.movement.id)
        at_least = self._position_seconds(act, before)
        many = how_many(words, act.movement, act.reps)
        if before is not None and before.movement.id == act.movement.id:
            # Done a moment ago, it needs no showing again.
            way = way_between(self.library, before, act, self.options)
            desk.talk(phase, [sentence(act.movement.name), *way.sentences, many], at_least)
        elif self._full:
            desk.talk(phase, self._set_up(act, before), at_least)
            lay_shown_rep(desk, act, self.options, spoken=True)
            desk.talk(phase, [many], 0.0)
        else:
            # In short words the movement is shown while the person is getting into position.
            desk.speak([*self._set_up(act, before), many])
            shown = shown_seconds(act, self.options)
            desk.close(phase, max(at_least, desk.spoken_for(), shown) - shown)
            lay_shown_rep(desk, act, self.options, spoken=False)

    def _set_up(self, act: Act, before: Act | None) -> list[str]:
        """Give what is said to get into a movement."""
        sentences = [sentence(act.movement.name)]
        if before is not None:
            sentences += way_between(self.library, before, act, self.options).sentences
        equipment = frozenset(act.equipment)
        return [
            *sentences,
            *act.movement.words.setup.lines(full=self._full, equipment=equipment),
        ]

    def _position_seconds(self, act: Act, before: Act | None) -> float:
        """Give the least time to get ready: longer for a new position or new equipment."""
        card = act.movement.card
        at_hand = set(before.equipment) if before is not None else set()
        new = set(act.equipment) - at_hand
        seconds = card.setup_seconds
        seconds += sum(use.put_on_seconds for use in card.equipment if use.id in new)
        if before is not None:
            seconds += way_between(self.library, before, act, self.options).seconds
        return seconds

    def _rest(self, act: Act, following: Act) -> None:
        """Rest before the next movement; the time to get into it is part of the rest."""
        left = self.routine.card.rest_seconds - self._position_seconds(following, act)
        rest = self.library.session_words.rest
        self.desk.talk(Phase(name="rest"), [rest], max(0.0, left))

    def _end(self, act: Act) -> None:
        """Say that it is over, and how to get up."""
        self.desk.tone("end")
        sentences = list(self.library.session_words.done.lines(full=self._full))
        position = position_of(self.library, act)
        if position.card.on_floor:
            sentences += position.words.leave.lines(full=self._full)
        self.desk.talk(Phase(name="end"), sentences, END_SECONDS)
