"""A flare-up: when it begins, how it lowers the doses, and when it is over."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from supine.care.conditions import Fact, holding, ids
from supine.care.course import Course
from supine.care.dose import half, lower
from supine.care.past import calendar_days_in_a_row, in_a_row, usual_on, with_standings
from supine.care.plan import Flare, Plan, Standing
from supine.care.scores import Scores
from supine.library.care_cards import FlareCard


def flare_begins(
    card: FlareCard, *, said: bool = False, high_days_in_a_row: int = 0
) -> tuple[str, ...]:
    """Give the rules by which a flare begins; none, if it does not.

    high_days_in_a_row: calendar days with a score well above the usual one.
    """
    facts: dict[str, Fact] = {"said": said, "high_days_in_a_row": high_days_in_a_row}
    return ids(rule for rule in holding(card.rules, facts) if rule.then == "begin")


def flare_phase(
    card: FlareCard,
    day_of_flare: int,
    above_old_usual: Fraction | None = None,
    green_days_in_a_row: int = 0,
) -> tuple[str, tuple[str, ...]]:
    """Give what a flare asks for ("settle", "half", "quiet" or "over"), and the rules that say so.

    day_of_flare: 1 on its first day. above_old_usual: by how much the worse site is above what was
    usual before it, None if unknown. green_days_in_a_row: days with answers after its first.
    """
    facts: dict[str, Fact] = {
        "day_of_flare": day_of_flare,
        "above_old_usual": above_old_usual,
        "green_days_in_a_row": green_days_in_a_row,
        "knows_old_usual": above_old_usual is not None,
    }
    found = [rule for rule in holding(card.rules, facts) if rule.then != "begin"]
    for outcome in ("over", "quiet", "half", "settle"):
        because = ids(rule for rule in found if rule.then == outcome)
        if because:
            return outcome, because
    return "half", ()


def day_of_flare(flare: Flare, day: date) -> int:
    """Give the number of a day of the flare, 1 for its first."""
    return (day - flare.since).days + 1


def begun(plan: Plan, day: date, because: tuple[str, ...], course: Course) -> Plan:
    """Give the plan at the beginning of a flare: half of what had settled, to be climbed back."""
    if is_active(plan) or not because:
        return plan
    before = usual_on(plan, day)
    old_back, old_leg = (float(before.back), float(before.leg)) if before else (None, None)
    standings = {
        movement: _halved(standing, course) for movement, standing in plan.standings.items()
    }
    return replace(
        with_standings(plan, day, standings, because),
        flare=Flare(day, old_back, old_leg, because),
        flares=(*plan.flares, day)[-10:],
        climbed_on=day,
    )


def went_on(plan: Plan, day: date, scores: Scores, card: FlareCard) -> Plan:
    """Give the plan after a day's answers in a flare: its first days may be over, or all of it."""
    flare = plan.flare
    if flare is None or day == flare.since:
        return plan
    since = tuple(
        known for known in reversed(plan.days) if flare.since < known.day < day and known.because
    )
    phase, _ = flare_phase(
        card,
        day_of_flare(flare, day),
        _above_old_usual(flare, scores),
        in_a_row(since, lambda known: known.is_green),
    )
    if phase == "over":
        return replace(plan, flare=None)
    quiet = flare.quiet or phase == "quiet"
    eased = flare.eased or quiet or phase == "half"
    return replace(plan, flare=replace(flare, eased=eased, quiet=quiet))


def high_days_in_a_row(plan: Plan, day: date) -> int:
    """Count the calendar days up to this one with a score well above the usual."""
    return calendar_days_in_a_row(plan, day, lambda known: known.high)


def is_active(plan: Plan) -> bool:
    """Tell whether a flare keeps steps up from being offered."""
    return plan.flare is not None and not plan.flare.quiet


def is_settling(plan: Plan, day: date, card: FlareCard) -> bool:
    """Tell whether this is one of the first days of a flare, which are for settling."""
    if plan.flare is None or plan.flare.eased:
        return False
    return flare_phase(card, day_of_flare(plan.flare, day))[0] == "settle"


def _halved(standing: Standing, course: Course) -> Standing:
    base = lower(standing.settled or standing.dose, standing.dose)
    dose = lower(half(base, course.care.today.card.least_reps), standing.dose)
    return replace(standing, dose=dose, old_dose=base if base.is_above(dose) else None)


def _above_old_usual(flare: Flare, scores: Scores) -> Fraction | None:
    known = (flare.old_back, scores.back), (flare.old_leg, scores.leg)
    rises = [score - Fraction(old) for old, score in known if old is not None and score is not None]
    return max(rises) if len(rises) == len(known) else None
