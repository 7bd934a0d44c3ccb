"""The builder: somebody puts a routine of their own together, with or without scripts.

Every press sends the whole form and gets it back changed, so that nothing typed is lost. What is
pressed is named by `do`: up-KEY, down-KEY, remove-KEY, add-MOVEMENT, look, save or download.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from supine.diary.people import current_person
from supine.library import MOST_ITEMS, LibraryError, Movement, Problem, Routine
from supine.timeline import Timeline
from supine.web import shelf
from supine.web.allowed import movements_left_out
from supine.web.building import (
    LONGEST_REST_SECONDS,
    LONGEST_TEXT,
    PLACES,
    Bounds,
    Draft,
    Faults,
    Line,
    bounds_of,
    card_and_words,
    faults_of,
    number_faults,
    unsaved_routine,
)
from supine.web.finding import AIMS, Wanted, find
from supine.web.pictures import Picture, key_picture
from supine.web.planning import laid_out, read_options, remembered_options
from supine.web.sharing import routine_file
from supine.web.tiles import figure_of_person, movement_tiles
from supine.web.today import plan_of

STEPS = {"up": -1, "down": 1}


@dataclass(frozen=True)
class Row:
    """One movement of the draft, to be shown. Faults: "" for none. is_out: left out for now."""

    line: Line
    movement: Movement
    bounds: Bounds
    picture: Picture | None
    reps_fault: str
    hold_fault: str
    is_out: bool


@dataclass(frozen=True)
class SaidPart:
    """What is said in one part of the session. name: of the movement; "" before and after them."""

    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class Pressed:
    """What a press did: focus, the id of the element that is to have it; told, what to announce."""

    focus: str = ""
    told: str = ""
    about: str = ""


@dataclass(frozen=True)
class State:
    """The page as it is now. routine: the own one that is changed, None for a new one."""

    draft: Draft
    routine: Routine | None
    faults: Faults = field(default_factory=dict)
    pressed: Pressed = Pressed()
    problems: tuple[Problem, ...] = ()


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Build a routine, from nothing or (`from`) from one that is there."""
    known = shelf.library()
    source = known.routines.get(request.GET.get("from", ""))
    first = Draft.of(source, known) if source is not None else Draft()
    return _page(request, first, None)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, routine_id: str) -> HttpResponse:
    """Change an own routine."""
    routine = _own_or_404(routine_id)
    return _page(request, Draft.of(routine, shelf.library()), routine)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, routine_id: str) -> HttpResponse:
    """Ask whether an own routine is to be deleted, and delete it."""
    routine = _own_or_404(routine_id)
    if request.method == "POST":
        shelf.remove_routine(routine.id)
        return redirect("library")
    return render(request, "web/remove_routine.html", {"routine": routine})


def _own_or_404(routine_id: str) -> Routine:
    if routine_id not in shelf.own_ids("routines"):
        raise Http404
    return shelf.library().routines[routine_id]


def _page(request: HttpRequest, first: Draft, routine: Routine | None) -> HttpResponse:
    """Do what was pressed, and show what there is now."""
    if request.method != "POST":
        return _shown(request, State(first, routine))
    known = shelf.library()
    draft = Draft.read(request.POST, known)
    action, _, what = request.POST.get("do", "look").partition("-")
    if action not in ("save", "download"):
        draft, pressed = _changed(draft, action, what)
        return _shown(request, State(draft, routine, number_faults(draft, known), pressed))
    faults = faults_of(draft, known, routine.id if routine else None)
    if faults:
        focus = Pressed(focus=next(iter(faults)))
        return _shown(request, State(draft, routine, faults, focus), HTTPStatus.BAD_REQUEST)
    return _finished(request, draft, routine, keep=action == "save")


def _finished(
    request: HttpRequest, draft: Draft, routine: Routine | None, *, keep: bool
) -> HttpResponse:
    """Keep a draft without faults, or give it as a file."""
    card, words = card_and_words(draft, shelf.library(), routine.id if routine else None)
    if not keep:
        return routine_file(card, words)
    try:
        saved = shelf.save_routine(card, words)
    except LibraryError as error:
        return _shown(
            request, State(draft, routine, problems=error.problems), HTTPStatus.BAD_REQUEST
        )
    except OSError:
        return _shown(
            request, State(draft, routine, {"form": "disk"}), HTTPStatus.INSUFFICIENT_STORAGE
        )
    return redirect("routine", saved.id)


