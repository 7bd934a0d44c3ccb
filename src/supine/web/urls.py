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
    goals,
    home,
    limits,
    machine,
    movements,
    play,
    progress,
    reminders,
    said,
    seeing,
    ten_minutes,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("about/", about.about, name="about"),
    path("first/", first.first, name="first"),
    path("closed/", closed.closed, name="closed"),
    path("changes/", first.changes, name="changes"),
    path("limits/", limits.limits, name="limits"),
    path("offers/", said.offer, name="offer"),
    path("statements/", said.statement, name="statement"),
    path("before/<slug:routine_id>/", before.signs, name="before"),
    path("before/<slug:routine_id>/now/", before.scores, name="before_scores"),
    path("play/<slug:routine_id>/", play.play, name="play"),
    path("movements/<slug:movement_id>/", movements.movement, name="movement"),
    path("after/<uuid:session_id>/", after.after, name="after"),
    path("ten-minutes/<uuid:session_id>/", ten_minutes.ten_minutes, name="ten_minutes"),
    path("diary/", diary.past, name="diary"),
    path("diary/<uuid:session_id>/", diary.one, name="session"),
    path("progress/", progress.progress, name="progress"),
    path("see-somebody/", seeing.see_somebody, name="see_somebody"),
    path("summary/", seeing.summary, name="summary"),
    path("goals/", goals.goals, name="goals"),
    path("goals/add/", goals.add, name="add_goal"),
    path("goals/<int:goal_id>/retire/", goals.retire, name="retire_goal"),
    path("wellbeing/", goals.wellbeing, name="wellbeing"),
    path("reminders/", reminders.reminders, name="reminders"),
    path("reminders.ics", reminders.calendar, name="calendar"),
    path("check-ins/<uuid:check_in_id>/", check_ins.correct, name="check_in"),
    path("timelines/<slug:routine_id>.json", machine.timeline, name="timeline"),
    path("sessions/<uuid:session_id>/events/", events.store, name="events"),
    path("sessions/<uuid:session_id>/close/", events.close, name="close"),
]
