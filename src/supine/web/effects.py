"""What the answers about what to be careful with do to each movement and routine of the library."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from supine.care import Flags, effect_on, fit_routine
from supine.care.flags import Effect
from supine.library import Movement, Routine
from supine.library.care_cards import Doing, FlagEffect
from supine.web import shelf
from supine.web.today import course


@dataclass(frozen=True)
class Changed:
    """What the answers do to one movement. advice: how to do it; () where it is left out."""

    movement: Movement
    is_left_out: bool
    advice: tuple[str, ...]


@dataclass(frozen=True)
class ByAnswer:
    """What one answer does. you_said: the answer in words, as they follow "You said"."""

    you_said: str
    left_out: tuple[Movement, ...]
    adapted: tuple[Changed, ...]


@dataclass(frozen=True)
class Effects:
    """What all answers do. every: how many movements there are.

    exercises: those of the programme that change, beside what each answer does to all movements.
    left_out, adapted: how many movements. not_now: the routines of which too little is left, or
    that an answer speaks against, beside the programme's own.
    """

    every: int
    left_out: int
    adapted: int
    exercises: tuple[Changed, ...]
    answers: tuple[ByAnswer, ...]
    not_now: tuple[Routine, ...]

    @property
    def same(self) -> int:
        """Give how many movements stay as they are shown."""
        return self.every - self.left_out - self.adapted


@dataclass(frozen=True)
class _Touched:
    """One movement with what the flags do to it."""

    movement: Movement
    effect: Effect

    @property
    def is_left_out(self) -> bool:
        return self.effect.effect is FlagEffect.LEAVE_OUT

    def changed(self, flags: Iterable[str]) -> Changed:
        """Give it with the advice of these flags alone."""
        keys = dict.fromkeys(
            self.effect.advice[flag] for flag in flags if flag in self.effect.advice
        )
        words = self.movement.words.advice
        return Changed(self.movement, self.is_left_out, tuple(words[key] for key in keys))


def effect_of(movement: Movement, flags: Flags) -> Changed | None:
    """Give what the flags do to one movement, None where they do nothing."""
    effect = effect_on(movement.card.caution, flags, shelf.library().care.caution.card)
    if effect.effect is FlagEffect.NONE:
        return None
    return _Touched(movement, effect).changed(effect.flags)


def effects_of(flags: Flags) -> Effects:
    """Give what the flags leave out and change, by name."""
    library = shelf.library()
    card = library.care.caution.card
    by_name = sorted(library.movements.values(), key=lambda movement: movement.name)
    all_effects = (_Touched(one, effect_on(one.card.caution, flags, card)) for one in by_name)
    touched = tuple(one for one in all_effects if one.effect.effect is not FlagEffect.NONE)
    in_programme = course().movements
    left_out = sum(one.is_left_out for one in touched)
    return Effects(
        every=len(by_name),
        left_out=left_out,
        adapted=len(touched) - left_out,
        exercises=tuple(
            one.changed(one.effect.flags) for one in touched if one.movement.id in in_programme
        ),
        answers=_by_answer(touched, flags),
        not_now=_not_now(flags),
    )


def _by_answer(touched: tuple[_Touched, ...], flags: Flags) -> tuple[ByAnswer, ...]:
    """Put the movements under each answer that changes them, in the order of the questions."""
    caution = shelf.library().care.caution
    found = []
    for flag in caution.card.flags:
        mine = [one for one in touched if flag in flags and flag in one.effect.flags]
        if mine:
            left_out = tuple(one.movement for one in mine if one.is_left_out)
            adapted = tuple(one.changed([flag]) for one in mine if not one.is_left_out)
            found.append(ByAnswer(caution.words.flags[flag], left_out, adapted))
    return tuple(found)


def _not_now(flags: Flags) -> tuple[Routine, ...]:
    """Give the routines that the answers alone put off, on a day for all of it."""
    library = shelf.library()
    beside = (one for one in library.routines.values() if one.id not in course().routines)
    found = (
        (one, fit_routine(one, flags, library.movements, library.care, Doing.PLANNED))
        for one in beside
    )
    return tuple(one for one, fitted in found if fitted.not_for_now)