def _changed(draft: Draft, action: str, what: str) -> tuple[Draft, Pressed]:
    """Do what changes the list; anything else changes nothing."""
    movements = shelf.library().movements
    if action == "add" and what in movements:
        told = "full" if len(draft.lines) >= MOST_ITEMS else "added"
        return draft.added(movements[what]), Pressed(f"add-{what}", told, movements[what].name)
    place = draft.place_of(what)
    if place is None:
        return draft, Pressed()
    name = movements[draft.lines[place].movement].name
    if action in STEPS:
        return draft.moved(what, STEPS[action]), Pressed(f"{action}-{what}", "moved", name)
    if action == "remove":
        rest = draft.without(what)
        # The next one takes the place, or the last one where there is no next.
        near = rest.lines[min(place, len(rest.lines) - 1)] if rest.lines else None
        return rest, Pressed(f"remove-{near.key}" if near else "find", "removed", name)
    return draft, Pressed()


def _shown(request: HttpRequest, state: State, status: int = 200) -> HttpResponse:
    figure, draft = figure_of_person(), state.draft
    timeline = _timeline(draft)
    words = request.POST.get("find", "")[:LONGEST_TEXT]
    known = shelf.library()
    found = find(known, Wanted(words=words)).movements
    today = plan_of(current_person(), timezone.localtime())
    left_out = movements_left_out(today.now.flags, known.movements.values())
    context = {
        "state": state,
        "here": _address(state.routine),
        "slots": ",".join(f"#{place}:innerHTML" for place in _live_places(draft)),
        "draft": draft,
        "routine": state.routine,
        "faults": state.faults,
        "pressed": state.pressed,
        "place": _place(state),
        "rows": [_row(line, state.faults, figure, left_out) for line in draft.lines],
        "aims": AIMS,
        "places": PLACES,
        "longest_text": LONGEST_TEXT,
        "longest_rest": LONGEST_REST_SECONDS,
        "is_full": len(draft.lines) >= MOST_ITEMS,
        "find": words,
        "found": movement_tiles(found, figure, left_out),
        "timeline": timeline,
        "said": _said(timeline) if timeline is not None else (),
    }
    return render(request, "web/builder.html", context, status=status)


def _row(line: Line, faults: Faults, figure: str, left_out: Collection[str]) -> Row:
    movement = shelf.library().movements[line.movement]
    return Row(
        line,
        movement,
        bounds_of(movement),
        key_picture(movement, figure),
        faults.get(f"reps-{line.key}", ""),
        faults.get(f"hold-{line.key}", ""),
        line.movement in left_out,
    )


def _address(routine: Routine | None) -> str:
    return reverse("edit_routine", args=[routine.id]) if routine else reverse("new_routine")


def _live_places(draft: Draft) -> list[str]:
    """Give what is shown anew while somebody types: the length, and the faults of all numbers."""
    fields = [f"{name}-{line.key}" for line in draft.lines for name in ("reps", "hold")]
    return ["so-far", *(f"{field}-error" for field in ("rest", *fields))]


def _place(state: State) -> int:
    """Give where the moved line stands now, from 1; the length of the list for all else."""
    lines, pressed = state.draft.lines, state.pressed
    place = state.draft.place_of(pressed.focus.partition("-")[2])
    return len(lines) if pressed.told != "moved" or place is None else place + 1


def _timeline(draft: Draft) -> Timeline | None:
    """Lay the draft out with this person's choices; None while it cannot be."""
    known = shelf.library()
    routine = unsaved_routine(draft, known)
    if routine is None:
        return None
    chosen: dict[str, Any] = remembered_options(current_person().options) | {"reps": None}
    return laid_out(routine, read_options(chosen))


def _said(timeline: Timeline) -> list[SaidPart]:
    """Give what is said, part by part, each sentence once in its part."""
    begins = [(each.at, each.name) for each in timeline.sets]
    parts: list[tuple[str, dict[str, None]]] = [("", {})]
    ends_at = timeline.sets[-1].ends_at
    for cue in timeline.cues:
        while begins and cue.at >= begins[0][0]:
            parts.append((begins.pop(0)[1], {}))
        if cue.at >= ends_at and parts[-1][0]:
            parts.append(("", {}))
        if cue.kind in ("say", "read"):
            parts[-1][1][cue.text] = None
    return [SaidPart(name, tuple(sentences)) for name, sentences in parts if sentences]
