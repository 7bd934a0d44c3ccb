"""One routine: what it is for, how long it takes this person, what is done in it, and its start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from supine.diary.people import current_person
from supine.library import Movement, Routine
from supine.share.handout import PAPERS
from supine.timeline import Words
from supine.web import shelf
from supine.web.doses import Dosed, dose_of, dose_of_item
from supine.web.fitted import FittedMovement, FittedPage, fitted
from supine.web.pictures import Picture, key_picture
from supine.web.planning import (
    planned_timeline,
    read_options,
    remembered_options,
    sound_address,
    to_have_ready,
)
from supine.web.sharing import routine_file
from supine.web.today import settle_routine
from supine.web.views.before import routine_or_404

# What short words save is worth a sentence from here on.
WORTH_SAYING_SECONDS = 20


@dataclass(frozen=True)
class Part:
    """One movement of the routine. today: how it is done today, None where that is not planned."""

    movement: Movement
    picture: Picture | None
    amount: Dosed
    today: FittedMovement | None


@dataclass(frozen=True)
class Length:
    """How long it takes with this person's choices, and in short words; None where not shorter."""

    seconds: float
    short_seconds: float | None


@require_safe
def routine(request: HttpRequest, routine_id: str) -> HttpResponse:
    """Show a routine as this person can do it today."""
    shown = routine_or_404(routine_id)
    person = current_person()
    today = fitted(person, timezone.localtime(), shown)
    chosen = remembered_options(person.options) | {"reps": None}
    if today.items:
        chosen["items"] = today.items
    figure = str(chosen["figure"])
    parts = _planned_parts(today, figure) or _written_parts(shown, figure)
    context = {
        "routine": shown,
        "today": today,
        "settle": shelf.library().routines[settle_routine()],
        "parts": parts,
        "ready": to_have_ready(shown.id, read_options(chosen)),
        "length": _length(shown, chosen),
        "leave_out": _leave_out(shown),
        "is_own": shown.id in shelf.own_ids("routines"),
        "sound": sound_address(shown.id, chosen),
        "papers": _papers(shown, today.items),
    }
    return render(request, "web/routine.html", context)


@require_safe
def download(_request: HttpRequest, routine_id: str) -> HttpResponse:
    """Give the routine's card and words as a file to hand on."""
    shown = routine_or_404(routine_id)
    return routine_file(shown.card, shown.words)


def _planned_parts(today: FittedPage, figure: str) -> list[Part]:
    """Give the movements as they are done today."""
    movements = shelf.library().movements
    return [
        Part(
            movements[one.movement],
            key_picture(movements[one.movement], figure),
            dose_of(movements[one.movement], one.reps, one.hold_seconds),
            one,
        )
        for one in today.movements
    ]


def _written_parts(shown: Routine, figure: str) -> list[Part]:
    """Give the movements as the card has them."""
    known = shelf.library()
    return [
        Part(
            known.movements[item.movement],
            key_picture(known.movements[item.movement], figure),
            dose_of_item(item, known),
            None,
        )
        for item in shown.card.items
    ]


def _length(shown: Routine, chosen: dict[str, Any]) -> Length:
    seconds = planned_timeline(shown.id, read_options(chosen)).seconds
    if chosen["words"] != Words.FULL.value:
        return Length(seconds, None)
    short = chosen | {"words": Words.SHORT.value}
    short_seconds = planned_timeline(shown.id, read_options(short)).seconds
    is_worth_it = seconds - short_seconds >= WORTH_SAYING_SECONDS
    return Length(seconds, short_seconds if is_worth_it else None)


def _leave_out(shown: Routine) -> tuple[str, ...]:
    """Give who should leave all of it out, as far as the words do not say it already."""
    if shown.words.leave_out:
        return ()
    words = shelf.library().care.caution.words.flags
    return tuple(words[flag] for flag in shown.card.caution.leave_out_if if flag in words)


def _papers(shown: Routine, items: str) -> dict[str, str]:
    """Give the address of the sheet, for each size of paper."""
    address = reverse("handout", args=[shown.id])
    doses = {"items": items} if items else {}
    return {paper: f"{address}?{urlencode({'paper': paper, **doses})}" for paper in PAPERS}
