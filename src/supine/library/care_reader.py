"""Reads the care cards, and checks that they are whole and in step, which no one file can show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from supine.library.care_books import BOOKS, read_book, read_caution
from supine.library.care_cards import (
    Advice,
    Answer,
    CareCards,
    Level,
    ListName,
    ScreeningRule,
    SourcesCard,
    WarningSigns,
    WarningSignsCard,
    WarningSignsWords,
)
from supine.library.care_checks import (
    EMERGENCY_NUMBER,
    bad_placeholders,
    ids_given_twice,
    unknown_sources,
    unmatched_keys,
    unmatched_texts,
)
from supine.library.care_table import rule_rows
from supine.library.files import read_card
from supine.library.problems import Problem


def read_care(folder: Path, language: str = "en") -> tuple[CareCards | None, list[Problem]]:
    """Read the sources, the warning signs and every card of rules from `folder`.

    Give the cards, or None with every problem found: a screening with a hole is worse than none.
    """
    sources, problems = read_card(folder / "sources.yaml", SourcesCard)
    known = sources.sources if sources is not None else None
    signs, sign_problems = _read_signs(folder, language, known)
    caution, caution_problems = read_caution(folder, language, known)
    problems += sign_problems + caution_problems
    books: dict[str, Any] = {}
    for name in BOOKS:
        books[name], book_problems = read_book(folder, name, language, known)
        problems += book_problems
    if problems or sources is None or signs is None or caution is None:
        return None, problems
    cards = CareCards(signs, caution, sources=sources.sources, **books)
    problems += ids_given_twice(folder, "rules", [row.id for row in rule_rows(cards)])
    return (None, problems) if problems else (cards, [])


def _read_signs(
    folder: Path,
    language: str,
    known_sources: Collection[str] | None,
) -> tuple[WarningSigns | None, list[Problem]]:
    """Read the two files of the warning signs. Without `known_sources` these are not checked."""
    file, words_file = folder / "warning-signs.yaml", folder / f"warning-signs.{language}.yaml"
    card, problems = read_card(file, WarningSignsCard)
    words, words_problems = read_card(words_file, WarningSignsWords)
    problems += words_problems
    if card is None:
        return None, problems
    problems += [
        *ids_given_twice(file, "signs", [sign.id for sign in card.signs]),
        *ids_given_twice(file, "rules", [rule.id for rule in card.rules]),
        *unknown_sources(file, "signs", card.signs, known_sources),
        *unknown_sources(file, "rules", card.rules, known_sources),
        *_unanswered_lists(file, card.rules),
        *_rules_out_of_step(file, card),
    ]
    if words is None:
        return None, problems
    problems += [
        *unmatched_keys(words_file, "signs", [sign.id for sign in card.signs], words.signs),
        *unmatched_keys(words_file, "lists", list(ListName), words.lists),
        *unmatched_keys(words_file, "answers", list(Answer), words.answers),
        *unmatched_texts(words_file, card.rules, words.because, words.advice),
        *bad_placeholders(words_file, words.model_dump(exclude={"advice"}), ()),
        *bad_placeholders(words_file, words.model_dump(include={"advice"}), (EMERGENCY_NUMBER,)),
        *_advice_without_a_way_on(words_file, card.rules, words.advice),
    ]
    return WarningSigns(card, words), problems


def _unanswered_lists(file: Path, rules: Sequence[ScreeningRule]) -> Iterator[Problem]:
    """Refuse an answer that no rule knows, or that two rules claim."""
    counts = Counter((rule.when.list, rule.when.answer) for rule in rules)
    for name in ListName:
        for answer in Answer:
            count = counts[name, answer]
            if count != 1:
                fault = f"{count} rules say what the answer {answer} to the list {name} leads to"
                yield Problem(str(file), "rules", fault, "Leave exactly one")


def _rules_out_of_step(file: Path, card: WarningSignsCard) -> Iterator[Problem]:
    """Refuse an empty list, and a rule milder or harsher than the signs in its list."""
    levels = {
        name: [Level(sign.tier) for sign in card.signs_in(name)] or [Level.CLEAR]
        for name in ListName
    }
    for name, found in levels.items():
        if found == [Level.CLEAR]:
            yield Problem(str(file), "signs", f"the list {name} has no sign", "Add one to it")
    for index, rule in enumerate(card.rules):
        highest = max(levels[rule.when.list], key=lambda level: level.severity)
        right = Level.CLEAR if rule.when.answer is Answer.NONE else highest
        if rule.then is not right:
            fault = f"{rule.then} does not fit the answer {rule.when.answer} to {rule.when.list}"
            yield Problem(str(file), f"rules[{index}].then", fault, f"Write {right}")


def _advice_without_a_way_on(
    file: Path,
    rules: Sequence[ScreeningRule],
    advice: Mapping[str, Advice],
) -> Iterator[Problem]:
    """Refuse advice that closes the exercises without a way to open them, or without a number."""
    closing = {
        rule.say: advice[rule.say]
        for rule in rules
        if rule.then is not Level.CLEAR and rule.say in advice
    }
    for key, text in closing.items():
        for name in ("opens", "confirm"):
            if getattr(text, name) is None:
                fault = "advice that closes the exercises must say how they open again"
                yield Problem(str(file), f"advice.{key}.{name}", fault, "Add the line")
        if not any(EMERGENCY_NUMBER in step for step in text.steps):
            fault = "advice that closes the exercises must name the number to call"
            remedy = f"Write {EMERGENCY_NUMBER} into a step"
            yield Problem(str(file), f"advice.{key}.steps", fault, remedy)
