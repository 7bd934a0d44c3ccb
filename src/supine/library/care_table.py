"""All rules of the care cards as one table: what a reader needs to check them without code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from supine.library.care_cards import (
    CareCards,
    CautionQuestion,
    Rule,
    RuleBook,
    RulesCard,
    ScreeningRule,
    SignCard,
)


@dataclass(frozen=True)
class RuleRow:
    """One rule. when, then: as the card says it; because: the sentence people read."""

    subject: str
    id: str
    when: str
    then: str
    because: str
    sources: tuple[str, ...]


def rule_rows(cards: CareCards) -> tuple[RuleRow, ...]:
    """Give every rule and every sign that can stand in a `because`, subject by subject."""
    return tuple(_rows(cards))


def limit_sentences(cards: CareCards) -> tuple[str, ...]:
    """Give the ceilings behind the exercise light, which its rules speak of by name."""
    return tuple(
        f"{site}_{colour} is the score before plus {ceiling.above_before},"
        f" at least {ceiling.least}, at most {ceiling.most}."
        f" A person may lower {ceiling.least} down to {lowest}."
        for site, limits in cards.exercise_light.card.limits.items()
        for colour, ceiling, lowest in (
            ("green", limits.green, limits.lowest_green),
            ("amber", limits.amber, limits.lowest_amber),
        )
    )


def _rows(cards: CareCards) -> Iterator[RuleRow]:
    signs = cards.warning_signs
    for sign in signs.card.signs:
        yield _sign_row(sign, signs.words.signs[sign.id])
    for rule in signs.rules:
        yield _screening_row(rule, signs.words.because[rule.because])
    for question in cards.caution.card.questions:
        yield _question_row(question, cards.caution.words.questions[question.id])
    yield from _book_rows("caution", cards.caution)
    for name in BOOK_NAMES:
        yield from _book_rows(name.replace("_", " "), getattr(cards, name))


# In the order of a day, and then of the weeks.
BOOK_NAMES = (
    *("full_list", "day_light", "today", "exercise_light", "settled"),
    *("offers", "easing", "fitting", "flare", "trend", "see_somebody"),
)


def _sign_row(sign: SignCard, text: str) -> RuleRow:
    then = sign.tier if sign.action == sign.tier.value else f"{sign.tier}, {sign.action}"
    return RuleRow("warning signs", sign.id, "ticked", then, text, sign.sources)


def _question_row(question: CautionQuestion, text: str) -> RuleRow:
    return RuleRow("caution", question.id, "ticked", _effect(question), text, question.sources)


def _effect(question: CautionQuestion) -> str:
    """Say what a yes does."""
    parts = [f"flag {flag}" for flag in question.flags]
    if question.starts_gently:
        parts.append("gentle start")
    if question.caps_light:
        parts.append(f"the day is {question.caps_light} at best")
    if question.asks_for_check:
        parts.append("ask for a check")
    if question.follow_up:
        parts.append("by the second answer")
    return ", ".join(parts)


def _screening_row(rule: ScreeningRule, because: str) -> RuleRow:
    when = _said(rule.when.model_dump(mode="json", exclude_defaults=True))
    return RuleRow("warning signs", rule.id, when, str(rule.then), because, rule.sources)


def _book_rows(subject: str, book: RuleBook[RulesCard]) -> Iterator[RuleRow]:
    for rule in book.card.rules:
        figures = {figure: f"({figure})" for figure in book.card.FIGURES}
        because = book.words.because[rule.because].format_map({**figures, **rule.figures})
        when = " or ".join(_said(case) for case in rule.cases)
        yield RuleRow(subject, rule.id, when, _outcome(rule), because, rule.sources)


def _outcome(rule: Rule) -> str:
    return _said(rule.model_dump(mode="json", include={"then"}, exclude_defaults=True)["then"])


def _said(value: object) -> str:
    """Write data as words: `back at least 7, last settled no`."""
    if isinstance(value, dict):
        return ", ".join(f"{_said(key)} {_said(inner)}" for key, inner in value.items())
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int):
        return str(value).replace("_", " ")
    return ", ".join(_said(inner) for inner in _listed(value))


def _listed(value: object) -> Iterable[object]:
    return value if isinstance(value, list | tuple) else [value]
