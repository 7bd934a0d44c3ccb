"""Thirty days of somebody's diary, up to any evening."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from supine.care import ScreeningKind, Statement, published_limits, screening_outcome
from supine.diary.checkins import Scores, record_check_in
from supine.diary.events import EventIn
from supine.diary.goals import add_goal, record_wellbeing, score_goal
from supine.diary.limits import remember_limits
from supine.diary.models import CheckIn, Person, Session, SessionEvent
from supine.diary.people import remember_leg_side
from supine.diary.said import record_statement
from supine.diary.screening import record_full_list, record_screening
from supine.diary.sessions import record_events
from supine.diary.snapshots import PlannedSet, Snapshot
from supine.library import Sides, shipped_library
from supine.library.care_cards import Answer, ListName

# A movement, a side, and what the camera told of it.
Seen = tuple[str, str | None, dict[str, Any]]
DAYS = 30
GAP = None
# Back, leg and how far down before the first session of each day, the oldest first.
SCORES: tuple[tuple[int, int, int] | None, ...] = (
    *((5, 6, 2), (4, 6, 2), (5, 5, 2), (5, 6, 3), (4, 6, 2), (5, 5, 2), (5, 6, 2)),
    *((4, 5, 2), (5, 5, 2), GAP, (4, 5, 2), (4, 4, 2), (4, 5, 1), (4, 4, 2)),
    *((6, 7, 3), (6, 7, 3), (5, 6, 3), (5, 5, 2), (4, 5, 2), (4, 4, 2), (4, 4, 1)),
    *((3, 4, 1), GAP, GAP, GAP, (3, 3, 1), (4, 3, 1), (3, 3, 1)),
    *((3, 3, 0), (3, 2, 1)),
)
FLARE_DAY = 14
TWICE = (3, 5, 19, 27)
RESTS = (14, 15)
MOVEMENTS = ("knee-wags", "lying-adductor-squeeze", "lying-psoas-march")
REPS = 8
# A camera stood by on these days; the squeeze moves too little to be counted by any.
CAMERA_DAYS = (4, 5, 6, 7, 8, 10, 12, 13, 17, 18, 19, 20, 21, 26, 27, 28, 29)
UNEVEN = (8, 8, 7, 8, 8, 8, 6, 8)


def live_through(person: Person, evening: datetime) -> None:
    """Store the thirty days that end with this one. evening: aware, in the person's zone."""
    _begin(person, evening - timedelta(days=DAYS - 1, minutes=30))
    for number, scores in enumerate(SCORES):
        at = evening - timedelta(days=DAYS - 1 - number)
        if number == FLARE_DAY:
            record_statement(person, Statement.FLARE, at - timedelta(minutes=20))
        if scores is None:
            continue
        _screen(person, at - timedelta(minutes=5))
        before = record_check_in(person, CheckIn.Moment.BEFORE, Scores(*scores), at)
        routine = "settle" if number in RESTS else "three-minute"
        _play(person, routine, before, at, _seen(number))
        if number in TWICE:
            _play(person, "three-minute", before, at + timedelta(minutes=40))


def say_how_it_is(person: Person, evening: datetime) -> None:
    """Store two goals with their way, and per cent of normal."""
    first, later = evening - timedelta(days=29), evening - timedelta(days=8)
    film = add_goal(person, "Sit through a film", first)
    score_goal(film, 4, first)
    score_goal(film, 6, later)
    score_goal(add_goal(person, "Put on my socks without thinking", first), 5, first)
    record_wellbeing(person, None, 60, first)
    record_wellbeing(person, 1, 70, later)


def _begin(person: Person, at: datetime) -> None:
    care = shipped_library().care
    answers = {ListName.EMERGENCY: Answer.NONE, ListName.URGENT: Answer.NONE}
    outcome = screening_outcome(ScreeningKind.FULL, answers, care.warning_signs.rules)
    record_full_list(person, answers, ["C4"], {}, outcome, at)
    remember_leg_side(person, "left")
    remember_limits(person, published_limits(care.exercise_light.card), at)


