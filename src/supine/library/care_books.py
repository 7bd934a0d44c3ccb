"""Reads the cards of rules that are alike: a condition, an outcome, and two texts a rule."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from supine.library.care_cards import (
    Caution,
    CautionCard,
    CautionWords,
    DayLightCard,
    EasingCard,
    ExerciseLightCard,
    FittingCard,
    FlareCard,
    FullListCard,
    OffersCard,
    RuleBook,
    RulesCard,
    RuleWords,
    SeeSomebodyCard,
    SettledCard,
    TodayCard,
    TrendCard,
)
from supine.library.care_checks import (
    EMERGENCY_NUMBER,
    bad_placeholders,
    ids_given_twice,
    unknown_sources,
    unmatched_keys,
    unmatched_texts,
)
from supine.library.files import read_card
from supine.library.problems import Problem

# The name in `CareCards`; the file has hyphens for its underscores.
BOOKS: Mapping[str, type[RulesCard]] = {
    "full_list": FullListCard,
    "day_light": DayLightCard,
    "exercise_light": ExerciseLightCard,
    "settled": SettledCard,
    "today": TodayCard,
    "offers": OffersCard,
    "easing": EasingCard,
    "fitting": FittingCard,
    "flare": FlareCard,
    "trend": TrendCard,
    "see_somebody": SeeSomebodyCard,
}


def read_book(
    folder: Path,
    name: str,
    language: str,
    known_sources: Collection[str] | None,
) -> tuple[RuleBook[Any] | None, list[Problem]]:
    """Read the two files of one of BOOKS. Without `known_sources` these are not checked."""
    file, words_file = _files(folder, name, language)
    card, problems = read_card(file, BOOKS[name])
    words, words_problems = read_card(words_file, RuleWords)
    problems += words_problems
    if card is None:
        return None, problems
    problems += _rule_problems(file, card, known_sources)
    if words is None:
        return None, problems
    problems += _word_problems(words_file, card, words)
    return RuleBook(card, words), problems


def read_caution(
    folder: Path,
    language: str,
    known_sources: Collection[str] | None,
) -> tuple[Caution | None, list[Problem]]:
    """Read the two files of the caution questions. Without `known_sources` as above."""
    file, words_file = _files(folder, "caution", language)
    card, problems = read_card(file, CautionCard)
    words, words_problems = read_card(words_file, CautionWords)
    problems += words_problems
    if card is None:
        return None, problems
    problems += [
        *_rule_problems(file, card, known_sources),
        *ids_given_twice(file, "questions", [question.id for question in card.questions]),
        *unknown_sources(file, "questions", card.questions, known_sources),
    ]
    if words is None:
        return None, problems
    problems += [*_word_problems(words_file, card, words), *_unasked(words_file, card, words)]
    return Caution(card, words), problems


def _files(folder: Path, name: str, language: str) -> tuple[Path, Path]:
    """Give the file of a card and the one of its texts."""
    stem = name.replace("_", "-")
    return folder / f"{stem}.yaml", folder / f"{stem}.{language}.yaml"


def _rule_problems(
    file: Path, card: RulesCard, known_sources: Collection[str] | None
) -> Iterator[Problem]:
    """Refuse rules that share an id or name a strange source."""
    yield from ids_given_twice(file, "rules", [rule.id for rule in card.rules])
    yield from unknown_sources(file, "rules", card.rules, known_sources)


def _word_problems(file: Path, card: RulesCard, words: RuleWords) -> Iterator[Problem]:
    """Refuse missing and unused texts, and placeholders for numbers that a rule does not have."""
    yield from unmatched_texts(file, card.rules, words.because, words.advice)
    for key, text in words.because.items():
        figures = [{*rule.figures, *card.FIGURES} for rule in card.rules if rule.because == key]
        shared = set.intersection(*figures) if figures else set()
        allowed = [f"{{{figure}}}" for figure in sorted(shared)]
        yield from bad_placeholders(file, {"because": {key: text}}, allowed)
    advice = words.model_dump(include={"advice"})
    yield from bad_placeholders(file, advice, (EMERGENCY_NUMBER,))


def _unasked(file: Path, card: CautionCard, words: CautionWords) -> Iterator[Problem]:
    """Refuse a question, a second question, an answer or a flag without its text, or too many."""
    asked_again = {question.id: question for question in card.questions if question.follow_up}
    yield from unmatched_keys(
        file, "questions", [question.id for question in card.questions], words.questions
    )
    yield from unmatched_keys(file, "follow_up", list(asked_again), words.follow_up)
    yield from unmatched_keys(file, "flags", card.flags, words.flags)
    for sign_id, question in asked_again.items():
        if sign_id in words.follow_up:
            place = f"follow_up.{sign_id}.answers"
            answers = words.follow_up[sign_id].answers
            yield from unmatched_keys(file, place, list(question.follow_up), answers)
