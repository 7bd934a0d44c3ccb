"""From caution questions to flags, from flags to movements, and what ticked signs come to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from supine.care.conditions import at_least_one, ids
from supine.library.care_cards import (
    Answer,
    CautionCard,
    CautionQuestion,
    FlagEffect,
    Light,
    ListName,
    Tier,
    WarningSignsCard,
)
from supine.library.movement import Caution


@dataclass(frozen=True)
class Flags:
    """What the caution answers set. set_by: flag -> the questions that set it.

    starts_gently: begin with the gentlest dose. capped_at: the best light of a day, if not green.
    asks_for_check: the questions after which somebody should be asked. because: never empty.
    """

    set_by: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    starts_gently: bool = False
    capped_at: Light | None = None
    asks_for_check: tuple[str, ...] = ()
    because: tuple[str, ...] = ("caution-none",)

    def __contains__(self, flag: object) -> bool:
        return flag in self.set_by


@dataclass(frozen=True)
class Effect:
    """What flags do to one movement. advice: flag -> key of the advice in the movement's words."""

    effect: FlagEffect
    advice: Mapping[str, str]
    flags: tuple[str, ...]
    because: tuple[str, ...]


class TickedLevel(StrEnum):
    """The highest tier of the signs that were ticked. CLEAR never means safe."""

    CLEAR = "clear"
    CAUTION = "caution"
    URGENT = "urgent"
    EMERGENCY = "emergency"


@dataclass(frozen=True)
class Ticked:
    """What single ticked signs come to. flags: sorted; because: rules and signs, never empty."""

    level: TickedLevel
    flags: tuple[str, ...]
    because: tuple[str, ...]


def flags_from(
    yes: Collection[str],
    whens: Mapping[str, str],
    card: CautionCard,
) -> Flags:
    """Give what the answers set.

    yes: ids of the questions with a yes; other ids are no caution questions and change nothing.
    whens: the key of the second answer, by question; without one all flags of the question count.
    """
    ticked = [question for question in card.questions if question.id in yes]
    set_by: dict[str, tuple[str, ...]] = {}
    starts_gently = False
    for question in ticked:
        flags = question.follow_up.get(whens.get(question.id, ""), question.flags)
        starts_gently |= question.starts_gently and bool(flags)
        for flag in flags:
            set_by[flag] = (*set_by.get(flag, ()), question.id)
    capped = [question.caps_light for question in ticked if question.caps_light]
    rules = at_least_one(card.rules, {"ticked": bool(ticked)})
    return Flags(
        set_by,
        starts_gently,
        max(capped, key=lambda light: light.severity, default=None),
        tuple(question.id for question in ticked if question.asks_for_check),
        (*ids(rules), *(question.id for question in ticked)),
    )


def effect_on(caution: Caution, flags: Flags, card: CautionCard) -> Effect:
    """Give what the flags do to a movement, by its card's caution. Leaving out beats adapting."""
    out = tuple(flag for flag in caution.leave_out_if if flag in flags)
    advice = {flag: key for flag, key in caution.adapt_if.items() if flag in flags}
    rules = at_least_one(card.rules, {"left_out": bool(out), "adapted": bool(advice)})
    named = out or tuple(advice)
    asked = dict.fromkeys(sign for flag in named for sign in flags.set_by[flag])
    return Effect(FlagEffect(rules[0].then), {} if out else advice, named, (*ids(rules), *asked))


def questions_with_effect(
    card: CautionCard,
    cautions: Iterable[Caution],
) -> tuple[CautionQuestion, ...]:
    """Give the questions worth asking: those that change a movement here, or do something else."""
    known = {flag for caution in cautions for flag in (*caution.leave_out_if, *caution.adapt_if)}
    return tuple(
        question
        for question in card.questions
        if known.intersection(question.flags)
        or question.starts_gently
        or question.caps_light
        or question.asks_for_check
    )


def ticked_signs(
    yes: Collection[str],
    signs: WarningSignsCard,
    caution: CautionCard,
) -> Ticked:
    """Give what single ticked signs of all three tiers come to, without second answers."""
    flags = flags_from(yes, {}, caution)
    is_cautious = any(question.id in yes for question in caution.questions)
    for tier, name in ((Tier.EMERGENCY, ListName.EMERGENCY), (Tier.URGENT, ListName.URGENT)):
        found = tuple(sign.id for sign in signs.signs if sign.tier is tier and sign.id in yes)
        if found:
            rule = _rule(signs, name, Answer.SOME)
            because = (rule, *found, *(flags.because if is_cautious else ()))
            return Ticked(TickedLevel(tier.value), tuple(sorted(flags.set_by)), because)
    if is_cautious:
        return Ticked(TickedLevel.CAUTION, tuple(sorted(flags.set_by)), flags.because)
    none = tuple(_rule(signs, name, Answer.NONE) for name in (ListName.EMERGENCY, ListName.URGENT))
    return Ticked(TickedLevel.CLEAR, (), (*none, *flags.because))


def _rule(signs: WarningSignsCard, name: ListName, answer: Answer) -> str:
    """Give the id of the screening rule for an answer to a list."""
    return next(
        rule.id for rule in signs.rules if (rule.when.list, rule.when.answer) == (name, answer)
    )
