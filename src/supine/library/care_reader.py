"""Reads the care cards, and checks that they are whole and in step, which no one file can show."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from supine.library.care_cards import (
    Advice,
    Answer,
    CareCards,
    DayCard,
    DayRule,
    DayRules,
    DayWords,
    Level,
    ListName,
    ScreeningRule,
    SignCard,
    SourcesCard,
    WarningSigns,
    WarningSignsCard,
    WarningSignsWords,
)
from supine.library.files import read_card
from supine.library.problems import Problem

PLACEHOLDER = re.compile(r"\{[^}]*\}?|\}")
EMERGENCY_NUMBER = "{emergency_number}"


def read_care(folder: Path, language: str = "en") -> tuple[CareCards | None, list[Problem]]:
    """Read warning signs, day rules and sources from `folder`.

    Give the cards, or None with every problem found: a screening with a hole is worse than none.
    """
    sources, problems = read_card(folder / "sources.yaml", SourcesCard)
    known_sources = sources.sources if sources is not None else None
    signs, sign_problems = _read_signs(folder, language, known_sources)
    day, day_problems = _read_day(folder, language, known_sources)
    problems += sign_problems + day_problems
    if problems or sources is None or signs is None or day is None:
        return None, problems
    return CareCards(signs, day, sources.sources), []


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
        *_ids_given_twice(file, "signs", [sign.id for sign in card.signs]),
        *_ids_given_twice(file, "rules", [rule.id for rule in card.rules]),
        *_unknown_sources(file, "signs", card.signs, known_sources),
        *_unknown_sources(file, "rules", card.rules, known_sources),
        *_unanswered_lists(file, card.rules),
        *_rules_out_of_step(file, card),
    ]
    if words is None:
        return None, problems
    problems += [
        *_unmatched_keys(words_file, "signs", [sign.id for sign in card.signs], words.signs),
        *_unmatched_keys(words_file, "lists", list(ListName), words.lists),
        *_unmatched_keys(words_file, "answers", list(Answer), words.answers),
        *_unmatched_texts(words_file, card.rules, words.because, words.advice),
        *_bad_placeholders(words_file, words.model_dump(exclude={"advice"}), ()),
        *_bad_placeholders(words_file, words.model_dump(include={"advice"}), (EMERGENCY_NUMBER,)),
        *_advice_without_a_way_on(words_file, card.rules, words.advice),
    ]
    return WarningSigns(card, words), problems


def _read_day(
    folder: Path,
    language: str,
    known_sources: Collection[str] | None,
) -> tuple[DayRules | None, list[Problem]]:
    """Read the two files of the day rules. Without `known_sources` these are not checked."""
    file, words_file = folder / "day.yaml", folder / f"day.{language}.yaml"
    card, problems = read_card(file, DayCard)
    words, words_problems = read_card(words_file, DayWords)
    problems += words_problems
    if card is None:
        return None, problems
    problems += [
        *_ids_given_twice(file, "rules", [rule.id for rule in card.rules]),
        *_unknown_sources(file, "rules", card.rules, known_sources),
        *_day_rules_out_of_step(file, card.rules),
    ]
    if words is None:
        return None, problems
    limits = tuple(f"{{{name}}}" for rule in card.rules for name in rule.when.at_least)
    problems += [
        *_unmatched_texts(words_file, card.rules, words.because, words.advice),
        *_bad_placeholders(words_file, words.model_dump(include={"because"}), limits),
        *_bad_placeholders(words_file, words.model_dump(include={"advice"}), ()),
    ]
    return DayRules(card, words), problems


def _ids_given_twice(file: Path, place: str, ids: Iterable[str]) -> Iterator[Problem]:
    """Refuse an id that two rows share."""
    for row_id, count in Counter(ids).items():
        if count > 1:
            yield Problem(str(file), place, f"the id {row_id} stands here twice", "Rename one")


def _unknown_sources(
    file: Path,
    place: str,
    rows: Sequence[SignCard | ScreeningRule | DayRule],
    known: Collection[str] | None,
) -> Iterator[Problem]:
    """Refuse a source that `sources.yaml` does not have."""
    for index, row in enumerate(rows):
        for source in row.sources:
            if known is not None and source not in known:
                fault = f"there is no source {source!r}"
                remedy = "Add it to sources.yaml, or correct its spelling"
                yield Problem(str(file), f"{place}[{index}].sources", fault, remedy)


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


def _day_rules_out_of_step(file: Path, rules: Sequence[DayRule]) -> Iterator[Problem]:
    """Refuse rules that leave a day without an answer, or that answer the wrong way round."""
    for index, rule in enumerate(rules):
        right = "closed" if rule.when.at_least else "open" if rule.when.otherwise else rule.then
        if rule.then != right:
            fault = f"{rule.then} is the wrong way round for this condition"
            yield Problem(str(file), f"rules[{index}].then", fault, f"Write {right}")
    if [rule.when.otherwise for rule in rules].count(True) != 1:
        fault = "there must be one rule for the days that no other rule closes"
        yield Problem(str(file), "rules", fault, "Leave exactly one with otherwise: true")
    for name in ("back", "leg"):
        if sum(name in rule.when.at_least for rule in rules) != 1:
            fault = f"there must be one limit for the {name} score"
            yield Problem(str(file), "rules", fault, "Leave exactly one under at_least")
        if not any(name in rule.when.missing for rule in rules):
            fault = f"no rule says what a missing {name} score means"
            yield Problem(str(file), "rules", fault, "Name it under missing")


def _unmatched_texts(
    file: Path,
    rules: Sequence[ScreeningRule | DayRule],
    because: Mapping[str, str],
    advice: Mapping[str, Advice],
) -> Iterator[Problem]:
    """Refuse a rule without its texts, and a text of no rule."""
    yield from _unmatched_keys(file, "because", [rule.because for rule in rules], because)
    yield from _unmatched_keys(file, "advice", [rule.say for rule in rules], advice)


def _unmatched_keys(
    file: Path,
    place: str,
    needed: Sequence[str],
    given: Collection[str],
) -> Iterator[Problem]:
    """Refuse a missing key, and a key that nothing asks for."""
    for key in dict.fromkeys(needed):
        if key not in given:
            yield Problem(str(file), f"{place}.{key}", "the text is missing", "Add it")
    for key in given:
        if key not in needed:
            remedy = "Remove it, or correct its key"
            yield Problem(str(file), f"{place}.{key}", "nothing uses this text", remedy)


def _bad_placeholders(file: Path, texts: object, allowed: Sequence[str]) -> Iterator[Problem]:
    """Refuse a placeholder that nobody would fill in."""
    for place, text in _texts(texts):
        for placeholder in PLACEHOLDER.findall(text):
            if placeholder not in allowed:
                remedy = f"Use {' or '.join(allowed)}" if allowed else "Write it out"
                yield Problem(str(file), place, f"nothing fills in {placeholder}", remedy)


def _texts(value: object, place: str = "") -> Iterator[tuple[str, str]]:
    """Give every text in dumped words, with its place."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, f"{place}.{key}" if place else str(key))
    elif isinstance(value, list | tuple):
        for index, inner in enumerate(value):
            yield from _texts(inner, f"{place}[{index}]")


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
