"""The state of somebody's plan as plain data, which the diary can store as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from pydantic import TypeAdapter

from supine.care.dose import Dose
from supine.care.flags import Flags
from supine.care.scores import Scores
from supine.care.trend import Week
from supine.library.care_cards import Light


@dataclass(frozen=True)
class Tried:
    """One day's doing of one movement. complete: every session of the day, to its last repetition.

    effort: the highest, None where one was left out. moved_down: the leg symptom went further down.
    """

    day: date
    dose: Dose
    complete: bool
    effort: int | None
    moved_down: bool


@dataclass(frozen=True)
class Standing:
    """Where one movement stands.

    settled: the last dose that was green and settled. old_dose: what can be climbed back to after a
    flare or another exercise's red, always settled before. ambers: in a row. rests_until: the first
    day it is done again. tried: its last two days.
    """

    dose: Dose
    settled: Dose | None = None
    old_dose: Dose | None = None
    ambers: int = 0
    rests_until: date | None = None
    tried: tuple[Tried, ...] = ()


@dataclass(frozen=True)
class Elsewhere:
    """What is known of one movement from routines that are not the programme's: its last day.

    moved_down: the leg symptom went further down. rests_until: the first day it is done again.
    """

    day: date
    moved_down: bool = False
    rests_until: date | None = None


@dataclass(frozen=True)
class Followed:
    """A routine that was taken on beside the programme. sessions: how often it was done since."""

    since: date
    sessions: int = 0


@dataclass(frozen=True)
class Day:
    """What one day with an event came to.

    scores: the first of the day. light: the worst of its answers, with the rules that gave it; None
    without an answer, or where the last one left a score out. asked: an answer is newer than the
    last session. high: a score was well above the usual one. others: how many of its sessions were
    of routines that are not the programme's. before: at the last session's start.
    exercise: the worst light of its exercises; unjudged: one of them had none. settled: by the next
    day, None while nobody can say.
    """

    day: date
    scores: Scores | None = None
    asked: bool = False
    light: Light | None = None
    because: tuple[str, ...] = ()
    high: bool = False
    sessions: int = 0
    others: int = 0
    before: Scores | None = None
    exercise: Light | None = None
    unjudged: bool = False
    red_from_leg: bool = False
    rested: bool = False
    settled: bool | None = None

    @property
    def is_red(self) -> bool:
        """Tell whether the day's answers or one of its exercises were red."""
        return Light.RED in (self.light, self.exercise)

    @property
    def is_green(self) -> bool:
        """Tell whether the day was answered green and no exercise was anything else."""
        exercises = self.exercise in (None, Light.GREEN) and not self.unjudged
        return self.light is Light.GREEN and exercises

    @property
    def counts(self) -> bool:
        """Tell whether its session was green and had settled."""
        return self.sessions > 0 and self.is_green and self.settled is True


@dataclass(frozen=True)
class Flare:
    """A flare-up that is not over. old_back, old_leg: usual scores before it, None if unknown.

    eased: its first days are over, so exercises have begun again. quiet: green days have followed,
    so steps up can be offered again. because: why it began.
    """

    since: date
    old_back: float | None
    old_leg: float | None
    because: tuple[str, ...]
    eased: bool = False
    quiet: bool = False


@dataclass(frozen=True)
class Change:
    """A dose that a rule lowered, or an offer raised. before: None for a new movement."""

    day: date
    movement: str
    before: Dose | None
    after: Dose
    because: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """Everything that plans need to know of the past.

    through: the last day that is accounted for, with the first `counted` events. days: those with
    an event, the last sixty. weeks: all of them. steps: the days on which a step up was taken.
    last_exercised: with the programme's own exercises. missed_steps: how far the pause since then
    has already led down. climbed_on: only a session after this day speaks for a step back up.
    days_away, new_symptoms: since the last full list. stated: when something was last said.
    elsewhere: by movement, followed: by routine, for what is not the programme's own.
    """

    programme: str
    version: int
    began: date
    through: date
    standings: Mapping[str, Standing]
    counted: int = 0
    bonus: bool = False
    sessions_a_day: int = 1
    sessions: int = 0
    last_exercised: date | None = None
    missed_steps: int = 0
    days: tuple[Day, ...] = ()
    weeks: tuple[Week, ...] = ()
    first_reach: int | None = None
    steps: tuple[date, ...] = ()
    declined: Mapping[str, date] = field(default_factory=dict)
    climbed_on: date | None = None
    flare: Flare | None = None
    flares: tuple[date, ...] = ()
    flags: Flags = field(default_factory=Flags)
    warning_sign: bool = False
    last_full_list: date | None = None
    days_away: int = 0
    new_symptoms: bool = False
    stated: Mapping[str, date] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    elsewhere: Mapping[str, Elsewhere] = field(default_factory=dict)
    followed: Mapping[str, Followed] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Give the plan as JSON data."""
        data: dict[str, Any] = _adapter().dump_python(self, mode="json")
        return data

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Plan:
        """Read back what `as_json` gave. Raises pydantic.ValidationError."""
        return _adapter().validate_python(data)


@cache
def _adapter() -> TypeAdapter[Plan]:
    return TypeAdapter(Plan)
