"""The tables. Every one carries its person; a score that was left out is NULL, never 0."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone

SCORE_MAX = 10
REACH_MAX = 4


class Side(models.TextChoices):
    """Which leg is meant. Empty where nobody has said."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


class Person(models.Model):
    """Whose diary it is. `options`: what was chosen before the last start, by query name.

    country: its code, where it was named. reminders: times of the day as "HH:MM".
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    leg_side = models.CharField(max_length=5, choices=Side, blank=True)
    country = models.CharField(max_length=2, blank=True)
    emergency_number = models.CharField(max_length=20, blank=True)
    options = models.JSONField(default=dict)
    reminders = models.JSONField(default=list)
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"person {self.id}"


class Screening(models.Model):
    """Answers about warning signs, and what followed. `answers`: list name -> none|some|unsure.

    yes, follow_ups: the caution questions with a yes, and their second answers by question. flags:
    what these set, as the rules then were; null where the caution questions were not asked.
    """

    class Kind(models.TextChoices):
        """How much was asked."""

        FULL = "full"
        DAILY = "daily"

    class Level(models.TextChoices):
        """What the answers led to."""

        CLEAR = "clear"
        URGENT = "urgent"
        EMERGENCY = "emergency"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="screenings")
    kind = models.CharField(max_length=10, choices=Kind)
    answers = models.JSONField()
    list_version = models.PositiveIntegerField()
    level = models.CharField(max_length=10, choices=Level)
    say = models.CharField(max_length=60)
    because = models.JSONField()
    yes = models.JSONField(default=list)
    follow_ups = models.JSONField(default=dict)
    flags = models.JSONField(null=True, blank=True)
    answered_at = models.DateTimeField()
    utc_offset_minutes = models.SmallIntegerField()
    clinician_agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = (models.Index(fields=["person", "answered_at"], name="screening_by_time"),)

    def __str__(self) -> str:
        return f"{self.kind} screening, {self.level}"


class Session(models.Model):
    """One session under the id its browser made.

    snapshot: what was planned, so that later changes to the library do not rewrite the past.
    finished_at: when it ended in any way. last_track_seconds: where the track was last heard.
    before: the scores given before it; those during and after point here themselves.
    """

    class State(models.TextChoices):
        """Where a session stands. ENDED by the person on the way; CLOSED later, unfinished."""

        STARTED = "started"
        FINISHED = "finished"
        ENDED = "ended"
        CLOSED = "closed"

    class StopReason(models.TextChoices):
        """Why a session stopped before its end."""

        PAIN = "pain"
        TIRED = "tired"
        INTERRUPTED = "interrupted"
        OTHER = "other"

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sessions")
    routine = models.CharField(max_length=100)
    routine_version = models.PositiveIntegerField()
    snapshot = models.JSONField()
    options = models.JSONField(default=dict)
    before = models.ForeignKey(
        "CheckIn",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="sessions_begun",
    )
    started_at = models.DateTimeField()
    utc_offset_minutes = models.SmallIntegerField()
    finished_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.STARTED)
    stop_reason = models.CharField(max_length=12, choices=StopReason, blank=True)
    last_track_seconds = models.FloatField(default=0)

    class Meta:
        indexes = (models.Index(fields=["person", "started_at"], name="session_by_time"),)

    def __str__(self) -> str:
        return f"{self.routine}, {self.state}"


class SessionEvent(models.Model):
    """One thing that happened in a session, under the id its browser made.

    SEEN: what a camera counted of one side of a set; no rule reads it. at_seconds: the track's
    time. claimed_at: what the browser's clock said, kept only where it cannot be true; happened_at
    is then when it was received.
    """

    class Kind(models.TextChoices):
        """What happened."""

        STARTED = "started"
        REP_DONE = "rep_done"
        SET_DONE = "set_done"
        ENOUGH = "enough"
        HURTS = "hurts"
        SKIPPED = "skipped"
        WENT_BACK = "went_back"
        PAUSED = "paused"
        RESUMED = "resumed"
        FINISHED = "finished"
        ENDED = "ended"
        SEEN = "seen"

    id = models.UUIDField(primary_key=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind)
    at_seconds = models.FloatField()
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    claimed_at = models.CharField(max_length=40, blank=True)
    movement = models.CharField(max_length=100, blank=True)
    side = models.CharField(max_length=5, choices=Side, blank=True)
    rep = models.PositiveSmallIntegerField(null=True, blank=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = (models.Index(fields=["session", "happened_at"], name="event_by_time"),)

    def __str__(self) -> str:
        return f"{self.kind} at {self.at_seconds:.1f} s"


def _between(name: str, highest: int) -> Q:
    """Give the condition that a score is left out or from 0 to `highest`."""
    return Q(**{f"{name}__isnull": True}) | Q(**{f"{name}__range": (0, highest)})


class CheckIn(models.Model):
    """Scores at one moment. reach: 0 none, 1 buttock, 2 thigh, 3 below the knee, 4 foot.

    neuro: new tingling or weakness ten minutes later, "" without an answer. effort: of the whole
    session, 0 to 10, with its worst scores. strong_painkillers: taken today.
    """

    class Moment(models.TextChoices):
        """When the scores were true. WORST: the highest during the session."""

        BEFORE = "before"
        WORST = "worst"
        AFTER = "after"
        TEN_MINUTES = "ten-minutes"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="check_ins")
    session = models.ForeignKey(
        Session,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="check_ins",
    )
    moment = models.CharField(max_length=20, choices=Moment)
    back = models.PositiveSmallIntegerField(null=True, blank=True)
    leg = models.PositiveSmallIntegerField(null=True, blank=True)
    reach = models.PositiveSmallIntegerField(null=True, blank=True)
    neuro = models.CharField(max_length=20, blank=True)
    effort = models.PositiveSmallIntegerField(null=True, blank=True)
    strong_painkillers = models.BooleanField(null=True, blank=True)
    leg_side = models.CharField(max_length=5, choices=Side, blank=True)
    answered_at = models.DateTimeField()
    utc_offset_minutes = models.SmallIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=_between("back", SCORE_MAX), name="back_0_to_10"),
            models.CheckConstraint(condition=_between("leg", SCORE_MAX), name="leg_0_to_10"),
            models.CheckConstraint(condition=_between("reach", REACH_MAX), name="reach_0_to_4"),
            models.CheckConstraint(condition=_between("effort", SCORE_MAX), name="effort_0_to_10"),
            models.UniqueConstraint(fields=["session", "moment"], name="one_per_session_moment"),
        )
        indexes = (models.Index(fields=["person", "answered_at"], name="check_in_by_time"),)

    def __str__(self) -> str:
        return f"{self.moment}: back {self.back}, leg {self.leg}, reach {self.reach}"


class Correction(models.Model):
    """One corrected value of a check-in. The old value is never lost; null means left out."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    check_in = models.ForeignKey(CheckIn, on_delete=models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=20)
    old_value = models.JSONField(null=True)
    new_value = models.JSONField(null=True)
    corrected_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.field}: {self.old_value} to {self.new_value}"


