"""Any routine as somebody can do it today: what the player takes, and what a page says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from supine.care import (
    FittedItem,
    FittedRoutine,
    LeftOut,
    Planned,
    Today,
    fit_routine,
    resting_on,
)
from supine.diary.models import Person
from supine.library import Library, Routine, Sides
from supine.library.care_cards import Advice, Doing, Fit
from supine.library.movement import Caution
from supine.timeline import Chosen
from supine.web import shelf
from supine.web.exercises import (
    NotToday,
    Smaller,
    hold_seconds_of,
    name_of,
    smaller,
    ticked_against,
)
from supine.web.planning import items_text
from supine.web.reasons import advice, flags_in_words, sentences
from supine.web.today import (
    EXERCISING,
    PROGRAMME,
    course,
    daily_signs_answered,
    last_scores_before,
    plan_of,
    settle_routine,
)


@dataclass(frozen=True)
class FittedMovement:
    """One movement as it is done today.

    in_minutes: reps are minutes. hold_seconds: None for the card's shortest hold. small_range,
    no_band: what a small dose changes, where there is a range or a band. instead_of: the name of
    the movement whose place it takes, "" where it takes none; reasons: of the rules, why;
    because_you: what was ticked, where an answer is why. advice: sentences to do it by, for what
    advice_for says of the person.
    """

    movement: str
    name: str
    reps: int
    per_side: bool
    in_minutes: bool
    hold_seconds: int | None
    small_range: bool
    no_band: bool
    advice: tuple[str, ...]
    advice_for: tuple[str, ...]
    instead_of: str
    reasons: tuple[str, ...]
    because_you: tuple[str, ...]


@dataclass(frozen=True)
class FittedPage:
    """A routine as a page shows it today.

    can_start: it fits, and today is a day for it; `start` is the name of the address to start at:
    "play", or "before" where questions come first. not_now: why it is not for now, in sentences,
    with what to do in `what_now`; () and None where it is. because_you: what the person ticked that
    speaks against all of it, or changes it. advice: of the routine. today_is: why today is for
    half, or why all begins gently. items: the movements as the player takes them, "" for the
    routine as it is written. is_later: it is not for now because the programme has yet to offer it.
    is_to_settle: the day is one to settle, and this is something else.
    """

    routine: Routine
    can_start: bool
    start: str
    not_now: tuple[str, ...]
    what_now: Advice | None
    because_you: tuple[str, ...]
    advice: tuple[str, ...]
    today_is: tuple[str, ...]
    movements: tuple[FittedMovement, ...]
    left_out: tuple[NotToday, ...]
    items: str
    is_later: bool
    is_to_settle: bool

    @property
    def you_said(self) -> tuple[str, ...]:
        """Give all that was ticked and changes a movement here, each once."""
        said = (words for one in self.movements for words in (*one.because_you, *one.advice_for))
        return tuple(dict.fromkeys(said))


def fitted(person: Person, now: datetime, routine: Routine) -> FittedPage:
    """Give a routine as this person can do it now. now: aware, in the person's zone."""
    return fitted_on(plan_of(person, now), person, now, routine)


def fitted_on(today: Today, person: Person, now: datetime, routine: Routine) -> FittedPage:
    """Give the same where the plan of the day is known already."""
    library = shelf.library()
    if routine.id == today.routine and today.movements:
        found = _planned(today)
    else:
        resting = resting_on(today.now, today.day, today.doing, course())
        flags, movements = today.now.flags, library.movements
        found = fit_routine(routine, flags, movements, library.care, today.doing, resting)
    return _Page(today, person, routine, library, found).page(
        is_ready=_is_ready(today, person, now)
    )


def _is_ready(today: Today, person: Person, now: datetime) -> bool:
    """Tell whether the questions before a session are answered, and still hold."""
    if today.is_preview or not daily_signs_answered(person, now):
        return False
    return last_scores_before(person, now) is not None


def _planned(today: Today) -> FittedRoutine:
    """Give the programme's own routine as its plan has it today."""
    items = tuple(_as_item(planned) for planned in today.movements)
    return FittedRoutine(today.routine or "", items, today.left_out)


def _as_item(planned: Planned) -> FittedItem:
    return FittedItem(
        planned.movement,
        planned.dose.reps,
        hold_seconds_of(planned.movement, planned.dose),
        planned.small_range,
        planned.advice,
        planned.because,
    )


