"""Repetitions in seconds: the steps of each, on each side, with counts, words and holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from supine.library import Movement, RepStep, SessionWords, Sides
from supine.timeline.acts import Act
from supine.timeline.desk import GAP_SECONDS, Desk
from supine.timeline.lines import (
    hold_counts,
    is_long,
    number,
    on_side,
    other_side,
    sides_of,
    step_lines,
)
from supine.timeline.model import Phase, Side
from supine.timeline.options import Options, Words

LAST = 2
# To see what a hold or a minute is like takes no longer than this.
SHOWN_SECONDS = 3.0


class Turn(NamedTuple):
    """One repetition on one side. opens/closes: the first/last side of the repetition."""

    rep: int
    side: Side | None
    opens: bool
    closes: bool


def lay_go(desk: Desk, act: Act) -> None:
    """Lay out the tone that says go."""
    desk.tone("go")
    heard_for = desk.heard_until - desk.now + GAP_SECONDS
    desk.close(Phase(name="position", movement=act.movement.id), heard_for)


def lay_reps(desk: Desk, act: Act, options: Options, words: SessionWords) -> None:
    """Lay out all repetitions of a set, and the change of sides where one follows the other."""
    side: Side | None = None
    for turn in _turns(act.movement, act.reps):
        if act.one_then_other and side not in (None, turn.side):
            said = other_side(words, act.movement, full=options.words is Words.FULL)
            _lay_change(desk, act, turn.side, said)
        _Turning(desk, act, options, words, turn).lay()
        side = turn.side


def _lay_change(desk: Desk, act: Act, side: Side | None, said: tuple[str, ...]) -> None:
    """Lay out the time to change to the other side, which ends with the tone that says go."""
    begun = desk.now
    desk.speak(said)
    seconds = max(act.movement.card.other_side_seconds or 0.0, desk.spoken_for())
    desk.wait_until(begun + seconds)
    desk.tone("go")
    phase = Phase(name="change", movement=act.movement.id, side=side)
    desk.close(phase, desk.heard_until - begun + GAP_SECONDS)


def shown_seconds(act: Act, options: Options) -> float:
    """Give how long the shown repetition lasts when nothing is said."""
    return sum(_seconds_to_see(act, step, options) for step in act.movement.card.rep)


def _seconds_to_see(act: Act, step: RepStep, options: Options) -> float:
    """Give how long a step is shown: a long hold, or a minute of walking, only its beginning."""
    seconds = act.seconds(step, options)
    cut = step.hold_seconds is not None or act.movement.card.dose.unit == "minutes"
    return min(seconds, SHOWN_SECONDS) if cut else seconds


def lay_shown_rep(desk: Desk, act: Act, options: Options, *, spoken: bool) -> None:
    """Lay out one repetition to watch, on the first side, at the first repetition's range."""
    movement = act.movement
    side = sides_of(movement)[0]
    for step in movement.card.rep:
        phase = Phase(
            name="show",
            movement=movement.id,
            side=side,
            range=act.range(1),
            breath=step.breath,
            step=step.name,
        )
        if spoken:
            desk.talk(phase, [movement.words.show[step.name]], _seconds_to_see(act, step, options))
        else:
            desk.close(phase, _seconds_to_see(act, step, options))


def _turns(movement: Movement, reps: int) -> Iterator[Turn]:
    """Give the order of repetitions and sides; every side gets as many."""
    sides = sides_of(movement)
    if movement.card.sides is Sides.ONE_THEN_OTHER:
        for side in sides:
            yield from (Turn(rep, side, opens=True, closes=True) for rep in range(1, reps + 1))
        return
    for rep in range(1, reps + 1):
        yield from (Turn(rep, side, side == sides[0], side == sides[-1]) for side in sides)


@dataclass(frozen=True)
class _Turning:
    """One turn being laid out."""

    desk: Desk
    act: Act
    options: Options
    words: SessionWords
    turn: Turn

    def lay(self) -> None:
        """Lay out the steps of the turn."""
        for step in self.act.movement.card.rep:
            seconds = self.act.seconds(step, self.options)
            self._hear(step, self.desk.now + seconds)
            self.desk.close(self._phase(step), seconds)

    def _phase(self, step: RepStep) -> Phase:
        return Phase(
            movement=self.act.movement.id,
            side=self.turn.side,
            rep=self.turn.rep,
            name=step.name,
            range=self.act.range(self.turn.rep),
            breath=step.breath,
            step=step.name,
            holds=step.hold_seconds is not None,
        )

    def _hear(self, step: RepStep, until: float) -> None:
        """Place what is heard in a step that lasts `until`: its count, its word, or else a tick."""
        if step.hold_seconds is not None:
            self._hear_hold(step, until)
            return
        counts = step.counts is not None and self.turn.opens
        heard = False
        if counts and step.counts == "first":
            heard = self._count(until)
        # A count that comes last is kept a place, since a number must not be missing.
        kept = self._count_room() if counts and step.counts == "last" else 0.0
        heard = self.desk.fit("say", self._lines(step), until - kept) or heard
        if counts and step.counts == "last":
            heard = self._count(until) or heard
        if not heard:
            self.desk.tick(until)

    def _count(self, until: float) -> bool:
        return self.desk.fit("count", (number(self.words, self.turn.rep),), until)

    def _count_room(self) -> float:
        return self.desk.clip_seconds(number(self.words, self.turn.rep)) + GAP_SECONDS

    def _lines(self, step: RepStep) -> tuple[str, ...]:
        """Give what may be said: at the end "last two" or a hint, else the step's own words."""
        own = self._own_lines(step)
        if step is not self.act.movement.card.rep[-1] or not self.turn.closes:
            return own
        timed = self.act.movement.card.dose.unit == "minutes"
        if self.turn.rep == self.act.reps - LAST and not timed:
            return (self.words.last_two, *own)
        if self.options.words is Words.FULL:
            hints = (
                hint.say for hint in self.act.movement.words.coach if hint.rep == self.turn.rep
            )
            return (*next(hints, ()), *own)
        return own

    def _own_lines(self, step: RepStep) -> tuple[str, ...]:
        said = self.act.movement.words.say.get(step.name)
        lines = step_lines(said, self.options.words, self.turn.rep)
        return tuple(on_side(text, self.words, self.turn.side) for text in lines)

    def _hear_hold(self, step: RepStep, until: float) -> None:
        """Count the seconds of a hold down to one, each number on its own second.

        A long hold begins with its own words, or a tick, and is quiet until its last seconds.
        """
        held = until - self.desk.now
        counts = hold_counts(self.words, round(held))
        begin = until - len(counts)
        if is_long(held) and not self.desk.fit("say", self._own_lines(step), begin - GAP_SECONDS):
            self.desk.tick(begin)
        for index, text in enumerate(counts):
            second = begin + index
            self.desk.wait_until(second)
            if not self.desk.fit("count", (text,), second + 1):
                self.desk.tick(second + 1)
