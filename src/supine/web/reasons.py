"""The sentences behind an answer of the care rules, in the words of their cards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from supine.care import Flags, effect_on
from supine.library.care_cards import Advice, CareCards, RuleBook
from supine.library.movement import Caution
from supine.web import shelf


def sentences(
    because: Iterable[str],
    figures: Mapping[str, int] | None = None,
) -> tuple[str, ...]:
    """Say each rule once, in the order given; what is no rule, such as a question, is left out.

    figures: a person's own limits, for the rules that speak of them.
    """
    books = _books(shelf.library().care)
    said = (
        sentence
        for rule_id in because
        for book in books
        for sentence in book.reasons([rule_id], _figures(book, figures))
    )
    return tuple(dict.fromkeys(said))


def advice(because: Iterable[str], emergency_number: str) -> Advice:
    """Give what to do by the first of these rules. Raises LookupError where none is a rule."""
    rule_ids = tuple(because)
    care = shelf.library().care
    for rule_id in rule_ids:
        for book in _books(care):
            for rule in book.card.rules:
                if rule.id == rule_id:
                    number = emergency_number or care.warning_signs.words.any_number
                    return book.advice(rule.say).with_number(number)
    msg = f"no rule among {', '.join(rule_ids)}"
    raise LookupError(msg)


def flags_in_words(caution: Caution, flags: Flags) -> tuple[str, ...]:
    """Give what the person ticked that matters to a caution, in words: "bending hurts"."""
    care = shelf.library().care.caution
    effect = effect_on(caution, flags, care.card)
    return tuple(care.words.flags[flag] for flag in effect.flags)


def _books(care: CareCards) -> tuple[RuleBook[Any], ...]:
    """Give every card of rules; no two of them have a rule of the same id."""
    return (
        care.today,
        care.day_light,
        care.exercise_light,
        care.settled,
        care.offers,
        care.easing,
        care.fitting,
        care.flare,
        care.full_list,
        care.see_somebody,
        care.caution,
    )


def _figures(book: RuleBook[Any], figures: Mapping[str, int] | None) -> dict[str, int]:
    """Give the figures that this card leaves to the caller, 0 for one that is not known."""
    given = figures or {}
    return {name: given.get(name, 0) for name in book.card.FIGURES}
