"""The cards of rules: what they promise, and every way to break one said where it was broken."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from supine.library import limit_sentences, rule_rows
from tests.care.cards import shipped_care
from tests.library.breaking import CARE, Change, broken_care


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)


WORDS = sorted(path for path in CARE.glob("*.en.yaml"))
# Words of more than three syllables that have no shorter name.
ALLOWED = {
    *("emergency", "osteoporosis", "spondylolisthesis", "physiotherapist", "physiotherapists"),
    *("repetitions", "everyday", "particular", "uncontrolled", "immediately"),
}


def syllables(word: str) -> int:
    """Count groups of vowels, less a silent e at the end."""
    groups = len(re.findall(r"[aeiouy]+", word))
    return max(1, groups - (word.endswith("e") and not word.endswith("le") and groups > 1))


def grade(text: str) -> float:
    """Give the Flesch-Kincaid grade of some sentences, without the words that are allowed."""
    sentences = max(1, len(re.findall(r"[.!?:;](?:\s|$)", text)))
    words = [word for word in re.findall(r"[a-z]+", text.lower()) if word not in ALLOWED]
    count = max(1, len(words))
    return 0.39 * count / sentences + 11.8 * sum(map(syllables, words)) / count - 15.59


@pytest.mark.parametrize("path", WORDS, ids=lambda path: path.name)
def test_the_texts_are_at_or_under_reading_grade_eight(path: Path) -> None:
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    said = " ".join(text if text[-1:] in ".?!" else f"{text}." for text in texts(data))

    assert grade(said) <= 8


def test_the_grade_would_notice_hard_words() -> None:
    assert grade("Discontinue symptomatic activities following neurological deterioration.") > 12


def test_every_rule_has_a_reason_an_advice_and_a_source_that_says_how_far_to_trust_it() -> None:
    cards = shipped_care()
    rows = rule_rows(cards)

    assert len(rows) > 120
    assert all(row.when and row.then and row.because and row.sources for row in rows)
    assert all("{" not in row.because for row in rows)


def test_thresholds_of_our_own_are_marked_as_such() -> None:
    own = [row.id for row in rule_rows(shipped_care()) if "own-choice" in row.sources]

    assert {
        "exercise-leg-red",
        "day-leg-far-above-usual",
        "P4",
        "second-seven-settled-days",
    } <= set(own)


def test_the_limits_are_told_beside_the_rules_that_speak_of_them() -> None:
    assert limit_sentences(shipped_care())[0] == (
        "back_green is the score before plus 0, at least 3, at most 6."
        " A person may lower 3 down to 0."
    )


def first_rule(change: Change) -> Change:
    return lambda card: change(card["rules"][0])


BROKEN: list[tuple[str, Change, str, str]] = [
    ("trend.yaml", lambda card: card.update(colour="red"), "colour", "nobody knows this key"),
    ("trend.yaml", lambda card: card.update(rules=[]), "rules", "too few"),
    ("trend.yaml", first_rule(lambda rule: rule.pop("say")), "rules[0].say", "missing"),
    ("trend.yaml", first_rule(lambda rule: rule.update(then="rosy")), "rules[0].then", "rosy"),
    (
        "trend.yaml",
        first_rule(lambda rule: rule.update(sources=["aunt"])),
        "rules[0].sources",
        "au",
    ),
    (
        "trend.yaml",
        first_rule(lambda rule: rule.update(when={"mood_at_least": 3})),
        "file",
        "rule trend-not-enough-days: nobody knows the fact 'mood'",
    ),
    (
        "trend.yaml",
        first_rule(lambda rule: rule.update(when={"days": 3})),
        "file",
        "rule trend-not-enough-days: days cannot be compared with 3",
    ),
    (
        "settled.yaml",
        first_rule(lambda rule: rule.update(when={"missing_at_least": True})),
        "file",
        "missing cannot be compared with True",
    ),
    (
        "trend.yaml",
        lambda card: card["rules"].pop(0),
        "file",
        "no rule says with how few days a week has no value",
    ),
    (
        "trend.yaml",
        lambda card: card["rules"].append(card["rules"][1]),
        "rules",
        "trend-better-from-low stands here twice",
    ),
    (
        "settled.yaml",
        first_rule(lambda rule: rule.update(id="trend-worse")),
        "rules",
        "trend-worse stands here twice",
    ),
    ("trend.en.yaml", lambda words: words["because"].pop("worse"), "because.worse", "missing"),
    (
        "trend.en.yaml",
        lambda words: words["advice"].update(spare=words["advice"]["worse"]),
        "advice.spare",
        "nothing uses",
    ),
    (
        "trend.en.yaml",
        lambda words: words["because"].update(worse="It rose by {points}."),
        "because.worse",
        "nothing fills in {points}",
    ),
    (
        "exercise-light.yaml",
        lambda card: card["limits"]["leg"]["green"].update(least=4),
        "file",
        "the leg rule is laxer than the back rule",
    ),
    ("exercise-light.yaml", lambda card: card["limits"].pop("leg"), "file", "for back and leg"),
    (
        "exercise-light.yaml",
        lambda card: card["limits"]["back"]["amber"].update(most=2),
        "limits.back",
        "the amber ceiling lies under the green one",
    ),
    (
        "exercise-light.yaml",
        lambda card: card["limits"]["back"].update(lowest_green=4),
        "limits.back",
        "the lowest choice lies over the published limit",
    ),
    (
        "offers.yaml",
        lambda card: [
            rule.update(then=["step"]) for rule in card["rules"] if "bonus" in rule["then"]
        ],
        "file",
        "no rule says what these offers need: bonus",
    ),
    (
        "caution.yaml",
        lambda card: card["flags"].append("tired"),
        "file",
        "only under flags or only in a question: tired",
    ),
    (
        "caution.yaml",
        lambda card: card["questions"][9].update(asks_for_check=False),
        "questions[9]",
        "C10: a yes changes nothing",
    ),
    (
        "caution.yaml",
        lambda card: card["questions"][0]["follow_up"].update(later=["hernia"]),
        "questions[0]",
        "C1: a second answer sets a flag",
    ),
    ("caution.en.yaml", lambda words: words["questions"].pop("C2"), "questions.C2", "missing"),
    ("caution.en.yaml", lambda words: words["flags"].pop("fai"), "flags.fai", "missing"),
    ("caution.en.yaml", lambda words: words["follow_up"].pop("C7"), "follow_up.C7", "missing"),
    (
        "caution.en.yaml",
        lambda words: words["follow_up"]["C1"]["answers"].pop("later"),
        "follow_up.C1.answers.later",
        "missing",
    ),
]


@pytest.mark.parametrize(("file", "change", "place", "fault"), BROKEN)
def test_a_broken_card_of_rules_is_named_with_place_and_fault(
    care_folder: Path, file: str, change: Change, place: str, fault: str
) -> None:
    problems = broken_care(care_folder, file, change)

    found = [problem for problem in problems if problem.place == place]
    assert any(fault in problem.fault for problem in found), problems
    assert all(problem.remedy for problem in problems)
