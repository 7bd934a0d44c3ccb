"""What the running page needs once a camera watches: its row, and the sentences of the coach."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from supine.web import shelf
from supine.web.phrases import with_clips


@require_safe
def witness(request: HttpRequest) -> HttpResponse:
    """Give a piece of page, fetched only where a camera is on: without one it would be ballast."""
    library = shelf.library()
    words = library.camera_words
    sentences = {"unseen": dict(words.unseen), "tired": words.tired, "clips": with_clips(library)}
    answer = render(request, "web/witness.html", {"sentences": sentences})
    answer["Cache-Control"] = "private, no-cache"
    return answer
