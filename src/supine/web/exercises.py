"""Today's exercises: as the player takes them, and as a page says them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from supine.care import Dose, LeftOut, Planned, Today
from supine.library import Extra, Sides
from supine.timeline import Chosen, Options
from supine.web import shelf
from supine.web.reasons import flags_in_words, sentences
from supine.web.today import PROGRAMME, course


@dataclass(frozen=True)
class Exercise:
    """One exercise as it stands on a page. extras, advice: sentences to do it by."""

    movement: str
    name: str
    reps: int
    per_side: bool
    small_range: bool
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
class Amount:
    """A dose in words: so many, on each side or in all, with extras in so many words."""

    reps: int
    per_side: bool
    extras: tuple[str, ...]


def items_of(movements: Iterable[Planned]) -> str:
    """Write today's exercises as the player asks for them; "" where there are none."""
    chosen = tuple(
        Chosen(
            planned.movement,
            planned.dose.reps,
            hold_seconds_of(planned.movement, planned.dose),
            planned.small_range,
        )
        for planned in movements
    )
    return Options(items=chosen).as_mapping().get("items", "")


def exercises_of(today: Today) -> list[Exercise]:
    """Give what is planned, to be read."""
    return [_exercise(planned, today) for planned in today.movements]


def left_out_of(today: Today) -> list[NotToday]:
    """Give what is left out today, to be read."""
    return [_not_today(left_out, today) for left_out in today.left_out]


def name_of(movement: str) -> str:
    """Give the name that people read."""
    return shelf.library().movements[movement].name


def amount_of(movement: str, dose: Dose) -> Amount:
    """Say a dose."""
    return Amount(dose.reps, _has_sides(movement), _extras(movement, dose))


def hold_seconds_of(movement: str, dose: Dose) -> int | None:
    """Give the hold that the dose asks for: the card's shortest, and a second for each extra."""
    more = dose.extras.count(Extra.HOLD)
    holds = [step.hold_seconds for step in course().movements[movement].card.rep]
    shortest = next((hold[0] for hold in holds if hold is not None), None)
    return shortest + more if more and shortest is not None else None


def _exercise(planned: Planned, today: Today) -> Exercise:
    words = shelf.library().movements[planned.movement].words
    advice = tuple(words.advice[key] for key in planned.advice)
    return Exercise(
        movement=planned.movement,
        name=words.name,
        reps=planned.dose.reps,
        per_side=_has_sides(planned.movement),
        small_range=planned.small_range,
        extras=_extras(planned.movement, planned.dose),
        advice=advice,
        because_you=flags_in_words(planned.movement, today.now.flags, course()) if advice else (),
    )


def _not_today(left_out: LeftOut, today: Today) -> NotToday:
    return NotToday(
        name=name_of(left_out.movement),
        reasons=sentences(left_out.because),
        because_you=_left_out_by(left_out, today),
    )


def _left_out_by(left_out: LeftOut, today: Today) -> tuple[str, ...]:
    """Give what was ticked, where it was an answer that leaves it out."""
    asked = {question.id for question in course().care.caution.card.questions}
    if not asked.intersection(left_out.because):
        return ()
    return flags_in_words(left_out.movement, today.now.flags, course())


def _has_sides(movement: str) -> bool:
    return course().movements[movement].card.sides is not Sides.NONE


def _extras(movement: str, dose: Dose) -> tuple[str, ...]:
    """Give what grew beside the repetitions, each once."""
    words = shelf.library().programmes[PROGRAMME].words.grows.get(movement, {})
    return tuple(words[extra] for extra in dict.fromkeys(dose.extras) if extra in words)
