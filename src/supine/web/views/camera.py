"""What the camera needs on the player's page, once somebody wants it to watch."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from supine.web.camera_place import VIEWS
from supine.web.pose_model import pose_address


@require_safe
def camera(request: HttpRequest, view: str) -> HttpResponse:
    """Give the helper that places the camera, the small picture and their words, without a page."""
    if view not in VIEWS:
        raise Http404
    return render(request, "web/camera.html", {"view": view, "model": pose_address()})
