"""What Supine is meant for, and where the diary lies."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from supine import __version__


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Show the page."""
    return render(
        request,
        "web/about.html",
        {"version": __version__, "data_folder": settings.DATA_FOLDER},
    )
