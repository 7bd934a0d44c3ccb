"""The page that plays a session."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe

from supine.diary.models import CheckIn, Person, Session
from supine.diary.people import current_person
from supine.diary.sessions import open_session, sessions_finished
from supine.library import Routine
from supine.timeline import MOST_REPS, Options
from supine.web import shelf
from supine.web.addresses import address_of_session
from supine.web.camera_place import camera_place
from supine.web.figures import MOTION, STILL, figures_in_words, stills_of
from supine.web.fitted import fitted_on
from supine.web.planning import (
    movements_of,
    read_options,
    remembered_options,
    to_have_ready,
)
from supine.web.today import (
    ANSWERS_HOLD,
    EXERCISING,
    is_beside_the_programme,
    last_scores_before,
    plan_of,
    settle_routine,
)
from supine.web.views.before import routine_or_404

# After this many sessions the page mentions that short words save time.
SESSIONS_IN_FULL_WORDS = 6


@require_safe
@ensure_csrf_cookie
def play(request: HttpRequest, routine_id: str) -> HttpResponse:
    """Show the player, if today's questions were answered and today is a day for it."""
    person, routine = current_person(), routine_or_404(routine_id)
    now = timezone.localtime()
    unfinished = _unfinished(person, routine)
    if routine.id == settle_routine():
        return _page(request, _player(person, routine, unfinished))
    today = plan_of(person, now)
    if today.doing not in EXERCISING or today.routine is None:
        return redirect("home")
    if unfinished is not None:
        return _page(request, _player(person, routine, unfinished, unfinished.before))
    fitted = fitted_on(today, person, now, routine)
    if fitted.not_now:
        # Of the programme only the stage that is open is played.
        is_beside = is_beside_the_programme(routine.id)
        return redirect("routine", routine.id) if is_beside else redirect("play", today.routine)
    if fitted.start != "play":
        return redirect("before_scores", routine.id)
    check_in = last_scores_before(person, now)
    return _page(request, _player(person, routine, None, check_in, fitted.items))


def _page(request: HttpRequest, player: dict[str, Any]) -> HttpResponse:
    known = shelf.library().movements
    context = {
        "player": player,
        "figures": figures_in_words(),
        "camera_view": camera_place(known[each["id"]] for each in player["movements"]),
    }
    return render(request, "web/play.html", context)


def _player(
    person: Person,
    routine: Routine,
    unfinished: Session | None,
    check_in: CheckIn | None = None,
    items: str = "",
) -> dict[str, Any]:
    """Give all that the player needs to know. items: today's exercises, "" for the routine's."""
    options = remembered_options(unfinished.options if unfinished else person.options)
    items = str(unfinished.options.get("items", "")) if unfinished else items
    if items or routine.id == settle_routine():
        options["reps"] = None
    options["items"] = items
    movements = movements_of(routine, items)
    return {
        "routine": routine.id,
        "routine_name": routine.name,
        "session": str(unfinished.pk) if unfinished else None,
        "resume_at": unfinished.last_track_seconds if unfinished else None,
        "check_in": str(check_in.pk) if check_in else None,
        "options": options,
        "knows_the_words": sessions_finished(person) >= SESSIONS_IN_FULL_WORDS,
        "step_words": _step_words(),
        "movements": [{"id": one.id, "name": one.name} for one in movements],
        "stills": stills_of(one.id for one in movements),
        "urls": _urls(routine),
        "ready": _ready(routine, options),
    }


def _ready(routine: Routine, options: dict[str, Any]) -> list[dict[str, str]]:
    """Give what to have within reach.

    For the largest dose of the programme: the page shows of it what the chosen dose needs.
    """
    if options["items"] and is_beside_the_programme(routine.id):
        things = to_have_ready(routine.id, read_options(options))
    else:
        things = to_have_ready(routine.id, Options(reps=MOST_REPS))
    return [
        {
            "id": thing.card.id,
            "name": thing.words.name,
            "stand_in": thing.words.stand_in,
            "purpose": thing.words.purpose,
        }
        for thing in things
    ]


def _unfinished(person: Person, routine: Routine) -> Session | None:
    """Give the session to go on with: a reload must not begin a second one."""
    session = open_session(person)
    if session is None or session.routine != routine.id:
        return None
    is_recent = timezone.now() - session.started_at <= ANSWERS_HOLD
    return session if is_recent else None


def _step_words() -> dict[str, dict[str, str]]:
    """Give what the page shows in each step of each movement, since a plan may name any of them."""
    return {name: dict(each.words.steps) for name, each in shelf.library().movements.items()}


def _urls(routine: Routine) -> dict[str, str]:
    """Give the addresses, with SESSION where the browser puts the id it made."""
    return {
        "timeline": reverse("timeline", args=[routine.id]),
        "track": f"/tracks/{routine.id}",
        "sounds": "/sounds/",
        "events": address_of_session("events"),
        "close": address_of_session("close"),
        "after": address_of_session("after"),
        "home": reverse("home"),
        "motion": MOTION,
        "still": STILL,
    }
