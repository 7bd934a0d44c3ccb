"""What stands before every page: the warning signs, a lock, and faults said plainly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from supine.diary.limits import limits_of
from supine.diary.models import Person
from supine.diary.people import current_person
from supine.diary.screening import exercise_lock, needs_full_screening
from supine.web.templatetags.assets import FrontEndNotBuiltError
from supine.web.today import plan_of, settle_routine

GetResponse = Callable[[HttpRequest], HttpResponse]

# What can be read, and what an earlier session still has to say, before the first list.
BEFORE_THE_LIST = frozenset(
    {"first", "closed", "about", "timeline", "events", "close", "live_ticket", "witness"}
)
EXERCISES = frozenset({"before", "before_scores", "play"})
# What is closed with them: looking at a movement is not yet doing it, and needs no scores.
CLOSED_AS_WELL = frozenset(
    {
        *("library", "movement", "routine", "routine_file", "handout"),
        *("new_routine", "take_routine", "edit_routine", "remove_routine"),
    }
)


class WarningSignsFirst:
    """Sends to the warning signs until they were answered, and away from exercises while closed."""

    def __init__(self, get_response: GetResponse) -> None:
        """Wrap the pages."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Change nothing here: which page it is, is known only later."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        _view: Callable[..., HttpResponse],
        _args: tuple[Any, ...],
        values: dict[str, Any],
    ) -> HttpResponse | None:
        """Redirect, or give None to let the page answer."""
        page = request.resolver_match.url_name if request.resolver_match else None
        if page in BEFORE_THE_LIST:
            return None
        person = current_person()
        if needs_full_screening(person, timezone.localtime()):
            return redirect("first")
        if page not in EXERCISES | CLOSED_AS_WELL:
            return None
        if exercise_lock(person) is not None:
            return redirect("closed")
        if page in CLOSED_AS_WELL or values.get("routine_id") == settle_routine():
            return None
        return _asked_first(person)


def _asked_first(person: Person) -> HttpResponse | None:
    """Redirect to what comes before exercises: the list where it is due, then the own limits."""
    if plan_of(person, timezone.localtime()).full_list:
        return redirect("first")
    return redirect("limits") if limits_of(person) is None else None


class PlainFaults:
    """Says in plain words what a person can mend: pages not built, a diary that takes no entry."""

    def __init__(self, get_response: GetResponse) -> None:
        """Wrap the pages."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Give a page for the two faults, None for every other."""
        if isinstance(fault, FrontEndNotBuiltError):
            return render(request, "web/not_built.html", status=503)
        if isinstance(fault, OperationalError):
            return render(request, "web/not_stored.html", status=507)
        return None
