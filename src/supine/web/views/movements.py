"""One movement, to be watched in peace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from supine.diary.people import current_person
from supine.diary.screening import flags_of
from supine.library import Equipment, Movement, RepStep, Sides
from supine.web import shelf
from supine.web.allowed import movements_left_out
from supine.web.doses import dose_of
from supine.web.effects import effect_of
from supine.web.figures import MOTION, STILL, figures_in_words, stills_of
from supine.web.pictures import pictures_of
from supine.web.reasons import flags_in_words
from supine.web.tiles import figure_of_person, movement_tiles


@dataclass(frozen=True)
class Step:
    """One step, to be read: its word, how long it takes at the usual pace, and what is said."""

    id: str
    label: str
    seconds: float
    is_hold: bool
    says: str


@dataclass(frozen=True)
class Care:
    """Who should take care, in the words of the caution card. advice: "" where it is left out."""

    advice: str
    flags: tuple[str, ...]


@require_safe
def movement(request: HttpRequest, movement_id: str) -> HttpResponse:
    """Show a movement with everything that is known of it."""
    shown = shelf.library().movements.get(movement_id)
    if shown is None:
        message = f"There is no movement {movement_id}."
        raise Http404(message)
    known, words, watch = shelf.library(), shown.words, _watch(shown)
    figure, flags = str(watch["figure"]), flags_of(current_person())
    easier, harder = _known(shown.card.easier), _known(shown.card.harder)
    out = movements_left_out(flags, [*easier, *harder])
    context = {
        "movement": shown,
        "watch": watch,
        "figures": figures_in_words(),
        "pictures": pictures_of(shown, figure),
        "position": known.positions[shown.card.position].words.name,
        "setup": words.setup.written(frozenset(watch["equipment"])),
        "steps": [_step(shown, step) for step in shown.card.rep],
        "equipment": _equipment(shown),
        "works": shown.card.works,
        "care": _care(shown),
        "dose": dose_of(shown, shown.card.dose.start),
        "full_dose": [dose_of(shown, reps) for reps in shown.card.dose.reps],
        "for_you": effect_of(shown, flags),
        "you_said": flags_in_words(shown.card.caution, flags),
        "easier": movement_tiles(easier, figure, out),
        "harder": movement_tiles(harder, figure, out),
        "routines": [
            routine
            for routine in known.routines.values()
            if any(item.movement == shown.id for item in routine.card.items)
        ],
        "is_own": shown.id in shelf.own_ids("movements"),
    }
    return render(request, "web/movement.html", context)


def _known(names: tuple[str, ...]) -> list[Movement]:
    """Give the movements of these names, as far as the library has them."""
    movements = shelf.library().movements
    return [movements[name] for name in names if name in movements]


def _watch(shown: Movement) -> dict[str, Any]:
    """Give all that the stage needs to know."""
    card = shown.card
    return {
        "movement": shown.id,
        "figure": figure_of_person(),
        "sides": [] if card.sides is Sides.NONE else ["left", "right"],
        "steps": [
            {"step": step.name, "seconds": step.usual_seconds(), "breath": step.breath}
            for step in card.rep
        ],
        # Of the full dose, with which everything is used.
        "equipment": list(shown.equipment_at(card.dose.reps[0])),
        "stills": stills_of([shown.id]),
        "urls": {"motion": MOTION, "still": STILL},
    }


def _step(shown: Movement, step: RepStep) -> Step:
    words = shown.words
    return Step(
        id=step.name,
        label=words.steps[step.name],
        seconds=step.usual_seconds(),
        is_hold=step.hold_seconds is not None,
        says=words.show[step.name],
    )


def _equipment(shown: Movement) -> list[tuple[Equipment, bool]]:
    """Give each thing that is used, and whether it can be left out."""
    things = shelf.library().equipment
    return [(things[use.id], use.optional or use.full_dose_only) for use in shown.card.equipment]


def _care(shown: Movement) -> list[Care]:
    """Give what leaves the movement out, then what changes it, each advice once."""
    caution, words = shown.card.caution, shelf.library().care.caution.words.flags
    flags_by_advice: dict[str, list[str]] = {"": list(caution.leave_out_if)}
    for flag, key in caution.adapt_if.items():
        flags_by_advice.setdefault(shown.words.advice[key], []).append(flag)
    said = {
        advice: tuple(words[flag] for flag in flags if flag in words)
        for advice, flags in flags_by_advice.items()
    }
    return [Care(advice, flags) for advice, flags in said.items() if flags]
