"""What may be said about the weeks so far: values, what a change may be called, and by which rule.

The sentences are those of the trend card; here they are only put beside their numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from supine.care import Plan, SiteTrend, Tally, Week, site_trend
from supine.care.trend import Site
from supine.library.care_cards import RuleBook, Trend, TrendCard

TENTH = Decimal("0.1")


@dataclass(frozen=True)
class SiteStory:
    """One site: its first and its newest weekly value, the label, why, and what to do with it.

    change: newest less first, to a tenth, None until both have enough days.
    """

    site: Site
    first: Tally | None
    newest: Tally | None
    label: str
    change: Decimal | None
    reasons: tuple[str, ...]
    steps: tuple[str, ...]

    @property
    def difference(self) -> Decimal:
        """Give the size of the change."""
        return abs(self.change or Decimal(0))


@dataclass(frozen=True)
class TrendStory:
    """Both sites, every week with an entry, the newest first, and what no line can show."""

    sites: tuple[SiteStory, ...]
    weeks: tuple[Week, ...]
    least_days: int
    caveat: str


def trend_story(plan: Plan, today: date, book: RuleBook[TrendCard]) -> TrendStory:
    """Put together what the progress page says."""
    caveat = book.advice(_say_of(Trend.MEANINGFULLY_BETTER, book)).steps[-1]
    sites: tuple[Site, ...] = ("back", "leg")
    return TrendStory(
        sites=tuple(
            _site_story(site, site_trend(plan.weeks, site, today, book.card), book, caveat)
            for site in sites
        ),
        weeks=tuple(reversed(plan.weeks)),
        least_days=book.card.days_of_a_valid_week,
        caveat=caveat,
    )


def _site_story(site: Site, trend: SiteTrend, book: RuleBook[TrendCard], caveat: str) -> SiteStory:
    advice = book.advice(_say_of(trend.label, book))
    return SiteStory(
        site=site,
        first=trend.baseline,
        newest=trend.now,
        label=advice.heading,
        change=_change(trend) if trend.label is not Trend.NOT_ENOUGH_DAYS else None,
        reasons=book.reasons(trend.because),
        # Said once, for both lines together.
        steps=tuple(step for step in advice.steps if step != caveat),
    )


def _say_of(label: Trend, book: RuleBook[TrendCard]) -> str:
    return next(rule.say for rule in book.card.rules if rule.then is label)


def _change(trend: SiteTrend) -> Decimal | None:
    first = trend.baseline.mean if trend.baseline else None
    newest = trend.now.mean if trend.now else None
    if first is None or newest is None:
        return None
    # A difference between the values as they are shown, so that nobody finds another one.
    return _shown(newest) - _shown(first)


def _shown(mean: Fraction) -> Decimal:
    return Decimal(repr(float(mean))).quantize(TENTH, ROUND_HALF_UP)
