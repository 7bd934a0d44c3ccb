"""A routine as a PDF, to print or to hand on."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.views.decorators.http import require_safe

from supine.library import Routine
from supine.share.handout import PAPERS, handout_pdf
from supine.timeline import Options, OptionsError
from supine.web.planning import planned_timeline
from supine.web.shelf import library
from supine.web.tiles import figure_of_person
from supine.web.views.before import routine_or_404


@require_safe
def handout(request: HttpRequest, routine_id: str) -> HttpResponse:
    """Give the handout of a routine; `paper` says on what, `items` which doses if not its own."""
    routine = routine_or_404(routine_id)
    paper = PAPERS.get(request.GET.get("paper", "a4"))
    if paper is None:
        sentence = f"paper: choose {' or '.join(PAPERS)}."
        return HttpResponseBadRequest(sentence, content_type="text/plain; charset=utf-8")
    try:
        options = Options.from_mapping({"items": request.GET.get("items", "")})
        pdf = handout_pdf(
            library(),
            routine,
            options,
            paper=paper,
            figure=figure_of_person(),
            seconds=_seconds(routine, options),
        )
    except OptionsError as error:
        return HttpResponseBadRequest(str(error), content_type="text/plain; charset=utf-8")
    # Shown by the browser first, which can print it and keep it.
    headers = {"Content-Disposition": f'inline; filename="supine-{routine.id}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def _seconds(routine: Routine, options: Options) -> float | None:
    """Give the length where the card's own does not hold, or where it has none."""
    if routine.card.minutes is not None and not options.items:
        return None
    return planned_timeline(routine.id, options).seconds
