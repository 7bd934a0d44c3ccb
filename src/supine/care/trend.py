"""The honest trend: weekly means, their days and spread, and what a change may be called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from supine.care.conditions import Fact, at_least_one
from supine.care.scores import Scores
from supine.library.care_cards import Trend, TrendCard

Site = Literal["back", "leg"]


@dataclass(frozen=True)
class Tally:
    """The scores of one site in one calendar week, one a day. lowest, highest: the spread."""

    days: int = 0
    total: int = 0
    lowest: int | None = None
    highest: int | None = None

    @property
    def mean(self) -> Fraction | None:
        """Give the mean, exact. None without a day."""
        return Fraction(self.total, self.days) if self.days else None

    def plus(self, score: int | None) -> Tally:
        """Give the tally with one more day; a score that was left out is not counted."""
        if score is None:
            return self
        lowest = score if self.lowest is None else min(self.lowest, score)
        highest = score if self.highest is None else max(self.highest, score)
        return Tally(self.days + 1, self.total + score, lowest, highest)


@dataclass(frozen=True)
class Week:
    """One calendar week from its Monday, back and leg apart."""

    monday: date
    back: Tally = field(default_factory=Tally)
    leg: Tally = field(default_factory=Tally)

    def tally(self, site: Site) -> Tally:
        """Give one site."""
        return self.back if site == "back" else self.leg

    def plus(self, scores: Scores) -> Week:
        """Give the week with the first scores of one more day."""
        return replace(self, back=self.back.plus(scores.back), leg=self.leg.plus(scores.leg))


@dataclass(frozen=True)
class Label:
    """What a change may be called, and the rule that said so."""

    label: Trend
    because: tuple[str, ...]


@dataclass(frozen=True)
class SiteTrend:
    """The first valid week of a site against the newest one. None: there is no such week."""

    baseline: Tally | None
    now: Tally | None
    label: Trend
    because: tuple[str, ...]


def monday_of(day: date) -> date:
    """Give the Monday of a day's calendar week."""
    return day - timedelta(days=day.weekday())


def week_values(scores_by_day: Mapping[date, Scores]) -> tuple[Week, ...]:
    """Give every calendar week with an entry, in order. scores_by_day: the first of each day."""
    weeks: dict[date, Week] = {}
    for day in sorted(scores_by_day):
        monday = monday_of(day)
        weeks[monday] = weeks.get(monday, Week(monday)).plus(scores_by_day[day])
    return tuple(weeks.values())


def trend_label(
    baseline: tuple[Fraction, int],
    now: tuple[Fraction, int],
    card: TrendCard,
) -> Label:
    """Name the change between two weeks, each given as its exact mean and its days with a score."""
    (first, first_days), (newest, newest_days) = baseline, now
    facts: dict[str, Fact] = {
        "days": min(first_days, newest_days),
        "baseline": first,
        "fall": first - newest,
        "fall_percent": (first - newest) / first * 100 if first else None,
        "rise": newest - first,
    }
    rule = at_least_one(card.rules, facts)[0]
    return Label(rule.then, (rule.id,))


def site_trend(
    weeks: tuple[Week, ...],
    site: Site,
    today: date,
    card: TrendCard,
) -> SiteTrend:
    """Compare a site's first valid week with this week if it is valid, else with the last one."""
    valid = [week for week in weeks if week.tally(site).days >= card.days_of_a_valid_week]
    newest = newest_week(weeks, site, today, card)
    baseline = valid[0].tally(site) if valid else None
    now = newest.tally(site) if newest and valid and newest.monday > valid[0].monday else None
    label = trend_label(_value(baseline), _value(now), card)
    return SiteTrend(baseline, now, label.label, label.because)


def newest_week(
    weeks: tuple[Week, ...],
    site: Site,
    today: date,
    card: TrendCard,
) -> Week | None:
    """Give this week once it is valid, and until then the one before, valid or not."""
    this_monday = monday_of(today)
    by_monday = {week.monday: week for week in weeks[-3:]}
    this = by_monday.get(this_monday)
    if this and this.tally(site).days >= card.days_of_a_valid_week:
        return this
    return by_monday.get(this_monday - timedelta(days=7))


def _value(tally: Tally | None) -> tuple[Fraction, int]:
    """Give mean and days; without a week, no days."""
    return (tally.mean or Fraction(0), tally.days) if tally else (Fraction(0), 0)