class OwnLimits(models.Model):
    """The limits a person confirmed; the newest hold. Each: the highest score of that colour."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="own_limits")
    back_green = models.PositiveSmallIntegerField()
    back_amber = models.PositiveSmallIntegerField()
    leg_green = models.PositiveSmallIntegerField()
    leg_amber = models.PositiveSmallIntegerField()
    confirmed_at = models.DateTimeField()
    utc_offset_minutes = models.SmallIntegerField()

    def __str__(self) -> str:
        return f"back {self.back_green}/{self.back_amber}, leg {self.leg_green}/{self.leg_amber}"


class Remark(models.Model):
    """What a person said of the last days. statement: a value of care's Statement."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="remarks")
    statement = models.CharField(max_length=40)
    stated_at = models.DateTimeField()
    utc_offset_minutes = models.SmallIntegerField()

    def __str__(self) -> str:
        return self.statement


class OfferAnswer(models.Model):
    """An offer that was taken or declined, with what it was and why it was made.

    moves: [{"movement", "before": {"reps", "extras"}, "after": ...}]. sessions_a_day: [before,
    after], or null where the offer does not change it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="offer_answers")
    offer = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    say = models.CharField(max_length=60)
    because = models.JSONField()
    moves = models.JSONField(default=list)
    sessions_a_day = models.JSONField(null=True, blank=True)
    taken = models.BooleanField()
    answered_at = models.DateTimeField()
    utc_offset_minutes = models.SmallIntegerField()

    def __str__(self) -> str:
        return f"{self.offer}: {'taken' if self.taken else 'declined'}"


class PlanState(models.Model):
    """The plan as far as it is closed, so that nobody has to begin at the first day every time.

    It can always be made again. plan: null when it has to be. closed_until: when the last thing
    happened that it knows. days: what each closed day came to, by ISO date. planned: the doses that
    were last shown, by movement, each with the routine they were planned for.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="plan_state")
    plan = models.JSONField(null=True, blank=True)
    closed_until = models.DateTimeField(null=True, blank=True)
    days = models.JSONField(default=dict)
    planned = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"plan closed until {self.closed_until}"


class Goal(models.Model):
    """Something the person wants to be able to do, in own words."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="goals")
    text = models.CharField(max_length=200)
    added_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.text


class GoalScore(models.Model):
    """How well it goes, 0 to 10; null where it was left out. The newest holds."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="scores")
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    scored_at = models.DateTimeField()
    utc_offset_minutes = models.SmallIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=_between("score", SCORE_MAX), name="goal_0_to_10"),
        )

    def __str__(self) -> str:
        return f"{self.score}"


class Wellbeing(models.Model):
    """How it is as a whole. change: -3 to 3 since the start. percent_normal: 0 to 100."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="wellbeing")
    change = models.SmallIntegerField(null=True, blank=True)
    percent_normal = models.PositiveSmallIntegerField(null=True, blank=True)
    answered_at = models.DateTimeField()
    utc_offset_minutes = models.SmallIntegerField()

    def __str__(self) -> str:
        return f"change {self.change}, {self.percent_normal} percent of normal"
