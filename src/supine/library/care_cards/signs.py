"""The warning signs: what is asked, what an answer to a whole list leads to, and the words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from supine.library.card import Card, Identifier
from supine.library.care_cards.rows import (
    Advice,
    SignId,
    Sources,
    Text,
    Version,
    sentences_of,
)

PhoneNumber = Annotated[str, StringConstraints(pattern=r"^[0-9]{2,6}$")]


class Tier(StrEnum):
    """How pressing a warning sign is."""

    EMERGENCY = "emergency"
    URGENT = "urgent"


class Action(StrEnum):
    """How soon somebody must look at a warning sign."""

    EMERGENCY = "emergency"
    SAME_DAY = "same-day"
    WITHIN_DAYS = "within-days"


class ListName(StrEnum):
    """A list of signs that gets one answer. The daily one mixes tiers."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    DAILY = "daily"


class Answer(StrEnum):
    """The answer to a whole list."""

    NONE = "none"
    SOME = "some"
    UNSURE = "unsure"


class Level(StrEnum):
    """What answers lead to, mildest first. CLEAR says what was ticked; it never means safe."""

    CLEAR = "clear"
    URGENT = "urgent"
    EMERGENCY = "emergency"

    @property
    def severity(self) -> int:
        """Give a number that grows from clear to emergency."""
        return list(Level).index(self)


class SignCard(Card):
    """One warning sign. `why`: what it can point to; for reviewers, never shown as a finding."""

    id: SignId
    tier: Tier
    in_daily: bool
    action: Action
    why: Text
    sources: Sources

    @model_validator(mode="after")
    def fit_together(self) -> Self:
        """Refuse an id or an action that says something else than the tier."""
        if self.id[0] != self.tier[0].upper():
            msg = f"{self.id} is not the id of a sign of tier {self.tier.value}"
            raise ValueError(msg)
        if (self.tier is Tier.EMERGENCY) != (self.action is Action.EMERGENCY):
            msg = f"action {self.action.value} does not fit tier {self.tier.value}"
            raise ValueError(msg)
        return self


class ListAnswer(Card):
    """The condition of a screening rule: this list got this answer."""

    list: ListName
    answer: Answer


class ScreeningRule(Card):
    """One row: when a list got an answer, then this level. `say`, `because`: keys of the texts."""

    id: Identifier
    when: ListAnswer
    then: Level
    say: Identifier
    because: Identifier
    sources: Sources


class WarningSignsCard(Card):
    """`warning-signs.yaml`."""

    version: Version
    emergency_numbers: Annotated[tuple[PhoneNumber, ...], Field(min_length=1)]
    signs: Annotated[tuple[SignCard, ...], Field(min_length=1)]
    rules: Annotated[tuple[ScreeningRule, ...], Field(min_length=1)]

    def signs_in(self, name: ListName) -> tuple[SignCard, ...]:
        """Give the signs of a list; the daily one holds those asked about before each session."""
        if name is ListName.DAILY:
            return tuple(sign for sign in self.signs if sign.in_daily)
        return tuple(sign for sign in self.signs if sign.tier.value == name.value)


class SignListWords(Card):
    """The texts above a list. `lead_again`: the question once a clinician has checked something."""

    heading: Text
    lead: Text
    lead_again: Text


class WarningSignsWords(Card):
    """`warning-signs.LANGUAGE.yaml`. `any_number`: said until the person has named a country."""

    before_you_start: Annotated[tuple[Text, ...], Field(min_length=1)]
    not_complete: Text
    answers: dict[Answer, Text]
    any_number: Text
    lists: dict[ListName, SignListWords]
    signs: dict[SignId, Text]
    because: dict[Identifier, Text]
    advice: dict[Identifier, Advice]


@dataclass(frozen=True)
class WarningSign:
    """One sign with its text, as a page shows it."""

    card: SignCard
    text: str

    @property
    def id(self) -> str:
        """Give the sign's id, such as E1."""
        return self.card.id


@dataclass(frozen=True)
class SignList:
    """A list of signs that gets one answer."""

    name: ListName
    words: SignListWords
    signs: tuple[WarningSign, ...]


@dataclass(frozen=True)
class WarningSigns:
    """The warning signs with their texts and rules."""

    card: WarningSignsCard
    words: WarningSignsWords

    @property
    def version(self) -> int:
        """Give the version that a screening is stored with."""
        return self.card.version

    @property
    def rules(self) -> tuple[ScreeningRule, ...]:
        """Give the rules, as `care` takes them."""
        return self.card.rules

    def sign_list(self, name: ListName) -> SignList:
        """Give one list with its texts."""
        signs = self.card.signs_in(name)
        texts = self.words.signs
        shown = tuple(WarningSign(sign, texts[sign.id]) for sign in signs)
        return SignList(name, self.words.lists[name], shown)

    def advice(self, say: str, emergency_number: str = "") -> Advice:
        """Give what to do now; without a number, all the usual ones are named."""
        return self.words.advice[say].with_number(emergency_number or self.words.any_number)

    def reasons(self, because: Iterable[str]) -> tuple[str, ...]:
        """Give the sentences of these rules. Ids of rules that are no more are left out."""
        return sentences_of(self.card.rules, self.words.because, because)
