"""The care cards: what they may say, by subject.

`rows` is what all of them are made of; `signs` and `caution` are about what is asked first;
`lights`, `trend`, `dose` and `seeing` about what follows from scores; `fitting` about making a
routine fit. `cards` holds all of them.
In the folder `care/` each card is two files: the rules (`trend.yaml`) and their texts, one language
a file (`trend.en.yaml`). `sources.yaml` says where the rules come from.
"""

from supine.library.care_cards.cards import CareCards, Caution
from supine.library.care_cards.caution import (
    CautionCard,
    CautionQuestion,
    CautionWords,
    FlagEffect,
)
from supine.library.care_cards.dose import (
    Doing,
    Easing,
    EasingCard,
    FlareCard,
    OfferKind,
    OffersCard,
    TodayCard,
)
from supine.library.care_cards.fitting import Fit, FittingCard
from supine.library.care_cards.lights import (
    DayLightCard,
    ExerciseLightCard,
    SettledCard,
    SiteLimits,
)
from supine.library.care_cards.rows import (
    Advice,
    Light,
    Rule,
    RuleBook,
    RulesCard,
    RuleWords,
    Source,
    SourcesCard,
)
from supine.library.care_cards.seeing import FullListCard, SeeSomebodyCard, Urgency
from supine.library.care_cards.signs import (
    Action,
    Answer,
    Level,
    ListAnswer,
    ListName,
    ScreeningRule,
    SignCard,
    SignList,
    Tier,
    WarningSign,
    WarningSigns,
    WarningSignsCard,
    WarningSignsWords,
)
from supine.library.care_cards.trend import Trend, TrendCard

__all__ = [
    "Action",
    "Advice",
    "Answer",
    "CareCards",
    "Caution",
    "CautionCard",
    "CautionQuestion",
    "CautionWords",
    "DayLightCard",
    "Doing",
    "Easing",
    "EasingCard",
    "ExerciseLightCard",
    "Fit",
    "FittingCard",
    "FlagEffect",
    "FlareCard",
    "FullListCard",
    "Level",
    "Light",
    "ListAnswer",
    "ListName",
    "OfferKind",
    "OffersCard",
    "Rule",
    "RuleBook",
    "RuleWords",
    "RulesCard",
    "ScreeningRule",
    "SeeSomebodyCard",
    "SettledCard",
    "SignCard",
    "SignList",
    "SiteLimits",
    "Source",
    "SourcesCard",
    "Tier",
    "TodayCard",
    "Trend",
    "TrendCard",
    "Urgency",
    "WarningSign",
    "WarningSigns",
    "WarningSignsCard",
    "WarningSignsWords",
]
