"""What the player reads as data."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from supine.timeline import OptionsError, UnknownRoutineError
from supine.web.asked import asked_options
from supine.web.planning import planned_timeline


@require_safe
def timeline(request: HttpRequest, routine_id: str) -> JsonResponse:
    """Give the timeline of a routine; its times are those of the track with the same query."""
    try:
        options = asked_options(request.GET.dict())
        answer = JsonResponse(planned_timeline(routine_id, options).as_json())
    except UnknownRoutineError as fault:
        return JsonResponse({"fault": str(fault)}, status=404)
    except OptionsError as fault:
        return JsonResponse({"fault": str(fault)}, status=400)
    answer["Cache-Control"] = "private, no-cache"
    return answer
