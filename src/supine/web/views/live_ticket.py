"""The ticket that opens the live socket, for a page whose CSRF token has been checked."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from supine.web.live import make_ticket


@require_POST
def ticket(request: HttpRequest) -> JsonResponse:
    """Give a ticket for `{"session": "..."}`, which need not have reached the diary yet."""
    try:
        session = UUID(json.loads(request.body)["session"])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        fault = {"fault": 'Send {"session": "..."}, with the id of the session.'}
        return JsonResponse(fault, status=400)
    answer = JsonResponse({"ticket": make_ticket(session)})
    answer["Cache-Control"] = "no-store"
    return answer
