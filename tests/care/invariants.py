"""What must be true of every simulated person, checked from raw events with plain arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from supine.care import CheckedIn, Done, Dose, Exercised, History, Plan, Scores, plan_for_today
from supine.library import rule_rows
from supine.library.care_cards import Doing, Light
from tests.care import oracle
from tests.care.people import Moment, Person


def check(person: Person, *, also_replayed: bool = True) -> None:
    """Check one person's whole life. Raises AssertionError with what went wrong."""
    known = {row.id for row in rule_rows(person.course.care)}
    for moment in person.moments:
        _is_careful(moment)
        _has_reasons(moment, known)
    log = Log(person)
    for moment in person.moments:
        _rests_after_red(moment, log)
    for before, after in pairwise(person.moments):
        _never_rises_by_itself(before, after, log)
    if also_replayed:
        _is_the_same_when_replayed(person)


class Log:
    """What a person did, day by day, from raw events. A day never comes before an earlier one."""

    def __init__(self, person: Person) -> None:
        self.first_scores: dict[date, Scores] = {}
        self.sessions: dict[date, list[Exercised]] = {}
        self.steps = [
            moment.today.day
            for moment in person.moments
            if moment.took is not None and moment.took != "climb"
        ]
        day = date.min
        for event in person.events:
            day = max(day, event.day)
            if isinstance(event, CheckedIn):
                self.first_scores.setdefault(day, event.scores)
            if isinstance(event, Exercised):
                self.sessions.setdefault(day, []).append(event)

    def last_session_days(self, before: date, count: int) -> list[date]:
        """Give the newest days with a session before this one."""
        return sorted((day for day in self.sessions if day < before), reverse=True)[:count]

    def last_programme_days(self, before: date, count: int) -> list[date]:
        """Give the newest days on which the programme's own exercises were done."""
        own = (
            day
            for day, sessions in self.sessions.items()
            if day < before and any(one.routine is None for one in sessions)
        )
        return sorted(own, reverse=True)[:count]

    def was_green_and_settled(self, day: date) -> bool:
        """Tell whether every exercise of the day was green, and the next day settled."""
        following = self.first_scores.get(day + timedelta(days=1))
        last = self.sessions[day][-1].before
        if following is None or not (following.is_whole and last.is_whole):
            return False
        lights = [
            _light(session.before, done) for session in self.sessions[day] for done in session.done
        ]
        return oracle.is_settled(_three(last), _three(following)) and set(lights) == {"green"}

    def was_done_whole(self, day: date, movement: str, dose: Dose) -> bool:
        """Tell whether the movement was done to its end each time, at an effort of 6 or less.

        Other routines than the programme's do not count.
        """
        tries = [
            done
            for session in self.sessions[day]
            for done in session.done
            if done.movement == movement and session.routine is None
        ]
        return bool(tries) and all(
            done.reps_done >= dose.reps and done.effort is not None and done.effort <= 6
            for done in tries
        )


def _three(scores: Scores) -> oracle.Three:
    assert scores.back is not None
    assert scores.leg is not None
    assert scores.reach is not None
    return scores.back, scores.leg, scores.reach


def _light(before: Scores, done: Done) -> str | None:
    if not (before.is_whole and done.worst.is_whole) or done.neuro is None:
        return None
    return oracle.exercise(
        _three(before), _three(done.worst), done.after_ten_minutes_reach, done.neuro
    )


def _is_careful(moment: Moment) -> None:
    """On a red day only settling, on a locked day nothing; at most half on amber or unanswered."""
    today = moment.today
    assert today.light is None or today.light is Light.RED or _last_scores_are_whole(moment)
    if moment.locked:
        assert today.doing is Doing.NOTHING
    elif today.light is Light.RED:
        assert today.doing is Doing.SETTLE
    elif today.doing is Doing.PLANNED and not today.is_preview:
        assert today.light is Light.GREEN
    if today.doing not in (Doing.PLANNED, Doing.HALF):
        assert today.movements == ()
        assert today.offers == ()
    for planned in today.movements:
        standing = today.now.standings[planned.movement].dose
        assert not planned.dose.is_above(standing)
        if today.doing is Doing.HALF:
            assert planned.dose.reps <= max(5, standing.reps // 2)
            assert planned.dose.extras == ()
            assert planned.small_range


def _rests_after_red(moment: Moment, log: Log) -> None:
    """What was red yesterday, in whatever routine, is not done today."""
    today = moment.today
    sessions = log.sessions.get(today.day - timedelta(days=1), [])
    red = {
        done.movement
        for session in sessions
        for done in session.done
        if _light(session.before, done) == "red"
    }
    assert not red & {planned.movement for planned in today.movements}


def _last_scores_are_whole(moment: Moment) -> bool:
    """A missing score is never green and never amber."""
    first = moment.today.now.days[-1].scores
    return first is None or first.is_whole or moment.today.light is not Light.GREEN


def _has_reasons(moment: Moment, known: set[str]) -> None:
    """Everything that is decided or offered names rules that exist."""
    for because in _reasons(moment):
        assert because
        assert set(because) <= known, because


def _reasons(moment: Moment) -> Iterator[tuple[str, ...]]:
    today = moment.today
    yield today.because
    if today.light is not None:
        yield today.light_because
    for some in (today.movements, today.left_out, today.offers, today.changes, today.see_somebody):
        yield from (one.because for one in some)
    if today.flare is not None:
        yield today.flare.because


def _never_rises_by_itself(before: Moment, after: Moment, log: Log) -> None:
    """A dose only rises by an offer that was taken, and an offer only stands on evidence."""
    if before.today.now.sessions == 0:
        return
    for movement, standing in after.today.now.standings.items():
        was = before.today.now.standings.get(movement)
        if was is None or not standing.dose.is_above(was.dose):
            continue
        assert after.took is not None, f"{movement} rose by itself on {after.today.day}"
        if after.took == "climb":
            _climbs_on_evidence(before.today.now, movement, standing.dose, after.today.day, log)
        else:
            _steps_on_evidence(movement, was.dose, after.today.day, log)


def _steps_on_evidence(movement: str, dose: Dose, day: date, log: Log) -> None:
    days = log.last_session_days(day, 2)
    assert len(days) == 2
    for earlier in days:
        assert log.was_green_and_settled(earlier), (movement, day, earlier)
    own_days = log.last_programme_days(day, 2)
    assert len(own_days) == 2
    for earlier in own_days:
        assert log.was_done_whole(earlier, movement, dose), (movement, day, earlier)
    steps = [(day - step).days for step in log.steps if step <= day]
    assert steps.count(0) == 1
    assert steps.count(1) == 0
    assert len([ago for ago in steps if ago < 7]) <= 3


def _climbs_on_evidence(plan: Plan, movement: str, dose: Dose, day: date, log: Log) -> None:
    (last,) = log.last_session_days(day, 1)
    assert log.was_green_and_settled(last)
    goal = plan.standings[movement].old_dose
    assert goal is not None
    assert not dose.is_above(goal)


def _is_the_same_when_replayed(person: Person) -> None:
    """The stored plan is only a shortcut: from the first event on, the same comes out."""
    last = person.moments[-1]
    seen = person.events[: last.today.now.counted]
    history = History(tuple(seen), None, locked=last.locked)
    replayed = plan_for_today(history, last.today.day, person.course, person.limits)
    assert replayed.now == last.today.now
    assert replayed.closed == last.today.closed
    assert Plan.from_json(last.today.closed.as_json()) == last.today.closed