def _screen(person: Person, at: datetime) -> None:
    signs = shipped_library().care.warning_signs
    answers = {ListName.DAILY: Answer.NONE}
    outcome = screening_outcome(ScreeningKind.DAILY, answers, signs.rules)
    record_screening(person, ScreeningKind.DAILY, answers, signs.version, outcome, at)


def _play(
    person: Person, routine: str, before: CheckIn, at: datetime, seen: Sequence[Seen] = ()
) -> None:
    """Do a whole session, and say afterwards that it stayed as it was."""
    session_id, begins = uuid4(), at + timedelta(minutes=1)
    ended = begins + timedelta(seconds=200)
    record_events(
        person,
        session_id,
        [*_events(routine, before.pk, begins, ended), *_watched(seen, begins)],
        received_at=ended + timedelta(seconds=5),
        snapshot_of=_snapshot_of,
    )
    session = Session.objects.get(pk=session_id)
    for moment in (CheckIn.Moment.WORST, CheckIn.Moment.AFTER):
        felt = Scores(before.back, before.leg, before.reach)
        record_check_in(person, moment, felt, ended + timedelta(minutes=1), session)


def _events(routine: str, check_in: UUID, begins: datetime, ended: datetime) -> list[EventIn]:
    kind = SessionEvent.Kind
    detail = {"routine": routine, "options": {"reps": REPS}, "check_in_id": str(check_in)}
    reps = [
        EventIn(
            uuid4(), kind.REP_DONE, seconds, begins + timedelta(seconds=seconds), movement, side
        )
        for place, movement in enumerate(_movements(routine))
        for side in _sides(movement)
        for seconds in range(20 + 60 * place, 20 + 60 * place + 5 * REPS, 5)
    ]
    return [
        EventIn(uuid4(), kind.STARTED, 0.0, begins, detail=detail),
        *reps,
        EventIn(uuid4(), kind.FINISHED, 200.0, ended),
    ]


def _snapshot_of(routine: str, _options: Mapping[str, Any]) -> Snapshot:
    movements = shipped_library().movements
    sets = tuple(
        PlannedSet(name, movements[name].name, REPS, per_side=len(_sides(name)) > 1)
        for name in _movements(routine)
    )
    return Snapshot(routine, "The three minutes", 1, 200.0, "full", sets)


def _seen(number: int) -> tuple[Seen, ...]:
    """Give what the camera told of that day's session: both sides, and one more easily."""
    if number not in CAMERA_DAYS:
        return ()
    left, right = 0.5 + 0.04 * (number % 4) + 0.004 * number, 0.8 + 0.05 * (number % 3)
    share = 0.55 if number == 10 else 0.97
    tempo = {"out_seconds": 1.9 + 0.2 * (number % 3), "back_seconds": 2.2 + 0.1 * (number % 4)}
    told: list[Seen] = [
        (
            movement,
            side,
            {
                "set": f"{place}/0",
                "counted": UNEVEN[(number + place) % 8] if side == "left" else REPS,
                "called": REPS,
                "reach": round(left if side == "left" else right, 3),
                "best_reach": round((left if side == "left" else right) + 0.09, 3),
                **{name: round(seconds, 2) for name, seconds in tempo.items()},
                "seen_share": share,
                "notes": [],
            },
        )
        for place, movement in ((0, "knee-wags"), (2, "lying-psoas-march"))
        for side in _sides(movement)
    ]
    squeeze = {"set": "1/0", "counted": 0, "called": REPS, "seen_share": 0.0, "notes": ["timed"]}
    return (*told, ("lying-adductor-squeeze", None, squeeze))


def _watched(seen: Sequence[Seen], begins: datetime) -> list[EventIn]:
    """Give the camera's events, as the page sends them when each set is over."""
    return [
        EventIn(
            uuid4(),
            SessionEvent.Kind.SEEN,
            (seconds := 80.0 + 60 * int(detail["set"][0])),
            begins + timedelta(seconds=seconds),
            movement,
            side,
            detail=detail,
        )
        for movement, side, detail in seen
    ]


def _sides(movement: str) -> tuple[str | None, ...]:
    has_none = shipped_library().movements[movement].card.sides is Sides.NONE
    return (None,) if has_none else ("left", "right")


def _movements(routine: str) -> tuple[str, ...]:
    return MOVEMENTS if routine == "three-minute" else ()
