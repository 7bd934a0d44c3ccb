"""A routine made to fit somebody: what they ticked, what rests, and what the day is for.

A movement that a flag leaves out, or that rests today, is swapped for one that may be done, and
dropped where there is none. Nothing is done twice for it, and nothing is ever made up: where fewer
than half of the movements are left, the routine is not for now. The rules are the care card's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from supine.care.conditions import Fact, holding, ids
from supine.care.flags import Effect, Flags, effect_on
from supine.library import Item, Movement, Routine
from supine.library.care_cards import CareCards, Doing, Fit, FlagEffect
from supine.library.care_cards.fitting import FittingRule

NOTHING_RESTS: Mapping[str, tuple[str, ...]] = MappingProxyType({})
SETTLING = ("settle",)


@dataclass(frozen=True)
class LeftOut:
    """One movement that is not done today, and the rules and answers that leave it out."""

    movement: str
    because: tuple[str, ...]


@dataclass(frozen=True)
class FittedItem:
    """One movement of a fitted routine. reps: per side where there are sides.

    hold_seconds: None for the card's shortest hold. small_range: the smallest range, and no band.
    advice: keys of the movement's advice that flags ask for. because: rules and questions, never
    empty. instead_of: the movement whose place it takes.
    """

    movement: str
    reps: int
    hold_seconds: int | None
    small_range: bool
    advice: tuple[str, ...]
    because: tuple[str, ...]
    instead_of: str | None = None


@dataclass(frozen=True)
class Swapped:
    """A movement, the one that takes its place, and the rules and questions that ask for it."""

    movement: str
    into: str
    because: tuple[str, ...]


@dataclass(frozen=True)
class FittedRoutine:
    """A routine as somebody can do it today.

    not_for_now: the rules and questions that speak against all of it; there are no items then, and
    left_out says what could not be swapped.
    advice: keys of the routine's own advice.
    """

    routine: str
    items: tuple[FittedItem, ...]
    left_out: tuple[LeftOut, ...] = ()
    swapped: tuple[Swapped, ...] = ()
    not_for_now: tuple[str, ...] = ()
    advice: tuple[str, ...] = ()


def fit_routine(
    routine: Routine,
    flags: Flags,
    movements: Mapping[str, Movement],
    care: CareCards,
    doing: Doing,
    resting: Mapping[str, tuple[str, ...]] = NOTHING_RESTS,
) -> FittedRoutine:
    """Fit a routine to a person's flags and to what a day is for.

    movements: all of the library; a stand-in that it does not have is passed over. resting: the
    movements that rest today, with the rules that say so. Raises KeyError for a routine that names
    a movement of its own that is not there.
    """
    facts: dict[str, Fact] = {
        "doing": doing.value,
        "settles": only_settles(routine, movements),
        "starts_gently": flags.starts_gently,
    }
    return _Fitting(routine, flags, movements, care, facts, resting).fitted()


@dataclass(frozen=True)
class _Fitting:
    """One routine being fitted. facts: those of the day and the person."""

    routine: Routine
    flags: Flags
    movements: Mapping[str, Movement]
    care: CareCards
    facts: Mapping[str, Fact]
    resting: Mapping[str, tuple[str, ...]]

    def fitted(self) -> FittedRoutine:
        caution = self.routine.card.caution
        effect = effect_on(caution, self.flags, self.care.caution.card)
        is_out = effect.effect is FlagEffect.LEAVE_OUT
        refused = self._rules(Fit.NOT_FOR_NOW, routine_left_out=is_out)
        if refused:
            because = (*ids(refused), *self._questions(effect.because if is_out else ()))
            return FittedRoutine(self.routine.id, (), not_for_now=because)
        return self._of_items(tuple(dict.fromkeys(effect.advice.values())))

    def _of_items(self, advice: tuple[str, ...]) -> FittedRoutine:
        card = self.routine.card
        taken = {item.movement for item in card.items}
        items: list[FittedItem] = []
        left_out: list[LeftOut] = []
        swapped: list[Swapped] = []
        for item in card.items:
            why = self._why_not(item.movement)
            if not why:
                items.append(self._kept(item))
                continue
            stand_in = self._stand_in(item, taken)
            rules = self._rules(Fit.SWAP, Fit.DROP, left_out=True, stand_in=stand_in is not None)
            because = (*ids(rules), *why)
            if stand_in is None:
                left_out.append(LeftOut(item.movement, because))
            else:
                taken.add(stand_in)
                swapped.append(Swapped(item.movement, stand_in, because))
                items.append(self._standing_in(stand_in, item.movement, because))
        refused = self._rules(Fit.NOT_FOR_NOW, kept_percent=100 * len(items) // len(card.items))
        if refused:
            asked = (why for one in left_out for why in self._questions(one.because))
            because = tuple(dict.fromkeys((*ids(refused), *asked)))
            return FittedRoutine(self.routine.id, (), tuple(left_out), not_for_now=because)
        return FittedRoutine(
            self.routine.id, tuple(items), tuple(left_out), tuple(swapped), advice=advice
        )

    def _why_not(self, movement: str) -> tuple[str, ...]:
        """Give the rules and questions that keep a movement out today; none, if it may be done."""
        effect = self._effect(movement)
        flagged = effect.because if effect.effect is FlagEffect.LEAVE_OUT else ()
        return (*flagged, *self.resting.get(movement, ()))

    def _stand_in(self, item: Item, taken: set[str]) -> str | None:
        """Give the first movement that may take the place of another, None where there is none.

        One that the routine does not name itself is done in a position of the routine, so that
        nobody at a desk is sent to the floor.
        """
        known = self.movements
        places = {known[each.movement].card.position for each in self.routine.card.items}
        easier = (name for name in known[item.movement].card.easier if name in known)
        in_place = (name for name in easier if known[name].card.position in places)
        candidates = (*item.instead, *in_place)
        return next(
            (
                name
                for name in candidates
                if name in self.movements and name not in taken and not self._why_not(name)
            ),
            None,
        )

    def _kept(self, item: Item) -> FittedItem:
        """Give a movement at the routine's dose, which is never above the card's."""
        card = self.movements[item.movement].card
        reps = min(item.reps or card.dose.reps[0], card.dose.reps[1])
        held = None if item.hold_seconds is None else card.hold_within(item.hold_seconds)
        return self._dosed(item.movement, reps, held)

    def _standing_in(self, movement: str, instead_of: str, because: tuple[str, ...]) -> FittedItem:
        """Give a movement that nobody chose: with its own dose of the first days."""
        start = self.movements[movement].card.dose.start
        return self._dosed(movement, start, None, instead_of, because)

    def _dosed(
        self,
        movement: str,
        reps: int,
        hold_seconds: int | None,
        instead_of: str | None = None,
        because: tuple[str, ...] = (),
    ) -> FittedItem:
        gentle, half = self._rules(Fit.GENTLE), self._rules(Fit.HALF)
        if gentle:
            reps = min(reps, self.movements[movement].card.dose.gentle)
        if half:
            reps = max(reps // 2, self.care.fitting.card.least_reps)
        effect = self._effect(movement)
        return FittedItem(
            movement=movement,
            reps=reps,
            hold_seconds=None if gentle or half else hold_seconds,
            small_range=bool(half),
            advice=tuple(dict.fromkeys(effect.advice.values())),
            because=(*because, *effect.because, *ids(gentle), *ids(half)),
            instead_of=instead_of,
        )

    def _effect(self, movement: str) -> Effect:
        caution = self.movements[movement].card.caution
        return effect_on(caution, self.flags, self.care.caution.card)

    def _rules(self, *outcomes: Fit, **facts: Fact) -> tuple[FittingRule, ...]:
        """Give the rules with one of these outcomes that hold."""
        rules = (rule for rule in self.care.fitting.card.rules if rule.then in outcomes)
        return holding(rules, {**self.facts, **facts})

    def _questions(self, because: tuple[str, ...]) -> tuple[str, ...]:
        asked = {question.id for question in self.care.caution.card.questions}
        return tuple(one for one in because if one in asked)


def only_settles(routine: Routine, movements: Mapping[str, Movement]) -> bool:
    """Tell whether every movement of a routine is there to settle, and for nothing else."""
    return all(movements[item.movement].card.aims == SETTLING for item in routine.card.items)
