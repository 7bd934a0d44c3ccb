"""Every address of the pages. Sound and the built front end are answered before Django."""

from __future__ import annotations

from django.urls import path

from supine.web.views import (
    about,
    after,
    before,
    check_ins,
    closed,
    diary,
    events,
    first,
    home,
    machine,
    play,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", about.about, name="about"),
    path("first/", first.first, name="first"),
    path("closed/", closed.closed, name="closed"),
    path("before/<slug:routine_id>/", before.signs, name="before"),
    path("before/<slug:routine_id>/now/", before.scores, name="before_scores"),
    path(
        "before/<slug:routine_id>/not-today/<uuid:check_in_id>/",
        before.not_today,
        name="not_today",
    ),
    path("play/<slug:routine_id>/", play.play, name="play"),
    path("after/<uuid:session_id>/", after.after, name="after"),
    path("diary/", diary.past, name="diary"),
    path("diary/<uuid:session_id>/", diary.one, name="session"),
    path("check-ins/<uuid:check_in_id>/", check_ins.correct, name="check_in"),
    path("timelines/<slug:routine_id>.json", machine.timeline, name="timeline"),
    path("sessions/<uuid:session_id>/events/", events.store, name="events"),
    path("sessions/<uuid:session_id>/close/", events.close, name="close"),
]