@dataclass(frozen=True)
class _Page:
    """One routine being put into words."""

    today: Today
    person: Person
    routine: Routine
    library: Library
    found: FittedRoutine

    def page(self, *, is_ready: bool) -> FittedPage:
        is_settle = self.routine.id == settle_routine()
        not_now = self._not_now()
        items = () if not_now else self.found.items
        is_day = is_settle and self.today.doing is not Doing.NOTHING
        words = self.routine.words.advice
        return FittedPage(
            routine=self.routine,
            can_start=not not_now and (is_day or self.today.doing in EXERCISING),
            start="play" if is_settle or is_ready else "before",
            not_now=not_now,
            what_now=self._what_now(),
            because_you=self._because_you(),
            advice=tuple(words[key] for key in self.found.advice if key in words),
            today_is=self._fitting(one for item in items for one in item.because),
            movements=tuple(self._movement(item) for item in items),
            left_out=tuple(self._left_out(one) for one in self.found.left_out),
            items="" if is_settle else items_text(map(_as_chosen, items)),
            is_later=bool(not_now and not self.found.not_for_now),
            is_to_settle=self.today.doing is Doing.SETTLE and not is_settle,
        )

    def _not_now(self) -> tuple[str, ...]:
        """Say why it is not for now; a stage that is not open yet is the programme's to open."""
        because = self.found.not_for_now
        if because:
            of_today = () if self.today.doing in EXERCISING else self.today.because
            return tuple(dict.fromkeys((*sentences(because), *sentences(of_today))))
        if self.routine.id in course().routines and self.routine.id != self.today.routine:
            return (self.library.programmes[PROGRAMME].words.aim,)
        return ()

    def _what_now(self) -> Advice | None:
        because = self.found.not_for_now
        return advice(because, self.person.emergency_number) if because else None

    def _because_you(self) -> tuple[str, ...]:
        """Give what was ticked that speaks against all of it, or changes it."""
        cautions = [self.routine.card.caution]
        if self.found.not_for_now:
            left_out = (one.movement for one in self.found.left_out)
            cautions += (self._caution(movement) for movement in left_out)
        said = (words for caution in cautions for words in self._said(caution))
        return tuple(dict.fromkeys(said))

    def _movement(self, item: FittedItem) -> FittedMovement:
        movement = self.library.movements[item.movement]
        caution, dose = movement.card.caution, movement.card.dose
        instead = item.instead_of
        swapped = (one.because for one in self.found.swapped if one.into == item.movement)
        because = next(swapped, ())
        less = smaller(movement) if item.small_range else Smaller()
        return FittedMovement(
            movement=item.movement,
            name=movement.name,
            reps=item.reps,
            per_side=movement.card.sides is not Sides.NONE,
            in_minutes=dose.unit == "minutes",
            hold_seconds=item.hold_seconds,
            small_range=less.in_range,
            no_band=less.no_band,
            advice=tuple(movement.words.advice[key] for key in item.advice),
            advice_for=self._said(caution) if item.advice else (),
            instead_of=self.library.movements[instead].name if instead else "",
            reasons=self._of_a_movement(because),
            because_you=self._said_of(instead, because) if instead else (),
        )

    def _left_out(self, one: LeftOut) -> NotToday:
        name, you = name_of(one.movement), self._said_of(one.movement, one.because)
        return NotToday(name, self._of_a_movement(one.because), you)

    def _said_of(self, movement: str, because: Iterable[str]) -> tuple[str, ...]:
        return ticked_against(movement, because, self.today.now.flags)

    def _of_a_movement(self, because: Iterable[str]) -> tuple[str, ...]:
        """Say why a movement is left out; that another takes its place can be seen."""
        care, because = self.library.care, tuple(because)
        return (*care.caution.reasons(because), *care.easing.reasons(because))

    def _fitting(self, because: Iterable[str]) -> tuple[str, ...]:
        """Say what holds for all of the movements: that they are halved, or begin gently."""
        card = self.library.care.fitting.card
        whole = {rule.id for rule in card.rules if rule.then in (Fit.HALF, Fit.GENTLE)}
        return sentences(one for one in because if one in whole)

    def _caution(self, movement: str) -> Caution:
        return self.library.movements[movement].card.caution

    def _said(self, caution: Caution) -> tuple[str, ...]:
        return flags_in_words(caution, self.today.now.flags)


def _as_chosen(item: FittedItem) -> Chosen:
    return Chosen(item.movement, item.reps, item.hold_seconds, item.small_range)


def yours(today: Today, person: Person, now: datetime) -> Iterator[FittedPage]:
    """Give the routines that were taken on beside the programme, in the order of that."""
    known = shelf.library().routines
    for routine in today.now.followed:
        if routine in known:
            yield fitted_on(today, person, now, known[routine])
