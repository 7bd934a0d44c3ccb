"""Today's exercises: as the player takes them, and as a page says them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from supine.care import Dose, Flags, LeftOut, Planned, Today
from supine.library import Extra, Movement, Sides
from supine.timeline import Chosen
from supine.web import shelf
from supine.web.planning import items_text
from supine.web.reasons import flags_in_words, sentences
from supine.web.today import PROGRAMME, course


@dataclass(frozen=True)
class Exercise:
    """One exercise as it stands on a page. extras, advice: sentences to do it by.

    small_range, no_band: what a small dose changes, where there is a range or a band.
    """

    movement: str
    name: str
    reps: int
    per_side: bool
    small_range: bool
    no_band: bool
    extras: tuple[str, ...]
    advice: tuple[str, ...]
    because_you: tuple[str, ...]


@dataclass(frozen=True)
class NotToday:
    """One exercise that is left out. because_you: what the person ticked; reasons: of the rules."""

    name: str
    reasons: tuple[str, ...]
    because_you: tuple[str, ...]


@dataclass(frozen=True)
class Smaller:
    """What a small dose changes: the range, where it grows; a band, where the full dose has one."""

    in_range: bool = False
    no_band: bool = False


@dataclass(frozen=True)
class Amount:
    """A dose in words: so many, on each side or in all, with extras in so many words."""

    reps: int
    per_side: bool
    extras: tuple[str, ...]


def items_of(movements: Iterable[Planned]) -> str:
    """Write today's exercises as the player asks for them; "" where there are none."""
    return items_text(
        Chosen(
            planned.movement,
            planned.dose.reps,
            hold_seconds_of(planned.movement, planned.dose),
            planned.small_range,
        )
        for planned in movements
    )


def exercises_of(today: Today) -> list[Exercise]:
    """Give what is planned, to be read."""
    return [_exercise(planned, today) for planned in today.movements]


def left_out_of(today: Today) -> list[NotToday]:
    """Give what is left out today, to be read."""
    return [_not_today(left_out, today) for left_out in today.left_out]


def name_of(movement: str) -> str:
    """Give the name that people read."""
    return shelf.library().movements[movement].name


def smaller(movement: Movement) -> Smaller:
    """Say what the smallest dose leaves away; there is no smaller range to walking or breathing."""
    card = movement.card
    grows = card.range.from_share < card.range.to_share
    return Smaller(grows, any(use.full_dose_only for use in card.equipment))


def said_of(exercises: Iterable[Exercise]) -> tuple[str, ...]:
    """Give all that was ticked and changes one of these, each once."""
    return tuple(dict.fromkeys(words for one in exercises for words in one.because_you))


def ticked_against(movement: str, because: Iterable[str], flags: Flags) -> tuple[str, ...]:
    """Give what was ticked that leaves a movement out; () where no answer is among the reasons."""
    library = shelf.library()
    asked = {question.id for question in library.care.caution.card.questions}
    if not asked.intersection(because):
        return ()
    return flags_in_words(library.movements[movement].card.caution, flags)


def amount_of(movement: str, dose: Dose) -> Amount:
    """Say a dose."""
    return Amount(dose.reps, _has_sides(movement), _extras(movement, dose))


def hold_seconds_of(movement: str, dose: Dose) -> int | None:
    """Give the hold that the dose asks for: the card's shortest, and a second for each extra."""
    more = dose.extras.count(Extra.HOLD)
    shortest = course().movements[movement].card.hold_within(None)
    return shortest + more if more and shortest is not None else None


def _exercise(planned: Planned, today: Today) -> Exercise:
    movement = shelf.library().movements[planned.movement]
    words = movement.words
    advice = tuple(words.advice[key] for key in planned.advice)
    less = smaller(movement) if planned.small_range else Smaller()
    return Exercise(
        movement=planned.movement,
        name=words.name,
        reps=planned.dose.reps,
        per_side=_has_sides(planned.movement),
        small_range=less.in_range,
        no_band=less.no_band,
        extras=_extras(planned.movement, planned.dose),
        advice=advice,
        because_you=flags_in_words(movement.card.caution, today.now.flags) if advice else (),
    )


def _not_today(left_out: LeftOut, today: Today) -> NotToday:
    return NotToday(
        name=name_of(left_out.movement),
        reasons=sentences(left_out.because),
        because_you=ticked_against(left_out.movement, left_out.because, today.now.flags),
    )


def _has_sides(movement: str) -> bool:
    return course().movements[movement].card.sides is not Sides.NONE


def _extras(movement: str, dose: Dose) -> tuple[str, ...]:
    """Give what grew beside the repetitions, each once."""
    words = shelf.library().programmes[PROGRAMME].words.grows.get(movement, {})
    return tuple(words[extra] for extra in dict.fromkeys(dose.extras) if extra in words)
