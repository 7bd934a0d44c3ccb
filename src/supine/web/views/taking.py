"""Taking over a routine that somebody else has made and handed on as a file."""

from __future__ import annotations

from http import HTTPStatus

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from supine.library import LibraryError, Problem, Routine
from supine.web import shelf
from supine.web.building import free_id, free_name
from supine.web.sharing import MOST_BYTES, NoRoutineInFileError, read_shared


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """Ask for the file, or keep the routine in it."""
    if request.method != "POST":
        return render(request, "web/take_routine.html")
    try:
        taken = _kept(request.FILES.get("file"))
    except NoRoutineInFileError:
        return _told(request, "none", HTTPStatus.BAD_REQUEST)
    except LibraryError as error:
        return _told(request, "card", HTTPStatus.BAD_REQUEST, error.problems)
    except OSError:
        return _told(request, "disk", HTTPStatus.INSUFFICIENT_STORAGE)
    return redirect("routine", taken.id)


def _kept(file: UploadedFile[bytes] | None) -> Routine:
    """Keep the routine in the file, under an id and a name that nobody has yet.

    One that is there already, just as it is in the file, is given as it is.
    """
    if file is None or file.size is None or file.size > MOST_BYTES:
        raise NoRoutineInFileError
    card, words = read_shared(file.read())
    known = shelf.library()
    there = known.routines.get(card.id)
    if there is not None and (there.card, there.words) == (card, words):
        return there
    words = words.model_copy(update={"name": free_name(words.name, known)})
    if there is not None:
        card = card.model_copy(update={"id": free_id(words.name, known)})
    return shelf.save_routine(card, words)


def _told(
    request: HttpRequest, fault: str, status: int, problems: tuple[Problem, ...] = ()
) -> HttpResponse:
    context = {"fault": fault, "problems": [_by_place(problem) for problem in problems]}
    return render(request, "web/take_routine.html", context, status=status)


def _by_place(problem: Problem) -> Problem:
    """Name only the file: its folder is one that nobody made."""
    name = problem.file.replace("\\", "/").rsplit("/", 1)[-1]
    return Problem(name, problem.place, problem.fault, problem.remedy)
