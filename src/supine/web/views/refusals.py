"""What is said when a form came without the token that only our own pages have."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer as the page that asked would understand."""
    if request.content_type == "application/json":
        return JsonResponse({"fault": "The page is too old. Load it again."}, status=403)
    return render(request, "403.html", status=403)
