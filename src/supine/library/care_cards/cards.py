"""All care cards of one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from supine.library.care_cards.caution import CautionCard, CautionWords
from supine.library.care_cards.dose import EasingCard, FlareCard, OffersCard, TodayCard
from supine.library.care_cards.fitting import FittingCard
from supine.library.care_cards.lights import DayLightCard, ExerciseLightCard, SettledCard
from supine.library.care_cards.rows import RuleBook, Source
from supine.library.care_cards.seeing import FullListCard, SeeSomebodyCard
from supine.library.care_cards.signs import WarningSigns
from supine.library.care_cards.trend import TrendCard


@dataclass(frozen=True)
class Caution(RuleBook[CautionCard]):
    """The questions that set flags, with their texts."""

    words: CautionWords


@dataclass(frozen=True)
class CareCards:
    """All care cards in one language."""

    warning_signs: WarningSigns
    caution: Caution
    full_list: RuleBook[FullListCard]
    day_light: RuleBook[DayLightCard]
    exercise_light: RuleBook[ExerciseLightCard]
    settled: RuleBook[SettledCard]
    today: RuleBook[TodayCard]
    offers: RuleBook[OffersCard]
    easing: RuleBook[EasingCard]
    fitting: RuleBook[FittingCard]
    flare: RuleBook[FlareCard]
    trend: RuleBook[TrendCard]
    see_somebody: RuleBook[SeeSomebodyCard]
    sources: Mapping[str, Source]
