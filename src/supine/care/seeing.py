"""When to see somebody, and when the full list of warning signs is asked again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from supine.care.conditions import Fact, Facts, holding, ids
from supine.care.flare import day_of_flare
from supine.care.history import Statement
from supine.care.past import calendar_days_in_a_row, in_seven, on
from supine.care.plan import Plan
from supine.care.trend import Site, SiteTrend, Week, newest_week, site_trend
from supine.library.care_cards import (
    FullListCard,
    SeeSomebodyCard,
    Trend,
    TrendCard,
    Urgency,
)

BETTER = (Trend.MAYBE_BETTER, Trend.MEANINGFULLY_BETTER)
STATEMENT_HOLDS_DAYS = 14
EIGHT_WEEKS_DAYS = 56


@dataclass(frozen=True)
class Seeing:
    """A reason to see somebody. say: key of the advice. because: the rule, never empty."""

    id: str
    urgency: Urgency
    say: str
    because: tuple[str, ...]


def see_somebody(
    plan: Plan, today: date, card: SeeSomebodyCard, trend: TrendCard
) -> tuple[Seeing, ...]:
    """Give every reason that holds today, in the order of the card."""
    facts = {
        **_trend_facts(plan, today, trend),
        **_day_facts(plan, today),
        **_said_facts(plan, today),
    }
    return reasons_to_see(card, facts)


def reasons_to_see(card: SeeSomebodyCard, facts: Facts) -> tuple[Seeing, ...]:
    """Give the reasons that hold for these facts, which are named in the card's FACTS."""
    return tuple(
        Seeing(rule.id, rule.then, rule.say, (rule.id,)) for rule in holding(card.rules, facts)
    )


def full_list_due(plan: Plan, today: date, card: FullListCard) -> tuple[str, ...]:
    """Give the rules that ask for the full list of warning signs now; none, if it is not due."""
    last = plan.last_full_list
    facts: dict[str, Fact] = {
        "ever_answered": last is not None,
        "days_since_list": (today - last).days if last else None,
        "days_away": plan.days_away,
        "new_symptoms": plan.new_symptoms,
    }
    return ids(holding(card.rules, facts))


def _trend_facts(plan: Plan, today: date, card: TrendCard) -> dict[str, Fact]:
    back, leg = (site_trend(plan.weeks, site, today, card) for site in ("back", "leg"))
    known = [one for one in (back, leg) if one.label is not Trend.NOT_ENOUGH_DAYS]
    leg_is_known = leg.label is not Trend.NOT_ENOUGH_DAYS
    means = [one.now.mean for one in known if one.now and one.now.mean is not None]
    return {
        "days_of_use": (today - plan.began).days,
        "sessions": plan.sessions,
        "anything_better": any(one.label in BETTER for one in known) if known else None,
        "pain_now": max(means, default=None),
        "leg_clearly_better": leg.label is Trend.MEANINGFULLY_BETTER if leg_is_known else None,
        "leg_eased": leg.label in BETTER if leg_is_known else None,
        "leg_start": leg.baseline.mean if leg.baseline else None,
        "leg_now": leg.now.mean if leg_is_known and leg.now else None,
        **_rises(plan.weeks, "back", back, today, card),
        **_rises(plan.weeks, "leg", leg, today, card),
    }


def _rises(
    weeks: tuple[Week, ...], site: Site, trend: SiteTrend, today: date, card: TrendCard
) -> dict[str, Fact]:
    """Give by how much the newest valid week and the one before it are above the first one."""
    newest = newest_week(weeks, site, today, card)
    days_before = newest.monday - timedelta(days=7) if newest else None
    before = next((week for week in weeks[-3:] if week.monday == days_before), None)
    rises: dict[str, Fact] = {}
    for name, week in (("newest", newest), ("before", before)):
        tally = week.tally(site) if week else None
        valid = tally is not None and tally.days >= card.days_of_a_valid_week
        start = trend.baseline.mean if trend.baseline else None
        mean = tally.mean if tally and valid else None
        rises[f"{site}_rise_{name}"] = _minus(mean, start)
    return rises


def _minus(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one - other


def _day_facts(plan: Plan, today: date) -> dict[str, Fact]:
    days = in_seven(plan, today)
    start = plan.first_reach
    reaches = [day.scores.reach for day in days if day.scores and day.scores.reach is not None]
    further = sum(start is not None and reach > start for reach in reaches)
    # Before today has turned out red, yesterday may be the last of a row.
    last_red = today if on(plan, today).red_from_leg else today - timedelta(days=1)
    return {
        "red_days_in_seven": sum(day.is_red for day in days),
        "leg_red_days_in_a_row": calendar_days_in_a_row(
            plan, last_red, lambda day: day.red_from_leg
        ),
        "further_days_in_seven": further,
        "not_further_days_in_seven": len(reaches) - further,
    }


def _said_facts(plan: Plan, today: date) -> dict[str, Fact]:
    def is_said(statement: Statement) -> bool:
        said_on = plan.stated.get(statement)
        return said_on is not None and (today - said_on).days < STATEMENT_HOLDS_DAYS

    return {
        "kept_from_sleep_or_work": is_said(Statement.KEPT_FROM_SLEEP_OR_WORK),
        "low_or_worried": is_said(Statement.LOW_OR_WORRIED),
        "warning_sign": plan.warning_sign,
        "caution_check": bool(plan.flags.asks_for_check),
        "flare_days": day_of_flare(plan.flare, today) if plan.flare else None,
        "flares_in_eight_weeks": sum(
            (today - since).days < EIGHT_WEEKS_DAYS for since in plan.flares
        ),
    }
