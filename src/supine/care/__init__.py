"""What answers and scores mean: pure functions that apply the rules of the care cards.

Every answer names the rules that made it (`because`), and a missing answer is never a good one.
The rules and their texts come from `library`; the clock, the diary and the page are elsewhere.

First the single answers: `screening_outcome`, `flags_from` and `effect_on`,
`exercise_light` by a person's `Limits`, `day_light` against the `usual`, `settled`, `trend_label`
and `site_trend`, `step_down`, `after_missed_days`, `flare_phase`, `see_somebody`. Then the whole
of them: `plan_for_today` takes a `History` of plain events and a `Course` (programme, movements,
rules) and gives `Today`, with the `Plan` to store; `fit_routine` fits any routine to a person and a
day, on which some movements rest (`resting_on`). `audit_line` answers one written case.
"""

from supine.care.audit import audit_line
from supine.care.course import Course
from supine.care.dose import Dose
from supine.care.easing import after_missed_days, step_down
from supine.care.exercises import Planned, resting_on
from supine.care.fitting import FittedItem, FittedRoutine, LeftOut, Swapped, fit_routine
from supine.care.flags import (
    Effect,
    Flags,
    Ticked,
    effect_on,
    flags_from,
    questions_with_effect,
    ticked_signs,
)
from supine.care.flare import flare_begins, flare_phase
from supine.care.gaps import MissingRuleError
from supine.care.history import (
    Answered,
    CheckedIn,
    Done,
    Event,
    Exercised,
    History,
    Rested,
    Screened,
    Stated,
    Statement,
)
from supine.care.lights import Judged, Settled, day_light, exercise_light, settled
from supine.care.limits import (
    Limits,
    LimitsError,
    check_limits,
    limit_choices,
    limits_at,
    published_limits,
)
from supine.care.offers import Move, Offer, offers_on
from supine.care.plan import Change, Day, Flare, Followed, Plan, Standing
from supine.care.scores import Neuro, Scores, Usual, usual
from supine.care.screening import Outcome, ScreeningKind, screening_outcome
from supine.care.seeing import Seeing, full_list_due, see_somebody
from supine.care.today import FlareToday, Kept, Today, plan_for_today
from supine.care.trend import (
    Label,
    SiteTrend,
    Tally,
    Week,
    site_trend,
    trend_label,
    week_values,
)

__all__ = [
    "Answered",
    "Change",
    "CheckedIn",
    "Course",
    "Day",
    "Done",
    "Dose",
    "Effect",
    "Event",
    "Exercised",
    "FittedItem",
    "FittedRoutine",
    "Flags",
    "Flare",
    "FlareToday",
    "Followed",
    "History",
    "Judged",
    "Kept",
    "Label",
    "LeftOut",
    "Limits",
    "LimitsError",
    "MissingRuleError",
    "Move",
    "Neuro",
    "Offer",
    "Outcome",
    "Plan",
    "Planned",
    "Rested",
    "Scores",
    "Screened",
    "ScreeningKind",
    "Seeing",
    "Settled",
    "SiteTrend",
    "Standing",
    "Stated",
    "Statement",
    "Swapped",
    "Tally",
    "Ticked",
    "Today",
    "Usual",
    "Week",
    "after_missed_days",
    "audit_line",
    "check_limits",
    "day_light",
    "effect_on",
    "exercise_light",
    "fit_routine",
    "flags_from",
    "flare_begins",
    "flare_phase",
    "full_list_due",
    "limit_choices",
    "limits_at",
    "offers_on",
    "plan_for_today",
    "published_limits",
    "questions_with_effect",
    "resting_on",
    "screening_outcome",
    "see_somebody",
    "settled",
    "site_trend",
    "step_down",
    "ticked_signs",
    "trend_label",
    "usual",
    "week_values",
]
