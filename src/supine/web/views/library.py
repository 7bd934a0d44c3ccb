"""The library: every movement and routine, to be searched, narrowed down and looked at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from supine.diary.people import current_person
from supine.library import Problem, Routine
from supine.web import shelf
from supine.web.allowed import movements_left_out, routines_not_now
from supine.web.finding import AIMS, NOTHING, Wanted, find, looser, places_in
from supine.web.tiles import figure_of_person, movement_tiles, routine_tiles
from supine.web.today import course, plan_of

# Lengths to choose among, in minutes.
LENGTHS = (5, 10, 15, 20)


@dataclass(frozen=True)
class OwnProblem:
    """What is wrong with an own card. file: below the own folder."""

    file: str
    problem: Problem


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Show what was asked for, or everything."""
    known = shelf.library()
    wanted = Wanted.read(request.GET, known)
    found = find(known, wanted)
    person, now = current_person(), timezone.localtime()
    today, figure = plan_of(person, now), figure_of_person()
    context = {
        "wanted": wanted,
        "nothing_at_hand": wanted.have == (),
        "lengths": _lengths(wanted),
        "places": places_in(known),
        "aims": _aims(),
        "things": [known.equipment[name] for name in _things()],
        "nothing": NOTHING,
        "routines": routine_tiles(
            # A search has an order of its own: the best match first.
            found.routines if wanted.words else _programme_first(found.routines),
            figure,
            routines_not_now(today, person, now, found.routines),
        ),
        "movements": movement_tiles(
            found.movements, figure, movements_left_out(today.now.flags, found.movements)
        ),
        "count": found.count,
        "looser": looser(known, wanted) if not found.count else (),
        "problems": _own_problems(),
        "own_folder": Path(settings.LIBRARY_FOLDER),
    }
    return render(request, "web/library.html", context)


def _programme_first(routines: Iterable[Routine]) -> list[Routine]:
    """Put the routines of the programme before the others, in its order."""
    card = course().programme
    settle = [card.settle] if card.settle else []
    names = list(dict.fromkeys([*(stage.routine for stage in card.stages), *settle, *card.follows]))
    return sorted(
        routines,
        key=lambda routine: names.index(routine.id) if routine.id in names else len(names),
    )


def _own_problems() -> list[OwnProblem]:
    """Give what is wrong with the own cards, to be mended."""
    folder = str(Path(settings.LIBRARY_FOLDER))
    return [
        OwnProblem(problem.file.removeprefix(folder).lstrip("/\\") or problem.file, problem)
        for problem in shelf.problems()
    ]


def _lengths(wanted: Wanted) -> tuple[int, ...]:
    """Give the lengths to choose among, with one that was asked for by hand."""
    return tuple(sorted({*LENGTHS, *([wanted.minutes] if wanted.minutes else [])}))


def _things() -> list[str]:
    """Give the equipment that some movement cannot do without or may use."""
    movements = shelf.library().movements.values()
    return sorted({use.id for movement in movements for use in movement.card.equipment})


def _aims() -> tuple[str, ...]:
    """Give the aims that something here has."""
    known = shelf.library()
    of_movements = {aim for one in known.movements.values() for aim in one.card.aims}
    used = of_movements.union(*(one.card.aims for one in known.routines.values()))
    return tuple(aim for aim in AIMS if aim in used)
